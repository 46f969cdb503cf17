/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ui.h"

#include <gtk/gtk.h>

/* The page on which the accounts that speak for the brand are ticked. */
GtkWidget *bi_preferences_new (const PurplePlugin *plugin, const BiCoreTable *core);
