/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/notice.h"

#include <string.h>

/* The first precedent that there is: more than one, and what to do instead is no longer
 * in sight. */
static char *
summarise_like (const BiReport *report, const BiRule *rule)
{
    for (guint i = 0; i < bi_rule_get_n_likes (rule); i++) {
        const BiPrecedent *precedent = bi_ruleset_find_precedent (
            bi_report_get_ruleset (report), bi_rule_get_like (rule, i, NULL));
        if (precedent != NULL)
            return bi_precedent_summarise (precedent);
    }
    return NULL;
}

/* Whether a finding before it is of the same topic, which the name tells up to the dot:
 * the graver one speaks for both. */
static gboolean
is_spoken_for (const BiReport *report, guint index)
{
    const char *id = bi_rule_get_id (bi_report_get_finding (report, index)->rule);
    gsize length = strcspn (id, ".");

    for (guint i = 0; i < index && id[length] == '.'; i++) {
        const char *other = bi_rule_get_id (bi_report_get_finding (report, i)->rule);
        if (strncmp (id, other, length + 1) == 0)
            return TRUE;
    }
    return FALSE;
}

static char *
list_others (const BiReport *report, guint first)
{
    g_autoptr (GString) lines = g_string_new (NULL);

    for (guint i = first; i < bi_report_get_n_shown (report); i++) {
        const BiRule *rule = bi_report_get_finding (report, i)->rule;
        if (is_spoken_for (report, i))
            continue;
        g_string_append_printf (lines, "%sAlso: %s. %s", lines->len > 0 ? "\n" : "",
                                bi_rule_get_title (rule), bi_rule_get_why (rule));
    }
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        g_string_append_printf (
            lines, "%sNot checked: the rule [%s] took too long on this text.",
            lines->len > 0 ? "\n" : "",
            bi_rule_get_id (bi_report_get_gave_up (report, i)));
    return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/* The gravest finding in full, and of each other topic the gravest in a line. Returns:
 * (transfer full) */
BiNotice *
bi_notice_new (const BiReport *report)
{
    BiNotice *notice = g_new0 (BiNotice, 1);
    const BiRule *rule;

    notice->is_searched = bi_report_is_searched (report);
    if (bi_report_get_n_shown (report) == 0) {
        notice->headline = g_strdup ("Not posted: this could not be checked");
        notice->why = list_others (report, 0);
        notice->instead =
            g_strdup ("Read it once more yourself, or make it shorter. And tell whoever "
                      "keeps the rules.");
        return notice;
    }
    rule = bi_report_get_finding (report, 0)->rule;
    notice->headline = g_strdup_printf ("Not posted: %s", bi_rule_get_title (rule));
    notice->why = g_strdup (bi_rule_get_why (rule));
    notice->precedent = summarise_like (report, rule);
    notice->instead = g_strdup (bi_rule_get_instead (rule));
    notice->others = list_others (report, 1);
    return notice;
}

/* When there are no usable rules. Returns: (transfer full) */
BiNotice *
bi_notice_new_blind (void)
{
    BiNotice *notice = g_new0 (BiNotice, 1);

    notice->headline = g_strdup ("Not posted: Bad Idea is blind");
    notice->why =
        g_strdup ("There are no usable rules, so nobody has looked at this draft.");
    notice->instead = g_strdup (
        "Read it once more yourself. “badidea lint” tells what is wrong with the "
        "rules.");
    return notice;
}

/* Returns: (nullable) */
static const char *
describe_masked (const BiHeld *held)
{
    if (held->masked != NULL)
        return "Unless you keep it whole, its secret is masked on disk, and lost when "
               "this program ends.";
    if (held->is_masked)
        return "Part of it was taken for a secret and is kept masked only. Type that "
               "part anew, or leave it out.";
    return NULL;
}

/* A held draft with a secret in it, or that lost one, or that may have one which nobody
 * has found, says so. */
void
bi_notice_add_secret (BiNotice *notice, const BiHeld *held)
{
    const char *masked = describe_masked (held);

    notice->is_asked_for = held->masked != NULL;
    notice->is_whole = notice->is_asked_for && held->whole;
    g_free (notice->secret);
    if (notice->is_searched || notice->warning != NULL)
        notice->secret = g_strdup (masked);
    else
        notice->secret = g_strdup_printf (
            "%s%s saved on disk as it stands: nothing can tell secrets from other text "
            "now.",
            masked != NULL ? masked : "",
            masked != NULL ? " All else in it is" : "The draft is");
}

static void
append_line (GString *text, const char *label, const char *line)
{
    if (line != NULL)
        g_string_append_printf (text, "%s%s%s", text->len > 0 ? "\n" : "", label, line);
}

/* All but the headline, a paragraph a line. Returns: (transfer full) */
char *
bi_notice_to_text (const BiNotice *notice)
{
    GString *text = g_string_new (NULL);

    append_line (text, "", notice->warning);
    append_line (text, "", notice->why);
    append_line (text, "", notice->secret);
    append_line (text, "", notice->precedent);
    append_line (text, "Instead: ", notice->instead);
    append_line (text, "", notice->others);
    return g_string_free (text, FALSE);
}

void
bi_notice_free (BiNotice *notice)
{
    if (notice == NULL)
        return;
    g_free (notice->headline);
    g_free (notice->why);
    g_free (notice->precedent);
    g_free (notice->instead);
    g_free (notice->others);
    g_free (notice->secret);
    g_free (notice->warning);
    g_free (notice);
}
