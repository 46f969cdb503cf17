/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "validation.h"

/* How the signals are mixed, so that what one heading has few examples of is known from
 * the others, and talk in a room is let be. */
typedef struct {
    int risky;          /* the signal of all risky examples */
    int chat;           /* the signal of talk in a room; -1: there is none */
    double chat_start;  /* from this sum on it speaks against the others */
    gboolean *is_apart; /* by signal: has nothing to do with the risky ones */
} BiBlend;

double bi_blend_find_start (const BiBlend *blend, const BiValidation *validation,
                            const GArray *posts);
void bi_blend_sums (const BiBlend *blend, BiValidation *validation);
void bi_blend_weights (const BiBlend *blend, const BiTrainingSet *set, double **weights);
