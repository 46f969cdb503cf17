/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which accounts are watched, what conversations are told, and the plugin's menu. */
#include "rehearsal.h"

#include "badidea/ui.h"

#include <string.h>

#define ON    "takes a second look"
#define OFF   "no longer looks"
#define BLIND "is blind"

/* ---- a UI plugin that takes every entry it knows of ---- */

static gboolean
has_entry (PurpleConversation *conv)
{
    return purple_conversation_get_data (conv, "test-entry") != NULL;
}

static void
refresh (void)
{
    purple_notify_info (headless_get (), "test", "refresh", NULL);
}

static const BiUiTable ui = {BI_UI_VERSION, has_entry, NULL, refresh};

static const BiCoreTable *
attach (void)
{
    gboolean called = FALSE;

    return purple_plugin_ipc_call (rehearsal_core (), "attach", &called, &ui);
}

static void
take_entry (PurpleConversation *conv, gpointer data)
{
    purple_conversation_set_data (conv, "test-entry", data);
}

/* ---- announcements ---- */

static void
assert_told (PurpleConversation *conv, guint on, guint off, guint blind)
{
    headless_turn (headless_get ());
    g_assert_cmpuint (headless_shown (conv, ON), ==, on);
    g_assert_cmpuint (headless_shown (conv, OFF), ==, off);
    g_assert_cmpuint (headless_shown (conv, BLIND), ==, blind);
}

static void
test_told_once (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    assert_told (conv, 1, 0, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_true (rehearsal_open (r) == conv);
    assert_told (conv, 1, 0, 0);
}

static void
test_told_when_loaded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    rehearsal_unload (r);
    conv = rehearsal_open (r);
    assert_told (conv, 0, 0, 0);
    rehearsal_load (r);
    assert_told (conv, 1, 0, 0);
}

static void
test_told_blind (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    rehearsal_set_rules (NULL);
    g_assert_true (rehearsal_act ("Reload the rules"));
    conv = rehearsal_open (r);
    assert_told (conv, 0, 0, 1);
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    assert_told (conv, 1, 0, 1);
}

static void
test_unwatched_not_told (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;

    rehearsal_unwatch (r);
    conv = rehearsal_open (r);
    assert_told (conv, 0, 0, 0);
}

/* The UI plugin attaches itself, and takes an entry, a little later in the same turn. */
static void
test_ui_not_told (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    purple_conversation_destroy (conv);
    headless_turn (r->h);
    rehearsal_unload (r);
    g_assert_nonnull (headless_load_plugin (r->h, BI_CORE_PLUGIN_ID));
    g_assert_nonnull (attach ());
    purple_signal_connect (purple_conversations_get_handle (), "conversation-created", r,
                           PURPLE_CALLBACK (take_entry), r);
    conv = rehearsal_open (r);
    assert_told (conv, 0, 0, 0);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
}

static void
test_ui_gone (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv;
    gboolean called = FALSE;

    g_assert_nonnull (attach ());
    purple_signal_connect (purple_conversations_get_handle (), "conversation-created", r,
                           PURPLE_CALLBACK (take_entry), r);
    conv = rehearsal_open (r);
    purple_plugin_ipc_call (rehearsal_core (), "detach", &called, &ui);
    assert_told (conv, 1, 0, 0);
}

/* ---- which accounts ---- */

static char *
field_of (const PurpleAccount *account)
{
    g_autoptr (GList) fields = NULL;
    GList *groups =
        purple_request_fields_get_groups (headless_request_fields (headless_get ()));
    const char *name = purple_account_get_username (account);

    for (GList *g = groups; g != NULL; g = g->next)
        for (GList *f = purple_request_field_group_get_fields (g->data); f; f = f->next)
            if (g_str_has_prefix (purple_request_field_get_label (f->data), name))
                return g_strdup (purple_request_field_get_id (f->data));
    g_assert_not_reached ();
}

static gboolean
is_ticked (const PurpleAccount *account)
{
    g_autofree char *id = field_of (account);

    return purple_request_fields_get_bool (headless_request_fields (headless_get ()), id);
}

static void
tick (const PurpleAccount *account, gboolean watched)
{
    g_autofree char *id = field_of (account);
    PurpleRequestFields *fields = headless_request_fields (headless_get ());

    purple_request_field_bool_set_value (purple_request_fields_get_field (fields, id),
                                         watched);
}

static void
test_accounts (Rehearsal *r, gconstpointer data)
{
    PurpleAccount *other = headless_account (r->h, "prpl-rehearsal", "a@b.example/Home");
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *far =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, other, "carol");

    assert_told (conv, 1, 0, 0);
    assert_told (far, 1, 0, 0);
    g_assert_true (rehearsal_act ("Watched accounts…"));
    g_assert_true (is_ticked (r->account));
    g_assert_true (is_ticked (other));
    tick (other, FALSE);
    g_assert_true (headless_press (r->h, "Save"));
    assert_told (conv, 1, 0, 0);
    assert_told (far, 1, 1, 0);
    rehearsal_send (far, RISKY);
    rehearsal_send (conv, RISKY);
    headless_turn (r->h);
    g_assert_cmpuint (headless_shown (far, RISKY), ==, 1);
    rehearsal_assert_lines (r, RISKY);
    g_assert_true (headless_press (r->h, "Discard"));

    g_assert_true (rehearsal_act ("Watched accounts…"));
    g_assert_true (is_ticked (r->account));
    g_assert_false (is_ticked (other));
    tick (other, TRUE);
    tick (r->account, FALSE);
    g_assert_true (headless_press (r->h, "Save"));
    assert_told (conv, 1, 1, 0);
    assert_told (far, 2, 1, 0);
    purple_accounts_delete (other);
}

static void
test_accounts_cancelled (Rehearsal *r, gconstpointer data)
{
    g_assert_true (rehearsal_act ("Watched accounts…"));
    tick (r->account, FALSE);
    g_assert_true (headless_press (r->h, "Cancel"));
    rehearsal_send (rehearsal_open (r), RISKY);
    rehearsal_assert_posts (r, NULL);
    g_assert_true (rehearsal_act ("Watched accounts…"));
    g_assert_true (is_ticked (r->account));
    rehearsal_unload (r);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
}

static void
test_choice_lasts (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = attach ();
    PurpleAccount *late;

    g_assert_false (core->is_chosen ());
    g_assert_true (core->is_watched (r->account));
    core->set_watched (r->account, TRUE);
    g_assert_true (core->is_chosen ());
    g_assert_cmpstr (headless_notice (r->h), ==, "test\nrefresh");
    late = headless_new_account (r->h, "prpl-rehearsal", "late");
    g_assert_false (core->is_watched (late));
    rehearsal_unload (r);
    rehearsal_load (r);
    core = attach ();
    g_assert_true (core->is_chosen ());
    g_assert_true (core->is_watched (r->account));
    g_assert_false (core->is_watched (late));
    purple_accounts_delete (late);
}

/* An account is watched anew: what waits on disk for its open conversation is asked
 * about. */
static void
test_watched_again (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = attach ();
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    purple_conversation_destroy (conv);
    core->set_watched (r->account, FALSE);
    conv = rehearsal_open (r);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    core->set_watched (r->account, TRUE);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 1);
    core->set_watched (r->account, FALSE);
    core->set_watched (r->account, TRUE);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 1);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
}

/* ---- the other items of the menu ---- */

static void
test_held_drafts (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    g_assert_nonnull (strstr (headless_notice (r->h), "No draft is held"));
    headless_forget_notices (r->h);

    rehearsal_send (conv, RISKY);
    headless_turn (r->h);
    rehearsal_send (conv, "BUY NOW");
    headless_turn (r->h);
    g_assert_true (headless_dismiss (r->h));
    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_cmpuint (headless_open_requests (r->h), ==, 2);
    g_assert_cmpuint (headless_notices (r->h), ==, 0);
    g_assert_true (headless_press (r->h, "Discard"));
    g_assert_true (headless_press (r->h, "Discard"));
    g_assert_false (headless_dismiss (r->h));
}

/* Other dialogs that are opened meanwhile get the memory of those that were closed. */
static void
test_held_drafts_close_no_other (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    for (guint i = 0; i < 30; i++) {
        rehearsal_send (conv, RISKY);
        headless_turn (r->h);
    }
    while (headless_dismiss (r->h))
        ;
    for (guint i = 0; i < 30; i++)
        purple_request_action (r, "Another", NULL, NULL, 0, NULL, NULL, NULL, NULL, 1,
                               "OK", NULL);
    g_assert_true (rehearsal_act ("Held drafts…"));
    g_assert_cmpuint (headless_open_requests (r->h), ==, 60);
    purple_request_close_with_handle (r);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 30);
}

#define NEW "[test.new]\ntitle = New\nlevel = warn\nwhy = Why.\nphrase = new\n"

static void
test_reload (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_set_rules (NEW "[test.broken]\ntitle = Broken\nlevel = loud\nwhy = Why.\n"
                             "phrase = x\n");
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_nonnull (strstr (headless_notice (r->h), "3 rules are in force."));
    g_assert_nonnull (strstr (headless_notice (r->h), "test.rules:8:"));
    rehearsal_set_rules (NEW);
    g_assert_true (rehearsal_act ("Reload the rules"));
    g_assert_nonnull (strstr (headless_notice (r->h), "1 rules are in force."));
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, RISKY, NULL);
    rehearsal_hold (r, "Something new");
}

static gboolean
stop (gpointer data)
{
    return G_SOURCE_REMOVE;
}

/* Timers that wait in the main loop; their numbers count up. */
static guint
count_sources (void)
{
    const guint next = g_idle_add (stop, NULL);
    guint count = 0;

    g_source_remove (next);
    for (guint id = 1; id < next; id++)
        count += g_main_context_find_source_by_id (NULL, id) != NULL;
    return count;
}

static void
test_many_loads (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    guint before;

    rehearsal_unload (r);
    before = count_sources ();
    for (guint i = 0; i < 1000; i++) {
        g_assert_true (purple_plugin_load (rehearsal_core ()));
        if (i % 100 == 0)
            rehearsal_send (conv, RISKY);
        if (i % 200 == 0)
            headless_turn (r->h);
        g_assert_true (purple_plugin_unload (rehearsal_core ()));
    }
    g_assert_cmpuint (count_sources (), <=, before);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 10);
    rehearsal_send (conv, RISKY);
    rehearsal_assert_posts (r, RISKY, NULL);
}

static const RehearsalCase tests[] = {
    {"a-conversation-is-told-once", test_told_once, REHEARSAL_EVERYWHERE},
    {"an-open-conversation-is-told-when-the-plugin-loads", test_told_when_loaded,
     REHEARSAL_EVERYWHERE},
    {"a-conversation-is-told-that-there-are-no-rules", test_told_blind,
     REHEARSAL_EVERYWHERE},
    {"a-conversation-of-an-unwatched-account-is-not-told", test_unwatched_not_told,
     REHEARSAL_EVERYWHERE},
    {"a-conversation-with-a-gated-entry-is-not-told", test_ui_not_told,
     REHEARSAL_EVERYWHERE},
    {"a-conversation-is-told-when-the-ui-goes", test_ui_gone, REHEARSAL_EVERYWHERE},
    {"only-ticked-accounts-are-watched", test_accounts, REHEARSAL_IM},
    {"cancelling-the-choice-of-accounts-changes-nothing", test_accounts_cancelled,
     REHEARSAL_IM},
    {"a-choice-of-accounts-lasts", test_choice_lasts, REHEARSAL_IM},
    {"an-account-watched-again-is-asked-about-its-drafts", test_watched_again,
     REHEARSAL_IM},
    {"held-drafts-are-asked-about-again", test_held_drafts, REHEARSAL_IM},
    {"asking-again-closes-no-other-dialog", test_held_drafts_close_no_other,
     REHEARSAL_IM},
    {"reloading-shows-the-errors-and-keeps-what-was-good", test_reload, REHEARSAL_IM},
    {"a-thousand-loads-leave-nothing-behind", test_many_loads, REHEARSAL_IM},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "watch", tests, G_N_ELEMENTS (tests));
}
