/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

/* A line break in markup: what is between lines of markup that are one draft. */
#define BI_TEXT_BREAK "<br>"

typedef struct _BiText BiText;

typedef enum { BI_TEXT_PLAIN, BI_TEXT_MARKUP } BiTextFormat;

BiText *bi_text_new (const char *draft, gssize length, BiTextFormat format);
void bi_text_free (BiText *text);

const char *bi_text_get_draft (const BiText *text, gsize *length);
const char *bi_text_get_plain (const BiText *text, gsize *length);
BiSpan bi_text_to_draft (const BiText *text, BiSpan plain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiText, bi_text_free)
