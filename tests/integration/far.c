/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "far.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

#include <glib/gstdio.h>

#define PASSWORD     "secret"
#define WAIT_SECONDS 20
#define MAX_FDS      64

typedef struct {
    Far *far;
    Stage stage;
    FarFunction run;
    gpointer data;
} Test;

static void
test_free (gpointer data)
{
    Test *test = data;

    g_free (test->data);
    g_free (test);
}

/* ---- the far side ---- */

static gboolean
is_post (const Far *far, const char *line)
{
    return g_str_has_prefix (line, far->protocol->post[0]) &&
           strstr (line, far->protocol->post[1]) != NULL;
}

/* Without the number that libpurple gives each stanza, the only thing that two posts of
 * the same text differ in. */
static void
append_post (GString *posts, const char *line)
{
    const char *id = strstr (line, " id='");
    const char *end = id != NULL ? strchr (id + strlen (" id='"), '\'') : NULL;

    if (end != NULL && end < strchr (line, '>')) {
        g_string_append_len (posts, line, id - line);
        line = end + 1;
    }
    g_string_append (posts, line);
    g_string_append_c (posts, '\n');
}

/* The account itself says something that is no post, and the witness waits for it: what
 * was sent before it has arrived then. */
static void
mark (Far *far)
{
    PurpleConnection *gc = purple_account_get_connection (far->r.account);
    const PurplePluginProtocolInfo *prpl =
        PURPLE_PLUGIN_PROTOCOL_INFO (purple_connection_get_prpl (gc));
    g_autofree char *word = g_strdup_printf ("mark-%u.", ++far->marks);
    g_autoptr (GString) raw = g_string_new (far->protocol->mark);

    g_string_replace (raw, "%", word, 0);
    g_assert_cmpint (prpl->send_raw (gc, raw->str, (int) raw->len), >, 0);
    g_assert_true (witness_wait (far->witness, word, 1, WAIT_SECONDS));
}

/* Nothing is on its way any longer. */
static void
wait_for_all (Far *far)
{
    headless_turn (far->r.h);
    if (purple_account_is_connected (far->r.account))
        mark (far);
    else
        g_assert_true (witness_sync (far->witness));
    headless_turn (far->r.h);
}

/* Every post that has arrived since the last call, a line each, byte for byte.
 * Returns: (transfer full) */
char *
far_take (Far *far)
{
    g_autoptr (GString) posts = g_string_new (NULL);

    wait_for_all (far);
    for (const char *const *line = witness_get_lines (far->witness); *line != NULL;
         line++)
        if (is_post (far, *line))
            append_post (posts, *line);
    witness_clear (far->witness);
    return g_string_free (g_steal_pointer (&posts), FALSE);
}

/* Likewise, the text of each alone. */
char **
far_take_bodies (Far *far)
{
    char **bodies;

    wait_for_all (far);
    bodies = witness_get_bodies (far->witness, NULL);
    witness_clear (far->witness);
    return bodies;
}

void
far_assert_arrived (Far *far, const char *posts)
{
    g_autofree char *arrived = far_take (far);

    g_assert_cmpstr (arrived, ==, posts);
}

/* Not as a post and not as anything else. */
void
far_assert_silent (Far *far)
{
    wait_for_all (far);
    g_assert_cmpuint (witness_count (far->witness, RISKY), ==, 0);
    g_assert_cmpuint (witness_count (far->witness, HARMLESS), ==, 0);
    far_assert_arrived (far, "");
}

/* ---- the near side ---- */

/* Nor do we wait for the kernel, which holds back a small packet that follows another.
 * The protocol's socket is one of those that are open. */
static void
send_at_once (void)
{
    const int yes = 1;

    for (int fd = 3; fd < MAX_FDS; fd++)
        setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
}

static void
go_online (Far *far)
{
    g_assert_true (headless_connect (far->r.h, far->r.account));
    send_at_once ();
}

/* A protocol asks the server about a room that it has joined, and is told when it has
 * left one: the answers are there, too. */
static void
wait_for_answers (Far *far)
{
    wait_for_all (far);
    g_assert_true (witness_sync (far->witness));
    headless_turn (far->r.h);
}

static PurpleConversation *
join (Far *far)
{
    PurpleConversation *conv =
        headless_join (far->r.h, far->r.account, far->protocol->room);

    wait_for_answers (far);
    return conv;
}

/* The conversation of the running test. */
PurpleConversation *
far_open (Far *far)
{
    PurpleConversation *conv =
        far->r.stage->room
            ? purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT,
                                                     far->protocol->room, far->r.account)
            : purple_conversation_new (PURPLE_CONV_TYPE_IM, far->r.account,
                                       far->protocol->buddy);

    if (conv == NULL)
        conv = join (far);
    headless_turn (far->r.h);
    return conv;
}

/* The server has noticed it, too. */
void
far_disconnect (Far *far)
{
    purple_account_disconnect (far->r.account);
    g_assert_true (witness_wait (far->witness, far->protocol->gone, 1, WAIT_SECONDS));
}

/* Returns: the conversation of the running test */
PurpleConversation *
far_reconnect (Far *far)
{
    go_online (far);
    join (far);
    return far_open (far);
}

/* The room is left and joined again, once the server has confirmed that we have left. */
PurpleConversation *
far_close_and_open (Far *far, PurpleConversation *conv)
{
    purple_conversation_destroy (conv);
    if (far->r.stage->room)
        wait_for_answers (far);
    return far_open (far);
}

/* ---- the program ---- */

static void
bring_witness (Far *far)
{
    const FarProtocol *protocol = far->protocol;
    const guint16 port = server_get_port (far->server);
    g_autoptr (GError) error = NULL;

    if (protocol->server == SERVER_PROSODY) {
        g_assert_true (server_add_user (far->server, "anna", PASSWORD, &error));
        g_assert_true (server_add_user (far->server, "ben", PASSWORD, &error));
        far->witness = witness_xmpp_new (port, "anna", PASSWORD, protocol->room, &error);
    } else {
        far->witness = witness_irc_new (port, "anna", protocol->room, &error);
    }
    g_assert_no_error (error);
}

static void
start (Far *far)
{
    g_autoptr (GError) error = NULL;

    far->server = server_start (far->protocol->server, &error);
    g_assert_no_error (error);
    bring_witness (far);
    far->r.account =
        headless_new_account (far->r.h, far->protocol->protocol, far->protocol->account);
    if (far->protocol->server == SERVER_PROSODY) {
        purple_account_set_password (far->r.account, PASSWORD);
        purple_account_set_remember_password (far->r.account, TRUE);
    }
    far->protocol->set_options (far->r.account, server_get_port (far->server));
    go_online (far);
    join (far);
}

/* The plugin is not loaded yet: first a test hears what arrives without it. */
static void
run (gconstpointer data)
{
    const Test *test = data;
    Far *far = test->far;
    g_autofree char *journal = rehearsal_path (&far->r, "journal");
    PurpleConversation *conv;

    if (far->server == NULL && server_skip (far->protocol->server))
        return;
    far->r.stage = &test->stage;
    if (far->server == NULL)
        start (far);
    headless_take_confirm (far->r.h, FALSE);
    witness_clear (far->witness);

    test->run (far, test->data);

    far_assert_silent (far);
    if (purple_plugin_is_loaded (rehearsal_core ()))
        rehearsal_unload (&far->r);
    g_assert_cmpuint (headless_open_requests (far->r.h), ==, 0);
    g_assert_cmpuint (rehearsal_n_held (&far->r), ==, 0);
    conv = purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM,
                                                  far->protocol->buddy, far->r.account);
    if (conv != NULL)
        purple_conversation_destroy (conv);
    headless_turn (far->r.h);
    g_remove (journal);
}

/* To be called first of all, before GLib has read where a user's data are. Free with
 * far_run(). */
Far *
far_new (int *argc, char ***argv, const FarProtocol *protocol)
{
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (GError) error = NULL;
    g_autofree char *home = g_dir_make_tmp ("badidea-data-XXXXXX", &error);
    Far *far = g_new0 (Far, 1);

    g_assert_no_error (error);
    g_setenv ("XDG_DATA_HOME", home, TRUE);
    g_test_init (argc, argv, NULL);
    far->protocol = protocol;
    far->r.h = headless_new (plugins != NULL ? plugins : "build/plugins");
    far->r.posts = g_string_new (NULL);
    rehearsal_set_rules (rehearsal_rules);
    return far;
}

/* @data: (transfer full) (nullable) from g_new(). The path begins with the protocol's
 * name and ends with "im" or "room". */
void
far_add (Far *far, const char *path, gboolean room, FarFunction test, gpointer data)
{
    const char *where = room ? "room" : "im";
    g_autofree char *whole =
        g_strdup_printf ("/%s/%s/%s", far->protocol->name, path, where);
    const Test added = {far, {room, far->protocol->formatted}, test, data};

    g_test_add_data_func_full (whole, g_memdup2 (&added, sizeof added), run, test_free);
}

static void
remove_rules (void)
{
    static const char *const folders[] = {"badidea/rules", "badidea", ""};

    rehearsal_set_rules (NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
        g_autofree char *path =
            g_build_filename (g_get_user_data_dir (), folders[i], NULL);
        g_rmdir (path);
    }
}

/* What main() returns. */
int
far_run (Far *far)
{
    const int result = g_test_run ();

    headless_free (far->r.h);
    witness_free (far->witness);
    server_free (far->server);
    remove_rules ();
    g_string_free (far->r.posts, TRUE);
    g_free (far);
    return result;
}
