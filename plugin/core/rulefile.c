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

/* Hands each section of the file at @path to @use. Returns: FALSE when the file could not
 * be read, which is reported too. */
gboolean
bi_rulefile_read (const char *path, GPtrArray *problems, BiSectionFunc use, gpointer data)
{
    g_autofree char *contents = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) sections = NULL;
    gsize length;

    if (!g_file_get_contents (path, &contents, &length, &error)) {
        bi_problems_add (problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be read: %s; check its name and permissions",
                         reason (error));
        return FALSE;
    }
    sections = bi_sections_parse (path, contents, length, problems);
    for (guint i = 0; i < sections->len; i++)
        use (sections->pdata[i], problems, data);
    return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Reads the files of a folder whose names end with @suffix, in the order of their names.
 * A folder that is not there holds nothing. Returns: how many files were read. */
guint
bi_rulefile_read_folder (const char *folder, const char *suffix, GPtrArray *problems,
                         BiSectionFunc use, gpointer data)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
    const char *name;
    guint count = 0;

    if (dir == NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        bi_problems_add (problems, (BiPlace){folder, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be opened: %s; check its permissions", reason (error));
    if (dir == NULL)
        return 0;
    while ((name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, suffix) && name[0] != '.')
            g_ptr_array_add (names, g_strdup (name));
    g_ptr_array_sort (names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
        count += bi_rulefile_read (path, problems, use, data);
    }
    return count;
}
