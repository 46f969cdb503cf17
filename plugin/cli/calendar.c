/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "jsonwrite.h"
#include "options.h"
#include "quote.h"
#include "ruleload.h"

#include "badidea/country.h"

#include <stdio.h>
#include <string.h>

#define DAYS_AHEAD 90

static const char summary[] =
    "Prints the coming memorial days: those on which selling or joking is not done.\n"
    "Without options, those of the next 90 days.";

static const char description[] =
    "Both dates are included. The days are those of the brand's countries ([brand],\n"
    "\"country\" in a *.situation file), else of all that are known; days of all\n"
    "countries are always among them. --format jsonl prints one object a day:\n"
    "  "
    "{\"date\":\"2026-09-11\",\"weekday\":\"Friday\",\"id\":\"...\",\"title\":\"...\",\n"
    "   \"countries\":[\"US\"]}\n"
    "\n"
    "Examples:\n"
    "  badidea calendar\n"
    "  badidea calendar --from 2026-11-01 --to 2026-12-31 --country GB --country IE\n"
    "\n"
    "Exit status:\n"
    "  0  the days, if any, are printed\n"
    "  2  it could not be done: wrong usage, no memorial day known, or a\n"
    "     folder that cannot be read";

typedef struct {
    BiDay from, to;
    GPtrArray *countries; /* NULL-terminated */
    char **folders;
    gboolean json;
} Calendar;

static gboolean
take_date (const char *option, const char *value, gpointer data, GError **error)
{
    Calendar *calendar = data;
    BiDay *day = g_str_equal (option, "--from") ? &calendar->from : &calendar->to;
    const char *at = value;

    if (bi_day_read (&at, day) == NULL && *at == '\0')
        return TRUE;
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "%s: \"%s\" is no date; write it as 2026-11-30", option, value);
    return FALSE;
}

static gboolean
take_country (const char *option, const char *value, gpointer data, GError **error)
{
    char *country = bi_country_read (value, strlen (value));

    if (country == NULL) {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     "%s: \"%s\" is no country of ISO 3166; write it as in US or GB",
                     option, value);
        return FALSE;
    }
    bi_country_add (((Calendar *) data)->countries, country);
    return TRUE;
}

#define TAKEN(name, take, help, value)                                                   \
    {                                                                                    \
        name, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, (gpointer) (take), help, \
            value                                                                        \
    }

static gboolean
read_options (Calendar *calendar, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        TAKEN ("from", take_date, "The first day; today, if it is not said", "DATE"),
        TAKEN ("to", take_date, "The last day; 90 days after the first, if not said",
               "DATE"),
        TAKEN ("country", take_country,
               "Days of this country; may be repeated (ISO 3166)", "CC"),
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &calendar->folders,
         "Read the rules of this folder only; may be repeated", "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiChoice choices[] = {
        BI_CHOICE_FORMAT (&calendar->json),
        BI_CHOICE_END,
    };
    g_auto (GStrv) rest = NULL;
    const BiUsage usage = {"calendar", "",      summary, description,
                           entries,    choices, &rest,   calendar};

    if (!bi_options_parse (&usage, arguments, status))
        return FALSE;
    if (rest == NULL)
        return TRUE;
    *status = bi_options_complain (
        "calendar", "\"%s\" is one too many; name a day with --from or --to", rest[0]);
    return FALSE;
}

static void
print_object (const BiOccasion *occasion)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *date = bi_day_to_string (occasion->day);

    json_builder_begin_object (builder);
    bi_json_add_string (builder, "date", date);
    bi_json_add_string (builder, "weekday", bi_day_name_weekday (occasion->day));
    bi_json_add_string (builder, "id", occasion->id);
    bi_json_add_string (builder, "title", occasion->title);
    json_builder_set_member_name (builder, "countries");
    json_builder_begin_array (builder);
    for (gsize i = 0; occasion->countries[i] != NULL; i++)
        json_builder_add_string_value (builder, occasion->countries[i]);
    json_builder_end_array (builder);
    bi_json_print (builder);
}

static void
print_row (const BiOccasion *occasion, glong width)
{
    g_autofree char *date = bi_day_to_string (occasion->day);
    g_autofree char *countries = g_strjoinv (" ", (char **) occasion->countries);
    g_autofree char *title = bi_printable (occasion->title);
    int pad = (int) (width - bi_measure (title));

    printf ("%s  %-9s  %s%*s  %s\n", date, bi_day_name_weekday (occasion->day), title,
            pad, "", countries[0] != '\0' ? countries : "all countries");
}

static void
print_days (const Calendar *calendar, const GArray *occasions)
{
    glong width = 0;

    for (guint i = 0; i < occasions->len; i++) {
        const BiOccasion *occasion = &g_array_index (occasions, BiOccasion, i);
        g_autofree char *title = bi_printable (occasion->title);
        width = MAX (width, bi_measure (title));
    }
    for (guint i = 0; i < occasions->len; i++) {
        const BiOccasion *occasion = &g_array_index (occasions, BiOccasion, i);
        if (calendar->json)
            print_object (occasion);
        else
            print_row (occasion, width);
    }
    if (occasions->len == 0 && !calendar->json) {
        g_autofree char *from = bi_day_to_string (calendar->from);
        g_autofree char *to = bi_day_to_string (calendar->to);
        printf ("No memorial day from %s to %s.\n", from, to);
    }
}

/* What was not said. */
static gboolean
settle_dates (Calendar *calendar)
{
    g_autoptr (GDateTime) now = g_date_time_new_now_local ();

    if (calendar->from == 0)
        calendar->from = bi_day_of (now);
    if (calendar->to == 0)
        calendar->to = calendar->from + DAYS_AHEAD;
    return calendar->from <= calendar->to;
}

static BiExit
print_calendar (Calendar *calendar)
{
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (GArray) occasions = NULL;
    const BiSituation *situation;
    const char *const *countries = (const char *const *) calendar->countries->pdata;

    if (!settle_dates (calendar))
        return bi_options_complain ("calendar",
                                    "--to is before --from; swap the dates, or say both");
    ruleset = bi_load_folders (calendar->folders, NULL);
    if (ruleset == NULL)
        return BI_EXIT_FAILED;
    situation = bi_ruleset_get_situation (ruleset);
    if (bi_calendar_is_empty (bi_situation_get_calendar (situation)))
        return bi_complain_of_none ("calendar", "memorial days", "calendar",
                                    calendar->folders);
    if (countries[0] == NULL)
        countries = bi_situation_get_countries (situation);
    occasions = bi_calendar_list (bi_situation_get_calendar (situation), calendar->from,
                                  calendar->to, countries[0] != NULL ? countries : NULL);
    print_days (calendar, occasions);
    return BI_EXIT_FINE;
}

BiExit
bi_command_calendar (char **arguments)
{
    g_autoptr (GPtrArray) countries = g_ptr_array_new_with_free_func (g_free);
    Calendar calendar = {.countries = countries};
    BiExit status;

    g_ptr_array_add (countries, NULL);
    if (read_options (&calendar, arguments, &status))
        status = print_calendar (&calendar);
    g_strfreev (calendar.folders);
    return status;
}
