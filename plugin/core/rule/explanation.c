/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/explanation.h"

#include "ruleset-private.h"
#include "steps.h"

struct _BiExplanation {
    const BiRule *rule;
    BiMatch match;
    BiGravity gravity;
    BiSilence *silence;
    GPtrArray *steps; /* BiStep */
};

/* ---- what it counts ---- */

/* Returns: how many rules counted, or their points */
static guint
add_counts (BiStep *step, const BiRuleset *ruleset, const BiOutcomes *outcomes,
            const GPtrArray *ids, gboolean points)
{
    guint sum = 0;

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        BiStepCount count = {rule, points ? bi_rule_get_points (rule) : 0, NULL};
        if (!g_ptr_array_find ((GPtrArray *) ids, bi_rule_get_id (rule), NULL))
            continue;
        count.spans = g_array_ref (bi_outcomes_get (outcomes, i)->spans);
        g_array_append_val (step->counted, count);
        sum += points ? count.points : 1;
    }
    return sum;
}

static BiStep *
needs_step (const BiRuleset *ruleset, const BiOutcomes *outcomes, const BiRuleNeeds *line)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    BiMatch match = bi_outcomes_ask_needs (outcomes, line->needs, ids);
    const BiRule *forbidden =
        match == BI_MATCH_NO ? bi_outcomes_find_forbidden (outcomes, line->needs) : NULL;
    BiStep *step = bi_step_new ("needs", bi_entry_get_value (line->entry),
                                bi_entry_get_value_place (line->entry, 0),
                                forbidden != NULL ? BI_STEP_EXCLUDED
                                                  : bi_step_result_of (match, FALSE));
    gboolean points;
    guint total = bi_needs_get_total (line->needs, &points);
    guint sum = add_counts (step, ruleset, outcomes, ids, points);

    if (forbidden != NULL)
        step->reason = g_strdup_printf ("%s [%s] fires", bi_rule_get_title (forbidden),
                                        bi_rule_get_id (forbidden));
    else
        step->reason = g_strdup_printf (
            "%u of %u %s%s%s", sum, total, points ? "point" : "rule",
            total == 1 ? "" : "s",
            match == BI_MATCH_GAVE_UP ? ", and one that matters took too long" : "");
    return step;
}

static BiMatch
count (BiExplanation *explanation, const BiRuleset *ruleset, const BiOutcomes *outcomes,
       BiMatch match)
{
    const GArray *lines = explanation->rule->needs;

    for (guint i = 0; i < lines->len; i++) {
        BiStep *step =
            needs_step (ruleset, outcomes, &g_array_index (lines, BiRuleNeeds, i));
        g_ptr_array_add (explanation->steps, step);
        if (step->result == BI_STEP_FAILED || step->result == BI_STEP_EXCLUDED)
            match = BI_MATCH_NO;
        else if (step->result == BI_STEP_GAVE_UP && match == BI_MATCH_YES)
            match = BI_MATCH_GAVE_UP;
    }
    return match;
}

/* ---- all of it ---- */

/* Returns: (transfer full) (nullable) */
static BiSilence *
find_silence (const BiRuleset *ruleset, const BiRule *rule, const BiRun *run)
{
    const BiRule *found =
        run->circumstances != NULL ? bi_ruleset_find_silence (ruleset, rule->id) : NULL;
    BiSilence *silence;

    if (found == NULL || bi_rule_is_over (found, run->circumstances->at))
        return NULL;
    silence = g_new (BiSilence, 1);
    *silence = (BiSilence){found->place, found->because, bi_day_to_string (found->until)};
    return silence;
}

/* The rule at @index, judged once more by the same code, which tells what it does.
 * @outcomes: of the same run. Returns: (transfer full) */
BiExplanation *
bi_explanation_new (const BiRuleset *ruleset, guint index, const BiRun *run,
                    const BiOutcomes *outcomes)
{
    BiExplanation *explanation = g_new0 (BiExplanation, 1);

    explanation->rule = bi_ruleset_get_rule (ruleset, index);
    explanation->steps = g_ptr_array_new_with_free_func (bi_step_free);
    explanation->match = bi_steps_listen (explanation->steps, explanation->rule, run);
    explanation->match = count (explanation, ruleset, outcomes, explanation->match);
    explanation->silence = find_silence (ruleset, explanation->rule, run);
    if (explanation->silence != NULL)
        explanation->match = BI_MATCH_NO;
    explanation->gravity = bi_outcomes_get (outcomes, index)->gravity;
    return explanation;
}

void
bi_explanation_free (BiExplanation *explanation)
{
    if (explanation == NULL)
        return;
    if (explanation->silence != NULL)
        g_free (explanation->silence->until);
    g_free (explanation->silence);
    g_ptr_array_unref (explanation->steps);
    g_free (explanation);
}

const BiRule *
bi_explanation_get_rule (const BiExplanation *explanation)
{
    return explanation->rule;
}

BiMatch
bi_explanation_get_match (const BiExplanation *explanation)
{
    return explanation->match;
}

/* From this score on a draft is somewhat like the examples. */
#define NEAR_SCORE 0.5

/* Whether it does not fire and yet has found something: words, or rules to count. */
gboolean
bi_explanation_is_near (const BiExplanation *explanation)
{
    gboolean matches = bi_rule_has_matches (explanation->rule);

    for (guint i = 0; explanation->match == BI_MATCH_NO && i < explanation->steps->len;
         i++) {
        const BiStep *step = explanation->steps->pdata[i];
        if (matches ? bi_step_is_match (step) && step->result == BI_STEP_MET
                    : step->counted->len > 0 || step->score >= NEAR_SCORE)
            return TRUE;
    }
    return FALSE;
}

/* Of the rule, also where it does not fire. */
const BiGravity *
bi_explanation_get_gravity (const BiExplanation *explanation)
{
    return &explanation->gravity;
}

/* Returns: (nullable): NULL while the rule is in force */
const BiSilence *
bi_explanation_get_silence (const BiExplanation *explanation)
{
    return explanation->silence;
}

guint
bi_explanation_get_size (const BiExplanation *explanation)
{
    return explanation->steps->len;
}

const BiStep *
bi_explanation_get_step (const BiExplanation *explanation, guint index)
{
    return explanation->steps->pdata[index];
}
