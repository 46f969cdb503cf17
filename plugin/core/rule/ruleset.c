/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/ruleset.h"

#include "badidea/rulefile.h"

#include <string.h>

struct _BiRuleset {
    gatomicrefcount references;
    BiSituation *situation;
    BiClasses *classes;
    BiWords *words;
    GHashTable *precedents; /* id -> BiPrecedent */
    GPtrArray *rules;       /* in force, in the order of the files */
    GPtrArray *silences;    /* BiRule: those that take one of their id out of force */
    GPtrArray *ids;         /* of the rules, NULL-terminated */
    GPtrArray *problems;
    guint n_files;
};

/* While the layers are being read. */
typedef struct {
    BiRuleset *ruleset;
    BiRuleContext context;
    GHashTable *places;           /* id -> its place in rules, plus one */
    GHashTable *layer_precedents; /* ids of the precedents of this layer */
    guint layer_begins;           /* rules from here on are of this layer */
} Loader;

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
add_precedent (const BiSection *section, GPtrArray *problems, gpointer data)
{
    Loader *loader = data;
    BiPrecedent *precedent = bi_precedent_new (section, problems);
    const char *id = precedent != NULL ? bi_precedent_get_id (precedent) : NULL;

    if (precedent == NULL)
        return;
    if (g_hash_table_contains (loader->layer_precedents, id)) {
        bi_problems_add (
            problems, bi_section_get_place (section), BI_PROBLEM_ERROR,
            "[%s] is already defined in this layer; give one of them another "
            "name",
            id);
        bi_precedent_free (precedent);
        return;
    }
    g_hash_table_add (loader->layer_precedents, g_strdup (id));
    g_hash_table_replace (loader->ruleset->precedents, (gpointer) id, precedent);
}

static void
add_class (const BiSection *section, GPtrArray *problems, gpointer data)
{
    bi_classes_add_section (data, section, problems);
}

/* The rule of that id that is in force so far. Returns: (nullable) */
static const BiRule *
find_rule (const Loader *loader, const char *id, guint *at)
{
    *at = GPOINTER_TO_UINT (g_hash_table_lookup (loader->places, id));
    return *at > 0 ? loader->ruleset->rules->pdata[*at - 1] : NULL;
}

/* Returns: (nullable) */
static BiRule *
find_silence (const BiRuleset *ruleset, const char *id)
{
    for (guint i = 0; i < ruleset->silences->len; i++)
        if (strcmp (bi_rule_get_id (ruleset->silences->pdata[i]), id) == 0)
            return ruleset->silences->pdata[i];
    return NULL;
}

static void
unsilence (BiRuleset *ruleset, const char *id)
{
    BiRule *silence = find_silence (ruleset, id);

    if (silence != NULL)
        g_ptr_array_remove (ruleset->silences, silence);
}

/* @rule: (transfer full) */
static void
silence (Loader *loader, BiRule *rule, const BiRule *below)
{
    if (below == NULL) {
        bi_problems_add (
            loader->ruleset->problems, bi_rule_get_place (rule), BI_PROBLEM_WARNING,
            "[%s] silences nothing: no layer below has a rule of that name; mend "
            "the name or drop the section",
            bi_rule_get_id (rule));
        bi_rule_free (rule);
        return;
    }
    unsilence (loader->ruleset, bi_rule_get_id (rule));
    g_ptr_array_add (loader->ruleset->silences, rule);
}

/* @rule: (transfer full). One of that id in a layer below goes. */
static void
put_in_force (Loader *loader, BiRule *rule, guint below)
{
    GPtrArray *rules = loader->ruleset->rules;

    g_ptr_array_add (rules, rule);
    g_hash_table_replace (loader->places, g_strdup (bi_rule_get_id (rule)),
                          GUINT_TO_POINTER (rules->len));
    unsilence (loader->ruleset, bi_rule_get_id (rule));
    if (below > 0)
        g_clear_pointer (&rules->pdata[below - 1], bi_rule_free);
}

static void
add_rule (const BiSection *section, GPtrArray *problems, gpointer data)
{
    Loader *loader = data;
    g_autoptr (BiRule) rule = bi_rule_new (section, &loader->context, problems);
    const BiRule *below;
    guint at;

    if (rule == NULL)
        return;
    below = find_rule (loader, bi_rule_get_id (rule), &at);
    if (below != NULL && at > loader->layer_begins) {
        BiPlace first = bi_rule_get_place (below);
        bi_problems_add (
            problems, bi_rule_get_place (rule), BI_PROBLEM_ERROR,
            "[%s] is already defined at %s:%u; give one of them another name",
            bi_rule_get_id (rule), first.file, first.line);
    } else if (below != NULL && bi_rule_is_locked (below)) {
        BiPlace first = bi_rule_get_place (below);
        bi_problems_add (
            problems, bi_rule_get_place (rule), BI_PROBLEM_ERROR,
            "[%s] is locked at %s:%u and stays as it is there; ask whoever keeps "
            "that file",
            bi_rule_get_id (rule), first.file, first.line);
    } else if (bi_rule_get_kind (rule) == BI_RULE_OFF)
        silence (loader, g_steal_pointer (&rule), below);
    else
        put_in_force (loader, g_steal_pointer (&rule), at);
}

/* ---- the layers, one kind of file after the other: rules need classes, classes the
 * brand ---- */

static void
read_situation (BiRuleset *ruleset, const char *const *layers, const BiSetting *setting)
{
    for (gsize i = 0; layers[i] != NULL; i++)
        ruleset->n_files +=
            bi_situation_read_folder (ruleset->situation, layers[i], ruleset->problems);
    if (setting != NULL && setting->situation != NULL)
        ruleset->n_files += bi_situation_read_file (
            ruleset->situation, setting->situation, ruleset->problems);
}

static void
read_classes (BiRuleset *ruleset, const char *const *layers)
{
    for (gsize i = 0; layers[i] != NULL; i++) {
        g_autofree char *lists = g_build_filename (layers[i], "lists", NULL);
        g_auto (GStrv) files = bi_rulefile_list (lists, ".list", ruleset->problems);
        ruleset->n_files += bi_rulefile_read_folder (
            layers[i], ".classes", ruleset->problems, add_class, ruleset->classes);
        for (gsize j = 0; files[j] != NULL; j++)
            ruleset->n_files +=
                bi_classes_add_list (ruleset->classes, files[j], ruleset->problems);
        bi_classes_end_layer (ruleset->classes);
    }
    bi_classes_add_words (ruleset->classes, "brand",
                          bi_situation_get_names (ruleset->situation));
    bi_classes_close (ruleset->classes, ruleset->problems);
}

static void
read_words (BiRuleset *ruleset, const char *const *layers)
{
    const char *const *names = bi_situation_get_names (ruleset->situation);

    for (gsize i = 0; layers[i] != NULL; i++) {
        g_autofree char *path = g_build_filename (layers[i], "words", NULL);
        if (g_file_test (path, G_FILE_TEST_EXISTS))
            bi_words_read (ruleset->words, path, ruleset->problems);
    }
    for (gsize i = 0; names[i] != NULL; i++)
        bi_words_add (ruleset->words, names[i]);
}

static void
begin_layer (Loader *loader)
{
    loader->layer_begins = loader->ruleset->rules->len;
    g_hash_table_remove_all (loader->layer_precedents);
}

static void
read_precedents (Loader *loader, const char *layer)
{
    g_autofree char *folder = g_build_filename (layer, "precedents", NULL);

    loader->ruleset->n_files += bi_rulefile_read_folder (
        folder, ".precedents", loader->ruleset->problems, add_precedent, loader);
}

/* Replaced rules leave no gap. */
static void
close_gaps (BiRuleset *ruleset)
{
    while (g_ptr_array_remove (ruleset->rules, NULL))
        ;
    for (guint i = 0; i < ruleset->rules->len; i++)
        g_ptr_array_add (ruleset->ids,
                         (gpointer) bi_rule_get_id (ruleset->rules->pdata[i]));
    g_ptr_array_add (ruleset->ids, NULL);
}

static BiRuleset *
ruleset_new (void)
{
    BiRuleset *ruleset = g_new0 (BiRuleset, 1);

    g_atomic_ref_count_init (&ruleset->references);
    ruleset->situation = bi_situation_new ();
    ruleset->classes = bi_classes_new ();
    ruleset->words = bi_words_new ();
    ruleset->precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_precedent);
    ruleset->rules = g_ptr_array_new_with_free_func (free_rule);
    ruleset->silences = g_ptr_array_new_with_free_func (free_rule);
    ruleset->ids = g_ptr_array_new ();
    ruleset->problems = bi_problems_new ();
    return ruleset;
}

/* Those that can be opened. One that is not there holds nothing, of any other it is told
 * why. Returns: (transfer container), NULL-terminated */
static const char **
find_readable (const char *const *layers, GPtrArray *problems)
{
    g_autoptr (GPtrArray) readable = g_ptr_array_new ();

    for (gsize i = 0; layers[i] != NULL; i++)
        if (bi_rulefile_can_open (layers[i], problems))
            g_ptr_array_add (readable, (gpointer) layers[i]);
    g_ptr_array_add (readable, NULL);
    return (const char **) g_ptr_array_free (g_steal_pointer (&readable), FALSE);
}

/* @file: (nullable) the only rule file to be read, of the only layer. */
static BiRuleset *
load (const char *const *all_layers, const BiSetting *setting, const char *file)
{
    BiRuleset *ruleset = ruleset_new ();
    g_autofree const char **readable = find_readable (all_layers, ruleset->problems);
    const char *const *layers = (const char *const *) readable;
    g_autoptr (GHashTable) places =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) layer_precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    Loader loader = {
        .ruleset = ruleset,
        .context = {ruleset->classes, setting != NULL ? setting->languages : NULL},
        .places = places,
        .layer_precedents = layer_precedents};

    read_situation (ruleset, layers, setting);
    read_classes (ruleset, layers);
    read_words (ruleset, layers);
    for (gsize i = 0; layers[i] != NULL; i++) {
        begin_layer (&loader);
        read_precedents (&loader, layers[i]);
        if (file != NULL) /* what it names beside itself is not counted */
            ruleset->n_files =
                bi_rulefile_read (file, ruleset->problems, add_rule, &loader);
        else
            ruleset->n_files += bi_rulefile_read_folder (
                layers[i], ".rules", ruleset->problems, add_rule, &loader);
    }
    close_gaps (ruleset);
    return ruleset;
}

/* Reads all layers; a later layer's rule replaces an earlier one's of the same id. What
 * is wrong is in the problems, the rest is in force. @setting: (nullable). Returns:
 * (transfer full), never NULL. */
BiRuleset *
bi_ruleset_load (const char *const *layers, const BiSetting *setting)
{
    return load (layers, setting, NULL);
}

/* A single rule file, with the classes and precedents of its folder. Returns as
 * bi_ruleset_load(). */
BiRuleset *
bi_ruleset_load_file (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    const char *const layers[] = {folder, NULL};

    return load (layers, NULL, path);
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
    bi_words_free (ruleset->words);
    bi_classes_free (ruleset->classes);
    bi_situation_unref (ruleset->situation);
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

/* Whether a layer above took the rule out of force, at @at (nullable: by now for good).
 */
gboolean
bi_ruleset_is_silenced (const BiRuleset *ruleset, const char *id, GDateTime *at)
{
    const BiRule *silence = find_silence (ruleset, id);

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
