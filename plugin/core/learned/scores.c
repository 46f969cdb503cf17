/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/scores.h"

#include <math.h>
#include <string.h>

/* A draft is like the examples for a reason if this many of its words, or this part of
 * them, hold half of what speaks for it. */
#define FEW_WORDS 8
#define PART      4
#define SHARE     0.5

/* How much it counts that a draft is more like something else. The higher, the more
 * warnings name the right topic first: with 0 three in five, with 2 nine in ten. */
#define RIVAL_PART 2.0

typedef struct {
    const char *name;
    gboolean is_topic; /* of a heading, not talk in a room */
    guint first;       /* of the weights that know it */
    double scale;
} Signal;

struct _BiScores {
    const GPtrArray *weights; /* BiWeights, each adds to those before it */
    BiFeatures *features;     /* (nullable): NULL where nothing was learned */
    GArray *signals;          /* Signal: of all weights */
    int chat;                 /* which of them is that of talk in a room, or -1 */
    double *sums; /* by weights, then signal: what they come to with those before */
};

/* Returns: -1 if no weights know it */
static int
find_signal (const BiScores *scores, const char *name)
{
    for (guint i = 0; i < scores->signals->len; i++)
        if (strcmp (g_array_index (scores->signals, Signal, i).name, name) == 0)
            return (int) i;
    return -1;
}

static void
add_signals (BiScores *scores, guint which)
{
    const BiWeights *weights = scores->weights->pdata[which];

    for (guint i = 0; i < bi_weights_get_n_signals (weights); i++) {
        const char *name = bi_weights_get_signal (weights, i);
        Signal signal = {name, strcmp (name, BI_SIGNAL_CHAT) != 0, which,
                         (double) bi_weights_get_scale (weights, i)};
        if (find_signal (scores, name) < 0)
            g_array_append_val (scores->signals, signal);
    }
}

static double *
sums_of (const BiScores *scores, guint which)
{
    return scores->sums + (gsize) which * scores->signals->len;
}

static void
sum_up (BiScores *scores, guint which)
{
    const BiWeights *weights = scores->weights->pdata[which];
    float own[BI_WEIGHTS_MOST_SIGNALS];

    bi_weights_sum (weights, scores->features, own);
    for (guint i = 0; i < scores->signals->len; i++) {
        const char *name = g_array_index (scores->signals, Signal, i).name;
        int index = bi_weights_find_signal (weights, name);
        sums_of (scores, which)[i] = (which > 0 ? sums_of (scores, which - 1)[i] : 0) +
                                     (index >= 0 ? (double) own[index] : 0);
    }
}

/* Scores a draft. @weights: those of the layers, the lowest first; they have to live as
 * long, as has the reading. Returns: (transfer full) */
BiScores *
bi_scores_new (const GPtrArray *weights, const BiReading *reading)
{
    BiScores *scores = g_new0 (BiScores, 1);

    scores->weights = weights;
    scores->features = weights->len > 0 ? bi_features_new (reading) : NULL;
    scores->signals = g_array_new (FALSE, FALSE, sizeof (Signal));
    for (guint i = 0; i < weights->len; i++)
        add_signals (scores, i);
    scores->chat = find_signal (scores, BI_SIGNAL_CHAT);
    scores->sums = g_new0 (double, weights->len *(gsize) scores->signals->len);
    for (guint i = 0; i < weights->len; i++)
        sum_up (scores, i);
    return scores;
}

void
bi_scores_free (BiScores *scores)
{
    if (scores == NULL)
        return;
    bi_features_free (scores->features);
    g_array_unref (scores->signals);
    g_free (scores->sums);
    g_free (scores);
}

static double
logistic (double sum)
{
    return 1 / (1 + exp (-sum));
}

/* What a draft is most like, of what the weights up to one of them know: a sum above that
 * of most ordinary posts, or 0. */
static double
find_best (const BiScores *scores, guint which)
{
    double best = 0;

    for (guint i = 0; i < scores->signals->len; i++) {
        const Signal *signal = &g_array_index (scores->signals, Signal, i);
        if (signal->is_topic && signal->first <= which)
            best = MAX (best, sums_of (scores, which)[i]);
    }
    return best;
}

/* What is more like another topic is less like this one. What sounds like chat is less
 * like any; what does not, not more. */
static double
judge (const BiScores *scores, guint index, guint which)
{
    const Signal *signal = &g_array_index (scores->signals, Signal, index);
    const double *sums = sums_of (scores, which);
    double sum = sums[index];

    if (signal->is_topic)
        sum -= RIVAL_PART * (find_best (scores, which) - MAX (0, sum));
    if (scores->chat >= 0 && (guint) scores->chat != index)
        sum -= signal->scale * MAX (0, sums[scores->chat]);
    return sum;
}

/* The weights that count, and those before them: the last ones, or those of the layer
 * that judges hardest, if the last ones do not. */
static guint
choose_weights (const BiScores *scores, guint index, BiScoresOf of)
{
    guint last = scores->weights->len - 1;
    guint chosen = last;
    double hardest;

    if (of == BI_SCORES_ALL)
        return last;
    hardest = judge (scores, index, last);
    for (guint i = g_array_index (scores->signals, Signal, index).first; i < last; i++) {
        double sum = judge (scores, index, i);
        if (sum > hardest) {
            hardest = sum;
            chosen = i;
        }
    }
    return chosen;
}

/* Returns: 0 for a signal that nothing was learned of */
double
bi_scores_get (const BiScores *scores, const char *signal, BiScoresOf of)
{
    int index = find_signal (scores, signal);

    return index < 0 ? 0
                     : logistic (judge (scores, (guint) index,
                                        choose_weights (scores, (guint) index, of)));
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

/* The words that speak for a signal, the weightiest first; a "!" is no word.
 * Returns: (transfer full)
 * (element-type BiWordWeight) */
GArray *
bi_scores_list_words (const BiScores *scores, const char *signal, BiScoresOf of)
{
    int known = find_signal (scores, signal);
    guint n_weights = known >= 0 ? choose_weights (scores, (guint) known, of) + 1 : 0;
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
