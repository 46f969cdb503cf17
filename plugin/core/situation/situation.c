/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "situation-private.h"

#include <string.h>

struct _BiSituation {
    BiCalendar *calendar;
    GPtrArray *facts; /* BiFact, in the order in which they were first named */
    guint layer;      /* the one being read */
};

static void
free_fact (gpointer data)
{
    bi_fact_free (data);
}

/* No brand, no crisis. Returns: (transfer full) */
BiSituation *
bi_situation_new (void)
{
    BiSituation *situation = g_new0 (BiSituation, 1);

    situation->calendar = bi_calendar_new ();
    situation->facts = g_ptr_array_new_with_free_func (free_fact);
    return situation;
}

void
bi_situation_free (BiSituation *situation)
{
    if (situation == NULL)
        return;
    g_ptr_array_unref (situation->facts);
    bi_calendar_free (situation->calendar);
    g_free (situation);
}

static gboolean
find_index (const BiSituation *situation, BiFactKind kind, const char *id, guint *index)
{
    for (guint i = 0; i < situation->facts->len; i++) {
        const BiFact *fact = situation->facts->pdata[i];
        *index = i;
        if (fact->kind == kind && strcmp (fact->id, id) == 0)
            return TRUE;
    }
    return FALSE;
}

static const BiFact *
find_fact (const BiSituation *situation, BiFactKind kind, const char *id)
{
    guint index;

    return find_index (situation, kind, id, &index) ? situation->facts->pdata[index]
                                                    : NULL;
}

/* A BiSectionFunc, with the situation as its data. The same section of a layer below is
 * replaced; twice in one layer is a mistake. */
void
bi_situation_add (const BiSection *section, GPtrArray *problems, gpointer data)
{
    BiSituation *situation = data;
    g_autoptr (BiFact) fact = bi_fact_new (section, problems);
    const BiFact *first;
    guint index;

    if (fact == NULL)
        return;
    fact->layer = situation->layer;
    if (!find_index (situation, fact->kind, fact->id, &index)) {
        g_ptr_array_add (situation->facts, g_steal_pointer (&fact));
        return;
    }
    first = situation->facts->pdata[index];
    if (first->layer == situation->layer) {
        bi_problems_add (problems, fact->place, BI_PROBLEM_ERROR,
                         "[%s] is already defined at %s:%u; make one section of them",
                         bi_section_get_id (section), first->place.file,
                         first->place.line);
        return;
    }
    bi_fact_free (situation->facts->pdata[index]);
    situation->facts->pdata[index] = g_steal_pointer (&fact);
}

/* A BiSectionFunc for files of the calendar, as bi_situation_add() is for the others. */
void
bi_situation_add_memorial (const BiSection *section, GPtrArray *problems, gpointer data)
{
    bi_calendar_add (section, problems, ((BiSituation *) data)->calendar);
}

/* What is added from here on may replace what there is. */
void
bi_situation_begin_layer (BiSituation *situation)
{
    situation->layer++;
    bi_calendar_begin_layer (situation->calendar);
}

/* "until" includes its day. */
static gboolean
is_past (BiDay until, BiDay today)
{
    return until != 0 && today > until;
}

static void
report_crisis (const BiFact *crisis, BiDay today, GPtrArray *problems)
{
    g_autofree char *until = bi_day_to_string (crisis->until);
    g_autofree char *review = bi_day_to_string (crisis->review);

    if (is_past (crisis->until, today) && crisis->state == BI_SWITCH_ON)
        bi_problems_add (
            problems, crisis->until_place, BI_PROBLEM_WARNING,
            "the crisis [crisis.%s] was to end on %s and \"on = yes\" keeps it "
            "on; drop one of them",
            crisis->id, until);
    else if (is_past (crisis->until, today))
        bi_problems_add (
            problems, crisis->until_place, BI_PROBLEM_WARNING,
            "the crisis [crisis.%s] ended on %s; remove it or move its \"until\"",
            crisis->id, until);
    if (is_past (crisis->review, today))
        bi_problems_add (
            problems, crisis->review_place, BI_PROBLEM_WARNING,
            "the crisis [crisis.%s] was to be looked at again by %s; do, and "
            "move its \"review\"",
            crisis->id, review);
}

/* Warns of each crisis whose last day or day of review has gone by, and of days of the
 * calendar that have no date left. What a client has
 * switched ends by itself and is not reported. */
void
bi_situation_report_dates (const BiSituation *situation, GDateTime *now,
                           GPtrArray *problems)
{
    for (guint i = 0; i < situation->facts->len; i++) {
        const BiFact *fact = situation->facts->pdata[i];
        if (fact->kind == BI_FACT_CRISIS)
            report_crisis (fact, bi_day_of (now), problems);
    }
    bi_calendar_report_dates (situation->calendar, now, problems);
}

static const char *const nobody[] = {NULL};

/* The brand's names and aliases, as they are written. */
const char *const *
bi_situation_get_names (const BiSituation *situation)
{
    const BiFact *brand = find_fact (situation, BI_FACT_BRAND, "brand");

    return brand != NULL ? (const char *const *) brand->names->pdata : nobody;
}

/* The brand's published addresses and numbers. */
const char *const *
bi_situation_get_contacts (const BiSituation *situation)
{
    const BiFact *brand = find_fact (situation, BI_FACT_BRAND, "brand");

    return brand != NULL ? (const char *const *) brand->contacts->pdata : nobody;
}

/* Where the brand speaks, of two capital letters each. */
const char *const *
bi_situation_get_countries (const BiSituation *situation)
{
    const BiFact *brand = find_fact (situation, BI_FACT_BRAND, "brand");

    return brand != NULL ? (const char *const *) brand->countries->pdata : nobody;
}

/* The memorial days. */
const BiCalendar *
bi_situation_get_calendar (const BiSituation *situation)
{
    return situation->calendar;
}

/* Whether a section, be it one of a client's, is about this crisis. */
gboolean
bi_situation_has_crisis (const BiSituation *situation, const char *id)
{
    return find_fact (situation, BI_FACT_CRISIS, id) != NULL ||
           find_fact (situation, BI_FACT_SWITCH, id) != NULL;
}

/* Without a title it is called by its id. */
const char *
bi_situation_get_crisis_title (const BiSituation *situation, const char *id)
{
    const BiFact *crisis = find_fact (situation, BI_FACT_CRISIS, id);

    return crisis != NULL && crisis->title != NULL ? crisis->title : id;
}

/* What the files of people say. When the day is not known a crisis counts as on. */
static gboolean
is_declared_on (const BiFact *crisis, BiDay day)
{
    switch (crisis->state) {
    case BI_SWITCH_ON: return TRUE;
    case BI_SWITCH_OFF: return FALSE;
    case BI_SWITCH_NONE: break;
    }
    return day == 0 || (day >= crisis->from && !is_past (crisis->until, day));
}

/* A client's switch decides until it ends. */
static gboolean
is_on (const BiSituation *situation, const char *id, BiDay day)
{
    const BiFact *crisis = find_fact (situation, BI_FACT_CRISIS, id);
    const BiFact *client = find_fact (situation, BI_FACT_SWITCH, id);

    if (client != NULL && !is_past (client->until, day))
        return client->state == BI_SWITCH_ON;
    return crisis != NULL && is_declared_on (crisis, day);
}

/* @id is nullable: whether any crisis is on. @at, whose zone says which day it is, is
 * nullable: then a crisis that its dates decide is on. */
gboolean
bi_situation_is_crisis_on (const BiSituation *situation, const char *id, GDateTime *at)
{
    BiDay day = bi_day_of (at);

    if (id != NULL)
        return is_on (situation, id, day);
    for (guint i = 0; i < situation->facts->len; i++) {
        const BiFact *fact = situation->facts->pdata[i];
        if (fact->kind != BI_FACT_BRAND && is_on (situation, fact->id, day))
            return TRUE;
    }
    return FALSE;
}

/* The first place in @text of the words of each crisis that is on, crisis after crisis;
 * @found is set only with BI_MATCH_YES. */
BiMatch
bi_situation_find_crisis_words (const BiSituation *situation, GDateTime *at,
                                BiMatcher *matcher, const char *text, gsize length,
                                BiSpan *found)
{
    BiMatch result = BI_MATCH_NO;
    BiDay day = bi_day_of (at);

    for (guint i = 0; i < situation->facts->len; i++) {
        const BiFact *fact = situation->facts->pdata[i];
        if (fact->kind != BI_FACT_CRISIS || !is_on (situation, fact->id, day))
            continue;
        for (guint j = 0; j < fact->words->len; j++) {
            BiMatch match =
                bi_pattern_find (fact->words->pdata[j], matcher, text, length, 0, found);
            if (match == BI_MATCH_YES)
                return BI_MATCH_YES;
            if (match == BI_MATCH_GAVE_UP)
                result = BI_MATCH_GAVE_UP;
        }
    }
    return result;
}
