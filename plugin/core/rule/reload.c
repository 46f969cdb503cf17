/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ruleset-private.h"

#include "badidea/layers.h"

#include <string.h>

/* While it is being found out which files have to fall back. */
typedef struct {
    BiSnapshot *snapshot;
    const char *const *languages;
    BiRuleset *ruleset; /* as it is so far */
    GPtrArray *noted;   /* problems of the files that fall back */
} Reload;

static const char kept[] = "; its last good version stays in force";

static void
add_problem (GPtrArray *problems, const BiProblem *problem, const char *before,
             const char *after)
{
    bi_problems_add (problems, (BiPlace){problem->file, problem->line, problem->column},
                     problem->severity, "%s%s%s", before, problem->message, after);
}

/* ---- which versions count ---- */

/* Files with an error take their last good version. Returns: whether there was one */
static gboolean
fall_back (Reload *reload)
{
    gboolean changed = FALSE;

    for (guint i = 0; i < reload->snapshot->files->len; i++) {
        BiFile *file = reload->snapshot->files->pdata[i];
        if (file->falls_back || file->good == NULL)
            continue;
        if (file->fresh != NULL && (g_bytes_equal (file->fresh, file->good) ||
                                    !bi_problems_concern (reload->ruleset->problems,
                                                          file->path, BI_PROBLEM_ERROR)))
            continue;
        bi_problems_copy (reload->noted, reload->ruleset->problems, file->path);
        file->falls_back = TRUE;
        changed = TRUE;
    }
    return changed;
}

static void
build (Reload *reload)
{
    bi_ruleset_unref (reload->ruleset);
    reload->ruleset = bi_ruleset_build (reload->snapshot, reload->languages);
}

/* A file may only have had an error because of another one, which has fallen back since:
 * each is tried once more. */
static void
renew (Reload *reload, BiFile *file)
{
    g_autoptr (BiRuleset) trial = NULL;
    guint errors = bi_problems_count (reload->ruleset->problems, BI_PROBLEM_ERROR);

    file->falls_back = FALSE;
    trial = bi_ruleset_build (reload->snapshot, reload->languages);
    if (bi_problems_concern (trial->problems, file->path, BI_PROBLEM_ERROR) ||
        bi_problems_count (trial->problems, BI_PROBLEM_ERROR) > errors) {
        file->falls_back = TRUE;
        return;
    }
    bi_ruleset_unref (reload->ruleset);
    reload->ruleset = g_steal_pointer (&trial);
}

static void
settle (Reload *reload)
{
    build (reload);
    while (fall_back (reload))
        build (reload);
    for (guint i = 0; i < reload->snapshot->files->len; i++) {
        BiFile *file = reload->snapshot->files->pdata[i];
        if (file->falls_back && file->fresh != NULL)
            renew (reload, file);
    }
}

/* ---- what is told, and remembered ---- */

/* Whether @path is a file that falls back, or the folder of one. */
static gboolean
falls_back (const BiSnapshot *snapshot, const char *path)
{
    const char *const paths[] = {path, NULL};

    for (guint i = 0; i < snapshot->files->len; i++) {
        const BiFile *file = snapshot->files->pdata[i];
        if (file->falls_back && bi_layers_contain (paths, file->path))
            return TRUE;
    }
    return FALSE;
}

static void
add_noted (const Reload *reload, GPtrArray *problems, const GPtrArray *noted)
{
    for (guint i = 0; i < noted->len; i++) {
        const BiProblem *problem = noted->pdata[i];
        gboolean is_kept = falls_back (reload->snapshot, problem->file);
        if (!is_kept && noted == reload->noted)
            continue;
        add_problem (problems, problem, "",
                     is_kept && problem->severity == BI_PROBLEM_ERROR ? kept : "");
    }
}

/* Mistakes of files as they are now. What is wrong with a version that is in force in the
 * place of one that has mistakes itself, since another file has changed, is told too. */
static GPtrArray *
collect_problems (const Reload *reload)
{
    const GPtrArray *found = reload->ruleset->problems;
    GPtrArray *problems = bi_problems_new ();

    add_noted (reload, problems, reload->snapshot->problems);
    add_noted (reload, problems, reload->noted);
    for (guint i = 0; i < found->len; i++) {
        const BiProblem *problem = found->pdata[i];
        if (!falls_back (reload->snapshot, problem->file))
            add_problem (problems, problem, "", "");
        else if (problem->severity == BI_PROBLEM_ERROR)
            add_problem (problems, problem, "in its last good version: ", "");
    }
    return problems;
}

static void
remember (const Reload *reload)
{
    for (guint i = 0; i < reload->snapshot->files->len; i++) {
        BiFile *file = reload->snapshot->files->pdata[i];
        if (file->falls_back || file->fresh == NULL ||
            bi_problems_concern (reload->ruleset->problems, file->path, BI_PROBLEM_ERROR))
            continue;
        g_bytes_unref (file->good);
        file->good = g_bytes_ref (file->fresh);
    }
}

/* @paths: (nullable) what they are in. */
static guint
count_files (const BiSnapshot *snapshot, const char *const *paths, BiFileKind first)
{
    guint count = 0;

    for (guint i = 0; i < snapshot->files->len; i++) {
        const BiFile *file = snapshot->files->pdata[i];
        count += file->kind >= first && file->kind != BI_FILE_WORDS &&
                 file->kind != BI_FILE_WEIGHTS && bi_file_get_bytes (file) != NULL &&
                 (paths == NULL || bi_layers_contain (paths, file->path));
    }
    return count;
}

/* @snapshot: (transfer full) */
static BiRuleset *
load (BiSnapshot *snapshot, const BiSetting *setting)
{
    g_autoptr (GPtrArray) noted = bi_problems_new ();
    Reload reload = {snapshot, setting != NULL ? setting->languages : NULL, NULL, noted};
    GPtrArray *problems;

    settle (&reload);
    problems = collect_problems (&reload);
    remember (&reload);
    reload.ruleset->n_files = count_files (snapshot, NULL, BI_FILE_SITUATION);
    g_ptr_array_unref (reload.ruleset->problems);
    reload.ruleset->problems = problems;
    reload.ruleset->snapshot = snapshot;
    return reload.ruleset;
}

/* Reads all layers; a later layer's rule replaces an earlier one's of the same id. What
 * is wrong is in the problems, the rest is in force. @setting: (nullable). Returns:
 * (transfer full), never NULL. */
BiRuleset *
bi_ruleset_load (const char *const *layers, const BiSetting *setting)
{
    return bi_ruleset_reload (layers, setting, NULL);
}

/* Reads all layers anew. A file that has an error now, and had none before, stays what it
 * was; its mistakes are in the problems all the same. @previous: (nullable) read with the
 * same setting. Returns as bi_ruleset_load(): @previous itself when nothing has changed.
 */
BiRuleset *
bi_ruleset_reload (const char *const *layers, const BiSetting *setting,
                   BiRuleset *previous)
{
    const char *situation = setting != NULL ? setting->situation : NULL;
    const BiSnapshot *before = previous != NULL ? previous->snapshot : NULL;
    g_autoptr (BiSnapshot) snapshot = bi_snapshot_new (layers, situation, NULL, before);

    if (before != NULL && bi_snapshot_equal (before, snapshot))
        return bi_ruleset_ref (previous);
    return load (g_steal_pointer (&snapshot), setting);
}

/* As bi_ruleset_get_n_files(): those that are among @paths or in folders among them. */
guint
bi_ruleset_count_files (const BiRuleset *ruleset, const char *const *paths)
{
    return count_files (ruleset->snapshot, paths, BI_FILE_SITUATION);
}

/* @layers: that of the file last. */
static BiRuleset *
load_file (const char *const *layers, BiOnly only)
{
    const char *const paths[] = {only.path, NULL};
    BiRuleset *ruleset = load (bi_snapshot_new (layers, NULL, &only, NULL), NULL);

    /* What it names beside itself is not counted. */
    ruleset->n_files = count_files (ruleset->snapshot, paths, BI_FILE_RULES);
    return ruleset;
}

/* A single rule file above @layers, all with their rules, classes and precedents. Its own
 * folder is the last layer; the other rules in it are read too if it is one of @layers.
 * Only the file is counted. Returns as bi_ruleset_load(). */
BiRuleset *
bi_ruleset_load_file_above (const char *path, const char *const *layers)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    int own = bi_layers_find (layers, folder);

    for (int i = 0; layers[i] != NULL; i++)
        if (i != own)
            g_ptr_array_add (all, (gpointer) layers[i]);
    g_ptr_array_add (all, folder);
    g_ptr_array_add (all, NULL);
    return load_file ((const char *const *) all->pdata, (BiOnly){path, own < 0});
}

/* A single rule file, with the classes and precedents of its folder. Returns as
 * bi_ruleset_load(). */
BiRuleset *
bi_ruleset_load_file (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    const char *const layers[] = {folder, NULL};

    return load_file (layers, (BiOnly){path, TRUE});
}
