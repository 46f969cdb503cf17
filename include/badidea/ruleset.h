/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/precedent.h"
#include "badidea/rule.h"

/* The rules in force, with the precedents they name: read once, immutable, shared by
 * reference. */
typedef struct _BiRuleset BiRuleset;

BiRuleset *bi_ruleset_load (const char *const *layers);
BiRuleset *bi_ruleset_load_file (const char *path);
BiRuleset *bi_ruleset_ref (BiRuleset *ruleset);
void bi_ruleset_unref (BiRuleset *ruleset);

guint bi_ruleset_get_size (const BiRuleset *ruleset);
const BiRule *bi_ruleset_get_rule (const BiRuleset *ruleset, guint index);
const BiPrecedent *bi_ruleset_find_precedent (const BiRuleset *ruleset, const char *id);
guint bi_ruleset_get_n_files (const BiRuleset *ruleset);
const GPtrArray *bi_ruleset_get_problems (const BiRuleset *ruleset);
void bi_ruleset_lint (const BiRuleset *ruleset, GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiRuleset, bi_ruleset_unref)
