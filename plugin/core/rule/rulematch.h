/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rule-private.h"

typedef enum {
    BI_TOLD_WHEN,    /* a "when" */
    BI_TOLD_MATCH,   /* a match of what may match, or that there is none */
    BI_TOLD_VALID,   /* of the last match */
    BI_TOLD_AROUND,  /* what must or must not be near the last match */
    BI_TOLD_LEARNED, /* a "learned" */
    BI_TOLD_WHOLE,   /* what must or must not be in the draft */
    BI_TOLD_COUNTS   /* what all of it came to for the last match */
} BiToldKind;

/* One step of a judgement while it is made. */
typedef struct {
    BiToldKind kind;
    BiMatch match;
    const BiCondition *condition; /* NULL: of BI_TOLD_WHEN and BI_TOLD_VALID */
    const BiRuleWhen *when;       /* of BI_TOLD_WHEN, and */
    const BiMoment *moment;       /* what it was asked of */
    const BiRuleLearned *learned; /* of BI_TOLD_LEARNED, with */
    double score;                 /* what the draft scores, and */
    const GArray *words;          /* BiWordWeight: why */
    BiSpan span;                  /* what matched, in bytes of the draft */
} BiTold;

typedef struct {
    void (*tell) (const BiTold *told, gpointer data);
    gpointer data;
} BiTrace;

BiMatch bi_rule_judge (const BiRule *rule, const BiRun *run, GArray *spans,
                       const BiCondition **decisive);
BiMatch
bi_rule_trace (const BiRule *rule, const BiRun *run, GArray *spans, const BiTrace *trace);
BiMatch bi_rule_judge_learned (const BiRule *rule, const BiRun *run, GArray *spans,
                               const BiTrace *trace);
gboolean bi_rule_is_time_for (const BiRule *rule, const BiRun *run, const BiTrace *trace);
void bi_rule_add_crisis_words (const BiRule *rule, const BiRun *run, GArray *spans);
void bi_rule_order_spans (const BiRule *rule, GArray *spans);
