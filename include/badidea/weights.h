/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/features.h"

/* What was learned from examples: a weight for each feature and signal. Immutable; shared
 * by reference. */
typedef struct _BiWeights BiWeights;

/* Where a layer has them. */
#define BI_WEIGHTS_FILE "learned.weights"

#define BI_WEIGHTS_MOST_SIGNALS 32

/* Beside those that headings name: what tells talk in a room from posts. */
#define BI_SIGNAL_CHAT "chat"

/* What weights are written from. Row i of the values belongs to key i and has a value for
 * each signal. */
typedef struct {
    const char *const *signals;
    const float *biases;
    const float *scales;   /* what sums of training were multiplied with */
    const GArray *keys;    /* guint64 */
    const GArray *values;  /* float */
    const char *made_from; /* a sentence */
    const char *examples;  /* what tells these examples from others */
    const char *adds_to;   /* (nullable) the id of the weights that these add to */
} BiWeightTable;

GBytes *bi_weights_write (const BiWeightTable *table);
BiWeights *bi_weights_read (GBytes *bytes, GError **error);
BiWeights *bi_weights_ref (BiWeights *weights);
void bi_weights_unref (BiWeights *weights);

guint bi_weights_get_n_signals (const BiWeights *weights);
int bi_weights_find_signal (const BiWeights *weights, const char *signal);
const char *bi_weights_get_signal (const BiWeights *weights, guint index);
float bi_weights_get_scale (const BiWeights *weights, guint signal);
const char *bi_weights_get_id (const BiWeights *weights);
const char *bi_weights_get_adds_to (const BiWeights *weights);
const char *bi_weights_get_examples (const BiWeights *weights);

float bi_weights_get (const BiWeights *weights, guint64 key, guint signal);
void bi_weights_sum (const BiWeights *weights, const BiFeatures *features, float *sums);

#define BI_WEIGHTS_ERROR (bi_weights_error_quark ())
GQuark bi_weights_error_quark (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiWeights, bi_weights_unref)
