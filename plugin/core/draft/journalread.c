/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/journal.h"

#include "nesting.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* While the journal is being read. */
typedef struct {
    BiPlace place;
    GPtrArray *problems;
    BiJournalFunc use;
    gpointer data;
} Reader;

/* Returns: (nullable): where there is no text of that name */
static const char *
find_text (JsonObject *object, const char *name)
{
    JsonNode *node = json_object_get_member (object, name);
    gboolean is_text = node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;

    return is_text ? json_node_get_string (node) : NULL;
}

/* Returns: (transfer container) (nullable), NULL-terminated */
static const char **
find_rules (JsonObject *object)
{
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    JsonNode *node = json_object_get_member (object, "rules");
    JsonArray *rules;

    if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
        return NULL;
    rules = json_node_get_array (node);
    for (guint i = 0; i < json_array_get_length (rules); i++) {
        JsonNode *id = json_array_get_element (rules, i);
        if (json_node_get_value_type (id) != G_TYPE_STRING)
            return NULL;
        g_ptr_array_add (ids, (gpointer) json_node_get_string (id));
    }
    g_ptr_array_add (ids, NULL);
    return (const char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/* Returns: BI_N_DECISIONS when it is none */
static BiDecision
find_decision (JsonObject *object)
{
    const char *name = find_text (object, "decision");
    BiDecision decision = 0;

    while (decision < BI_N_DECISIONS &&
           g_strcmp0 (name, bi_decision_to_string (decision)) != 0)
        decision++;
    return decision;
}

/* Returns: FALSE when it is no line that a journal has */
static gboolean
use_object (const Reader *reader, JsonObject *object)
{
    g_autofree const char **rules = find_rules (object);
    BiJournalLine line = {.decision = find_decision (object),
                          .time = find_text (object, "time"),
                          .protocol = find_text (object, "protocol"),
                          .account = find_text (object, "account"),
                          .surface = find_text (object, "surface"),
                          .conversation = find_text (object, "conversation"),
                          .held = find_text (object, "held"),
                          .rules = (const char *const *) rules};

    if (g_strcmp0 (find_text (object, "kind"), "problem") == 0)
        return TRUE;
    if (line.decision == BI_N_DECISIONS || line.rules == NULL)
        return FALSE;
    reader->use (&line, reader->data);
    return TRUE;
}

static gboolean
use_line (const Reader *reader, const char *text, gsize length)
{
    g_autoptr (JsonParser) parser = json_parser_new ();
    JsonNode *root;

    if (!g_utf8_validate_len (text, length, NULL) || !bi_nesting_is_flat (text) ||
        !json_parser_load_from_data (parser, text, (gssize) length, NULL))
        return FALSE;
    root = json_parser_get_root (parser);
    return root != NULL && JSON_NODE_HOLDS_OBJECT (root) &&
           use_object (reader, json_node_get_object (root));
}

static void
read_lines (Reader *reader, FILE *stream)
{
    char *text = NULL;
    gsize size = 0;
    gssize length;

    while ((length = getline (&text, &size, stream)) >= 0) {
        gboolean is_whole = length > 0 && text[length - 1] == '\n';
        reader->place.line++;
        if (is_whole)
            text[--length] = '\0';
        if (use_line (reader, text, (gsize) length))
            continue;
        bi_problems_add (reader->problems, reader->place, BI_PROBLEM_WARNING,
                         is_whole ? "no line of a journal; it is skipped, look into it "
                                    "by hand"
                                  : "this line was cut off and is skipped; was the disk "
                                    "full?");
    }
    free (text);
}

/* Hands each decision to @use, as they were made. A line that is none, or was cut off, is
 * reported and skipped; what is wrong with rules is passed over. Returns: FALSE when the
 * file could not be read, or not to its end, which is reported too. */
gboolean
bi_journal_read (const char *path, GPtrArray *problems, BiJournalFunc use, gpointer data)
{
    Reader reader = {{path, 0, 1}, problems, use, data};
    FILE *stream = fopen (path, "re");
    gboolean failed = stream == NULL;
    int code = errno;

    if (stream != NULL) {
        errno = 0;
        read_lines (&reader, stream);
        failed = ferror (stream) != 0;
        code = errno;
        fclose (stream);
    }
    if (failed)
        bi_problems_add (problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be read: %s; check its name and permissions",
                         g_strerror (code));
    return !failed;
}
