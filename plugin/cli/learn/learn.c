/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "contrast.h"
#include "corpus.h"
#include "report.h"
#include "target.h"

#include "command.h"
#include "options.h"
#include "problems.h"
#include "ruleload.h"

#include <stdio.h>
#include <string.h>

static const char summary[] =
    "Learns from example sentences what drafts of each kind look like, and writes it to\n"
    "learned.weights, for \"badidea check\" and running clients. Without --rules it "
    "learns\n"
    "from your own examples, in ~/.purple/badidea/rules/examples, on top of all others.";

static const char description[] =
    "Examples are in files whose names end with \".examples\": a sentence a line, below "
    "a\n"
    "heading that names what it is an example of, as [open-ask], or [ordinary]. The "
    "hits\n"
    "and misses of rules count too, for the topic that the rule's name begins with.\n"
    "\n"
    "Of several folders the weights are written to the last one. Those of the folders\n"
    "before it stay as they are, and what is learned adds to them.\n"
    "\n"
    "The report says how much of each topic is recognised by what was learned without\n"
    "it, which examples are least like the others of their heading, which perhaps stand\n"
    "under a wrong one, and which are nearly the same.\n"
    "\n"
    "Examples:\n"
    "  badidea learn\n"
    "  badidea learn --rules /usr/local/share/badidea/rules \\\n"
    "                --rules /usr/local/etc/badidea/rules\n"
    "\n"
    "Exit status:\n"
    "  0  the weights are written, or there is nothing to learn from\n"
    "  1  they are written, and lines that cannot be read were left out\n"
    "  2  it could not be done: wrong usage, or a file that cannot be read or written";

/* As how many others each example of the folder that is learned for counts, if it adds to
 * what those below have taught. */
#define OWN_TIMES 10

typedef struct {
    char **folders;
    char *corpus;
    double percent;
    gboolean quiet;
    gboolean if_changed;
    GPtrArray *problems;
    BiRuleset *ruleset; /* of all folders */
    BiRuleset *below;   /* of those before the last */
    BiExamples *examples;
    GPtrArray *posts;
    guint n_layers;
    guint n_own;
} Learn;

static gboolean
read_options (Learn *learn, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &learn->folders,
         "Learn from this folder instead of the layers; may be repeated", "DIR"},
        {"corpus", 0, 0, G_OPTION_ARG_FILENAME, &learn->corpus,
         "Also learn from, and measure on, the ordinary posts in this folder", "DIR"},
        {"percent", 0, 0, G_OPTION_ARG_DOUBLE, &learn->percent,
         "Report at this many warnings about 100 ordinary posts (0.1)", "N"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &learn->quiet, "Report nothing but mistakes",
         NULL},
        {"if-changed", 0, 0, G_OPTION_ARG_NONE, &learn->if_changed,
         "Do nothing if the weights are made from these examples already", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    char **rest = NULL;
    const BiUsage usage = {"learn", NULL, summary, description,
                           entries, NULL, &rest,   NULL};

    if (!bi_options_parse (&usage, arguments, status))
        return FALSE;
    if (rest != NULL) {
        *status = bi_options_complain (
            "learn", "\"%s\" is no option; name a folder with --rules", rest[0]);
        g_strfreev (rest);
        return FALSE;
    }
    if (learn->percent > 0 && learn->percent < 100)
        return TRUE;
    *status =
        bi_options_complain ("learn", "--percent is between 0 and 100; write it as 0.1");
    return FALSE;
}

/* ---- what there is to learn from ---- */

/* The topmost layer that a file is in. */
static guint
layer_of (const Learn *learn, const char *file)
{
    g_autofree char *folder = g_path_get_dirname (file);

    for (guint i = learn->n_layers; i > 0; i--) {
        g_autofree char *layer = g_canonicalize_filename (learn->folders[i - 1], NULL);
        g_autofree char *of = g_canonicalize_filename (folder, NULL);
        if (strcmp (of, layer) == 0)
            return i - 1;
    }
    return 0;
}

static gboolean
read_examples (Learn *learn)
{
    for (guint i = 0; i < bi_ruleset_get_size (learn->ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (learn->ruleset, i);
        bi_examples_add_rule (learn->examples, rule,
                              layer_of (learn, bi_rule_get_place (rule).file));
    }
    for (guint i = 0; i < bi_examples_get_size (learn->examples); i++)
        learn->n_own +=
            bi_examples_get (learn->examples, i)->layer == learn->n_layers - 1;
    bi_problems_print (learn->problems, BI_PROBLEM_WARNING, stderr);
    return learn->n_own > 0;
}

static gboolean
read_posts (Learn *learn)
{
    g_autoptr (GError) error = NULL;

    if (learn->corpus == NULL)
        return TRUE;
    learn->posts = bi_corpus_read (learn->corpus, &error);
    if (learn->posts == NULL)
        bi_options_complain ("learn", "%s", error->message);
    return learn->posts != NULL;
}

/* ---- what is learned ---- */

static char *
describe (const Learn *learn, const BiWeights *below)
{
    g_autofree char *posts =
        learn->posts != NULL ? bi_corpus_describe (learn->posts) : NULL;

    if (below != NULL)
        return g_strdup_printf ("%u examples, on top of weights %s", learn->n_own,
                                bi_weights_get_id (below));
    return g_strdup_printf ("%u examples%s%s", bi_examples_get_size (learn->examples),
                            posts != NULL ? "; " : "", posts != NULL ? posts : "");
}

static const char *
get_target (const Learn *learn)
{
    return learn->folders[learn->n_layers - 1];
}

static BiExit
write_file (const Learn *learn, GBytes *bytes)
{
    if (!bi_target_write (get_target (learn), bytes, learn->quiet))
        return BI_EXIT_FAILED;
    return bi_problems_count (learn->problems, BI_PROBLEM_ERROR) > 0 ? BI_EXIT_RISKY
                                                                     : BI_EXIT_FINE;
}

/* Calibrates each signal, and reports. */
static void
validate (const Learn *learn, BiLesson *lesson, BiCalibration *calibrations)
{
    g_autoptr (BiValidation) validation = bi_lesson_validate (lesson);

    for (guint i = 0; i < lesson->n_signals; i++)
        calibrations[i] = bi_calibrate (lesson, validation, i);
    if (learn->quiet)
        return;
    bi_report_signals (lesson, validation, calibrations, learn->percent / 100);
    bi_report_doubts (lesson, validation, calibrations);
    bi_report_likes (lesson);
}

/* From nothing: the examples' own weights, calibrated. */
static BiExit
learn_alone (const Learn *learn, BiLesson *lesson)
{
    g_autofree BiCalibration *calibrations = g_new0 (BiCalibration, lesson->n_signals);
    g_autofree char *made_from = describe (learn, NULL);
    g_autofree double *contrasts = NULL;
    g_autoptr (GBytes) bytes = NULL;
    double **weights;

    validate (learn, lesson, calibrations);
    contrasts = bi_contrast_find (&lesson->set, -1);
    weights = bi_training_run (&lesson->set, -1, contrasts, NULL, BI_TRAINING_NEAR);
    bi_blend_weights (&lesson->blend, &lesson->set, weights);
    bytes = bi_lesson_write (lesson, weights, calibrations, made_from, NULL);
    bi_training_free_weights (weights, lesson->n_signals);
    return write_file (learn, bytes);
}

/* Nobody waits for what is only to be reported. */
static gboolean
has_to_validate (const Learn *learn, const BiLesson *lesson, const BiWeights *below)
{
    gboolean is_needed = !learn->quiet;

    for (guint i = 0; i < lesson->n_written; i++)
        is_needed |= bi_weights_find_signal (below, lesson->signals[i]) < 0;
    return is_needed;
}

/* What one's own examples, which count OWN_TIMES, change in the weights of all examples.
 * Signals that are new have nothing below, and stand as they are. Returns: (transfer
 * full) */
static double **
train_difference (BiLesson *lesson, const BiWeights *below)
{
    guint n_columns = bi_samples_get_n_columns (lesson->samples);
    g_autofree double *contrasts = bi_contrast_find (&lesson->set, -1);
    double **before;
    double **after;

    bi_lesson_weigh_own (lesson, 0);
    before = bi_training_run (&lesson->set, -1, contrasts, NULL, BI_TRAINING_EXACT);
    bi_lesson_weigh_own (lesson, OWN_TIMES);
    after = bi_training_run (&lesson->set, -1, contrasts, before, BI_TRAINING_EXACT);
    bi_blend_weights (&lesson->blend, &lesson->set, before);
    bi_blend_weights (&lesson->blend, &lesson->set, after);
    for (guint i = 0; i < lesson->n_signals; i++)
        if (bi_weights_find_signal (below, lesson->signals[i]) >= 0)
            for (guint j = 0; j < n_columns; j++)
                after[i][j] -= before[i][j];
    bi_training_free_weights (before, lesson->n_signals);
    return after;
}

/* On top of others: a signal that they know keeps their scale. */
static BiExit
learn_on_top (const Learn *learn, BiLesson *lesson, const BiWeights *below)
{
    g_autofree BiCalibration *calibrations = g_new0 (BiCalibration, lesson->n_signals);
    g_autofree char *made_from = describe (learn, below);
    g_autoptr (GBytes) bytes = NULL;
    double **weights;

    bi_lesson_weigh_own (lesson, OWN_TIMES);
    if (has_to_validate (learn, lesson, below))
        validate (learn, lesson, calibrations);
    for (guint i = 0; i < lesson->n_signals; i++) {
        int known = bi_weights_find_signal (below, lesson->signals[i]);
        if (known >= 0)
            calibrations[i] =
                (BiCalibration){0, bi_weights_get_scale (below, (guint) known)};
    }
    weights = train_difference (lesson, below);
    bytes = bi_lesson_write (lesson, weights, calibrations, made_from, below);
    bi_training_free_weights (weights, lesson->n_signals);
    return write_file (learn, bytes);
}

/* Without examples nothing stays learned, but in a folder that somebody names alone:
 * those weights may have been learned from more than examples. */
static BiExit
forget (const Learn *learn)
{
    const char *folder = get_target (learn);

    if (bi_problems_count (learn->problems, BI_PROBLEM_ERROR) > 0)
        return BI_EXIT_FAILED;
    if (!learn->quiet)
        printf ("There are no examples in %s%sexamples\n", folder, G_DIR_SEPARATOR_S);
    return learn->n_layers == 1 || bi_target_remove (folder) ? BI_EXIT_FINE
                                                             : BI_EXIT_FAILED;
}

/* Whose weights have to be made first, on top of which. Those of the lowest folder came
 * with it, and were learned from more than is there. */
static void
tell_to_learn (const Learn *learn, guint layer)
{
    if (layer == 0) {
        fputs ("badidea learn: install that file again\n", stderr);
        return;
    }
    fputs ("badidea learn: that folder has to learn first: badidea learn", stderr);
    for (guint i = 0; i <= layer; i++) {
        g_autofree char *folder = g_shell_quote (learn->folders[i]);
        fprintf (stderr, " --rules %s", folder);
    }
    fputc ('\n', stderr);
}

/* On top of weights that cannot be read nothing can be learned. */
static gboolean
has_damaged_below (const Learn *learn)
{
    const GPtrArray *problems = bi_ruleset_get_problems (learn->below);
    gboolean any = FALSE;

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_autofree char *line = bi_problem_format (problem);
        if (!g_str_has_suffix (problem->file, G_DIR_SEPARATOR_S BI_WEIGHTS_FILE))
            continue;
        fprintf (stderr, "%s\n", line);
        tell_to_learn (learn, layer_of (learn, problem->file));
        any = TRUE;
    }
    return any;
}

static BiExit
run (Learn *learn)
{
    g_autoptr (BiLesson) lesson = NULL;
    const GPtrArray *all = bi_ruleset_get_weights (learn->below);
    const BiWeights *below = all->len > 0 ? all->pdata[all->len - 1] : NULL;

    if (has_damaged_below (learn) || !read_posts (learn))
        return BI_EXIT_FAILED;
    if (!read_examples (learn) || bi_examples_count_signals (learn->examples) == 0)
        return forget (learn);
    if (bi_examples_count_signals (learn->examples) > BI_LESSON_MOST_HEADINGS)
        return bi_options_complain (
            "learn",
            "there are more than %d headings; use fewer, each with more examples",
            BI_LESSON_MOST_HEADINGS);
    if (learn->if_changed &&
        bi_target_is_made (get_target (learn), learn->examples, below))
        return BI_EXIT_FINE;
    if (!bi_target_can_be_written (get_target (learn)))
        return BI_EXIT_FAILED;
    if (!learn->quiet && below != NULL)
        fputs ("Learning from all layers may take some minutes.\n", stderr);
    lesson = bi_lesson_new (learn->examples, learn->posts,
                            bi_ruleset_get_words (learn->ruleset),
                            below != NULL ? learn->n_layers - 1 : 0);
    return below != NULL ? learn_on_top (learn, lesson, below)
                         : learn_alone (learn, lesson);
}

static void
load (Learn *learn)
{
    const char *last;

    learn->n_layers = g_strv_length (learn->folders);
    learn->ruleset = bi_ruleset_load ((const char *const *) learn->folders, NULL);
    last = learn->folders[learn->n_layers - 1];
    learn->folders[learn->n_layers - 1] = NULL;
    learn->below = bi_ruleset_load ((const char *const *) learn->folders, NULL);
    learn->folders[learn->n_layers - 1] = (char *) last;
    learn->examples =
        bi_examples_read ((const char *const *) learn->folders, learn->problems);
}

/* To a layer a missing folder is an empty one; to somebody who names it, it is a mistake.
 */
static gboolean
check_folders (Learn *learn)
{
    g_autoptr (GPtrArray) missing = bi_problems_new ();

    for (gsize i = 0; learn->folders != NULL && learn->folders[i] != NULL; i++)
        bi_readable_folder (learn->folders[i], missing);
    bi_problems_print (missing, BI_PROBLEM_ERROR, stderr);
    if (missing->len > 0)
        return FALSE;
    if (learn->folders == NULL)
        learn->folders = bi_default_layers ();
    load (learn);
    return TRUE;
}

BiExit
bi_command_learn (char **arguments)
{
    Learn learn = {.percent = 0.1, .problems = bi_problems_new ()};
    BiExit status;

    if (read_options (&learn, arguments, &status)) {
        status = check_folders (&learn) ? run (&learn) : BI_EXIT_FAILED;
    }
    bi_examples_free (learn.examples);
    bi_ruleset_unref (learn.ruleset);
    bi_ruleset_unref (learn.below);
    g_clear_pointer (&learn.posts, g_ptr_array_unref);
    g_ptr_array_unref (learn.problems);
    g_strfreev (learn.folders);
    g_free (learn.corpus);
    return status;
}
