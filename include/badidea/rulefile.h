/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/sections.h"

/* A file on disk, the sections in it, and a folder of such files. */
typedef void (*BiSectionFunc) (const BiSection *section, GPtrArray *problems,
                               gpointer data);

GBytes *bi_rulefile_load (const char *path, GError **error);
GBytes *bi_rulefile_get_bytes (const char *path, GPtrArray *problems);
void bi_rulefile_parse (const char *path, GBytes *bytes, GPtrArray *problems,
                        BiSectionFunc use, gpointer data);
gboolean bi_rulefile_can_open (const char *folder, GPtrArray *problems);
char **bi_rulefile_list (const char *folder, const char *suffix, GPtrArray *problems);
