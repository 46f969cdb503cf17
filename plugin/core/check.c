/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"

#include <string.h>

struct _BiReport {
    BiRuleset *ruleset;
    BiLevel level;
    GPtrArray *findings; /* BiFinding, the gravest first */
    GPtrArray *gave_up;  /* BiRule */
};

static void
finding_free (gpointer data)
{
    BiFinding *finding = data;
    g_array_unref (finding->spans);
    g_free (finding);
}

static void
add_finding (BiReport *report, const BiRule *rule, const BiText *text,
             const GArray *spans)
{
    BiFinding *finding = g_new (BiFinding, 1);

    finding->rule = rule;
    finding->spans = g_array_sized_new (FALSE, FALSE, sizeof (BiSpan), spans->len);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = bi_text_to_draft (text, g_array_index (spans, BiSpan, i));
        g_array_append_val (finding->spans, span);
    }
    g_ptr_array_add (report->findings, finding);
    report->level = MAX (report->level, bi_rule_get_level (rule));
}

/* Higher levels first; otherwise the order of the files stays (the sort is stable). */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
    const BiFinding *one = *(BiFinding *const *) a;
    const BiFinding *other = *(BiFinding *const *) b;

    return (int) bi_rule_get_level (other->rule) - (int) bi_rule_get_level (one->rule);
}

/* Runs the rules in force on a draft. Rules whose ids are in @set_aside (nullable) are
 * not run. Returns: (transfer full) */
BiReport *
bi_check (BiRuleset *ruleset, const BiText *text, GHashTable *set_aside)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    BiReport *report = g_new0 (BiReport, 1);
    gsize length;
    const char *plain = bi_text_get_plain (text, &length);

    report->ruleset = bi_ruleset_ref (ruleset);
    report->findings = g_ptr_array_new_with_free_func (finding_free);
    report->gave_up = g_ptr_array_new ();
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        if (set_aside != NULL && g_hash_table_contains (set_aside, bi_rule_get_id (rule)))
            continue;
        switch (bi_rule_match (rule, matcher, plain, length, spans)) {
        case BI_MATCH_YES: add_finding (report, rule, text, spans); break;
        case BI_MATCH_GAVE_UP: g_ptr_array_add (report->gave_up, (gpointer) rule); break;
        case BI_MATCH_NO: break;
        }
    }
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

const BiRuleset *
bi_report_get_ruleset (const BiReport *report)
{
    return report->ruleset;
}

static gboolean
same_rule (const BiRule *a, const BiRule *b)
{
    return bi_rule_get_level (a) == bi_rule_get_level (b) &&
           strcmp (bi_rule_get_id (a), bi_rule_get_id (b)) == 0;
}

/* Whether two reports of the same draft say the same, also of two different rulesets. */
gboolean
bi_report_equal (const BiReport *a, const BiReport *b)
{
    if (a->findings->len != b->findings->len || a->gave_up->len != b->gave_up->len)
        return FALSE;
    for (guint i = 0; i < a->findings->len; i++)
        if (!same_rule (bi_report_get_finding (a, i)->rule,
                        bi_report_get_finding (b, i)->rule))
            return FALSE;
    for (guint i = 0; i < a->gave_up->len; i++)
        if (!same_rule (a->gave_up->pdata[i], b->gave_up->pdata[i]))
            return FALSE;
    return TRUE;
}
