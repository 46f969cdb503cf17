/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

static const char *const decisions[BI_N_DECISIONS] = {
    [BI_DECISION_HELD] = "held",           [BI_DECISION_EDITED] = "edited",
    [BI_DECISION_CONFIRMED] = "confirmed", [BI_DECISION_POSTED] = "posted",
    [BI_DECISION_DISCARDED] = "discarded",
};

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
    g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

    if (valid == NULL)
        return;
    json_builder_set_member_name (builder, name);
    json_builder_add_string_value (builder, valid);
}

static char *
serialise (const BiJournalLine *line)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *json = NULL;
    g_autofree char *hash =
        line->text != NULL
            ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, line->text, -1)
            : NULL;

    json_builder_begin_object (builder);
    add_text (builder, "time", line->time);
    add_text (builder, "decision", decisions[line->decision]);
    add_text (builder, "protocol", line->protocol);
    add_text (builder, "account", line->account);
    add_text (builder, "surface", line->surface);
    add_text (builder, "conversation", line->conversation);
    add_text (builder, "held", line->held);
    json_builder_set_member_name (builder, "rules");
    json_builder_begin_array (builder);
    for (gsize i = 0; line->rules != NULL && line->rules[i] != NULL; i++)
        json_builder_add_string_value (builder, line->rules[i]);
    json_builder_end_array (builder);
    add_text (builder, "sha256", hash);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    json = json_to_string (root, FALSE);
    return g_strconcat (json, "\n", NULL);
}

/* Appends one line, in one write, to the file at @path, which only its owner can read.
 * FALSE: it was not written, or not whole, and @error says why. */
gboolean
bi_journal_append (const char *path, const BiJournalLine *line, GError **error)
{
    g_autofree char *json = serialise (line);
    g_autofree char *folder = g_path_get_dirname (path);
    gssize length = strlen (json);
    gssize written = -1;
    int code;
    int fd;

    g_mkdir_with_parents (folder, 0700);
    fd = g_open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0)
        written = write (fd, json, length);
    code = errno;
    if (fd >= 0)
        g_close (fd, NULL);
    if (written == length)
        return TRUE;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                 "cannot write to the journal %s: %s", path,
                 written >= 0 ? "the disk is full" : g_strerror (code));
    return FALSE;
}
