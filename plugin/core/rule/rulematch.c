/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulematch.h"

/* A draft with many places at fault shows the first ones; and of a phrase that matches
 * ever so often in the wrong place only so many are looked at. */
#define MOST_SPANS   16
#define MOST_MATCHES 256

typedef struct {
    const BiRule *rule;
    const BiRun *run;
    GArray *spans;
    const BiCondition *decisive; /* (nullable) what settled it last */
    gboolean gave_up;
    gboolean whole_known; /* what the conditions on the whole draft came to: */
    BiMatch whole;
} Judge;

static BiMatch
find (const Judge *judge, const BiCondition *condition, BiViewKind view, BiSpan window,
      BiSpan *found)
{
    const char *text = bi_reading_get_string (judge->run->reading, view, NULL);

    return bi_pattern_find (condition->pattern, judge->run->matcher, text, window.end,
                            window.start, found);
}

/* In any of the rule's views. */
static BiMatch
find_anywhere (const Judge *judge, const BiCondition *condition)
{
    BiMatch result = BI_MATCH_NO;

    for (BiViewKind view = 0; view < BI_N_VIEWS; view++) {
        BiSpan span = {0, 0};
        BiMatch match;
        if ((judge->rule->views & 1u << view) == 0)
            continue;
        bi_reading_get_string (judge->run->reading, view, &span.end);
        match = find (judge, condition, view, span, &span);
        if (match == BI_MATCH_YES)
            return match;
        if (match == BI_MATCH_GAVE_UP)
            result = match;
    }
    return result;
}

/* What the conditions of a role say of a match at @at; without one, of the whole draft.
 * Each that is required has to be near it, none that is excluded may. */
static BiMatch
judge_role (Judge *judge, BiRole role, BiScope scope, BiViewKind view, const BiSpan *at)
{
    const GArray *conditions = judge->rule->conditions;
    BiMatch stop_at = role == BI_ROLE_ALSO ? BI_MATCH_NO : BI_MATCH_YES;
    BiMatch result = role == BI_ROLE_ALSO ? BI_MATCH_YES : BI_MATCH_NO;

    for (guint i = 0; i < conditions->len; i++) {
        const BiCondition *condition = &g_array_index (conditions, BiCondition, i);
        BiMatch match;

        if (condition->role != role)
            continue;
        if (at == NULL || scope.kind == BI_SCOPE_DRAFT)
            match = find_anywhere (judge, condition);
        else {
            gsize length;
            const char *text = bi_reading_get_string (judge->run->reading, view, &length);
            BiSpan found;
            match = find (judge, condition, view,
                          bi_scope_around (scope, text, length, *at), &found);
        }
        if (match == stop_at || match == BI_MATCH_GAVE_UP) {
            result = match;
            judge->decisive = condition;
        }
        if (match == stop_at)
            return match;
    }
    return result;
}

static BiMatch
judge_around (Judge *judge, BiViewKind view, const BiSpan *at)
{
    BiMatch also = judge_role (judge, BI_ROLE_ALSO, judge->rule->within, view, at);
    BiMatch unless;

    if (also == BI_MATCH_NO)
        return BI_MATCH_NO;
    unless = judge_role (judge, BI_ROLE_UNLESS, judge->rule->unless_within, view, at);
    if (unless == BI_MATCH_YES)
        return BI_MATCH_NO;
    return also == BI_MATCH_GAVE_UP || unless == BI_MATCH_GAVE_UP ? BI_MATCH_GAVE_UP
                                                                  : BI_MATCH_YES;
}

static gboolean
asks_whole (const BiRule *rule)
{
    return rule->within.kind == BI_SCOPE_DRAFT &&
           rule->unless_within.kind == BI_SCOPE_DRAFT;
}

/* What is asked of the whole draft is asked once. */
static BiMatch
judge_whole (Judge *judge)
{
    if (!judge->whole_known)
        judge->whole = judge_around (judge, BI_VIEW_PLAIN, NULL);
    judge->whole_known = TRUE;
    return judge->whole;
}

/* Whether a match counts. */
static BiMatch
accept (Judge *judge, BiViewKind view, BiSpan at)
{
    const BiRule *rule = judge->rule;

    if (rule->valid != NULL) {
        const char *text = bi_reading_get_string (judge->run->reading, view, NULL);
        if (!rule->valid (text + at.start, at.end - at.start))
            return BI_MATCH_NO;
    }
    return asks_whole (rule) ? judge_whole (judge) : judge_around (judge, view, &at);
}

/* Wherever it would have matched, what is asked of the whole draft may forbid it. */
static void
give_up (Judge *judge, const BiCondition *condition)
{
    if (asks_whole (judge->rule) && judge_whole (judge) == BI_MATCH_NO)
        return;
    judge->gave_up = TRUE;
    judge->decisive = condition;
}

static void
add_span (Judge *judge, const BiCondition *condition, BiViewKind view, BiSpan at)
{
    BiSpan span = bi_reading_to_draft (judge->run->reading, view, at);

    for (guint i = 0; i < judge->spans->len; i++) {
        const BiSpan *other = &g_array_index (judge->spans, BiSpan, i);
        if (other->start == span.start && other->end == span.end)
            return;
    }
    judge->decisive = condition;
    g_array_append_val (judge->spans, span);
}

/* Where the text goes on behind an empty match too. Returns: FALSE at its end */
static gboolean
step_over (const char *text, gsize length, BiSpan at, gsize *next)
{
    *next = at.end;
    if (at.end > at.start)
        return TRUE;
    if (at.end >= length)
        return FALSE;
    *next = g_utf8_next_char (text + at.end) - text;
    return TRUE;
}

static void
match_condition (Judge *judge, const BiCondition *condition, BiViewKind view)
{
    gsize length;
    const char *text = bi_reading_get_string (judge->run->reading, view, &length);
    gsize from = 0;
    guint accepted = 0;

    for (guint i = 0; i < MOST_MATCHES && accepted < MOST_SPANS; i++) {
        BiSpan at;
        BiMatch match = find (judge, condition, view, (BiSpan){from, length}, &at);

        if (match == BI_MATCH_YES && i == 0 && judge->decisive == NULL)
            judge->decisive = condition;
        if (match == BI_MATCH_YES)
            match = accept (judge, view, at);
        else if (match == BI_MATCH_NO)
            return;
        if (match == BI_MATCH_GAVE_UP) {
            give_up (judge, condition);
            return;
        }
        if (match == BI_MATCH_YES) {
            accepted++;
            add_span (judge, condition, view, at);
        }
        if (!step_over (text, length, at, &from))
            return;
    }
}

static void
match_all (Judge *judge)
{
    for (guint i = 0; i < judge->rule->conditions->len; i++) {
        const BiCondition *condition =
            &g_array_index (judge->rule->conditions, BiCondition, i);
        for (BiViewKind view = 0; view < BI_N_VIEWS; view++)
            if (condition->role == BI_ROLE_MATCH &&
                (judge->rule->views & 1u << view) != 0)
                match_condition (judge, condition, view);
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

static gboolean
is_time_for (const BiRule *rule, const BiRun *run)
{
    BiMoment moment = {.situation = run->situation,
                       .circumstances = run->circumstances,
                       .shape = bi_reading_get_shape (run->reading),
                       .matcher = run->matcher};

    if (run->circumstances == NULL)
        return TRUE;
    moment.text = bi_reading_get_string (run->reading, BI_VIEW_PLAIN, &moment.length);
    for (guint i = 0; i < rule->whens->len; i++)
        if (!bi_when_holds (g_array_index (rule->whens, BiRuleWhen, i).when, &moment))
            return FALSE;
    return TRUE;
}

/* As bi_rule_match(); @decisive becomes the condition that settled it, or NULL. */
BiMatch
bi_rule_judge (const BiRule *rule, const BiRun *run, GArray *spans,
               const BiCondition **decisive)
{
    Judge judge = {.rule = rule, .run = run, .spans = spans};
    BiMatch result;

    g_array_set_size (spans, 0);
    *decisive = NULL;
    if (!is_time_for (rule, run))
        return BI_MATCH_NO;
    if (bi_rule_has_matches (rule)) {
        match_all (&judge);
        result = spans->len > 0  ? BI_MATCH_YES
                 : judge.gave_up ? BI_MATCH_GAVE_UP
                                 : BI_MATCH_NO;
    } else
        result = judge_around (&judge, BI_VIEW_PLAIN, NULL);
    g_array_sort (spans, compare_spans);
    g_array_set_size (spans, MIN (spans->len, MOST_SPANS));
    *decisive = judge.decisive;
    return result;
}

/* Runs all of the rule but its needs, which only those who ran the others can tell. With
 * BI_MATCH_YES the places that its phrases matched are in @spans, in bytes of the draft,
 * first to last; a rule that gave up may or may not have fired. */
BiMatch
bi_rule_match (const BiRule *rule, const BiRun *run, GArray *spans)
{
    const BiCondition *decisive;

    return bi_rule_judge (rule, run, spans, &decisive);
}
