/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulematch.h"

/* Whether all that the rule says of the situation holds. */
gboolean
bi_rule_is_time_for (const BiRule *rule, const BiRun *run, const BiTrace *trace)
{
    gboolean holds = TRUE;
    BiMoment moment = {.situation = run->situation,
                       .circumstances = run->circumstances,
                       .shape = bi_reading_get_shape (run->reading),
                       .matcher = run->matcher};

    if (run->circumstances == NULL)
        return TRUE;
    moment.text = bi_reading_get_string (run->reading, BI_VIEW_PLAIN, &moment.length);
    for (guint i = 0; i < rule->whens->len && (holds || trace != NULL); i++) {
        const BiRuleWhen *when = &g_array_index (rule->whens, BiRuleWhen, i);
        gboolean now = bi_when_holds (when->when, &moment);
        BiTold told = {.kind = BI_TOLD_WHEN, .when = when, .moment = &moment};
        told.match = now ? BI_MATCH_YES : BI_MATCH_NO;
        if (trace != NULL)
            trace->tell (&told, trace->data);
        holds &= now;
    }
    return holds;
}

/* Of a rule without matches of its own: the words of the crisis that it asks about. */
void
bi_rule_add_crisis_words (const BiRule *rule, const BiRun *run, GArray *spans)
{
    gsize length;
    const char *text = bi_reading_get_string (run->reading, BI_VIEW_PLAIN, &length);
    BiSpan at, span;

    for (guint i = 0; run->circumstances != NULL && i < rule->whens->len; i++) {
        if (!bi_when_is_about_words (g_array_index (rule->whens, BiRuleWhen, i).when) ||
            bi_situation_find_crisis_words (run->situation, run->circumstances->at,
                                            run->matcher, text, length,
                                            &at) != BI_MATCH_YES)
            continue;
        span = bi_reading_to_draft (run->reading, BI_VIEW_PLAIN, at);
        g_array_append_val (spans, span);
    }
}
