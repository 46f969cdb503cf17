/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "subject.h"

#include "badidea/country.h"

static void
parse_one_country (BiWhenParser *parser, BiWhen *when)
{
    gsize length = bi_when_measure_word (parser->at);
    char *country = bi_country_read (parser->at, length);
    guint n = when->countries != NULL ? g_strv_length (when->countries) : 0;

    if (country == NULL) {
        bi_when_fail (parser, parser->at,
                      "this is no country of ISO 3166; write it as in calendar US or GB");
        return;
    }
    when->countries = g_renew (char *, when->countries, n + 2);
    when->countries[n] = country;
    when->countries[n + 1] = NULL;
    parser->at += length;
}

void
bi_subject_parse_calendar (BiWhenParser *parser, BiWhen *when)
{
    if (*parser->at != '\0')
        bi_when_parse_alternatives (parser, when, parse_one_country);
}

/* The countries that it names, else the brand's. Where neither is known only the days of
 * all countries count: some country has one on most days. */
const char *const *
bi_subject_list_countries (const BiWhen *when, const BiMoment *moment)
{
    return when->countries != NULL ? (const char *const *) when->countries
                                   : bi_situation_get_countries (moment->situation);
}

BiAnswer
bi_subject_ask_calendar (const BiWhen *when, const BiMoment *moment)
{
    BiDay day = bi_day_of (moment->circumstances->at);

    if (day == 0)
        return BI_ANSWER_UNKNOWN;
    return bi_answer (bi_calendar_has (bi_situation_get_calendar (moment->situation), day,
                                       bi_subject_list_countries (when, moment)));
}
