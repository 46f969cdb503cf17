/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "whenreason.h"

#include "subject.h"

#include <string.h>

typedef char *(*Tell) (const BiWhen *when, const BiMoment *moment);

static char *
tell_name (const BiWhen *when, const BiMoment *moment)
{
    const char *name =
        G_STRUCT_MEMBER (char *, moment->circumstances, when->subject->field);

    return g_strdup_printf ("the %s is \"%s\"", when->subject->name, name);
}

static char *
tell_audience (const BiWhen *when, const BiMoment *moment)
{
    static const char *const audiences[] = {[BI_AUDIENCE_UNKNOWN] = "not known",
                                            [BI_AUDIENCE_PUBLIC] = "public",
                                            [BI_AUDIENCE_ROOM] = "room",
                                            [BI_AUDIENCE_DIRECT] = "direct"};

    return g_strconcat ("the audience is ", audiences[moment->circumstances->audience],
                        NULL);
}

static char *
tell_hour (const BiWhen *when, const BiMoment *moment)
{
    return g_date_time_format (moment->circumstances->at, "it is %H:%M");
}

static char *
tell_day (const BiWhen *when, const BiMoment *moment)
{
    return g_date_time_format (moment->circumstances->at, "it is %Y-%m-%d");
}

static char *
tell_weekday (const BiWhen *when, const BiMoment *moment)
{
    BiDay today = bi_day_of (moment->circumstances->at);

    return g_strconcat ("it is ", bi_day_name_weekday (today), NULL);
}

static char *
tell_calendar (const BiWhen *when, const BiMoment *moment)
{
    BiDay today = bi_day_of (moment->circumstances->at);
    g_autoptr (GArray) occasions =
        bi_calendar_list (bi_situation_get_calendar (moment->situation), today, today,
                          bi_subject_list_countries (when, moment));
    g_autofree char *date = tell_day (when, moment);
    GString *reason = g_string_new (date);

    for (guint i = 0; i < occasions->len; i++)
        g_string_append_printf (reason, "%s %s", i == 0 ? ":" : ",",
                                g_array_index (occasions, BiOccasion, i).title);
    return g_string_free (reason, FALSE);
}

/* Of what its subject says of words, which takes the words of all crises. */
static char *
tell_crisis_words (const BiMoment *moment)
{
    BiSpan span = {0, 0};
    g_autofree char *words = NULL;

    switch (bi_situation_find_crisis_words (moment->situation, moment->circumstances->at,
                                            moment->matcher, moment->text, moment->length,
                                            &span)) {
    case BI_MATCH_YES: break;
    case BI_MATCH_NO: return g_strdup ("no words of a crisis that is on are in it");
    case BI_MATCH_GAVE_UP: return g_strdup ("looking for them took too long");
    }
    words = g_strndup (moment->text + span.start, span.end - span.start);
    return g_strdup_printf ("\"%s\" is in it", words);
}

static char *
tell_crisis (const BiWhen *when, const BiMoment *moment)
{
    gboolean on;

    if (when->subject == &bi_subject_crisis_words)
        return tell_crisis_words (moment);
    on = bi_situation_is_crisis_on (moment->situation, when->crisis,
                                    moment->circumstances->at);
    if (when->crisis == NULL)
        return g_strdup (on ? "a crisis is on" : "no crisis is on");
    return g_strdup_printf (
        "\"%s\" is %s", bi_situation_get_crisis_title (moment->situation, when->crisis),
        on ? "on" : "not on");
}

static char *
tell_warned (const BiWhen *when, const BiMoment *moment)
{
    GDateTime *warned_at = moment->circumstances->warned_at;

    if (warned_at == NULL)
        return g_strdup ("no earlier draft of this account is known to have been held");
    return g_date_time_format (warned_at, "the last draft was held on %Y-%m-%d at %H:%M");
}

static char *
tell_count (const BiWhen *when, const BiMoment *moment)
{
    guint number = G_STRUCT_MEMBER (guint, moment->shape, when->subject->field);

    return g_strdup_printf ("%u in it", number);
}

static char *
tell_length (const BiWhen *when, const BiMoment *moment)
{
    return g_strdup_printf ("it has %u character%s", moment->shape->length,
                            moment->shape->length == 1 ? "" : "s");
}

static char *
tell_capitals (const BiWhen *when, const BiMoment *moment)
{
    return g_strdup_printf ("it has %u%%", moment->shape->capitals);
}

static char *
tell_start (const BiWhen *when, const BiMoment *moment)
{
    return g_strdup (moment->shape->starts_with_mention ? "it does" : "it does not");
}

/* What is not here is counted. @unknown: for where nobody knows. */
static const struct {
    const char *subject;
    Tell tell;
    const char *unknown;
} tellers[] = {
    {"account", tell_name, "the account is not known"},
    {"protocol", tell_name, "the protocol is not known"},
    {"conversation", tell_name, "the conversation is not known"},
    {"audience", tell_audience, "the audience is not known"},
    {"hour", tell_hour, "the time is not known"},
    {"weekday", tell_weekday, "the time is not known"},
    {"date", tell_day, "the time is not known"},
    {"yearly", tell_day, "the time is not known"},
    {"calendar", tell_calendar, "the time is not known"},
    {"crisis", tell_crisis, "looking for them took too long"},
    {"warned-within", tell_warned, "the time is not known"},
    {"length", tell_length, NULL},
    {"capitals", tell_capitals, NULL},
    {"starts-with-mention", tell_start, NULL},
};

/* Returns: (transfer full): what the condition asks about, as it is at that moment */
char *
bi_when_reason (const BiWhen *when, const BiMoment *moment)
{
    BiAnswer answer = when->subject->ask (when, moment);

    for (gsize i = 0; i < G_N_ELEMENTS (tellers); i++)
        if (strcmp (when->subject->name, tellers[i].subject) == 0)
            return answer == BI_ANSWER_UNKNOWN && tellers[i].unknown != NULL
                       ? g_strdup (tellers[i].unknown)
                       : tellers[i].tell (when, moment);
    return tell_count (when, moment);
}
