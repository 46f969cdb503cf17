/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/scores.h"

#include <math.h>

/* A draft is like the examples for a reason if this many of its words, or this part of
 * them, hold half of what speaks for it. */
#define FEW_WORDS 6
#define PART      4
#define SHARE     0.5

struct _BiScores {
    const GPtrArray *weights; /* BiWeights, each adds to those before it */
    BiFeatures *features;     /* (nullable): NULL where nothing was learned */
    float (*sums)[BI_WEIGHTS_MOST_SIGNALS]; /* by weights and signal */
};

/* Scores a draft. @weights: those of the layers, the lowest first; they have to live as
 * long, as has the reading. Returns: (transfer full) */
BiScores *
bi_scores_new (const GPtrArray *weights, const BiReading *reading)
{
    BiScores *scores = g_new0 (BiScores, 1);

    scores->weights = weights;
    scores->features = weights->len > 0 ? bi_features_new (reading) : NULL;
    scores->sums = g_malloc0 (MAX (1, weights->len) * sizeof *scores->sums);
    for (guint i = 0; i < weights->len; i++)
        bi_weights_sum (weights->pdata[i], scores->features, scores->sums[i]);
    return scores;
}

void
bi_scores_free (BiScores *scores)
{
    if (scores == NULL)
        return;
    bi_features_free (scores->features);
    g_free (scores->sums);
    g_free (scores);
}

static double
logistic (double sum)
{
    return 1 / (1 + exp (-sum));
}

/* How many of the weights count: all, or those up to the layer that judges hardest. */
static guint
count_weights (const BiScores *scores, const char *signal, BiScoresOf of)
{
    guint n_hardest = scores->weights->len;
    double hardest = -HUGE_VAL;
    double sum = 0;

    for (guint i = 0; of == BI_SCORES_LOCKED && i < scores->weights->len; i++) {
        int index = bi_weights_find_signal (scores->weights->pdata[i], signal);
        sum += index >= 0 ? scores->sums[i][index] : 0;
        if (index >= 0 && sum > hardest) {
            hardest = sum;
            n_hardest = i + 1;
        }
    }
    return n_hardest;
}

/* Returns: 0 for a signal that nothing was learned of */
double
bi_scores_get (const BiScores *scores, const char *signal, BiScoresOf of)
{
    guint n_weights = count_weights (scores, signal, of);
    gboolean is_known = FALSE;
    double sum = 0;

    for (guint i = 0; i < n_weights; i++) {
        int index = bi_weights_find_signal (scores->weights->pdata[i], signal);
        sum += index >= 0 ? scores->sums[i][index] : 0;
        is_known |= index >= 0;
    }
    return is_known ? logistic (sum) : 0;
}

/* ---- which words ---- */

/* A feature's weight goes to the words that it stands in, in equal parts. */
static void
share_out (const BiScores *scores, const BiWeights *weights, BiFeatureGroup group,
           guint signal, double *shares)
{
    guint n_features;
    const BiFeature *features = bi_features_get (scores->features, group, &n_features);

    for (guint i = 0; i < n_features; i++) {
        guint n_words = features[i].end - features[i].first;
        double weight;
        if (n_words == 0)
            continue;
        weight = bi_weights_get (weights, features[i].key, signal);
        for (guint j = features[i].first; j < features[i].end; j++)
            shares[j] += weight / n_words / sqrt (n_features);
    }
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
    const BiWordWeight *one = a;
    const BiWordWeight *other = b;

    if (one->weight != other->weight)
        return one->weight > other->weight ? -1 : 1;
    return one->span.start < other->span.start ? -1 : one->span.start > other->span.start;
}

/* Words that were read several ways, as those of hashtags, count once. */
static void
add_word (GArray *words, BiWordWeight word)
{
    for (guint i = 0; i < words->len; i++) {
        BiWordWeight *other = &g_array_index (words, BiWordWeight, i);
        if (word.span.start < other->span.end && other->span.start < word.span.end) {
            if (word.weight > other->weight)
                *other = word;
            return;
        }
    }
    g_array_append_val (words, word);
}

/* The words that speak for a signal, the weightiest first; a "!" is no word, an emoji is.
 * Returns: (transfer full)
 * (element-type BiWordWeight) */
GArray *
bi_scores_list_words (const BiScores *scores, const char *signal, BiScoresOf of)
{
    guint n_weights = count_weights (scores, signal, of);
    guint n_words =
        scores->features != NULL ? bi_features_get_n_words (scores->features) : 0;
    g_autofree double *shares = g_new0 (double, n_words);
    GArray *words = g_array_new (FALSE, FALSE, sizeof (BiWordWeight));

    for (guint i = 0; i < n_weights; i++) {
        const BiWeights *weights = scores->weights->pdata[i];
        int index = bi_weights_find_signal (weights, signal);
        for (BiFeatureGroup group = 0; index >= 0 && group < BI_N_FEATURE_GROUPS; group++)
            share_out (scores, weights, group, (guint) index, shares);
    }
    for (guint i = 0; i < n_words; i++) {
        BiWordWeight word = {bi_features_get_word (scores->features, i), shares[i]};
        if (word.weight > 0 && word.span.end > word.span.start &&
            !bi_features_is_sign (scores->features, i))
            add_word (words, word);
    }
    g_array_sort (words, compare_weights);
    return words;
}

/* Whether what speaks for a signal is nothing in particular: no few of the words hold it.
 */
gboolean
bi_scores_is_spread (const GArray *words)
{
    guint few = MAX (FEW_WORDS, words->len / PART);
    double all = 0;
    double first = 0;

    for (guint i = 0; i < words->len; i++) {
        double weight = g_array_index (words, BiWordWeight, i).weight;
        all += weight;
        first += i < few ? weight : 0;
    }
    return first < SHARE * all || words->len == 0;
}
