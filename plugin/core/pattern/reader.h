/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Reads a PCRE2 expression, which is valid UTF-8, item by item; it knows nothing of
 * groups. */
typedef struct {
    const char *at;
    gboolean failed;        /* what stands here is not known: nothing can be said */
    gboolean quoting;       /* between \Q and \E */
    gboolean extended;      /* (?x) */
    gboolean extended_more; /* (?xx) */
} BiReader;

#define BI_ATOM_MOST 4

typedef enum {
    BI_ATOM_EMPTY, /* takes no text, as \b */
    BI_ATOM_ANY,   /* takes text that is not known */
    BI_ATOM_ONE_OF /* takes one of these characters */
} BiAtomKind;

typedef struct {
    BiAtomKind kind;
    guint n_characters;
    gunichar characters[BI_ATOM_MOST];
} BiAtom;

void bi_reader_skip_ignored (BiReader *reader);
gboolean bi_reader_skip_past (BiReader *reader, char closing);
void bi_reader_read_atom (BiReader *reader, BiAtom *atom);
