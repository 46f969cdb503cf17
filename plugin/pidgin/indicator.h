/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ui.h"

#include <gtk/gtk.h>

/* A quiet line under the entry that says whether drafts are checked here. */
GtkWidget *bi_indicator_new (void);
void bi_indicator_set_mode (GtkWidget *indicator, BiCheckMode mode);
