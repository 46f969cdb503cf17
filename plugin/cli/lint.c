/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "options.h"
#include "problems.h"
#include "ruleload.h"

#include "badidea/layers.h"
#include "badidea/lint.h"

static const char summary[] =
    "Finds mistakes in rule files, and runs the hits and misses of every rule.\n"
    "Folders are layers, the later replaces rules of the earlier; a file is looked\n"
    "at alone. Those of the rules that \"badidea check\" reads are looked at with\n"
    "all that is below them. Without any, it looks at all of these rules.";

static const char description[] =
    "Each problem is a line that editors understand, sorted by its place; the last\n"
    "line counts them:\n"
    "  offers.rules:12:1: error: unknown key \"titel\"; did you mean \"title\"?\n"
    "  1 file, 7 rules: 1 error, 0 warnings\n"
    "--format gcc leaves the sum out, and --format jsonl prints an object a problem:\n"
    "  {\"file\":\"offers.rules\",\"line\":12,\"column\":1,\"severity\":\"error\",\n"
    "   \"message\":\"unknown key ...\"}\n"
    "\n"
    "Examples:\n"
    "  badidea lint\n"
    "  badidea lint ~/.purple/badidea/rules/mine.rules\n"
    "  badidea lint ./rules /etc/badidea/rules\n"
    "  badidea lint --translations ./rules\n"
    "\n"
    "Exit status:\n"
    "  0  no errors; there may be warnings\n"
    "  1  errors\n"
    "  2  it could not be done: wrong usage, no files, or something that cannot be\n"
    "     read";

typedef struct {
    GPtrArray *problems;
    GHashTable *told; /* the problems, as they are printed */
    GDateTime *now;
    guint n_files;
    guint n_rules;
    BiExit status;
    int format;
    gboolean translations;
} Lint;

/* How problems are printed; as for gcc is as text without the sum. */
enum { FORMAT_TEXT, FORMAT_GCC, FORMAT_JSONL };

/* Those of @own (nullable: of any file), each once. */
static void
add_problems (Lint *lint, const GPtrArray *problems, const char *const *own)
{
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        BiPlace place = {problem->file, problem->line, problem->column};
        if ((own == NULL || bi_layers_contain (own, problem->file)) &&
            g_hash_table_add (lint->told, bi_problem_format (problem)))
            bi_problems_add (lint->problems, place, problem->severity, "%s",
                             problem->message);
    }
}

/* @own: (nullable) the files and folders that were named, where there are others. */
static void
lint_ruleset (Lint *lint, const BiRuleset *ruleset, const char *const *own)
{
    g_autoptr (GPtrArray) found = bi_problems_new ();

    bi_lint (ruleset, lint->now, found);
    if (lint->translations)
        bi_lint_translations (ruleset, found);
    add_problems (lint, bi_ruleset_get_problems (ruleset), own);
    add_problems (lint, found, own);
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        BiPlace place = bi_rule_get_place (bi_ruleset_get_rule (ruleset, i));
        lint->n_rules += own == NULL || bi_layers_contain (own, place.file);
    }
}

static void
lint_layers (Lint *lint, const char *const *layers, const char *const *own)
{
    g_autoptr (BiRuleset) ruleset = bi_ruleset_load (layers, NULL);

    lint->n_files += own != NULL ? bi_ruleset_count_files (ruleset, own)
                                 : bi_ruleset_get_n_files (ruleset);
    lint_ruleset (lint, ruleset, own);
}

/* Above the layers below it where its folder is one of @layers, else alone. */
static void
lint_file (Lint *lint, const char *path, const char *const *layers)
{
    const char *const own[] = {path, NULL};
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GPtrArray) below = g_ptr_array_new ();
    g_autoptr (BiRuleset) ruleset = NULL;
    int at = bi_layers_find (layers, folder);

    if (bi_layers_is_no_rules (path)) {
        bi_problems_add (lint->problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                         "is no file of rules; lint the folder that they are in");
        lint->status = BI_EXIT_FAILED;
        return;
    }
    for (int i = 0; i <= at; i++)
        g_ptr_array_add (below, (gpointer) layers[i]);
    g_ptr_array_add (below, NULL);
    ruleset = at >= 0
                  ? bi_ruleset_load_file_above (path, (const char *const *) below->pdata)
                  : bi_ruleset_load_file (path);
    lint->n_files += bi_ruleset_get_n_files (ruleset);
    if (bi_ruleset_get_n_files (ruleset) == 0)
        lint->status = BI_EXIT_FAILED;
    lint_ruleset (lint, ruleset, at >= 0 ? own : NULL);
}

/* One above the other, and above those of @layers that are below the first of them. */
static void
lint_folders (Lint *lint, const char *const *folders, const char *const *layers)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    int at = bi_layers_find (layers, folders[0]);
    guint n_below;

    for (int i = 0; i < at; i++)
        if (bi_layers_find (folders, layers[i]) < 0)
            g_ptr_array_add (all, (gpointer) layers[i]);
    n_below = all->len;
    for (gsize i = 0; folders[i] != NULL; i++)
        g_ptr_array_add (all, (gpointer) folders[i]);
    g_ptr_array_add (all, NULL);
    lint_layers (lint, (const char *const *) all->pdata, n_below > 0 ? folders : NULL);
}

/* The folders among @paths make one ruleset, each file is one of its own. */
static void
lint_paths (Lint *lint, char **paths, const char *const *layers)
{
    g_autoptr (GPtrArray) folders = g_ptr_array_new ();

    for (gsize i = 0; paths[i] != NULL; i++)
        if (!g_file_test (paths[i], G_FILE_TEST_IS_DIR))
            lint_file (lint, paths[i], layers);
        else if (bi_readable_folder (paths[i], lint->problems))
            g_ptr_array_add (folders, paths[i]);
        else
            lint->status = BI_EXIT_FAILED;
    if (folders->len == 0)
        return;
    g_ptr_array_add (folders, NULL);
    lint_folders (lint, (const char *const *) folders->pdata, layers);
}

static BiExit
conclude (Lint *lint, char **paths)
{
    guint errors = bi_problems_count (lint->problems, BI_PROBLEM_ERROR);
    g_autofree char *places = NULL;

    if (lint->format == FORMAT_JSONL)
        bi_problems_print_json (lint->problems);
    else
        bi_problems_print (lint->problems, BI_PROBLEM_WARNING, stdout);
    if (lint->format == FORMAT_TEXT)
        bi_problems_print_sum (lint->problems, lint->n_files, lint->n_rules);
    if (errors > 0 || lint->n_files > 0)
        return MAX (lint->status, errors > 0 ? BI_EXIT_RISKY : BI_EXIT_FINE);
    places = g_strjoinv (", ", paths);
    return bi_options_complain ("lint",
                                "no rules in %s; put *.rules files there or name "
                                "a folder or file",
                                places);
}

static BiExit
lint_and_conclude (Lint *lint, char **paths)
{
    g_auto (GStrv) layers = bi_default_layers ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GHashTable) told =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();

    lint->problems = problems;
    lint->told = told;
    lint->now = now;
    if (paths != NULL)
        lint_paths (lint, paths, (const char *const *) layers);
    else
        lint_layers (lint, (const char *const *) layers, NULL);
    return conclude (lint, paths != NULL ? paths : layers);
}

BiExit
bi_command_lint (char **arguments)
{
    Lint lint = {.format = FORMAT_TEXT};
    const GOptionEntry entries[] = {
        {"translations", 0, 0, G_OPTION_ARG_NONE, &lint.translations,
         "Name texts that are not translated as others are", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiChoice choices[] = {
        {"format", "Print text, gcc for editors, or jsonl for programs", "text|gcc|jsonl",
         &lint.format},
        BI_CHOICE_END,
    };
    g_auto (GStrv) paths = NULL;
    const BiUsage usage = {"lint",  "[DIR|FILE]...", summary, description,
                           entries, choices,         &paths,  NULL};
    BiExit status;

    if (!bi_options_parse (&usage, arguments, &status))
        return status;
    return lint_and_conclude (&lint, paths);
}
