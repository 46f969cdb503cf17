/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/problem.h"

/* A walk through the lines of a file that somebody edits. */
typedef struct {
    char *text;        /* without the newline, up to what is not UTF-8; may be changed */
    gboolean is_whole; /* or something of it is not UTF-8, which is reported */
    BiPlace place;     /* where it begins */
    /* private */
    const char *rest;
    gsize left;
    GPtrArray *problems;
} BiLines;

BiLines bi_lines_begin (const char *file, const char *contents, gsize length,
                        GPtrArray *problems);
gboolean bi_lines_next (BiLines *lines);
