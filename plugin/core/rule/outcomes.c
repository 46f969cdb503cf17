/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/outcomes.h"

#include "rulematch.h"

struct _BiOutcomes {
    const BiRuleset *ruleset;
    guint size;
    BiOutcome *each;
};

/* Whether the rule with this id is run at all. */
static gboolean
is_in_force (const BiOutcomes *outcomes, const BiRule *rule, const BiRun *run,
             GHashTable *set_aside)
{
    const char *id = bi_rule_get_id (rule);
    GDateTime *at = run->circumstances != NULL ? run->circumstances->at : NULL;

    return (set_aside == NULL || !g_hash_table_contains (set_aside, id)) &&
           (run->circumstances == NULL ||
            !bi_ruleset_is_silenced (outcomes->ruleset, id, at));
}

/* A rule with needs counts none that has needs itself, so one pass before it is enough;
 * and none that is only watched, which would no longer be silent. */
static BiMatch
ask (gsize index, guint *points, gpointer data)
{
    const BiOutcomes *outcomes = data;
    const BiRule *rule = bi_ruleset_get_rule (outcomes->ruleset, index);

    *points = bi_rule_get_points (rule);
    if (bi_rule_get_n_needs (rule) > 0 || bi_rule_get_level (rule) == BI_LEVEL_WATCH)
        return BI_MATCH_NO;
    return outcomes->each[index].match;
}

/* A rule without matches of its own shows where those matched that it counted. */
static void
borrow_spans (const BiOutcomes *outcomes, const BiRule *rule, BiOutcome *outcome)
{
    for (guint i = 0; i < outcomes->size; i++) {
        const BiOutcome *other = &outcomes->each[i];
        const char *id = bi_rule_get_id (bi_ruleset_get_rule (outcomes->ruleset, i));
        if (g_ptr_array_find (outcome->counted, id, NULL) && other->spans->len > 0)
            g_array_append_vals (outcome->spans, other->spans->data, other->spans->len);
    }
    bi_rule_order_spans (rule, outcome->spans);
}

/* Whether the total is reached. The ids of what counted are added to @counted. */
BiMatch
bi_outcomes_ask_needs (const BiOutcomes *outcomes, const BiNeeds *needs,
                       GPtrArray *counted)
{
    return bi_needs_reached (needs, bi_ruleset_get_ids (outcomes->ruleset), ask,
                             (gpointer) outcomes, counted);
}

/* A rule that has fired and, for these needs, must not have. Returns: (nullable) */
const BiRule *
bi_outcomes_find_forbidden (const BiOutcomes *outcomes, const BiNeeds *needs)
{
    for (guint i = 0; i < outcomes->size; i++) {
        const BiRule *rule = bi_ruleset_get_rule (outcomes->ruleset, i);
        guint points;
        if (bi_needs_forbids (needs, bi_rule_get_id (rule)) &&
            ask (i, &points, (gpointer) outcomes) == BI_MATCH_YES)
            return rule;
    }
    return NULL;
}

static void
count (const BiOutcomes *outcomes, const BiRule *rule, BiOutcome *outcome)
{
    for (guint i = 0; i < bi_rule_get_n_needs (rule); i++) {
        BiMatch match = bi_outcomes_ask_needs (outcomes, bi_rule_get_needs (rule, i),
                                               outcome->counted);
        if (match == BI_MATCH_NO) {
            outcome->match = BI_MATCH_NO;
            return;
        }
        if (match == BI_MATCH_GAVE_UP)
            outcome->match = BI_MATCH_GAVE_UP;
    }
    if (!bi_rule_has_matches (rule))
        borrow_spans (outcomes, rule, outcome);
}

/* Whether examples alone speak against the draft, in no rule's own words. */
static gboolean
is_only_learned (const BiOutcomes *outcomes, const BiRule *rule, const BiOutcome *outcome)
{
    if (bi_rule_has_matches (rule) || bi_rule_get_n_needs (rule) == 0)
        return bi_rule_is_only_learned (rule);
    for (guint i = 0; outcome->counted->len > 0 && i < outcomes->size; i++) {
        const BiRule *other = bi_ruleset_get_rule (outcomes->ruleset, i);
        if (!bi_rule_is_only_learned (other) &&
            g_ptr_array_find (outcome->counted, bi_rule_get_id (other), NULL))
            return FALSE;
    }
    return outcome->counted->len > 0;
}

static gboolean
is_crisis_on (const BiRun *run)
{
    return run->situation != NULL &&
           bi_situation_is_crisis_on (run->situation, NULL,
                                      run->circumstances != NULL ? run->circumstances->at
                                                                 : NULL);
}

/* What only reads like examples is never stopped. */
static BiGravity
weigh (const BiRule *rule, gboolean crisis, gboolean only_learned)
{
    BiLevel most = only_learned ? BI_LEVEL_WARN : BI_LEVEL_STOP;
    BiLevel level = MIN (bi_rule_get_level (rule), most);
    BiLevel crisis_level = MIN (bi_rule_get_crisis_level (rule), most);
    gboolean is_raised = crisis && level != BI_LEVEL_WATCH && crisis_level > level;

    return (BiGravity){is_raised ? crisis_level : level, is_raised, only_learned};
}

/* Higher levels first, then what words prove before what only reads like examples. */
int
bi_gravity_compare (const BiGravity *a, const BiGravity *b)
{
    if (a->level != b->level)
        return (int) b->level - (int) a->level;
    return a->only_learned - b->only_learned;
}

static BiOutcomes *
alloc (const BiRuleset *ruleset)
{
    BiOutcomes *outcomes = g_new0 (BiOutcomes, 1);

    outcomes->ruleset = ruleset;
    outcomes->size = bi_ruleset_get_size (ruleset);
    outcomes->each = g_new0 (BiOutcome, outcomes->size);
    for (guint i = 0; i < outcomes->size; i++) {
        outcomes->each[i].spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
        outcomes->each[i].counted = g_ptr_array_new ();
    }
    return outcomes;
}

static void
settle (BiOutcomes *outcomes, guint index, gboolean crisis)
{
    const BiRule *rule = bi_ruleset_get_rule (outcomes->ruleset, index);
    BiOutcome *outcome = &outcomes->each[index];

    if (outcome->match != BI_MATCH_NO)
        count (outcomes, rule, outcome);
    outcome->gravity = weigh (rule, crisis, is_only_learned (outcomes, rule, outcome));
}

/* Runs the rules that are in force, first those that stand alone, then those with needs.
 * Rules whose ids are in @set_aside (nullable) are not run. Returns: (transfer full) */
BiOutcomes *
bi_outcomes_new (const BiRuleset *ruleset, const BiRun *run, GHashTable *set_aside)
{
    BiOutcomes *outcomes = alloc (ruleset);
    gboolean crisis = is_crisis_on (run);

    for (guint i = 0; i < outcomes->size; i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        BiOutcome *outcome = &outcomes->each[i];
        if (is_in_force (outcomes, rule, run, set_aside))
            outcome->match = bi_rule_match (rule, run, outcome->spans);
    }
    for (guint i = 0; i < outcomes->size; i++)
        settle (outcomes, i, crisis);
    return outcomes;
}

static gboolean
is_counted (const BiRule *rule, const BiRule *by)
{
    if (bi_rule_get_n_needs (rule) > 0)
        return FALSE;
    for (guint i = 0; i < bi_rule_get_n_needs (by); i++)
        if (bi_needs_names (bi_rule_get_needs (by, i), bi_rule_get_id (rule)))
            return TRUE;
    return FALSE;
}

/* As bi_outcomes_new(), but only what the rule at @index comes to is known. */
BiOutcomes *
bi_outcomes_new_of (const BiRuleset *ruleset, const BiRun *run, guint index)
{
    BiOutcomes *outcomes = alloc (ruleset);
    const BiRule *rule = bi_ruleset_get_rule (ruleset, index);

    g_assert (index < outcomes->size);
    for (guint i = 0; i < outcomes->size; i++) {
        const BiRule *other = bi_ruleset_get_rule (ruleset, i);
        BiOutcome *outcome = &outcomes->each[i];
        if ((i == index || is_counted (other, rule)) &&
            is_in_force (outcomes, other, run, NULL))
            outcome->match = bi_rule_match (other, run, outcome->spans);
    }
    settle (outcomes, index, is_crisis_on (run));
    return outcomes;
}

void
bi_outcomes_free (BiOutcomes *outcomes)
{
    if (outcomes == NULL)
        return;
    for (guint i = 0; i < outcomes->size; i++) {
        g_array_unref (outcomes->each[i].spans);
        g_ptr_array_unref (outcomes->each[i].counted);
    }
    g_free (outcomes->each);
    g_free (outcomes);
}

/* By the place of the rule in the ruleset. */
const BiOutcome *
bi_outcomes_get (const BiOutcomes *outcomes, guint index)
{
    return &outcomes->each[index];
}
