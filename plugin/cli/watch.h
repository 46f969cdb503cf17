/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Tells when files were saved, until the process is asked to end. */
typedef struct _BiWatch BiWatch;

BiWatch *
bi_watch_new (const char *const *paths, void (*saved) (gpointer data), gpointer data);
gboolean bi_watch_run (BiWatch *watch);
void bi_watch_free (BiWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiWatch, bi_watch_free)
