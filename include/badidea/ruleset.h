/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/precedent.h"
#include "badidea/rule.h"

/* The rules in force, with all that they name: read once, immutable, shared by reference.
 */
typedef struct _BiRuleset BiRuleset;

/* How the layers are read. Both may be NULL. */
typedef struct {
    const char *const *languages; /* of who reads what the rules say, the best first */
    const char *situation;        /* one more situation file, above all layers */
} BiSetting;

BiRuleset *bi_ruleset_load (const char *const *layers, const BiSetting *setting);
BiRuleset *bi_ruleset_reload (const char *const *layers, const BiSetting *setting,
                              BiRuleset *previous);
BiRuleset *bi_ruleset_load_file (const char *path);
BiRuleset *bi_ruleset_load_file_above (const char *path, const char *const *layers);
BiRuleset *bi_ruleset_ref (BiRuleset *ruleset);
void bi_ruleset_unref (BiRuleset *ruleset);

guint bi_ruleset_get_size (const BiRuleset *ruleset);
const BiRule *bi_ruleset_get_rule (const BiRuleset *ruleset, guint index);
gboolean bi_ruleset_is_silenced (const BiRuleset *ruleset, const char *id, GDateTime *at);
guint bi_ruleset_get_n_silences (const BiRuleset *ruleset);
const BiRule *bi_ruleset_get_silence (const BiRuleset *ruleset, guint index);
const char *const *bi_ruleset_get_ids (const BiRuleset *ruleset);
const BiPrecedent *bi_ruleset_find_precedent (const BiRuleset *ruleset, const char *id);
GPtrArray *bi_ruleset_list_precedents (const BiRuleset *ruleset);
const BiSituation *bi_ruleset_get_situation (const BiRuleset *ruleset);
const BiWords *bi_ruleset_get_words (const BiRuleset *ruleset);
const GPtrArray *bi_ruleset_get_weights (const BiRuleset *ruleset);
BiScores *bi_ruleset_score (const BiRuleset *ruleset, const BiReading *reading);
BiClasses *bi_ruleset_get_classes (const BiRuleset *ruleset);
const char *const *bi_ruleset_get_folders (const BiRuleset *ruleset);
guint bi_ruleset_get_n_files (const BiRuleset *ruleset);
guint bi_ruleset_count_files (const BiRuleset *ruleset, const char *const *paths);
gboolean bi_ruleset_is_incomplete (const BiRuleset *ruleset);
const GPtrArray *bi_ruleset_get_problems (const BiRuleset *ruleset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiRuleset, bi_ruleset_unref)
