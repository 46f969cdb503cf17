/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

struct _Server {
    ServerKind kind;
    guint16 port;
    char *dir;
    GSubprocess *guard;
};

typedef struct {
    const char *name;
    const char *program;      /* below the servers' folder */
    const char *config;       /* its template is tests/servers/CONFIG.in */
    const char *const *probe; /* ends at once, well, if the libraries are there */
    const char *const *arguments;
    const char *ready; /* the log's line, up to the port */
    const char *taken; /* the log's words for a port in use */
} Kind;

static const char *const ngircd_probe[] = {"@PROGRAM@", "--version", NULL};
static const char *const ngircd_arguments[] = {"@PROGRAM@", "-n", "-f",
                                               "@DIR@/ngircd.conf", NULL};
static const char *const prosody_probe[] = {"lua5.4", "-l", "lxp", "-l", "socket", "-l",
                                            "lfs",    "-l", "ssl", "-e", "",       NULL};
static const char *const prosody_arguments[] = {
    "lua5.4", "@PROGRAM@", "--config", "@DIR@/prosody.cfg.lua", "--no-daemonize", NULL};

static const Kind kinds[SERVER_N_KINDS] = {
    [SERVER_NGIRCD] = {"ngIRCd", "usr/sbin/ngircd", "ngircd.conf", ngircd_probe,
                       ngircd_arguments,
                       "Now listening on [127.0.0.1]:", "Address already in use"},
    [SERVER_PROSODY] = {"Prosody", "usr/bin/prosody", "prosody.cfg.lua", prosody_probe,
                        prosody_arguments, "Activated service 'c2s' on [127.0.0.1]:",
                        "Failed to open server port"},
};

/* Runs the server until its standard input gives a line or ends, which it also does when
 * the test dies in whatever way; then removes the folder. PR_SET_PDEATHSIG would not do:
 * ngIRCd started by root becomes another user, and the kernel then forgets the signal. */
static const char guard_script[] =
    "dir=$1; shift\n"
    "trap : INT HUP TERM\n"
    "exec 3<&0 </dev/null >>\"$dir/log\" 2>&1\n"
    "\"$@\" 3<&- & server=$!\n"
    "{ read -r line <&3; kill -KILL $server; } 2>/dev/null & watcher=$!\n"
    "wait $server; echo $? >\"$dir/exited\"\n"
    "wait $watcher; wait\n"
    "rm -rf -- \"$dir\"\n";

#define START_SECONDS 20
#define START_TRIES   5
#define POLL_USEC     2000

static char *
program_path (ServerKind kind)
{
    const char *dir = g_getenv ("BADIDEA_SERVERS");
    g_autofree char *path =
        g_build_filename (dir != NULL ? dir : "build/servers", kinds[kind].program, NULL);

    return g_canonicalize_filename (path, NULL);
}

static char *
fill_in (const char *text, const char *program, const char *dir, guint port)
{
    g_autoptr (GString) filled = g_string_new (text);
    g_autofree char *number = g_strdup_printf ("%u", port);

    g_string_replace (filled, "@PROGRAM@", program, 0);
    g_string_replace (filled, "@DIR@", dir, 0);
    g_string_replace (filled, "@PORT@", number, 0);
    return g_string_free (g_steal_pointer (&filled), FALSE);
}

static void
add_arguments (GPtrArray *argv, const char *const *arguments, const char *program,
               const char *dir)
{
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add (argv, fill_in (*arguments, program, dir, 0));
    g_ptr_array_add (argv, NULL);
}

/* A sanitizer preloaded for the test is none of the server's business. */
static GSubprocess *
spawn (GSubprocessFlags flags, GPtrArray *argv, GError **error)
{
    g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);

    g_subprocess_launcher_unsetenv (launcher, "LD_PRELOAD");
    return g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata,
                                         error);
}

static gboolean
probe (ServerKind kind, const char *program, GError **error)
{
    g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *problem = NULL;

    add_arguments (argv, kinds[kind].probe, program, "");
    g_autoptr (GSubprocess) process = spawn (
        G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, argv, error);
    if (process == NULL ||
        !g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &problem, error))
        return FALSE;
    if (g_subprocess_get_successful (process))
        return TRUE;
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "%s does not run; install the libraries that the Makefile names: %s",
                 kinds[kind].name, g_strdelimit (problem, "\n", ' '));
    return FALSE;
}

static gboolean
is_unpacked (const char *program, GError **error)
{
    if (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE))
        return TRUE;
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "there is no %s; run tests/servers/fetch", program);
    return FALSE;
}

/* Whether this server can run here; if not, *reason says why and what to do. */
gboolean
server_available (ServerKind kind, char **reason)
{
    g_return_val_if_fail (kind < SERVER_N_KINDS && reason != NULL, FALSE);
    g_autofree char *program = program_path (kind);
    g_autoptr (GError) error = NULL;

    *reason = NULL;
    if (is_unpacked (program, &error) && probe (kind, program, &error))
        return TRUE;
    *reason = g_strdup (error->message);
    return FALSE;
}

/* Skips the running test, visibly, if the server cannot run. In CI (environment variable
 * CI) that is a failure. Returns TRUE if the test should return. */
gboolean
server_skip (ServerKind kind)
{
    g_autofree char *reason = NULL;

    if (server_available (kind, &reason))
        return FALSE;
    if (g_getenv ("CI") != NULL)
        g_test_fail_printf ("%s", reason);
    else
        g_test_skip (reason);
    return TRUE;
}

/* A port that was free a moment ago; 0 on failure. */
static guint16
find_free_port (GError **error)
{
    g_autoptr (GInetAddress) loopback =
        g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
    g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
    g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                               G_SOCKET_PROTOCOL_TCP, error);

    if (socket == NULL || !g_socket_bind (socket, any, FALSE, error))
        return 0;
    g_autoptr (GSocketAddress) bound = g_socket_get_local_address (socket, error);
    return bound != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound))
                         : 0;
}

static gboolean
write_config (const Server *server, GError **error)
{
    const char *config = kinds[server->kind].config;
    const char *source = g_getenv ("G_TEST_SRCDIR");
    g_autofree char *from =
        g_strdup_printf ("%s/tests/servers/%s.in", source != NULL ? source : ".", config);
    g_autofree char *to = g_build_filename (server->dir, config, NULL);
    g_autofree char *include = g_build_filename (server->dir, "include", NULL);
    g_autofree char *template = NULL;

    if (!g_file_get_contents (from, &template, NULL, error))
        return FALSE;
    g_mkdir (include, 0700);
    g_autofree char *filled = fill_in (template, "", server->dir, server->port);
    return g_file_set_contents (to, filled, -1, error);
}

static gboolean
launch (Server *server, const char *program, GError **error)
{
    static const char *const shell[] = {"/bin/sh", "-c", guard_script, "server", "@DIR@"};
    g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; i < G_N_ELEMENTS (shell); i++)
        g_ptr_array_add (argv, fill_in (shell[i], program, server->dir, 0));
    add_arguments (argv, kinds[server->kind].arguments, program, server->dir);
    server->guard = spawn (G_SUBPROCESS_FLAGS_STDIN_PIPE, argv, error);
    return server->guard != NULL;
}

/* Waits for the server's own word that it listens: an answering port could be another's.
 */
static gboolean
wait_until_ready (const Server *server, GError **error)
{
    const Kind *kind = &kinds[server->kind];
    gint64 deadline = g_get_monotonic_time () + START_SECONDS * G_TIME_SPAN_SECOND;
    g_autofree char *ready = g_strdup_printf ("%s%u", kind->ready, server->port);
    g_autofree char *exited = g_build_filename (server->dir, "exited", NULL);
    g_autofree char *text = NULL;
    gboolean over = FALSE;

    do {
        over = g_file_test (exited, G_FILE_TEST_EXISTS) ||
               g_get_monotonic_time () > deadline;
        g_free (text);
        text = server_dup_log (server);
        if (strstr (text, ready) != NULL)
            return TRUE;
        if (strstr (text, kind->taken) != NULL) {
            g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                         "port %u of %s was taken meanwhile", server->port, kind->name);
            return FALSE;
        }
        g_usleep (POLL_USEC);
    } while (!over);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "%s did not get ready on port %u; its log says:\n%s", kind->name,
                 server->port, text);
    return FALSE;
}

static Server *
start_once (ServerKind kind, GError **error)
{
    g_autofree char *program = program_path (kind);

    if (!is_unpacked (program, error))
        return NULL;
    g_autoptr (Server) server = g_new0 (Server, 1);

    server->kind = kind;
    server->port = find_free_port (error);
    if (server->port == 0)
        return NULL;
    server->dir = g_dir_make_tmp ("badidea-server-XXXXXX", error);
    if (server->dir == NULL || !write_config (server, error) ||
        !launch (server, program, error) || !wait_until_ready (server, error))
        return NULL;
    return g_steal_pointer (&server);
}

/* Starts a server that listens on a loopback port of its own; it is ready on return. It
 * ends with server_free(), or with this process in whatever way that ends. Expects the
 * project's folder as the current one, or in G_TEST_SRCDIR. */
Server *
server_start (ServerKind kind, GError **error)
{
    g_return_val_if_fail (kind < SERVER_N_KINDS, NULL);

    for (int tries = 1;; tries++) {
        g_autoptr (GError) problem = NULL;
        Server *server = start_once (kind, &problem);

        if (server != NULL)
            return server;
        if (tries == START_TRIES ||
            !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return NULL;
        }
    }
}

guint16
server_get_port (const Server *server)
{
    g_return_val_if_fail (server != NULL, 0);

    return server->port;
}

/* The server's private folder, which server_free() removes. */
const char *
server_get_dir (const Server *server)
{
    g_return_val_if_fail (server != NULL, NULL);

    return server->dir;
}

/* All that the server has logged so far, for the message of a failing test. */
char *
server_dup_log (const Server *server)
{
    g_autofree char *path = g_build_filename (server->dir, "log", NULL);
    char *text = NULL;

    return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

/* Makes name@localhost on Prosody; name is of lower-case letters and digits, password of
 * printable ASCII without quotes or backslashes. Writes what prosodyctl would, but at
 * once. */
gboolean
server_add_user (Server *server, const char *name, const char *password, GError **error)
{
    g_return_val_if_fail (server != NULL && server->kind == SERVER_PROSODY, FALSE);
    g_return_val_if_fail (
        strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen (name), FALSE);
    g_return_val_if_fail (strpbrk (password, "\"\\\n") == NULL, FALSE);

    g_autofree char *accounts =
        g_build_filename (server->dir, "data", "localhost", "accounts", NULL);
    g_autofree char *path = g_strdup_printf ("%s/%s.dat", accounts, name);
    g_autofree char *record =
        g_strdup_printf ("return { [\"password\"] = \"%s\"; };\n", password);

    if (g_mkdir_with_parents (accounts, 0700) != 0) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot make %s", accounts);
        return FALSE;
    }
    return g_file_set_contents (path, record, -1, error);
}

/* Ends the server and waits until it, its guard and its folder are gone. */
void
server_free (Server *server)
{
    if (server == NULL)
        return;
    if (server->guard != NULL) {
        /* A line, not only an end: a forked child of the test may hold the pipe open. */
        GOutputStream *input = g_subprocess_get_stdin_pipe (server->guard);

        g_output_stream_write_all (input, "\n", 1, NULL, NULL, NULL);
        g_output_stream_close (input, NULL, NULL);
        g_subprocess_wait (server->guard, NULL, NULL);
    }
    if (server->dir != NULL)
        g_rmdir (server->dir); /* still there, and empty, if nothing was started */
    g_clear_object (&server->guard);
    g_free (server->dir);
    g_free (server);
}
