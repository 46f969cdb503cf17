/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A file of weights: a header of lines "key=value" that anyone can read, an empty line,
 * and a hash table of slots. A slot is a tag of four bytes, zero in a free one, and a
 * signed byte a signal. A key's slot is the first that its upper half points at, or one
 * of those behind it; its tag is the lower half. */
#define BI_WEIGHTS_GROUP    "badidea-weights"
#define BI_WEIGHTS_VERSION  2
#define BI_WEIGHTS_TAG_SIZE 4
#define BI_WEIGHTS_GREATEST 1e6f /* of a bias, scale or step */

static inline guint32
bi_weights_tag (guint64 key)
{
    return (guint32) key != 0 ? (guint32) key : 1;
}

static inline guint32
bi_weights_home (guint64 key, guint32 n_slots)
{
    return (guint32) (((key >> 32) * n_slots) >> 32);
}

char *bi_weights_checksum (GKeyFile *header, const guint8 *slots, gsize length);
