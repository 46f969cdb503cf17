/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tests' own servers and witnesses, proved before anything is proved with them. */
#include "server.h"
#include "witness.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define GONE_SECONDS 20
#define WAIT_SECONDS 20

typedef struct {
    ServerKind kind;
    const char *name;
    const char *room;
    const char *in_room; /* what somebody sends to say %s in the room */
    const char *in_private;
    const char *escaped; /* a post as that protocol writes it */
    const char *post;    /* the same as its reader sees it */
} Case;

static const Case cases[] = {
    {SERVER_NGIRCD, "ngircd", "#brand", "PRIVMSG #brand :%s", "PRIVMSG anna :%s",
     "caf\xc3\xa9  <b>&amp;</b> \x02"
     "bold\x02 \xff :-)",
     "caf\xc3\xa9  <b>&amp;</b> \x02"
     "bold\x02 \xff :-)"},
    {SERVER_PROSODY, "prosody", "brand@conf.localhost",
     "<message type='groupchat' to='brand@conf.localhost'><body>%s</body></message>",
     "<message type='chat' to='anna@localhost'><body>%s</body></message>",
     "caf\xc3\xa9  &lt;b&gt;&amp;amp;&lt;/b&gt;\n two \xf0\x9f\x98\x80 :-)",
     "caf\xc3\xa9  <b>&amp;</b>\n two \xf0\x9f\x98\x80 :-)"},
};

static Server *
start (const Case *c)
{
    g_autoptr (GError) error = NULL;
    Server *server = server_start (c->kind, &error);

    g_assert_no_error (error);
    g_assert_nonnull (server);
    if (c->kind == SERVER_PROSODY) {
        g_assert_true (server_add_user (server, "anna", "secret", &error));
        g_assert_true (server_add_user (server, "ben", "secret", &error));
    }
    return server;
}

static Witness *
enter (const Case *c, const Server *server, const char *name)
{
    guint16 port = server_get_port (server);
    g_autoptr (GError) error = NULL;
    Witness *witness = c->kind == SERVER_NGIRCD
                           ? witness_irc_new (port, name, c->room, &error)
                           : witness_xmpp_new (port, name, "secret", c->room, &error);

    g_assert_no_error (error);
    g_assert_nonnull (witness);
    return witness;
}

static void
say (Witness *witness, const char *format, const char *text)
{
    g_auto (GStrv) halves = g_strsplit (format, "%s", 2);
    g_autofree char *whole = g_strconcat (halves[0], text, halves[1], NULL);

    g_assert_true (witness_send_raw (witness, whole));
}

/* A command line has a NUL after each argument. */
static gboolean
has_argument (const char *bytes, gsize length, const char *text)
{
    for (gsize i = 0; i < length; i += strlen (bytes + i) + 1)
        if (strstr (bytes + i, text) != NULL)
            return TRUE;
    return FALSE;
}

/* How many processes have text in their command line. */
static guint
count_processes (const char *text)
{
    g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
    const char *name = NULL;
    guint count = 0;

    g_assert_nonnull (proc);
    while ((name = g_dir_read_name (proc)) != NULL) {
        g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
        g_autofree char *line = NULL;
        gsize length = 0;

        if (g_ascii_isdigit (name[0]) && g_file_get_contents (path, &line, &length, NULL))
            count += has_argument (line, length, text);
    }
    return count;
}

static void
test_starts_and_answers (const void *data)
{
    const Case *c = data;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna = enter (c, server, "anna");

    g_assert_cmpuint (server_get_port (server), >, 0);
    g_assert_true (witness_sync (anna));
    g_autofree char *log = server_dup_log (server);
    g_assert_cmpuint (strlen (log), >, 0);
}

static void
test_two_at_once (const void *data)
{
    const Case *c = data;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) one = start (c);
    g_autoptr (Server) two = start (c);
    g_autoptr (Witness) anna = enter (c, one, "anna");
    g_autoptr (Witness) ben = enter (c, two, "ben");

    g_assert_cmpuint (server_get_port (one), !=, server_get_port (two));
    g_assert_cmpstr (server_get_dir (one), !=, server_get_dir (two));
    say (ben, c->in_room, "elsewhere");
    g_assert_true (witness_sync (ben));
    g_assert_true (witness_sync (anna));
    g_assert_cmpuint (witness_count (anna, "elsewhere"), ==, 0);
}

static void
assert_heard (const Case *c, const Witness *anna, const char *where)
{
    g_autoptr (GPtrArray) messages = witness_get_messages (anna, "ben");

    g_assert_cmpuint (messages->len, ==, 1);
    const WitnessMessage *message = messages->pdata[0];

    g_assert_cmpstr (message->body, ==, c->post);
    g_assert_cmpstr (message->where, ==, where);
    g_assert_null (message->html);
    g_autoptr (GPtrArray) others = witness_get_messages (anna, "carl");
    g_assert_cmpuint (others->len, ==, 0);
}

static void
test_post_arrives (const void *data)
{
    const Case *c = data;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna = enter (c, server, "anna");
    g_autoptr (Witness) ben = enter (c, server, "ben");

    witness_clear (anna);
    say (ben, c->in_room, c->escaped);
    g_assert_true (witness_wait (anna, c->escaped, 1, WAIT_SECONDS));
    assert_heard (c, anna, c->room);
    witness_clear (anna);
    say (ben, c->in_private, c->escaped);
    g_assert_true (witness_wait (anna, c->escaped, 1, WAIT_SECONDS));
    assert_heard (c, anna, "anna");
}

/* The words are in one write, as a client's burst would be. */
static void
test_sync_comes_after (const void *data)
{
    const Case *c = data;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna = enter (c, server, "anna");
    g_autoptr (Witness) ben = enter (c, server, "ben");
    g_autoptr (GString) burst = g_string_new (NULL);

    for (int i = 0; i < 12; i++) {
        if (i > 0 && c->kind == SERVER_NGIRCD)
            g_string_append (burst, "\r\n");
        g_string_append (burst, c->in_room);
        g_string_replace (burst, "%s", "burst", 0);
    }
    for (guint round = 1; round <= 20; round++) {
        g_assert_true (witness_send_raw (ben, burst->str));
        g_assert_true (witness_sync (anna));
        g_assert_cmpuint (witness_count (anna, "burst"), ==, 12 * (guint64) round);
    }
}

static void
test_stop_leaves_nothing (const void *data)
{
    const Case *c = data;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna = enter (c, server, "anna");
    g_autofree char *dir = g_strdup (server_get_dir (server));

    g_assert_true (g_file_test (dir, G_FILE_TEST_IS_DIR));
    g_assert_cmpuint (count_processes (dir), >, 0);
    server_free (g_steal_pointer (&server));
    g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
    g_assert_cmpuint (count_processes (dir), ==, 0);
    g_assert_false (witness_wait (anna, "never said", 1, WAIT_SECONDS));
    g_assert_false (witness_sync (anna));
}

/* The folders of servers below dir. */
static guint
count_folders (const char *dir)
{
    g_autoptr (GDir) folder = g_dir_open (dir, 0, NULL);
    guint count = 0;

    while (folder != NULL && g_dir_read_name (folder) != NULL)
        count++;
    return count;
}

/* The test runs itself again, as a process that starts a server and kills itself. */
static void
test_killed_test_leaves_nothing (const void *data)
{
    const Case *c = data;
    const char *base = g_getenv ("BADIDEA_TEST_DIES_IN");

    if (base != NULL) {
        g_autoptr (Server) server = start (c);

        g_assert_cmpuint (count_folders (base), ==, 1);
        raise (SIGKILL);
    }
    if (server_skip (c->kind))
        return;
    g_autofree char *dir = g_dir_make_tmp ("badidea-dies-XXXXXX", NULL);
    g_autoptr (GSubprocessLauncher) launcher =
        g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);

    g_subprocess_launcher_setenv (launcher, "BADIDEA_TEST_DIES_IN", dir, TRUE);
    g_subprocess_launcher_setenv (launcher, "TMPDIR", dir, TRUE);
    g_autoptr (GSubprocess) process = g_subprocess_launcher_spawn (
        launcher, NULL, "/proc/self/exe", "-p", g_test_get_path (), NULL);
    g_assert_nonnull (process);
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
    g_assert_true (g_subprocess_get_if_signaled (process));
    g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
    gint64 deadline = g_get_monotonic_time () + GONE_SECONDS * G_TIME_SPAN_SECOND;

    while (count_processes (dir) + count_folders (dir) > 0 &&
           g_get_monotonic_time () < deadline)
        g_usleep (2000);
    g_assert_cmpuint (count_processes (dir), ==, 0);
    g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
test_missing_server (const void *data)
{
    const Case *c = data;
    g_autofree char *before = g_strdup (g_getenv ("BADIDEA_SERVERS"));
    g_autofree char *reason = NULL;
    g_autoptr (GError) error = NULL;

    g_setenv ("BADIDEA_SERVERS", "/nonexistent", TRUE);
    gboolean available = server_available (c->kind, &reason);
    g_autoptr (Server) server = server_start (c->kind, &error);

    if (before != NULL)
        g_setenv ("BADIDEA_SERVERS", before, TRUE);
    else
        g_unsetenv ("BADIDEA_SERVERS");
    g_assert_false (available);
    g_assert_nonnull (strstr (reason, "tests/servers/fetch"));
    g_assert_null (server);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, "/nonexistent"));
}

static void
test_html (void)
{
    static const char html[] =
        "<html xmlns='http://jabber.org/protocol/xhtml-im'>"
        "<body xmlns='http://www.w3.org/1999/xhtml'><b>no</b> &amp; yes</body></html>";
    static const char format[] =
        "<message type='chat' to='anna@localhost'><active xmlns='x'/>"
        "<body>no &amp; yes</body>%s</message><message "
        "to='anna@localhost'><gone/></message>";
    const Case *c = &cases[SERVER_PROSODY];

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna = enter (c, server, "anna");
    g_autoptr (Witness) ben = enter (c, server, "ben");

    say (ben, format, html);
    g_assert_true (witness_wait (anna, "<gone/>", 1, WAIT_SECONDS));
    g_autoptr (GPtrArray) messages = witness_get_messages (anna, "ben");
    g_assert_cmpuint (messages->len, ==, 1);
    const WitnessMessage *message = messages->pdata[0];

    g_assert_cmpstr (message->body, ==, "no & yes");
    g_assert_cmpstr (message->html, ==, html);
    g_auto (GStrv) bodies = witness_get_bodies (anna, "ben");
    g_assert_cmpstrv (bodies, ((const char *const[]){"no & yes", NULL}));
}

static void
test_wrong_password (void)
{
    const Case *c = &cases[SERVER_PROSODY];
    g_autoptr (GError) error = NULL;

    if (server_skip (c->kind))
        return;
    g_autoptr (Server) server = start (c);
    g_autoptr (Witness) anna =
        witness_xmpp_new (server_get_port (server), "anna", "guess", c->room, &error);

    g_assert_null (anna);
    g_assert_nonnull (strstr (error->message, "not-authorized"));
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *name;
        GTestDataFunc run;
    } tests[] = {
        {"starts-on-a-free-port-and-answers", test_starts_and_answers},
        {"two-at-once-do-not-collide", test_two_at_once},
        {"a-post-arrives-byte-for-byte", test_post_arrives},
        {"a-sync-comes-after-what-was-posted", test_sync_comes_after},
        {"a-stop-leaves-no-process-and-no-folder", test_stop_leaves_nothing},
        {"a-killed-test-leaves-none-either", test_killed_test_leaves_nothing},
    };

    g_test_init (&argc, &argv, NULL);
    /* First, while there is one thread only: it changes the environment. */
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf (
            "/servers/a-missing-%s-is-reported-with-what-to-do", cases[i].name);

        g_test_add_data_func (path, &cases[i], test_missing_server);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        for (gsize j = 0; j < G_N_ELEMENTS (tests); j++) {
            g_autofree char *path =
                g_strdup_printf ("/servers/%s/%s", cases[i].name, tests[j].name);

            g_test_add_data_func (path, &cases[i], tests[j].run);
        }
    g_test_add_func ("/servers/prosody/html-comes-as-it-was-sent", test_html);
    g_test_add_func ("/servers/prosody/a-wrong-password-is-refused", test_wrong_password);
    return g_test_run ();
}
