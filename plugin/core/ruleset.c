/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/ruleset.h"

#include "badidea/rulefile.h"

struct _BiRuleset {
    gatomicrefcount references;
    GPtrArray *rules;       /* in force, in the order of the files */
    GHashTable *by_id;      /* id -> its place in rules, plus one */
    GHashTable *precedents; /* id -> BiPrecedent */
    GPtrArray *problems;
    guint n_files;
    guint layer_begins;           /* rules from here on are of the layer being read */
    GHashTable *layer_precedents; /* ids of the precedents of that layer */
};

static void
add_precedent (const BiSection *section, GPtrArray *problems, gpointer data)
{
    BiRuleset *ruleset = data;
    BiPrecedent *precedent = bi_precedent_new (section, problems);

    const char *id = precedent != NULL ? bi_precedent_get_id (precedent) : NULL;

    if (precedent == NULL)
        return;
    if (g_hash_table_contains (ruleset->layer_precedents, id)) {
        bi_problems_add (
            problems, bi_section_get_place (section), BI_PROBLEM_ERROR,
            "[%s] is already defined in this layer; give one of them another name", id);
        bi_precedent_free (precedent);
        return;
    }
    g_hash_table_add (ruleset->layer_precedents, g_strdup (id));
    g_hash_table_replace (ruleset->precedents, (gpointer) id, precedent);
}

/* The same id replaces a rule of a layer below; twice in one layer is a mistake. */
static void
add_rule (const BiSection *section, GPtrArray *problems, gpointer data)
{
    BiRuleset *ruleset = data;
    g_autoptr (BiRule) rule = bi_rule_new (section, problems);
    guint at;

    if (rule == NULL)
        return;
    at = GPOINTER_TO_UINT (g_hash_table_lookup (ruleset->by_id, bi_rule_get_id (rule)));
    if (at > ruleset->layer_begins) {
        BiPlace first = bi_rule_get_place (ruleset->rules->pdata[at - 1]);
        bi_problems_add (
            problems, bi_rule_get_place (rule), BI_PROBLEM_ERROR,
            "[%s] is already defined at %s:%u; give one of them another name",
            bi_rule_get_id (rule), first.file, first.line);
        return;
    }
    g_ptr_array_add (ruleset->rules, rule);
    g_hash_table_replace (ruleset->by_id, (gpointer) bi_rule_get_id (rule),
                          GUINT_TO_POINTER (ruleset->rules->len));
    rule = NULL;
    if (at > 0)
        g_clear_pointer (&ruleset->rules->pdata[at - 1], bi_rule_free);
}

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

static BiRuleset *
ruleset_new (void)
{
    BiRuleset *ruleset = g_new0 (BiRuleset, 1);

    g_atomic_ref_count_init (&ruleset->references);
    ruleset->rules = g_ptr_array_new_with_free_func (free_rule);
    ruleset->by_id = g_hash_table_new (g_str_hash, g_str_equal);
    ruleset->precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_precedent);
    ruleset->layer_precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    ruleset->problems = bi_problems_new ();
    return ruleset;
}

/* Once all layers are read, the replaced rules leave no gap. */
static void
close_gaps (BiRuleset *ruleset)
{
    g_hash_table_remove_all (ruleset->by_id);
    while (g_ptr_array_remove (ruleset->rules, NULL))
        ;
}

/* Reads the *.rules files of each folder, and of its precedents folder; a later layer's
 * rule replaces an earlier one's of the same id. What is wrong is in the problems, the
 * rest is in force. Returns: (transfer full), never NULL. */
BiRuleset *
bi_ruleset_load (const char *const *layers)
{
    BiRuleset *ruleset = ruleset_new ();

    for (gsize i = 0; layers[i] != NULL; i++) {
        g_autofree char *precedents = g_build_filename (layers[i], "precedents", NULL);
        ruleset->layer_begins = ruleset->rules->len;
        g_hash_table_remove_all (ruleset->layer_precedents);
        ruleset->n_files += bi_rulefile_read_folder (
            layers[i], ".rules", ruleset->problems, add_rule, ruleset);
        ruleset->n_files += bi_rulefile_read_folder (
            precedents, ".precedents", ruleset->problems, add_precedent, ruleset);
    }
    close_gaps (ruleset);
    return ruleset;
}

/* A single rule file, with the precedents in the folder beside it. Returns as
 * bi_ruleset_load(). */
BiRuleset *
bi_ruleset_load_file (const char *path)
{
    BiRuleset *ruleset = ruleset_new ();
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *precedents = g_build_filename (folder, "precedents", NULL);

    ruleset->n_files = bi_rulefile_read (path, ruleset->problems, add_rule, ruleset);
    bi_rulefile_read_folder (precedents, ".precedents", ruleset->problems, add_precedent,
                             ruleset);
    close_gaps (ruleset);
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
    g_hash_table_unref (ruleset->by_id);
    g_ptr_array_unref (ruleset->rules);
    g_hash_table_unref (ruleset->precedents);
    g_hash_table_unref (ruleset->layer_precedents);
    g_ptr_array_unref (ruleset->problems);
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

/* Returns: (nullable) */
const BiPrecedent *
bi_ruleset_find_precedent (const BiRuleset *ruleset, const char *id)
{
    return g_hash_table_lookup (ruleset->precedents, id);
}

guint
bi_ruleset_get_n_files (const BiRuleset *ruleset)
{
    return ruleset->n_files;
}

/* What reading found: (element-type BiProblem) */
const GPtrArray *
bi_ruleset_get_problems (const BiRuleset *ruleset)
{
    return ruleset->problems;
}

static void
lint_likes (const BiRuleset *ruleset, const BiRule *rule, GPtrArray *problems)
{
    for (guint i = 0; i < bi_rule_get_n_likes (rule); i++) {
        BiPlace place;
        const char *id = bi_rule_get_like (rule, i, &place);
        if (bi_ruleset_find_precedent (ruleset, id) == NULL)
            bi_problems_add (
                problems, place, BI_PROBLEM_WARNING,
                "no precedent is called \"%s\"; add it to precedents/ or mend "
                "the name",
                id);
    }
}

/* What only shows when the rules are tried: their examples, and the precedents they name.
 */
void
bi_ruleset_lint (const BiRuleset *ruleset, GPtrArray *problems)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        bi_rule_try_examples (rule, matcher, problems);
        lint_likes (ruleset, rule, problems);
    }
}
