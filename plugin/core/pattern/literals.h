/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include <string.h>

/* Texts, folded. */
typedef struct {
    GPtrArray *texts; /* (nullable): that there are none is not known to be so */
    gsize shortest;   /* in bytes */
    gsize longest;
} BiTexts;

/* What a part of an expression needs of a text to match there. A need is given away to
 * the function it is passed to. The texts belong to a chunk that outlives all. */
typedef struct {
    BiTexts exact; /* what it takes is one of these; "" may be among them */
    BiTexts
        required; /* one of these, none of them empty, must be somewhere in the text */
} BiLiterals;

/* No text is longer. */
#define BI_NEED_LONGEST 64

/* Parts of an expression one behind the other. */
typedef struct {
    GStringChunk *chunk;
    BiTexts run; /* what may stand before the tail; none: nothing */
    char tail[BI_NEED_LONGEST];
    gsize tail_length;
    gboolean broken; /* something stands before the run */
    BiTexts best;
} BiSequence;

void bi_literals_clear (BiLiterals *need);
BiLiterals bi_literals_new_text (GStringChunk *chunk, const char *text, gsize length);
void bi_literals_add_exact (BiLiterals *need, GStringChunk *chunk, const char *text,
                            gsize length);
void bi_literals_require (BiLiterals *need, BiLiterals other);
void bi_literals_or (BiLiterals *need, BiLiterals other);
GPtrArray *bi_literals_choose (BiLiterals need);

void bi_sequence_append_text (BiSequence *sequence, const char *text, gsize length);
void bi_sequence_append (BiSequence *sequence, BiLiterals need, guint min, guint max);
BiLiterals bi_sequence_end (BiSequence *sequence);
