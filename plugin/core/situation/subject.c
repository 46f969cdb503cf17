/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "subject.h"

#include "badidea/problem.h"
#include "glob.h"

#include <string.h>

static const char *const audiences[] = {"public", "room", "direct", NULL};
/* In the order of BiComparison; those of two signs first. */
static const char *const comparisons[] = {">=", "<=", ">", "<", "=", NULL};

/* ---- account, protocol, conversation ---- */

/* A name may hold blanks, so words in the wrong place would quietly be taken for one. */
static void
check_glob (BiWhenParser *parser, const char *start, const char *end, gboolean first)
{
    gsize length = bi_when_measure_word (start);

    if (start == end)
        bi_when_fail (
            parser, start,
            "a name is missing here; write one, with \"*\" for any characters and "
            "\"?\" for one");
    else if (start + length == end)
        return;
    else if (length == 3 && g_ascii_strncasecmp (start, "not", length) == 0)
        bi_when_fail (parser, start,
                      "\"not\" stands in front of the whole condition; move it there, or "
                      "write \"?ot\" if a name begins so");
    else if (!first && bi_subject_find (start, length) != NULL)
        bi_when_fail (
            parser, start,
            "\"or\" joins names, not conditions; write a rule for each, or \"?\" "
            "for a letter if a name begins so");
}

/* Returns: (transfer full): what stands up to "or" or the end, without the blanks around
 * it */
static char *
parse_glob (BiWhenParser *parser, gboolean first)
{
    const char *start = parser->at;
    const char *end = start;

    while (*parser->at != '\0') {
        const char *word = parser->at;
        if (bi_when_take_word (parser, "or")) {
            parser->at = word;
            break;
        }
        while (*parser->at != '\0' && !g_ascii_isspace (*parser->at))
            parser->at++;
        end = parser->at;
        bi_when_skip_blanks (parser);
    }
    check_glob (parser, start, end, first);
    return g_strndup (start, (gsize) (end - start));
}

static void
parse_globs (BiWhenParser *parser, BiWhen *when)
{
    g_autoptr (GStrvBuilder) globs = g_strv_builder_new ();
    gboolean first = TRUE;

    do {
        g_autofree char *glob = parse_glob (parser, first);
        if (glob[0] != '\0' && glob[strspn (glob, "*")] == '\0')
            when->always = BI_ANSWER_YES;
        g_strv_builder_add (globs, glob);
        first = FALSE;
    } while (parser->error == NULL && bi_when_take_word (parser, "or"));
    when->globs = g_strv_builder_end (globs);
}

static BiAnswer
ask_globs (const BiWhen *when, const BiMoment *moment)
{
    const char *name =
        G_STRUCT_MEMBER (char *, moment->circumstances, when->subject->field);

    if (name == NULL)
        return BI_ANSWER_UNKNOWN;
    for (gsize i = 0; when->globs[i] != NULL; i++)
        if (bi_glob_matches (when->globs[i], name))
            return BI_ANSWER_YES;
    return BI_ANSWER_NO;
}

/* ---- audience ---- */

static void
parse_one_audience (BiWhenParser *parser, BiWhen *when)
{
    int audience = bi_when_parse_name (parser, audiences);

    if (audience >= 0)
        when->set |= 1u << (BI_AUDIENCE_PUBLIC + audience);
}

static void
parse_audience (BiWhenParser *parser, BiWhen *when)
{
    guint32 all =
        1u << BI_AUDIENCE_PUBLIC | 1u << BI_AUDIENCE_ROOM | 1u << BI_AUDIENCE_DIRECT;

    bi_when_parse_alternatives (parser, when, parse_one_audience);
    if (when->set == all)
        when->always = BI_ANSWER_YES;
}

static BiAnswer
ask_audience (const BiWhen *when, const BiMoment *moment)
{
    BiAudience audience = moment->circumstances->audience;

    if (audience == BI_AUDIENCE_UNKNOWN)
        return BI_ANSWER_UNKNOWN;
    return bi_answer ((when->set >> audience & 1) != 0);
}

/* ---- crisis ---- */

static BiAnswer
ask_crisis (const BiWhen *when, const BiMoment *moment)
{
    return bi_answer (bi_situation_is_crisis_on (moment->situation, when->crisis,
                                                 moment->circumstances->at));
}

static BiAnswer
ask_crisis_words (const BiWhen *when, const BiMoment *moment)
{
    BiSpan span;

    switch (bi_situation_find_crisis_words (moment->situation, moment->circumstances->at,
                                            moment->matcher, moment->text, moment->length,
                                            &span)) {
    case BI_MATCH_YES: return BI_ANSWER_YES;
    case BI_MATCH_NO: return BI_ANSWER_NO;
    case BI_MATCH_GAVE_UP: break;
    }
    return BI_ANSWER_UNKNOWN;
}

const BiSubject bi_subject_crisis_words = {"crisis", NULL, ask_crisis_words, 0};

static void
parse_crisis (BiWhenParser *parser, BiWhen *when)
{
    gsize length = strspn (parser->at, "abcdefghijklmnopqrstuvwxyz0123456789.-");

    if (bi_when_take_word (parser, "words")) {
        when->subject = &bi_subject_crisis_words;
        return;
    }
    if (length > 0)
        when->crisis = g_strndup (parser->at, length);
    parser->at += length;
    if (*parser->at != '\0' && !g_ascii_isspace (*parser->at))
        bi_when_fail (parser, parser->at,
                      "no name of a crisis has this character; use small letters a-z, "
                      "digits, \"-\" and \".\"");
}

/* ---- the draft's shape ---- */

static gboolean
compare (const BiWhen *when, guint number)
{
    switch (when->comparison) {
    case BI_COMPARISON_AT_LEAST: return number >= when->number;
    case BI_COMPARISON_AT_MOST: return number <= when->number;
    case BI_COMPARISON_MORE: return number > when->number;
    case BI_COMPARISON_LESS: return number < when->number;
    case BI_COMPARISON_EQUAL: break;
    }
    return number == when->number;
}

static gboolean
parse_comparison (BiWhenParser *parser, BiWhen *when)
{
    for (int i = 0; comparisons[i] != NULL; i++)
        if (g_str_has_prefix (parser->at, comparisons[i])) {
            when->comparison = i;
            parser->at += strlen (comparisons[i]);
            bi_when_skip_blanks (parser);
            return TRUE;
        }
    bi_when_fail (parser, parser->at,
                  "a comparison is missing here; write >, >=, <, <= or = and a number");
    return FALSE;
}

static void
settle (BiWhen *when, guint most)
{
    gboolean lowest = compare (when, 0);

    if (when->comparison == BI_COMPARISON_EQUAL)
        when->always = when->number > most ? BI_ANSWER_NO : BI_ANSWER_UNKNOWN;
    else if (lowest == compare (when, most))
        when->always = bi_answer (lowest);
}

static void
parse_count (BiWhenParser *parser, BiWhen *when)
{
    if (!parse_comparison (parser, when))
        return;
    bi_when_parse_number (parser, &when->number, "write one as in > 3");
    settle (when, G_MAXUINT);
}

static void
parse_percent (BiWhenParser *parser, BiWhen *when)
{
    if (!parse_comparison (parser, when))
        return;
    bi_when_parse_number (parser, &when->number, "write one as in > 50%");
    if (*parser->at == '%')
        parser->at++;
    else
        bi_when_fail (parser, parser->at,
                      "this is a share; write \"%%\" behind its number as in > 50%%");
    settle (when, 100);
}

static BiAnswer
ask_count (const BiWhen *when, const BiMoment *moment)
{
    return bi_answer (
        compare (when, G_STRUCT_MEMBER (guint, moment->shape, when->subject->field)));
}

static void
parse_nothing (BiWhenParser *parser, BiWhen *when)
{
}

static BiAnswer
ask_flag (const BiWhen *when, const BiMoment *moment)
{
    return bi_answer (G_STRUCT_MEMBER (gboolean, moment->shape, when->subject->field));
}

/* ---- all of them ---- */

#define NAME(field)  parse_globs, ask_globs, G_STRUCT_OFFSET (BiCircumstances, field)
#define TIME(name)   bi_subject_parse_##name, bi_subject_ask_##name, 0
#define COUNT(field) parse_count, ask_count, G_STRUCT_OFFSET (BiShape, field)

static const BiSubject subjects[] = {
    {"account", NAME (account)},
    {"protocol", NAME (protocol)},
    {"conversation", NAME (conversation)},
    {"audience", parse_audience, ask_audience, 0},
    {"hour", TIME (hours)},
    {"weekday", TIME (weekdays)},
    {"date", TIME (date)},
    {"yearly", TIME (yearly)},
    {"calendar", TIME (calendar)},
    {"crisis", parse_crisis, ask_crisis, 0},
    {"warned-within", TIME (warned_within)},
    {"length", COUNT (length)},
    {"lines", COUNT (lines)},
    {"words", COUNT (words)},
    {"hashtags", COUNT (hashtags)},
    {"mentions", COUNT (mentions)},
    {"links", COUNT (links)},
    {"emoji", COUNT (emoji)},
    {"exclamation-marks", COUNT (exclamation_marks)},
    {"questions", COUNT (questions)},
    {"capitals", parse_percent, ask_count, G_STRUCT_OFFSET (BiShape, capitals)},
    {"starts-with-mention", parse_nothing, ask_flag,
     G_STRUCT_OFFSET (BiShape, starts_with_mention)},
};

/* By its name, whatever the capitals. Returns: (nullable) */
const BiSubject *
bi_subject_find (const char *word, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
        if (strlen (subjects[i].name) == length &&
            g_ascii_strncasecmp (subjects[i].name, word, length) == 0)
            return &subjects[i];
    return NULL;
}

/* Returns: (nullable): the name that somebody probably meant */
const char *
bi_subject_nearest (const char *word)
{
    const char *names[G_N_ELEMENTS (subjects) + 1] = {NULL};

    for (gsize i = 0; i < G_N_ELEMENTS (subjects); i++)
        names[i] = subjects[i].name;
    return bi_nearest (word, names);
}
