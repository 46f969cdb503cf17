/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/day.h"

/* What a day is reckoned from. */
typedef enum {
    BI_ANCHOR_DAY, /* a day of the year */
    BI_ANCHOR_MONTH,
    BI_ANCHOR_EASTER,
    BI_ANCHOR_ORTHODOX_EASTER,
    BI_ANCHOR_ADVENT /* its first Sunday */
} BiAnchor;

typedef enum {
    BI_RELATION_FROM, /* so many days from it */
    BI_RELATION_OF,   /* the first, second, ..., last weekday of a month */
    BI_RELATION_BEFORE,
    BI_RELATION_AFTER,
    BI_RELATION_NEAREST
} BiRelation;

/* On which day of each year: "11-09", "Easter -2", "4th Saturday of November". */
typedef struct {
    BiRelation relation;
    BiAnchor anchor;
    guint month, day;
    int count;     /* days; or which of the weekdays, 0 for the last */
    guint weekday; /* 1 is Monday */
} BiDayRule;

const char *bi_day_rule_read (const char *text, BiDayRule *rule, gsize *offset);
BiDay bi_day_rule_find (const BiDayRule *rule, guint year);
