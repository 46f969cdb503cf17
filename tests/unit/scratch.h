/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/layers.h"
#include "badidea/rulefile.h"
#include "badidea/ruleset.h"
#include "badidea/situation.h"

#include <glib/gstdio.h>

/* A rule that is well formed but for what @body adds. */
#define SCRATCH_RULE(id, level, body)                                                    \
    "[" id "]\ntitle = Title of " id "\nlevel = " level                                  \
    "\naspect = safety\nwhy = Why " id ".\n" body "\n\n"

/* Backtracks without end on SCRATCH_SLOW_TEXT, and says no to any text without an "a". */
#define SCRATCH_SLOW      "((?:ac?)+)+$"
#define SCRATCH_SLOW_TEXT "acacacacacacacacacacacacacacacacacacacacacacacacacacacacab"

/* A new empty folder. Returns: (transfer full) */
static inline char *
scratch_new (void)
{
    g_autoptr (GError) error = NULL;
    char *folder = g_dir_make_tmp ("badidea-XXXXXX", &error);

    g_assert_no_error (error);
    return folder;
}

/* Writes folder/name and the folders in between. Returns: (transfer full): its path */
static inline char *
scratch_write (const char *folder, const char *name, const char *contents)
{
    g_autoptr (GError) error = NULL;
    char *path = g_build_filename (folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname (path);

    g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
    g_file_set_contents (path, contents, -1, &error);
    g_assert_no_error (error);
    return path;
}

static inline void
scratch_add (const char *folder, const char *name, const char *contents)
{
    g_free (scratch_write (folder, name, contents));
}

static inline void
scratch_remove (const char *path)
{
    g_autoptr (GDir) dir = NULL;
    const char *name;

    if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        dir = g_dir_open (path, 0, NULL);
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, name, NULL);
        scratch_remove (child);
    }
    g_assert_cmpint (g_remove (path), ==, 0);
}

/* The rules in @contents, which has no error. Returns: (transfer full) */
static inline BiRuleset *
scratch_load (const char *contents)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "scratch.rules", contents);
    BiRuleset *ruleset = bi_ruleset_load_file (path);
    const GPtrArray *problems = bi_ruleset_get_problems (ruleset);

    g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==, 0);
    scratch_remove (folder);
    return ruleset;
}

/* Reads the *.situation files of @folder as the next layer. Returns: their number */
static inline guint
scratch_read_situation (const char *folder, BiSituation *situation, GPtrArray *problems)
{
    g_auto (GStrv) paths = bi_layers_list_files (folder, BI_FILE_SITUATION, problems);

    bi_situation_begin_layer (situation);
    for (gsize i = 0; paths[i] != NULL; i++) {
        g_autoptr (GBytes) bytes = bi_rulefile_get_bytes (paths[i], problems);
        bi_rulefile_parse (paths[i], bytes, problems, bi_situation_add, situation);
    }
    return g_strv_length (paths);
}
