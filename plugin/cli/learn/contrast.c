/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "contrast.h"

#include <math.h>

/* So often is every feature taken to be in either kind of text, beyond what was counted.
 * Where there are few texts of a kind, as of a small heading, that is a high share: what
 * is rare has a high contrast, too, unless it is spread evenly. Found by
 * cross-validation. */
#define UNSEEN 5.0

/* What tells nothing is not quite left out. */
#define LEAST 0.02

/* In how many texts each column is. */
typedef struct {
    double n_texts;
    double *counts;
} Kind;

static void
count_row (const BiTrainingSet *set, guint row, Kind *kind)
{
    kind->n_texts += set->times[row];
    for (const struct feature_node *node = bi_samples_get_row (set->samples, row);
         node->index > 0; node++)
        kind->counts[node->index - 1] += set->times[row];
}

static double
log_share (const Kind *kind, guint column)
{
    return log ((kind->counts[column] + UNSEEN) / (kind->n_texts + 2 * UNSEEN));
}

/* Raises contrasts to those of one signal. */
static void
add_signal (const BiTrainingSet *set, int left_out, guint signal, double *contrasts)
{
    guint n_columns = bi_samples_get_n_columns (set->samples);
    g_autofree double *like_counts = g_new0 (double, n_columns);
    g_autofree double *unlike_counts = g_new0 (double, n_columns);
    Kind like = {0, like_counts};
    Kind unlike = {0, unlike_counts};

    for (guint row = 0; row < set->n_rows; row++) {
        gint8 target = set->targets[(gsize) signal * set->n_rows + row];
        if (target != 0 && set->folds[row] != left_out)
            count_row (set, row, target > 0 ? &like : &unlike);
    }
    for (guint i = 0; like.n_texts > 0 && unlike.n_texts > 0 && i < n_columns; i++)
        contrasts[i] =
            MAX (contrasts[i], fabs (log_share (&like, i) - log_share (&unlike, i)));
}

/* The mean over all that is in the texts. */
static double
find_mean (const BiTrainingSet *set, int left_out, const double *contrasts)
{
    guint bias = bi_samples_get_n_columns (set->samples) - 1;
    double sum = 0;
    double n = 0;

    for (guint row = 0; row < set->n_rows; row++) {
        guint times = set->folds[row] != left_out ? set->times[row] : 0;
        for (const struct feature_node *node = bi_samples_get_row (set->samples, row);
             node->index <= (int) bias && node->index > 0; node++) {
            sum += times * contrasts[node->index - 1];
            n += times;
        }
    }
    return n > 0 && sum > 0 ? sum / n : 1;
}

/* How much each column tells: how many times more often, as a logarithm, it is in what is
 * like a signal than in what is unlike it, or the other way round; of all signals the
 * most. 1 is the mean. The fold that is left out (-1: none) does not count. A regression
 * of features that were multiplied by it needs small weights for what tells much, and
 * learns it from few examples (Wang and Manning 2012, "Baselines and bigrams"; they take
 * one signal at a time). Returns: (transfer full) */
double *
bi_contrast_find (const BiTrainingSet *set, int left_out)
{
    guint bias = bi_samples_get_n_columns (set->samples) - 1;
    double *contrasts = g_new0 (double, bias + 1);
    double mean;

    for (guint i = 0; i < set->n_signals; i++)
        add_signal (set, left_out, i, contrasts);
    mean = find_mean (set, left_out, contrasts);
    for (guint i = 0; i < bias; i++)
        contrasts[i] = MAX (contrasts[i] / mean, LEAST);
    contrasts[bias] = 1;
    return contrasts;
}
