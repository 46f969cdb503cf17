/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"

#include <string.h>

struct _BiReport {
    BiRuleset *ruleset;
    BiLevel level;
    GPtrArray *findings; /* BiFinding, the gravest first */
    GPtrArray *gave_up;  /* BiRule */
    gboolean is_searched;
};

static void
finding_free (gpointer data)
{
    BiFinding *finding = data;
    g_array_unref (finding->spans);
    g_array_unref (finding->counts);
    g_free (finding);
}

static GArray *
list_counts (const BiRuleset *ruleset, const BiOutcome *outcome)
{
    GArray *counts = g_array_new (FALSE, FALSE, sizeof (BiCount));

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        BiCount count = {rule, bi_rule_get_points (rule)};
        if (g_ptr_array_find (outcome->counted, bi_rule_get_id (rule), NULL))
            g_array_append_val (counts, count);
    }
    return counts;
}

static void
add_finding (BiReport *report, const BiRule *rule, const BiOutcome *outcome)
{
    BiFinding *finding = g_new (BiFinding, 1);

    finding->rule = rule;
    finding->gravity = outcome->gravity;
    finding->spans = g_array_ref (outcome->spans);
    finding->counts = list_counts (report->ruleset, outcome);
    g_ptr_array_add (report->findings, finding);
    if (finding->gravity.level != BI_LEVEL_WATCH)
        report->level = MAX (report->level, finding->gravity.level);
}

/* Of equals the order of the files stays: the sort is stable. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
    return bi_gravity_compare (&(*(BiFinding *const *) a)->gravity,
                               &(*(BiFinding *const *) b)->gravity);
}

static void
add_outcomes (BiReport *report, const BiOutcomes *outcomes)
{
    for (guint i = 0; i < bi_ruleset_get_size (report->ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (report->ruleset, i);
        const BiOutcome *outcome = bi_outcomes_get (outcomes, i);
        if (bi_rule_get_kind (rule) != BI_RULE_SHOWN)
            continue; /* where it makes a difference the rules say so that count it */
        if (outcome->match == BI_MATCH_GAVE_UP &&
            bi_rule_get_level (rule) != BI_LEVEL_WATCH)
            g_ptr_array_add (report->gave_up, (gpointer) rule);
        else if (outcome->match == BI_MATCH_YES)
            add_finding (report, rule, outcome);
    }
}

static gboolean
is_searched (const BiRuleset *ruleset, const BiOutcomes *outcomes, GHashTable *set_aside)
{
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        if (!bi_rule_is_secret (rule))
            continue;
        if (bi_outcomes_get (outcomes, i)->match == BI_MATCH_GAVE_UP ||
            (set_aside != NULL &&
             g_hash_table_contains (set_aside, bi_rule_get_id (rule))))
            return FALSE;
    }
    return bi_ruleset_get_size (ruleset) > 0;
}

/* Runs the rules in force on a draft. Rules whose ids are in @set_aside (nullable) are
 * not run; where @circumstances are NULL nothing is known of them. Returns: (transfer
 * full) */
BiReport *
bi_check (BiRuleset *ruleset, const BiText *text, const BiCircumstances *circumstances,
          GHashTable *set_aside)
{
    static const BiCircumstances unknown = {.audience = BI_AUDIENCE_UNKNOWN};
    const BiCircumstances *known = circumstances != NULL ? circumstances : &unknown;
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiReading) reading =
        bi_reading_new_from (text, known->command, bi_ruleset_get_words (ruleset));
    g_autoptr (BiScores) scores = bi_ruleset_score (ruleset, reading);
    BiRun run = {matcher, reading, bi_ruleset_get_situation (ruleset), known, scores};
    g_autoptr (BiOutcomes) outcomes = bi_outcomes_new (ruleset, &run, set_aside);
    BiReport *report = g_new0 (BiReport, 1);

    report->ruleset = bi_ruleset_ref (ruleset);
    report->findings = g_ptr_array_new_with_free_func (finding_free);
    report->gave_up = g_ptr_array_new ();
    report->is_searched = is_searched (ruleset, outcomes, set_aside);
    add_outcomes (report, outcomes);
    if (report->gave_up->len > 0)
        report->level = MAX (report->level, BI_LEVEL_WARN);
    g_ptr_array_sort (report->findings, compare_findings);
    return report;
}

void
bi_report_free (BiReport *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref (report->findings);
    g_ptr_array_unref (report->gave_up);
    bi_ruleset_unref (report->ruleset);
    g_free (report);
}

BiLevel
bi_report_get_level (const BiReport *report)
{
    return report->level;
}

guint
bi_report_get_size (const BiReport *report)
{
    return report->findings->len;
}

/* How many findings come before those that are only watched. */
guint
bi_report_get_n_shown (const BiReport *report)
{
    guint count = 0;

    while (count < report->findings->len &&
           bi_report_get_finding (report, count)->gravity.level != BI_LEVEL_WATCH)
        count++;
    return count;
}

const BiFinding *
bi_report_get_finding (const BiReport *report, guint index)
{
    return g_ptr_array_index (report->findings, index);
}

guint
bi_report_get_n_gave_up (const BiReport *report)
{
    return report->gave_up->len;
}

const BiRule *
bi_report_get_gave_up (const BiReport *report, guint index)
{
    return g_ptr_array_index (report->gave_up, index);
}

/* What was matched and must not be written down.
 * Returns: (transfer full) (element-type BiSpan), bytes of the draft */
GArray *
bi_report_list_secrets (const BiReport *report)
{
    GArray *secrets = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    for (guint i = 0; i < report->findings->len; i++) {
        const BiFinding *finding = report->findings->pdata[i];
        if (bi_rule_is_secret (finding->rule) && finding->spans->len > 0)
            g_array_append_vals (secrets, finding->spans->data, finding->spans->len);
    }
    return secrets;
}

/* Whether the rules that look for secrets were all run, to their ends: if not there may
 * be secrets in the draft that nobody has found. */
gboolean
bi_report_is_searched (const BiReport *report)
{
    return report->is_searched;
}

/* A rule with needs is nothing without those that it counts. Returns: (transfer full) */
static GHashTable *
list_others (const BiRuleset *ruleset)
{
    g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        if (!bi_rule_is_secret (rule))
            g_hash_table_add (others, (gpointer) bi_rule_get_id (rule));
        else if (bi_rule_get_n_needs (rule) > 0)
            return NULL;
    }
    return g_steal_pointer (&others);
}

/* The same for a text that is not judged otherwise, which takes a tenth of the time.
 * Returns: (transfer full) (element-type BiSpan), bytes of the draft */
GArray *
bi_check_secrets (BiRuleset *ruleset, const BiText *text,
                  const BiCircumstances *circumstances)
{
    g_autoptr (GHashTable) others = list_others (ruleset);
    g_autoptr (BiReport) report = bi_check (ruleset, text, circumstances, others);

    return bi_report_list_secrets (report);
}

const BiRuleset *
bi_report_get_ruleset (const BiReport *report)
{
    return report->ruleset;
}

static gboolean
same_rule (const BiRule *a, const BiRule *b)
{
    return strcmp (bi_rule_get_id (a), bi_rule_get_id (b)) == 0;
}

/* Whether two reports of the same draft show the same, also of two different rulesets. */
gboolean
bi_report_equal (const BiReport *a, const BiReport *b)
{
    guint n_shown = bi_report_get_n_shown (a);

    if (n_shown != bi_report_get_n_shown (b) || a->gave_up->len != b->gave_up->len)
        return FALSE;
    for (guint i = 0; i < n_shown; i++) {
        const BiFinding *one = a->findings->pdata[i];
        const BiFinding *other = b->findings->pdata[i];
        if (one->gravity.level != other->gravity.level ||
            !same_rule (one->rule, other->rule))
            return FALSE;
    }
    for (guint i = 0; i < a->gave_up->len; i++)
        if (!same_rule (a->gave_up->pdata[i], b->gave_up->pdata[i]))
            return FALSE;
    return TRUE;
}
