/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "post.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

/* A line of the transcript keeps to one line: newline, carriage return and backslash
 * become escapes of two characters. */
static void
append_escaped (GString *line, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        switch (*c) {
        case '\n': g_string_append (line, "\\n"); break;
        case '\r': g_string_append (line, "\\r"); break;
        case '\\': g_string_append (line, "\\\\"); break;
        default: g_string_append_c (line, *c);
        }
    }
}

/* Opened for each line, so that the file can be read, moved or emptied meanwhile.
 * Returns 0 or an errno. */
static int
append_line (const char *path, const char *line)
{
    const int fd = g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;

    FILE *file = fdopen (fd, "a");
    if (!file) {
        const int error = errno;
        close (fd);
        return error;
    }

    const gboolean written = fputs (line, file) >= 0;
    const gboolean closed = fclose (file) == 0;
    return written && closed ? 0 : errno;
}

static void
write_transcript (PurpleConnection *gc, const char *surface, const char *where,
                  const char *text)
{
    PurpleAccount *account = purple_connection_get_account (gc);
    const char *path = purple_account_get_string (account, "transcript", NULL);
    if (!path || *path == '\0')
        return;

    g_autoptr (GString) line = g_string_new (surface);
    if (*where != '\0') {
        g_string_append_c (line, ' ');
        append_escaped (line, where);
    }
    g_string_append (line, ": ");
    append_escaped (line, text);
    g_string_append_c (line, '\n');

    const int error = append_line (path, line->str);
    if (error == 0)
        return;
    g_autofree char *reason =
        g_strdup_printf ("%s: %s; choose another file in the account's options.", path,
                         g_strerror (error));
    purple_notify_error (gc, "Rehearsal", "The transcript could not be written.", reason);
}

/* Everything that would leave passes here, once. The signal is "rehearsal-posted" on the
 * plugin's handle:
 *
 *     void posted (PurpleAccount *account, const char *surface, const char *where,
 *                  const char *text, gpointer data);
 *
 * surface is "room", "im", "topic", "status" or "invite". where is the room or the buddy,
 * for "invite" both ("#acme bob"), for "status" empty. text is what would be on the wire:
 * markup with the "newlines" option, plain text without it. */
static void
post (PurpleConnection *gc, const char *surface, const char *where, const char *text)
{
    purple_signal_emit (purple_connection_get_prpl (gc), "rehearsal-posted",
                        purple_connection_get_account (gc), surface, where, text);
    write_transcript (gc, surface, where, text);
}

static gboolean
is_plain (PurpleConnection *gc)
{
    return (gc->flags & PURPLE_CONNECTION_NO_NEWLINES) != 0;
}

/* (transfer full) */
static char *
plain_text (const char *markup)
{
    char *plain = NULL;
    purple_markup_html_to_xhtml (markup, NULL, &plain);
    return plain;
}

/* A plain connection posts line by line. An empty line is left out: an IRC server
 * refuses it. */
void
rehearsal_post_message (PurpleConnection *gc, const char *surface, const char *where,
                        const char *markup)
{
    if (!is_plain (gc)) {
        post (gc, surface, where, markup);
        return;
    }

    g_autofree char *plain = plain_text (markup);
    g_auto (GStrv) lines = g_strsplit_set (plain, "\r\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            post (gc, surface, where, *line);
}

/* text, not markup. A plain connection has no way to send a newline in a topic, a status
 * or an invitation: it becomes a blank. */
void
rehearsal_post_on_one_line (PurpleConnection *gc, const char *surface, const char *where,
                            const char *text)
{
    g_autofree char *line = g_strdup (text);
    if (is_plain (gc))
        g_strdelimit (line, "\r\n", ' ');
    post (gc, surface, where, line);
}

void
rehearsal_post_status (PurpleConnection *gc, PurpleStatus *status)
{
    const char *markup = purple_status_get_attr_string (status, "message");
    if (!markup || *markup == '\0')
        return;

    g_autofree char *text = is_plain (gc) ? plain_text (markup) : g_strdup (markup);
    rehearsal_post_on_one_line (gc, "status", "", text);
}
