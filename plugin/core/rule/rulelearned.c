/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulematch.h"

/* Of the words that speak for a signal, those are shown that hold this part of it, and no
 * more than so many. */
#define SHOWN_PART 0.6
#define MOST_WORDS 5

static void
add_words (const GArray *words, GArray *spans)
{
    double all = 0;
    double shown = 0;

    for (guint i = 0; i < words->len; i++)
        all += g_array_index (words, BiWordWeight, i).weight;
    for (guint i = 0; i < MIN (words->len, MOST_WORDS) && shown < SHOWN_PART * all; i++) {
        const BiWordWeight *word = &g_array_index (words, BiWordWeight, i);
        shown += word->weight;
        g_array_append_val (spans, word->span);
    }
}

static void
tell (const BiTrace *trace, const BiRuleLearned *learned, double score,
      const GArray *words, gboolean holds)
{
    BiTold told = {.kind = BI_TOLD_LEARNED,
                   .learned = learned,
                   .score = score,
                   .words = words,
                   .match = holds ? BI_MATCH_YES : BI_MATCH_NO};

    if (trace != NULL)
        trace->tell (&told, trace->data);
}

/* Alone, a likeness to nothing in particular is none. A locked rule does not listen to
 * layers that would make it milder. */
static gboolean
is_like (const BiRule *rule, const BiRun *run, const BiRuleLearned *learned,
         gboolean alone, GArray *spans, const BiTrace *trace)
{
    BiScoresOf of = rule->locked ? BI_SCORES_LOCKED : BI_SCORES_ALL;
    double score = bi_scores_get (run->scores, learned->signal, of);
    gboolean holds = score >= learned->least;
    g_autoptr (GArray) words = NULL;

    if (!holds && trace == NULL)
        return FALSE;
    words = bi_scores_list_words (run->scores, learned->signal, of);
    holds &= !alone || !bi_scores_is_spread (words);
    tell (trace, learned, score, words, holds);
    if (holds && spans != NULL)
        add_words (words, spans);
    return holds;
}

/* Whether the draft is like the examples of all signals that the rule names; if it names
 * none, it is. @spans: (nullable) where nothing else but these words is at fault */
BiMatch
bi_rule_judge_learned (const BiRule *rule, const BiRun *run, GArray *spans,
                       const BiTrace *trace)
{
    BiMatch match = BI_MATCH_YES;

    for (guint i = 0; i < rule->learned->len; i++) {
        const BiRuleLearned *learned = &g_array_index (rule->learned, BiRuleLearned, i);
        if (run->scores == NULL ||
            !is_like (rule, run, learned, spans != NULL, spans, trace))
            match = BI_MATCH_NO;
    }
    return match;
}
