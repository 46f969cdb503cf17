/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/layers.h"

/* One file of a layer, in memory: however often it is tried, it stays what it was. */
typedef struct {
    char *path;
    BiFileKind kind;
    guint layer;
    GBytes *fresh;       /* (nullable) what it holds now; NULL when it cannot be read */
    GBytes *good;        /* (nullable) what it held when it last had no error */
    gboolean falls_back; /* the last good version counts instead of the fresh one */
} BiFile;

/* A file of rules in the last layer, as it was named. */
typedef struct {
    const char *path;
    gboolean is_alone; /* the other rules of its folder are not read */
} BiOnly;

/* All files of the layers, in the order in which they count. */
typedef struct {
    GPtrArray *files; /* BiFile */
    char **folders;   /* of the layers */
    guint n_layers;
    gboolean is_alone;   /* a file of rules was read, without the layers below */
    GPtrArray *problems; /* what could not be read or opened */
} BiSnapshot;

BiSnapshot *bi_snapshot_new (const char *const *layers, const char *situation,
                             const BiOnly *file, const BiSnapshot *previous);
void bi_snapshot_free (BiSnapshot *snapshot);
gboolean bi_snapshot_equal (const BiSnapshot *a, const BiSnapshot *b);
GBytes *bi_file_get_bytes (const BiFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiSnapshot, bi_snapshot_free)
