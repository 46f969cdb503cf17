/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/rulefile.h"

#include <string.h>

/* GLib's message without the name of the file, which the problem has already. */
static const char *
reason (const GError *error)
{
    const char *colon = strrchr (error->message, ':');
    return colon != NULL ? colon + 2 : error->message;
}

/* Returns: (transfer full) (nullable): NULL when the file could not be read, which is
 * reported too. A zero byte follows. */
GBytes *
bi_rulefile_get_bytes (const char *path, GPtrArray *problems)
{
    g_autoptr (GError) error = NULL;
    char *contents;
    gsize length;

    if (g_file_get_contents (path, &contents, &length, &error))
        return g_bytes_new_take (contents, length);
    bi_problems_add (problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                     "cannot be read: %s; check its name and permissions",
                     reason (error));
    return NULL;
}

/* Hands each section of the file at @path to @use. Returns: FALSE when the file could not
 * be read, which is reported too. */
gboolean
bi_rulefile_read (const char *path, GPtrArray *problems, BiSectionFunc use, gpointer data)
{
    g_autoptr (GBytes) bytes = bi_rulefile_get_bytes (path, problems);

    if (bytes == NULL)
        return FALSE;
    bi_rulefile_parse (path, bytes, problems, use, data);
    return TRUE;
}

/* Hands each section of what the file at @path holds, or held, to @use. */
void
bi_rulefile_parse (const char *path, GBytes *bytes, GPtrArray *problems,
                   BiSectionFunc use, gpointer data)
{
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    g_autoptr (GPtrArray) sections = bi_sections_parse (path, contents, length, problems);

    for (guint i = 0; i < sections->len; i++)
        use (sections->pdata[i], problems, data);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static GDir *
open_folder (const char *folder, GPtrArray *problems)
{
    g_autoptr (GError) error = NULL;
    GDir *dir = g_dir_open (folder, 0, &error);

    if (dir == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        bi_problems_add (problems, (BiPlace){folder, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be opened: %s; check its name and permissions",
                         reason (error));
    return dir;
}

/* FALSE: it is not there, or what is wrong with it is reported. */
gboolean
bi_rulefile_can_open (const char *folder, GPtrArray *problems)
{
    g_autoptr (GDir) dir = open_folder (folder, problems);

    return dir != NULL;
}

/* The files of a folder whose names end with @suffix, in the order of their names. A
 * folder that is not there holds nothing. Returns: (transfer full), never NULL */
char **
bi_rulefile_list (const char *folder, const char *suffix, GPtrArray *problems)
{
    GPtrArray *paths = g_ptr_array_new ();
    g_autoptr (GDir) dir = open_folder (folder, problems);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, suffix) && name[0] != '.')
            g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    g_ptr_array_sort (paths, compare_names);
    g_ptr_array_add (paths, NULL);
    return (char **) g_ptr_array_free (paths, FALSE);
}

/* Reads them all. Returns: how many files were read */
guint
bi_rulefile_read_folder (const char *folder, const char *suffix, GPtrArray *problems,
                         BiSectionFunc use, gpointer data)
{
    g_auto (GStrv) paths = bi_rulefile_list (folder, suffix, problems);
    guint count = 0;

    for (gsize i = 0; paths[i] != NULL; i++)
        count += bi_rulefile_read (paths[i], problems, use, data);
    return count;
}
