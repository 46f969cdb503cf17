/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dayrule.h"

#include <string.h>

#define BLANKS " \t"
#define WEEK   ((gint64) 7)
#define MOST_DAYS                                                                        \
    99 /* so that a day is at most a year from the one it is reckoned from */

static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL};
static const char *const months[] = {
    "january", "february",  "march",   "april",    "may",      "june", "july",
    "august",  "september", "october", "november", "december", NULL};
static const char *const ordinals[] = {"last", "1st", "2nd", "3rd", "4th", "5th",
                                       "6th",  "7th", "8th", "9th", NULL};
/* In the order of BiRelation, from BI_RELATION_OF on. */
static const char *const relations[] = {"of", "before", "after", "nearest", NULL};

/* ---- reading ---- */

/* Which of @words stands at *@at, whatever its capitals; steps over it and the blanks
 * behind it. A sign ends it too, as in "Easter+39". Returns: -1 when it is none */
static int
take_word (const char **at, const char *const *words)
{
    gsize length = strcspn (*at, BLANKS "+-");

    for (int i = 0; words[i] != NULL; i++)
        if (strlen (words[i]) == length &&
            g_ascii_strncasecmp (*at, words[i], length) == 0) {
            *at += length;
            *at += strspn (*at, BLANKS);
            return i;
        }
    return -1;
}

/* Easter, orthodox Easter, Advent, or a day of the year. */
static const char *
read_anchor (const char **at, BiDayRule *rule)
{
    static const char *const feasts[] = {"easter", "orthodox", "advent", NULL};
    static const char *const easter[] = {"easter", NULL};
    int feast = take_word (at, feasts);
    const char *complaint;

    if (feast == 1 && take_word (at, easter) < 0)
        return "\"orthodox\" stands in front of \"Easter\"; write orthodox Easter";
    if (feast >= 0) {
        rule->anchor = BI_ANCHOR_EASTER + (BiAnchor) feast;
        return NULL;
    }
    rule->anchor = BI_ANCHOR_DAY;
    complaint = bi_day_read_yearly (at, &rule->month, &rule->day);
    *at += strspn (*at, BLANKS);
    return complaint;
}

/* "+ 39", "-2 days", or nothing. */
static const char *
read_shift (const char **at, BiDayRule *rule)
{
    static const char *const units[] = {"day", "days", NULL};
    int sign = **at == '+' ? 1 : **at == '-' ? -1 : 0;
    const char *number = *at + 1;
    char *end;
    guint64 count;

    if (sign == 0)
        return NULL;
    number += strspn (number, BLANKS);
    if (!g_ascii_isdigit (*number))
        return "a number of days is missing here; write it as in Easter -2";
    count = g_ascii_strtoull (number, &end, 10);
    if (count > MOST_DAYS)
        return "this is too far away; write at most 99 days";
    rule->count = sign * (int) count;
    *at = end + strspn (end, BLANKS);
    take_word (at, units);
    return NULL;
}

static const char *
read_of (const char **at, BiDayRule *rule, int ordinal, const char **wrong)
{
    int month = take_word (at, months);

    if (month < 0)
        return "a month is missing here; write one as in last Monday of May";
    rule->anchor = BI_ANCHOR_MONTH;
    rule->month = (guint) month + 1;
    rule->count = ordinal;
    if (ordinal >= 0 && ordinal <= 4)
        return NULL;
    *at = *wrong;
    return ordinal < 0 ? "a month has several; write 1st, 2nd, 3rd, 4th or last in front"
                       : "not every month has so many; write 1st, 2nd, 3rd, 4th or last";
}

/* Behind the ordinal, -1 where there is none, which stood at @wrong. */
static const char *
read_weekday (const char **at, BiDayRule *rule, int ordinal, const char *wrong)
{
    static const char *const to[] = {"to", NULL};
    int weekday = take_word (at, weekdays);
    int relation;

    if (weekday < 0)
        return "a day is written as 11-09, Easter -2, last Monday of May, Sunday "
               "nearest 11-11 or 2nd Sunday before Advent; write it so";
    rule->weekday = (guint) weekday + 1;
    relation = take_word (at, relations);
    if (relation < 0)
        return "behind the weekday stands which one; write of, before, after or nearest";
    rule->relation = BI_RELATION_OF + (BiRelation) relation;
    if (rule->relation == BI_RELATION_OF)
        return read_of (at, rule, ordinal, &wrong);
    rule->count = MAX (ordinal, 1);
    if (ordinal == 0 || (ordinal > 0 && rule->relation == BI_RELATION_NEAREST)) {
        *at = wrong;
        return rule->relation == BI_RELATION_NEAREST
                   ? "only one is nearest; drop this word"
                   : "there is no last one; write 1st, 2nd, ... or drop the word";
    }
    if (rule->relation == BI_RELATION_NEAREST)
        take_word (at, to);
    return read_anchor (at, rule);
}

static const char *
read_rule (const char **at, BiDayRule *rule)
{
    const char *start = *at;
    gboolean is_number = g_ascii_isdigit (*start);
    gboolean is_day = is_number && memchr (start, '-', strcspn (start, BLANKS)) != NULL;
    int ordinal;
    const char *complaint;

    if (is_day || g_ascii_strncasecmp (start, "easter", 6) == 0 ||
        g_ascii_strncasecmp (start, "orthodox", 8) == 0 ||
        g_ascii_strncasecmp (start, "advent", 6) == 0) {
        complaint = read_anchor (at, rule);
        return complaint != NULL ? complaint : read_shift (at, rule);
    }
    ordinal = take_word (at, ordinals);
    return read_weekday (at, rule, ordinal, start);
}

/* Reads the whole of @text. Returns: (nullable): NULL, or what is wrong at the byte
 * @offset and what to do. */
const char *
bi_day_rule_read (const char *text, BiDayRule *rule, gsize *offset)
{
    const char *at = text + strspn (text, BLANKS);
    const char *complaint;

    memset (rule, 0, sizeof *rule);
    complaint = read_rule (&at, rule);
    *offset = (gsize) (at - text);
    if (complaint == NULL && *at != '\0')
        return "the day is complete before this; remove it";
    return complaint;
}

/* ---- reckoning ---- */

static BiDay
day_at (guint year, guint month, guint day)
{
    GDate date;

    if (!g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
        return 0;
    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay) day, month, (GDateYear) year);
    return g_date_get_julian (&date);
}

/* The anonymous Gregorian algorithm (Nature, 20 April 1876), as Jean Meeus has it:
 * Astronomical Algorithms, 1991, chapter 8. */
static BiDay
find_easter (guint year)
{
    guint a = year % 19, b = year / 100, c = year % 100;
    guint g = (b - (b + 8) / 25 + 1) / 3;
    guint h = (19 * a + b - b / 4 - g + 15) % 30;
    guint l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    guint m = (a + 11 * h + 22 * l) / 451;
    guint n = h + l - 7 * m + 114;

    return day_at (year, n / 31, n % 31 + 1);
}

/* Meeus in the same place for the Julian calendar; then as many days on as that calendar
 * is behind by March. */
static BiDay
find_orthodox_easter (guint year)
{
    guint d = (19 * (year % 19) + 15) % 30;
    guint e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    guint n = d + e + 114;
    gint64 behind = (gint64) (year / 100) - year / 400 - 2;

    return (BiDay) (day_at (year, n / 31, n % 31 + 1) + behind);
}

/* The last of the weekdays before @day. GDate's day 1 is a Monday. */
static gint64
last_before (gint64 day, guint weekday)
{
    gint64 back = (day - 1 - (gint64) (weekday - 1) + 7) % 7;

    return day - (back > 0 ? back : 7);
}

/* Returns: 0 in a year that does not have it */
static gint64
find_anchor (const BiDayRule *rule, guint year)
{
    switch (rule->anchor) {
    case BI_ANCHOR_EASTER: return find_easter (year);
    case BI_ANCHOR_ORTHODOX_EASTER: return find_orthodox_easter (year);
    case BI_ANCHOR_ADVENT: return last_before (day_at (year, 12, 25), 7) - 3 * WEEK;
    case BI_ANCHOR_MONTH: return day_at (year, rule->month, 1);
    case BI_ANCHOR_DAY: break;
    }
    return day_at (year, rule->month, rule->day);
}

static gint64
find_of (const BiDayRule *rule, guint year, gint64 first)
{
    guint8 length = g_date_get_days_in_month (rule->month, (GDateYear) year);

    return last_before (rule->count == 0 ? first + length : first + rule->count * WEEK,
                        rule->weekday);
}

/* The day that belongs to @year, 1 to 9999, which may lie in the year before or after it.
 * Returns: 0 when there is none, as 02-29 in most years. */
BiDay
bi_day_rule_find (const BiDayRule *rule, guint year)
{
    gint64 anchor = find_anchor (rule, year);
    gint64 day = 0;

    if (anchor == 0)
        return 0;
    switch (rule->relation) {
    case BI_RELATION_FROM: day = anchor + rule->count; break;
    case BI_RELATION_OF: day = find_of (rule, year, anchor); break;
    case BI_RELATION_BEFORE:
        day = last_before (anchor - (rule->count - 1) * WEEK, rule->weekday);
        break;
    case BI_RELATION_AFTER:
        day = last_before (anchor + rule->count * WEEK + 1, rule->weekday);
        break;
    case BI_RELATION_NEAREST: day = last_before (anchor + 4, rule->weekday); break;
    }
    return day > 0 ? (BiDay) day : 0;
}
