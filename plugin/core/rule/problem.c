/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/problem.h"

#include <string.h>

static void
problem_free (gpointer data)
{
    BiProblem *problem = data;
    g_free (problem->file);
    g_free (problem->message);
    g_free (problem);
}

/* Returns: (transfer full) (element-type BiProblem) */
GPtrArray *
bi_problems_new (void)
{
    return g_ptr_array_new_with_free_func (problem_free);
}

void
bi_problems_add (GPtrArray *problems, BiPlace place, BiSeverity severity,
                 const char *format, ...)
{
    BiProblem *problem = g_new0 (BiProblem, 1);
    va_list arguments;

    problem->file = g_strdup (place.file);
    problem->line = place.line;
    problem->column = place.column;
    problem->severity = severity;
    va_start (arguments, format);
    problem->message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_ptr_array_add (problems, problem);
}

/* Adds those of @from that are in @file. */
void
bi_problems_copy (GPtrArray *problems, const GPtrArray *from, const char *file)
{
    for (guint i = 0; i < from->len; i++) {
        const BiProblem *problem = from->pdata[i];
        BiPlace place = {problem->file, problem->line, problem->column};
        if (strcmp (problem->file, file) == 0)
            bi_problems_add (problems, place, problem->severity, "%s", problem->message);
    }
}

guint
bi_problems_count (const GPtrArray *problems, BiSeverity severity)
{
    guint count = 0;
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        count += problem->severity == severity;
    }
    return count;
}

/* Whether one of them is in @file. @least: BI_PROBLEM_ERROR leaves the warnings out. */
gboolean
bi_problems_concern (const GPtrArray *problems, const char *file, BiSeverity least)
{
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        if (problem->severity <= least && strcmp (problem->file, file) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The line that compilers and editors read: file:line:column: error|warning: message.
 * Line and column are left out where the whole file is meant. */
char *
bi_problem_format (const BiProblem *problem)
{
    const char *severity = problem->severity == BI_PROBLEM_ERROR ? "error" : "warning";

    if (problem->line == 0)
        return g_strdup_printf ("%s: %s: %s", problem->file, severity, problem->message);
    return g_strdup_printf ("%s:%u:%u: %s: %s", problem->file, problem->line,
                            problem->column, severity, problem->message);
}

/* Those of one severity, a line each. Returns: (transfer full) */
char *
bi_problems_to_text (const GPtrArray *problems, BiSeverity severity)
{
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_autofree char *line = bi_problem_format (problem);
        if (problem->severity == severity)
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
    }
    return g_string_free (text, FALSE);
}

/* Levenshtein's edit distance in bytes, two rows at a time (Wagner and Fischer, 1974). */
static guint
edit_distance (const char *a, const char *b)
{
    gsize width = strlen (b) + 1;
    g_autofree guint *above = g_new (guint, width);
    g_autofree guint *row = g_new (guint, width);

    for (gsize j = 0; j < width; j++)
        above[j] = j;
    for (gsize i = 0; a[i] != '\0'; i++) {
        row[0] = i + 1;
        for (gsize j = 1; j < width; j++) {
            guint change = above[j - 1] + (a[i] != b[j - 1]);
            row[j] = MIN (change, MIN (above[j], row[j - 1]) + 1);
        }
        memcpy (above, row, width * sizeof *row);
    }
    return above[width - 1];
}

/* The candidate somebody probably meant by a mistyped word, or NULL when none is near.
 * @candidates: NULL-terminated. */
const char *
bi_nearest (const char *word, const char *const *candidates)
{
    const char *nearest = NULL;
    guint best = 1 + strlen (word) / 3;

    for (gsize i = 0; candidates[i] != NULL; i++) {
        guint distance = edit_distance (word, candidates[i]);
        if (distance <= best) {
            best = distance - (distance > 0);
            nearest = candidates[i];
        }
    }
    return nearest;
}
