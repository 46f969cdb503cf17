/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/classes.h"

/* Anywhere but between two letters or digits of one word. */
#define BI_PHRASE_NOT_IN_WORD "(?!(?<=\\w)\\w)"

gboolean bi_phrase_is_small (gsize length, GError **error);
char *bi_phrase_to_sequence (const char *phrase, BiClasses *classes, gsize *offset,
                             GError **error);
char *bi_phrase_to_expression (const char *phrase, BiClasses *classes, gsize *offset,
                               GError **error);
