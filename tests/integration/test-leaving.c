/* SPDX-License-Identifier: GPL-2.0-or-later */
/* While a held draft leaves its connection, window or account may go; and when it has
 * left, its file may stay. */
#include "secret.h"

#include "entry.h"

/* ---- what goes with the first line ---- */

static void
cut_im (PurpleAccount *account, const char *who, const char *message, gpointer data)
{
    purple_account_disconnect (account);
}

static void
cut_room (PurpleAccount *account, const char *message, int id, gpointer data)
{
    purple_account_disconnect (account);
}

static void
close_im (PurpleAccount *account, const char *who, const char *message, gpointer data)
{
    purple_conversation_destroy (rehearsal_find (data));
}

static void
close_room (PurpleAccount *account, const char *message, int id, gpointer data)
{
    purple_conversation_destroy (rehearsal_find (data));
}

static void
delete_im (PurpleAccount *account, const char *who, const char *message, gpointer data)
{
    purple_accounts_delete (account);
}

static void
delete_room (PurpleAccount *account, const char *message, int id, gpointer data)
{
    purple_accounts_delete (account);
}

/* @im and @room are called when a line has left. */
static void
post_anyway (Rehearsal *r, PurpleCallback im, PurpleCallback room)
{
    void *handle = purple_conversations_get_handle ();

    purple_signal_connect (handle, "sent-im-msg", r, im, r);
    purple_signal_connect (handle, "sent-chat-msg", r, room, r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    purple_signal_disconnect (handle, "sent-im-msg", r, im);
    purple_signal_disconnect (handle, "sent-chat-msg", r, room);
}

static void
hold_three (Rehearsal *r)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "second");
    rehearsal_send (conv, "third");
    rehearsal_assert_asked (r, 1);
}

static void
test_disconnected (Rehearsal *r, gconstpointer data)
{
    hold_three (r);
    post_anyway (r, PURPLE_CALLBACK (cut_im), PURPLE_CALLBACK (cut_room));
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "Not posted yet");
    rehearsal_assert_says (r, "It did not leave");
    rehearsal_assert_lines (r, "second|third");
    rehearsal_assert_journal (r, "held confirmed posted");

    g_assert_true (headless_connect (r->h, r->account));
    rehearsal_open (r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "second", "third", NULL);
    rehearsal_assert_journal (r, "held confirmed posted confirmed posted");
}

static void
test_closed (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    post_anyway (r, PURPLE_CALLBACK (close_im), PURPLE_CALLBACK (close_room));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_null (rehearsal_find (r));
    rehearsal_assert_asked (r, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_deleted (Rehearsal *r, gconstpointer data)
{
    hold_three (r);
    post_anyway (r, PURPLE_CALLBACK (delete_im), PURPLE_CALLBACK (delete_room));
    g_assert_null (r->account);
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, "second|third");
    rehearsal_assert_journal (r, "held confirmed posted");
    g_assert_true (rehearsal_act ("Held drafts…"));
    rehearsal_assert_asked (r, 0);
}

static void
test_deleted_by_the_last (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    post_anyway (r, PURPLE_CALLBACK (delete_im), PURPLE_CALLBACK (delete_room));
    g_assert_null (r->account);
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
    rehearsal_assert_journal (r, "held confirmed posted");
}

/* ---- what stays on disk ---- */

static void
press_unremovable (Rehearsal *r, const char *label)
{
    secret_break_folder (r, TRUE);
    g_assert_true (headless_press (r->h, label));
    secret_break_folder (r, FALSE);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 1);
}

/* It says where the file is and what becomes of it. */
static void
assert_told (Rehearsal *r, PurpleConversation *conv)
{
    g_autofree char *folder = rehearsal_path (r, "held");

    g_assert_cmpuint (headless_shown (conv, folder), ==, 1);
    g_assert_cmpuint (headless_shown (conv, "comes back when Bad Idea starts next"), ==,
                      1);
}

static void
test_unremovable (Rehearsal *r, gconstpointer data)
{
    static const char *const labels[] = {"Post anyway", "Discard"};

    for (gsize i = 0; i < G_N_ELEMENTS (labels); i++) {
        PurpleConversation *conv = rehearsal_hold (r, RISKY);

        press_unremovable (r, labels[i]);
        g_string_truncate (r->posts, 0);
        assert_told (r, conv);
        purple_conversation_destroy (conv);
        rehearsal_open (r);
        rehearsal_assert_asked (r, 0);
        g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
        purple_conversation_destroy (rehearsal_find (r));
    }
    g_assert_cmpuint (headless_notices (r->h), ==, 0);
}

static void
test_unremovable_in_entry (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    secret_break_folder (r, TRUE);
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    secret_break_folder (r, FALSE);
    rehearsal_assert_posts (r, RISKY, NULL);
    assert_told (r, conv);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 1);
    g_assert_null (core->recall (conv));
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

/* Then there is nothing to write it into. */
static void
test_unremovable_and_closed (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    secret_break_folder (r, TRUE);
    post_anyway (r, PURPLE_CALLBACK (close_im), PURPLE_CALLBACK (close_room));
    secret_break_folder (r, FALSE);
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_cmpuint (headless_notices (r->h), ==, 1);
    g_assert_nonnull (strstr (headless_notice (r->h), "comes back when Bad Idea starts"));
    headless_forget_notices (r->h);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 0);
}

static const RehearsalCase tests[] = {
    {"what-did-not-leave-in-time-is-held-on", test_disconnected, REHEARSAL_EVERYWHERE},
    {"a-post-that-closes-its-conversation-is-one-post", test_closed,
     REHEARSAL_EVERYWHERE},
    {"a-post-that-deletes-its-account-is-the-last", test_deleted, REHEARSAL_EVERYWHERE},
    {"nothing-is-left-of-it-if-it-was-all", test_deleted_by_the_last,
     REHEARSAL_EVERYWHERE},
    {"a-file-that-stays-brings-no-draft-back", test_unremovable, REHEARSAL_EVERYWHERE},
    {"nor-into-the-entry", test_unremovable_in_entry, REHEARSAL_EVERYWHERE},
    {"without-its-conversation-a-window-says-so", test_unremovable_and_closed,
     REHEARSAL_EVERYWHERE},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "leaving", tests, G_N_ELEMENTS (tests));
}
