/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "likes.h"
#include "quote.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How many examples of a kind are shown, and from which score on a label is doubted. */
#define MOST_SHOWN 5
#define SURE_SCORE 0.97

typedef struct {
    guint row;
    double score;
} Scored;

/* ---- recall ---- */

/* How many examples of a signal lie above @bound. */
static guint
count_above (const BiLesson *lesson, const BiValidation *validation, guint signal,
             double bound, guint *n_examples)
{
    const gint8 *targets = lesson->targets + (gsize) signal * lesson->set.n_rows;
    guint n_above = 0;

    *n_examples = 0;
    for (guint row = 0; row < lesson->set.n_rows; row++) {
        if (targets[row] != 1)
            continue;
        ++*n_examples;
        n_above += bi_validation_get (validation, signal, row) > bound;
    }
    return n_above;
}

/* How much of each signal is recognised where @share of the ordinary posts are, too. */
void
bi_report_signals (const BiLesson *lesson, const BiValidation *validation,
                   const BiCalibration *calibrations, double share)
{
    if (lesson->brand_rows->len + lesson->chat_rows->len == 0) {
        puts ("There is nothing ordinary to measure on; write ordinary posts below "
              "[ordinary]");
        return;
    }
    printf ("%-20s %9s  %-11s  at score\n", "topic", "examples", "recognised");
    for (guint i = 0; i < lesson->n_headings; i++) {
        double bound = bi_lesson_quantile (lesson, validation, i, share);
        guint n_examples;
        guint n_above = count_above (lesson, validation, i, bound, &n_examples);
        printf ("%-20s %9u  %9.0f %%  %.2f\n", lesson->signals[i], n_examples,
                n_examples > 0 ? 100.0 * n_above / n_examples : 0,
                bi_calibrated_score (calibrations[i], bound));
    }
    printf (
        "(of examples that were not learned from, where %.2g %% of ordinary posts are "
        "warned about)\n",
        100 * share);
}

/* ---- doubts ---- */

static gboolean
is_reported (const BiLesson *lesson, guint row)
{
    return bi_examples_get (lesson->examples, row)->layer >= lesson->own;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
    const Scored *one = a;
    const Scored *other = b;

    if (one->score != other->score)
        return one->score < other->score ? -1 : 1;
    return one->row < other->row ? -1 : 1;
}

static void
print_example (const BiLesson *lesson, guint row, double score)
{
    const BiExample *example = bi_examples_get (lesson->examples, row);
    g_autofree char *text = bi_printable (example->text);

    printf ("%s:%u: %.2f %s\n", example->place.file, example->place.line, score, text);
}

/* Returns: (transfer full) (element-type Scored): the lowest first */
static GArray *
list_scores (const BiLesson *lesson, const BiValidation *validation,
             const BiCalibration *calibrations, guint signal, gint8 target)
{
    const gint8 *targets = lesson->targets + (gsize) signal * lesson->set.n_rows;
    GArray *scores = g_array_new (FALSE, FALSE, sizeof (Scored));

    for (guint row = 0; row < bi_examples_get_size (lesson->examples); row++) {
        Scored scored = {
            row, bi_calibrated_score (calibrations[signal],
                                      bi_validation_get (validation, signal, row))};
        if (targets[row] == target && is_reported (lesson, row))
            g_array_append_val (scores, scored);
    }
    g_array_sort (scores, compare_scores);
    return scores;
}

static void
report_signal (const BiLesson *lesson, const BiValidation *validation,
               const BiCalibration *calibrations, guint signal)
{
    g_autoptr (GArray) like = list_scores (lesson, validation, calibrations, signal, 1);
    g_autoptr (GArray) unlike =
        list_scores (lesson, validation, calibrations, signal, -1);

    if (like->len > 0)
        printf ("\nLeast like the others of [%s]:\n", lesson->signals[signal]);
    for (guint i = 0; i < MIN (MOST_SHOWN, like->len); i++)
        print_example (lesson, g_array_index (like, Scored, i).row,
                       g_array_index (like, Scored, i).score);
    if (unlike->len > 0)
        printf ("\nNot of [%s], and most like it:\n", lesson->signals[signal]);
    for (guint i = 0; i < MIN (MOST_SHOWN, unlike->len); i++) {
        const Scored *scored = &g_array_index (unlike, Scored, unlike->len - 1 - i);
        print_example (lesson, scored->row, scored->score);
    }
}

/* Of examples under a heading of risk that look like another one, and not like theirs. */
static void
report_suspicious (const BiLesson *lesson, const BiValidation *validation,
                   const BiCalibration *calibrations)
{
    guint n_found = 0;

    for (guint row = 0; row < bi_examples_get_size (lesson->examples); row++) {
        const BiExample *example = bi_examples_get (lesson->examples, row);
        double own = 0;
        double best = 0;
        guint other = 0;
        g_autofree char *text = NULL;
        for (guint i = 0; i < lesson->n_headings; i++) {
            double score = bi_calibrated_score (calibrations[i],
                                                bi_validation_get (validation, i, row));
            if (g_strcmp0 (example->signal, lesson->signals[i]) == 0)
                own = score;
            else if (score > best) {
                best = score;
                other = i;
            }
        }
        if (example->kind == BI_EXAMPLE_NOT_OF || best < SURE_SCORE || best < own + 0.3 ||
            !is_reported (lesson, row))
            continue;
        text = bi_printable (example->text);
        if (n_found++ == 0)
            puts ("\nPerhaps under the wrong heading:");
        printf ("%s:%u: [%s]? %s\n", example->place.file, example->place.line,
                lesson->signals[other], text);
    }
}

/* Which examples are least like the others of their heading, and which may stand under a
 * wrong one; each with the score it would have, had it not been learned from. */
void
bi_report_doubts (const BiLesson *lesson, const BiValidation *validation,
                  const BiCalibration *calibrations)
{
    for (guint i = 0; i < lesson->n_headings; i++)
        report_signal (lesson, validation, calibrations, i);
    report_suspicious (lesson, validation, calibrations);
}

/* Which examples are nearly the same: the second teaches nothing. */
void
bi_report_likes (const BiLesson *lesson)
{
    guint n_examples = bi_examples_get_size (lesson->examples);
    g_autoptr (GArray) likes = bi_likes_find (lesson->samples, n_examples);
    guint n_found = 0;

    for (guint i = 0; i < likes->len; i++) {
        const BiLike *like = &g_array_index (likes, BiLike, i);
        const BiExample *one = bi_examples_get (lesson->examples, like->one);
        const BiExample *other = bi_examples_get (lesson->examples, like->other);
        g_autofree char *text = bi_printable (other->text);
        if (!is_reported (lesson, like->other))
            continue;
        if (n_found++ == 0)
            puts ("\nNearly the same:");
        printf ("%s:%u: as %s:%u: %s\n", other->place.file, other->place.line,
                one->place.file, one->place.line, text);
    }
}
