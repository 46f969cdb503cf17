/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/rule.h"

/* Any of those that match must be there, all of those required, none of those excluded.
 */
typedef enum { BI_ROLE_MATCH, BI_ROLE_ALSO, BI_ROLE_UNLESS } BiRole;

typedef struct {
    BiRole role;
    BiPattern *pattern;
    char *source;
    BiPlace place;
} BiCondition;

/* A value of a repeatable key. */
typedef struct {
    char *text;
    BiPlace place;
    gboolean fires; /* of an example: a hit, not a miss */
} BiLine;

struct _BiRule {
    char *id;
    BiPlace place;
    BiLevel level;
    char *title;
    char *aspect;
    char *why;
    char *instead;
    GArray *likes;      /* BiLine */
    GArray *conditions; /* BiCondition */
    GArray *examples;   /* BiLine */
};
