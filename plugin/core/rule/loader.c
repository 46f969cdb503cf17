/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ruleset-private.h"

#include "badidea/rulefile.h"

#include <string.h>

/* While the layers are being read. */
typedef struct {
    const BiSnapshot *snapshot;
    BiRuleset *ruleset;
    BiRuleContext context;
    GHashTable *places;           /* id -> its place in rules, plus one */
    GHashTable *layer_precedents; /* id -> BiPlace of the section of this layer */
    GHashTable *layer_rules;      /* likewise */
} Loader;

/* Whether @sections, those of this layer, have no other of that name. If so, takes note
 * of it. */
static gboolean
is_first (GHashTable *sections, const char *id, BiPlace place, GPtrArray *problems)
{
    const BiPlace *first = g_hash_table_lookup (sections, id);

    if (first == NULL) {
        g_hash_table_insert (sections, g_strdup (id), g_memdup2 (&place, sizeof place));
        return TRUE;
    }
    bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                     "[%s] is already defined at %s:%u; give one of them another name",
                     id, first->file, first->line);
    return FALSE;
}

static void
add_precedent (const BiSection *section, GPtrArray *problems, gpointer data)
{
    Loader *loader = data;
    g_autoptr (BiPrecedent) precedent = bi_precedent_new (section, problems);
    const char *id = precedent != NULL ? bi_precedent_get_id (precedent) : NULL;

    if (id != NULL &&
        is_first (loader->layer_precedents, id, bi_section_get_place (section), problems))
        g_hash_table_replace (loader->ruleset->precedents, (gpointer) id,
                              g_steal_pointer (&precedent));
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

static void
unsilence (BiRuleset *ruleset, const char *id)
{
    BiRule *silence = bi_ruleset_find_silence (ruleset, id);

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

    if (rule == NULL || !is_first (loader->layer_rules, bi_rule_get_id (rule),
                                   bi_rule_get_place (rule), problems))
        return;
    below = find_rule (loader, bi_rule_get_id (rule), &at);
    if (below != NULL && bi_rule_is_locked (below)) {
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

/* ---- one kind of file after the other: rules need classes, classes the brand ---- */

typedef void (*UseFunc) (Loader *loader, const BiFile *file, GBytes *bytes);

static void
use_situation (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_rulefile_parse (file->path, bytes, loader->ruleset->problems, bi_situation_add,
                       loader->ruleset->situation);
}

static void
use_calendar (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_rulefile_parse (file->path, bytes, loader->ruleset->problems,
                       bi_situation_add_memorial, loader->ruleset->situation);
}

static void
use_classes (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_rulefile_parse (file->path, bytes, loader->ruleset->problems, add_class,
                       loader->ruleset->classes);
}

static void
use_list (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_classes_add_list (loader->ruleset->classes, file->path, bytes,
                         loader->ruleset->problems);
}

static void
use_words (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_words_parse (loader->ruleset->words, file->path, bytes, loader->ruleset->problems);
}

static void
use_weights (Loader *loader, const BiFile *file, GBytes *bytes)
{
    BiRuleset *ruleset = loader->ruleset;
    g_autoptr (GError) error = NULL;
    g_autoptr (BiWeights) weights = bi_weights_read (bytes, &error);
    BiPlace place = {file->path, 0, 0};
    const BiWeights *below = ruleset->weights->len > 0
                                 ? ruleset->weights->pdata[ruleset->weights->len - 1]
                                 : NULL;

    if (weights == NULL) {
        bi_problems_add (ruleset->problems, place, BI_PROBLEM_ERROR, "%s",
                         error->message);
        ruleset->lacks_weights = TRUE;
        return;
    }
    if (g_strcmp0 (bi_weights_get_adds_to (weights),
                   below != NULL ? bi_weights_get_id (below) : NULL) == 0)
        g_ptr_array_add (ruleset->weights, bi_weights_ref (weights));
    else if (!loader->snapshot->is_alone) /* what is below may be all right */
        bi_problems_add (ruleset->problems, place, BI_PROBLEM_WARNING,
                         "this was learned on top of other weights than those of the "
                         "layers below, and is left out; run \"badidea learn\" again");
}

static void
use_precedents (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_rulefile_parse (file->path, bytes, loader->ruleset->problems, add_precedent,
                       loader);
}

static void
use_rules (Loader *loader, const BiFile *file, GBytes *bytes)
{
    bi_rulefile_parse (file->path, bytes, loader->ruleset->problems, add_rule, loader);
}

static const UseFunc uses[] = {
    [BI_FILE_SITUATION] = use_situation,   [BI_FILE_CALENDAR] = use_calendar,
    [BI_FILE_CLASSES] = use_classes,       [BI_FILE_LIST] = use_list,
    [BI_FILE_WORDS] = use_words,           [BI_FILE_WEIGHTS] = use_weights,
    [BI_FILE_PRECEDENTS] = use_precedents, [BI_FILE_RULES] = use_rules,
};

static void
use_files (Loader *loader, guint layer, BiFileKind kind)
{
    for (guint i = 0; i < loader->snapshot->files->len; i++) {
        const BiFile *file = loader->snapshot->files->pdata[i];
        GBytes *bytes = bi_file_get_bytes (file);
        if (file->layer == layer && file->kind == kind && bytes != NULL)
            uses[kind](loader, file, bytes);
    }
}

static void
use_facts (Loader *loader)
{
    BiRuleset *ruleset = loader->ruleset;
    g_autoptr (GPtrArray) words = NULL;
    const char *const *names;

    for (guint i = 0; i < loader->snapshot->n_layers; i++) {
        bi_situation_begin_layer (ruleset->situation);
        use_files (loader, i, BI_FILE_SITUATION);
        use_files (loader, i, BI_FILE_CALENDAR);
    }
    for (guint i = 0; i < loader->snapshot->n_layers; i++) {
        use_files (loader, i, BI_FILE_CLASSES);
        use_files (loader, i, BI_FILE_LIST);
        bi_classes_end_layer (ruleset->classes);
        use_files (loader, i, BI_FILE_WORDS);
        use_files (loader, i, BI_FILE_WEIGHTS);
    }
    names = bi_situation_get_names (ruleset->situation);
    bi_classes_add_words (ruleset->classes, "brand", names);
    words = bi_calendar_list_words (bi_situation_get_calendar (ruleset->situation));
    bi_classes_add_entries (ruleset->classes, "memorial", words);
    bi_classes_add_contacts (ruleset->classes, "contact",
                             bi_situation_get_contacts (ruleset->situation));
    bi_classes_close (ruleset->classes, ruleset->problems);
    for (gsize i = 0; names[i] != NULL; i++)
        bi_words_add (ruleset->words, names[i]);
}

static void
begin_layer (Loader *loader)
{
    g_hash_table_remove_all (loader->layer_rules);
    g_hash_table_remove_all (loader->layer_precedents);
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

static gboolean
is_known_signal (const BiRuleset *ruleset, const char *signal)
{
    for (guint i = 0; i < ruleset->weights->len; i++)
        if (bi_weights_find_signal (ruleset->weights->pdata[i], signal) >= 0)
            return TRUE;
    return ruleset->weights->len == 0;
}

/* A signal of which nothing was learned never fires. Without any weights all are quiet,
 * which their file's own problem tells. */
static void
check_signals (BiRuleset *ruleset)
{
    for (guint i = 0; i < ruleset->rules->len; i++) {
        const BiRule *rule = ruleset->rules->pdata[i];
        const char *signal;
        BiPlace place;
        for (guint j = 0; (signal = bi_rule_get_learned (rule, j, &place)) != NULL; j++)
            if (!is_known_signal (ruleset, signal))
                bi_problems_add (ruleset->problems, place, BI_PROBLEM_WARNING,
                                 "nothing was learned of \"%s\"; write examples under "
                                 "[%s] and run \"badidea learn\"",
                                 signal, signal);
    }
}

/* What the files say; their mistakes are in its problems. Returns: (transfer full) */
BiRuleset *
bi_ruleset_build (const BiSnapshot *snapshot, const char *const *languages)
{
    BiRuleset *ruleset = bi_ruleset_new ();
    g_autoptr (GHashTable) places =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) layer_precedents =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr (GHashTable) layer_rules =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    Loader loader = {.snapshot = snapshot,
                     .ruleset = ruleset,
                     .context = {ruleset->classes, languages},
                     .places = places,
                     .layer_precedents = layer_precedents,
                     .layer_rules = layer_rules};

    use_facts (&loader);
    for (guint i = 0; i < snapshot->n_layers; i++) {
        begin_layer (&loader);
        use_files (&loader, i, BI_FILE_PRECEDENTS);
        use_files (&loader, i, BI_FILE_RULES);
    }
    close_gaps (ruleset);
    check_signals (ruleset);
    return ruleset;
}
