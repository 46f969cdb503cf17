/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/held.h"

#include "badidea/rulefile.h"

#include "nesting.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#define SUFFIX ".json"

/* Bytes that no file of ours reaches. */
#define LARGEST (16 * 1024 * 1024)

/* The id is the name of the file. */
static const struct {
    const char *name;
    gsize field;
} texts[] = {
    {"time", G_STRUCT_OFFSET (BiHeld, time)},
    {"protocol", G_STRUCT_OFFSET (BiHeld, protocol)},
    {"account", G_STRUCT_OFFSET (BiHeld, account)},
    {"surface", G_STRUCT_OFFSET (BiHeld, surface)},
    {"conversation", G_STRUCT_OFFSET (BiHeld, conversation)},
};

static const struct {
    const char *name;
    gsize field;
} lists[] = {
    {"lines", G_STRUCT_OFFSET (BiHeld, lines)},
    {"rules", G_STRUCT_OFFSET (BiHeld, rules)},
};

static const struct {
    const char *name;
    gsize field;
} flags[] = {
    {"whole", G_STRUCT_OFFSET (BiHeld, whole)},
    {"masked", G_STRUCT_OFFSET (BiHeld, is_masked)},
};

/* With an id of its own; its other fields are for the caller to fill. */
BiHeld *
bi_held_new (void)
{
    BiHeld *held = g_new0 (BiHeld, 1);

    held->id = g_uuid_string_random ();
    return held;
}

/* Returns: (transfer full) */
BiHeld *
bi_held_copy (const BiHeld *held)
{
    BiHeld *copy = g_new0 (BiHeld, 1);

    *copy = *held;
    copy->id = g_strdup (held->id);
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        char **text = G_STRUCT_MEMBER_P (copy, texts[i].field);
        *text = g_strdup (*text);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
        char ***list = G_STRUCT_MEMBER_P (copy, lists[i].field);
        *list = g_strdupv (*list);
    }
    copy->masked = g_strdupv (held->masked);
    copy->secrets = held->secrets != NULL ? g_array_copy (held->secrets) : NULL;
    return copy;
}

void
bi_held_free (BiHeld *held)
{
    if (held == NULL)
        return;
    g_free (held->id);
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        g_free (*(char **) G_STRUCT_MEMBER_P (held, texts[i].field));
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
        g_strfreev (*(char ***) G_STRUCT_MEMBER_P (held, lists[i].field));
    g_clear_pointer (&held->secrets, g_array_unref);
    g_strfreev (held->masked);
    g_free (held);
}

/* JSON is UTF-8. What is not, as another plugin might hand it over, is kept whole all the
 * same. */
static void
add_text (JsonBuilder *builder, const char *text)
{
    g_autofree char *bytes = NULL;

    if (text == NULL || g_utf8_validate (text, -1, NULL)) {
        json_builder_add_string_value (builder, text != NULL ? text : "");
        return;
    }
    bytes = g_base64_encode ((const guchar *) text, strlen (text));
    json_builder_begin_object (builder);
    json_builder_set_member_name (builder, "base64");
    json_builder_add_string_value (builder, bytes);
    json_builder_end_object (builder);
}

static gboolean
holds_string (JsonNode *node)
{
    return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* Returns: (transfer full) (nullable): NULL when there is no text at @node */
static char *
read_text (JsonNode *node)
{
    gsize length;

    if (holds_string (node))
        return json_node_dup_string (node);
    if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        return NULL;
    node = json_object_get_member (json_node_get_object (node), "base64");
    if (!holds_string (node))
        return NULL;
    return (char *) g_base64_decode (json_node_get_string (node), &length);
}

static void
add_flags (JsonBuilder *builder, const BiHeld *held)
{
    BiHeld written = *held;

    written.is_masked |= held->masked != NULL && !held->whole;
    for (gsize i = 0; i < G_N_ELEMENTS (flags); i++) {
        if (!G_STRUCT_MEMBER (gboolean, &written, flags[i].field))
            continue;
        json_builder_set_member_name (builder, flags[i].name);
        json_builder_add_boolean_value (builder, TRUE);
    }
}

static char *
serialise (const BiHeld *held)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;

    json_builder_begin_object (builder);
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        json_builder_set_member_name (builder, texts[i].name);
        add_text (builder, G_STRUCT_MEMBER (char *, held, texts[i].field));
    }
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
        gboolean is_lines = lists[i].field == G_STRUCT_OFFSET (BiHeld, lines);
        char **list = is_lines ? bi_held_get_written (held)
                               : G_STRUCT_MEMBER (char **, held, lists[i].field);
        json_builder_set_member_name (builder, lists[i].name);
        json_builder_begin_array (builder);
        for (gsize j = 0; list != NULL && list[j] != NULL; j++)
            add_text (builder, list[j]);
        json_builder_end_array (builder);
    }
    add_flags (builder, held);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    return json_to_string (root, TRUE);
}

/* So that the name of a new file survives a power cut as well as its bytes. */
static void
sync_folder (const char *folder)
{
    int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

    if (fd < 0)
        return;
    fsync (fd);
    g_close (fd, NULL);
}

static char *
path_of (const char *folder, const char *id)
{
    g_autofree char *name = g_strconcat (id, SUFFIX, NULL);
    return g_build_filename (folder, name, NULL);
}

/* Writes the draft to a file of its own, whole or not at all, readable by its owner only.
 * FALSE: nothing is safe, and @error says why. */
gboolean
bi_held_save (const char *folder, const BiHeld *held, GError **error)
{
    g_autofree char *path = path_of (folder, held->id);
    g_autofree char *json = serialise (held);

    if (strlen (json) > LARGEST) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "it is too large");
        return FALSE;
    }
    if (g_mkdir_with_parents (folder, 0700) != 0) {
        int code = errno;
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                     "cannot make the folder %s: %s", folder, g_strerror (code));
        return FALSE;
    }
    if (!g_file_set_contents_full (
            path, json, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
            0600, error))
        return FALSE;
    sync_folder (folder);
    return TRUE;
}

/* Removes what was held. That it is gone already is no error. */
gboolean
bi_held_remove (const char *folder, const char *id, GError **error)
{
    g_autofree char *path = path_of (folder, id);

    if (g_unlink (path) != 0 && errno != ENOENT) {
        int code = errno;
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code),
                     "cannot remove %s: %s", path, g_strerror (code));
        return FALSE;
    }
    sync_folder (folder);
    return TRUE;
}

static char **
read_list (JsonObject *object, const char *name)
{
    g_autoptr (GStrvBuilder) list = g_strv_builder_new ();
    JsonNode *node = json_object_get_member (object, name);

    if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
        return NULL;
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
        g_autofree char *text =
            read_text (json_array_get_element (json_node_get_array (node), i));
        if (text == NULL)
            return NULL;
        g_strv_builder_add (list, text);
    }
    return g_strv_builder_end (list);
}

static BiHeld *
deserialise (JsonNode *root)
{
    g_autoptr (BiHeld) held = g_new0 (BiHeld, 1);
    JsonObject *object;

    if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
        return NULL;
    object = json_node_get_object (root);
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        char **text = G_STRUCT_MEMBER_P (held, texts[i].field);
        *text = read_text (json_object_get_member (object, texts[i].name));
        if (*text == NULL)
            return NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
        char ***list = G_STRUCT_MEMBER_P (held, lists[i].field);
        *list = read_list (object, lists[i].name);
        if (*list == NULL)
            return NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (flags); i++) {
        JsonNode *node = json_object_get_member (object, flags[i].name);
        gboolean *flag = G_STRUCT_MEMBER_P (held, flags[i].field);
        *flag = node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
                json_node_get_boolean (node);
    }
    return g_steal_pointer (&held);
}

/* Anybody's program may have written the file. NULL without @error: it is no held draft.
 */
static BiHeld *
read_file (const char *path, GError **error)
{
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autoptr (GBytes) bytes = bi_rulefile_load (path, error);
    const char *json;
    gsize length;

    if (bytes == NULL)
        return NULL;
    json = g_bytes_get_data (bytes, &length);
    if (length > LARGEST) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "it is too large");
        return NULL;
    }
    if (strlen (json) != length || !bi_nesting_is_flat (json)) {
        g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                             "it is not as this program writes them");
        return NULL;
    }
    if (!json_parser_load_from_data (parser, json, (gssize) length, error))
        return NULL;
    return deserialise (json_parser_get_root (parser));
}

static void
add_file (GPtrArray *list, const char *folder, const char *name, GPtrArray *problems)
{
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GError) error = NULL;
    BiHeld *held = read_file (path, &error);

    if (held != NULL) {
        /* A file that was copied is a draft of its own. */
        g_free (held->id);
        held->id = g_strndup (name, strlen (name) - strlen (SUFFIX));
        g_ptr_array_add (list, held);
    } else
        bi_problems_add (
            problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
            "not a held draft (%s); it is left as it is, look into it by hand",
            error != NULL ? error->message : "parts are missing");
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
    const BiHeld *one = *(BiHeld *const *) a;
    const BiHeld *other = *(BiHeld *const *) b;

    return g_strcmp0 (one->time, other->time);
}

static void
free_held (gpointer data)
{
    bi_held_free (data);
}

/* All that is held, the oldest first. Files that cannot be read are reported and left.
 * Returns: (transfer full) (element-type BiHeld) */
GPtrArray *
bi_held_list (const char *folder, GPtrArray *problems)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (free_held);
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
    const char *name;

    if (dir == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        bi_problems_add (problems, (BiPlace){folder, 0, 0}, BI_PROBLEM_ERROR,
                         "held drafts cannot be listed (%s); check its permissions",
                         error->message);
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, SUFFIX))
            add_file (list, folder, name, problems);
    g_ptr_array_sort (list, compare_times);
    return list;
}
