/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

/* A file of weights: a header of lines "key=value" that anyone can read, an empty line,
 * and a hash table of slots. A slot is of words of 16 bits, the lowest byte first: a tag,
 * zero in a free slot, and three weights of five bits each, the first in the lowest ones.
 * A key's tag is its lowest bits. Its slot is the first that its upper half points at, or
 * one of those behind it; all between have greater tags, so that a search ends at the
 * first one that has not (Amble and Knuth, Ordered hash tables, 1974). That two keys
 * share a tag and a slot is rare, and less than what is lost of a weight. */
#define BI_WEIGHTS_GROUP    "badidea-weights"
#define BI_WEIGHTS_VERSION  3
#define BI_WEIGHTS_WORD     sizeof (guint16)
#define BI_WEIGHTS_IN_WORD  3
#define BI_WEIGHTS_BITS     5
#define BI_WEIGHTS_GREATEST 1e6f /* of a bias, scale or step */

/* What five bits mean, in steps: one of 16 sizes, from the sixth on each about 1.3 times
 * the one before, because most weights are small; the highest bit is the sign. */
#define BI_WEIGHTS_N_SIZES 16

static const gint8 bi_weights_steps[] = {
    0, 1,  2,  3,  4,  5,  7,  9,  11,  14,  17,  21,  26,  33,  43,  60,
    0, -1, -2, -3, -4, -5, -7, -9, -11, -14, -17, -21, -26, -33, -43, -60};

/* How many words hold so many weights. */
static inline gsize
bi_weights_count_words (guint n_signals)
{
    return (n_signals + BI_WEIGHTS_IN_WORD - 1) / BI_WEIGHTS_IN_WORD;
}

/* In bytes. */
static inline gsize
bi_weights_slot_size (guint n_signals)
{
    return (1 + bi_weights_count_words (n_signals)) * BI_WEIGHTS_WORD;
}

static inline guint
bi_weights_read_word (const guint8 *slot, gsize index)
{
    guint16 word;

    memcpy (&word, slot + index * BI_WEIGHTS_WORD, sizeof word);
    return GUINT16_FROM_LE (word);
}

/* Zero in a free slot. */
static inline guint
bi_weights_read_tag (const guint8 *slot)
{
    return bi_weights_read_word (slot, 0);
}

/* @word: of three weights */
static inline gint
bi_weights_read_steps (guint word, guint index)
{
    return bi_weights_steps[word >> (index * BI_WEIGHTS_BITS) & 31];
}

static inline guint
bi_weights_tag (guint64 key)
{
    return MAX (1, (guint) key & G_MAXUINT16);
}

static inline guint32
bi_weights_home (guint64 key, guint32 n_slots)
{
    return (guint32) (((key >> 32) * n_slots) >> 32);
}

char *bi_weights_checksum (GKeyFile *header, const guint8 *slots, gsize length);
