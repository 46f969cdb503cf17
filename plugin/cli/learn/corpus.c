/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Ordinary posts, an object a line with "text" and "source". */
static const struct {
    const char *name;
    BiPostKind kind;
} files[] = {
    {"benign_real.jsonl", BI_POST_OF_BRAND},
    {"benign_chat.jsonl", BI_POST_OF_CHAT},
};

/* Sources whose licence lets weights be made from them. All others are only measured on.
 */
static const struct {
    const char *mark; /* in "source" */
    const char *name;
} sources[] = {
    {"IBM twitter-customer-care",
     "IBM twitter-customer-care-document-prediction (Apache-2.0)"},
    {"irc-disentanglement", "jkkummerfeld/irc-disentanglement (CC BY 4.0)"},
};

static void
post_free (gpointer data)
{
    BiPost *post = data;
    g_free (post->text);
    g_free (post);
}

static BiPostUse
use_of (const char *source)
{
    for (gsize i = 0; source != NULL && i < G_N_ELEMENTS (sources); i++)
        if (strstr (source, sources[i].mark) != NULL)
            return BI_POST_LEARN;
    return BI_POST_MEASURE;
}

/* Blanks as "check --lines" would meet them. Returns: (transfer full) */
static char *
join_lines (const char *text)
{
    g_autoptr (GString) line = g_string_new (NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
        if (g_unichar_isspace (g_utf8_get_char (at)))
            g_string_append_c (line, ' ');
        else
            g_string_append_len (line, at, g_utf8_next_char (at) - at);
    return g_string_free (g_steal_pointer (&line), FALSE);
}

/* Returns: (nullable): NULL if it is no string */
static const char *
get_string (JsonNode *node, const char *name)
{
    JsonNode *member = JSON_NODE_HOLDS_OBJECT (node)
                           ? json_object_get_member (json_node_get_object (node), name)
                           : NULL;

    return member != NULL && JSON_NODE_HOLDS_VALUE (member) &&
                   json_node_get_value_type (member) == G_TYPE_STRING
               ? json_node_get_string (member)
               : NULL;
}

static gboolean
read_post (const char *line, BiPostKind kind, GPtrArray *posts, GError **error)
{
    g_autoptr (JsonNode) node = json_from_string (line, error);
    const char *text;
    BiPost *post;

    if (node == NULL)
        return FALSE;
    text = get_string (node, "text");
    if (text == NULL) {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                     "no \"text\" in %.40s; each line is an object that has one", line);
        return FALSE;
    }
    post = g_new (BiPost, 1);
    post->use = use_of (get_string (node, "source"));
    post->kind = kind;
    post->text = join_lines (text);
    g_ptr_array_add (posts, post);
    return TRUE;
}

/* The ordinary posts of a corpus. Returns: (transfer full) (nullable) (element-type
 * BiPost)
 */
GPtrArray *
bi_corpus_read (const char *folder, GError **error)
{
    g_autoptr (GPtrArray) posts = g_ptr_array_new_with_free_func (post_free);

    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *path = g_build_filename (folder, files[i].name, NULL);
        g_autofree char *contents = NULL;
        g_auto (GStrv) lines = NULL;
        if (!g_file_get_contents (path, &contents, NULL, error))
            return NULL;
        lines = g_strsplit (contents, "\n", -1);
        for (gsize j = 0; lines[j] != NULL; j++)
            if (lines[j][0] != '\0' &&
                !read_post (lines[j], files[i].kind, posts, error)) {
                g_prefix_error (error, "%s:%zu: ", path, j + 1);
                return NULL;
            }
    }
    return g_steal_pointer (&posts);
}

/* Which posts weights are made from, for whoever wants to know. Returns: (transfer full)
 */
char *
bi_corpus_describe (const GPtrArray *posts)
{
    g_autoptr (GString) text = g_string_new (NULL);
    guint n_learned = 0;

    for (guint i = 0; i < posts->len; i++)
        n_learned += ((BiPost *) posts->pdata[i])->use == BI_POST_LEARN;
    g_string_printf (text, "figures of %u ordinary posts of ", n_learned);
    for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? " and " : "", sources[i].name);
    g_string_append_printf (text, "; thresholds measured on these and %u more",
                            posts->len - n_learned);
    return g_string_free (g_steal_pointer (&text), FALSE);
}
