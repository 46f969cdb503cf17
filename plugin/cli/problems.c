/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "problems.h"

#include "jsonwrite.h"

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

/* By file, line and column; those at one place in the order they were found.
 * Returns: (transfer container) */
static GPtrArray *
sort (const GPtrArray *problems)
{
    GPtrArray *sorted = g_ptr_array_new ();

    for (guint i = 0; i < problems->len; i++)
        g_ptr_array_add (sorted, problems->pdata[i]);
    g_ptr_array_sort (sorted, compare_places);
    return sorted;
}

/* A line each, sorted by place. @least: BI_PROBLEM_ERROR leaves the warnings out. */
void
bi_problems_print (const GPtrArray *problems, BiSeverity least, FILE *stream)
{
    g_autoptr (GPtrArray) sorted = sort (problems);

    for (guint i = 0; i < sorted->len; i++) {
        const BiProblem *problem = sorted->pdata[i];
        g_autofree char *line = bi_problem_format (problem);
        if (problem->severity <= least)
            fprintf (stream, "%s\n", line);
    }
}

/* To standard output, an object each, sorted by place. */
void
bi_problems_print_json (const GPtrArray *problems)
{
    g_autoptr (GPtrArray) sorted = sort (problems);

    for (guint i = 0; i < sorted->len; i++) {
        const BiProblem *problem = sorted->pdata[i];
        g_autoptr (JsonBuilder) builder = json_builder_new ();
        /* A name of a file may be of any bytes, JSON is UTF-8. */
        g_autofree char *file = g_filename_display_name (problem->file);

        json_builder_begin_object (builder);
        bi_json_add_string (builder, "file", file);
        bi_json_add_number (builder, "line", problem->line);
        bi_json_add_number (builder, "column", problem->column);
        bi_json_add_string (builder, "severity",
                            problem->severity == BI_PROBLEM_ERROR ? "error" : "warning");
        bi_json_add_string (builder, "message", problem->message);
        bi_json_print (builder);
    }
}

static const char *
plural (guint count)
{
    return count == 1 ? "" : "s";
}

/* The line that ends what a look at rules has found. */
void
bi_problems_print_sum (const GPtrArray *problems, guint n_files, guint n_rules)
{
    guint errors = bi_problems_count (problems, BI_PROBLEM_ERROR);
    guint warnings = bi_problems_count (problems, BI_PROBLEM_WARNING);

    printf ("%u file%s, %u rule%s: %u error%s, %u warning%s\n", n_files, plural (n_files),
            n_rules, plural (n_rules), errors, plural (errors), warnings,
            plural (warnings));
}
