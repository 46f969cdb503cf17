/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "letters.h"

/* A passage of words whose letters are spaced out. */
typedef struct {
    gsize passage_end;
    gsize checked_end; /* before it no other passage begins */
    gunichar separator;
} BiSpaced;

gboolean bi_spaced_find (const BiLetter *letters, gsize n, gsize from, BiSpaced *spaced);
gsize bi_spaced_word_end (const BiLetter *letters, gsize n, gsize from,
                          gunichar separator, gsize *count);
