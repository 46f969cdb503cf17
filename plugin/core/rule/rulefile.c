/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/rulefile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes; no file that somebody writes comes near it. */
#define MOST_BYTES (64u << 20)

/* GLib's message without the name of the file, which the problem has already. */
static const char *
reason (const GError *error)
{
    const char *message = error != NULL ? error->message : "nothing says why";
    const char *colon = strrchr (message, ':');

    return colon != NULL ? colon + 2 : message;
}

static void
fail (GError **error, const char *path, int code)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
                 g_strerror (code));
}

static void
refuse (GError **error, const char *path)
{
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s is no ordinary file", path);
}

/* A zero byte follows. Returns: (transfer full) (nullable) */
static GBytes *
read_all (int fd, const char *path, GError **error)
{
    g_autoptr (GString) contents = g_string_new (NULL);
    char piece[16384];
    gssize length;

    while ((length = read (fd, piece, sizeof piece)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0) {
            fail (error, path, errno);
            return NULL;
        }
        if (contents->len > MOST_BYTES) {
            refuse (error, path);
            return NULL;
        }
        g_string_append_len (contents, piece, length);
    }
    return g_string_free_to_bytes (g_steal_pointer (&contents));
}

/* Reads a file in the place of which there may be anything. What is no regular file may
 * never end, or keep the reader waiting; it is refused, and so is what is larger than any
 * real one: G_FILE_ERROR_INVAL. A zero byte follows. Returns: (transfer full) (nullable)
 */
GBytes *
bi_rulefile_load (const char *path, GError **error)
{
    int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    GBytes *bytes = NULL;
    struct stat status;

    if (fd < 0 || fstat (fd, &status) != 0)
        fail (error, path, errno);
    else if (!S_ISREG (status.st_mode) || status.st_size > MOST_BYTES)
        refuse (error, path);
    else
        bytes = read_all (fd, path, error);
    if (fd >= 0)
        g_close (fd, NULL);
    return bytes;
}

/* As bi_rulefile_load(), and what is wrong is reported. */
GBytes *
bi_rulefile_get_bytes (const char *path, GPtrArray *problems)
{
    g_autoptr (GError) error = NULL;
    GBytes *bytes = bi_rulefile_load (path, &error);

    if (bytes != NULL)
        return bytes;
    if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_INVAL))
        bi_problems_add (problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                         "is no ordinary file; put a text file there");
    else
        bi_problems_add (problems, (BiPlace){path, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be read: %s; check its name and permissions",
                         reason (error));
    return NULL;
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
