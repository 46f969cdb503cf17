/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A held draft that is not put back by itself is listed, and its conversation says so. */
#include "entry.h"

#include <glib/gstdio.h>
#include <string.h>

#define LINE "a draft that was held here is still on disk"

/* Held in an entry whose conversation is closed. */
static const BiCoreTable *
keep (Rehearsal *r)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    purple_conversation_destroy (conv);
    return core;
}

static void
assert_listed (Rehearsal *r, const char *part)
{
    headless_forget_notices (r->h);
    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    g_assert_cmpuint (headless_notices (r->h), ==, 1);
    g_assert_nonnull (strstr (headless_notice (r->h), part));
}

static void
test_listed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = keep (r);
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *where =
        g_strdup_printf (", to %s, from %s\n", r->stage->room ? "#acme" : "bob",
                         purple_account_get_username (r->account));
    g_autofree char *day = NULL;
    g_autoptr (BiHeld) held = rehearsal_held (r);
    g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (held->time, NULL);
    g_autoptr (GDateTime) local = g_date_time_to_local (utc);
    g_autofree char *markup = NULL;
    PurpleConversation *conv;

    day = g_date_time_format (local, "\n%Y-%m-%d %H:%M, ");
    assert_listed (r, day);
    assert_listed (r, where);
    assert_listed (r, folder);
    conv = rehearsal_open (r);
    markup = core->recall (conv);
    assert_listed (r, where);
    core->discard (conv);
    assert_listed (r, "No draft is held");
}

static void
test_many_listed (Rehearsal *r, gconstpointer data)
{
    for (guint i = 0; i < 15; i++) {
        PurpleConversation *conv = rehearsal_open (r);

        g_assert_false (entry_enter (r, entry_attach (BI_UI_VERSION), conv, RISKY));
        purple_conversation_destroy (conv);
    }
    assert_listed (r, "\nand 3 more\n");
}

/* Where it would be put back nobody would look at it. */
static void
test_unwatched (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = keep (r);
    PurpleConversation *conv;
    g_autofree char *markup = NULL;

    core->set_watched (r->account, FALSE);
    conv = rehearsal_open (r);
    g_assert_cmpuint (headless_shown (conv, LINE), ==, 1);
    g_assert_null (core->recall (conv));
    assert_listed (r, "These drafts are kept");
    core->set_watched (r->account, FALSE);
    g_assert_cmpuint (headless_shown (conv, LINE), ==, 1);
    core->set_watched (r->account, TRUE);
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    g_assert_cmpuint (headless_shown (conv, LINE), ==, 0);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, RISKY);
    core->set_watched (r->account, FALSE);
    g_assert_cmpuint (headless_shown (conv, LINE), ==, 0);
    core->discard (conv);
}

/* Nobody is told that nothing is held while a file cannot be read. */
static void
test_damaged (Rehearsal *r, gconstpointer data)
{
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *path = g_build_filename (folder, "torn.json", NULL);

    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    g_assert_true (g_file_set_contents (path, "{", -1, NULL));
    assert_listed (r, path);
    g_assert_null (strstr (headless_notice (r->h), "No draft is held"));
    g_assert_cmpint (g_remove (path), ==, 0);
    assert_listed (r, "No draft is held");
}

static void
test_renamed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = keep (r);
    g_autofree char *name = g_ascii_strup (purple_account_get_username (r->account), -1);
    g_autofree char *markup = NULL;

    purple_account_set_username (r->account, "somebody-else");
    g_assert_null (core->recall (rehearsal_open (r)));
    purple_account_set_username (r->account, name);
    markup = core->recall (rehearsal_open (r));
    g_assert_cmpstr (markup, ==, RISKY);
}

static const RehearsalCase tests[] = {
    {"all-that-is-kept-is-listed", test_listed, REHEARSAL_EVERYWHERE},
    {"not-more-than-fits", test_many_listed, REHEARSAL_IM},
    {"an-unwatched-account-is-told", test_unwatched, REHEARSAL_EVERYWHERE},
    {"a-file-that-cannot-be-read-is-named", test_damaged, REHEARSAL_IM},
    {"an-account-written-otherwise-is-the-same", test_renamed, REHEARSAL_EVERYWHERE},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "kept", tests, G_N_ELEMENTS (tests));
}
