/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/examples.h"
#include "badidea/features.h"

#include <linear.h>

/* Texts as rows of numbers. A column is a feature that more than one text has. */
typedef struct _BiSamples BiSamples;

BiSamples *bi_samples_new (const BiWords *words);
void bi_samples_free (BiSamples *samples);

void bi_samples_add (BiSamples *samples, const char *text);
void bi_samples_close (BiSamples *samples, guint n_counted);

guint bi_samples_get_n_columns (const BiSamples *samples);
guint64 bi_samples_get_key (const BiSamples *samples, guint column);
double bi_samples_get_rarity (const BiSamples *samples, guint column);
void bi_samples_scale (BiSamples *samples, const double *factors);
void bi_samples_unscale (BiSamples *samples, const double *factors);
struct feature_node *bi_samples_get_row (const BiSamples *samples, guint index);
gboolean bi_samples_is_known (const BiSamples *samples, guint index);
double bi_samples_sum (const BiSamples *samples, guint index, const double *weights);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiSamples, bi_samples_free)
