/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "validation.h"

#include "contrast.h"

struct _BiValidation {
    guint n_all;
    double *sums; /* by signal, then row */
};

static void
add_fold (BiValidation *validation, const BiTrainingSet *set, int fold)
{
    g_autofree double *contrasts = bi_contrast_find (set, fold);
    double **weights = bi_training_run (set, fold, contrasts, NULL, BI_TRAINING_NEAR);

    for (guint signal = 0; signal < set->n_signals; signal++)
        for (guint row = 0; row < validation->n_all; row++) {
            double *sum = &validation->sums[(gsize) signal * validation->n_all + row];
            gboolean learned = row < set->n_rows;
            if (learned && set->folds[row] != fold)
                continue;
            *sum += bi_samples_sum (set->samples, row, weights[signal]) /
                    (learned ? 1 : BI_TRAINING_FOLDS);
        }
    bi_training_free_weights (weights, set->n_signals);
}

/* Learns from all folds but one, for each, and scores the one with it. Rows behind those
 * that are learned from, up to @n_all, get the mean. Returns: (transfer full) */
BiValidation *
bi_validation_new (const BiTrainingSet *set, guint n_all)
{
    BiValidation *validation = g_new0 (BiValidation, 1);

    validation->n_all = n_all;
    validation->sums = g_new0 (double, (gsize) set->n_signals *n_all);
    for (int fold = 0; fold < BI_TRAINING_FOLDS; fold++)
        add_fold (validation, set, fold);
    return validation;
}

void
bi_validation_free (BiValidation *validation)
{
    if (validation == NULL)
        return;
    g_free (validation->sums);
    g_free (validation);
}

guint
bi_validation_get_n_rows (const BiValidation *validation)
{
    return validation->n_all;
}

void
bi_validation_add (BiValidation *validation, guint signal, guint row, double sum)
{
    validation->sums[(gsize) signal * validation->n_all + row] += sum;
}

/* Before any scaling. */
double
bi_validation_get (const BiValidation *validation, guint signal, guint row)
{
    return validation->sums[(gsize) signal * validation->n_all + row];
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
    double one = *(const double *) a;
    double other = *(const double *) b;

    return one < other ? -1 : one > other;
}

/* What only a @share of the rows is above. @rows: guint, at least one */
double
bi_validation_quantile (const BiValidation *validation, guint signal, const GArray *rows,
                        double share)
{
    g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (double));
    guint above = (guint) (share * rows->len);

    for (guint i = 0; i < rows->len; i++) {
        double sum =
            bi_validation_get (validation, signal, g_array_index (rows, guint, i));
        g_array_append_val (sums, sum);
    }
    g_array_sort (sums, compare_numbers);
    return g_array_index (sums, double, rows->len - 1 - MIN (above, rows->len - 1));
}
