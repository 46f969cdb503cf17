/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/when.h"

#include "scratch.h"

#include <string.h>

#define NOON "2026-11-21T12:00:00Z" /* a Saturday */

/* Two crises that are on at noon and one that is off. */
static const char facts[] = "[crisis.recall]\nfrom = 2026-11-20\nuntil = 2026-11-30\n"
                            "words = recall\nwords = glass*\n"
                            "[crisis.strike]\non = yes\n"
                            "[crisis.flood]\nuntil = 2025-01-01\nwords = flood\n";

static BiSituation *
situation_new (const char *contents)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (contents, strlen (contents));
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    BiSituation *situation = bi_situation_new ();

    bi_rulefile_parse ("test.situation", bytes, problems, bi_situation_add, situation);
    g_assert_cmpuint (problems->len, ==, 0);
    return situation;
}

static BiWhen *
when_new (const char *value)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiWhen *when = bi_when_new (value, &offset, &error);

    g_assert_no_error (error);
    return when;
}

static GDateTime *
time_new (const char *text)
{
    GDateTime *time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

    g_assert_true (text == NULL || time != NULL);
    return time;
}

static gboolean
holds (const char *value, const BiMoment *moment)
{
    g_autoptr (BiWhen) when = when_new (value);

    g_test_message ("%s", value);
    g_assert_cmpstr (bi_when_get_source (when), ==, value);
    return bi_when_holds (when, moment);
}

/* The condition, and its opposite. */
static void
assert_holds (const char *value, const BiMoment *moment, gboolean expected)
{
    g_autofree char *opposite = g_strconcat ("not ", value, NULL);

    g_assert_cmpint (holds (value, moment), ==, expected);
    g_assert_cmpint (holds (opposite, moment), ==, !expected);
}

static void
test_names (void)
{
    static const struct {
        const char *value;
        const char *name;
        gboolean expected;
    } cases[] = {
        {"acme", "acme", TRUE},
        {"acme", "acmex", FALSE},
        {"acme", "xacme", FALSE},
        {"acme", "", FALSE},
        {"ACME", "acme", TRUE},
        {"acme", "ACME", TRUE},
        {"zoë*", "ZOËTROPE", TRUE},
        {"σς", "ΣΣ", TRUE},
        {"a?me", "acme", TRUE},
        {"a?me", "aëme", TRUE},
        {"a?me", "ame", FALSE},
        {"?", "\xFF", TRUE},
        {"??", "\xFF", FALSE},
        {"*@acme.example", "press@acme.example", TRUE},
        {"*@acme.example", "press@acme.example.org", FALSE},
        {"*@acme.example/*", "press@acme.example/a@acme.example/", TRUE},
        {"a*b*c", "abbbbc", TRUE},
        {"a*b*c", "abbbbd", FALSE},
        {"*ab", "aab", TRUE},
        {"a**b", "ab", TRUE},
        {"a*?", "a", FALSE},
        {"a or b", "b", TRUE},
        {"a or b", "a or b", FALSE},
        {"a OR b", "b", TRUE},
        {"a  or\tb  ", "b", TRUE},
        {"a or b or c*", "cx", TRUE},
        {"ask us", "Ask Us", TRUE},
        {"ask us or help desk", "help desk", TRUE},
        {"orange or floor", "orange", TRUE},
        {"not", "not", TRUE},
        {"words", "words", TRUE},
        {"a or words", "words", TRUE},
        {"lines of code", "lines of code", TRUE},
        {"a=b>c", "a=b>c", TRUE},
        {"a.me", "acme", FALSE},
        {"[a-z]*", "acme", FALSE},
        {"#acme", "#acme", TRUE},
    };
    static const struct {
        const char *name;
        gsize field;
    } subjects[] = {{"account", G_STRUCT_OFFSET (BiCircumstances, account)},
                    {"protocol", G_STRUCT_OFFSET (BiCircumstances, protocol)},
                    {"conversation", G_STRUCT_OFFSET (BiCircumstances, conversation)}};

    for (gsize i = 0; i < G_N_ELEMENTS (subjects) * G_N_ELEMENTS (cases); i++) {
        gsize c = i % G_N_ELEMENTS (cases), s = i / G_N_ELEMENTS (cases);
        g_autofree char *value =
            g_strconcat (subjects[s].name, " ", cases[c].value, NULL);
        BiCircumstances circumstances = {NULL};
        BiMoment moment = {.circumstances = &circumstances};

        G_STRUCT_MEMBER (const char *, &circumstances, subjects[s].field) = cases[c].name;
        assert_holds (value, &moment, cases[c].expected);
    }
}

static void
test_audience (void)
{
    static const struct {
        const char *value;
        const char *expected; /* public, room, direct */
    } cases[] = {
        {"audience public", "ynn"},           {"audience room", "nyn"},
        {"audience direct", "nny"},           {"audience public or room", "yyn"},
        {"Audience Direct OR Public", "yny"}, {"audience public or public", "ynn"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        for (int j = 0; j < 3; j++) {
            BiCircumstances circumstances = {.audience = BI_AUDIENCE_PUBLIC + j};
            BiMoment moment = {.circumstances = &circumstances};

            assert_holds (cases[i].value, &moment, cases[i].expected[j] == 'y');
        }
}

static const struct {
    const char *value;
    const char *at;
    gboolean expected;
} times[] = {
    {"hour 9-17", "2026-11-21T08:59:59.999999Z", FALSE},
    {"hour 9-17", "2026-11-21T09:00:00Z", TRUE},
    {"hour 9-17", "2026-11-21T16:59:59.999999Z", TRUE},
    {"hour 9-17", "2026-11-21T17:00:00Z", FALSE},
    {"hour 22-6", "2026-11-21T21:59:59Z", FALSE},
    {"hour 22-6", "2026-11-21T22:00:00Z", TRUE},
    {"hour 22-6", "2026-11-21T23:59:59Z", TRUE},
    {"hour 22-6", "2026-11-21T00:00:00Z", TRUE},
    {"hour 22-6", "2026-11-21T05:59:59Z", TRUE},
    {"hour 22-6", "2026-11-21T06:00:00Z", FALSE},
    {"hour 22-24", "2026-11-21T23:00:00Z", TRUE},
    {"hour 22-24", "2026-11-21T00:00:00Z", FALSE},
    {"hour 22-0", "2026-11-21T23:00:00Z", TRUE},
    {"hour 22-0", "2026-11-21T00:00:00Z", FALSE},
    {"hour 0-1", "2026-11-21T00:59:00Z", TRUE},
    {"hour 0-1", "2026-11-21T01:00:00Z", FALSE},
    {"hour 09 - 17", "2026-11-21T09:00:00Z", TRUE},
    {"hour 9-12 or 14-17", "2026-11-21T12:00:00Z", FALSE},
    {"hour 9-12 or 14-17", "2026-11-21T14:00:00Z", TRUE},
    /* The zone of the time decides, not UTC. */
    {"hour 9-17", "2026-11-21T23:30:00+14:00", FALSE},
    {"hour 23-24", "2026-11-21T23:30:00+14:00", TRUE},
    {"weekday sat", "2026-11-21T23:30:00+14:00", TRUE},
    {"weekday sat", "2026-11-20T23:30:00-12:00", FALSE},
    {"date 2026-11-21", "2026-11-21T00:10:00+05:30", TRUE},
    {"yearly 11-21", "2026-11-21T00:10:00+05:30", TRUE},
    {"weekday mon-fri", "2026-11-20T23:59:59Z", TRUE},
    {"weekday mon-fri", "2026-11-21T00:00:00Z", FALSE},
    {"weekday mon-fri", "2026-11-22T23:59:59Z", FALSE},
    {"weekday mon-fri", "2026-11-23T00:00:00Z", TRUE},
    {"weekday fri-mon", "2026-11-20T12:00:00Z", TRUE},
    {"weekday fri-mon", "2026-11-22T12:00:00Z", TRUE},
    {"weekday fri-mon", "2026-11-23T12:00:00Z", TRUE},
    {"weekday fri-mon", "2026-11-24T12:00:00Z", FALSE},
    {"weekday fri-mon", "2026-11-26T12:00:00Z", FALSE},
    {"weekday sat or sun", "2026-11-22T12:00:00Z", TRUE},
    {"weekday sat or sun", "2026-11-23T12:00:00Z", FALSE},
    {"weekday Mon - Tue or THU", "2026-11-26T12:00:00Z", TRUE},
    {"weekday mon-mon", "2026-11-23T12:00:00Z", TRUE},
    {"weekday mon-mon", "2026-11-24T12:00:00Z", FALSE},
    {"date 2026-11-01 to 2026-11-30", "2026-10-31T23:59:59Z", FALSE},
    {"date 2026-11-01 to 2026-11-30", "2026-11-01T00:00:00Z", TRUE},
    {"date 2026-11-01 to 2026-11-30", "2026-11-30T23:59:59Z", TRUE},
    {"date 2026-11-01 to 2026-11-30", "2026-12-01T00:00:00Z", FALSE},
    {"date from 2026-11-01 to 2026-11-30", "2026-12-01T00:00:00Z", FALSE},
    {"date 2026-11-21 to 2026-11-21", "2026-11-21T23:00:00Z", TRUE},
    {"date 2026-11-21", "2026-11-22T00:00:00Z", FALSE},
    {"date from 2026-11-21", "2026-11-20T23:59:59Z", FALSE},
    {"date from 2026-11-21", "2026-11-21T00:00:00Z", TRUE},
    {"date from 2026-11-21", "9999-12-31T00:00:00Z", TRUE},
    {"date until 2026-11-21", "2026-11-21T23:59:59Z", TRUE},
    {"date until 2026-11-21", "2026-11-22T00:00:00Z", FALSE},
    {"date until 2026-11-21", "0001-01-01T00:00:00Z", TRUE},
    {"date 2024-02-29", "2024-02-29T00:00:00Z", TRUE},
    {"yearly 11-09", "2026-11-09T00:00:00Z", TRUE},
    {"yearly 11-09", "1999-11-09T23:59:59Z", TRUE},
    {"yearly 11-09", "2026-11-10T00:00:00Z", FALSE},
    {"yearly 11-09 to 11-11", "2026-11-08T23:59:59Z", FALSE},
    {"yearly 11-09 to 11-11", "2026-11-11T23:59:59Z", TRUE},
    {"yearly 11-09 to 11-11", "2026-11-12T00:00:00Z", FALSE},
    {"yearly 12-30 to 01-02", "2026-12-29T23:59:59Z", FALSE},
    {"yearly 12-30 to 01-02", "2026-12-30T00:00:00Z", TRUE},
    {"yearly 12-30 to 01-02", "2027-01-02T23:59:59Z", TRUE},
    {"yearly 12-30 to 01-02", "2027-01-03T00:00:00Z", FALSE},
    {"yearly 02-29", "2028-02-29T12:00:00Z", TRUE},
    {"yearly 02-29", "2027-02-28T12:00:00Z", FALSE},
    {"yearly 02-29", "2027-03-01T12:00:00Z", FALSE},
    {"yearly 02-20 to 02-29", "2027-02-28T12:00:00Z", TRUE},
    {"yearly 02-20 to 02-29", "2027-03-01T12:00:00Z", FALSE},
    {"yearly 02-29 to 03-02", "2027-03-01T12:00:00Z", TRUE},
};

static void
test_times (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
        g_autoptr (GDateTime) at = time_new (times[i].at);
        BiCircumstances circumstances = {.at = at};
        BiMoment moment = {.circumstances = &circumstances};

        g_test_message ("%s", times[i].at);
        assert_holds (times[i].value, &moment, times[i].expected);
    }
}

/* In the hour that comes twice, and behind the hour that does not come. */
static void
test_summer_time (void)
{
    g_autoptr (GTimeZone) zone =
        g_time_zone_new_identifier ("CET-1CEST,M3.5.0,M10.5.0/3");
    static const struct {
        const char *utc;
        int hour;
    } cases[] = {{"2026-10-25T00:30:00Z", 2},
                 {"2026-10-25T01:30:00Z", 2},
                 {"2026-10-25T02:00:00Z", 3},
                 {"2026-03-29T00:59:59Z", 1},
                 {"2026-03-29T01:00:00Z", 3}};

    g_assert_nonnull (zone);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GDateTime) utc = time_new (cases[i].utc);
        g_autoptr (GDateTime) at = g_date_time_to_timezone (utc, zone);
        g_autofree char *value =
            g_strdup_printf ("hour %d-%d", cases[i].hour, cases[i].hour + 1);
        BiCircumstances circumstances = {.at = at};
        BiMoment moment = {.circumstances = &circumstances};

        assert_holds (value, &moment, TRUE);
    }
}

static void
test_warned_within (void)
{
    static const struct {
        const char *value;
        const char *warned_at;
        gboolean expected;
    } cases[] = {
        {"warned-within 48h", NULL, FALSE},
        {"warned-within 48h", "2026-11-19T12:00:00Z", TRUE},
        {"warned-within 48h", "2026-11-19T11:59:59.999999Z", FALSE},
        {"warned-within 2d", "2026-11-19T12:00:00Z", TRUE},
        {"warned-within 2d", "2026-11-19T11:59:59.999999Z", FALSE},
        {"warned-within 1h", "2026-11-21T12:00:00Z", TRUE},
        {"warned-within 1h", "2026-11-21T11:30:00+01:00", FALSE},
        {"warned-within 1h", "2026-11-21T12:30:00+01:00", TRUE},
        /* A clock was set back. */
        {"warned-within 1h", "2026-11-22T12:00:00Z", TRUE},
        {"warned-within 99999d", "1760-01-01T00:00:00Z", TRUE},
        {"warned-within 99999d", "1750-01-01T00:00:00Z", FALSE},
    };
    g_autoptr (GDateTime) at = time_new (NOON);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GDateTime) warned_at = time_new (cases[i].warned_at);
        BiCircumstances circumstances = {.at = at, .warned_at = warned_at};
        BiMoment moment = {.circumstances = &circumstances};

        assert_holds (cases[i].value, &moment, cases[i].expected);
    }
}

static void
test_crisis (void)
{
    static const struct {
        const char *value;
        const char *at;
        const char *text;
        gboolean expected;
    } cases[] = {
        {"crisis", NOON, "", TRUE},
        {"crisis recall", NOON, "", TRUE},
        {"crisis recall", "2026-12-01T00:00:00Z", "", FALSE},
        {"crisis strike", NOON, "", TRUE},
        {"crisis flood", NOON, "", FALSE},
        {"crisis nothing-of-ours", NOON, "", FALSE},
        {"crisis words", NOON, "Our recall begins", TRUE},
        {"Crisis Words", NOON, "Our glassware is back", TRUE},
        {"crisis words", NOON, "Our recalls begin", FALSE},
        {"crisis words", NOON, "", FALSE},
        {"crisis words", "2026-12-01T00:00:00Z", "Our recall begins", FALSE},
        {"crisis words", NOON, "The flood is over", FALSE},
    };
    g_autoptr (BiSituation) situation = situation_new (facts);
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GDateTime) at = time_new (cases[i].at);
        BiCircumstances circumstances = {.at = at};
        BiMoment moment = {situation, &circumstances, NULL,
                           matcher,   cases[i].text,  strlen (cases[i].text)};

        g_test_message ("%s: %s", cases[i].at, cases[i].text);
        assert_holds (cases[i].value, &moment, cases[i].expected);
    }
}

static void
test_no_crisis (void)
{
    g_autoptr (BiSituation) situation = bi_situation_new ();
    g_autoptr (GDateTime) at = time_new (NOON);
    BiCircumstances circumstances = {.at = at};
    BiMoment moment = {.situation = situation, .circumstances = &circumstances};

    assert_holds ("crisis", &moment, FALSE);
    assert_holds ("crisis recall", &moment, FALSE);
}

static void
test_shape (void)
{
    static const BiShape shape = {.length = 100,
                                  .lines = 2,
                                  .words = 20,
                                  .hashtags = 3,
                                  .mentions = 4,
                                  .links = 5,
                                  .emoji = 6,
                                  .exclamation_marks = 7,
                                  .questions = 8,
                                  .capitals = 50,
                                  .starts_with_mention = TRUE};
    static const struct {
        const char *name;
        guint number;
        const char *unit;
    } subjects[] = {
        {"length", 100, ""}, {"lines", 2, ""},      {"words", 20, ""},
        {"hashtags", 3, ""}, {"mentions", 4, ""},   {"links", 5, ""},
        {"emoji", 6, ""},    {"capitals", 50, "%"}, {"exclamation-marks", 7, ""},
        {"questions", 8, ""}};
    static const struct {
        const char *sign;
        const char *expected; /* for one less, the number itself, one more */
    } signs[] = {
        {" > ", "ynn"}, {">= ", "yyn"}, {" <", "nny"}, {"<=", "nyy"}, {"=", "nyn"}};
    BiMoment moment = {.shape = &shape};

    for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
        for (gsize j = 0; j < 3 * G_N_ELEMENTS (signs); j++) {
            g_autofree char *value = g_strdup_printf (
                "%s%s%u%s", subjects[i].name, signs[j / 3].sign,
                subjects[i].number - 1 + (guint) (j % 3), subjects[i].unit);

            assert_holds (value, &moment, signs[j / 3].expected[j % 3] == 'y');
        }
    assert_holds ("starts-with-mention", &moment, TRUE);
    moment.shape = &(BiShape){.length = 1};
    assert_holds ("starts-with-mention", &moment, FALSE);
}

static void
test_unknown (void)
{
    static const char *const values[] = {
        "account acme", "protocol prpl-irc",   "conversation #acme", "audience public",
        "hour 9-17",    "weekday mon-fri",     "date 2026-11-01",    "yearly 11-09",
        "crisis flood", "warned-within 99999h"};
    g_autoptr (GDateTime) warned_at = time_new (NOON);
    g_autoptr (BiSituation) situation = situation_new (facts);
    BiCircumstances circumstances = {.warned_at = warned_at};
    BiMoment moment = {.situation = situation, .circumstances = &circumstances};

    for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
        g_autofree char *opposite = g_strconcat ("not ", values[i], NULL);

        g_assert_true (holds (values[i], &moment));
        /* A crisis is on or off, and counts as on. */
        if (!g_str_has_prefix (values[i], "crisis"))
            g_assert_true (holds (opposite, &moment));
    }
}

/* Words that give up may be there. */
static void
test_gave_up (void)
{
    g_autoptr (BiSituation) situation = situation_new (
        "[crisis.slow]\nwords = a ... a ... a ... a ... a ... a ... a ... a ... b\n");
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    BiCircumstances circumstances = {NULL};
    BiMoment moment = {.situation = situation, .circumstances = &circumstances};
    BiSpan span;

    moment.matcher = matcher;
    moment.text =
        "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a. b";
    moment.length = strlen (moment.text);
    g_assert_cmpint (bi_situation_find_crisis_words (situation, NULL, matcher,
                                                     moment.text, moment.length, &span),
                     ==, BI_MATCH_GAVE_UP);
    g_assert_true (holds ("crisis words", &moment));
    g_assert_true (holds ("not crisis words", &moment));
}

static void
test_errors (void)
{
    static const struct {
        const char *value;
        gsize offset;
        const char *message; /* a part of it */
    } cases[] = {
        {"", 0, "begins with what it asks about"},
        {"  ", 2, "begins with what it asks about"},
        {"not", 3, "begins with what it asks about"},
        {"not not crisis", 4, "called \"not\""},
        {"auidence public", 0, "did you mean \"audience\"?"},
        {"not  Acount x", 5, "did you mean \"account\"?"},
        {"exclamation > 3", 0, "badidea-rules(5)"},
        {"weather rainy", 0, "badidea-rules(5)"},
        {"> 3", 0, "begins with what it asks about"},
        {"account", 7, "a name is missing"},
        {"account  ", 9, "a name is missing"},
        {"account or b", 8, "a name is missing"},
        {"account a or", 12, "a name is missing"},
        {"account a or or b", 13, "a name is missing"},
        {"account not a", 8, "in front of the whole condition"},
        {"account a or not b", 13, "in front of the whole condition"},
        {"account a or protocol b", 13, "joins names, not conditions"},
        {"not account *", 0, "never true"},
        {"not account a or **", 0, "never true"},
        {"audience", 8, "a name is missing here; write one of public, room, direct"},
        {"audience crowd", 9, "\"crowd\" is not known"},
        {"audience public, room", 15, "join alternatives with \"or\""},
        {"audience public room", 16, "join alternatives with \"or\""},
        {"audience public or", 18, "a name is missing"},
        {"not audience public or room or direct", 0, "never true"},
        {"hour", 4, "a number is missing"},
        {"hour 9", 6, "the second hour is missing"},
        {"hour 9-", 7, "a number is missing"},
        {"hour 9–17", 6, "the second hour is missing"},
        {"hour 22:30-6", 7, "the second hour is missing"},
        {"hour 24-6", 5, "no such hour"},
        {"hour 6-25", 5, "no such hour"},
        {"hour 5-5", 5, "the same hour"},
        {"hour 0-0", 5, "the same hour"},
        {"hour 9-17 x", 10, "complete before this"},
        {"hour 9-12 or", 12, "a number is missing"},
        {"hour 99999999999-3", 5, "too large"},
        {"hour -3", 5, "a number is missing"},
        {"not hour 0-24", 0, "never true"},
        {"not hour 6-18 or 18-6", 0, "never true"},
        {"weekday", 7, "a name is missing here; write one of mon, tue,"},
        {"weekday monday", 8, "\"monday\" is not known"},
        {"weekday mon-", 12, "a name is missing"},
        {"weekday mon-xyz", 12, "\"xyz\" is not known"},
        {"not weekday mon-sun", 0, "never true"},
        {"date", 4, "no date"},
        {"date from", 9, "no date"},
        {"date until soon", 11, "no date"},
        {"date 2026-11-1", 5, "no date"},
        {"date 2026-11-011", 5, "no date"},
        {"date 26-11-01", 5, "no date"},
        {"date 2026-02-30", 5, "no such day"},
        {"date 2027-02-29", 5, "no such day"},
        {"date 2026-13-01", 5, "no such day"},
        {"date 0000-01-01", 5, "no such day"},
        {"date 2026-11-01 to", 18, "no date"},
        {"date 2026-11-01 to 2026-11-31", 19, "no such day"},
        {"date 2026-11-02 to 2026-11-01", 5, "ends before it begins"},
        {"date from 2026-11-02 to 2026-11-01", 5, "ends before it begins"},
        {"date until 2026-11-02 to 2026-11-03", 22, "complete before this"},
        {"date 2026-11-02 or 2026-11-03", 16, "complete before this"},
        {"yearly", 6, "no day of the year"},
        {"yearly 2026-11-09", 7, "no day of the year"},
        {"yearly 11-9", 7, "no day of the year"},
        {"yearly 02-30", 7, "no such day"},
        {"yearly 04-31", 7, "no such day"},
        {"yearly 00-10", 7, "no such day"},
        {"yearly 11-09 to", 15, "no day of the year"},
        {"yearly 11-09 to 11-00", 16, "no such day"},
        {"crisis Recall", 7, "no name of a crisis"},
        {"crisis recallÄ", 13, "no name of a crisis"},
        {"crisis recall flood", 14, "complete before this"},
        {"crisis words recall", 13, "complete before this"},
        {"warned-within", 13, "a number is missing"},
        {"warned-within 48", 16, "the unit is missing"},
        {"warned-within 48m", 16, "the unit is missing"},
        {"warned-within 0h", 14, "no time at all"},
        {"warned-within 100000h", 14, "too long a time"},
        {"warned-within 999999999d", 14, "too long a time"},
        {"warned-within 48hours", 17, "complete before this"},
        {"length", 6, "a comparison is missing"},
        {"length 3", 7, "a comparison is missing"},
        {"length ≥ 3", 7, "a comparison is missing"},
        {"length >", 8, "a number is missing"},
        {"length > -3", 9, "a number is missing"},
        {"length == 3", 8, "a number is missing"},
        {"length => 3", 8, "a number is missing"},
        {"length > 3%", 10, "complete before this"},
        {"length > 3.5", 10, "complete before this"},
        {"length > 1234567890", 9, "too large"},
        {"length < 0", 0, "never true"},
        {"not length >= 0", 0, "never true"},
        {"capitals > 50", 13, "write \"%\" behind"},
        {"capitals > 100%", 0, "never true"},
        {"capitals = 101%", 0, "never true"},
        {"not capitals <= 100%", 0, "never true"},
        {"starts-with-mention yes", 20, "complete before this"},
        {"starts-with-mentions", 0, "did you mean \"starts-with-mention\"?"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = G_MAXSIZE;

        g_test_message ("%s", cases[i].value);
        g_assert_null (bi_when_new (cases[i].value, &offset, &error));
        g_assert_error (error, BI_WHEN_ERROR, 0);
        g_test_message ("%s", error->message);
        g_assert_nonnull (strstr (error->message, cases[i].message));
        g_assert_nonnull (strstr (error->message, "; "));
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* What is always true is odd, but keeps no rule from running. */
static void
test_always (void)
{
    static const char *const values[] = {
        "account *",      "hour 0-24",           "length >= 0",
        "not length < 0", "not capitals > 100%", "audience direct or room or public"};

    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        bi_when_free (when_new (values[i]));
}

static void
test_over (void)
{
    static const struct {
        const char *value;
        const char *now;
        gboolean expected;
    } cases[] = {
        {"date until 2026-11-21", "2026-11-21T23:59:59Z", FALSE},
        {"date until 2026-11-21", "2026-11-22T00:00:00Z", TRUE},
        {"date 2026-11-01 to 2026-11-20", NOON, TRUE},
        {"date 2026-11-20", NOON, TRUE},
        {"date 2026-11-21", NOON, FALSE},
        {"date from 2026-11-01", NOON, FALSE},
        {"date from 2027-11-01", NOON, FALSE},
        {"not date from 2026-11-21", "2026-11-20T23:59:59Z", FALSE},
        {"not date from 2026-11-21", NOON, TRUE},
        {"not date until 2026-11-01", NOON, FALSE},
        {"not date 2026-11-20 to 2026-11-30", NOON, FALSE},
        {"yearly 11-09", NOON, FALSE},
        {"not yearly 11-09", NOON, FALSE},
        {"hour 9-17", NOON, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiWhen) when = when_new (cases[i].value);
        g_autoptr (GDateTime) now = time_new (cases[i].now);

        g_test_message ("%s at %s", cases[i].value, cases[i].now);
        g_assert_cmpint (bi_when_is_over (when, now), ==, cases[i].expected);
    }
}

static void
test_names_its_crisis (void)
{
    g_autoptr (BiWhen) named = when_new ("not crisis recall.2026");
    g_autoptr (BiWhen) any = when_new ("crisis");
    g_autoptr (BiWhen) words = when_new ("crisis words");

    g_assert_cmpstr (bi_when_get_crisis (named), ==, "recall.2026");
    g_assert_null (bi_when_get_crisis (any));
    g_assert_null (bi_when_get_crisis (words));
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/when/names-are-globs-whatever-their-capitals", test_names);
    g_test_add_func ("/when/an-audience-is-one-of-those-named", test_audience);
    g_test_add_func ("/when/times-are-those-of-their-zone", test_times);
    g_test_add_func ("/when/an-hour-is-what-the-clock-shows", test_summer_time);
    g_test_add_func ("/when/a-warning-counts-for-a-while", test_warned_within);
    g_test_add_func ("/when/a-crisis-is-on-or-off", test_crisis);
    g_test_add_func ("/when/nothing-said-of-crises-is-no-crisis", test_no_crisis);
    g_test_add_func ("/when/what-the-draft-looks-like-is-counted", test_shape);
    g_test_add_func ("/when/what-is-not-known-holds", test_unknown);
    g_test_add_func ("/when/words-that-give-up-hold", test_gave_up);
    g_test_add_func ("/when/an-error-has-its-byte-and-its-remedy", test_errors);
    g_test_add_func ("/when/what-is-always-true-is-no-error", test_always);
    g_test_add_func ("/when/a-date-gone-by-is-over", test_over);
    g_test_add_func ("/when/a-condition-names-its-crisis", test_names_its_crisis);
    return g_test_run ();
}
