/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "draftsource.h"

#include "jsonline.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct _BiDraftSource {
    const char *name;
    FILE *stream; /* (nullable) when it could not be opened or is read to its end */
    int failure;  /* errno, to be reported once */
    BiInput input;
    guint line;
    char *buffer; /* getline's */
    gsize size;
    const BiCircumstances *circumstances;
};

/* @path is "-" for standard input; it and @circumstances, which a JSON object may
 * override, are borrowed for as long as the source lives. Never fails: what cannot be
 * read is its first and only record. Returns: (transfer full) */
BiDraftSource *
bi_draft_source_new (const char *path, BiInput input,
                     const BiCircumstances *circumstances)
{
    BiDraftSource *source = g_new0 (BiDraftSource, 1);
    gboolean is_stdin = strcmp (path, "-") == 0;

    source->name = is_stdin ? "draft" : path;
    source->input = input;
    source->circumstances = circumstances;
    source->stream = is_stdin ? stdin : fopen (path, "re");
    if (source->stream == NULL)
        source->failure = errno;
    return source;
}

static void
close_stream (BiDraftSource *source)
{
    if (source->stream != NULL && source->stream != stdin)
        fclose (source->stream);
    source->stream = NULL;
}

void
bi_draft_source_free (BiDraftSource *source)
{
    if (source == NULL)
        return;
    close_stream (source);
    free (source->buffer);
    g_free (source);
}

static BiDraftRecord *
record_new (const BiDraftSource *source)
{
    BiDraftRecord *record = g_new0 (BiDraftRecord, 1);

    record->place = (BiPlace){source->name, source->line, source->line > 0};
    record->problems = bi_problems_new ();
    record->circumstances = bi_circumstances_copy (source->circumstances);
    return record;
}

void
bi_draft_record_free (BiDraftRecord *record)
{
    if (record == NULL)
        return;
    if (record->text != NULL)
        g_string_free (record->text, TRUE);
    g_ptr_array_unref (record->problems);
    bi_circumstances_free (record->circumstances);
    g_free (record);
}

/* Where the byte at @offset stands. What is before it on its line is valid UTF-8. */
static BiPlace
place_of (const BiDraftRecord *record, const char *text, gsize offset)
{
    BiPlace place = {record->place.file, MAX (record->place.line, 1), 1};
    const char *line = text;

    for (const char *at = text; at < text + offset; at++)
        if (*at == '\n') {
            place.line++;
            line = at + 1;
        }
    place.column += g_utf8_strlen (line, text + offset - line);
    return place;
}

static void
report_bad_bytes (BiDraftRecord *record, const char *text, gsize length)
{
    const char *bad;

    if (g_utf8_validate_len (text, length, &bad))
        return;
    bi_problems_add (record->problems, place_of (record, text, bad - text),
                     BI_PROBLEM_ERROR,
                     "%s, read as an unknown sign: what stands around it may be missed; "
                     "save the text as UTF-8",
                     *bad != '\0' ? "not valid UTF-8" : "a zero byte");
}

/* Reads a field that is there and not null. Returns: FALSE when it cannot be right. */
static gboolean
read_field (BiDraftRecord *record, JsonObject *object, const char *name,
            const char **value)
{
    JsonNode *node = json_object_get_member (object, name);

    *value = NULL;
    if (node == NULL || JSON_NODE_HOLDS_NULL (node))
        return TRUE;
    if (JSON_NODE_HOLDS_VALUE (node) &&
        json_node_get_value_type (node) == G_TYPE_STRING) {
        *value = json_node_get_string (node);
        return TRUE;
    }
    bi_problems_add (record->problems, record->place, BI_PROBLEM_ERROR,
                     "\"%s\" is no string; put it in double quotes", name);
    return FALSE;
}

static void
read_circumstances (BiDraftRecord *record, JsonObject *object)
{
    static const char *const names[] = {"account", "protocol", "conversation",
                                        "to",      "at",       "warned-at"};

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GError) error = NULL;
        const char *value;
        if (read_field (record, object, names[i], &value) && value != NULL &&
            !bi_circumstances_set (record->circumstances, names[i], value, &error))
            bi_problems_add (record->problems, record->place, BI_PROBLEM_ERROR,
                             "\"%s\": %s", names[i], error->message);
    }
}

/* Bytes that are not UTF-8 are reported and replaced; anything else that is wrong with
 * the line leaves the record without a text. */
static void
read_object (BiDraftRecord *record, const char *line, gsize length)
{
    g_autofree char *valid = g_utf8_make_valid (line, (gssize) length);
    g_autoptr (GError) error = NULL;
    gsize offset;
    g_autoptr (JsonNode) node = bi_json_line_parse (valid, &offset, &error);
    const char *text = NULL;

    if (node == NULL) {
        bi_problems_add (record->problems, place_of (record, valid, offset),
                         BI_PROBLEM_ERROR, "%s", error->message);
        return;
    }
    read_circumstances (record, json_node_get_object (node));
    if (read_field (record, json_node_get_object (node), "text", &text) && text == NULL)
        bi_problems_add (record->problems, record->place, BI_PROBLEM_ERROR,
                         "no \"text\"; write {\"text\": \"...\"}, one a line");
    if (text == NULL || record->problems->len > 0)
        return;
    report_bad_bytes (record, line, length);
    record->text = g_string_new (text);
}

static void
report_unreadable (BiDraftRecord *record, int failure)
{
    bi_problems_add (
        record->problems, (BiPlace){record->place.file, 0, 0}, BI_PROBLEM_ERROR,
        "cannot be read (%s); check its name and permissions", g_strerror (failure));
}

static gssize
read_line (BiDraftSource *source)
{
    gssize length = getline (&source->buffer, &source->size, source->stream);

    if (length > 0 && source->buffer[length - 1] == '\n')
        length--;
    if (length > 0 && source->buffer[length - 1] == '\r')
        length--;
    return length;
}

static BiDraftRecord *
next_line (BiDraftSource *source)
{
    gssize length = read_line (source);
    const char *line = source->buffer;
    BiDraftRecord *record;

    if (length < 0)
        return NULL;
    source->line++;
    record = record_new (source);
    if (source->input == BI_INPUT_LINES) {
        report_bad_bytes (record, line, length);
        record->text = g_string_new_len (line, length);
        return record;
    }
    if (source->line == 1 && length >= 3 && memcmp (line, "\xEF\xBB\xBF", 3) == 0) {
        line += 3;
        length -= 3;
    }
    read_object (record, line, length);
    return record;
}

static BiDraftRecord *
whole_file (BiDraftSource *source)
{
    g_autoptr (GString) contents = g_string_new (NULL);
    BiDraftRecord *record;
    char piece[8192];
    gsize length;

    while ((length = fread (piece, 1, sizeof piece, source->stream)) > 0)
        g_string_append_len (contents, piece, (gssize) length);
    if (ferror (source->stream))
        return NULL;
    close_stream (source);
    record = record_new (source);
    report_bad_bytes (record, contents->str, contents->len);
    record->text = g_steal_pointer (&contents);
    return record;
}

static BiDraftRecord *
next_record (BiDraftSource *source)
{
    BiDraftRecord *record;

    if (source->stream == NULL)
        return NULL;
    errno = 0;
    record = source->input == BI_INPUT_WHOLE ? whole_file (source) : next_line (source);
    if (record != NULL)
        return record;
    source->failure = ferror (source->stream) ? errno : 0;
    close_stream (source);
    return NULL;
}

/* Returns: (transfer full) (nullable): NULL after the last one */
BiDraftRecord *
bi_draft_source_next (BiDraftSource *source)
{
    BiDraftRecord *record = next_record (source);

    if (record != NULL || source->failure == 0)
        return record;
    record = record_new (source);
    report_unreadable (record, source->failure);
    source->failure = 0;
    return record;
}
