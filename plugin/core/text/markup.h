/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

typedef enum {
    BI_MARKUP_TEXT,    /* literal bytes */
    BI_MARKUP_ENTITY,  /* one character */
    BI_MARKUP_OPEN,    /* a start tag */
    BI_MARKUP_CLOSE,   /* an end tag, perhaps of an unknown element */
    BI_MARKUP_NOTHING, /* neither seen nor an element */
} BiMarkupKind;

typedef enum {
    BI_MARKUP_INLINE,
    BI_MARKUP_BLOCK,
    BI_MARKUP_BREAK,
    BI_MARKUP_LINK,
    BI_MARKUP_IMAGE,
} BiMarkupRole;

#define BI_MARKUP_UNKNOWN    (-1)
#define BI_MARKUP_N_ELEMENTS 35

typedef struct {
    BiMarkupKind kind;
    BiSpan span;
    gunichar character; /* of an entity */
    int element;        /* of a tag, or BI_MARKUP_UNKNOWN */
    BiMarkupRole role;
    gboolean is_closed; /* a start tag that needs no end tag */
    gboolean has_value;
    BiSpan value; /* a link's href, an image's alt */
} BiMarkupToken;

typedef struct {
    const char *draft;
    gsize length, position;
    gsize comment_end; /* start of the last "-->", 0 without */
    gboolean is_unclosed;
} BiMarkup;

void bi_markup_init (BiMarkup *markup, const char *draft, gsize length);
gboolean bi_markup_next (BiMarkup *markup, BiMarkupToken *token);
BiMarkupRole bi_markup_get_role (int element);
gunichar bi_markup_read_entity (const char *bytes, gsize length, gsize *entity_length);
