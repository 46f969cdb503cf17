/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/weights.h"

/* How much a draft is like the examples of each signal, from 0 to 1. Borrows the reading.
 */
typedef struct _BiScores BiScores;

/* Whose judgement counts: the examples of all layers, or of any layer up to one of them,
 * so that those of a layer above cannot make it milder. */
typedef enum { BI_SCORES_ALL, BI_SCORES_LOCKED } BiScoresOf;

/* How much a word speaks for a signal. */
typedef struct {
    BiSpan span; /* in bytes of the draft */
    double weight;
} BiWordWeight;

BiScores *bi_scores_new (const GPtrArray *weights, const BiReading *reading);
void bi_scores_free (BiScores *scores);

double bi_scores_get (const BiScores *scores, const char *signal, BiScoresOf of);
GArray *bi_scores_list_words (const BiScores *scores, const char *signal, BiScoresOf of);
gboolean bi_scores_is_spread (const GArray *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiScores, bi_scores_free)
