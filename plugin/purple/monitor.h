/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Watches the folders that rules are read from, those also that are not there yet. */
typedef struct _BiMonitor BiMonitor;

typedef enum {
    BI_MONITOR_EVENTS = 1 << 0, /* what the kernel tells */
    BI_MONITOR_POLL = 1 << 1    /* looking now and then: networks tell nothing */
} BiMonitorMeans;

typedef struct {
    BiMonitorMeans means;
    guint settle; /* milliseconds of quiet after the last change */
    guint poll;   /* milliseconds from look to look */
} BiMonitorSetting;

/* Which layers there are now. Returns: (transfer full), NULL-terminated */
typedef char **(*BiMonitorList) (void);
typedef void (*BiMonitorFunc) (gpointer data);

BiMonitor *bi_monitor_new (const BiMonitorSetting *setting, BiMonitorList list,
                           BiMonitorFunc changed, gpointer data);
void bi_monitor_free (BiMonitor *monitor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiMonitor, bi_monitor_free)
