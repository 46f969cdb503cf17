/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/words.h"
#include "letters.h"

/* One way to read letters without blanks between the words. */
typedef struct {
    guint n_unknown; /* letters of no word */
    gboolean begins[100];
} BiSegmentation;

/* Longer strings are not read. */
#define BI_SEGMENT_LONGEST G_N_ELEMENTS (((BiSegmentation *) NULL)->begins)
#define BI_SEGMENT_BEST    4

guint bi_segment (const BiWords *words, const BiLetter *letters, gsize n,
                  BiSegmentation best[BI_SEGMENT_BEST]);
