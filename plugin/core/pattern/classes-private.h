/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/classes.h"

/* A phrase of a class, or an example of it. */
typedef struct {
    char *text;
    BiPlace place;
    BiEntry *entry; /* (nullable) of a *.classes file: it may go on below */
} BiClassLine;

typedef enum {
    BI_CLASS_FRESH,
    BI_CLASS_RESOLVING,
    BI_CLASS_READY,
    BI_CLASS_BROKEN
} BiClassState;

typedef struct {
    char *name;
    BiPlace place;
    GArray *phrases; /* BiClassLine */
    GArray *hits;
    GArray *misses;
    BiClassState state;
    gboolean of_this_layer;
    char *expression; /* once BI_CLASS_READY */
} BiClass;

struct _BiClasses {
    GHashTable *by_name; /* name -> BiClass */
    GPtrArray *problems; /* while it is being closed */
    guint depth;         /* of classes in one another, then */
};

BiClass *bi_class_new (const char *name, BiPlace place);
const char *bi_class_find_built_in (const char *name);
