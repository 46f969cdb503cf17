/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The folders that rules are read from, the highest last.
 *
 * Their files, in the order in which they are made use of: rules need classes, classes
 * the brand. Examples are only learned from. */
typedef enum {
    BI_FILE_SITUATION,
    BI_FILE_CALENDAR,
    BI_FILE_CLASSES,
    BI_FILE_LIST,
    BI_FILE_WORDS,
    BI_FILE_WEIGHTS,
    BI_FILE_PRECEDENTS,
    BI_FILE_RULES,
    BI_FILE_EXAMPLES,
    BI_FILE_KINDS /* how many there are */
} BiFileKind;

char *bi_layers_get_folder (const char *layer, BiFileKind kind);
gboolean bi_layers_is_no_rules (const char *path);
char **bi_layers_list_files (const char *layer, BiFileKind kind, GPtrArray *problems);

char **bi_layers_list (const char *user_data_dir, const char *purple_dir);
int bi_layers_find (const char *const *layers, const char *folder);
gboolean bi_layers_contain (const char *const *paths, const char *file);
