/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "samples.h"

/* So many parts does cross-validation cut the rows into. */
#define BI_TRAINING_FOLDS 5

/* When to stop: more would not help to judge drafts, as cross-validation showed; and near
 * enough for two trainings to differ in nothing but what differs between their rows. */
#define BI_TRAINING_NEAR  0.01
#define BI_TRAINING_EXACT 0.001

/* What is trained on: the first rows of the samples. */
typedef struct {
    BiSamples *samples;
    guint n_rows;
    guint n_signals;
    const gint8 *targets; /* by signal, then row: 1 like it, -1 unlike it, 0 left out */
    const guint8 *times;  /* by row: as how many it counts */
    const guint8 *folds;  /* by row */
} BiTrainingSet;

double **bi_training_run (const BiTrainingSet *set, int left_out, const double *contrasts,
                          double *const *start, double epsilon);
void bi_training_free_weights (double **weights, guint n_signals);
