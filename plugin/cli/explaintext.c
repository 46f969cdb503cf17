/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "colour.h"
#include "explain.h"
#include "quote.h"

#include <stdio.h>
#include <string.h>

/* More places of one line than these are only counted. */
#define MOST_QUOTES 3
#define MOST_WORDS  5

typedef struct {
    const BiExplained *explained;
    gboolean coloured;
} Printer;

/* ---- one step ---- */

static void
print_quotes (const Printer *printer, const GArray *spans)
{
    for (guint i = 0; i < MIN (spans->len, MOST_QUOTES); i++) {
        g_autofree char *words =
            bi_quote (printer->explained->text, g_array_index (spans, BiSpan, i));
        g_autofree char *quoted = g_strdup_printf ("\"%s\"", words);
        fputs (i > 0 ? ", " : "", stdout);
        bi_print_ink (printer->coloured, BI_INK_STRONG, quoted);
    }
    if (spans->len > MOST_QUOTES)
        printf (" and %u more", spans->len - MOST_QUOTES);
}

static void
print_match (const Printer *printer, const BiStep *step)
{
    print_quotes (printer, step->spans);
}

/* "also", "unless" and those of expressions. */
static void
print_besides (const Printer *printer, const BiStep *step)
{
    if (step->result == BI_STEP_FAILED)
        fputs ("not ", stdout);
    print_quotes (printer, step->spans);
    printf ("%s%s", step->spans->len > 0 ? " " : "", step->reason);
}

static void
print_valid (const Printer *printer, const BiStep *step)
{
    print_quotes (printer, step->spans);
    fputs (step->result == BI_STEP_MET ? " passes" : " does not pass", stdout);
}

static void
print_when (const Printer *printer, const BiStep *step)
{
    g_autofree char *reason = bi_printable (step->reason);

    printf ("%s: %s", step->result == BI_STEP_MET ? "holds" : "does not hold", reason);
}

/* The words that speak for it with what they add to the sum behind the score, and the
 * examples that it is most like. */
static void
print_learned (const Printer *printer, const BiStep *step)
{
    g_autoptr (GPtrArray) nearest =
        bi_explained_find_nearest (printer->explained, step->signal);

    printf ("%.2f%s%s", step->score, step->reason != NULL ? " " : "",
            step->reason != NULL ? step->reason : "");
    for (guint i = 0; i < MIN (step->words->len, MOST_WORDS); i++) {
        const BiWordWeight *word = &g_array_index (step->words, BiWordWeight, i);
        g_autofree char *text = bi_quote (printer->explained->text, word->span);
        g_autofree char *quoted = g_strdup_printf ("\"%s\"", text);
        fputs (i > 0 ? ", " : ": ", stdout);
        bi_print_ink (printer->coloured, BI_INK_STRONG, quoted);
        printf (" %.2f", word->weight);
    }
    for (guint i = 0; i < nearest->len; i++) {
        const BiExample *example = nearest->pdata[i];
        g_autofree char *text = bi_printable (example->text);
        printf ("\n        like %s:%u: %s", example->place.file, example->place.line,
                text);
    }
}

/* What counted stands below. */
static void
print_needs (const Printer *printer, const BiStep *step)
{
    fputs (step->reason, stdout);
    for (guint i = 0; i < step->counted->len; i++) {
        const BiStepCount *count = &g_array_index (step->counted, BiStepCount, i);
        printf ("\n        %s [%s]", bi_rule_get_title (count->rule),
                bi_rule_get_id (count->rule));
        if (count->points > 0)
            printf (", %u point%s", count->points, count->points == 1 ? "" : "s");
        fputs (count->spans->len > 0 ? ": " : "", stdout);
        print_quotes (printer, count->spans);
    }
}

/* What begins so; the first that fits. */
static const struct {
    const char *key;
    void (*print) (const Printer *printer, const BiStep *step);
} printers[] = {
    {"phrase", print_match}, {"match", print_match}, {"valid", print_valid},
    {"when", print_when},    {"needs", print_needs}, {"learned", print_learned},
    {"", print_besides},
};

static void
print_outcome (const Printer *printer, const BiStep *step)
{
    gsize i = 0;

    if (step->result == BI_STEP_GAVE_UP && strcmp (step->key, "needs") != 0) {
        fputs ("took too long and gave up", stdout);
        return;
    }
    while (!g_str_has_prefix (step->key, printers[i].key))
        i++;
    printers[i].print (printer, step);
}

static void
print_mark (const Printer *printer, const BiStep *step)
{
    if (step->result == BI_STEP_GAVE_UP)
        bi_print_ink (printer->coloured, BI_INK_YELLOW, "?");
    else if (bi_step_stands_in_the_way (step))
        bi_print_ink (printer->coloured, BI_INK_RED, "-");
    else
        bi_print_ink (printer->coloured, BI_INK_GREEN, "+");
}

static void
print_step (const Printer *printer, const BiStep *step, gboolean fired)
{
    g_autofree char *line = g_strdup_printf ("line %u: ", step->place.line);

    if (bi_step_is_match (step) && step->result == BI_STEP_FAILED)
        return;
    fputs (step->around ? "        " : "    ", stdout);
    print_mark (printer, step);
    putchar (' ');
    bi_print_ink (printer->coloured, BI_INK_FAINT, line);
    printf ("%s = %s → ", step->key, step->source);
    print_outcome (printer, step);
    if (bi_step_is_match (step) && step->result == BI_STEP_MET && !step->counts && fired)
        fputs (", which does not count", stdout);
    putchar ('\n');
}

/* ---- one rule ---- */

/* How many steps before @index are matches of the same line that came to the same. */
static guint
count_alike (const BiExplanation *explanation, guint index)
{
    const BiStep *step = bi_explanation_get_step (explanation, index);
    guint count = 0;

    for (guint i = 0; i < index; i++) {
        const BiStep *other = bi_explanation_get_step (explanation, i);
        count += other->source == step->source && other->result == step->result &&
                 other->counts == step->counts;
    }
    return count;
}

/* Of matches that are alike the first ones show what there is to see. */
static void
print_all_steps (const Printer *printer, const BiExplanation *explanation, gboolean fired)
{
    gboolean skipped = FALSE;
    guint n_skipped = 0;

    for (guint i = 0; i < bi_explanation_get_size (explanation); i++) {
        const BiStep *step = bi_explanation_get_step (explanation, i);
        if (!step->around) {
            skipped =
                bi_step_is_match (step) && count_alike (explanation, i) >= MOST_QUOTES;
            n_skipped += skipped;
        }
        if (!skipped)
            print_step (printer, step, fired);
    }
    if (n_skipped > 0)
        printf ("    and %u more match%s like these\n", n_skipped,
                n_skipped == 1 ? "" : "es");
}

static void
print_silence (const Printer *printer, const BiSilence *silence)
{
    fputs ("    ", stdout);
    bi_print_ink (printer->coloured, BI_INK_RED, "-");
    printf (" silenced in %s:%u%s%s: %s\n", silence->place.file, silence->place.line,
            silence->until != NULL ? " until " : "",
            silence->until != NULL ? silence->until : "", silence->because);
}

static void
print_steps (const Printer *printer, const BiExplanation *explanation)
{
    const BiSilence *silence = bi_explanation_get_silence (explanation);
    const BiRule *rule = bi_explanation_get_rule (explanation);
    gboolean fired = bi_explanation_get_match (explanation) == BI_MATCH_YES;

    if (silence != NULL)
        print_silence (printer, silence);
    if (bi_explanation_get_gravity (explanation)->is_raised && fired)
        printf ("    %s by \"crisis-level\" while a crisis is on, otherwise %s\n",
                bi_explained_level (explanation),
                bi_level_to_string (bi_rule_get_level (rule)));
    print_all_steps (printer, explanation, fired);
}

static void
print_level (const Printer *printer, const char *level)
{
    BiInk ink = strcmp (level, "stop") == 0   ? BI_INK_RED
                : strcmp (level, "warn") == 0 ? BI_INK_YELLOW
                                              : BI_INK_STRONG;

    bi_print_ink (printer->coloured, ink, level);
}

/* @level: (nullable) what stands in front. */
static void
print_rule (const Printer *printer, const BiExplanation *explanation, const char *level)
{
    const BiRule *rule = bi_explanation_get_rule (explanation);
    BiPlace place = bi_rule_get_place (rule);

    putchar ('\n');
    if (level != NULL) {
        print_level (printer, level);
        fputs (": ", stdout);
    }
    bi_print_ink (printer->coloured, BI_INK_STRONG, bi_rule_get_title (rule));
    printf (" [%s] %s:%u", bi_rule_get_id (rule), place.file, place.line);
    if (bi_rule_get_aspect (rule) != NULL)
        printf (", %s", bi_rule_get_aspect (rule));
    if (bi_rule_get_owner (rule) != NULL)
        printf (", owner: %s", bi_rule_get_owner (rule));
    putchar ('\n');
    print_steps (printer, explanation);
}

/* ---- all of them ---- */

/* Those that fired, that gave up, and that came near. */
void
bi_explain_text (BiPlace draft, const BiExplained *explained, gboolean coloured)
{
    Printer printer = {explained, coloured};

    fputs (draft.file, stdout);
    if (draft.line > 0)
        printf (":%u", draft.line);
    fputs (": ", stdout);
    print_level (&printer, bi_level_to_string (explained->level));
    putchar ('\n');
    for (guint i = 0; i < explained->fired->len; i++)
        print_rule (&printer, explained->fired->pdata[i],
                    bi_explained_level (explained->fired->pdata[i]));
    for (guint i = 0; i < explained->gave_up->len; i++)
        print_rule (&printer, explained->gave_up->pdata[i], "not checked");
    puts (explained->near->len > 0 ? "\nNear:" : "\nNothing near.");
    for (guint i = 0; i < explained->near->len; i++)
        print_rule (&printer, explained->near->pdata[i], NULL);
}
