/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/layers.h"

#include "badidea/rulefile.h"
#include "badidea/weights.h"

#include <glib/gstdio.h>
#include <string.h>

/* Where the files of a layer are. */
static const struct {
    const char *folder; /* (nullable) below that of the layer */
    const char *name;   /* with a dot in front it is what their names end with */
} places[] = {
    [BI_FILE_SITUATION] = {NULL, ".situation"},
    [BI_FILE_CALENDAR] = {"calendar", ".calendar"},
    [BI_FILE_CLASSES] = {NULL, ".classes"},
    [BI_FILE_LIST] = {"lists", ".list"},
    [BI_FILE_WORDS] = {NULL, "words"},
    [BI_FILE_WEIGHTS] = {NULL, BI_WEIGHTS_FILE},
    [BI_FILE_PRECEDENTS] = {"precedents", ".precedents"},
    [BI_FILE_RULES] = {NULL, ".rules"},
    [BI_FILE_EXAMPLES] = {"examples", ".examples"},
};
G_STATIC_ASSERT (G_N_ELEMENTS (places) == BI_FILE_KINDS);

/* The folder of a layer that its files of that kind are in. Returns: (transfer full) */
char *
bi_layers_get_folder (const char *layer, BiFileKind kind)
{
    return g_build_filename (layer, places[kind].folder, NULL);
}

/* The files of that kind in a layer, in the order of their names. Returns: (transfer
 * full), never NULL */
char **
bi_layers_list_files (const char *layer, BiFileKind kind, GPtrArray *problems)
{
    g_autofree char *folder = bi_layers_get_folder (layer, kind);
    g_autofree char *path = g_build_filename (folder, places[kind].name, NULL);
    char **single;

    if (places[kind].name[0] == '.')
        return bi_rulefile_list (folder, places[kind].name, problems);
    single = g_new0 (char *, 2);
    if (g_file_test (path, G_FILE_TEST_EXISTS))
        single[0] = g_steal_pointer (&path);
    return single;
}

/* Whether a file has a name that files of another kind than rules have. */
gboolean
bi_layers_is_no_rules (const char *path)
{
    g_autofree char *name = g_path_get_basename (path);

    for (BiFileKind kind = 0; kind < BI_FILE_KINDS; kind++)
        if (kind != BI_FILE_RULES &&
            (places[kind].name[0] == '.' ? g_str_has_suffix (name, places[kind].name)
                                         : g_str_equal (name, places[kind].name)))
            return TRUE;
    return FALSE;
}

/* The shipped layer, the site's and the person's own; the last one wins. They need not
 * exist. What "make install-user" put below @user_data_dir stands in for the system's
 * shipped rules. Returns: (transfer full), NULL-terminated */
char **
bi_layers_list (const char *user_data_dir, const char *purple_dir)
{
    g_autoptr (GPtrArray) layers = g_ptr_array_new ();
    char *shipped = g_build_filename (user_data_dir, "badidea", "rules", NULL);

    if (!g_file_test (shipped, G_FILE_TEST_IS_DIR)) {
        g_free (shipped);
        shipped = g_build_filename (BI_DATADIR, "rules", NULL);
    }
    g_ptr_array_add (layers, shipped);
    g_ptr_array_add (layers, g_build_filename (BI_SYSCONFDIR, "rules", NULL));
    g_ptr_array_add (layers, g_build_filename (purple_dir, "badidea", "rules", NULL));
    g_ptr_array_add (layers, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&layers), FALSE);
}

static gboolean
is_same_folder (const char *a, const char *b)
{
    GStatBuf one, other;

    return g_stat (a, &one) == 0 && g_stat (b, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Which of @layers that folder is, by whatever name. Returns: -1 when it is none */
int
bi_layers_find (const char *const *layers, const char *folder)
{
    for (int i = 0; layers[i] != NULL; i++)
        if (is_same_folder (layers[i], folder))
            return i;
    return -1;
}

/* Whether @file is one of @paths, or in a folder among them; by its name alone. */
gboolean
bi_layers_contain (const char *const *paths, const char *file)
{
    for (gsize i = 0; paths[i] != NULL; i++) {
        gsize length = strlen (paths[i]);
        while (length > 0 && G_IS_DIR_SEPARATOR (paths[i][length - 1]))
            length--;
        if (strncmp (file, paths[i], length) == 0 &&
            (file[length] == '\0' || G_IS_DIR_SEPARATOR (file[length])))
            return TRUE;
    }
    return FALSE;
}
