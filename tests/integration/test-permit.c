/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The permit: it lets one emission of one conversation through, and closes whatever
 * happens. */
#include "entry.h"

#include <cmds.h>

static void
test_several_lines (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    const char *draft = "one<br>" RISKY "<br>http://a.example/";

    g_assert_false (entry_enter (r, core, conv, draft));
    entry_assert_held (r, draft);
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, draft));
    if (r->stage->formatted)
        rehearsal_assert_posts (r,
                                "one<br>" RISKY "<br><A HREF=\"http://a.example/\">"
                                "http://a.example/</A>",
                                NULL);
    else
        rehearsal_assert_posts (r, "one", RISKY, "http://a.example/", NULL);
    entry_assert_nothing_held (r);
    entry_assert_guarded (r, conv);
}

/* Nothing was sent under it, and it closes all the same. */
static void
test_unused_permit (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_true (core->submit (conv, HARMLESS, NULL));
    g_assert_true (core->settle (conv, FALSE));
    g_assert_false (core->has_permit (conv));
    entry_assert_guarded (r, conv);
    g_assert_true (core->settle (conv, TRUE));
    entry_assert_guarded (r, conv);
}

static void
swallow_im (PurpleAccount *account, const char *who, char **message, gpointer data)
{
    g_clear_pointer (message, g_free);
}

static void
swallow_room (PurpleAccount *account, char **message, int id, gpointer data)
{
    g_clear_pointer (message, g_free);
}

static void
test_swallowed (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    void *handle = purple_conversations_get_handle ();
    g_autofree char *recalled = NULL;

    purple_signal_connect (handle, "sending-im-msg", r, PURPLE_CALLBACK (swallow_im),
                           NULL);
    purple_signal_connect (handle, "sending-chat-msg", r, PURPLE_CALLBACK (swallow_room),
                           NULL);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->confirm (conv);
    g_assert_true (entry_enter (r, core, conv, RISKY));
    entry_assert_held (r, RISKY);
    g_assert_cmpuint (headless_shown (conv, "another plugin took this draft"), ==, 1);
    recalled = core->recall (conv);
    g_assert_cmpstr (recalled, ==, RISKY);
}

/* "/close" is a draft too: the conversation goes while its permit is open. */
static void
test_closed_meanwhile (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->confirm (conv);
    g_assert_true (core->submit (conv, RISKY, NULL));
    purple_conversation_destroy (conv);
    conv = rehearsal_open (r);
    g_assert_false (core->has_permit (conv));
    entry_assert_guarded (r, conv);
    rehearsal_assert_lines (r, RISKY);
}

static void
test_other_conversation (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *other =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "carol");

    g_assert_true (core->submit (conv, HARMLESS, NULL));
    rehearsal_send (other, RISKY);
    rehearsal_assert_posted (r, "");
    entry_emit (r, conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    g_assert_true (core->settle (conv, TRUE));
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posted (r, "im carol|" RISKY "\n");

    g_assert_false (entry_enter (r, core, conv, RISKY));
    g_assert_true (entry_enter (r, core, other, HARMLESS));
    rehearsal_assert_posted (r, "im carol|" HARMLESS "\n");
    entry_assert_held (r, RISKY);
    core->confirm (other);
    g_assert_false (entry_enter (r, core, conv, RISKY));
}

static PurpleCmdRet
shout (PurpleConversation *conv, const char *name, char **words, char **error,
       gpointer data)
{
    return PURPLE_CMD_RET_OK;
}

/* Confirms "/shout RISKY" and lets the client run it. */
static const BiCoreTable *
enter_command (Rehearsal *r, PurpleConversation *conv, gboolean is_posted)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleCmdId id =
        purple_cmd_register ("shout", "s", PURPLE_CMD_P_DEFAULT, PURPLE_CMD_FLAG_IM, NULL,
                             shout, "shout: say it", NULL);

    g_assert_false (entry_enter (r, core, conv, "/shout " RISKY));
    core->confirm (conv);
    g_assert_true (core->submit (conv, "/shout " RISKY, NULL));
    if (is_posted)
        rehearsal_send (conv, RISKY);
    g_assert_true (core->settle (conv, TRUE));
    purple_cmd_unregister (id);
    return core;
}

/* Many a command posts without the signals that count. */
static void
test_command (Rehearsal *r, gconstpointer data)
{
    enter_command (r, rehearsal_open (r), FALSE);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held confirmed posted");
}

/* Where it posts with them, they count. */
static void
test_posting_command (Rehearsal *r, gconstpointer data)
{
    enter_command (r, rehearsal_open (r), TRUE);
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);
}

static void
test_swallowed_command (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    void *handle = purple_conversations_get_handle ();
    const BiCoreTable *core;
    g_autofree char *recalled = NULL;

    purple_signal_connect (handle, "sending-im-msg", r, PURPLE_CALLBACK (swallow_im),
                           NULL);
    core = enter_command (r, conv, TRUE);
    rehearsal_assert_posts (r, NULL);
    recalled = core->recall (conv);
    g_assert_cmpstr (recalled, ==, "/shout " RISKY);
}

/* What is no command goes out as it stands, if at all. */
static void
test_no_command (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, "/usr/share " RISKY));
    core->confirm (conv);
    g_assert_true (core->submit (conv, "/usr/share " RISKY, NULL));
    g_assert_true (core->settle (conv, TRUE));
    entry_assert_held (r, "/usr/share " RISKY);
}

/* The UI plugin goes: its permit with it, and its entry's draft is the second ring's. */
static void
test_detached (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autoptr (BiHeld) before = NULL;
    g_autoptr (BiHeld) after = NULL;

    g_assert_false (entry_enter (r, core, conv, RISKY));
    before = rehearsal_held (r);
    core->confirm (conv);
    g_assert_true (core->submit (conv, RISKY, NULL));
    entry_detach ();
    g_assert_false (core->has_permit (conv));
    entry_assert_held (r, RISKY);
    rehearsal_send (conv, RISKY);
    headless_turn (r->h);
    rehearsal_assert_posts (r, NULL);
    after = rehearsal_held (r);
    g_assert_cmpstr (after->id, ==, before->id);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);

    core = entry_attach (BI_UI_VERSION);
    core->confirm (conv);
    core->resume (conv);
    core->discard (conv);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
}

static void
answer_im (PurpleAccount *account, const char *who, const char *message, gpointer data)
{
    if (strstr (message, HARMLESS) != NULL)
        rehearsal_send (rehearsal_find (data), RISKY);
}

static void
answer_room (PurpleAccount *account, const char *message, int id, gpointer data)
{
    answer_im (account, NULL, message, data);
}

/* What another plugin sends meanwhile is judged as ever, and no line of the draft. */
static void
test_answered (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    void *handle = purple_conversations_get_handle ();

    purple_signal_connect (handle, "sent-im-msg", r, PURPLE_CALLBACK (answer_im), r);
    purple_signal_connect (handle, "sent-chat-msg", r, PURPLE_CALLBACK (answer_room), r);
    g_assert_true (entry_enter (r, core, conv, HARMLESS));
    purple_signal_disconnect (handle, "sent-im-msg", r, PURPLE_CALLBACK (answer_im));
    purple_signal_disconnect (handle, "sent-chat-msg", r, PURPLE_CALLBACK (answer_room));
    rehearsal_assert_posts (r, HARMLESS, NULL);
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
    entry_assert_nothing_held (r);
}

static void
test_version (Rehearsal *r, gconstpointer data)
{
    g_assert_null (entry_attach (BI_UI_VERSION + 1));
    rehearsal_send (rehearsal_open (r), RISKY);
    headless_turn (r->h);
    g_assert_true (headless_press (r->h, "Discard"));
}

static const RehearsalCase tests[] = {
    {"one-permit-serves-all-lines", test_several_lines, REHEARSAL_EVERYWHERE},
    {"an-unused-permit-closes", test_unused_permit, REHEARSAL_EVERYWHERE},
    {"what-another-plugin-swallowed-stays-on-disk", test_swallowed, REHEARSAL_EVERYWHERE},
    {"a-closed-conversation-takes-its-permit-along", test_closed_meanwhile,
     REHEARSAL_EVERYWHERE},
    {"a-permit-is-for-one-conversation", test_other_conversation, REHEARSAL_IM},
    {"a-command-that-emptied-the-entry-has-left", test_command, REHEARSAL_IM},
    {"so-has-one-that-posts", test_posting_command, REHEARSAL_IM},
    {"but-not-if-its-post-was-swallowed", test_swallowed_command, REHEARSAL_IM},
    {"a-slash-is-no-command", test_no_command, REHEARSAL_IM},
    {"what-is-sent-within-a-post-has-no-permit", test_answered, REHEARSAL_EVERYWHERE},
    {"a-ui-that-goes-takes-its-permits-along", test_detached, REHEARSAL_EVERYWHERE},
    {"a-ui-of-another-version-is-refused", test_version, REHEARSAL_IM},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "permit", tests, G_N_ELEMENTS (tests));
}
