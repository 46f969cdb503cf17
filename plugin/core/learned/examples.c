/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/examples.h"

#include "badidea/layers.h"
#include "badidea/lines.h"
#include "badidea/rulefile.h"
#include "badidea/weights.h"
#include "rule/rule-private.h"

#include <string.h>

struct _BiExamples {
    GPtrArray *examples; /* BiExample */
    GPtrArray *signals;  /* names, each once, in the order in which they were met */
    GPtrArray *paths;    /* of the files; places borrow them */
};

/* A file while it is being read. */
typedef struct {
    BiExamples *examples;
    GPtrArray *problems;
    BiPlace place;
    guint layer;
    gboolean has_heading;
    gboolean damaged;   /* that one cannot be read, which was said */
    BiExampleKind kind; /* what stands below it */
    const char *signal; /* (nullable) */
} Reader;

static void
example_free (gpointer data)
{
    BiExample *example = data;
    g_free (example->text);
    g_free (example);
}

/* Returns: (transfer full) */
BiExamples *
bi_examples_new (void)
{
    BiExamples *examples = g_new0 (BiExamples, 1);

    examples->examples = g_ptr_array_new_with_free_func (example_free);
    examples->signals = g_ptr_array_new_with_free_func (g_free);
    examples->paths = g_ptr_array_new_with_free_func (g_free);
    return examples;
}

void
bi_examples_free (BiExamples *examples)
{
    if (examples == NULL)
        return;
    g_ptr_array_unref (examples->examples);
    g_ptr_array_unref (examples->signals);
    g_ptr_array_unref (examples->paths);
    g_free (examples);
}

/* The one string of that text in a list. */
static const char *
intern (GPtrArray *strings, const char *string)
{
    guint at;

    if (g_ptr_array_find_with_equal_func (strings, string, g_str_equal, &at))
        return strings->pdata[at];
    g_ptr_array_add (strings, g_strdup (string));
    return strings->pdata[strings->len - 1];
}

static BiExample *
add (BiExamples *examples, BiExampleKind kind, const char *signal, const char *text,
     BiPlace place, guint layer)
{
    BiExample *example = g_new (BiExample, 1);

    *example = (BiExample){kind, NULL, g_strdup (text), place, layer, FALSE};
    if (signal != NULL)
        example->signal = intern (examples->signals, signal);
    g_ptr_array_add (examples->examples, example);
    return example;
}

/* ---- files ---- */

static gboolean
is_name (const char *name)
{
    return name[0] != '\0' &&
           strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

static void
open_heading (Reader *reader, const char *name)
{
    reader->signal = NULL;
    if (strcmp (name, BI_EXAMPLES_ORDINARY) == 0)
        reader->kind = BI_EXAMPLE_ORDINARY;
    else if (strcmp (name, BI_EXAMPLES_CHAT) == 0)
        reader->kind = BI_EXAMPLE_CHAT;
    else {
        reader->kind = BI_EXAMPLE_OF;
        reader->signal = intern (reader->examples->signals, name);
    }
}

static void
read_heading (Reader *reader, const char *line)
{
    g_autofree char *name = g_strdup (line + 1);
    char *end = strrchr (name, ']');

    reader->has_heading = TRUE;
    reader->damaged = TRUE;
    if (end != NULL && end[1] == '\0')
        *end = '\0';
    else
        name[0] = '\0';
    if (strcmp (name, BI_SIGNAL_CHAT) == 0)
        bi_problems_add (reader->problems, reader->place, BI_PROBLEM_ERROR,
                         "\"%s\" is what we learn from [ordinary chat]; write that for "
                         "what is said in a room, or another name",
                         line);
    else if (!is_name (name) && strcmp (name, BI_EXAMPLES_CHAT) != 0)
        bi_problems_add (
            reader->problems, reader->place, BI_PROBLEM_ERROR,
            "\"%s\" is no heading; write one like [open-ask] or [ordinary], in "
            "small letters, digits and \"-\"",
            line);
    else {
        reader->damaged = FALSE;
        open_heading (reader, name);
    }
}

static void
read_line (Reader *reader, char *line)
{
    g_strstrip (line);
    if (line[0] == '\0' || strcmp (line, "#") == 0 || g_str_has_prefix (line, "# "))
        return;
    if (line[0] == '[')
        read_heading (reader, line);
    else if (reader->damaged)
        return;
    else if (!reader->has_heading)
        bi_problems_add (reader->problems, reader->place, BI_PROBLEM_ERROR,
                         "this stands under no heading; write one above it, like "
                         "[ordinary]");
    else
        add (reader->examples, reader->kind, reader->signal, line, reader->place,
             reader->layer);
}

/* Reads a file of examples, of which the good lines count, and reports what is wrong. */
void
bi_examples_parse (BiExamples *examples, const char *path, GBytes *bytes, guint layer,
                   GPtrArray *problems)
{
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    BiLines lines =
        bi_lines_begin (intern (examples->paths, path), contents, length, problems);
    Reader reader = {.examples = examples, .problems = problems, .layer = layer};

    while (bi_lines_next (&lines)) {
        reader.place = lines.place;
        if (lines.is_whole)
            read_line (&reader, lines.text);
    }
}

/* Reads all files of a layer's examples/. */
void
bi_examples_read_layer (BiExamples *examples, const char *folder, guint layer,
                        GPtrArray *problems)
{
    g_auto (GStrv) paths = bi_layers_list_files (folder, BI_FILE_EXAMPLES, problems);

    for (gsize i = 0; paths[i] != NULL; i++) {
        g_autoptr (GBytes) bytes = bi_rulefile_get_bytes (paths[i], problems);
        if (bytes != NULL)
            bi_examples_parse (examples, paths[i], bytes, layer, problems);
    }
}

/* Those of all layers, the lowest first. Returns: (transfer full) */
BiExamples *
bi_examples_read (const char *const *folders, GPtrArray *problems)
{
    BiExamples *examples = bi_examples_new ();

    for (guint i = 0; folders[i] != NULL; i++)
        bi_examples_read_layer (examples, folders[i], i, problems);
    return examples;
}

/* ---- rules ---- */

/* The hits and misses of a rule, for the signal that its id begins with, up to the dot.
 */
void
bi_examples_add_rule (BiExamples *examples, const BiRule *rule, guint layer)
{
    const char *id = bi_rule_get_id (rule);
    g_autofree char *signal = g_strndup (id, strcspn (id, "."));
    guint at;

    if (!g_ptr_array_find_with_equal_func (examples->signals, signal, g_str_equal, &at))
        return;
    for (guint i = 0; i < rule->examples->len; i++) {
        const BiLine *line = &g_array_index (rule->examples, BiLine, i);
        BiPlace place = line->place;
        place.file = intern (examples->paths, place.file);
        add (examples, line->fires ? BI_EXAMPLE_OF : BI_EXAMPLE_NOT_OF, signal,
             line->text, place, layer)
            ->is_of_rule = TRUE;
    }
}

/* ---- what there is ---- */

guint
bi_examples_get_size (const BiExamples *examples)
{
    return examples->examples->len;
}

const BiExample *
bi_examples_get (const BiExamples *examples, guint index)
{
    return examples->examples->pdata[index];
}

guint
bi_examples_count_signals (const BiExamples *examples)
{
    return examples->signals->len;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Returns: (transfer full): their names, sorted, NULL-terminated */
char **
bi_examples_list_signals (const BiExamples *examples)
{
    GPtrArray *names = g_ptr_array_new ();

    for (guint i = 0; i < examples->signals->len; i++)
        g_ptr_array_add (names, g_strdup (examples->signals->pdata[i]));
    g_ptr_array_sort (names, compare_names);
    g_ptr_array_add (names, NULL);
    return (char **) g_ptr_array_free (names, FALSE);
}

/* What tells these examples from others: their texts and headings in their order, not
 * their files. Returns: (transfer full) */
char *
bi_examples_digest (const BiExamples *examples)
{
    g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

    for (guint i = 0; i < examples->examples->len; i++) {
        const BiExample *example = examples->examples->pdata[i];
        const guchar kind = (guchar) example->kind;
        if (example->is_of_rule)
            continue;
        g_checksum_update (sum, &kind, 1);
        if (example->signal != NULL)
            g_checksum_update (sum, (const guchar *) example->signal, -1);
        g_checksum_update (sum, (const guchar *) "\n", 1);
        g_checksum_update (sum, (const guchar *) example->text, -1);
        g_checksum_update (sum, (const guchar *) "\n", 1);
    }
    return g_strdup (g_checksum_get_string (sum));
}
