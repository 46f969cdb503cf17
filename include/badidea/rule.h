/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/pattern.h"
#include "badidea/sections.h"

/* One rule: what it says, when it fires, and the examples that prove it. Immutable. */
typedef struct _BiRule BiRule;

typedef enum { BI_LEVEL_CLEAN, BI_LEVEL_NOTE, BI_LEVEL_WARN, BI_LEVEL_STOP } BiLevel;

BiRule *bi_rule_new (const BiSection *section, GPtrArray *problems);
void bi_rule_free (BiRule *rule);

const char *bi_rule_get_id (const BiRule *rule);
BiPlace bi_rule_get_place (const BiRule *rule);
BiLevel bi_rule_get_level (const BiRule *rule);
const char *bi_rule_get_title (const BiRule *rule);
const char *bi_rule_get_aspect (const BiRule *rule);
const char *bi_rule_get_why (const BiRule *rule);
const char *bi_rule_get_instead (const BiRule *rule);
guint bi_rule_get_n_likes (const BiRule *rule);
const char *bi_rule_get_like (const BiRule *rule, guint index, BiPlace *place);

BiMatch bi_rule_match (const BiRule *rule, BiMatcher *matcher, const char *text,
                       gsize length, GArray *spans);
void bi_rule_try_examples (const BiRule *rule, BiMatcher *matcher, GPtrArray *problems);

const char *bi_level_to_string (BiLevel level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiRule, bi_rule_free)
