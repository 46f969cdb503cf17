/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a file of the calendar; each line is a day's rule too. */
#include "badidea/calendar.h"

#include "situation/dayrule.h"

#include <stdint.h>
#include <string.h>

#define MOST_LINES 64
/* A section and a line have only so many things to be wrong. */
#define MOST_PROBLEMS 8

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Its days come in order, and less than two years apart but for a leap day. */
static void
check_rule (const char *text)
{
    BiDayRule rule;
    gsize offset = G_MAXSIZE;
    const char *complaint = bi_day_rule_read (text, &rule, &offset);
    BiDay before = 0;

    g_assert (offset <= strlen (text));
    g_assert (complaint == NULL || strstr (complaint, "; ") != NULL);
    for (guint year = 1; complaint == NULL && year <= 9999; year += 7) {
        BiDay day = bi_day_rule_find (&rule, year);

        g_assert (day == 0 || day > before);
        g_assert (day == 0 || day < (year + 2) * 366);
        before = day != 0 ? day : before;
    }
}

static void
check_problems (const GPtrArray *problems, const char *bytes, gsize size)
{
    guint n_lines = 1;

    for (gsize i = 0; i < size; i++)
        n_lines += bytes[i] == '\n';
    g_assert (problems->len <= MOST_PROBLEMS * n_lines);
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];

        g_assert (problem->line >= 1 && problem->line <= n_lines);
        g_assert (problem->column >= 1 && problem->column <= size + 1);
        g_assert (g_utf8_validate (problem->message, -1, NULL));
    }
}

static BiDay
new_year (guint year)
{
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
    return g_date_get_julian (&date);
}

/* What is listed is in the years that were asked for, in order, and is that day. */
static void
check_list (const BiCalendar *calendar, guint first, guint last)
{
    BiDay from = new_year (first);
    BiDay to = new_year (last + 1) - 1;
    g_autoptr (GArray) occasions = bi_calendar_list (calendar, from, to, NULL);

    for (guint i = 0; i < occasions->len; i++) {
        const BiOccasion *one = &g_array_index (occasions, BiOccasion, i);

        g_assert (from <= one->day && one->day <= to);
        g_assert (i == 0 || one[-1].day <= one->day);
        g_assert (bi_calendar_has (calendar, one->day, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    const char *bytes = (const char *) data;
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("fuzz.calendar", bytes, size, problems);
    g_autoptr (BiCalendar) calendar = bi_calendar_new ();
    g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 21, 12, 0, 0);
    g_autofree char *text = g_utf8_make_valid (bytes, (gssize) size);
    g_auto (GStrv) lines = g_strsplit (text, "\n", MOST_LINES);

    for (guint i = 0; i < sections->len; i++)
        bi_calendar_add (sections->pdata[i], problems, calendar);
    bi_calendar_report_dates (calendar, now, problems);
    check_problems (problems, bytes, size);
    check_list (calendar, 1, 3);
    check_list (calendar, 2024, 2026);
    check_list (calendar, 9998, 9999);
    for (gsize i = 0; lines[i] != NULL; i++)
        check_rule (lines[i]);
    return 0;
}
