/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "headless-private.h"

#include <signal.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#define UI_ID           "badidea-test"
#define CONNECT_SECONDS 30
#define TICK_MS         10

/* ---- event loop ---- */

typedef struct {
    PurpleInputFunction function;
    gpointer data;
} Watch;

static gboolean
watch_ready (GIOChannel *channel, GIOCondition condition, gpointer data)
{
    const Watch *watch = data;
    PurpleInputCondition ready = 0;

    if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
        ready |= PURPLE_INPUT_READ;
    if (condition & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
        ready |= PURPLE_INPUT_WRITE;
    watch->function (watch->data, g_io_channel_unix_get_fd (channel), ready);
    return G_SOURCE_CONTINUE;
}

static guint
add_watch (int fd, PurpleInputCondition wanted, PurpleInputFunction function,
           gpointer data)
{
    GIOCondition condition = G_IO_HUP | G_IO_ERR;
    if (wanted & PURPLE_INPUT_READ)
        condition |= G_IO_IN;
    if (wanted & PURPLE_INPUT_WRITE)
        condition |= G_IO_OUT | G_IO_NVAL;

    Watch *watch = g_new (Watch, 1);
    *watch = (Watch){.function = function, .data = data};
    g_autoptr (GIOChannel) channel = g_io_channel_unix_new (fd);
    return g_io_add_watch_full (channel, G_PRIORITY_DEFAULT, condition, watch_ready,
                                watch, g_free);
}

/* Turns the main loop until nothing is ready. It stops after many turns, should something
 * be ready for ever. */
void
headless_turn (Headless *h)
{
    for (guint turn = 0; turn < 10000 && g_main_context_iteration (NULL, FALSE); turn++)
        ;
}

static gboolean
keep_ticking (gpointer data)
{
    return G_SOURCE_CONTINUE;
}

/* Turns the main loop until predicate holds, at the longest for seconds. The predicate
 * may also be about the world outside, such as a file: it is asked every few
 * milliseconds. Returns what it last said. */
gboolean
headless_wait (Headless *h, HeadlessPredicate predicate, gpointer data, guint seconds)
{
    const gint64 deadline = g_get_monotonic_time () + seconds * G_TIME_SPAN_SECOND;
    const guint tick = g_timeout_add (TICK_MS, keep_ticking, NULL);
    gboolean holds = predicate (data);

    while (!holds && g_get_monotonic_time () < deadline) {
        g_main_context_iteration (NULL, TRUE);
        holds = predicate (data);
    }
    g_source_remove (tick);
    return holds;
}

/* ---- the core ---- */

static void
remove_tree (const char *path)
{
    g_autoptr (GDir) dir = NULL;
    if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        dir = g_dir_open (path, 0, NULL);

    const char *name = NULL;
    while (dir && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, name, NULL);
        remove_tree (child);
    }
    g_remove (path);
}

/* Nothing may depend on the machine's network, leave a log or speak for the writer:
 * without a word about idle time libpurple would set its own away message. */
static void
keep_to_itself (void)
{
    purple_network_force_online ();
    purple_prefs_set_bool ("/purple/logging/log_ims", FALSE);
    purple_prefs_set_bool ("/purple/logging/log_chats", FALSE);
    purple_prefs_set_bool ("/purple/logging/log_system", FALSE);
    purple_prefs_set_bool ("/purple/away/away_when_idle", FALSE);
    purple_prefs_set_string ("/purple/away/idle_reporting", "none");
    purple_prefs_set_string ("/purple/away/auto_reply", "never");
}

static void
ignore_pref (const char *name, PurplePrefType type, gconstpointer value, gpointer data)
{
}

/* libpurple 2.14 leaks the callbacks that its own log and status parts put on
 * preferences. Their numbers count up from 1, so one more tells how many there are. */
static guint
count_core_callbacks (Headless *h)
{
    const guint id = purple_prefs_connect_callback (h, "/purple", ignore_pref, NULL);
    purple_prefs_disconnect_callback (id);
    return id;
}

/* Starts libpurple in an empty user folder, with the plugins of the system and of
 * plugin_dir probed. A warning or a critical of any library ends the program from here
 * on. Aborts when libpurple does not start. */
Headless *
headless_new (const char *plugin_dir)
{
    g_return_val_if_fail (purple_get_core () == NULL, NULL);

    g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL |
                            G_LOG_LEVEL_WARNING);
    /* No bus of the desktop: a Pidgin may be running there. */
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
    /* Plugins stay mapped at the end, so that a leak is reported with its functions'
     * names, and what the protocols of the system hold in their statics is no leak. */
    g_setenv ("PURPLE_LEAKCHECK_HELP", "1", TRUE);
    signal (SIGPIPE, SIG_IGN);

    g_autoptr (GError) error = NULL;
    Headless *h = g_new0 (Headless, 1);
    h->dir = g_dir_make_tmp ("badidea-test-XXXXXX", &error);
    g_assert_no_error (error);
    h->loop_ops = (PurpleEventLoopUiOps){
        .timeout_add = g_timeout_add,
        .timeout_remove = g_source_remove,
        .input_add = add_watch,
        .input_remove = g_source_remove,
        .timeout_add_seconds = g_timeout_add_seconds,
    };

    purple_util_set_user_dir (h->dir);
    purple_eventloop_set_ui_ops (&h->loop_ops);
    headless_ui_install (h);
    purple_plugins_add_search_path (plugin_dir);
    if (!purple_core_init (UI_ID))
        g_error ("libpurple did not start");

    h->core_callbacks = count_core_callbacks (h);
    purple_set_blist (purple_blist_new ());
    purple_blist_load ();
    purple_prefs_load ();
    keep_to_itself ();
    purple_savedstatus_activate (purple_savedstatus_new (NULL, PURPLE_STATUS_AVAILABLE));
    return h;
}

/* Quits libpurple and removes the user folder. The program should end after this. */
void
headless_free (Headless *h)
{
    if (!h)
        return;

    while (headless_dismiss (h))
        ;
    for (guint id = 1; id <= h->core_callbacks; id++)
        purple_prefs_disconnect_callback (id);
    purple_core_quit ();
    headless_ui_remove (h);
    remove_tree (h->dir);
    g_free (h->dir);
    g_free (h);
}

/* The user folder; a test may keep files of its own there. */
const char *
headless_dir (Headless *h)
{
    return h->dir;
}

/* Loads a plugin that was found at the start. NULL when there is none of this id or it
 * did not load. */
PurplePlugin *
headless_load_plugin (Headless *h, const char *id)
{
    PurplePlugin *plugin = purple_plugins_find_with_id (id);
    return plugin && purple_plugin_load (plugin) ? plugin : NULL;
}

/* ---- accounts and conversations ---- */

/* Creates and registers an account, not yet enabled, so that its options can be set.
 * Aborts when the protocol is not there. The account belongs to libpurple. */
PurpleAccount *
headless_new_account (Headless *h, const char *protocol, const char *name)
{
    if (!purple_find_prpl (protocol))
        g_error ("no protocol %s: is its plugin in the folder given?", protocol);

    PurpleAccount *account = purple_account_new (name, protocol);
    purple_accounts_add (account);
    return account;
}

static gboolean
is_connected (gpointer account)
{
    return purple_account_is_connected (account);
}

/* Enables the account and waits for its connection. FALSE when none came. Serves for the
 * first connection and after purple_account_disconnect (). */
gboolean
headless_connect (Headless *h, PurpleAccount *account)
{
    purple_account_set_enabled (account, UI_ID, TRUE);
    if (purple_account_is_disconnected (account))
        purple_account_connect (account);
    return headless_wait (h, is_connected, account, CONNECT_SECONDS);
}

/* A new account, connected. Aborts when it does not connect. */
PurpleAccount *
headless_account (Headless *h, const char *protocol, const char *name)
{
    PurpleAccount *account = headless_new_account (h, protocol, name);
    if (!headless_connect (h, account))
        g_error ("%s account %s did not connect", protocol, name);
    return account;
}

typedef struct {
    PurpleAccount *account;
    const char *room;
} Joining;

static gboolean
has_joined (gpointer data)
{
    const Joining *joining = data;
    PurpleConversation *conv = purple_find_conversation_with_account (
        PURPLE_CONV_TYPE_CHAT, joining->room, joining->account);
    return conv && !purple_conv_chat_has_left (PURPLE_CONV_CHAT (conv));
}

/* Joins a room by its full name and waits until it is open. Aborts when it does not open.
 */
PurpleConversation *
headless_join (Headless *h, PurpleAccount *account, const char *room)
{
    PurpleConnection *gc = purple_account_get_connection (account);
    const PurplePluginProtocolInfo *prpl =
        PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
    g_autoptr (GHashTable) components = prpl->chat_info_defaults (gc, room);
    Joining joining = {.account = account, .room = room};

    serv_join_chat (gc, components);
    if (!headless_wait (h, has_joined, &joining, CONNECT_SECONDS))
        g_error ("room %s did not open", room);
    return purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, room, account);
}

/* How many lines of the conversation's window contain text. */
guint
headless_shown (PurpleConversation *conv, const char *text)
{
    guint count = 0;
    for (GList *l = purple_conversation_get_message_history (conv); l != NULL;
         l = l->next)
        if (strstr (purple_conversation_message_get_message (l->data), text))
            count++;
    return count;
}
