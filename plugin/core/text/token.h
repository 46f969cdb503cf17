/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

/* What a post holds besides words. An address is that of an e-mail; an addressee is a
   name and a colon in front, as clients complete in a room whom a line is for. */
typedef enum {
    BI_TOKEN_LINK,
    BI_TOKEN_ADDRESS,
    BI_TOKEN_ADDRESSEE,
    BI_TOKEN_MENTION,
    BI_TOKEN_HASHTAG
} BiTokenKind;

typedef struct {
    BiTokenKind kind;
    BiSpan span;
} BiToken;

GArray *bi_tokens_find (const char *typed, gsize length);
