/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/examples.h"

#include <math.h>

typedef struct {
    const BiExample *example;
    double likeness;
} Likeness;

/* Its features, those of words and those of letters alike. Returns: (transfer full)
 * (element-type guint64) */
static GHashTable *
list_keys (const BiFeatures *features)
{
    GHashTable *keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (features, group, &n_features);
        for (guint i = 0; i < n_features; i++)
            g_hash_table_add (keys, g_memdup2 (&feature[i].key, sizeof feature[i].key));
    }
    return keys;
}

/* How many features two texts share, over those that they would if they were the same. */
static double
likeness_of (GHashTable *keys, const char *text, const BiWords *words)
{
    g_autoptr (BiText) draft = bi_text_new (text, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (draft, words);
    g_autoptr (BiFeatures) features = bi_features_new (reading);
    guint n_shared = 0;
    guint n_all = 0;

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (features, group, &n_features);
        for (guint i = 0; i < n_features; i++)
            n_shared += g_hash_table_contains (keys, &feature[i].key);
        n_all += n_features;
    }
    return n_shared / sqrt ((double) n_all * g_hash_table_size (keys));
}

static int
compare_likenesses (gconstpointer a, gconstpointer b)
{
    double one = ((const Likeness *) a)->likeness;
    double other = ((const Likeness *) b)->likeness;

    return one > other ? -1 : one < other;
}

/* The examples of a signal that a draft is most like, the most like first. Reads them
 * all, which takes some 50 microseconds each. Returns: (transfer container) (element-type
 * BiExample) */
GPtrArray *
bi_examples_find_nearest (const BiExamples *examples, const char *signal,
                          const BiReading *reading, const BiWords *words, guint n_wanted)
{
    g_autoptr (BiFeatures) features = bi_features_new (reading);
    g_autoptr (GHashTable) keys = list_keys (features);
    g_autoptr (GArray) likenesses = g_array_new (FALSE, FALSE, sizeof (Likeness));
    GPtrArray *nearest = g_ptr_array_new ();

    for (guint i = 0; i < bi_examples_get_size (examples); i++) {
        const BiExample *example = bi_examples_get (examples, i);
        Likeness likeness = {example, 0};
        if (example->kind != BI_EXAMPLE_OF || g_strcmp0 (example->signal, signal) != 0)
            continue;
        likeness.likeness = likeness_of (keys, example->text, words);
        g_array_append_val (likenesses, likeness);
    }
    g_array_sort (likenesses, compare_likenesses);
    for (guint i = 0; i < MIN (n_wanted, likenesses->len); i++)
        g_ptr_array_add (nearest,
                         (gpointer) g_array_index (likenesses, Likeness, i).example);
    return nearest;
}
