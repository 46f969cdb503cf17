/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fingerprint.h"

#include "badidea/examples.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <string.h>

const char *const bi_layer_folders[] = {
    "", "lists", "precedents", BI_EXAMPLES_FOLDER, "calendar", NULL};

/* What rules are read from; a suffix without a dot in front is a whole name. */
static const struct {
    const char *folder;
    const char *suffix;
} kinds[] = {
    {"", ".rules"},
    {"", ".classes"},
    {"", ".situation"},
    {"", "words"},
    {"lists", ".list"},
    {"precedents", ".precedents"},
    {"calendar", ".calendar"},
    {"", BI_WEIGHTS_FILE},
    {BI_EXAMPLES_FOLDER, BI_EXAMPLES_SUFFIX},
};

static gboolean
is_relevant (const char *folder, const char *name)
{
    if (name[0] == '.')
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (folder, kinds[i].folder) == 0 &&
            (kinds[i].suffix[0] == '.' ? g_str_has_suffix (name, kinds[i].suffix)
                                       : strcmp (name, kinds[i].suffix) == 0))
            return TRUE;
    return FALSE;
}

/* Links are followed. The time of change tells of new permissions too. */
static char *
describe (const char *path)
{
    GStatBuf status;

    if (g_stat (path, &status) != 0)
        return g_strdup_printf ("%s %d", path, errno);
    return g_strdup_printf ("%s %ju %ju %jd %jd.%09ld %jd.%09ld", path,
                            (uintmax_t) status.st_dev, (uintmax_t) status.st_ino,
                            (intmax_t) status.st_size, (intmax_t) status.st_mtim.tv_sec,
                            status.st_mtim.tv_nsec, (intmax_t) status.st_ctim.tv_sec,
                            status.st_ctim.tv_nsec);
}

static int
compare (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
add_folder (GPtrArray *lines, const char *layer, const char *folder)
{
    g_autofree char *path = g_build_filename (layer, folder, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
    const char *name;

    g_ptr_array_add (lines,
                     g_strdup_printf ("%s %d", path, error != NULL ? error->code : -1));
    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *file = g_build_filename (path, name, NULL);
        if (is_relevant (folder, name))
            g_ptr_array_add (lines, describe (file));
    }
}

/* Another one whenever a file of the layers is. Nothing is opened but the folders.
 * Returns: (transfer full) */
char *
bi_fingerprint_new (const char *const *layers)
{
    g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
    GString *all = g_string_new (NULL);

    for (gsize i = 0; layers[i] != NULL; i++)
        for (gsize j = 0; bi_layer_folders[j] != NULL; j++)
            add_folder (lines, layers[i], bi_layer_folders[j]);
    g_ptr_array_sort (lines, compare);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf (all, "%s\n", (const char *) lines->pdata[i]);
    return g_string_free (all, FALSE);
}
