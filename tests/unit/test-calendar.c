/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/calendar.h"
#include "badidea/ruleset.h"
#include "badidea/when.h"

#include "situation/dayrule.h"

#include <string.h>

static BiDay
find (const char *text, guint year)
{
    BiDayRule rule;
    gsize offset;
    const char *complaint = bi_day_rule_read (text, &rule, &offset);

    g_test_message ("%s in %u", text, year);
    g_assert_cmpstr (complaint, ==, NULL);
    return bi_day_rule_find (&rule, year);
}

static void
test_days (void)
{
    static const struct {
        const char *rule;
        guint year;
        const char *day; /* NULL: none */
    } cases[] = {
        {"09-11", 2026, "2026-09-11"},
        {" 09-11 ", 2026, "2026-09-11"},
        {"02-29", 2024, "2024-02-29"},
        {"02-29", 2026, NULL},
        {"02-29", 2000, "2000-02-29"},
        {"02-29", 2100, NULL},
        {"02-29 + 1", 2024, "2024-03-01"},
        {"01-01 -1", 2026, "2025-12-31"},
        {"12-31 + 1 day", 2026, "2027-01-01"},
        {"01-01 -1", 1, NULL}, /* before the calendar begins */
        {"4th Saturday of November", 2026, "2026-11-28"},
        {"4th saturday OF november", 2025, "2025-11-22"},
        {"1st Monday of June", 2026, "2026-06-01"},
        {"last Monday of May", 2026, "2026-05-25"},
        {"last Monday of May", 2027, "2027-05-31"},
        {"last Saturday of February", 2020, "2020-02-29"},
        {"last Sunday of February", 2021, "2021-02-28"},
        {"3rd Monday of January", 2026, "2026-01-19"},
        {"Sunday nearest 11-11", 2026, "2026-11-08"},
        {"Sunday nearest to 11-11", 2024, "2024-11-10"},
        {"Sunday nearest 11-11", 2029, "2029-11-11"},
        {"Sunday nearest 11-11", 2022, "2022-11-13"},
        {"Wednesday nearest 01-01", 2026, "2025-12-31"},
        {"Sunday before 11-11", 2029, "2029-11-04"},
        {"Sunday after 11-11", 2029, "2029-11-18"},
        {"2nd Sunday after 11-11", 2029, "2029-11-25"},
        {"Sunday after 07-15", 2023, "2023-07-16"},
        {"Sunday after 07-15", 2024, "2024-07-21"},
        {"Advent", 2026, "2026-11-29"},
        {"Advent", 2023, "2023-12-03"},
        {"Advent", 2022, "2022-11-27"},
        {"2nd Sunday before Advent", 2026, "2026-11-15"},
        {"Easter", 2026, "2026-04-05"},
        {"Friday before Easter", 2026, "2026-04-03"},
        {"Easter -2", 2026, "2026-04-03"},
        {"Easter + 39 days", 2026, "2026-05-14"},
        {"Easter+39", 2026, "2026-05-14"},
        {"easter-2 days", 2026, "2026-04-03"},
        {"orthodox Easter+1", 2026, "2026-04-13"},
        {"Advent-7", 2026, "2026-11-22"},
        {"orthodox Easter", 2026, "2026-04-12"},
        {"orthodox Easter -2", 2026, "2026-04-10"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *day = bi_day_to_string (find (cases[i].rule, cases[i].year));
        g_assert_cmpstr (day, ==, cases[i].day);
    }
}

/* Western and orthodox, as almanacs have them: the earliest, the latest and years in
 * which simpler rules are wrong are among them. */
static void
test_easter (void)
{
    static const struct {
        guint year;
        const char *western, *orthodox;
    } cases[] = {
        {1818, "1818-03-22", "1818-04-26"}, {1943, "1943-04-25", "1943-04-25"},
        {1954, "1954-04-18", "1954-04-25"}, {1981, "1981-04-19", "1981-04-26"},
        {1990, "1990-04-15", "1990-04-15"}, {2000, "2000-04-23", "2000-04-30"},
        {2008, "2008-03-23", "2008-04-27"}, {2010, "2010-04-04", "2010-04-04"},
        {2016, "2016-03-27", "2016-05-01"}, {2017, "2017-04-16", "2017-04-16"},
        {2019, "2019-04-21", "2019-04-28"}, {2020, "2020-04-12", "2020-04-19"},
        {2021, "2021-04-04", "2021-05-02"}, {2022, "2022-04-17", "2022-04-24"},
        {2023, "2023-04-09", "2023-04-16"}, {2024, "2024-03-31", "2024-05-05"},
        {2025, "2025-04-20", "2025-04-20"}, {2027, "2027-03-28", "2027-05-02"},
        {2028, "2028-04-16", "2028-04-16"}, {2030, "2030-04-21", "2030-04-28"},
        {2038, "2038-04-25", "2038-04-25"}, {2049, "2049-04-18", "2049-04-25"},
        {2076, "2076-04-19", "2076-04-26"}, {2100, "2100-03-28", "2100-05-02"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *western = bi_day_to_string (find ("Easter", cases[i].year));
        g_autofree char *orthodox =
            bi_day_to_string (find ("orthodox Easter", cases[i].year));
        g_assert_cmpstr (western, ==, cases[i].western);
        g_assert_cmpstr (orthodox, ==, cases[i].orthodox);
    }
}

static void
test_errors (void)
{
    static const struct {
        const char *rule;
        gsize offset;
        const char *complaint;
    } cases[] = {
        {"", 0, "a day is written as"},
        {"soon", 0, "a day is written as"},
        {"9-11", 0, "month and day as in 11-09"},
        {"13-01", 0, "no such day"},
        {"02-30", 0, "no such day"},
        {"09-11 and 09-12", 6, "complete before this"},
        {"09-11 + x", 6, "number of days is missing"},
        {"09-11 + 100", 6, "too far away"},
        {"09-11 - 99999999999999999999999", 6, "too far away"},
        {"09-11 2026", 6, "complete before this"},
        {"5th Monday of May", 0, "not every month"},
        {"Monday of May", 0, "a month has several"},
        {"last Monday", 11, "which one"},
        {"last Monday of Mai", 15, "a month is missing"},
        {"last Monday of May 2026", 19, "complete before this"},
        {"last Sunday before Advent", 0, "no last one"},
        {"2nd Sunday nearest 11-11", 0, "only one is nearest"},
        {"Sunday before", 13, "month and day as in"},
        {"Sunday before 11-31", 14, "no such day"},
        {"Sunday before Advent -1", 21, "complete before this"},
        {"orthodox 11-11", 9, "in front of \"Easter\""},
        {"Easter+", 6, "number of days is missing"},
        {"Sunday before Advent-1", 20, "complete before this"},
        {"Eastern", 0, "this is no day of the year"},
        {"1st", 3, "a day is written as"},
        {"32nd Monday of May", 0, "a day is written as"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        BiDayRule rule;
        gsize offset = G_MAXSIZE;
        const char *complaint = bi_day_rule_read (cases[i].rule, &rule, &offset);

        g_test_message ("%s: %s at %zu", cases[i].rule, complaint, offset);
        g_assert_nonnull (complaint);
        g_assert_nonnull (strstr (complaint, cases[i].complaint));
        g_assert_nonnull (strstr (complaint, "; "));
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* Reckoned once more, day by day: whether @date is the @count-th such weekday, 0 for the
 * last, of its month. */
static gboolean
is_of_month (const GDate *date, guint weekday, guint count)
{
    GDate later = *date;

    if ((guint) g_date_get_weekday (date) != weekday)
        return FALSE;
    if (count > 0)
        return (g_date_get_day (date) - 1u) / 7 + 1 == count;
    g_date_add_days (&later, 7);
    return g_date_get_month (&later) != g_date_get_month (date);
}

static void
test_of_month (void)
{
    static const char *const counts[] = {"last", "1st", "2nd", "3rd", "4th"};
    static const char *const weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday"};
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};

    for (guint count = 0; count < G_N_ELEMENTS (counts); count++)
        for (guint weekday = 0; weekday < 7; weekday++)
            for (guint year = 1990; year <= 2100; year++) {
                guint month = (year + weekday) % 12;
                g_autofree char *text = g_strdup_printf (
                    "%s %s of %s", counts[count], weekdays[weekday], months[month]);
                BiDayRule rule;
                gsize offset;
                GDate date;
                g_assert_null (bi_day_rule_read (text, &rule, &offset));
                g_date_clear (&date, 1);
                g_date_set_julian (&date, bi_day_rule_find (&rule, year));
                g_assert_cmpuint (g_date_get_year (&date), ==, year);
                g_assert_cmpuint (g_date_get_month (&date), ==, month + 1);
                g_assert_true (is_of_month (&date, weekday + 1, count));
            }
}

static BiRuleset *
load_shipped (void)
{
    const char *const layers[] = {"rules", NULL};
    BiRuleset *ruleset = bi_ruleset_load (layers, NULL);

    g_assert_cmpuint (
        bi_problems_count (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR), ==, 0);
    return ruleset;
}

static guint
count_id (const GArray *occasions, const char *id)
{
    guint count = 0;

    for (guint i = 0; i < occasions->len; i++)
        count += g_str_equal (g_array_index (occasions, BiOccasion, i).id, id);
    return count;
}

static GArray *
list_year (const BiCalendar *calendar, guint year)
{
    return bi_calendar_list (calendar, find ("01-01", year), find ("12-31", year), NULL);
}

/* But for those whose dates are written down. */
static void
test_shipped (void)
{
    g_autoptr (BiRuleset) ruleset = load_shipped ();
    const BiCalendar *calendar =
        bi_situation_get_calendar (bi_ruleset_get_situation (ruleset));
    g_autoptr (GArray) known = list_year (calendar, 2030);

    g_assert_cmpuint (known->len, >=, 60);
    for (guint year = 1990; year <= 2100; year++) {
        g_autoptr (GArray) occasions = list_year (calendar, year);
        for (guint i = 0; i < known->len; i++) {
            const BiOccasion *day = &g_array_index (known, BiOccasion, i);
            gboolean written =
                g_str_has_prefix (day->id, "yom-") || g_str_equal (day->id, "tisha-bav");
            if (!written || (year >= 2024 && year <= 2035))
                g_assert_cmpuint (count_id (occasions, day->id), ==, 1);
        }
    }
}

#define DAYS                                                                             \
    "[world]\ntitle = World\nday = 09-11\nword = world\n"                                \
    "[new-year]\ntitle = Eve\ncountry = US\nday = 01-01 -1\nword = eve\n"                \
    "[leap]\ntitle = Leap\ncountry = NZ AU\nday = 02-29\nword = leap\n"

static BiSituation *
situation_new (const char *countries)
{
    BiSituation *situation = bi_situation_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) days =
        bi_sections_parse ("x.calendar", DAYS, strlen (DAYS), problems);
    g_autofree char *text = g_strdup_printf ("[brand]\nname = A\n%s\n", countries);
    g_autoptr (GPtrArray) brand =
        bi_sections_parse ("x.situation", text, strlen (text), problems);

    bi_situation_begin_layer (situation);
    for (guint i = 0; i < days->len; i++)
        bi_situation_add_memorial (days->pdata[i], problems, situation);
    bi_situation_add (brand->pdata[0], problems, situation);
    g_assert_cmpuint (problems->len, ==, 0);
    return situation;
}

static void
test_when (void)
{
    static const struct {
        const char *when, *countries, *at;
        gboolean holds;
    } cases[] = {
        {"calendar", "", "2026-09-11T00:00:00Z", TRUE},
        {"calendar", "", "2026-09-10T23:59:59.999999Z", FALSE},
        {"calendar", "", "2026-09-11T23:59:59.999999Z", TRUE},
        {"calendar", "", "2026-09-12T00:00:00Z", FALSE},
        {"calendar", "", "2026-09-11T23:59:59-12:00", TRUE},
        {"calendar", "", "2026-09-11T00:00:00+14:00", TRUE},
        {"not calendar", "", "2026-09-11T00:00:00Z", FALSE},
        {"not calendar", "", "2026-09-12T00:00:00Z", TRUE},
        /* of some country, and nobody has said that the brand speaks there */
        {"calendar", "", "2026-12-31T12:00:00Z", FALSE},
        {"calendar", "country = US", "2026-12-31T12:00:00Z", TRUE},
        {"calendar", "country = US", "2026-09-11T12:00:00Z", TRUE},
        {"calendar", "country = GB", "2026-12-31T12:00:00Z", FALSE},
        {"calendar US", "country = GB", "2026-12-31T12:00:00Z", TRUE},
        {"calendar gb or us", "", "2026-12-31T12:00:00Z", TRUE},
        {"calendar gb or us", "", "2026-09-11T12:00:00Z", TRUE},
        {"calendar AU", "", "2024-02-29T12:00:00Z", TRUE},
        {"calendar AU", "", "2024-03-01T12:00:00Z", FALSE},
        {"calendar AU", "", "2026-02-28T12:00:00Z", FALSE},
        {"calendar", "country = NZ, US", "2024-02-29T12:00:00Z", TRUE},
        {"calendar", "", NULL, TRUE},
        {"not calendar", "", NULL, TRUE},
        {"calendar", "", "0001-01-01T00:00:00Z", FALSE},
        {"calendar", "", "9999-12-31T00:00:00Z", FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiSituation) situation = situation_new (cases[i].countries);
        g_autoptr (GDateTime) at =
            cases[i].at != NULL ? g_date_time_new_from_iso8601 (cases[i].at, NULL) : NULL;
        BiCircumstances circumstances = {.at = at};
        BiMoment moment = {.situation = situation, .circumstances = &circumstances};
        gsize offset;
        g_autoptr (BiWhen) when = bi_when_new (cases[i].when, &offset, NULL);

        g_test_message ("%s, %s, %s", cases[i].when, cases[i].countries, cases[i].at);
        g_assert_nonnull (when);
        g_assert_true (bi_when_holds (when, &moment) == cases[i].holds);
    }
}

static void
test_when_errors (void)
{
    static const struct {
        const char *when;
        gsize offset;
    } cases[] = {{"calendar USA", 9},
                 {"calendar US GB", 12},
                 {"calendar US or", 14},
                 {"calendar 12", 9},
                 {"calendar Ü", 9}};

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = G_MAXSIZE;
        g_autoptr (BiWhen) when = bi_when_new (cases[i].when, &offset, &error);

        g_test_message ("%s", cases[i].when);
        g_assert_null (when);
        g_assert_nonnull (strstr (error->message, "; "));
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* GLib, in the locale of tests, which is C, counts them by itself. */
static void
test_weekday_names (void)
{
    BiDay first = find ("01-01", 2026);

    for (BiDay day = first; day < first + 14; day++) {
        g_autoptr (GDateTime) january = g_date_time_new_utc (2026, 1, 1, 23, 59, 59);
        g_autoptr (GDateTime) at = g_date_time_add_days (january, (int) (day - first));
        g_autofree char *name = g_date_time_format (at, "%A");

        g_assert_cmpuint (bi_day_of (at), ==, day);
        g_assert_cmpstr (bi_day_name_weekday (day), ==, name);
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/calendar/a-rule-finds-its-day", test_days);
    g_test_add_func ("/calendar/easter-is-that-of-the-almanacs", test_easter);
    g_test_add_func ("/calendar/what-is-no-rule-has-its-place", test_errors);
    g_test_add_func ("/calendar/the-weekdays-of-months-agree-with-counting",
                     test_of_month);
    g_test_add_func ("/calendar/a-day-says-its-weekday", test_weekday_names);
    g_test_add_func ("/calendar/each-shipped-day-comes-once-a-year", test_shipped);
    g_test_add_func ("/calendar/a-day-counts-in-its-zone-and-country", test_when);
    g_test_add_func ("/calendar/a-condition-names-countries", test_when_errors);
    return g_test_run ();
}
