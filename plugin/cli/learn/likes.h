/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "samples.h"

/* Two rows that are nearly the same, the earlier first. */
typedef struct {
    guint one, other;
} BiLike;

GArray *bi_likes_find (const BiSamples *samples, guint n_rows);
