/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "likes.h"

#include <math.h>

/* From this cosine on two rows are nearly the same. What more rows than this have in
 * common is not looked at to find them: it would make a pair of nearly all. */
#define NEAR        0.8
#define MOST_SHARED 40

typedef struct {
    const BiSamples *samples;
    guint n_rows;
    GArray **rows_of; /* guint, by column: the rows before this one that have it */
    guint *n_with;    /* by column */
    double *products; /* by row */
    GArray *touched;  /* guint: rows whose product is not 0 */
} Search;

static double
length_of (const BiSamples *samples, guint row)
{
    double sum = 0;

    for (const struct feature_node *node = bi_samples_get_row (samples, row);
         node[1].index > 0; node++)
        sum += node->value * node->value;
    return sqrt (sum);
}

/* All but the last node, which every row has. */
static double
product (const BiSamples *samples, guint one, guint other)
{
    const struct feature_node *a = bi_samples_get_row (samples, one);
    const struct feature_node *b = bi_samples_get_row (samples, other);
    double sum = 0;

    while (a[1].index > 0 && b[1].index > 0) {
        if (a->index == b->index)
            sum += (a++)->value * (b++)->value;
        else if (a->index < b->index)
            a++;
        else
            b++;
    }
    return sum;
}

static void
count_columns (Search *search)
{
    for (guint row = 0; row < search->n_rows; row++)
        for (const struct feature_node *node = bi_samples_get_row (search->samples, row);
             node[1].index > 0; node++)
            search->n_with[node->index - 1]++;
}

/* Adds up what earlier rows share with this one, and takes note of it for later ones. */
static void
touch (Search *search, guint row)
{
    for (const struct feature_node *node = bi_samples_get_row (search->samples, row);
         node[1].index > 0; node++) {
        guint column = (guint) node->index - 1;
        GArray **rows = &search->rows_of[column];
        if (search->n_with[column] > MOST_SHARED)
            continue;
        if (*rows == NULL)
            *rows = g_array_new (FALSE, FALSE, sizeof (guint));
        for (guint i = 0; i < (*rows)->len; i++) {
            guint other = g_array_index (*rows, guint, i);
            if (search->products[other] == 0)
                g_array_append_val (search->touched, other);
            search->products[other] += node->value * node->value;
        }
        g_array_append_val (*rows, row);
    }
}

static void
find_likes (Search *search, guint row, GArray *likes)
{
    double length = length_of (search->samples, row);

    touch (search, row);
    for (guint i = 0; i < search->touched->len; i++) {
        guint other = g_array_index (search->touched, guint, i);
        double lengths = length * length_of (search->samples, other);
        BiLike like = {other, row};
        /* What is rare makes up most of a row; where it does not agree, nothing does. */
        if (search->products[other] > lengths / 4 &&
            product (search->samples, row, other) > NEAR * lengths)
            g_array_append_val (likes, like);
        search->products[other] = 0;
    }
    g_array_set_size (search->touched, 0);
}

/* The pairs among the first rows. A text of which too little is a column is like none:
 * what it shares may be that it is short. Returns: (transfer full) (element-type BiLike)
 */
GArray *
bi_likes_find (const BiSamples *samples, guint n_rows)
{
    guint n_columns = bi_samples_get_n_columns (samples);
    GArray *likes = g_array_new (FALSE, FALSE, sizeof (BiLike));
    Search search = {.samples = samples,
                     .n_rows = n_rows,
                     .rows_of = g_new0 (GArray *, n_columns),
                     .n_with = g_new0 (guint, n_columns),
                     .products = g_new0 (double, n_rows),
                     .touched = g_array_new (FALSE, FALSE, sizeof (guint))};

    count_columns (&search);
    for (guint row = 0; row < n_rows; row++)
        if (bi_samples_is_known (samples, row))
            find_likes (&search, row, likes);
    for (guint i = 0; i < n_columns; i++)
        if (search.rows_of[i] != NULL)
            g_array_unref (search.rows_of[i]);
    g_free (search.rows_of);
    g_free (search.n_with);
    g_free (search.products);
    g_array_unref (search.touched);
    return likes;
}
