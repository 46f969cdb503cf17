/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learning.h"

#include "rules.h"

#include "badidea/layers.h"
#include "badidea/problem.h"

#include <debug.h>
#include <unistd.h>

/* Behind all that somebody waits for. */
#define NICENESS 10

/* What was learned has to be forgotten when the last example is gone. */
static gboolean
has_examples (const char *layer)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_auto (GStrv) examples = bi_layers_list_files (layer, BI_FILE_EXAMPLES, problems);
    g_auto (GStrv) weights = bi_layers_list_files (layer, BI_FILE_WEIGHTS, problems);

    return examples[0] != NULL || weights[0] != NULL;
}

/* Where "make install" and "make install-user" put the command, if it is not where the
 * shell finds it. Returns: (transfer full) (nullable) */
static char *
find_command (void)
{
    char *path = g_find_program_in_path ("badidea");

    if (path == NULL) {
        path = g_build_filename (g_get_home_dir (), ".local", "bin", "badidea", NULL);
        if (!g_file_test (path, G_FILE_TEST_IS_EXECUTABLE)) {
            g_free (path);
            path = g_strdup (BI_BINDIR "/badidea");
        }
    }
    if (!g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        g_clear_pointer (&path, g_free);
    return path;
}

static void
be_nice (gpointer data)
{
    if (nice (NICENESS) == -1)
        return; /* then not */
}

/* Returns: (transfer container): borrows the command and the layers */
static GPtrArray *
list_words (const char *command, const char *const *layers)
{
    GPtrArray *words = g_ptr_array_new ();

    g_ptr_array_add (words, (gpointer) command);
    g_ptr_array_add (words, (gpointer) "learn");
    g_ptr_array_add (words, (gpointer) "--quiet");
    g_ptr_array_add (words, (gpointer) "--if-changed");
    for (guint i = 0; layers[i] != NULL; i++) {
        if (!g_file_test (layers[i], G_FILE_TEST_IS_DIR))
            continue;
        g_ptr_array_add (words, (gpointer) "--rules");
        g_ptr_array_add (words, (gpointer) layers[i]);
    }
    g_ptr_array_add (words, NULL);
    return words;
}

static void
on_end (GPid process, int status, gpointer data)
{
    BiContext *context = data;

    g_spawn_close_pid (process);
    context->learning = 0;
    if (context->learn_again)
        bi_rules_reload (context);
}

static void
spawn (BiContext *context, const char *command, const char *const *layers)
{
    g_autoptr (GPtrArray) words = list_words (command, layers);
    g_autoptr (GError) error = NULL;
    GPid process;

    if (g_spawn_async (NULL, (char **) words->pdata, NULL,
                       G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       be_nice, NULL, &process, &error))
        context->learning = g_child_watch_add (process, on_end, context);
    else
        purple_debug_warning ("badidea", "%s\n", error->message);
}

/* Runs "badidea learn" on the last layer, if it has examples; one process at a time. That
 * does nothing when its weights are made from these examples already, so it may be called
 * whenever anything changes. */
void
bi_learning_start (BiContext *context, const char *const *layers)
{
    g_autofree char *command = NULL;
    guint n_layers = g_strv_length ((char **) layers);

    context->learn_again = context->learning != 0;
    if (context->learning != 0 || n_layers == 0 || !has_examples (layers[n_layers - 1]))
        return;
    command = find_command ();
    if (command != NULL)
        spawn (context, command, layers);
    else
        purple_debug_warning ("badidea", "the command badidea is not installed; examples "
                                         "teach nothing\n");
}

/* Nobody waits for what is being learned any more. */
void
bi_learning_stop (BiContext *context)
{
    if (context->learning != 0)
        g_source_remove (context->learning);
    context->learning = 0;
}
