/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot.h"

#include "badidea/rulefile.h"

#include <string.h>

/* While the files are being read. */
typedef struct {
    BiSnapshot *snapshot;
    const BiSnapshot *previous; /* (nullable) */
    const BiOnly *file;         /* (nullable) */
} Reader;

static void
file_free (gpointer data)
{
    BiFile *file = data;
    g_free (file->path);
    g_bytes_unref (file->fresh);
    g_bytes_unref (file->good);
    g_free (file);
}

/* Returns: (nullable) */
static const BiFile *
find_file (const BiSnapshot *snapshot, const char *path)
{
    for (guint i = 0; snapshot != NULL && i < snapshot->files->len; i++) {
        const BiFile *file = snapshot->files->pdata[i];
        if (strcmp (file->path, path) == 0)
            return file;
    }
    return NULL;
}

/* With what is remembered of it. Returns: (transfer none) */
static BiFile *
add_file (Reader *reader, const char *path, BiFileKind kind)
{
    const BiFile *before = find_file (reader->previous, path);
    BiFile *file = g_new0 (BiFile, 1);

    file->path = g_strdup (path);
    file->kind = kind;
    file->layer = reader->snapshot->n_layers;
    if (before != NULL && before->good != NULL)
        file->good = g_bytes_ref (before->good);
    g_ptr_array_add (reader->snapshot->files, file);
    return file;
}

static void
read_file (Reader *reader, const char *path, BiFileKind kind)
{
    BiFile *file = add_file (reader, path, kind);

    file->fresh = bi_rulefile_get_bytes (path, reader->snapshot->problems);
}

/* Nobody can say what has become of the files of a folder that cannot be opened, so they
 * stay what they were. */
static void
keep_files (Reader *reader, const char *layer, BiFileKind kind)
{
    g_autofree char *folder = bi_layers_get_folder (layer, kind);
    g_autofree char *prefix = g_strconcat (folder, G_DIR_SEPARATOR_S, NULL);

    for (guint i = 0; reader->previous != NULL && i < reader->previous->files->len; i++) {
        const BiFile *file = reader->previous->files->pdata[i];
        if (file->kind == kind && g_str_has_prefix (file->path, prefix))
            add_file (reader, file->path, kind);
    }
}

static void
read_files (Reader *reader, const char *layer, BiFileKind kind)
{
    guint before = reader->snapshot->problems->len;
    g_auto (GStrv) paths = bi_layers_list_files (layer, kind, reader->snapshot->problems);

    if (reader->snapshot->problems->len > before)
        keep_files (reader, layer, kind);
    for (gsize i = 0; paths[i] != NULL; i++)
        read_file (reader, paths[i], kind);
}

/* The file that was named is read as it was named, if the layer holds it or not. */
static void
read_named (Reader *reader, const char *layer)
{
    g_auto (GStrv) paths =
        bi_layers_list_files (layer, BI_FILE_RULES, reader->snapshot->problems);
    g_autofree char *name = g_path_get_basename (reader->file->path);
    gboolean is_read = FALSE;

    for (gsize i = 0; paths[i] != NULL; i++) {
        g_autofree char *other = g_path_get_basename (paths[i]);
        gboolean is_named = strcmp (other, name) == 0;
        is_read |= is_named;
        if (is_named || !reader->file->is_alone)
            read_file (reader, is_named ? reader->file->path : paths[i], BI_FILE_RULES);
    }
    if (!is_read)
        read_file (reader, reader->file->path, BI_FILE_RULES);
}

static void
read_layer (Reader *reader, const char *layer, gboolean is_last)
{
    guint before = reader->snapshot->problems->len;
    gboolean is_open = bi_rulefile_can_open (layer, reader->snapshot->problems);
    gboolean is_lost = reader->snapshot->problems->len > before;

    for (BiFileKind kind = 0; kind < BI_FILE_EXAMPLES; kind++)
        if (is_lost)
            keep_files (reader, layer, kind);
        else if (is_last && reader->file != NULL && kind == BI_FILE_RULES)
            read_named (reader, layer);
        else if (is_open)
            read_files (reader, layer, kind);
    reader->snapshot->n_layers++;
}

/* Reads all layers and, as one more, @situation (nullable). @file: (nullable).
 * @previous: (nullable) what the last good versions are taken from. Returns: (transfer
 * full) */
BiSnapshot *
bi_snapshot_new (const char *const *layers, const char *situation, const BiOnly *file,
                 const BiSnapshot *previous)
{
    BiSnapshot *snapshot = g_new0 (BiSnapshot, 1);
    Reader reader = {snapshot, previous, file};

    snapshot->folders = g_strdupv ((char **) layers);
    snapshot->files = g_ptr_array_new_with_free_func (file_free);
    snapshot->problems = bi_problems_new ();
    snapshot->is_alone =
        file != NULL && file->is_alone && g_strv_length (snapshot->folders) == 1;
    for (gsize i = 0; layers[i] != NULL; i++)
        read_layer (&reader, layers[i], layers[i + 1] == NULL);
    if (situation != NULL) {
        read_file (&reader, situation, BI_FILE_SITUATION);
        snapshot->n_layers++;
    }
    return snapshot;
}

void
bi_snapshot_free (BiSnapshot *snapshot)
{
    if (snapshot == NULL)
        return;
    g_ptr_array_unref (snapshot->files);
    g_strfreev (snapshot->folders);
    g_ptr_array_unref (snapshot->problems);
    g_free (snapshot);
}

static gboolean
is_same_file (const BiFile *a, const BiFile *b)
{
    if (strcmp (a->path, b->path) != 0 || a->layer != b->layer)
        return FALSE;
    if (a->fresh == NULL || b->fresh == NULL)
        return a->fresh == b->fresh;
    return g_bytes_equal (a->fresh, b->fresh);
}

/* Whether the same was read. */
gboolean
bi_snapshot_equal (const BiSnapshot *a, const BiSnapshot *b)
{
    g_autofree char *one = bi_problems_to_text (a->problems, BI_PROBLEM_ERROR);
    g_autofree char *other = bi_problems_to_text (b->problems, BI_PROBLEM_ERROR);

    if (a->files->len != b->files->len || strcmp (one, other) != 0)
        return FALSE;
    for (guint i = 0; i < a->files->len; i++)
        if (!is_same_file (a->files->pdata[i], b->files->pdata[i]))
            return FALSE;
    return TRUE;
}

/* What counts of it. Returns: (transfer none) (nullable) */
GBytes *
bi_file_get_bytes (const BiFile *file)
{
    return file->falls_back ? file->good : file->fresh;
}
