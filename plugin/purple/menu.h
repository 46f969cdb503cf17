/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <plugin.h>

/* What a client offers under the plugin's name in its menu of tools. */
GList *bi_menu_list (PurplePlugin *plugin, gpointer data);
