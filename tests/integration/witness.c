/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "witness.h"

#include <gio/gio.h>
#include <netinet/tcp.h>
#include <string.h>

#define ANSWER_SECONDS 20
/* ngIRCd takes three commands of a client at a time: let it finish what came before. */
#define SYNC_ROUNDS 8

typedef enum { IRC, XMPP } Protocol;

struct _Witness {
    Protocol protocol;
    char *name;
    GSocketConnection *connection;
    GSource *readable;
    GPtrArray *lines; /* ends with NULL */
    gboolean refused;
    GString *pending;  /* bytes of a line or stanza that is not yet complete */
    guint sync_number; /* of the last round trip */
    int depth;         /* XMPP: of the open elements, the stream itself included */
};

/* A refused login (nick in use, wrong password) is the last line that we wait for. */
static void
add_line (Witness *witness)
{
    char *line = g_strdup (witness->pending->str);

    witness->refused |=
        g_str_has_prefix (line, ":irc.test 433 ") || g_str_has_prefix (line, "<failure ");
    g_ptr_array_insert (witness->lines, (int) witness->lines->len - 1, line);
    g_string_truncate (witness->pending, 0);
}

static void
receive_irc (Witness *witness, char byte)
{
    GString *pending = witness->pending;

    if (byte == '\n') {
        g_string_truncate (pending, pending->len - g_str_has_suffix (pending->str, "\r"));
        add_line (witness);
    } else {
        g_string_append_c (pending, byte);
    }
}

/* Prosody writes ">" only where a tag ends. The stream's opening tag is not kept. */
static void
receive_xmpp (Witness *witness, char byte)
{
    GString *pending = witness->pending;

    if (pending->len > 0 || byte == '<')
        g_string_append_c (pending, byte);
    if (pending->len == 0 || byte != '>')
        return;
    const char *tag = strrchr (pending->str, '<');
    gboolean opens = tag[1] != '/' && !g_str_has_suffix (tag, "/>");

    gboolean header = tag[1] == '?' || g_str_has_prefix (tag, "<stream:stream");

    witness->depth = header ? 1 : witness->depth + opens - (tag[1] == '/');
    if (header)
        g_string_truncate (pending, 0);
    else if (witness->depth == 1)
        add_line (witness);
}

static gboolean
on_readable (GObject *stream, void *data)
{
    Witness *witness = data;
    void (*receive) (Witness *, char) =
        witness->protocol == IRC ? receive_irc : receive_xmpp;
    g_autoptr (GError) error = NULL;
    char bytes[4096];
    gssize n = g_pollable_input_stream_read_nonblocking (
        G_POLLABLE_INPUT_STREAM (stream), bytes, sizeof bytes, NULL, &error);

    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return G_SOURCE_CONTINUE;
    for (gssize i = 0; i < n; i++)
        receive (witness, bytes[i]);
    if (n > 0 && !witness->refused)
        return G_SOURCE_CONTINUE;
    g_clear_pointer (&witness->readable, g_source_unref);
    return G_SOURCE_REMOVE;
}

static Witness *
connect_to (Protocol protocol, guint16 port, const char *name, GError **error)
{
    g_autoptr (GSocketClient) client = g_socket_client_new ();

    g_socket_client_set_enable_proxy (client, FALSE);
    g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, error);
    if (connection == NULL)
        return NULL;
    g_socket_set_option (g_socket_connection_get_socket (connection),
                         G_SOCKET_PROTOCOL_TCP, TCP_NODELAY, 1, NULL);
    Witness *witness = g_new0 (Witness, 1);

    witness->protocol = protocol;
    witness->name = g_strdup (name);
    witness->lines = g_ptr_array_new_with_free_func (g_free);
    witness_clear (witness);
    witness->pending = g_string_new (NULL);
    witness->connection = g_steal_pointer (&connection);
    witness->readable = g_pollable_input_stream_create_source (
        G_POLLABLE_INPUT_STREAM (
            g_io_stream_get_input_stream (G_IO_STREAM (witness->connection))),
        NULL);
    g_source_set_callback (witness->readable, G_SOURCE_FUNC (on_readable), witness, NULL);
    g_source_attach (witness->readable, NULL);
    return witness;
}

/* Every line (without its CR LF) or stanza received, byte for byte, in order, ended by
 * NULL. The witness owns them; they change when it hears more. */
const char *const *
witness_get_lines (const Witness *witness)
{
    return (const char *const *) witness->lines->pdata;
}

/* How many of the lines hold text. */
guint
witness_count (const Witness *witness, const char *text)
{
    guint count = 0;

    for (const char *const *line = witness_get_lines (witness); *line != NULL; line++)
        count += strstr (*line, text) != NULL;
    return count;
}

static gboolean
on_timeout (void *data)
{
    return G_SOURCE_REMOVE;
}

/* Runs the default main context until count of the lines hold text. Returns FALSE after
 * that many seconds, or when the server has hung up. */
gboolean
witness_wait (Witness *witness, const char *text, guint count, double seconds)
{
    g_autoptr (GSource) timeout = g_timeout_source_new ((guint) (seconds * 1000));

    g_source_set_callback (timeout, on_timeout, NULL, NULL);
    g_source_attach (timeout, NULL);
    while (witness_count (witness, text) < count && witness->readable != NULL &&
           !g_source_is_destroyed (timeout))
        g_main_context_iteration (NULL, TRUE);
    g_source_destroy (timeout);
    return witness_count (witness, text) >= count;
}

/* Sends text and waits for an answer that holds expected, the count-th of its kind. */
static gboolean
ask (Witness *witness, const char *text, const char *expected, guint count,
     GError **error)
{
    if (witness_send_raw (witness, text) &&
        witness_wait (witness, expected, count, ANSWER_SECONDS))
        return TRUE;
    g_autofree char *said = g_strjoinv ("\n", (char **) witness->lines->pdata);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s got no \"%s\", but:\n%s",
                 witness->name, expected, said);
    return FALSE;
}

/* Logs in as nick and, unless channel is NULL, enters that channel; it is there then. */
Witness *
witness_irc_new (guint16 port, const char *nick, const char *channel, GError **error)
{
    g_autoptr (Witness) witness = connect_to (IRC, port, nick, error);

    if (witness == NULL)
        return NULL;
    g_autofree char *login =
        g_strconcat ("NICK ", nick, "\r\nUSER ", nick, " 0 * :witness",
                     channel != NULL ? "\r\nJOIN " : NULL, channel, NULL);

    if (!ask (witness, login, channel != NULL ? " 366 " : " 001 ", 1, error))
        return NULL;
    return g_steal_pointer (&witness);
}

static char *
plain_auth (const char *user, const char *password)
{
    g_autofree char *secret = g_strdup_printf ("%c%s%c%s", 0, user, 0, password);
    g_autofree char *base64 =
        g_base64_encode ((const guchar *) secret, strlen (user) + strlen (password) + 2);

    return g_strdup_printf (
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>%s</auth>",
        base64);
}

/* Logs in as user@localhost, without encryption, and, unless room is NULL, enters that
 * room ("brand@conf.localhost") under the same name; it is there on return. */
Witness *
witness_xmpp_new (guint16 port, const char *user, const char *password, const char *room,
                  GError **error)
{
    static const char open[] =
        "<?xml version='1.0'?><stream:stream to='localhost' version='1.0' "
        "xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";
    static const char bind[] =
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
        "<resource>witness</resource></bind></iq>";
    g_autoptr (Witness) witness = connect_to (XMPP, port, user, error);

    if (witness == NULL)
        return NULL;
    g_autofree char *auth = plain_auth (user, password);
    g_autofree char *join =
        g_strdup_printf ("<presence to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'>"
                         "<history maxstanzas='0'/></x></presence>",
                         room != NULL ? room : "", user);

    if (!ask (witness, open, "<stream:features", 1, error) ||
        !ask (witness, auth, "<success", 1, error) ||
        !ask (witness, open, "<stream:features", 2, error) ||
        !ask (witness, bind, "<jid>", 1, error) ||
        !ask (witness, "<presence/>", "<presence", 1, error) ||
        (room != NULL && !ask (witness, join, "<subject", 1, error)))
        return NULL;
    return g_steal_pointer (&witness);
}

/* Sends one IRC line (its CR LF is added), or XMPP stanzas. FALSE: the server is gone. */
gboolean
witness_send_raw (Witness *witness, const char *text)
{
    GOutputStream *output =
        g_io_stream_get_output_stream (G_IO_STREAM (witness->connection));
    g_autofree char *bytes =
        g_strconcat (text, witness->protocol == IRC ? "\r\n" : "", NULL);

    return g_output_stream_write_all (output, bytes, strlen (bytes), NULL, NULL, NULL);
}

/* Goes to the server and back: what others had handed to their sockets before is among
 * the lines then, so that "nothing arrived" can be asserted. FALSE: the server is gone.
 */
gboolean
witness_sync (Witness *witness)
{
    for (int round = 0; round < SYNC_ROUNDS; round++) {
        g_autofree char *id = g_strdup_printf ("sync-%u-", ++witness->sync_number);
        g_autofree char *ping = g_strdup_printf (
            witness->protocol == IRC
                ? "PING %s"
                : "<iq type='get' id='%s'><ping xmlns='urn:xmpp:ping'/></iq>",
            id);

        if (!witness_send_raw (witness, ping) ||
            !witness_wait (witness, id, 1, ANSWER_SECONDS))
            return FALSE;
    }
    return TRUE;
}

/* Forgets the lines so far. */
void
witness_clear (Witness *witness)
{
    g_ptr_array_set_size (witness->lines, 0);
    g_ptr_array_add (witness->lines, NULL);
}

void
witness_message_free (WitnessMessage *message)
{
    if (message == NULL)
        return;
    g_free (message->from);
    g_free (message->where);
    g_free (message->body);
    g_free (message->html);
    g_free (message);
}

/* ":nick!user@host PRIVMSG where :payload"; NULL for any other line. */
static WitnessMessage *
read_irc (const char *line)
{
    g_auto (GStrv) words = g_strsplit (line, " ", 4);

    if (line[0] != ':' || g_strv_length (words) < 4 || !g_str_equal (words[1], "PRIVMSG"))
        return NULL;
    WitnessMessage *message = g_new0 (WitnessMessage, 1);

    message->from = g_strndup (line + 1, strcspn (line + 1, "!"));
    message->where = g_strdup (words[2]);
    message->body = g_strdup (words[3] + (words[3][0] == ':'));
    return message;
}

/* What stands between two marks, unescaped; NULL if it is not there. */
static char *
between (const char *text, const char *open, const char *close)
{
    static const char *const entities[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}, {"&amp;", "&"}};
    const char *start = strstr (text, open);
    const char *end = start != NULL ? strstr (start + strlen (open), close) : NULL;

    if (end == NULL)
        return NULL;
    start += strlen (open);
    GString *found = g_string_new_len (start, end - start);

    for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
        g_string_replace (found, entities[i][0], entities[i][1], 0);
    return g_string_free (found, FALSE);
}

/* A <message> with a <body>, unless an error. Relies on Prosody's quotes and entities. */
static WitnessMessage *
read_xmpp (const Witness *witness, const char *stanza)
{
    g_autoptr (WitnessMessage) message = g_new0 (WitnessMessage, 1);
    g_autofree char *tag = g_strndup (stanza, strcspn (stanza, ">"));
    g_autofree char *from = between (tag, " from='", "'");
    const char *html = strstr (stanza, "<html");
    const char *end = strstr (stanza, "</html>");

    message->body = between (stanza, "<body>", "</body>");
    if (!g_str_has_prefix (tag, "<message ") || from == NULL || message->body == NULL ||
        strstr (tag, " type='error'") != NULL)
        return NULL;
    if (strstr (tag, " type='groupchat'") != NULL) {
        gsize room = strcspn (from, "/");

        message->where = g_strndup (from, room);
        message->from = g_strdup (from + room + (from[room] == '/'));
    } else {
        message->where = g_strdup (witness->name);
        message->from = g_strndup (from, strcspn (from, "@"));
    }
    if (html != NULL && end != NULL)
        message->html = g_strndup (html, (gsize) (end - html) + strlen ("</html>"));
    return g_steal_pointer (&message);
}

/* The messages heard from that sender (from anybody if NULL), transfer full. A room
 * on XMPP also repeats the witness's own. Notices and topics are lines only. */
GPtrArray *
witness_get_messages (const Witness *witness, const char *from)
{
    GPtrArray *messages =
        g_ptr_array_new_with_free_func ((GDestroyNotify) witness_message_free);

    for (const char *const *line = witness_get_lines (witness); *line != NULL; line++) {
        g_autoptr (WitnessMessage) message =
            witness->protocol == IRC ? read_irc (*line) : read_xmpp (witness, *line);

        if (message != NULL && (from == NULL || g_str_equal (message->from, from)))
            g_ptr_array_add (messages, g_steal_pointer (&message));
    }
    return messages;
}

/* The bodies of witness_get_messages() alone; transfer full. */
char **
witness_get_bodies (const Witness *witness, const char *from)
{
    g_autoptr (GPtrArray) messages = witness_get_messages (witness, from);
    char **bodies = g_new0 (char *, messages->len + 1);

    for (guint i = 0; i < messages->len; i++)
        bodies[i] = g_strdup (((WitnessMessage *) messages->pdata[i])->body);
    return bodies;
}

/* Hangs up without a goodbye. */
void
witness_free (Witness *witness)
{
    if (witness == NULL)
        return;
    if (witness->readable != NULL)
        g_source_destroy (witness->readable);
    g_clear_pointer (&witness->readable, g_source_unref);
    g_object_unref (witness->connection);
    g_string_free (witness->pending, TRUE);
    g_ptr_array_unref (witness->lines);
    g_free (witness->name);
    g_free (witness);
}
