/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* What each rule in force came to on one draft, those included that are only counted. */
typedef struct _BiOutcomes BiOutcomes;

typedef struct {
    BiMatch match;
    GArray *spans;         /* BiSpan, in bytes of the draft */
    GPtrArray *counted;    /* ids of rules that its needs counted, borrowed */
    gboolean only_learned; /* it fired, and nothing but what was learned made it */
} BiOutcome;

BiOutcomes *
bi_outcomes_new (const BiRuleset *ruleset, const BiRun *run, GHashTable *set_aside);
void bi_outcomes_free (BiOutcomes *outcomes);

BiMatch bi_outcomes_ask_needs (const BiOutcomes *outcomes, const BiNeeds *needs,
                               GPtrArray *counted);
const BiRule *
bi_outcomes_find_forbidden (const BiOutcomes *outcomes, const BiNeeds *needs);
const BiOutcome *bi_outcomes_get (const BiOutcomes *outcomes, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiOutcomes, bi_outcomes_free)
