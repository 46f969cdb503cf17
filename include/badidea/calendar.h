/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/day.h"
#include "badidea/sections.h"

/* The memorial days: those on which selling or joking is not done. Read a layer after the
 * other, then never changed again. */
typedef struct _BiCalendar BiCalendar;

/* A memorial day in some year. Borrows from its calendar. */
typedef struct {
    BiDay day;
    const char *id;
    const char *title;
    const char *const *countries; /* of two capital letters; none: of all countries */
} BiOccasion;

BiCalendar *bi_calendar_new (void);
void bi_calendar_free (BiCalendar *calendar);

void bi_calendar_begin_layer (BiCalendar *calendar);
void bi_calendar_add (const BiSection *section, GPtrArray *problems, gpointer data);
void bi_calendar_report_dates (const BiCalendar *calendar, GDateTime *now,
                               GPtrArray *problems);

gboolean bi_calendar_is_empty (const BiCalendar *calendar);
GPtrArray *bi_calendar_list_words (const BiCalendar *calendar);
gboolean
bi_calendar_has (const BiCalendar *calendar, BiDay day, const char *const *countries);
GArray *bi_calendar_list (const BiCalendar *calendar, BiDay from, BiDay to,
                          const char *const *countries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiCalendar, bi_calendar_free)
