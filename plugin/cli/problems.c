/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "problems.h"

#include <string.h>

static int
compare_places (gconstpointer a, gconstpointer b)
{
    const BiProblem *one = *(BiProblem *const *) a;
    const BiProblem *other = *(BiProblem *const *) b;
    int order = strcmp (one->file, other->file);

    if (order != 0)
        return order;
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    return 0;
}

/* A line each, by file, line and column; those at one place in the order they were found.
 * @least: BI_PROBLEM_ERROR leaves the warnings out. */
void
bi_problems_print (const GPtrArray *problems, BiSeverity least, FILE *stream)
{
    g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

    for (guint i = 0; i < problems->len; i++)
        g_ptr_array_add (sorted, problems->pdata[i]);
    g_ptr_array_sort (sorted, compare_places);
    for (guint i = 0; i < sorted->len; i++) {
        const BiProblem *problem = sorted->pdata[i];
        g_autofree char *line = bi_problem_format (problem);
        if (problem->severity <= least)
            fprintf (stream, "%s\n", line);
    }
}
