/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "subject.h"

#define HOURS     24
#define ALL_HOURS 0xFFFFFFu
#define ALL_DAYS  0x7Fu
#define MOST_TIME 99999 /* so that no time overflows */

static const char *const weekdays[] = {"mon", "tue", "wed", "thu",
                                       "fri", "sat", "sun", NULL};

static void
parse_one_hour (BiWhenParser *parser, BiWhen *when)
{
    static const char advice[] = "write two hours from 0 to 24 as in 22-6";
    const char *start = parser->at;
    guint first = 0, end = 0, count;

    bi_when_parse_number (parser, &first, advice);
    if (parser->error == NULL && !bi_when_take_hyphen (parser))
        bi_when_fail (parser, parser->at, "the second hour is missing; %s", advice);
    if (parser->error == NULL)
        bi_when_parse_number (parser, &end, advice);
    if (first >= HOURS || end > HOURS)
        bi_when_fail (parser, start, "the day has no such hour; %s", advice);
    else if (first == end)
        bi_when_fail (
            parser, start,
            "this begins and ends at the same hour; write 5-6 for the hour that "
            "begins at five, 0-24 for the whole day");
    if (parser->error != NULL)
        return;
    count = (end + HOURS - first) % HOURS;
    for (guint i = 0; i < (count > 0 ? count : HOURS); i++)
        when->set |= 1u << (first + i) % HOURS;
}

void
bi_subject_parse_hours (BiWhenParser *parser, BiWhen *when)
{
    bi_when_parse_alternatives (parser, when, parse_one_hour);
    if (when->set == ALL_HOURS)
        when->always = BI_ANSWER_YES;
}

BiAnswer
bi_subject_ask_hours (const BiWhen *when, const BiMoment *moment)
{
    GDateTime *at = moment->circumstances->at;

    if (at == NULL)
        return BI_ANSWER_UNKNOWN;
    return bi_answer ((when->set >> g_date_time_get_hour (at) & 1) != 0);
}

static void
parse_one_weekday (BiWhenParser *parser, BiWhen *when)
{
    int first = bi_when_parse_name (parser, weekdays);
    int last = first >= 0 && bi_when_take_hyphen (parser)
                   ? bi_when_parse_name (parser, weekdays)
                   : first;

    if (parser->error != NULL)
        return;
    for (int i = first; i != last; i = (i + 1) % 7)
        when->set |= 1u << i;
    when->set |= 1u << last;
}

void
bi_subject_parse_weekdays (BiWhenParser *parser, BiWhen *when)
{
    bi_when_parse_alternatives (parser, when, parse_one_weekday);
    if (when->set == ALL_DAYS)
        when->always = BI_ANSWER_YES;
}

BiAnswer
bi_subject_ask_weekdays (const BiWhen *when, const BiMoment *moment)
{
    GDateTime *at = moment->circumstances->at;

    if (at == NULL)
        return BI_ANSWER_UNKNOWN;
    return bi_answer ((when->set >> (g_date_time_get_day_of_week (at) - 1) & 1) != 0);
}

static void
parse_day (BiWhenParser *parser, guint32 *day)
{
    const char *start = parser->at;
    const char *complaint = parser->error == NULL ? bi_day_read (&parser->at, day) : NULL;

    if (complaint != NULL)
        bi_when_fail (parser, start, "%s", complaint);
    bi_when_skip_blanks (parser);
}

void
bi_subject_parse_date (BiWhenParser *parser, BiWhen *when)
{
    const char *start = parser->at;

    when->last = G_MAXUINT32;
    if (bi_when_take_word (parser, "until")) {
        parse_day (parser, &when->last);
        return;
    }
    if (bi_when_take_word (parser, "from")) {
        parse_day (parser, &when->first);
    } else {
        parse_day (parser, &when->first);
        when->last = when->first;
    }
    if (bi_when_take_word (parser, "to"))
        parse_day (parser, &when->last);
    if (when->last < when->first)
        bi_when_fail (parser, start, "this ends before it begins; swap the dates");
}

BiAnswer
bi_subject_ask_date (const BiWhen *when, const BiMoment *moment)
{
    BiDay day = bi_day_of (moment->circumstances->at);

    if (day == 0)
        return BI_ANSWER_UNKNOWN;
    return bi_answer (day >= when->first && day <= when->last);
}

/* Orders the days of a year, whether or not it has them. */
static guint32
number_day (guint month, guint day)
{
    return month * 32 + day;
}

static void
parse_yearly_day (BiWhenParser *parser, guint32 *number)
{
    const char *start = parser->at;
    guint month = 0, day = 0;
    const char *complaint =
        parser->error == NULL ? bi_day_read_yearly (&parser->at, &month, &day) : NULL;

    if (complaint != NULL)
        bi_when_fail (parser, start, "%s", complaint);
    *number = number_day (month, day);
    bi_when_skip_blanks (parser);
}

void
bi_subject_parse_yearly (BiWhenParser *parser, BiWhen *when)
{
    parse_yearly_day (parser, &when->first);
    when->last = when->first;
    if (bi_when_take_word (parser, "to"))
        parse_yearly_day (parser, &when->last);
}

BiAnswer
bi_subject_ask_yearly (const BiWhen *when, const BiMoment *moment)
{
    GDateTime *at = moment->circumstances->at;
    guint32 day;

    if (at == NULL)
        return BI_ANSWER_UNKNOWN;
    day = number_day ((guint) g_date_time_get_month (at),
                      (guint) g_date_time_get_day_of_month (at));
    if (when->first <= when->last)
        return bi_answer (day >= when->first && day <= when->last);
    return bi_answer (day >= when->first || day <= when->last);
}

void
bi_subject_parse_warned_within (BiWhenParser *parser, BiWhen *when)
{
    static const char advice[] = "write hours or days as in 48h or 2d";
    const char *start = parser->at;
    guint number = 0;

    bi_when_parse_number (parser, &number, advice);
    if (parser->error != NULL)
        return;
    if (number == 0 || number > MOST_TIME)
        bi_when_fail (parser, start, "this is %s; %s",
                      number == 0 ? "no time at all" : "too long a time", advice);
    else if (*parser->at != 'h' && *parser->at != 'd')
        bi_when_fail (parser, parser->at, "the unit is missing; %s", advice);
    if (parser->error != NULL)
        return;
    when->span = number * (*parser->at == 'h' ? G_TIME_SPAN_HOUR : G_TIME_SPAN_DAY);
    parser->at++;
}

BiAnswer
bi_subject_ask_warned_within (const BiWhen *when, const BiMoment *moment)
{
    const BiCircumstances *circumstances = moment->circumstances;

    if (circumstances->warned_at == NULL)
        return BI_ANSWER_NO;
    if (circumstances->at == NULL)
        return BI_ANSWER_UNKNOWN;
    return bi_answer (g_date_time_difference (circumstances->at,
                                              circumstances->warned_at) <= when->span);
}
