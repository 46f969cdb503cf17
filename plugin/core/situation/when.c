/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "subject.h"

#include <string.h>

GQuark
bi_when_error_quark (void)
{
    return g_quark_from_static_string ("bi-when-error-quark");
}

static void
report_unknown (BiWhenParser *parser, const char *at, gsize length)
{
    g_autofree char *word = g_strndup (at, length);
    g_autofree char *small = g_ascii_strdown (word, -1);
    const char *nearest = bi_subject_nearest (small);

    if (length == 0)
        bi_when_fail (
            parser, at,
            "a condition begins with what it asks about; write one as \"audience "
            "public\" or \"not hour 9-17\"");
    else if (nearest != NULL)
        bi_when_fail (parser, at, "no condition is called \"%s\"; did you mean \"%s\"?",
                      word, nearest);
    else
        bi_when_fail (parser, at,
                      "no condition is called \"%s\"; badidea-rules(5) lists them", word);
}

static void
parse (BiWhenParser *parser, BiWhen *when)
{
    const char *start;
    gsize length;

    bi_when_skip_blanks (parser);
    start = parser->at;
    when->negated = bi_when_take_word (parser, "not");
    length = bi_when_measure_word (parser->at);
    when->subject = bi_subject_find (parser->at, length);
    if (when->subject == NULL) {
        report_unknown (parser, parser->at, length);
        return;
    }
    parser->at += length;
    bi_when_skip_blanks (parser);
    when->subject->parse (parser, when);
    bi_when_skip_blanks (parser);
    if (*parser->at != '\0')
        bi_when_fail (
            parser, parser->at,
            "the condition is complete before this; join alternatives with \"or\", "
            "and write another \"when\" for another condition");
    if (when->always == (when->negated ? BI_ANSWER_YES : BI_ANSWER_NO))
        bi_when_fail (
            parser, start,
            "this is never true, so the rule would never run; mend it or remove the "
            "rule");
}

/* Reads the value of a "when". Returns: (transfer full) (nullable): NULL with @error, and
 * the byte of the value where it stands in @offset. */
BiWhen *
bi_when_new (const char *value, gsize *offset, GError **error)
{
    g_autoptr (BiWhen) when = g_new0 (BiWhen, 1);
    BiWhenParser parser = {.at = value};

    when->source = g_strdup (value);
    when->always = BI_ANSWER_UNKNOWN;
    parse (&parser, when);
    if (parser.error == NULL)
        return g_steal_pointer (&when);
    *offset = (gsize) (parser.error_at - value);
    g_propagate_error (error, parser.error);
    return NULL;
}

void
bi_when_free (BiWhen *when)
{
    if (when == NULL)
        return;
    g_free (when->source);
    g_strfreev (when->globs);
    g_free (when->crisis);
    g_strfreev (when->countries);
    g_free (when);
}

/* What is not known holds, with "not" as well: a rule does not fall silent because a
 * client could not say where a draft goes. Allocates nothing. */
gboolean
bi_when_holds (const BiWhen *when, const BiMoment *moment)
{
    BiAnswer answer = when->subject->ask (when, moment);

    return answer == BI_ANSWER_UNKNOWN || (answer == BI_ANSWER_YES) != when->negated;
}

/* As it is written, "not" included. */
const char *
bi_when_get_source (const BiWhen *when)
{
    return when->source;
}

/* Returns: (nullable): the id of the one crisis that it asks about */
const char *
bi_when_get_crisis (const BiWhen *when)
{
    return when->crisis;
}

/* Whether it holds for words that are in the draft: a rule that has it needs no phrase.
 */
gboolean
bi_when_is_about_words (const BiWhen *when)
{
    return when->subject == &bi_subject_crisis_words && !when->negated;
}

/* Whether it will never hold again, for its dates have gone by. */
gboolean
bi_when_is_over (const BiWhen *when, GDateTime *now)
{
    BiDay today = bi_day_of (now);

    if (when->subject->ask != bi_subject_ask_date)
        return FALSE;
    if (when->negated)
        return when->last == G_MAXUINT32 && today >= when->first;
    return today > when->last;
}
