/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* What each rule in force came to on one draft, those included that are only counted. */
typedef struct _BiOutcomes BiOutcomes;

/* How much it matters that a rule fires. */
typedef struct {
    BiLevel level;
    gboolean is_raised;    /* "crisis-level" has made it that */
    gboolean only_learned; /* no rule's own words speak against the draft */
} BiGravity;

typedef struct {
    BiMatch match;
    BiGravity gravity;
    GArray *spans;      /* BiSpan, in bytes of the draft */
    GPtrArray *counted; /* ids of rules that its needs counted, borrowed */
} BiOutcome;

BiOutcomes *
bi_outcomes_new (const BiRuleset *ruleset, const BiRun *run, GHashTable *set_aside);
BiOutcomes *bi_outcomes_new_of (const BiRuleset *ruleset, const BiRun *run, guint index);
void bi_outcomes_free (BiOutcomes *outcomes);

BiMatch bi_outcomes_ask_needs (const BiOutcomes *outcomes, const BiNeeds *needs,
                               GPtrArray *counted);
const BiRule *
bi_outcomes_find_forbidden (const BiOutcomes *outcomes, const BiNeeds *needs);
const BiOutcome *bi_outcomes_get (const BiOutcomes *outcomes, guint index);

int bi_gravity_compare (const BiGravity *a, const BiGravity *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiOutcomes, bi_outcomes_free)
