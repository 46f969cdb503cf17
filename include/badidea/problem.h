/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What is wrong in a file that somebody edits: a place and a sentence. */
typedef enum { BI_PROBLEM_ERROR, BI_PROBLEM_WARNING } BiSeverity;

/* Where in a file: line and column count from 1, columns in characters; 0 means the
 * whole. */
typedef struct {
    const char *file;
    guint line;
    guint column;
} BiPlace;

typedef struct {
    char *file;
    guint line;
    guint column;
    BiSeverity severity;
    char *message;
} BiProblem;

GPtrArray *bi_problems_new (void);
void bi_problems_add (GPtrArray *problems, BiPlace place, BiSeverity severity,
                      const char *format, ...) G_GNUC_PRINTF (4, 5);
void bi_problems_copy (GPtrArray *problems, const GPtrArray *from, const char *file);
guint bi_problems_count (const GPtrArray *problems, BiSeverity severity);
gboolean
bi_problems_concern (const GPtrArray *problems, const char *file, BiSeverity least);
char *bi_problem_format (const BiProblem *problem);
char *bi_problems_to_text (const GPtrArray *problems, BiSeverity severity);
const char *bi_nearest (const char *word, const char *const *candidates);
