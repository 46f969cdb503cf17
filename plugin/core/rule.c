/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule-private.h"

#include "badidea/text.h"

#include <string.h>

/* A draft with many places at fault shows the first ones. */
#define MOST_SPANS 16

static const char *const levels[] = {"clean", "note", "warn", "stop", NULL};
void
bi_rule_free (BiRule *rule)
{
    if (rule == NULL)
        return;
    g_free (rule->id);
    g_free (rule->title);
    g_free (rule->aspect);
    g_free (rule->why);
    g_free (rule->instead);
    g_array_unref (rule->likes);
    g_array_unref (rule->conditions);
    g_array_unref (rule->examples);
    g_free (rule);
}

const char *
bi_rule_get_id (const BiRule *rule)
{
    return rule->id;
}

BiPlace
bi_rule_get_place (const BiRule *rule)
{
    return rule->place;
}

BiLevel
bi_rule_get_level (const BiRule *rule)
{
    return rule->level;
}

const char *
bi_rule_get_title (const BiRule *rule)
{
    return rule->title;
}

/* Returns: (nullable) */
const char *
bi_rule_get_aspect (const BiRule *rule)
{
    return rule->aspect;
}

const char *
bi_rule_get_why (const BiRule *rule)
{
    return rule->why;
}

/* Returns: (nullable) */
const char *
bi_rule_get_instead (const BiRule *rule)
{
    return rule->instead;
}

guint
bi_rule_get_n_likes (const BiRule *rule)
{
    return rule->likes->len;
}

/* The id of a precedent, and where the rule names it (@place is optional). */
const char *
bi_rule_get_like (const BiRule *rule, guint index, BiPlace *place)
{
    const BiLine *line = &g_array_index (rule->likes, BiLine, index);

    if (place != NULL)
        *place = line->place;
    return line->text;
}

const char *
bi_level_to_string (BiLevel level)
{
    return levels[level];
}

static void
collect_spans (const BiCondition *condition, BiMatcher *matcher, const char *text,
               gsize length, BiSpan span, GArray *spans)
{
    for (guint i = 0; i < MOST_SPANS; i++) {
        gsize next = span.end;

        g_array_append_val (spans, span);
        if (next == span.start && next < length)
            next = g_utf8_next_char (text + next) - text;
        else if (next == span.start)
            return;
        if (bi_pattern_find (condition->pattern, matcher, text, length, next, &span) !=
            BI_MATCH_YES)
            return;
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const BiSpan *one = a;
    const BiSpan *other = b;

    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return one->end == other->end ? 0 : one->end > other->end ? -1 : 1;
}

/* What the conditions of one role say together. For those that match any will do; of the
 * others the first that decides is enough. @decisive becomes the condition that settled
 * it. */
static BiMatch
match_role (const BiRule *rule, BiRole role, BiMatcher *matcher, const char *text,
            gsize length, GArray *spans, const BiCondition **decisive)
{
    BiMatch stop_at = role == BI_ROLE_ALSO ? BI_MATCH_NO : BI_MATCH_YES;
    BiMatch result = role == BI_ROLE_ALSO ? BI_MATCH_YES : BI_MATCH_NO;

    for (guint i = 0; i < rule->conditions->len; i++) {
        const BiCondition *condition = &g_array_index (rule->conditions, BiCondition, i);
        BiSpan span;
        BiMatch found;

        if (condition->role != role)
            continue;
        found = bi_pattern_find (condition->pattern, matcher, text, length, 0, &span);
        if (found == BI_MATCH_YES && role == BI_ROLE_MATCH)
            collect_spans (condition, matcher, text, length, span, spans);
        if (found == stop_at || (found == BI_MATCH_GAVE_UP && result != stop_at)) {
            result = found;
            *decisive = condition;
        }
        if (found == stop_at && role != BI_ROLE_MATCH)
            break;
    }
    return result;
}

static BiMatch
judge (const BiRule *rule, BiMatcher *matcher, const char *text, gsize length,
       GArray *spans, const BiCondition **decisive)
{
    BiMatch found =
        match_role (rule, BI_ROLE_MATCH, matcher, text, length, spans, decisive);
    BiMatch also, unless;

    if (found == BI_MATCH_NO)
        return BI_MATCH_NO;
    also = match_role (rule, BI_ROLE_ALSO, matcher, text, length, spans, decisive);
    if (also == BI_MATCH_NO)
        return BI_MATCH_NO;
    unless = match_role (rule, BI_ROLE_UNLESS, matcher, text, length, spans, decisive);
    if (unless == BI_MATCH_YES)
        return BI_MATCH_NO;
    if (found == BI_MATCH_GAVE_UP || also == BI_MATCH_GAVE_UP ||
        unless == BI_MATCH_GAVE_UP)
        return BI_MATCH_GAVE_UP;
    return BI_MATCH_YES;
}

/* Runs the rule on plain text. With BI_MATCH_YES the places that its phrases matched are
 * in
 * @spans, in bytes, first to last; a rule that gave up may or may not have fired. */
BiMatch
bi_rule_match (const BiRule *rule, BiMatcher *matcher, const char *text, gsize length,
               GArray *spans)
{
    const BiCondition *decisive = NULL;
    BiMatch result;

    g_array_set_size (spans, 0);
    result = judge (rule, matcher, text, length, spans, &decisive);
    g_array_sort (spans, compare_spans);
    g_array_set_size (spans, MIN (spans->len, MOST_SPANS));
    return result;
}

/* Why an example turned out otherwise. Returns: (transfer full) */
static char *
explain (BiMatch result, const BiCondition *decisive)
{
    if (decisive == NULL)
        return g_strdup (
            "does not fire on this hit: no phrase or match is in it; widen one "
            "or drop the example");
    if (result == BI_MATCH_GAVE_UP)
        return g_strdup_printf (
            "gives up on this example: \"%s\" takes too long; make it "
            "simpler",
            decisive->source);
    if (result == BI_MATCH_YES)
        return g_strdup_printf (
            "fires on this miss: \"%s\" is in it; narrow that or add an "
            "\"unless\"",
            decisive->source);
    if (decisive->role == BI_ROLE_ALSO)
        return g_strdup_printf (
            "does not fire on this hit: \"%s\" must be there too and is "
            "not; widen it or drop the example",
            decisive->source);
    return g_strdup_printf ("does not fire on this hit: \"%s\" excludes it; narrow the "
                            "\"unless\" or drop the example",
                            decisive->source);
}

/* Runs the rule's hits and misses and reports those that turn out otherwise. */
void
bi_rule_try_examples (const BiRule *rule, BiMatcher *matcher, GPtrArray *problems)
{
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    for (guint i = 0; i < rule->examples->len; i++) {
        const BiLine *example = &g_array_index (rule->examples, BiLine, i);
        const BiCondition *decisive = NULL;
        BiMatch result = judge (rule, matcher, example->text, strlen (example->text),
                                spans, &decisive);

        if (result != (example->fires ? BI_MATCH_YES : BI_MATCH_NO)) {
            g_autofree char *why = explain (result, decisive);
            bi_problems_add (problems, example->place, BI_PROBLEM_ERROR, "[%s] %s",
                             rule->id, why);
        }
    }
}
