/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "samples.h"

#include <math.h>

/* In how many texts a feature has to be, to be a column. */
#define FEWEST_TEXTS 2

/* Rarities are about 1, which suits the price of a weight in training. That they are
 * raised to a power was found by cross-validation. */
#define RARITY_UNIT  5.0
#define RARITY_POWER 1.5

typedef struct {
    guint first; /* of the keys of all texts */
    guint n[BI_N_FEATURE_GROUPS];
} Text;

struct _BiSamples {
    const BiWords *words;
    GArray *texts;    /* Text */
    GArray *all;      /* guint64: the keys of all texts, one after the other */
    GArray *columns;  /* guint64: sorted */
    GArray *rarities; /* double, by column */
    GArray *nodes;    /* struct feature_node: all rows */
    GArray *rows;     /* guint: where they begin */
};

/* Returns: (transfer full). @words have to live as long. */
BiSamples *
bi_samples_new (const BiWords *words)
{
    BiSamples *samples = g_new0 (BiSamples, 1);

    samples->words = words;
    samples->texts = g_array_new (FALSE, FALSE, sizeof (Text));
    samples->all = g_array_new (FALSE, FALSE, sizeof (guint64));
    samples->columns = g_array_new (FALSE, FALSE, sizeof (guint64));
    samples->rarities = g_array_new (FALSE, FALSE, sizeof (double));
    samples->nodes = g_array_new (FALSE, FALSE, sizeof (struct feature_node));
    samples->rows = g_array_new (FALSE, FALSE, sizeof (guint));
    return samples;
}

void
bi_samples_free (BiSamples *samples)
{
    if (samples == NULL)
        return;
    g_array_unref (samples->texts);
    g_array_unref (samples->all);
    g_array_unref (samples->columns);
    g_array_unref (samples->rarities);
    g_array_unref (samples->nodes);
    g_array_unref (samples->rows);
    g_free (samples);
}

/* Adds the next row. */
void
bi_samples_add (BiSamples *samples, const char *text)
{
    g_autoptr (BiText) draft = bi_text_new (text, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (draft, samples->words);
    g_autoptr (BiFeatures) features = bi_features_new (reading);
    Text entry = {.first = samples->all->len};

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        const BiFeature *feature = bi_features_get (features, group, &entry.n[group]);
        for (guint i = 0; i < entry.n[group]; i++)
            g_array_append_val (samples->all, feature[i].key);
    }
    g_array_append_val (samples->texts, entry);
}

/* ---- columns ---- */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
    guint64 one = *(const guint64 *) a;
    guint64 other = *(const guint64 *) b;

    return one < other ? -1 : one > other;
}

static void
add_column (BiSamples *samples, guint64 key, guint n_with, guint n_texts)
{
    double rarity =
        pow ((log ((1.0 + n_texts) / (1.0 + n_with)) + 1) / RARITY_UNIT, RARITY_POWER);

    g_array_append_val (samples->columns, key);
    g_array_append_val (samples->rarities, rarity);
}

/* Returns: its column, or -1 */
static int
find_column (const BiSamples *samples, guint64 key)
{
    guint at;

    return g_array_binary_search (samples->columns, &key, compare_keys, &at) ? (int) at
                                                                             : -1;
}

static void
choose_columns (BiSamples *samples, guint n_counted)
{
    guint end = n_counted < samples->texts->len
                    ? g_array_index (samples->texts, Text, n_counted).first
                    : samples->all->len;
    g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (guint64), end);

    g_array_append_vals (sorted, samples->all->data, end);
    g_array_sort (sorted, compare_keys);
    for (guint from = 0, to; from < end; from = to) {
        guint64 key = g_array_index (sorted, guint64, from);
        for (to = from + 1; to < end && g_array_index (sorted, guint64, to) == key;)
            to++;
        if (to - from >= FEWEST_TEXTS)
            add_column (samples, key, to - from, n_counted);
    }
}

/* ---- rows ---- */

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
    const struct feature_node *one = a;
    const struct feature_node *other = b;

    return one->index - other->index;
}

static void
add_nodes (BiSamples *samples, guint first, guint n_keys)
{
    for (guint i = first; i < first + n_keys; i++) {
        int column = find_column (samples, g_array_index (samples->all, guint64, i));
        struct feature_node node = {column + 1, 0};
        if (column < 0)
            continue;
        node.value =
            (float) (g_array_index (samples->rarities, double, column) / sqrt (n_keys));
        g_array_append_val (samples->nodes, node);
    }
}

/* In the order of columns, as liblinear wants it, with a last one that all have. */
static void
add_row (BiSamples *samples, const Text *text)
{
    guint first = text->first;
    guint begin = samples->nodes->len;
    struct feature_node bias = {(int) samples->columns->len + 1, 1};
    struct feature_node end = {-1, 0};

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        add_nodes (samples, first, text->n[group]);
        first += text->n[group];
    }
    if (samples->nodes->len > begin)
        qsort (&g_array_index (samples->nodes, struct feature_node, begin),
               samples->nodes->len - begin, sizeof (struct feature_node), compare_nodes);
    g_array_append_val (samples->nodes, bias);
    g_array_append_val (samples->nodes, end);
    g_array_append_val (samples->rows, begin);
}

/* Makes numbers of all that was added. What is a column, and how rare, the first
 * @n_counted tell. */
void
bi_samples_close (BiSamples *samples, guint n_counted)
{
    choose_columns (samples, n_counted);
    for (guint i = 0; i < samples->texts->len; i++)
        add_row (samples, &g_array_index (samples->texts, Text, i));
    g_array_set_size (samples->all, 0);
}

/* One more than there are features: the last is the bias. */
guint
bi_samples_get_n_columns (const BiSamples *samples)
{
    return samples->columns->len + 1;
}

guint64
bi_samples_get_key (const BiSamples *samples, guint column)
{
    return g_array_index (samples->columns, guint64, column);
}

double
bi_samples_get_rarity (const BiSamples *samples, guint column)
{
    return g_array_index (samples->rarities, double, column);
}

/* Multiplies the columns of all rows. @factors: one a column */
void
bi_samples_scale (BiSamples *samples, const double *factors)
{
    for (guint i = 0; i < samples->nodes->len; i++) {
        struct feature_node *node =
            &g_array_index (samples->nodes, struct feature_node, i);
        if (node->index > 0)
            node->value *= factors[node->index - 1];
    }
}

/* Undoes bi_samples_scale, and exactly: the numbers were floats. */
void
bi_samples_unscale (BiSamples *samples, const double *factors)
{
    for (guint i = 0; i < samples->nodes->len; i++) {
        struct feature_node *node =
            &g_array_index (samples->nodes, struct feature_node, i);
        if (node->index > 0)
            node->value = (float) (node->value / factors[node->index - 1]);
    }
}

/* For liblinear: counted from 1, ended by -1. Borrowed. */
struct feature_node *
bi_samples_get_row (const BiSamples *samples, guint index)
{
    return &g_array_index (samples->nodes, struct feature_node,
                           g_array_index (samples->rows, guint, index));
}

/* Whether most of what the text has another text has, too: of any other the row tells
 * little. */
gboolean
bi_samples_is_known (const BiSamples *samples, guint index)
{
    const Text *text = &g_array_index (samples->texts, Text, index);
    guint n_features = 0;
    guint n_known = 0;

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++)
        n_features += text->n[group];
    for (const struct feature_node *node = bi_samples_get_row (samples, index);
         node[1].index > 0; node++)
        n_known++;
    return 2 * n_known > n_features;
}

/* What a row comes to under weights, one a column. */
double
bi_samples_sum (const BiSamples *samples, guint index, const double *weights)
{
    double sum = 0;

    for (const struct feature_node *node = bi_samples_get_row (samples, index);
         node->index > 0; node++)
        sum += node->value * weights[node->index - 1];
    return sum;
}
