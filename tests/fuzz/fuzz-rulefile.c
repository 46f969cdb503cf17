/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a rule file, and a draft for the rules in it. */
#include "badidea/precedent.h"
#include "badidea/rule.h"
#include "badidea/text.h"

#include <stdint.h>
#include <string.h>

/* More places than this are not shown of one rule. */
#define MOST_SPANS 16
/* A section and a line have only so many things to be wrong. */
#define MOST_PROBLEMS 32

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static guint
count_lines (const char *bytes, gsize size)
{
    guint count = 1;

    for (gsize i = 0; i < size; i++)
        count += bytes[i] == '\n';
    return count;
}

static void
check_problems (const GPtrArray *problems, const char *bytes, gsize size)
{
    guint n_lines = count_lines (bytes, size);

    g_assert (problems->len <= MOST_PROBLEMS * n_lines);
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_autofree char *line = bi_problem_format (problem);

        g_assert (problem->line >= 1 && problem->line <= n_lines);
        g_assert (problem->column >= 1 && problem->column <= size + 1);
        g_assert (g_str_has_prefix (line, "fuzz.rules:"));
        g_assert (g_utf8_validate (line, -1, NULL));
    }
}

/* A rule that only counts others, which are not run here, shows nothing of its own. */
static void
check_spans (const BiRule *rule, const GArray *spans, const BiText *text)
{
    gsize length;

    bi_text_get_draft (text, &length);
    g_assert (spans->len > 0 || !bi_rule_has_matches (rule));
    g_assert (spans->len <= MOST_SPANS);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);

        g_assert (span.start <= span.end && span.end <= length);
        g_assert (i == 0 || g_array_index (spans, BiSpan, i - 1).start <= span.start);
    }
}

static void
use_section (const BiSection *section, GPtrArray *problems, const BiRun *run,
             const BiText *text)
{
    g_autoptr (BiPrecedent) precedent = bi_precedent_new (section, problems);
    g_autoptr (BiClasses) classes = bi_classes_new ();
    const char *const languages[] = {"de", "C", NULL};
    BiRuleContext context = {classes, languages};
    g_autoptr (BiRule) rule = NULL;
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    bi_classes_add_section (classes, section, problems);
    bi_classes_close (classes, problems);
    bi_classes_try_examples (classes, problems);
    if (precedent != NULL)
        g_free (bi_precedent_summarise (precedent));
    rule = bi_rule_new (section, &context, problems);
    if (rule != NULL && bi_rule_match (rule, run, spans) == BI_MATCH_YES)
        check_spans (rule, spans, text);
}

/* The same bytes as a list. */
static void
use_list (const char *bytes, gsize size)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GBytes) contents = g_bytes_new (bytes, size);
    g_autoptr (BiClasses) classes = bi_classes_new ();

    bi_classes_add_list (classes, "fuzz.rules:/fuzz.list", contents, problems);
    bi_classes_end_layer (classes);
    bi_classes_close (classes, problems);
    bi_classes_try_examples (classes, problems);
    check_problems (problems, bytes, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    const char *bytes = (const char *) data;
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections = NULL;
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiText) text = bi_text_new (bytes, (gssize) size, BI_TEXT_MARKUP);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
    BiRun run = {matcher, reading, NULL, NULL, NULL};

    sections = bi_sections_parse ("fuzz.rules", bytes, size, problems);
    for (guint i = 0; i < sections->len; i++)
        use_section (sections->pdata[i], problems, &run, text);
    check_problems (problems, bytes, size);
    use_list (bytes, size);
    return 0;
}
