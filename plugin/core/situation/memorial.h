/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/sections.h"
#include "dayrule.h"

/* What one section of a calendar says. */
typedef struct {
    char *id;
    BiPlace place;
    guint layer;
    char *title;
    GPtrArray *countries; /* NULL-terminated */
    GPtrArray *words;     /* BiEntry: phrases by which posts name it */
    gboolean has_rule;
    BiDayRule rule;
    GArray *days; /* BiDay: where there is no rule, those that are known */
    BiPlace days_place;
} BiMemorial;

BiMemorial *bi_memorial_new (const BiSection *section, GPtrArray *problems);
void bi_memorial_free (BiMemorial *memorial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiMemorial, bi_memorial_free)
