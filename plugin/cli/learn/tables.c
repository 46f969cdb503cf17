/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include <math.h>

/* One ordinary post in a hundred scores 0.8 or more, one in ten 0.5. */
#define RARE_SHARE  0.01
#define RARE_LOGIT  1.3862943611198906 /* of 0.8 */
#define OFTEN_SHARE 0.1

/* What only a @share of the ordinary posts is above: of those of brands and of chat,
 * whichever is warned about more. */
double
bi_lesson_quantile (const BiLesson *lesson, const BiValidation *validation, guint signal,
                    double share)
{
    double sum = -HUGE_VAL;

    if (lesson->brand_rows->len > 0)
        sum = bi_validation_quantile (validation, signal, lesson->brand_rows, share);
    if (lesson->chat_rows->len > 0)
        sum = MAX (sum,
                   bi_validation_quantile (validation, signal, lesson->chat_rows, share));
    return sum;
}

/* Measured on ordinary posts of which the weights know nothing. Chat only speaks against
 * others, in sums that they are used to. */
BiCalibration
bi_calibrate (const BiLesson *lesson, const BiValidation *validation, guint signal)
{
    double often, rare;

    if (lesson->blend.roles[signal] == BI_SIGNAL_ROLE_CHAT)
        return (BiCalibration){0, 1};
    often = bi_lesson_quantile (lesson, validation, signal, OFTEN_SHARE);
    rare = bi_lesson_quantile (lesson, validation, signal, RARE_SHARE);
    /* A few examples say little of what else is ordinary: then 0.8 is for what is at
     * least as much like the signal as not. */
    if (lesson->posts == NULL)
        rare = MAX (rare, 0);
    if (!isfinite (often) || rare - often < 1e-6)
        return (BiCalibration){0, 1};
    return (BiCalibration){often, RARE_LOGIT / (rare - often)};
}

double
bi_calibrated_score (BiCalibration calibration, double sum)
{
    return 1 / (1 + exp (-(sum - calibration.centre) * calibration.scale));
}

/* ---- the file ---- */

static float
value_of (const BiLesson *lesson, double *const *weights,
          const BiCalibration *calibrations, guint signal, guint column)
{
    return (float) (weights[signal][column] * calibrations[signal].scale *
                    bi_samples_get_rarity (lesson->samples, column));
}

static void
fill_rows (const BiLesson *lesson, double *const *weights,
           const BiCalibration *calibrations, GArray *keys, GArray *values)
{
    guint n_columns = bi_samples_get_n_columns (lesson->samples) - 1;

    for (guint column = 0; column < n_columns; column++) {
        guint64 key = bi_samples_get_key (lesson->samples, column);
        g_array_append_val (keys, key);
        for (guint i = 0; i < lesson->n_written; i++) {
            float value = value_of (lesson, weights, calibrations, i, column);
            g_array_append_val (values, value);
        }
    }
}

/* A file of the weights, one a signal and column, times their calibration. @below:
 * (nullable) weights that they add to, whose biases stay. Returns: (transfer full) */
GBytes *
bi_lesson_write (const BiLesson *lesson, double *const *weights,
                 const BiCalibration *calibrations, const char *made_from,
                 const BiWeights *below)
{
    g_autofree char *digest = bi_examples_digest (lesson->examples);
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));
    g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (float));
    guint bias = bi_samples_get_n_columns (lesson->samples) - 1;
    float biases[BI_WEIGHTS_MOST_SIGNALS] = {0};
    float scales[BI_WEIGHTS_MOST_SIGNALS] = {0};
    const char *signals[BI_WEIGHTS_MOST_SIGNALS + 1] = {NULL};
    BiWeightTable table = {.signals = signals,
                           .biases = biases,
                           .scales = scales,
                           .keys = keys,
                           .values = values,
                           .made_from = made_from,
                           .examples = digest,
                           .adds_to = below != NULL ? bi_weights_get_id (below) : NULL};

    for (guint i = 0; i < lesson->n_written; i++) {
        scales[i] = (float) calibrations[i].scale;
        signals[i] = lesson->signals[i];
        biases[i] = (float) ((weights[i][bias] - calibrations[i].centre) * scales[i]);
    }
    fill_rows (lesson, weights, calibrations, keys, values);
    return bi_weights_write (&table);
}
