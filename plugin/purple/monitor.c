/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "monitor.h"

#include "fingerprint.h"

#include "badidea/layers.h"

#include <eventloop.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* A folder that the kernel tells of. Where one of ours is not there yet, it is the
 * nearest one above it, and only what leads to ours counts. */
typedef struct {
    char *path;
    char *next; /* (nullable) the name in it that is missing */
    guint64 device, inode;
    GFileMonitor *events;
    gboolean is_wanted;
} Watch;

struct _BiMonitor {
    BiMonitorSetting setting;
    BiMonitorList list;
    BiMonitorFunc changed;
    gpointer data;
    GPtrArray *watches; /* Watch */
    char *known;        /* the fingerprint of what was told last */
    char *pending;      /* (nullable) that of a change that nobody but a look has shown */
    guint settling;     /* a timer, or 0 */
    guint poll;         /* likewise */
};

/* GLib waits longer with the second change of a file. */
#define RATE_LIMIT 50

static gboolean end_of_quiet (gpointer data);

static void
settle (BiMonitor *monitor)
{
    if (monitor->settling != 0)
        purple_timeout_remove (monitor->settling);
    monitor->settling =
        purple_timeout_add (monitor->setting.settle, end_of_quiet, monitor);
}

/* ---- what the kernel tells ---- */

static gboolean
is_called (GFile *file, const char *name)
{
    g_autofree char *called = file != NULL ? g_file_get_basename (file) : NULL;

    return g_strcmp0 (called, name) == 0;
}

static const Watch *
find_watch (const BiMonitor *monitor, const GFileMonitor *events)
{
    for (guint i = 0; i < monitor->watches->len; i++) {
        const Watch *watch = monitor->watches->pdata[i];
        if (watch->events == events)
            return watch;
    }
    return NULL;
}

static void
on_event (GFileMonitor *events, GFile *file, GFile *other, GFileMonitorEvent event,
          gpointer data)
{
    BiMonitor *monitor = data;
    const Watch *watch = find_watch (monitor, events);
    g_autofree char *path = g_file_get_path (file);

    if (watch == NULL)
        return;
    if (watch->next != NULL && !is_called (file, watch->next) &&
        !is_called (other, watch->next) && g_strcmp0 (path, watch->path) != 0)
        return;
    g_clear_pointer (&monitor->pending, g_free);
    settle (monitor);
}

static void
watch_free (gpointer data)
{
    Watch *watch = data;

    if (watch->events != NULL) {
        g_signal_handlers_disconnect_matched (watch->events, G_SIGNAL_MATCH_FUNC, 0, 0,
                                              NULL, (gpointer) on_event, NULL);
        g_file_monitor_cancel (watch->events);
        g_object_unref (watch->events);
    }
    g_free (watch->path);
    g_free (watch->next);
    g_free (watch);
}

static GFileMonitor *
start_events (BiMonitor *monitor, const char *path)
{
    g_autoptr (GFile) folder = g_file_new_for_path (path);
    GFileMonitor *events =
        g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

    if (events == NULL) /* the kernel has no more to give; there is the look */
        return NULL;
    g_file_monitor_set_rate_limit (events, RATE_LIMIT);
    g_signal_connect (events, "changed", G_CALLBACK (on_event), monitor);
    return events;
}

/* Keeps what is watched already, unless the folder of that name is another one now. */
static void
want (BiMonitor *monitor, const char *path, const char *next)
{
    Watch *watch;
    GStatBuf status = {0};

    g_stat (path, &status);
    for (guint i = 0; i < monitor->watches->len; i++) {
        watch = monitor->watches->pdata[i];
        if (strcmp (watch->path, path) == 0 && g_strcmp0 (watch->next, next) == 0 &&
            watch->device == status.st_dev && watch->inode == status.st_ino) {
            watch->is_wanted = TRUE;
            return;
        }
    }
    watch = g_new0 (Watch, 1);
    *watch = (Watch){g_strdup (path),
                     g_strdup (next),
                     status.st_dev,
                     status.st_ino,
                     start_events (monitor, path),
                     TRUE};
    g_ptr_array_add (monitor->watches, watch);
}

/* The folder, or the nearest one above it that is there. */
static void
want_nearest (BiMonitor *monitor, const char *folder)
{
    g_autofree char *path = g_strdup (folder);
    g_autofree char *next = NULL;

    while (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
        char *above = g_path_get_dirname (path);
        g_free (next);
        next = g_path_get_basename (path);
        if (strcmp (above, path) == 0) {
            g_free (above);
            return;
        }
        g_free (path);
        path = above;
    }
    want (monitor, path, next);
}

static void
renew_watches (BiMonitor *monitor, const char *const *layers)
{
    if ((monitor->setting.means & BI_MONITOR_EVENTS) == 0)
        return;
    for (guint i = 0; i < monitor->watches->len; i++)
        ((Watch *) monitor->watches->pdata[i])->is_wanted = FALSE;
    for (gsize i = 0; layers[i] != NULL; i++)
        for (BiFileKind kind = 0; kind < BI_FILE_KINDS; kind++) {
            g_autofree char *folder = bi_layers_get_folder (layers[i], kind);
            want_nearest (monitor, folder);
        }
    for (guint i = monitor->watches->len; i > 0; i--)
        if (!((Watch *) monitor->watches->pdata[i - 1])->is_wanted)
            g_ptr_array_remove_index_fast (monitor->watches, i - 1);
}

/* ---- looking ---- */

/* Watches first, so that nothing is missed in between. Returns: (transfer full) */
static char *
look (BiMonitor *monitor)
{
    g_auto (GStrv) layers = monitor->list ();

    renew_watches (monitor, (const char *const *) layers);
    return bi_fingerprint_new ((const char *const *) layers);
}

/* A change that only a look has shown is told when the next look shows the same. */
static gboolean
end_of_quiet (gpointer data)
{
    BiMonitor *monitor = data;
    g_autofree char *now = look (monitor);
    gboolean moves = monitor->pending != NULL && strcmp (now, monitor->pending) != 0;

    monitor->settling = 0;
    g_clear_pointer (&monitor->pending, g_free);
    if (strcmp (now, monitor->known) == 0)
        return FALSE;
    if (moves) {
        monitor->pending = g_steal_pointer (&now);
        settle (monitor);
        return FALSE;
    }
    g_free (monitor->known);
    monitor->known = g_steal_pointer (&now);
    monitor->changed (monitor->data);
    return FALSE;
}

static gboolean
poll (gpointer data)
{
    BiMonitor *monitor = data;
    g_autofree char *now = NULL;

    if (monitor->settling != 0)
        return TRUE;
    now = look (monitor);
    if (strcmp (now, monitor->known) != 0) {
        monitor->pending = g_steal_pointer (&now);
        settle (monitor);
    }
    return TRUE;
}

/* @changed is called from the main loop, whenever a file that rules are read from has
 * become another one. Returns: (transfer full) */
BiMonitor *
bi_monitor_new (const BiMonitorSetting *setting, BiMonitorList list,
                BiMonitorFunc changed, gpointer data)
{
    BiMonitor *monitor = g_new0 (BiMonitor, 1);

    monitor->setting = *setting;
    monitor->list = list;
    monitor->changed = changed;
    monitor->data = data;
    monitor->watches = g_ptr_array_new_with_free_func (watch_free);
    monitor->known = look (monitor);
    if ((setting->means & BI_MONITOR_POLL) != 0)
        monitor->poll = purple_timeout_add (setting->poll, poll, monitor);
    return monitor;
}

void
bi_monitor_free (BiMonitor *monitor)
{
    if (monitor == NULL)
        return;
    if (monitor->settling != 0)
        purple_timeout_remove (monitor->settling);
    if (monitor->poll != 0)
        purple_timeout_remove (monitor->poll);
    g_ptr_array_unref (monitor->watches);
    g_free (monitor->known);
    g_free (monitor->pending);
    g_free (monitor);
}
