/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/calendar.h"

#include "memorial.h"

#include <string.h>

struct _BiCalendar {
    GPtrArray *memorials; /* BiMemorial, in the order in which they were first named */
    guint layer;          /* the one being read */
};

static void
free_memorial (gpointer data)
{
    bi_memorial_free (data);
}

/* Without a day. Returns: (transfer full) */
BiCalendar *
bi_calendar_new (void)
{
    BiCalendar *calendar = g_new0 (BiCalendar, 1);

    calendar->memorials = g_ptr_array_new_with_free_func (free_memorial);
    return calendar;
}

void
bi_calendar_free (BiCalendar *calendar)
{
    if (calendar == NULL)
        return;
    g_ptr_array_unref (calendar->memorials);
    g_free (calendar);
}

/* What is added from here on may replace what there is. */
void
bi_calendar_begin_layer (BiCalendar *calendar)
{
    calendar->layer++;
}

static gboolean
find_index (const BiCalendar *calendar, const char *id, guint *index)
{
    for (guint i = 0; i < calendar->memorials->len; i++) {
        const BiMemorial *memorial = calendar->memorials->pdata[i];
        *index = i;
        if (strcmp (memorial->id, id) == 0)
            return TRUE;
    }
    return FALSE;
}

/* A BiSectionFunc, with the calendar as its data. The same section of a layer below is
 * replaced; twice in one layer is a mistake. */
void
bi_calendar_add (const BiSection *section, GPtrArray *problems, gpointer data)
{
    BiCalendar *calendar = data;
    g_autoptr (BiMemorial) memorial = bi_memorial_new (section, problems);
    const BiMemorial *first;
    guint index;

    if (memorial == NULL)
        return;
    memorial->layer = calendar->layer;
    if (!find_index (calendar, memorial->id, &index)) {
        g_ptr_array_add (calendar->memorials, g_steal_pointer (&memorial));
        return;
    }
    first = calendar->memorials->pdata[index];
    if (first->layer == calendar->layer) {
        bi_problems_add (
            problems, memorial->place, BI_PROBLEM_ERROR,
            "[%s] is already defined at %s:%u; give one of them another name",
            memorial->id, first->place.file, first->place.line);
        return;
    }
    bi_memorial_free (calendar->memorials->pdata[index]);
    calendar->memorials->pdata[index] = g_steal_pointer (&memorial);
}

/* Warns of each day of which no date is left. */
void
bi_calendar_report_dates (const BiCalendar *calendar, GDateTime *now, GPtrArray *problems)
{
    for (guint i = 0; i < calendar->memorials->len; i++) {
        const BiMemorial *memorial = calendar->memorials->pdata[i];
        const GArray *days = memorial->days;
        if (days->len > 0 && g_array_index (days, BiDay, days->len - 1) < bi_day_of (now))
            bi_problems_add (problems, memorial->days_place, BI_PROBLEM_WARNING,
                             "the last date of [%s] has gone by; add those of the coming "
                             "years",
                             memorial->id);
    }
}

/* The phrases by which posts name the days. Returns: (transfer container) (element-type
 * BiEntry): borrowed from the calendar */
GPtrArray *
bi_calendar_list_words (const BiCalendar *calendar)
{
    GPtrArray *words = g_ptr_array_new ();

    for (guint i = 0; i < calendar->memorials->len; i++) {
        const BiMemorial *memorial = calendar->memorials->pdata[i];
        for (guint j = 0; j < memorial->words->len; j++)
            g_ptr_array_add (words, memorial->words->pdata[j]);
    }
    return words;
}

/* ---- which days ---- */

typedef gboolean (*VisitFunc) (const BiMemorial *memorial, BiDay day, gpointer data);

/* What is kept in all countries is kept in each. @countries: (nullable) all that there
 * are */
static gboolean
is_kept_in (const BiMemorial *memorial, const char *const *countries)
{
    const char *const *kept = (const char *const *) memorial->countries->pdata;

    if (kept[0] == NULL || countries == NULL)
        return TRUE;
    for (gsize i = 0; kept[i] != NULL; i++)
        if (g_strv_contains (countries, kept[i]))
            return TRUE;
    return FALSE;
}

/* Each day of it from the first year to the last. Returns: whether @visit asked to stop
 */
static gboolean
visit_days (const BiMemorial *memorial, guint first, guint last, VisitFunc visit,
            gpointer data)
{
    for (guint i = 0; i < memorial->days->len; i++)
        if (visit (memorial, g_array_index (memorial->days, BiDay, i), data))
            return TRUE;
    for (guint year = MAX (first, 1); memorial->has_rule && year <= last; year++)
        if (visit (memorial, bi_day_rule_find (&memorial->rule, year), data))
            return TRUE;
    return FALSE;
}

static guint
year_of (BiDay day)
{
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_julian (&date, day);
    return g_date_get_year (&date);
}

/* Each day of each of them in these years, and some around them. */
static gboolean
visit_all (const BiCalendar *calendar, BiDay from, BiDay to, const char *const *countries,
           VisitFunc visit, gpointer data)
{
    /* A day may lie in the year beside its own. */
    guint first = year_of (from) - 1;
    guint last = year_of (to) + 1;

    for (guint i = 0; i < calendar->memorials->len; i++) {
        const BiMemorial *memorial = calendar->memorials->pdata[i];
        if (is_kept_in (memorial, countries) &&
            visit_days (memorial, first, last, visit, data))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_that_day (const BiMemorial *memorial, BiDay day, gpointer data)
{
    return day == *(const BiDay *) data;
}

/* Whether no day is known, of any country. */
gboolean
bi_calendar_is_empty (const BiCalendar *calendar)
{
    return calendar->memorials->len == 0;
}

/* Whether it is a memorial day in one of @countries (nullable: anywhere). Allocates
 * nothing. */
gboolean
bi_calendar_has (const BiCalendar *calendar, BiDay day, const char *const *countries)
{
    return visit_all (calendar, day, day, countries, is_that_day, &day);
}

typedef struct {
    BiDay first, last;
    GArray *occasions;
} List;

static gboolean
add_occasion (const BiMemorial *memorial, BiDay day, gpointer data)
{
    List *list = data;
    BiOccasion occasion = {.day = day,
                           .id = memorial->id,
                           .title = memorial->title,
                           .countries = (const char *const *) memorial->countries->pdata};

    if (day != 0 && day >= list->first && day <= list->last)
        g_array_append_val (list->occasions, occasion);
    return FALSE;
}

static int
compare_occasions (gconstpointer a, gconstpointer b)
{
    const BiOccasion *one = a, *other = b;

    if (one->day != other->day)
        return one->day < other->day ? -1 : 1;
    return strcmp (one->title, other->title);
}

/* The memorial days between two days, both included, in one of @countries (nullable:
 * anywhere), first to last. Returns: (transfer full) (element-type BiOccasion) */
GArray *
bi_calendar_list (const BiCalendar *calendar, BiDay from, BiDay to,
                  const char *const *countries)
{
    List list = {from, to, g_array_new (FALSE, FALSE, sizeof (BiOccasion))};

    visit_all (calendar, from, to, countries, add_occasion, &list);
    g_array_sort (list.occasions, compare_occasions);
    return list.occasions;
}
