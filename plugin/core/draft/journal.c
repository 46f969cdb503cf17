/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

static const char *const decisions[BI_N_DECISIONS] = {
    [BI_DECISION_HELD] = "held",
    [BI_DECISION_EDITED] = "edited",
    [BI_DECISION_CONFIRMED] = "confirmed",
    [BI_DECISION_POSTED] = "posted",
    [BI_DECISION_DISCARDED] = "discarded",
    [BI_DECISION_WOULD_HAVE_WARNED] = "would-have-warned",
};

/* As the journal has it. */
const char *
bi_decision_to_string (BiDecision decision)
{
    return decisions[decision];
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
    g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

    if (valid == NULL)
        return;
    json_builder_set_member_name (builder, name);
    json_builder_add_string_value (builder, valid);
}

static void
add_number (JsonBuilder *builder, const char *name, guint value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, value);
}

static void
add_line (JsonBuilder *builder, const BiJournalLine *line)
{
    g_autofree char *hash =
        line->text != NULL
            ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, line->text, -1)
            : NULL;

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
}

/* ---- the file ---- */

/* Whether the last line was cut off, by a full disk or a crash. */
static gboolean
is_torn (int fd)
{
    off_t length = lseek (fd, 0, SEEK_END);
    char last;

    return length > 0 && pread (fd, &last, 1, length - 1) == 1 && last != '\n';
}

/* In one write, so that lines of two clients do not mix. A line that was cut off is ended
 * first and does not take this one with it. */
static gboolean
append (const char *path, JsonBuilder *builder, GError **error)
{
    g_autoptr (JsonNode) root = json_builder_get_root (builder);
    g_autofree char *json = json_to_string (root, FALSE);
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *text = NULL;
    gssize length = 0;
    gssize written = -1;
    int code;
    int fd;

    g_mkdir_with_parents (folder, 0700);
    fd = g_open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0) {
        text = g_strconcat (is_torn (fd) ? "\n" : "", json, "\n", NULL);
        length = strlen (text);
        written = write (fd, text, length);
    }
    code = errno;
    if (fd >= 0)
        g_close (fd, NULL);
    if (fd >= 0 && written == length)
        return TRUE;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                 "cannot write to the journal %s: %s", path,
                 written >= 0 ? "the disk is full" : g_strerror (code));
    return FALSE;
}

/* Appends one line to the file at @path, which only its owner can read. FALSE: it was not
 * written, or not whole, and @error says why. */
gboolean
bi_journal_append (const char *path, const BiJournalLine *line, GError **error)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    add_line (builder, line);
    json_builder_end_object (builder);
    return append (path, builder, error);
}

/* Appends what is wrong with the rules, from @time (ISO 8601) on. Fails as
 * bi_journal_append(). */
gboolean
bi_journal_append_problem (const char *path, const char *time, const BiProblem *problem,
                           GError **error)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    add_text (builder, "time", time);
    add_text (builder, "kind", "problem");
    add_text (builder, "file", problem->file);
    add_number (builder, "line", problem->line);
    add_number (builder, "column", problem->column);
    add_text (builder, "message", problem->message);
    json_builder_end_object (builder);
    return append (path, builder, error);
}
