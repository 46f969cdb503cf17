/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A held draft of several lines, of which some leave and others do not. */
#include "secret.h"

#include "entry.h"

#include <errno.h>
#include <prpl.h>

#define LINES RISKY "<br>second<br><br>third"

/* What happens to the post of this number. */
typedef struct {
    guint number;
    guint n_posts;
    int (*send_im) (PurpleConnection *gc, const char *who, const char *message,
                    PurpleMessageFlags flags);
    int (*send_room) (PurpleConnection *gc, int id, const char *message,
                      PurpleMessageFlags flags);
} Trouble;

static PurplePluginProtocolInfo *
get_protocol (void)
{
    return PURPLE_PLUGIN_PROTOCOL_INFO (purple_find_prpl ("prpl-rehearsal"));
}

/* A protocol has no data of a caller's. */
static Trouble *
get_trouble (void)
{
    return purple_find_prpl ("prpl-rehearsal")->extra;
}

static int
refuse_im (PurpleConnection *gc, const char *who, const char *message,
           PurpleMessageFlags flags)
{
    Trouble *trouble = get_trouble ();

    return ++trouble->n_posts == trouble->number
               ? -E2BIG
               : trouble->send_im (gc, who, message, flags);
}

static int
refuse_room (PurpleConnection *gc, int id, const char *message, PurpleMessageFlags flags)
{
    Trouble *trouble = get_trouble ();

    return ++trouble->n_posts == trouble->number
               ? -E2BIG
               : trouble->send_room (gc, id, message, flags);
}

/* Enter on the draft that is confirmed, while the protocol refuses one of its posts. */
static void
enter_refused (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
               guint number)
{
    PurplePluginProtocolInfo *info = get_protocol ();
    Trouble trouble = {number, 0, info->send_im, info->chat_send};

    purple_find_prpl ("prpl-rehearsal")->extra = &trouble;
    info->send_im = refuse_im;
    info->chat_send = refuse_room;
    g_assert_true (entry_enter (r, core, conv, LINES));
    info->send_im = trouble.send_im;
    info->chat_send = trouble.send_room;
    purple_find_prpl ("prpl-rehearsal")->extra = NULL;
}

static const BiCoreTable *
confirm (Rehearsal *r, PurpleConversation *conv)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);

    g_assert_false (entry_enter (r, core, conv, LINES));
    core->confirm (conv);
    return core;
}

/* What is back in the entry leaves when it is confirmed again, and nothing else does. */
static void
assert_rest (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
             const char *rest, const char *const *lines)
{
    g_autofree char *recalled = core->recall (conv);

    g_assert_cmpuint (headless_shown (conv, "did not leave"), ==, 1);
    g_assert_cmpstr (recalled, ==, rest);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 1);
    if (!entry_enter (r, core, conv, rest)) {
        core->confirm (conv);
        g_assert_true (entry_enter (r, core, conv, rest));
    }
    rehearsal_assert_posts (r, lines[0], lines[1], NULL);
    entry_assert_nothing_held (r);
    entry_assert_guarded (r, conv);
}

static void
test_refused (Rehearsal *r, gconstpointer data)
{
    static const char *const lines[] = {"second", NULL};
    PurpleConversation *conv = rehearsal_open (r);
    const BiCoreTable *core = confirm (r, conv);

    enter_refused (r, core, conv, 2);
    rehearsal_assert_posts (r, RISKY, "third", NULL);
    rehearsal_assert_journal (r, "held confirmed posted");
    assert_rest (r, core, conv, "second", lines);
}

static void
test_first_refused (Rehearsal *r, gconstpointer data)
{
    static const char *const lines[] = {RISKY, NULL};
    PurpleConversation *conv = rehearsal_open (r);
    const BiCoreTable *core = confirm (r, conv);

    enter_refused (r, core, conv, 1);
    rehearsal_assert_posts (r, "second", "third", NULL);
    assert_rest (r, core, conv, RISKY, lines);
}

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

/* Pidgin goes on, and empties its entry. */
static void
send_lines (Rehearsal *r, PurpleConversation *conv)
{
    g_auto (GStrv) lines = g_strsplit (LINES, "<br>", -1);

    for (char **line = lines; *line != NULL; line++)
        if (purple_account_is_connected (r->account))
            rehearsal_send (conv, *line);
}

static void
test_disconnected (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);
    const BiCoreTable *core = confirm (r, conv);
    void *handle = purple_conversations_get_handle ();
    g_autofree char *recalled = NULL;

    purple_signal_connect (handle, "sent-im-msg", r, PURPLE_CALLBACK (cut_im), NULL);
    purple_signal_connect (handle, "sent-chat-msg", r, PURPLE_CALLBACK (cut_room), NULL);
    g_assert_true (entry_submit (r, core, conv, LINES));
    send_lines (r, conv);
    purple_signals_disconnect_by_handle (r);
    g_assert_true (core->settle (conv, TRUE));
    rehearsal_assert_lines (r, "second|third");
    recalled = core->recall (conv);
    g_assert_cmpstr (recalled, ==, "second<br>third");
}

static void
swallow_im (PurpleAccount *account, const char *who, char **message, gpointer data)
{
    if (strstr (*message, "second") != NULL)
        g_clear_pointer (message, g_free);
}

static void
swallow_room (PurpleAccount *account, char **message, int id, gpointer data)
{
    swallow_im (account, NULL, message, data);
}

/* By a handler of that priority. */
static void
check_swallowed (Rehearsal *r, int priority)
{
    static const char *const lines[] = {"second", NULL};
    PurpleConversation *conv = rehearsal_open (r);
    const BiCoreTable *core = confirm (r, conv);
    void *handle = purple_conversations_get_handle ();

    purple_signal_connect_priority (handle, "sending-im-msg", r,
                                    PURPLE_CALLBACK (swallow_im), NULL, priority);
    purple_signal_connect_priority (handle, "sending-chat-msg", r,
                                    PURPLE_CALLBACK (swallow_room), NULL, priority);
    g_assert_true (entry_enter (r, core, conv, LINES));
    purple_signal_disconnect (handle, "sending-im-msg", r, PURPLE_CALLBACK (swallow_im));
    purple_signal_disconnect (handle, "sending-chat-msg", r,
                              PURPLE_CALLBACK (swallow_room));
    rehearsal_assert_posts (r, RISKY, "third", NULL);
    assert_rest (r, core, conv, "second", lines);
}

static void
test_swallowed (Rehearsal *r, gconstpointer data)
{
    check_swallowed (r, PURPLE_SIGNAL_PRIORITY_DEFAULT);
}

/* Behind all handlers that libpurple's priorities allow. */
static void
test_swallowed_late (Rehearsal *r, gconstpointer data)
{
    check_swallowed (r, PURPLE_SIGNAL_PRIORITY_HIGHEST);
}

/* The client divides its markup as it likes: what it made of the draft comes back. */
static void
test_formatted (Rehearsal *r, gconstpointer data)
{
    static const char *const posts[] = {"<b>" RISKY "</b>", "", "<b>second</b>", NULL};
    const char *draft = "<b>" RISKY "<br><br>second</b>";
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *recalled = NULL;

    g_assert_false (core->submit (conv, draft, posts));
    core->confirm (conv);
    g_assert_true (core->submit (conv, draft, posts));
    rehearsal_send (conv, posts[0]);
    g_assert_true (core->settle (conv, TRUE));
    recalled = core->recall (conv);
    g_assert_cmpstr (recalled, ==, "<b>second</b>");
    rehearsal_assert_lines (r, "<b>second</b>");
}

/* What could not be saved comes back from memory. */
static void
test_unsaved (Rehearsal *r, gconstpointer data)
{
    static const char *const lines[] = {"second", NULL};
    PurpleConversation *conv = rehearsal_open (r);
    const BiCoreTable *core = confirm (r, conv);
    g_autofree char *recalled = NULL;

    secret_break_folder (r, TRUE);
    enter_refused (r, core, conv, 2);
    secret_break_folder (r, FALSE);
    rehearsal_assert_posts (r, RISKY, "third", NULL);
    g_assert_cmpuint (headless_shown (conv, "could not be saved"), ==, 1);
    recalled = core->recall (conv);
    g_assert_cmpstr (recalled, ==, lines[0]);
    g_assert_true (entry_enter (r, core, conv, recalled));
    rehearsal_assert_posts (r, lines[0], NULL);
    entry_assert_nothing_held (r);
}

static const RehearsalCase tests[] = {
    {"a-line-that-is-refused-comes-back", test_refused, REHEARSAL_PLAIN},
    {"so-does-the-first", test_first_refused, REHEARSAL_PLAIN},
    {"lines-behind-a-disconnection-come-back", test_disconnected, REHEARSAL_PLAIN},
    {"a-line-that-was-swallowed-comes-back", test_swallowed, REHEARSAL_PLAIN},
    {"however-late-it-was", test_swallowed_late, REHEARSAL_PLAIN},
    {"it-comes-back-as-the-client-wrote-it", test_formatted, REHEARSAL_PLAIN},
    {"what-could-not-be-saved-comes-back", test_unsaved, REHEARSAL_PLAIN},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "rest", tests, G_N_ELEMENTS (tests));
}
