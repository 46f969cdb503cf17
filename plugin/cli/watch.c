/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "watch.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* Saving a file takes editors several steps: what comes within so many milliseconds is
 * one. */
#define QUIET 100

struct _BiWatch {
    char **paths;
    GArray *stamps; /* GStatBuf of each, as it was when it was last told of */
    GPtrArray *monitors;
    GMainLoop *loop;
    guint pending;
    guint interrupt, terminate;
    void (*saved) (gpointer data);
    gpointer data;
};

/* Whether it is another file than before, or was written since. */
static gboolean
differs (const GStatBuf *a, const GStatBuf *b)
{
    return a->st_ino != b->st_ino || a->st_size != b->st_size ||
           a->st_mtim.tv_sec != b->st_mtim.tv_sec ||
           a->st_mtim.tv_nsec != b->st_mtim.tv_nsec;
}

/* Takes note of how the files are now. Returns: whether all are there and one has
 * changed; one that is gone is about to come back */
static gboolean
take_stamps (BiWatch *watch)
{
    g_autoptr (GArray) stamps = g_array_new (FALSE, TRUE, sizeof (GStatBuf));
    gboolean changed = FALSE;

    for (gsize i = 0; watch->paths[i] != NULL; i++) {
        GStatBuf now;
        if (g_stat (watch->paths[i], &now) != 0)
            return FALSE;
        changed |= differs (&now, &g_array_index (watch->stamps, GStatBuf, i));
        g_array_append_val (stamps, now);
    }
    g_array_set_size (watch->stamps, 0);
    g_array_append_vals (watch->stamps, stamps->data, stamps->len);
    return changed;
}

static gboolean
tell (gpointer data)
{
    BiWatch *watch = data;

    watch->pending = 0;
    if (take_stamps (watch))
        watch->saved (watch->data);
    return G_SOURCE_REMOVE;
}

static void
hear (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
      gpointer data)
{
    BiWatch *watch = data;

    g_clear_handle_id (&watch->pending, g_source_remove);
    watch->pending = g_timeout_add (QUIET, tell, watch);
}

static void
add_monitor (BiWatch *watch, const char *path)
{
    g_autoptr (GFile) file = g_file_new_for_path (path);
    GFileMonitor *monitor =
        g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

    if (monitor == NULL)
        return;
    g_file_monitor_set_rate_limit (monitor, QUIET);
    g_signal_connect (monitor, "changed", G_CALLBACK (hear), watch);
    g_ptr_array_add (watch->monitors, monitor);
}

static gboolean
stop (gpointer data)
{
    BiWatch *watch = data;

    g_main_loop_quit (watch->loop);
    return G_SOURCE_CONTINUE;
}

/* From here on it notices what happens to the files @paths, which are there; a link's
 * target too. Returns: (transfer full) */
BiWatch *
bi_watch_new (const char *const *paths, void (*saved) (gpointer data), gpointer data)
{
    BiWatch *watch = g_new0 (BiWatch, 1);

    g_setenv ("GIO_USE_VFS", "local", FALSE); /* no session bus for a file of ours */
    watch->paths = g_strdupv ((char **) paths);
    watch->stamps = g_array_new (FALSE, TRUE, sizeof (GStatBuf));
    g_array_set_size (watch->stamps, g_strv_length (watch->paths));
    watch->monitors = g_ptr_array_new_with_free_func (g_object_unref);
    watch->loop = g_main_loop_new (NULL, FALSE);
    watch->saved = saved;
    watch->data = data;
    for (gsize i = 0; paths[i] != NULL; i++) {
        char *target = realpath (paths[i], NULL);
        add_monitor (watch, paths[i]);
        if (target != NULL && g_file_test (paths[i], G_FILE_TEST_IS_SYMLINK))
            add_monitor (watch, target);
        free (target);
    }
    take_stamps (watch);
    watch->interrupt = g_unix_signal_add (SIGINT, stop, watch);
    watch->terminate = g_unix_signal_add (SIGTERM, stop, watch);
    return watch;
}

/* Until SIGINT or SIGTERM. Returns: FALSE at once when files cannot be watched here */
gboolean
bi_watch_run (BiWatch *watch)
{
    if (watch->monitors->len < g_strv_length (watch->paths))
        return FALSE;
    g_main_loop_run (watch->loop);
    return TRUE;
}

void
bi_watch_free (BiWatch *watch)
{
    if (watch == NULL)
        return;
    g_clear_handle_id (&watch->pending, g_source_remove);
    g_source_remove (watch->interrupt);
    g_source_remove (watch->terminate);
    g_ptr_array_unref (watch->monitors);
    g_main_loop_unref (watch->loop);
    g_array_unref (watch->stamps);
    g_strfreev (watch->paths);
    g_free (watch);
}
