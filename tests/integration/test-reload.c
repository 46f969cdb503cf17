/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rule files that are saved while the client runs, and rules that are only watched. */
#include "rehearsal.h"

#include "badidea/journal.h"
#include "badidea/ui.h"

#include <string.h>

#include <glib/gstdio.h>

#define DEADLINE  30
#define REFRESHES "/badidea-test-refreshes"

#define RULE(id, level, phrase)                                                          \
    "[test." id "]\ntitle = Title\nlevel = " level "\nwhy = Why.\nphrase = " phrase "\n"
#define NEW "Something new"

/* ---- a UI plugin that counts how often it is to look anew ---- */

static gboolean
has_entry (PurpleConversation *conv)
{
    return purple_conversation_get_data (conv, "test-entry") != NULL;
}

static void
refresh (void)
{
    purple_prefs_set_int (REFRESHES, purple_prefs_get_int (REFRESHES) + 1);
}

static const BiUiTable ui = {BI_UI_VERSION, has_entry, NULL, refresh};

static const BiCoreTable *
attach (void)
{
    gboolean called = FALSE;

    purple_prefs_add_int (REFRESHES, 0);
    purple_prefs_set_int (REFRESHES, 0);
    return purple_plugin_ipc_call (rehearsal_core (), "attach", &called, &ui);
}

static gboolean
is_refreshed (gpointer data)
{
    return purple_prefs_get_int (REFRESHES) > 0;
}

static void
wait_for_rules (Rehearsal *r)
{
    g_assert_true (headless_wait (r->h, is_refreshed, NULL, DEADLINE));
    purple_prefs_set_int (REFRESHES, 0);
}

/* ---- the files ---- */

static char *
shipped_path (void)
{
    return g_build_filename (g_get_user_data_dir (), "badidea", "rules", "test.rules",
                             NULL);
}

/* Some editors write into the file itself, and not in one go. */
static void
write_piece (const char *mode, const char *piece)
{
    g_autofree char *path = shipped_path ();
    FILE *file = fopen (path, mode);

    g_assert_nonnull (file);
    g_assert_cmpint (fputs (piece, file), >=, 0);
    g_assert_cmpint (fclose (file), ==, 0);
}

static void
note_line (const BiJournalLine *line, gpointer data)
{
    g_autofree char *rules = g_strjoinv (",", (char **) line->rules);

    g_string_append_printf (data, "%s(%s) ", bi_decision_to_string (line->decision),
                            rules);
}

static void
assert_journal (Rehearsal *r, const char *expected)
{
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GString) lines = g_string_new (NULL);

    bi_journal_read (path, problems, note_line, lines);
    g_assert_cmpstr (lines->str, ==, expected);
}

/* How many of its lines have @part. */
static guint
count_lines (Rehearsal *r, const char *part)
{
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;
    guint count = 0;

    if (!g_file_get_contents (path, &contents, NULL, NULL))
        return 0;
    lines = g_strsplit (contents, "\n", -1);
    for (gsize i = 0; lines[i] != NULL; i++)
        count += strstr (lines[i], part) != NULL;
    return count;
}

static void
assert_in_force (Rehearsal *r, const char *held, const char *clean)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, clean);
    rehearsal_assert_posts (r, clean, NULL);
    rehearsal_send (conv, held);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
}

/* ---- saved ---- */

static void
test_saved (Rehearsal *r, gconstpointer data)
{
    attach ();
    rehearsal_set_rules (RULE ("new", "warn", "new"));
    wait_for_rules (r);
    assert_in_force (r, NEW, RISKY);
    rehearsal_set_rules (RULE ("old", "warn", "ask us anything"));
    wait_for_rules (r);
    assert_in_force (r, RISKY, NEW);
    g_assert_cmpuint (headless_notices (r->h), ==, 0);
}

/* The second piece comes after the main loop has turned. */
static void
test_two_pieces (Rehearsal *r, gconstpointer data)
{
    attach ();
    write_piece ("we", "[test.new]\ntitle = Title\nlevel = warn\n");
    headless_turn (r->h);
    write_piece ("ae", "why = Why.\nphrase = new\n");
    wait_for_rules (r);
    assert_in_force (r, NEW, RISKY);
}

/* The first piece alone has an error, and is read: what was good stays. */
static void
test_half (Rehearsal *r, gconstpointer data)
{
    attach ();
    write_piece ("we", "[test.new]\ntitle = Title\nlevel = warn\n");
    wait_for_rules (r);
    assert_in_force (r, RISKY, NEW);
    write_piece ("ae", "why = Why.\nphrase = new\n");
    wait_for_rules (r);
    assert_in_force (r, NEW, RISKY);
}

static void
test_folder_later (Rehearsal *r, gconstpointer data)
{
    g_autofree char *folder = rehearsal_path (r, "rules");
    g_autofree char *path = g_build_filename (folder, "mine.rules", NULL);

    attach ();
    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    g_assert_true (
        g_file_set_contents (path, RULE ("ask", "warn", "something new"), -1, NULL));
    wait_for_rules (r);
    assert_in_force (r, NEW, RISKY);
    g_assert_cmpint (g_remove (path), ==, 0);
    wait_for_rules (r);
    assert_in_force (r, RISKY, NEW);
}

/* ---- with a mistake ---- */

static void
test_mistake (Rehearsal *r, gconstpointer data)
{
    static const char broken[] = RULE ("new", "warn", "new") RULE ("broken", "loud", "x");

    attach ();
    rehearsal_set_rules (broken);
    wait_for_rules (r);
    assert_in_force (r, RISKY, NEW);
    g_assert_cmpuint (headless_notices (r->h), ==, 1);
    g_assert_nonnull (strstr (headless_notice (r->h), "test.rules:8:9: error: "));
    g_assert_nonnull (strstr (headless_notice (r->h), "its last good version"));
    g_assert_cmpuint (count_lines (r, "\"kind\":\"problem\""), ==, 1);
    g_assert_cmpuint (count_lines (r, "test.rules\",\"line\":8,\"column\":9,"), ==, 1);

    write_piece ("ae", "# the same mistake\n");
    wait_for_rules (r);
    g_assert_cmpuint (headless_notices (r->h), ==, 1);
    g_assert_cmpuint (count_lines (r, "\"kind\":\"problem\""), ==, 1);

    write_piece ("ae", RULE ("another", "quiet", "x"));
    wait_for_rules (r);
    g_assert_cmpuint (headless_notices (r->h), ==, 2);
    g_assert_nonnull (strstr (headless_notice (r->h), "test.rules:14:9: error: "));
    g_assert_cmpuint (count_lines (r, "\"kind\":\"problem\""), ==, 2);

    rehearsal_set_rules (RULE ("new", "warn", "new"));
    wait_for_rules (r);
    assert_in_force (r, NEW, RISKY);
    g_assert_cmpuint (headless_notices (r->h), ==, 2);
    rehearsal_set_rules (broken);
    wait_for_rules (r);
    g_assert_cmpuint (headless_notices (r->h), ==, 3);
}

static void
test_mistake_at_start (Rehearsal *r, gconstpointer data)
{
    rehearsal_unload (r);
    rehearsal_set_rules (RULE ("new", "warn", "new") RULE ("broken", "loud", "x"));
    rehearsal_load (r);
    g_assert_cmpuint (headless_notices (r->h), ==, 1);
    g_assert_nonnull (strstr (headless_notice (r->h), "test.rules:8:9: error: "));
    g_assert_cmpuint (count_lines (r, "\"kind\":\"problem\""), ==, 1);
    assert_in_force (r, NEW, RISKY);
}

/* ---- drafts meanwhile ---- */

static void
test_held_meanwhile (Rehearsal *r, gconstpointer data)
{
    attach ();
    rehearsal_hold (r, RISKY);
    rehearsal_set_rules (RULE ("other", "warn", "new") RULE ("ask", "warn", RISKY));
    wait_for_rules (r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
}

/* A draft that was confirmed, and has not left yet. */
static void
test_confirmed_meanwhile (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = attach ();
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (core->submit (conv, RISKY, NULL));
    core->confirm (conv);
    rehearsal_set_rules (RULE ("other", "warn", "new") RULE ("ask", "warn", RISKY));
    wait_for_rules (r);
    g_assert_true (core->submit (conv, RISKY, NULL));
    g_assert_true (!core->settle (conv, FALSE));
    core->confirm (conv);
    rehearsal_set_rules (RULE ("ask", "stop", RISKY));
    wait_for_rules (r);
    g_assert_false (core->submit (conv, RISKY, NULL));
    core->discard (conv);
}

/* ---- watched ---- */

#define WATCHED RULE ("watched", "watch", "new")

static void
read_watched (Rehearsal *r)
{
    rehearsal_set_rules (WATCHED RULE ("ask", "warn", "ask us anything"));
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
}

static void
test_watched (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    read_watched (r);
    conv = rehearsal_open (r);
    rehearsal_send (conv, HARMLESS);
    assert_journal (r, "");
    rehearsal_send (conv, NEW);
    rehearsal_assert_posts (r, HARMLESS, NEW, NULL);
    rehearsal_assert_asked (r, 0);
    assert_journal (r, "would-have-warned(test.watched) ");
    g_assert_cmpuint (count_lines (r, "\"conversation\":\"bob\""), ==, 1);
    g_assert_cmpuint (count_lines (r, "\"sha256\":\""), ==, 1);
    rehearsal_send (conv, NEW);
    assert_journal (r,
                    "would-have-warned(test.watched) would-have-warned(test.watched) ");
}

/* Also when it is closed, opened again, edited and held again. */
static void
test_watched_and_held (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    read_watched (r);
    conv = rehearsal_hold (r, RISKY " " NEW);
    g_assert_null (strstr (headless_request_text (r->h), "Also:"));
    purple_conversation_destroy (conv);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, RISKY " Truly " NEW));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY " Truly " NEW, NULL);
    g_assert_cmpuint (count_lines (r, "would-have-warned"), ==, 1);
    g_assert_cmpuint (count_lines (r, "test.watched"), ==, 1);
}

static void
test_watched_in_entry (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = attach ();
    PurpleConversation *conv = rehearsal_open (r);

    read_watched (r);
    for (guint i = 0; i < 3; i++) {
        g_assert_true (core->submit (conv, NEW, NULL));
        g_assert_true (core->settle (conv, FALSE));
    }
    assert_journal (r, "would-have-warned(test.watched) ");
    g_assert_false (core->submit (conv, RISKY " " NEW, NULL));
    core->discard (conv);
    g_assert_cmpuint (count_lines (r, "would-have-warned"), ==, 1);
    g_assert_false (core->submit (conv, RISKY " " NEW, NULL));
    core->discard (conv);
    g_assert_cmpuint (count_lines (r, "would-have-warned"), ==, 2);
}

static void
test_unwatched_account (Rehearsal *r, gconstpointer data)
{
    read_watched (r);
    rehearsal_unwatch (r);
    rehearsal_send (rehearsal_open (r), NEW);
    rehearsal_assert_posts (r, NEW, NULL);
    assert_journal (r, "");
}

static const RehearsalCase tests[] = {
    {"a-saved-file-counts-without-anybody-asking", test_saved, REHEARSAL_IM},
    {"a-file-written-in-two-pieces-counts-whole", test_two_pieces, REHEARSAL_IM},
    {"half-a-file-takes-nothing-out-of-force", test_half, REHEARSAL_IM},
    {"a-folder-that-is-made-later-counts", test_folder_later, REHEARSAL_IM},
    {"a-mistake-is-shown-once-and-what-was-good-stays", test_mistake, REHEARSAL_IM},
    {"a-mistake-at-the-start-is-shown-and-the-rest-counts", test_mistake_at_start,
     REHEARSAL_IM},
    {"a-held-draft-is-posted-when-its-report-stays", test_held_meanwhile, REHEARSAL_IM},
    {"a-confirmation-stands-as-long-as-the-report", test_confirmed_meanwhile,
     REHEARSAL_IM},
    {"a-watched-rule-holds-nothing-and-is-counted-once-a-draft", test_watched,
     REHEARSAL_IM},
    {"a-watched-rule-is-counted-once-for-a-held-draft", test_watched_and_held,
     REHEARSAL_IM},
    {"a-watched-rule-is-counted-once-for-a-draft-in-an-entry", test_watched_in_entry,
     REHEARSAL_IM},
    {"an-unwatched-account-counts-nothing", test_unwatched_account, REHEARSAL_IM},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "reload", tests, G_N_ELEMENTS (tests));
}
