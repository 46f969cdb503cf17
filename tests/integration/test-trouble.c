/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second ring when something goes wrong meanwhile: connections, windows, rules,
 * disks. */
#include "rehearsal.h"

#include <string.h>

#include <glib/gstdio.h>

#define SLOW "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

/* Asked again with the reason, and on disk. */
static void
assert_stays (Rehearsal *r, const char *lines)
{
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "It did not leave");
    rehearsal_assert_lines (r, lines);
}

static void
assert_leaves (Rehearsal *r, const char *text)
{
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, text, NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_disconnected (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    purple_account_disconnect (r->account);
    assert_stays (r, RISKY);
    assert_stays (r, RISKY);
    g_assert_true (headless_connect (r->h, r->account));
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    assert_leaves (r, RISKY);
}

static void
test_closed (Rehearsal *r, gconstpointer data)
{
    purple_conversation_destroy (rehearsal_hold (r, RISKY));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY);
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, RISKY);
    assert_leaves (r, RISKY);
    purple_conversation_destroy (rehearsal_find (r));
    rehearsal_open (r);
    rehearsal_assert_asked (r, 0);
}

static void
test_closed_at_once (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "second");
    purple_conversation_destroy (conv);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY "|second");
    rehearsal_assert_journal (r, "held");
    rehearsal_open (r);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, "second", NULL);
}

static void
test_unloaded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_hold (r, RISKY);

    rehearsal_unload (r);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    rehearsal_assert_lines (r, RISKY);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_load (r);
    rehearsal_assert_asked (r, 1);
    assert_leaves (r, RISKY);

    rehearsal_send (conv, RISKY);
    rehearsal_unload (r);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY);
    rehearsal_load (r);
    rehearsal_assert_asked (r, 1);
}

static void
test_account_deleted (Rehearsal *r, gconstpointer data)
{
    rehearsal_hold (r, RISKY);
    purple_accounts_delete (r->account);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY);
    g_assert_true (rehearsal_act ("Held drafts…"));
    rehearsal_assert_asked (r, 0);
}

static void
test_account_deleted_at_once (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "second");
    purple_accounts_delete (r->account);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_lines (r, RISKY "|second");
    rehearsal_assert_journal (r, "held");
}

static void
test_left (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *room = rehearsal_hold (r, RISKY);

    serv_chat_leave (purple_account_get_connection (r->account),
                     purple_conv_chat_get_id (PURPLE_CONV_CHAT (room)));
    assert_stays (r, RISKY);
    g_assert_true (rehearsal_open (r) == room);
    rehearsal_assert_asked (r, 1);
    assert_leaves (r, RISKY);
}

/* After a reconnection a protocol may give a number anew that a left room still has. */
static void
test_number_of_left_room (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *room = rehearsal_open (r);
    PurpleConversation *other = headless_join (r->h, r->account, "#other");
    const int id = purple_conv_chat_get_id (PURPLE_CONV_CHAT (room));
    g_autoptr (BiHeld) held = NULL;

    serv_chat_leave (purple_account_get_connection (r->account),
                     purple_conv_chat_get_id (PURPLE_CONV_CHAT (other)));
    purple_conv_chat_set_id (PURPLE_CONV_CHAT (other), id);
    rehearsal_send (room, RISKY);
    rehearsal_assert_asked (r, 1);
    held = rehearsal_held (r);
    g_assert_cmpstr (held->conversation, ==, "#acme");
}

/* As when accounts.xml is written anew by a client that knows of no choice. */
static void
test_choice_lost (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    purple_prefs_set_bool ("/plugins/core/badidea/accounts_chosen", TRUE);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, NULL);
    purple_account_set_bool (r->account, "badidea-watched", FALSE);
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Discard"));
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, RISKY, NULL);
}

static void
test_unwatched (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_unwatch (r);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 0);
    purple_account_set_bool (r->account, "badidea-watched", TRUE);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
}

/* No rule can be used: whatever is sent is held, and its writer decides. */
static void
test_blind (Rehearsal *r, gconstpointer data)
{
    rehearsal_set_rules (NULL);
    g_assert_true (rehearsal_act ("Reload the rules"));
    rehearsal_hold (r, HARMLESS);
    rehearsal_assert_says (r, "blind");
    rehearsal_assert_says (r, "saved on disk as it stands");
    assert_leaves (r, HARMLESS);

    rehearsal_set_rules ("[test.broken]\nphrase = (\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    rehearsal_hold (r, HARMLESS);
    rehearsal_assert_says (r, "blind");
    rehearsal_assert_says (r, "test.rules:");
    assert_leaves (r, HARMLESS);
}

static void
test_gave_up (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_hold (r, SLOW);

    rehearsal_assert_says (r, "could not be checked");
    rehearsal_assert_says (r, "[test.slow]");
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, SLOW "x"));
    rehearsal_assert_posts (r, SLOW "x", NULL);
    rehearsal_assert_asked (r, 0);

    rehearsal_send (conv, SLOW);
    rehearsal_assert_asked (r, 1);
    assert_leaves (r, SLOW);
}

static void
test_gave_up_in_entry (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    headless_take_confirm (r->h, TRUE);
    conv = rehearsal_hold (r, SLOW);
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, SLOW " " RISKY);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "Open-ended ask");
    g_assert_null (strstr (headless_request_text (r->h), "[test.slow]"));
    g_assert_true (headless_press (r->h, "Edit"));
    rehearsal_send (conv, SLOW "x");
    rehearsal_assert_posts (r, SLOW "x", NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_unwritable (Rehearsal *r, gconstpointer data)
{
    g_autofree char *own = rehearsal_path (r, NULL);

    g_assert_true (g_file_set_contents (own, "a file in its place", -1, NULL));
    rehearsal_hold (r, RISKY);
    rehearsal_assert_says (r, "could not be saved");
    g_assert_true (headless_dismiss (r->h));
    g_assert_true (rehearsal_act ("Held drafts…"));
    purple_account_disconnect (r->account);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_says (r, "It did not leave");
    rehearsal_assert_says (r, "could not be saved");
    g_assert_true (headless_connect (r->h, r->account));
    rehearsal_open (r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_assert_asked (r, 0);
}

static void
test_two_conversations (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *other =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "carol");

    rehearsal_send (conv, RISKY);
    rehearsal_send (other, HARMLESS);
    rehearsal_assert_posted (r, "im carol|" HARMLESS "\n");
    rehearsal_send (other, "BUY NOW");
    rehearsal_assert_asked (r, 2);
    purple_conversation_destroy (other);
    rehearsal_assert_asked (r, 1);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 2);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "CAROL");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "BUY NOW");
}

static void
test_rules_changed (Rehearsal *r, gconstpointer data)
{
    g_autofree char *more =
        g_strconcat (rehearsal_rules,
                     "[test.any]\ntitle = Anything\nlevel = stop\nwhy = Too wide.\n"
                     "phrase = anything\n",
                     NULL);

    rehearsal_hold (r, RISKY);
    rehearsal_set_rules (more);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_says (r, "Not posted: Anything");
    rehearsal_assert_journal (r, "held held");

    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_asked (r, 1);
    rehearsal_set_rules ("[test.other]\ntitle = Other\nlevel = warn\nwhy = Why.\n"
                         "phrase = something else\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    assert_leaves (r, RISKY);
}

static const RehearsalCase tests[] = {
    {"post-anyway-while-disconnected-loses-nothing", test_disconnected,
     REHEARSAL_EVERYWHERE},
    {"a-closed-conversation-asks-again-when-it-opens", test_closed, REHEARSAL_EVERYWHERE},
    {"a-conversation-closed-at-once-keeps-its-draft", test_closed_at_once,
     REHEARSAL_EVERYWHERE},
    {"unloading-keeps-the-draft-and-loading-asks-again", test_unloaded,
     REHEARSAL_EVERYWHERE},
    {"deleting-the-account-keeps-the-draft", test_account_deleted, REHEARSAL_EVERYWHERE},
    {"deleting-it-at-once-keeps-it-too", test_account_deleted_at_once,
     REHEARSAL_EVERYWHERE},
    {"a-room-that-was-left-keeps-the-draft", test_left, REHEARSAL_ROOM},
    {"a-room-that-was-left-is-not-mistaken-for-another", test_number_of_left_room,
     REHEARSAL_ROOM},
    {"a-choice-of-which-nothing-is-left-is-none", test_choice_lost, REHEARSAL_IM},
    {"an-unwatched-account-is-not-looked-at", test_unwatched, REHEARSAL_EVERYWHERE},
    {"without-rules-everything-is-held-and-may-be-posted", test_blind, REHEARSAL_IM},
    {"a-rule-that-gives-up-is-named-and-set-aside", test_gave_up, REHEARSAL_IM},
    {"a-rule-that-gave-up-stays-aside-in-the-entry", test_gave_up_in_entry, REHEARSAL_IM},
    {"a-folder-that-cannot-be-written-is-told", test_unwritable, REHEARSAL_IM},
    {"two-conversations-hold-two-drafts", test_two_conversations, REHEARSAL_IM},
    {"rules-that-say-something-else-take-the-answer-back", test_rules_changed,
     REHEARSAL_IM},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "trouble", tests, G_N_ELEMENTS (tests));
}
