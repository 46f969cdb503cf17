/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a file of weights: as they are, and with the right checksum, so that what
 * the checksum would refuse is read too. Accepted weights score a draft. */
#include "badidea/scores.h"

#include "learned/weightsformat.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char draft[] = "Ask us ANYTHING, @jpm: http://a.example 12 #AskUs 😀\n"
                            "We say what we think of you, and never say sorry.";

static void
score (BiWeights *weights, const BiReading *reading)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    g_autoptr (BiScores) scores = NULL;

    g_ptr_array_add (all, weights);
    g_ptr_array_add (all, weights);
    scores = bi_scores_new (all, reading);
    for (guint i = 0; i < bi_weights_get_n_signals (weights); i++) {
        const char *signal = bi_weights_get_signal (weights, i);
        g_autoptr (GArray) words = bi_scores_list_words (scores, signal, BI_SCORES_ALL);
        double score_of_all = bi_scores_get (scores, signal, BI_SCORES_ALL);

        g_assert (!(score_of_all < 0) && !(score_of_all > 1));
        g_assert (!(bi_scores_get (scores, signal, BI_SCORES_LOCKED) < score_of_all));
        g_assert (words->len <= strlen (draft));
        bi_scores_is_spread (words);
    }
}

static void
read_weights (GBytes *bytes, const BiReading *reading)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (BiWeights) weights = bi_weights_read (bytes, &error);

    g_assert ((weights == NULL) == (error != NULL));
    if (weights == NULL)
        return;
    g_assert (bi_weights_get_n_signals (weights) <= BI_WEIGHTS_MOST_SIGNALS);
    g_assert (bi_weights_get_id (weights) != NULL);
    score (weights, reading);
}

/* Returns: (transfer full) (nullable): NULL if there is no header */
static GBytes *
mend (const char *data, gsize size)
{
    const char *gap = size > 0 ? g_strstr_len (data, (gssize) size, "\n\n") : NULL;
    g_autoptr (GKeyFile) header = g_key_file_new ();
    g_autofree char *checksum = NULL;
    g_autoptr (GString) text = NULL;
    gsize length;

    if (gap == NULL)
        return NULL;
    length = size - (gsize) (gap + 2 - data);
    text = g_string_new_len (data, gap - data);
    g_key_file_load_from_data (header, text->str, strlen (text->str), 0, NULL);
    checksum = bi_weights_checksum (header, (const guint8 *) gap + 2, length);
    /* The last of several counts. */
    g_string_append_printf (text, "\n[badidea-weights]\nchecksum=%s\n\n", checksum);
    g_string_append_len (text, gap + 2, (gssize) length);
    return g_string_free_to_bytes (g_steal_pointer (&text));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (data, size);
    g_autoptr (GBytes) mended = mend ((const char *) data, size);
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);

    read_weights (bytes, reading);
    if (mended != NULL)
        read_weights (mended, reading);
    return 0;
}
