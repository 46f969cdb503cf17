/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/circumstances.h"
#include "badidea/needs.h"
#include "badidea/reading.h"
#include "badidea/scores.h"
#include "badidea/sections.h"
#include "badidea/situation.h"

/* One rule: what it says, when it fires, and the examples that prove it. Immutable. */
typedef struct _BiRule BiRule;

/* What is watched is counted and never shown to the writer: it is no level of a draft. */
typedef enum {
    BI_LEVEL_CLEAN,
    BI_LEVEL_WATCH,
    BI_LEVEL_NOTE,
    BI_LEVEL_WARN,
    BI_LEVEL_STOP
} BiLevel;

/* A signal is never shown, only counted; what silences takes a rule of that id out of
 * force. */
typedef enum { BI_RULE_SHOWN, BI_RULE_SIGNAL, BI_RULE_OFF } BiRuleKind;

/* What a rule is read with. Both may be NULL. */
typedef struct {
    BiClasses *classes;
    const char *const *languages; /* of the reader, the best first, as "de_AT", "de" */
} BiRuleContext;

/* What a rule is run on. Without circumstances every "when" is taken as true; without
 * scores nothing was learned. */
typedef struct {
    BiMatcher *matcher;
    const BiReading *reading;
    const BiSituation *situation;
    const BiCircumstances *circumstances;
    const BiScores *scores;
} BiRun;

BiRule *
bi_rule_new (const BiSection *section, const BiRuleContext *context, GPtrArray *problems);
void bi_rule_free (BiRule *rule);

const char *bi_rule_get_id (const BiRule *rule);
BiPlace bi_rule_get_place (const BiRule *rule);
BiRuleKind bi_rule_get_kind (const BiRule *rule);
BiLevel bi_rule_get_level (const BiRule *rule);
BiLevel bi_rule_get_crisis_level (const BiRule *rule);
const char *bi_rule_get_title (const BiRule *rule);
const char *bi_rule_get_aspect (const BiRule *rule);
const char *bi_rule_get_owner (const BiRule *rule);
const char *bi_rule_get_why (const BiRule *rule);
const char *bi_rule_get_instead (const BiRule *rule);
guint bi_rule_get_points (const BiRule *rule);
gboolean bi_rule_is_locked (const BiRule *rule);
gboolean bi_rule_is_secret (const BiRule *rule);
gboolean bi_rule_is_over (const BiRule *rule, GDateTime *at);
guint bi_rule_get_n_likes (const BiRule *rule);
const char *bi_rule_get_like (const BiRule *rule, guint index, BiPlace *place);
guint bi_rule_get_n_needs (const BiRule *rule);
const BiNeeds *bi_rule_get_needs (const BiRule *rule, guint index);
gboolean bi_rule_is_only_learned (const BiRule *rule);
const char *bi_rule_get_learned (const BiRule *rule, guint index, BiPlace *place);
gboolean bi_rule_has_matches (const BiRule *rule);

BiMatch bi_rule_match (const BiRule *rule, const BiRun *run, GArray *spans);

const char *bi_level_to_string (BiLevel level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiRule, bi_rule_free)
