/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "quote.h"
#include "show.h"

#include <stdio.h>

#define MOST_QUOTES 3

static void
print_line (const char *label, const char *line)
{
    if (line != NULL)
        printf ("    %s%s\n", label, line);
}

/* Places within one another, as two phrases of a rule may find them, are shown once. */
static void
print_quotes (const BiText *text, const GArray *spans)
{
    gsize end = 0;
    guint shown = 0;

    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);
        g_autofree char *words = NULL;
        if (span.end <= end || span.start == span.end)
            continue;
        if (shown == MOST_QUOTES) {
            puts ("    ...");
            return;
        }
        words = bi_quote (text, span);
        printf ("    \"%s\"\n", words);
        end = span.end;
        shown++;
    }
}

static void
print_counts (const GArray *counts)
{
    g_autoptr (GString) line = g_string_new (NULL);

    for (guint i = 0; i < counts->len; i++) {
        const BiCount *count = &g_array_index (counts, BiCount, i);
        g_string_append_printf (line, "%s%s (%s), %u point%s", i > 0 ? "; " : "",
                                bi_rule_get_title (count->rule),
                                bi_rule_get_id (count->rule), count->points,
                                count->points == 1 ? "" : "s");
    }
    print_line ("Counted: ", counts->len > 0 ? line->str : NULL);
}

static void
print_precedents (const BiReport *report, const BiRule *rule)
{
    for (guint i = 0; i < bi_rule_get_n_likes (rule); i++) {
        const BiPrecedent *precedent = bi_ruleset_find_precedent (
            bi_report_get_ruleset (report), bi_rule_get_like (rule, i, NULL));
        g_autofree char *line =
            precedent != NULL ? bi_precedent_summarise (precedent) : NULL;
        print_line ("", line);
    }
}

/* "post.txt: warn: Title [id]" opens a paragraph. */
static void
print_heading (BiPlace draft, BiLevel level, const char *title, const char *id)
{
    fputs (draft.file, stdout);
    if (draft.line > 0)
        printf (":%u", draft.line);
    printf (": %s: %s [%s]\n", bi_level_to_string (level), title, id);
}

/* A paragraph for each finding and each rule that gave up; a line for a clean draft. */
void
bi_show_text (BiPlace draft, const BiText *text, const BiReport *report)
{
    for (guint i = 0; i < bi_report_get_size (report); i++) {
        const BiFinding *finding = bi_report_get_finding (report, i);
        const BiRule *rule = finding->rule;
        print_heading (draft, finding->gravity.level, bi_rule_get_title (rule),
                       bi_rule_get_id (rule));
        print_quotes (text, finding->spans);
        print_line ("", bi_rule_get_why (rule));
        print_counts (finding->counts);
        print_precedents (report, rule);
        print_line ("Instead: ", bi_rule_get_instead (rule));
    }
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++) {
        print_heading (draft, BI_LEVEL_WARN, "Not checked",
                       bi_rule_get_id (bi_report_get_gave_up (report, i)));
        print_line ("", "This rule took too long on the draft and gave up.");
        print_line ("Instead: ",
                    "Read the draft once more yourself, or make it shorter.");
    }
    if (bi_report_get_size (report) + bi_report_get_n_gave_up (report) == 0)
        printf ("%s: clean\n", draft.file);
}
