/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/shape.h"
#include "badidea/text.h"
#include "badidea/words.h"

/* A draft as rules read it. Immutable; borrows its text. */
typedef struct _BiReading BiReading;

typedef enum { BI_VIEW_PLAIN, BI_VIEW_TYPED, BI_VIEW_HASHTAGS, BI_N_VIEWS } BiViewKind;

BiReading *bi_reading_new (const BiText *text, const BiWords *words);
BiReading *bi_reading_new_from (const BiText *text, gsize begin, const BiWords *words);
void bi_reading_free (BiReading *reading);

const char *
bi_reading_get_string (const BiReading *reading, BiViewKind kind, gsize *length);
BiSpan bi_reading_to_draft (const BiReading *reading, BiViewKind kind, BiSpan span);
const BiShape *bi_reading_get_shape (const BiReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiReading, bi_reading_free)
