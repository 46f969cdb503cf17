/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The folders that rules are read from when nobody names others. */
char **bi_layers_list (const char *user_data_dir, const char *purple_dir);
int bi_layers_find (const char *const *layers, const char *folder);
gboolean bi_layers_contain (const char *const *paths, const char *file);
