/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "training.h"

/* What rows score under weights that they were not learned from. */
typedef struct _BiValidation BiValidation;

BiValidation *bi_validation_new (const BiTrainingSet *set, guint n_all);
void bi_validation_free (BiValidation *validation);

guint bi_validation_get_n_rows (const BiValidation *validation);
void bi_validation_add (BiValidation *validation, guint signal, guint row, double sum);
double bi_validation_get (const BiValidation *validation, guint signal, guint row);
double bi_validation_quantile (const BiValidation *validation, guint signal,
                               const GArray *rows, double share);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiValidation, bi_validation_free)
