/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "validation.h"

typedef enum {
    BI_SIGNAL_ROLE_TOPIC, /* of a heading */
    BI_SIGNAL_ROLE_APART, /* of a heading that has nothing to do with the others */
    BI_SIGNAL_ROLE_RISKY, /* of the examples of all topics; the last one */
    BI_SIGNAL_ROLE_CHAT   /* of talk in a room */
} BiSignalRole;

/* How the signals are mixed, so that what one heading has few examples of is known from
 * the others, and talk in a room is let be. */
typedef struct {
    guint n_signals;
    BiSignalRole *roles; /* by signal */
    double chat_start;   /* from this sum on chat speaks against the others */
} BiBlend;

int bi_blend_find (const BiBlend *blend, BiSignalRole role);
double bi_blend_find_start (const BiBlend *blend, const BiValidation *validation,
                            const GArray *posts);
void bi_blend_sums (const BiBlend *blend, BiValidation *validation);
void bi_blend_weights (const BiBlend *blend, const BiTrainingSet *set, double **weights);
