/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What of a corpus of real posts may be done with one of them. */
typedef enum { BI_POST_LEARN, BI_POST_MEASURE } BiPostUse;

typedef enum { BI_POST_OF_BRAND, BI_POST_OF_CHAT, BI_N_POST_KINDS } BiPostKind;

typedef struct {
    BiPostUse use;
    BiPostKind kind;
    char *text;
} BiPost;

GPtrArray *bi_corpus_read (const char *folder, GError **error);
char *bi_corpus_describe (const GPtrArray *posts);
