/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "training.h"

/* What an error costs against the size of the weights: found by cross-validation over the
 * shipped examples. */
#define COST 2.0

typedef struct {
    const BiTrainingSet *set;
    int left_out;
    double *const *start; /* (nullable) by signal */
    double epsilon;
    double **weights;        /* by signal */
    const double *contrasts; /* by column: what all rows are multiplied by */
} Run;

static void
say_nothing (const char *text)
{
}

static void
add_rows (const Run *run, guint signal, GPtrArray *rows, GArray *labels)
{
    const BiTrainingSet *set = run->set;
    const gint8 *targets = set->targets + (gsize) signal * set->n_rows;

    for (guint i = 0; i < set->n_rows; i++) {
        double label = targets[i];
        if (targets[i] == 0 || set->folds[i] == run->left_out)
            continue;
        for (guint j = 0; j < set->times[i]; j++) {
            g_ptr_array_add (rows, bi_samples_get_row (set->samples, i));
            g_array_append_val (labels, label);
        }
    }
}

/* Returns: (transfer full) */
static double *
divide (const double *values, const double *by, guint n)
{
    double *quotients = g_new (double, n);

    for (guint i = 0; i < n; i++)
        quotients[i] = values[i] / by[i];
    return quotients;
}

/* L2-regularised logistic regression by a trust region method (Lin, Weng and Keerthi
 * 2008), which takes no random numbers: the same rows give the same weights. */
static void
train_signal (gpointer data, gpointer user_data)
{
    const Run *run = user_data;
    guint signal = GPOINTER_TO_UINT (data) - 1;
    g_autoptr (GPtrArray) rows = g_ptr_array_new ();
    g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (double));
    guint n_columns = bi_samples_get_n_columns (run->set->samples);
    struct parameter parameter = {.solver_type = L2R_LR, .eps = run->epsilon, .C = COST};
    struct problem problem = {.n = (int) n_columns, .bias = 1};
    g_autofree double *start = NULL;
    struct model *model;

    add_rows (run, signal, rows, labels);
    if (run->start != NULL)
        start = divide (run->start[signal], run->contrasts, n_columns);
    parameter.init_sol = start;
    problem.l = (int) rows->len;
    problem.x = (struct feature_node **) rows->pdata;
    problem.y = (double *) (gpointer) labels->data;
    run->weights[signal] = g_new0 (double, n_columns);
    if (rows->len == 0)
        return;
    model = train (&problem, &parameter);
    for (guint i = 0; i < n_columns && model->nr_class == 2; i++)
        run->weights[signal][i] = model->w[i] * model->label[0] * run->contrasts[i];
    free_and_destroy_model (&model);
}

/* The weights of each signal, one a column, learned from all rows but those of the fold
 * that is left out (-1: from all). Of a signal with examples of one kind only they are 0.
 * Signals are trained side by side. @contrasts: what columns are multiplied by meanwhile;
 * the weights are for rows as they are. @start: (nullable) weights that are nearly right,
 * which saves time. @epsilon: BI_TRAINING_NEAR or _EXACT. Returns: (transfer full) */
double **
bi_training_run (const BiTrainingSet *set, int left_out, const double *contrasts,
                 double *const *start, double epsilon)
{
    Run run = {.set = set,
               .left_out = left_out,
               .start = start,
               .epsilon = epsilon,
               .weights = g_new0 (double *, set->n_signals),
               .contrasts = contrasts};
    GThreadPool *pool;

    set_print_string_function (say_nothing);
    bi_samples_scale (set->samples, contrasts);
    pool = g_thread_pool_new (train_signal, &run, (int) g_get_num_processors (), FALSE,
                              NULL);
    for (guint i = 0; i < set->n_signals; i++)
        g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
    g_thread_pool_free (pool, FALSE, TRUE);
    bi_samples_unscale (set->samples, contrasts);
    return run.weights;
}

void
bi_training_free_weights (double **weights, guint n_signals)
{
    for (guint i = 0; i < n_signals; i++)
        g_free (weights[i]);
    g_free (weights);
}
