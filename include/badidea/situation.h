/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/calendar.h"
#include "badidea/pattern.h"
#include "badidea/problem.h"
#include "badidea/sections.h"

/* What is true of the brand: its names, its contacts, its crises, its calendar. Read a
 * layer after the other, then never changed again. */
typedef struct _BiSituation BiSituation;

BiSituation *bi_situation_new (void);
void bi_situation_free (BiSituation *situation);

void bi_situation_begin_layer (BiSituation *situation);
void bi_situation_add (const BiSection *section, GPtrArray *problems, gpointer data);
void
bi_situation_add_memorial (const BiSection *section, GPtrArray *problems, gpointer data);
void bi_situation_report_dates (const BiSituation *situation, GDateTime *now,
                                GPtrArray *problems);

const char *const *bi_situation_get_names (const BiSituation *situation);
const char *const *bi_situation_get_contacts (const BiSituation *situation);
const char *const *bi_situation_get_countries (const BiSituation *situation);
const BiCalendar *bi_situation_get_calendar (const BiSituation *situation);

gboolean bi_situation_has_crisis (const BiSituation *situation, const char *id);
const char *bi_situation_get_crisis_title (const BiSituation *situation, const char *id);
gboolean
bi_situation_is_crisis_on (const BiSituation *situation, const char *id, GDateTime *at);
BiMatch bi_situation_find_crisis_words (const BiSituation *situation, GDateTime *at,
                                        BiMatcher *matcher, const char *text,
                                        gsize length, BiSpan *found);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiSituation, bi_situation_free)
