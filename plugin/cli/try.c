/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "draftsource.h"
#include "options.h"
#include "problems.h"
#include "ruleload.h"
#include "trial.h"
#include "watch.h"

#include "badidea/lint.h"

#include <string.h>

static const char summary[] =
    "Runs a rule file while you write it: its hits and misses, and a file of drafts,\n"
    "one a line; again on every save, with what newly fires and what no longer does.\n"
    "Ctrl+C ends it.";

static const char description[] =
    "The rules are read with the classes, lists, words and situation of their folder\n"
    "and of the layers below it: the shipped one, the site's and your own, or the\n"
    "folders that --rules names. Rules of other files are not shown, they are only\n"
    "counted where \"needs\" names them. Every \"when\" is taken as true, as it is\n"
    "for hits and misses.\n"
    "\n"
    "What is wrong with the file is told as by \"badidea lint\". Drafts are compared\n"
    "with the version at the start and with the last one that could be read without\n"
    "an error:\n"
    "  posts.txt: 120 drafts, rules fire on 14\n"
    "     14  [ask.open]\n"
    "  Since the last good version: 1 newly, 0 no longer\n"
    "    + posts.txt:12: [ask.open] Ask us anything.\n"
    "\n"
    "Examples:\n"
    "  badidea try mine.rules\n"
    "  badidea try ~/.purple/badidea/rules/mine.rules --against posts.txt\n"
    "  badidea try --once --rules ./rules mine.rules\n"
    "\n"
    "Exit status:\n"
    "  0  no errors; or it was watching and Ctrl+C ended it\n"
    "  1  with --once: errors\n"
    "  2  it could not be done: wrong usage, no rules, or something that cannot be\n"
    "     read";

typedef struct {
    char **folders;
    char **files;
    char *against;
    gboolean once;
    char **layers;
    BiRuleset *start; /* (nullable) the first that had no error, and the last one */
    BiRuleset *last;
} Try;

/* ---- the rules ---- */

static guint
count_own (const BiRuleset *ruleset, const char *file)
{
    guint count = 0;

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++)
        count +=
            strcmp (bi_rule_get_place (bi_ruleset_get_rule (ruleset, i)).file, file) == 0;
    return count;
}

/* Reads the rules and tells what is wrong with the file. @good: whether all of them could
 * be read; what their examples show does not count. Returns: (transfer full) */
static BiRuleset *
read_rules (const char *file, char **layers, gboolean *good, BiExit *status)
{
    BiRuleset *ruleset = bi_ruleset_load_file_above (file, (const char *const *) layers);
    g_autoptr (GPtrArray) found = bi_problems_new ();
    g_autoptr (GPtrArray) own = bi_problems_new ();
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();
    guint n_rules = count_own (ruleset, file);
    guint errors;

    bi_problems_copy (own, bi_ruleset_get_problems (ruleset), file);
    *good = bi_problems_count (own, BI_PROBLEM_ERROR) == 0;
    bi_lint (ruleset, now, found);
    bi_problems_copy (own, found, file);
    errors = bi_problems_count (own, BI_PROBLEM_ERROR);
    bi_problems_print (own, BI_PROBLEM_WARNING, stdout);
    bi_problems_print_sum (own, bi_ruleset_get_n_files (ruleset), n_rules);
    *status = bi_ruleset_get_n_files (ruleset) == 0 ? BI_EXIT_FAILED
              : errors > 0                          ? BI_EXIT_RISKY
                                                    : BI_EXIT_FINE;
    if (errors == 0 && n_rules == 0)
        *status = bi_options_complain ("try",
                                       "no rules in %s; write one, or name "
                                       "another file",
                                       file);
    return ruleset;
}

/* ---- the drafts ---- */

static void
free_record (gpointer data)
{
    bi_draft_record_free (data);
}

/* Empty lines are none. Returns: (transfer full) (nullable): NULL when the file cannot be
 * read, which is told */
static GPtrArray *
read_drafts (const char *path)
{
    g_autoptr (BiCircumstances) nothing = bi_circumstances_new ();
    g_autoptr (BiDraftSource) source =
        bi_draft_source_new (path, BI_INPUT_LINES, nothing);
    g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (free_record);

    while (TRUE) {
        g_autoptr (BiDraftRecord) record = bi_draft_source_next (source);
        if (record == NULL)
            return g_steal_pointer (&drafts);
        bi_problems_print (record->problems, BI_PROBLEM_WARNING, stderr);
        if (record->text == NULL)
            return NULL;
        if (record->text->len > 0)
            g_ptr_array_add (drafts, g_steal_pointer (&record));
    }
}

/* Each version is run anew, for the drafts may have changed as well. */
static BiExit
compare (const Try *try, const BiRuleset *ruleset)
{
    g_autoptr (GPtrArray) drafts = read_drafts (try->against);
    g_autoptr (BiTrial) trial = NULL;

    if (drafts == NULL)
        return BI_EXIT_FAILED;
    trial = bi_trial_new (ruleset, try->files[0], drafts);
    bi_trial_print (trial, try->against);
    if (try->last != NULL && try->last != try->start) {
        g_autoptr (BiTrial) last = bi_trial_new (try->last, try->files[0], drafts);
        bi_trial_print_changes (trial, last, "the last good version");
    }
    if (try->start != NULL) {
        g_autoptr (BiTrial) start = bi_trial_new (try->start, try->files[0], drafts);
        bi_trial_print_changes (trial, start, "the start");
    }
    return BI_EXIT_FINE;
}

/* ---- again and again ---- */

static void
keep (Try *try, BiRuleset *ruleset)
{
    if (try->start == NULL)
        try->start = bi_ruleset_ref (ruleset);
    bi_ruleset_unref (try->last);
    try->last = bi_ruleset_ref (ruleset);
}

static BiExit
run (Try *try)
{
    gboolean good;
    BiExit status;
    BiExit compared = BI_EXIT_FINE;
    g_autoptr (BiRuleset) ruleset =
        read_rules (try->files[0], try->layers, &good, &status);

    if (status != BI_EXIT_FAILED && try->against != NULL && good)
        compared = compare (try, ruleset);
    else if (status != BI_EXIT_FAILED && try->against != NULL)
        puts ("Not run on the drafts: a rule cannot be read.");
    if (good && status != BI_EXIT_FAILED)
        keep (try, ruleset);
    return MAX (status, compared);
}

static void
run_again (gpointer data)
{
    Try *try = data;

    puts ("\nSaved.");
    run (try);
    fflush (stdout);
}

static BiExit
run_on_save (Try *try)
{
    const char *const paths[] = {try->files[0], try->against, NULL};
    g_autoptr (BiWatch) watch = bi_watch_new (paths, run_again, try);
    BiExit status = run (try);

    if (status == BI_EXIT_FAILED)
        return status;
    puts ("\nWaiting for the next save; Ctrl+C ends this.");
    fflush (stdout);
    if (bi_watch_run (watch))
        return BI_EXIT_FINE;
    return bi_options_complain (
        "try", "files cannot be watched here; run it with --once after each save");
}

static gboolean
read_options (Try *try, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        {"against", 0, 0, G_OPTION_ARG_FILENAME, &try->against,
         "Run the rules on these drafts, a line each", "DRAFTS"},
        {"once", 0, 0, G_OPTION_ARG_NONE, &try->once, "Do not wait for the next save",
         NULL},
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &try->folders,
         "Read classes from this folder; may be repeated", "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiUsage usage = {"try",   "RULEFILE", summary,     description,
                           entries, NULL,       &try->files, NULL};

    if (!bi_options_parse (&usage, arguments, status))
        return FALSE;
    if (try->files != NULL && g_strv_length (try->files) == 1)
        return TRUE;
    *status = bi_options_complain ("try", "name one rule file, as in \"badidea try "
                                          "mine.rules\"");
    return FALSE;
}

static gboolean
are_readable (char **folders)
{
    g_autoptr (GPtrArray) missing = bi_problems_new ();

    for (gsize i = 0; folders != NULL && folders[i] != NULL; i++)
        bi_readable_folder (folders[i], missing);
    bi_problems_print (missing, BI_PROBLEM_ERROR, stderr);
    return missing->len == 0;
}

BiExit
bi_command_try (char **arguments)
{
    Try try = {NULL};
    BiExit status;

    if (read_options (&try, arguments, &status)) {
        try.layers = try.folders != NULL ? g_strdupv (try.folders) : bi_default_layers ();
        status = !are_readable (try.folders) ? BI_EXIT_FAILED
                 : try.once                  ? run (&try)
                                             : run_on_save (&try);
    }
    bi_ruleset_unref (try.start);
    bi_ruleset_unref (try.last);
    g_strfreev (try.layers);
    g_strfreev (try.folders);
    g_strfreev (try.files);
    g_free (try.against);
    return status;
}
