/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Examples that are saved while the client runs: a process of its own learns from them.
 */
#include "rehearsal.h"

#include <glib/gstdio.h>
#include <string.h>

#define DEADLINE 60

#define RULE                                                                             \
    "[promise.learned]\ntitle = Promise\nlevel = warn\nwhy = Why.\n"                     \
    "learned = promise >= 0.5\n"

#define PROMISE "We guarantee that cheese stays free for ever."
#define FACT    "The bakery opens at nine on Monday."

static const char examples[] = "[promise]\n"
                               "We guarantee the lowest price for ever.\n"
                               "Bread stays free for ever, we guarantee it.\n"
                               "We guarantee cheese for ever and ever.\n"
                               "Free for ever, that is what we guarantee.\n"
                               "We guarantee that milk stays free.\n"
                               "For ever free, guaranteed by us.\n"
                               "[ordinary]\n"
                               "The shop opens at nine.\n"
                               "The bakery is closed on Monday.\n"
                               "On Monday the shop opens at ten.\n"
                               "The dairy opens on Friday.\n"
                               "The bakery opens at eight on Friday.\n"
                               "The till is closed at noon.\n";

static char *
find_file (Rehearsal *r, const char *folder, const char *name)
{
    g_autofree char *rules = rehearsal_path (r, "rules");
    g_autofree char *path = g_build_filename (rules, folder, NULL);

    g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    return g_build_filename (path, name, NULL);
}

static gboolean
is_there (gpointer data)
{
    return g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
is_gone (gpointer data)
{
    return !is_there (data);
}

/* Whether the promise is held, which it is as soon as what was learned is in force. */
static gboolean
is_held (gpointer data)
{
    Rehearsal *r = data;

    rehearsal_send (rehearsal_open (r), PROMISE);
    return headless_open_requests (r->h) > 0;
}

static void
test_saved (Rehearsal *r, gconstpointer data)
{
    g_autofree char *weights = find_file (r, "", "learned.weights");
    g_autofree char *mine = find_file (r, "examples", "mine.examples");

    rehearsal_set_rules (RULE);
    g_assert_true (g_file_set_contents (mine, examples, -1, NULL));
    g_assert_true (headless_wait (r->h, is_there, weights, DEADLINE));
    g_assert_true (headless_wait (r->h, is_held, r, DEADLINE));
    g_assert_true (headless_press (r->h, "Discard"));
    g_string_truncate (r->posts, 0);
    rehearsal_send (rehearsal_open (r), FACT);
    rehearsal_assert_posts (r, FACT, NULL);

    g_assert_cmpint (g_remove (mine), ==, 0);
    g_assert_true (headless_wait (r->h, is_gone, weights, DEADLINE));
}

/* The command is looked for where the shell does. */
static void
set_path (void)
{
    g_autofree char *command = g_canonicalize_filename (g_getenv ("BADIDEA"), NULL);
    g_autofree char *folder = g_path_get_dirname (command);
    g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);

    g_setenv ("PATH", path, TRUE);
}

int
main (int argc, char **argv)
{
    static const RehearsalCase cases[] = {
        {"examples-that-are-saved-are-learned-from-and-forgotten-with-them", test_saved,
         REHEARSAL_IM},
    };

    set_path ();
    return rehearsal_run (argc, argv, "learning", cases, G_N_ELEMENTS (cases));
}
