/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

/* One character of a folded string, and the bytes of the typed string that made it. */
typedef struct {
    gunichar character;
    gboolean is_fixed; /* part of an emoji, a link or a name: no context changes it */
    gsize start, end;
} BiLetter;

GArray *bi_letters_new (const char *typed, gsize length);
gsize bi_letters_to_utf8 (const BiLetter *letters, gsize n, char *buffer, gsize size);
gboolean bi_letter_is_alphabetic (const BiLetter *letter);
