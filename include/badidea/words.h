/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A dictionary: which words there are, to read what is written without blanks or with too
   many letters. */
typedef struct _BiWords BiWords;

/* Longer words, in bytes, are not kept. */
#define BI_WORDS_LONGEST 63

BiWords *bi_words_new (void);
void
bi_words_parse (BiWords *words, const char *path, GBytes *bytes, GPtrArray *problems);
void bi_words_free (BiWords *words);

void bi_words_add (BiWords *words, const char *text);
gboolean bi_words_contains (const BiWords *words, const char *word, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiWords, bi_words_free)
