/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small weights that a test writes itself: of single words, and of nothing else. */
#pragma once

#include "badidea/weights.h"

#include <string.h>

/* What a word weighs for a signal, one of "x", "y" and "z"; the bias if it is "". */
typedef struct {
    const char *word;
    const char *signal;
    float weight;
} LearnedWord;

/* The key of a word, wherever it stands. */
static inline guint64
learned_key (const char *word)
{
    g_autoptr (BiText) text = bi_text_new (word, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
    g_autoptr (BiFeatures) features = bi_features_new (reading);
    guint n_features;
    const BiFeature *feature = bi_features_get (features, BI_FEATURES_WORDS, &n_features);

    for (guint i = 0; i < n_features; i++)
        if (feature[i].first == 1 && feature[i].end == 2)
            return feature[i].key;
    g_assert_not_reached ();
}

/* The row of a key, which is added if it is not there. */
static inline float *
learned_row (GArray *keys, GArray *values, guint64 key, guint n_signals)
{
    guint row = 0;

    while (row < keys->len && g_array_index (keys, guint64, row) != key)
        row++;
    if (row == keys->len) {
        g_array_append_val (keys, key);
        g_array_set_size (values, keys->len * n_signals);
    }
    return &g_array_index (values, float, row *n_signals);
}

/* @words: ended by one without a word. @adds_to: (nullable). Returns: (transfer full) */
static inline GBytes *
learned_write (const char *const *signals, const LearnedWord *words, const char *adds_to)
{
    guint n_signals = g_strv_length ((char **) signals);
    g_autoptr (GArray) keys = g_array_new (FALSE, TRUE, sizeof (guint64));
    g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (float));
    float biases[BI_WEIGHTS_MOST_SIGNALS] = {0};
    float scales[BI_WEIGHTS_MOST_SIGNALS];
    BiWeightTable table = {signals, biases,   scales, keys,
                           values,  "a test", "none", adds_to};

    for (guint i = 0; i < n_signals; i++)
        scales[i] = 1;
    for (; words->word != NULL; words++) {
        guint signal = 0;
        while (strcmp (signals[signal], words->signal) != 0)
            signal++;
        if (words->word[0] == '\0')
            biases[signal] = words->weight;
        else
            learned_row (keys, values, learned_key (words->word), n_signals)[signal] =
                words->weight;
    }
    return bi_weights_write (&table);
}

/* Returns: (transfer full) */
static inline BiWeights *
learned_new (const char *const *signals, const LearnedWord *words, const char *adds_to)
{
    g_autoptr (GBytes) bytes = learned_write (signals, words, adds_to);
    g_autoptr (GError) error = NULL;
    BiWeights *weights = bi_weights_read (bytes, &error);

    g_assert_no_error (error);
    return weights;
}
