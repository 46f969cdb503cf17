/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/day.h"

#define LEAP_YEAR 2000

/* Reads exactly @count digits. */
static gboolean
read_digits (const char **text, guint count, guint *number)
{
    *number = 0;
    for (guint i = 0; i < count; i++) {
        if (!g_ascii_isdigit (**text))
            return FALSE;
        *number = *number * 10 + (guint) g_ascii_digit_value (*(*text)++);
    }
    return TRUE;
}

/* Whether nothing of a number, as of "2026-11-301", is left over. */
static gboolean
ends (const char *text)
{
    return !g_ascii_isalnum (*text) && *text != '-';
}

/* Reads YYYY-MM-DD at *@text and steps over it. Returns: (nullable): NULL, or what is
 * wrong with it and what to do. */
const char *
bi_day_read (const char **text, BiDay *day)
{
    const char *at = *text;
    guint year, month, number;
    GDate date;

    if (!read_digits (&at, 4, &year) || *at++ != '-' || !read_digits (&at, 2, &month) ||
        *at++ != '-' || !read_digits (&at, 2, &number) || !ends (at))
        return "this is no date; write year, month and day as in 2026-11-30";
    if (!g_date_valid_dmy (number, month, year))
        return "the calendar has no such day; mend the date";
    g_date_clear (&date, 1);
    g_date_set_dmy (&date, number, month, year);
    *day = g_date_get_julian (&date);
    *text = at;
    return NULL;
}

/* Reads MM-DD, a day that a leap year has. Returns as bi_day_read(). */
const char *
bi_day_read_yearly (const char **text, guint *month, guint *day)
{
    const char *at = *text;

    if (!read_digits (&at, 2, month) || *at++ != '-' || !read_digits (&at, 2, day) ||
        !ends (at))
        return "this is no day of the year; write month and day as in 11-09";
    if (!g_date_valid_dmy (*day, *month, LEAP_YEAR))
        return "the calendar has no such day; mend it";
    *text = at;
    return NULL;
}

/* The day that it is in the zone of @at (nullable). */
BiDay
bi_day_of (GDateTime *at)
{
    int year, month, day;
    GDate date;

    if (at == NULL)
        return 0;
    g_date_time_get_ymd (at, &year, &month, &day);
    g_date_clear (&date, 1);
    g_date_set_dmy (&date, day, month, year);
    return g_date_get_julian (&date);
}

/* Returns: (transfer full) (nullable): NULL for no day */
char *
bi_day_to_string (BiDay day)
{
    GDate date;

    if (day == 0)
        return NULL;
    g_date_clear (&date, 1);
    g_date_set_julian (&date, day);
    return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date),
                            (guint) g_date_get_month (&date), g_date_get_day (&date));
}

/* Whatever the locale. Not for no day. GDate's day 1 is a Monday. */
const char *
bi_day_name_weekday (BiDay day)
{
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};

    return names[day % G_N_ELEMENTS (names)];
}
