/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/outcomes.h"

/* Why one rule fires on a draft or does not, step by step. Immutable. Borrows its
 * ruleset.
 */
typedef struct _BiExplanation BiExplanation;

typedef enum {
    BI_STEP_MET,
    BI_STEP_FAILED,
    BI_STEP_EXCLUDED, /* it is met, and must not be */
    BI_STEP_GAVE_UP
} BiStepResult;

/* What one line of the rule came to. */
typedef struct {
    const char *key; /* phrase, match, also, ..., valid, learned, when, needs */
    const char *source;
    BiPlace place;
    BiStepResult result;
    gboolean counts;    /* of what may match: with all that is asked of that match */
    gboolean around;    /* asked of the match in the step before that is not so */
    GArray *spans;      /* BiSpan: what it found, in bytes of the draft */
    char *reason;       /* (nullable) where it looked, or what it met */
    GArray *counted;    /* BiStepCount, of needs */
    const char *signal; /* of learned; */
    double score;       /* how much the draft is like its examples, and */
    GArray *words;      /* BiWordWeight: the words that speak for it */
} BiStep;

typedef struct {
    const BiRule *rule;
    guint points;  /* 0 where rules are counted, not their points */
    GArray *spans; /* BiSpan */
} BiStepCount;

/* The section of a layer above that takes the rule out of force. */
typedef struct {
    BiPlace place;
    const char *because;
    char *until; /* (nullable) a date */
} BiSilence;

BiExplanation *bi_explanation_new (const BiRuleset *ruleset, guint index,
                                   const BiRun *run, const BiOutcomes *outcomes);
void bi_explanation_free (BiExplanation *explanation);

const BiRule *bi_explanation_get_rule (const BiExplanation *explanation);
BiMatch bi_explanation_get_match (const BiExplanation *explanation);
gboolean bi_explanation_is_near (const BiExplanation *explanation);
const BiGravity *bi_explanation_get_gravity (const BiExplanation *explanation);
const BiSilence *bi_explanation_get_silence (const BiExplanation *explanation);
guint bi_explanation_get_size (const BiExplanation *explanation);
const BiStep *bi_explanation_get_step (const BiExplanation *explanation, guint index);

gboolean bi_step_is_match (const BiStep *step);
gboolean bi_step_stands_in_the_way (const BiStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiExplanation, bi_explanation_free)
