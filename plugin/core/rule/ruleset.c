/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ruleset-private.h"

#include <string.h>

static void
free_rule (gpointer data)
{
    bi_rule_free (data);
}

static void
free_precedent (gpointer data)
{
    bi_precedent_free (data);
}

static void
free_weights (gpointer data)
{
    bi_weights_unref (data);
}

/* Nothing is in force yet. Returns: (transfer full) */
BiRuleset *
bi_ruleset_new (void)
{
    BiRuleset *ruleset = g_new0 (BiRuleset, 1);

    g_atomic_ref_count_init (&ruleset->references);
    ruleset->situation = bi_situation_new ();
    ruleset->classes = bi_classes_new ();
    ruleset->words = bi_words_new ();
    ruleset->weights = g_ptr_array_new_with_free_func (free_weights);
    ruleset->precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_precedent);
    ruleset->rules = g_ptr_array_new_with_free_func (free_rule);
    ruleset->silences = g_ptr_array_new_with_free_func (free_rule);
    ruleset->ids = g_ptr_array_new ();
    ruleset->problems = bi_problems_new ();
    return ruleset;
}

BiRuleset *
bi_ruleset_ref (BiRuleset *ruleset)
{
    g_atomic_ref_count_inc (&ruleset->references);
    return ruleset;
}

void
bi_ruleset_unref (BiRuleset *ruleset)
{
    if (ruleset == NULL || !g_atomic_ref_count_dec (&ruleset->references))
        return;
    g_ptr_array_unref (ruleset->silences);
    g_ptr_array_unref (ruleset->ids);
    g_ptr_array_unref (ruleset->rules);
    g_hash_table_unref (ruleset->precedents);
    g_ptr_array_unref (ruleset->weights);
    bi_words_free (ruleset->words);
    bi_classes_free (ruleset->classes);
    bi_situation_free (ruleset->situation);
    g_ptr_array_unref (ruleset->problems);
    bi_snapshot_free (ruleset->snapshot);
    g_free (ruleset);
}

guint
bi_ruleset_get_size (const BiRuleset *ruleset)
{
    return ruleset->rules->len;
}

const BiRule *
bi_ruleset_get_rule (const BiRuleset *ruleset, guint index)
{
    return g_ptr_array_index (ruleset->rules, index);
}

/* Returns: (nullable) (transfer none) */
BiRule *
bi_ruleset_find_silence (const BiRuleset *ruleset, const char *id)
{
    for (guint i = 0; i < ruleset->silences->len; i++)
        if (strcmp (bi_rule_get_id (ruleset->silences->pdata[i]), id) == 0)
            return ruleset->silences->pdata[i];
    return NULL;
}

/* Whether a layer above took the rule out of force, at @at (nullable: by now for good).
 */
gboolean
bi_ruleset_is_silenced (const BiRuleset *ruleset, const char *id, GDateTime *at)
{
    const BiRule *silence = bi_ruleset_find_silence (ruleset, id);

    return silence != NULL && !bi_rule_is_over (silence, at);
}

guint
bi_ruleset_get_n_silences (const BiRuleset *ruleset)
{
    return ruleset->silences->len;
}

/* A section of a layer above that takes a rule out of force. */
const BiRule *
bi_ruleset_get_silence (const BiRuleset *ruleset, guint index)
{
    return g_ptr_array_index (ruleset->silences, index);
}

/* Of the rules in force, in their order; NULL-terminated. */
const char *const *
bi_ruleset_get_ids (const BiRuleset *ruleset)
{
    return (const char *const *) ruleset->ids->pdata;
}

/* Returns: (nullable) */
const BiPrecedent *
bi_ruleset_find_precedent (const BiRuleset *ruleset, const char *id)
{
    return g_hash_table_lookup (ruleset->precedents, id);
}

static int
compare_precedents (gconstpointer a, gconstpointer b)
{
    const BiPrecedent *one = *(BiPrecedent *const *) a;
    const BiPrecedent *other = *(BiPrecedent *const *) b;
    int order = strcmp (bi_precedent_get (one, "year"), bi_precedent_get (other, "year"));

    if (order != 0)
        return order;
    return strcmp (bi_precedent_get_id (one), bi_precedent_get_id (other));
}

/* By year, then by id. Returns: (transfer container) (element-type BiPrecedent) */
GPtrArray *
bi_ruleset_list_precedents (const BiRuleset *ruleset)
{
    GPtrArray *list = g_ptr_array_new ();
    GHashTableIter iter;
    gpointer precedent;

    g_hash_table_iter_init (&iter, ruleset->precedents);
    while (g_hash_table_iter_next (&iter, NULL, &precedent))
        g_ptr_array_add (list, precedent);
    g_ptr_array_sort (list, compare_precedents);
    return list;
}

const BiSituation *
bi_ruleset_get_situation (const BiRuleset *ruleset)
{
    return ruleset->situation;
}

const BiWords *
bi_ruleset_get_words (const BiRuleset *ruleset)
{
    return ruleset->words;
}

BiClasses *
bi_ruleset_get_classes (const BiRuleset *ruleset)
{
    return ruleset->classes;
}

/* What was learned, the lowest layer first: (element-type BiWeights) */
const GPtrArray *
bi_ruleset_get_weights (const BiRuleset *ruleset)
{
    return ruleset->weights;
}

/* Borrows the reading. Returns: (transfer full) */
BiScores *
bi_ruleset_score (const BiRuleset *ruleset, const BiReading *reading)
{
    return bi_scores_new (ruleset->weights, reading);
}

/* Of the layers that it was read from, the lowest first; NULL-terminated. */
const char *const *
bi_ruleset_get_folders (const BiRuleset *ruleset)
{
    return (const char *const *) ruleset->snapshot->folders;
}

guint
bi_ruleset_get_n_files (const BiRuleset *ruleset)
{
    return ruleset->n_files;
}

/* Whether something could not be read at all, so that what is in force may be less than
 * was meant. A mistake in what could be read does not count. */
gboolean
bi_ruleset_is_incomplete (const BiRuleset *ruleset)
{
    return ruleset->lacks_weights ||
           (ruleset->snapshot != NULL && ruleset->snapshot->problems->len > 0);
}

/* What reading found: (element-type BiProblem) */
const GPtrArray *
bi_ruleset_get_problems (const BiRuleset *ruleset)
{
    return ruleset->problems;
}
