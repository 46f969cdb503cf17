/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "steps.h"

#include "situation/whenreason.h"

#include <string.h>

/* While the rule is judged. What is asked once comes behind what is asked of a match. */
typedef struct {
    const BiRule *rule;
    GPtrArray *matches; /* BiStep: what may match, and what is asked around it */
    GPtrArray *whole;
    GPtrArray *whens;
} Listener;

static void
count_clear (gpointer data)
{
    BiStepCount *count = data;
    g_array_unref (count->spans);
}

/* Returns: (transfer full) */
BiStep *
bi_step_new (const char *key, const char *source, BiPlace place, BiStepResult result)
{
    BiStep *step = g_new0 (BiStep, 1);

    step->key = key;
    step->source = source;
    step->place = place;
    step->result = result;
    step->spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    step->counted = g_array_new (FALSE, FALSE, sizeof (BiStepCount));
    step->words = g_array_new (FALSE, FALSE, sizeof (BiWordWeight));
    g_array_set_clear_func (step->counted, count_clear);
    return step;
}

void
bi_step_free (gpointer data)
{
    BiStep *step = data;
    g_array_unref (step->spans);
    g_array_unref (step->counted);
    g_array_unref (step->words);
    g_free (step->reason);
    g_free (step);
}

/* Whether it is a line that may match, not one that is asked besides. */
gboolean
bi_step_is_match (const BiStep *step)
{
    return strcmp (step->key, "phrase") == 0 || strcmp (step->key, "match") == 0;
}

/* Whether it keeps the rule, or a match of it, from firing. That a phrase is not there
 * does not, for another one may be. */
gboolean
bi_step_stands_in_the_way (const BiStep *step)
{
    return step->result == BI_STEP_EXCLUDED || step->result == BI_STEP_GAVE_UP ||
           (step->result == BI_STEP_FAILED && !bi_step_is_match (step) &&
            !g_str_has_prefix (step->key, "unless"));
}

static gboolean
has_span (const GArray *spans, BiSpan span)
{
    for (guint i = 0; i < spans->len; i++) {
        BiSpan other = g_array_index (spans, BiSpan, i);
        if (other.start == span.start && other.end == span.end)
            return TRUE;
    }
    return FALSE;
}

static void
add_span (BiStep *step, BiSpan span)
{
    if (!has_span (step->spans, span))
        g_array_append_val (step->spans, span);
}

/* ---- what the judgement tells ---- */

BiStepResult
bi_step_result_of (BiMatch match, gboolean excludes)
{
    switch (match) {
    case BI_MATCH_YES: return excludes ? BI_STEP_EXCLUDED : BI_STEP_MET;
    case BI_MATCH_NO: return BI_STEP_FAILED;
    case BI_MATCH_GAVE_UP: break;
    }
    return BI_STEP_GAVE_UP;
}

static BiStep *
condition_step (const BiTold *told)
{
    const BiCondition *condition = told->condition;
    BiStep *step =
        bi_step_new (condition->key, condition->source, condition->place,
                     bi_step_result_of (told->match, condition->role == BI_ROLE_UNLESS));

    if (told->match == BI_MATCH_YES)
        add_span (step, told->span);
    return step;
}

/* Conditions are told apart by their text, which each has for itself. Returns: the last
 * step's place plus one, or 0 */
static guint
find_step (const GPtrArray *steps, const BiCondition *condition)
{
    for (guint i = steps->len; i > 0; i--)
        if (((BiStep *) steps->pdata[i - 1])->source == condition->source)
            return i;
    return 0;
}

/* That it is not in one view says nothing where it is in another one. */
static void
hear_match (Listener *listener, const BiTold *told)
{
    guint at = find_step (listener->matches, told->condition);
    const BiStep *before = at > 0 ? listener->matches->pdata[at - 1] : NULL;

    if (before != NULL && told->match == BI_MATCH_NO)
        return;
    if (before != NULL && before->result == BI_STEP_FAILED)
        g_ptr_array_remove_index (listener->matches, at - 1);
    g_ptr_array_add (listener->matches, condition_step (told));
}

/* Matches of one condition of which nothing else was told are one step. */
static void
hear_counts (Listener *listener, const BiTold *told)
{
    guint at = find_step (listener->matches, told->condition);
    BiStep *step = listener->matches->pdata[at - 1];
    BiStep *before = at > 1 ? listener->matches->pdata[at - 2] : NULL;

    step->counts = told->match == BI_MATCH_YES;
    if (before == NULL || at < listener->matches->len || before->source != step->source ||
        before->result != step->result || before->counts != step->counts)
        return;
    add_span (before, told->span);
    g_ptr_array_remove_index (listener->matches, at - 1);
}

static void
hear_valid (Listener *listener, const BiTold *told)
{
    const BiRule *rule = listener->rule;
    BiStep *step =
        bi_step_new ("valid", bi_validator_get_name (rule->valid), rule->valid_place,
                     bi_step_result_of (told->match, FALSE));

    step->around = TRUE;
    add_span (step, told->span);
    g_ptr_array_add (listener->matches, step);
}

static void
hear_around (Listener *listener, const BiTold *told)
{
    const BiRule *rule = listener->rule;
    BiStep *step = condition_step (told);
    BiScope scope =
        told->condition->role == BI_ROLE_ALSO ? rule->within : rule->unless_within;

    step->around = TRUE;
    step->reason = scope.kind == BI_SCOPE_LINE ? g_strdup ("in the same line")
                   : scope.kind == BI_SCOPE_SENTENCE
                       ? g_strdup ("in the same sentence")
                       : g_strdup_printf ("within %u words", scope.words);
    g_ptr_array_add (listener->matches, step);
}

static void
hear_whole (Listener *listener, const BiTold *told)
{
    BiStep *step;

    if (find_step (listener->whole, told->condition) > 0)
        return;
    step = condition_step (told);
    step->reason = g_strdup ("in the draft");
    g_ptr_array_add (listener->whole, step);
}

static void
hear_learned (Listener *listener, const BiTold *told)
{
    BiStep *step = bi_step_new ("learned", told->learned->source, told->learned->place,
                                bi_step_result_of (told->match, FALSE));
    gboolean spread = told->match == BI_MATCH_NO && told->score >= told->learned->least;

    step->signal = told->learned->signal;
    step->score = told->score;
    step->reason = spread ? g_strdup ("of nothing in particular") : NULL;
    g_array_append_vals (step->words, told->words->data, told->words->len);
    g_ptr_array_add (listener->whole, step);
}

static void
hear_when (Listener *listener, const BiTold *told)
{
    BiStep *step =
        bi_step_new ("when", bi_when_get_source (told->when->when), told->when->place,
                     bi_step_result_of (told->match, FALSE));

    step->reason = bi_when_reason (told->when->when, told->moment);
    g_ptr_array_add (listener->whens, step);
}

static void
hear (const BiTold *told, gpointer data)
{
    static void (*const ears[]) (Listener * listener, const BiTold *told) = {
        [BI_TOLD_WHEN] = hear_when,       [BI_TOLD_MATCH] = hear_match,
        [BI_TOLD_VALID] = hear_valid,     [BI_TOLD_AROUND] = hear_around,
        [BI_TOLD_LEARNED] = hear_learned, [BI_TOLD_WHOLE] = hear_whole,
        [BI_TOLD_COUNTS] = hear_counts};

    ears[told->kind](data, told);
}

/* Judges the rule, without its needs, and adds each step to @steps. */
BiMatch
bi_steps_listen (GPtrArray *steps, const BiRule *rule, const BiRun *run)
{
    Listener listener = {rule, steps, g_ptr_array_new (), g_ptr_array_new ()};
    BiTrace trace = {hear, &listener};
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    BiMatch match = bi_rule_trace (rule, run, spans, &trace);

    g_ptr_array_extend_and_steal (steps, listener.whole);
    g_ptr_array_extend_and_steal (steps, listener.whens);
    return match;
}
