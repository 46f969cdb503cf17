/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "situation-private.h"

#include "badidea/rulefile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static const char heading[] =
    "# What clients have switched. They write this file anew; yours is any other.\n";

static void
append_switch (GString *contents, const char *crisis, BiSwitch state, BiDay until)
{
    g_autofree char *day = bi_day_to_string (until);

    g_string_append_printf (contents, "\n[crisis.%s]\non = %s\n", crisis,
                            state == BI_SWITCH_ON ? "yes" : "no");
    if (day != NULL)
        g_string_append_printf (contents, "until = %s\n", day);
}

/* The switches of a file but that of @crisis. What cannot be read says nothing and is
 * left out: in an emergency a spoilt line must not keep anybody from switching. */
static void
append_others (GString *contents, const char *path, GBytes *bytes, const char *crisis)
{
    gsize length;
    const char *old = g_bytes_get_data (bytes, &length);
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections = bi_sections_parse (path, old, length, problems);
    g_autoptr (GHashTable) kept =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < sections->len; i++) {
        g_autoptr (BiFact) fact = bi_fact_new (sections->pdata[i], problems);
        if (fact == NULL || strcmp (fact->id, crisis) == 0 ||
            !g_hash_table_add (kept, g_strdup (fact->id)))
            continue;
        append_switch (contents, fact->id, fact->state, fact->until);
    }
}

static gboolean
rewrite (const char *path, const char *crisis, BiSwitch state, BiDay until,
         GError **error)
{
    g_autoptr (GString) contents = g_string_new (heading);
    g_autoptr (GError) why = NULL;
    g_autoptr (GBytes) old = bi_rulefile_load (path, &why);

    if (old != NULL) {
        append_others (contents, path, old, crisis);
    } else if (!g_error_matches (why, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        g_propagate_error (error, g_steal_pointer (&why));
        return FALSE;
    }
    if (state != BI_SWITCH_NONE)
        append_switch (contents, crisis, state, until);
    return g_file_set_contents_full (
        path, contents->str, (gssize) contents->len,
        G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

static gboolean
fail (GError **error, const char *what, const char *folder, int code)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "cannot %s %s: %s",
                 what, folder, g_strerror (code));
    return FALSE;
}

/* The folder of @path, made where it is missing, held against other clients until it is
 * closed. Returns: -1 with @error */
static int
lock_folder (const char *path, GError **error)
{
    g_autofree char *folder = g_path_get_dirname (path);
    int fd;

    if (g_mkdir_with_parents (folder, 0700) != 0) {
        fail (error, "make the folder", folder, errno);
        return -1;
    }
    fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd >= 0 && flock (fd, LOCK_EX) == 0)
        return fd;
    fail (error, "lock the folder", folder, errno);
    if (fd >= 0)
        g_close (fd, NULL);
    return -1;
}

static gboolean
is_id (const char *id)
{
    return id[0] != '\0' && strcmp (id, "words") != 0 &&
           strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (id);
}

/* Writes that a client has switched a crisis, up to and including the day @until
 * (nullable: for good); BI_SWITCH_NONE takes the switch back. The other switches stay.
 * The file called @path, a BI_SWITCHES_FILE, is replaced whole or not at all; FALSE with
 * @error: nothing has changed. */
gboolean
bi_switches_set (const char *path, const char *crisis, BiSwitch state, const GDate *until,
                 GError **error)
{
    gboolean written;
    int fd;

    g_return_val_if_fail (g_str_has_suffix (path, G_DIR_SEPARATOR_S BI_SWITCHES_FILE),
                          FALSE);
    g_return_val_if_fail (is_id (crisis), FALSE);
    g_return_val_if_fail (until == NULL || g_date_valid (until), FALSE);
    g_return_val_if_fail (until == NULL || g_date_get_year (until) <= 9999, FALSE);
    fd = lock_folder (path, error);
    if (fd < 0)
        return FALSE;
    written = rewrite (path, crisis, state, until != NULL ? g_date_get_julian (until) : 0,
                       error);
    if (written)
        fsync (fd);
    g_close (fd, NULL);
    return written;
}
