/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The entry's gate, driven over IPC as a UI plugin drives it: see badidea/ui.h. */
#include "entry.h"

#include <glib/gstdio.h>
#include <string.h>

#define SLOW "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static void
test_harmless (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_cmpint (core->get_mode (conv), ==, BI_CHECK_ON);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "");
    entry_assert_guarded (r, conv);
}

static void
test_post_anyway (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    entry_assert_held (r, RISKY);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    entry_assert_held (r, RISKY);
    g_assert_cmpstr (core->get_notice (conv)->headline, ==, "Not posted: Open-ended ask");
    g_assert_cmpstr (core->get_notice (conv)->instead, ==, "Name the topic.");
    g_assert_null (core->get_notice (conv)->warning);
    core->confirm (conv);
    rehearsal_assert_posts (r, NULL);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
    g_assert_null (core->get_notice (conv));
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held confirmed posted");
    entry_assert_guarded (r, conv);
    g_assert_false (entry_enter (r, core, conv, RISKY));
}

static void
test_edited (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autoptr (BiHeld) before = NULL;
    g_autoptr (BiHeld) after = NULL;

    g_assert_false (entry_enter (r, core, conv, RISKY));
    before = rehearsal_held (r);
    core->resume (conv);
    g_assert_false (entry_enter (r, core, conv, "BUY NOW"));
    entry_assert_held (r, "BUY NOW");
    after = rehearsal_held (r);
    g_assert_cmpstr (after->id, ==, before->id);
    core->confirm (conv);
    g_assert_false (entry_enter (r, core, conv, "BUY NOW!"));
    entry_assert_held (r, "BUY NOW!");
    core->resume (conv);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held edited held confirmed held edited posted");
}

static void
test_discard (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->discard (conv);
    entry_assert_nothing_held (r);
    g_assert_null (core->get_notice (conv));
    core->confirm (conv);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_journal (r, "held discarded held");
}

static void
test_not_sent (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    purple_account_disconnect (r->account);
    core->confirm (conv);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    entry_assert_held (r, RISKY);
    g_assert_nonnull (strstr (core->get_notice (conv)->warning, "did not leave"));
    g_assert_true (headless_connect (r->h, r->account));
    conv = rehearsal_open (r);
    entry_assert_guarded (r, conv);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);
}

static void
test_recalled (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    g_assert_null (core->recall (conv));
    g_assert_false (entry_enter (r, core, conv, "<b>" RISKY "</b> &amp;"));
    g_assert_null (core->recall (conv));
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    entry_assert_held (r, "<b>" RISKY "</b> &amp;");
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, "<b>" RISKY "</b> &amp;");
    g_assert_null (core->recall (conv));
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    entry_assert_nothing_held (r);
}

/* Text that comes another way has nothing to do with the draft in the entry. */
static void
test_other_way (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_held (r, RISKY);
    entry_assert_guarded (r, conv);
    entry_assert_held (r, RISKY);
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);
}

/* Text that came another way is edited in the entry, where a draft of its own is held. */
static void
test_given_back (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    headless_take_confirm (r->h, TRUE);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    rehearsal_send (conv, "BUY NOW");
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Edit"));
    entry_assert_held (r, RISKY "|BUY NOW");
    g_assert_false (entry_enter (r, core, conv, RISKY "BUY NOW"));
    entry_assert_held (r, RISKY "BUY NOW");
    core->resume (conv);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
}

/* Both stay on disk, and their writer knows. */
static void
test_given_back_unsaved (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *away = rehearsal_path (r, "held-away");

    headless_take_confirm (r->h, TRUE);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    rehearsal_send (conv, "BUY NOW");
    headless_turn (r->h);
    g_assert_cmpint (g_rename (folder, away), ==, 0);
    g_assert_true (g_file_set_contents (folder, "", 0, NULL));
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpuint (headless_shown (conv, "could not be saved"), ==, 1);
    g_assert_cmpint (g_remove (folder), ==, 0);
    g_assert_cmpint (g_rename (away, folder), ==, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 2);
}

/* The entry has no room for it. */
static void
test_not_given_back (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    rehearsal_send (conv, "BUY NOW");
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_true (headless_answer (r->h, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_held (r, RISKY);
}

/* Another account reaches the same contact, and Pidgin gives it the entry. */
static PurpleConversation *
open_unwatched (Rehearsal *r, const BiCoreTable *core)
{
    PurpleAccount *account = headless_new_account (r->h, "prpl-rehearsal", "other");

    g_assert_true (headless_connect (r->h, account));
    core->set_watched (account, FALSE);
    return purple_conversation_new (PURPLE_CONV_TYPE_IM, account, "bob");
}

static void
assert_posted_by_other (Rehearsal *r)
{
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autofree char *journal = NULL;
    const char *line;

    g_assert_true (g_file_get_contents (path, &journal, NULL, NULL));
    line = strstr (journal, "\"posted\"");
    g_assert_nonnull (line);
    g_assert_nonnull (strstr (line, "\"other\""));
}

/* It is judged as the watched account's, leaves once, and is done with for both. */
static void
test_moved (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *other = open_unwatched (r, core);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->resume (conv);
    g_assert_cmpint (core->get_mode (other), ==, BI_CHECK_OFF);
    core->move (conv, other);
    g_assert_cmpint (core->get_mode (other), ==, BI_CHECK_ON);
    g_assert_null (core->recall (conv));
    g_assert_false (entry_enter (r, core, other, RISKY " soon"));
    entry_assert_held (r, RISKY " soon");
    core->confirm (other);
    g_assert_true (entry_enter (r, core, other, RISKY " soon"));
    g_assert_cmpuint (headless_shown (other, RISKY " soon"), ==, 1);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held edited held confirmed posted");
    assert_posted_by_other (r);
    g_assert_cmpint (core->get_mode (other), ==, BI_CHECK_OFF);
    g_assert_null (core->recall (conv));
    purple_accounts_delete (purple_conversation_get_account (other));
}

/* The account that it is with is closed: it is offered where it was held. */
static void
test_moved_and_closed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *other = open_unwatched (r, core);
    g_autofree char *markup = NULL;

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->resume (conv);
    core->move (conv, other);
    purple_accounts_delete (purple_conversation_get_account (other));
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, RISKY);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    entry_assert_nothing_held (r);
}

static void
test_gave_up (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, SLOW));
    g_assert_nonnull (strstr (core->get_notice (conv)->why, "[test.slow]"));
    core->resume (conv);
    g_assert_true (entry_enter (r, core, conv, SLOW "x"));
    rehearsal_assert_posts (r, SLOW "x", NULL);
    entry_assert_nothing_held (r);
    g_assert_false (entry_enter (r, core, conv, SLOW));
}

static void
test_rules_changed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->confirm (conv);
    g_assert_true (rehearsal_act ("Reload the rules"));
    rehearsal_set_rules (NULL);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_cmpint (core->get_mode (conv), ==, BI_CHECK_BLIND);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    g_assert_nonnull (strstr (core->get_notice (conv)->headline, "blind"));
    g_assert_nonnull (strstr (core->get_notice (conv)->secret, "as it stands"));
    core->confirm (conv);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
}

static void
test_unwatched (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    core->set_watched (r->account, FALSE);
    g_assert_cmpint (core->get_mode (conv), ==, BI_CHECK_OFF);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);
    g_assert_null (core->recall (conv));
}

static void
test_unwritable (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *own = rehearsal_path (r, NULL);

    g_assert_true (g_file_set_contents (own, "a file in its place", -1, NULL));
    g_assert_false (entry_enter (r, core, conv, RISKY));
    g_assert_nonnull (strstr (core->get_notice (conv)->warning, "could not be saved"));
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    rehearsal_assert_posts (r, RISKY, NULL);
}

static const RehearsalCase tests[] = {
    {"harmless-text-leaves-under-its-permit", test_harmless, REHEARSAL_EVERYWHERE},
    {"post-anyway-posts-exactly-once", test_post_anyway, REHEARSAL_EVERYWHERE},
    {"an-edited-draft-is-one-file", test_edited, REHEARSAL_EVERYWHERE},
    {"a-discarded-draft-is-gone", test_discard, REHEARSAL_EVERYWHERE},
    {"what-did-not-leave-is-held-again", test_not_sent, REHEARSAL_EVERYWHERE},
    {"a-closed-conversation-gives-its-draft-back", test_recalled, REHEARSAL_EVERYWHERE},
    {"text-that-comes-another-way-leaves-the-draft-alone", test_other_way,
     REHEARSAL_EVERYWHERE},
    {"text-given-back-joins-the-draft-in-the-entry", test_given_back,
     REHEARSAL_EVERYWHERE},
    {"text-given-back-that-cannot-be-saved-says-so", test_given_back_unsaved,
     REHEARSAL_IM},
    {"text-that-the-entry-does-not-take-is-edited-in-a-request", test_not_given_back,
     REHEARSAL_EVERYWHERE},
    {"what-is-held-for-one-account-leaves-through-another-once", test_moved,
     REHEARSAL_IM},
    {"what-went-on-in-another-account-is-still-its-own", test_moved_and_closed,
     REHEARSAL_IM},
    {"a-rule-that-gives-up-is-named-and-set-aside", test_gave_up, REHEARSAL_IM},
    {"rules-that-say-something-else-take-the-answer-back", test_rules_changed,
     REHEARSAL_IM},
    {"an-unwatched-account-is-not-looked-at", test_unwatched, REHEARSAL_EVERYWHERE},
    {"a-folder-that-cannot-be-written-is-told", test_unwritable, REHEARSAL_IM},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "entry", tests, G_N_ELEMENTS (tests));
}
