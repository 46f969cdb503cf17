/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulematch.h"

/* A draft with many places at fault shows the first ones; and of a phrase that matches
 * ever so often in the wrong place only so many are looked at. Of secrets none may be
 * missed. */
#define MOST_SPANS        16
#define MOST_MATCHES      256
#define LIMIT(rule, most) ((rule)->secret ? G_MAXUINT : (most))

/* What the conditions of a role came to near a match, and why. */
typedef struct {
    gboolean whole;  /* "near" is all of the draft, in any view */
    BiViewKind view; /* else it is this part of this view, */
    BiSpan window;
    gboolean shared; /* and the same for every match in it */
    BiMatch match;
    const BiCondition *decisive; /* (nullable) */
} Answer;

typedef struct {
    const BiRule *rule;
    const BiRun *run;
    GArray *spans;
    const BiTrace *trace;               /* (nullable) whom to tell of each step */
    const BiCondition *decisive;        /* (nullable) what settled it last, */
    const BiCondition *counted;         /* (nullable) whose match counted last, */
    const BiCondition *gave_up;         /* (nullable) and what took too long */
    Answer answers[BI_ROLE_UNLESS + 1]; /* by role: the last ones */
} Judge;

/* @at: what matched, in the view, if it did. */
static void
tell (const Judge *judge, BiToldKind kind, const BiCondition *condition, BiMatch match,
      BiViewKind view, BiSpan at)
{
    BiTold told = {.kind = kind, .condition = condition, .match = match};

    if (judge->trace == NULL)
        return;
    if (match == BI_MATCH_YES || kind == BI_TOLD_VALID || kind == BI_TOLD_COUNTS)
        told.span = bi_reading_to_draft (judge->run->reading, view, at);
    judge->trace->tell (&told, judge->trace->data);
}

static BiMatch
find (const Judge *judge, const BiCondition *condition, BiViewKind view, BiSpan window,
      BiSpan *found)
{
    const char *text = bi_reading_get_string (judge->run->reading, view, NULL);

    return bi_pattern_find (condition->pattern, judge->run->matcher, text, window.end,
                            window.start, found);
}

/* In any of the rule's views; then @found and @where are set. */
static BiMatch
find_anywhere (const Judge *judge, const BiCondition *condition, BiViewKind *where,
               BiSpan *found)
{
    BiMatch result = BI_MATCH_NO;

    for (BiViewKind view = 0; view < BI_N_VIEWS; view++) {
        BiSpan span = {0, 0};
        BiMatch match;
        if ((judge->rule->views & 1u << view) == 0)
            continue;
        bi_reading_get_string (judge->run->reading, view, &span.end);
        match = find (judge, condition, view, span, found);
        *where = view;
        if (match == BI_MATCH_YES)
            return match;
        if (match == BI_MATCH_GAVE_UP)
            result = match;
    }
    return result;
}

static gboolean
asks_whole (const BiRule *rule)
{
    return rule->within.kind == BI_SCOPE_DRAFT &&
           rule->unless_within.kind == BI_SCOPE_DRAFT;
}

/* Where to ask. @at: (nullable) the match in question, without which the whole draft is.
 * Who listens is told of each match by itself. */
static Answer
look_around (const Judge *judge, BiScope scope, BiViewKind view, const BiSpan *at)
{
    Answer answer = {.whole = at == NULL || scope.kind == BI_SCOPE_DRAFT, .view = view};
    gsize length;
    const char *text = bi_reading_get_string (judge->run->reading, view, &length);

    answer.shared = judge->trace == NULL || asks_whole (judge->rule);
    if (answer.whole)
        return answer;
    answer.window = bi_scope_around (scope, text, length, *at);
    /* A match across two sentences is near both; one within a sentence is near that. */
    answer.shared &=
        scope.kind != BI_SCOPE_WORDS &&
        bi_scope_around (scope, text, length, (BiSpan){at->start, at->start}).end ==
            answer.window.end;
    return answer;
}

static gboolean
is_known (const Answer *answer, BiViewKind view, const BiSpan *at)
{
    return answer->shared &&
           (answer->whole ||
            (at != NULL && view == answer->view && at->start >= answer->window.start &&
             at->start < answer->window.end && at->end <= answer->window.end));
}

static BiMatch
ask (const Judge *judge, const BiCondition *condition, const Answer *answer)
{
    BiViewKind view = answer->view;
    BiSpan found = {0, 0};
    BiMatch match = answer->whole ? find_anywhere (judge, condition, &view, &found)
                                  : find (judge, condition, view, answer->window, &found);

    tell (judge, answer->whole ? BI_TOLD_WHOLE : BI_TOLD_AROUND, condition, match, view,
          found);
    return match;
}

/* Each that is required has to be there, none that is excluded may. Who listens is told
 * of those too that no longer matter. */
static void
ask_all (const Judge *judge, BiRole role, Answer *answer)
{
    const GArray *conditions = judge->rule->conditions;
    BiMatch stop_at = role == BI_ROLE_ALSO ? BI_MATCH_NO : BI_MATCH_YES;

    answer->match = role == BI_ROLE_ALSO ? BI_MATCH_YES : BI_MATCH_NO;
    for (guint i = 0; i < conditions->len; i++) {
        const BiCondition *condition = &g_array_index (conditions, BiCondition, i);
        BiMatch match;

        if (condition->role != role)
            continue;
        match = ask (judge, condition, answer);
        if (answer->match != stop_at && (match == stop_at || match == BI_MATCH_GAVE_UP)) {
            answer->match = match;
            answer->decisive = condition;
        }
        if (answer->match == stop_at && judge->trace == NULL)
            return;
    }
}

/* What the conditions of a role say of a match at @at; without one, of the whole draft.
 * All matches in one sentence, say, are asked about once, so that many of them do not
 * take time in proportion to their square. */
static BiMatch
judge_role (Judge *judge, BiRole role, BiScope scope, BiViewKind view, const BiSpan *at)
{
    Answer *answer = &judge->answers[role];

    if (!is_known (answer, view, at)) {
        *answer = look_around (judge, scope, view, at);
        ask_all (judge, role, answer);
    }
    if (answer->decisive != NULL)
        judge->decisive = answer->decisive;
    return answer->match;
}

static BiMatch
judge_around (Judge *judge, BiViewKind view, const BiSpan *at)
{
    BiMatch also = judge_role (judge, BI_ROLE_ALSO, judge->rule->within, view, at);
    BiMatch unless;

    if (also == BI_MATCH_NO && judge->trace == NULL)
        return BI_MATCH_NO;
    unless = judge_role (judge, BI_ROLE_UNLESS, judge->rule->unless_within, view, at);
    if (also == BI_MATCH_NO || unless == BI_MATCH_YES)
        return BI_MATCH_NO;
    return also == BI_MATCH_GAVE_UP || unless == BI_MATCH_GAVE_UP ? BI_MATCH_GAVE_UP
                                                                  : BI_MATCH_YES;
}

/* Whether a match counts. */
static BiMatch
accept (Judge *judge, BiViewKind view, BiSpan at)
{
    const BiRule *rule = judge->rule;

    if (rule->valid != NULL) {
        const char *text = bi_reading_get_string (judge->run->reading, view, NULL);
        gboolean passes = rule->valid (text + at.start, at.end - at.start);
        tell (judge, BI_TOLD_VALID, NULL, passes ? BI_MATCH_YES : BI_MATCH_NO, view, at);
        if (!passes)
            return BI_MATCH_NO;
    }
    return judge_around (judge, view, &at);
}

/* Wherever it would have matched, what is asked of the whole draft may forbid it. */
static void
give_up (Judge *judge, const BiCondition *condition)
{
    if (!asks_whole (judge->rule) ||
        judge_around (judge, BI_VIEW_PLAIN, NULL) != BI_MATCH_NO)
        judge->gave_up = condition;
}

static void
add_span (Judge *judge, const BiCondition *condition, BiViewKind view, BiSpan at)
{
    BiSpan span = bi_reading_to_draft (judge->run->reading, view, at);

    judge->counted = condition;
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
    guint most_matches = LIMIT (judge->rule, MOST_MATCHES);
    guint most_spans = LIMIT (judge->rule, MOST_SPANS);
    guint accepted = 0;

    for (guint i = 0; i < most_matches && accepted < most_spans; i++) {
        BiSpan at;
        BiMatch match = find (judge, condition, view, (BiSpan){from, length}, &at);

        if (match == BI_MATCH_YES && i == 0 && judge->decisive == NULL)
            judge->decisive = condition;
        if (match != BI_MATCH_NO || i == 0)
            tell (judge, BI_TOLD_MATCH, condition, match, view, at);
        if (match == BI_MATCH_GAVE_UP)
            give_up (judge, condition);
        if (match != BI_MATCH_YES)
            return;
        match = accept (judge, view, at);
        tell (judge, BI_TOLD_COUNTS, condition, match, view, at);
        if (match == BI_MATCH_GAVE_UP) {
            judge->gave_up = judge->decisive;
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

static BiMatch
judge_matches (Judge *judge)
{
    for (guint i = 0; i < judge->rule->conditions->len; i++) {
        const BiCondition *condition =
            &g_array_index (judge->rule->conditions, BiCondition, i);
        for (BiViewKind view = 0; view < BI_N_VIEWS; view++)
            if (condition->role == BI_ROLE_MATCH &&
                (judge->rule->views & 1u << view) != 0)
                match_condition (judge, condition, view);
    }
    if (judge->spans->len > 0 || judge->gave_up != NULL)
        judge->decisive = judge->spans->len > 0 ? judge->counted : judge->gave_up;
    return judge->spans->len > 0    ? BI_MATCH_YES
           : judge->gave_up != NULL ? BI_MATCH_GAVE_UP
                                    : BI_MATCH_NO;
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

/* First to last, each once, and no more than are shown. */
void
bi_rule_order_spans (const BiRule *rule, GArray *spans)
{
    guint n = 0;

    g_array_sort (spans, compare_spans);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan *span = &g_array_index (spans, BiSpan, i);
        if (n == 0 || compare_spans (span, span - 1) != 0)
            g_array_index (spans, BiSpan, n++) = *span;
    }
    g_array_set_size (spans, MIN (n, LIMIT (rule, MOST_SPANS)));
}

/* With what must be true of the whole draft besides. */
static BiMatch
judge_likeness (Judge *judge)
{
    BiMatch likeness =
        bi_rule_judge_learned (judge->rule, judge->run, judge->spans, judge->trace);
    BiMatch whole = judge_around (judge, BI_VIEW_PLAIN, NULL);
    BiMatch result = likeness == BI_MATCH_YES ? whole : BI_MATCH_NO;

    if (result == BI_MATCH_YES)
        bi_rule_add_crisis_words (judge->rule, judge->run, judge->spans);
    return result;
}

static BiMatch
judge_rule (const BiRule *rule, const BiRun *run, GArray *spans, const BiTrace *trace,
            const BiCondition **decisive)
{
    Judge judge = {.rule = rule, .run = run, .spans = spans, .trace = trace};
    gboolean in_time;
    BiMatch result, likeness;

    g_array_set_size (spans, 0);
    *decisive = NULL;
    in_time = bi_rule_is_time_for (rule, run, trace);
    if (!in_time && trace == NULL)
        return BI_MATCH_NO;
    if (bi_rule_has_matches (rule)) {
        likeness = bi_rule_judge_learned (rule, run, NULL, trace);
        if (likeness == BI_MATCH_NO && trace == NULL)
            return BI_MATCH_NO;
        result = judge_matches (&judge);
        result = likeness == BI_MATCH_YES ? result : BI_MATCH_NO;
    } else
        result = judge_likeness (&judge);
    *decisive = in_time ? judge.decisive : NULL;
    if (!in_time || result == BI_MATCH_NO) {
        g_array_set_size (spans, 0);
        return BI_MATCH_NO;
    }
    bi_rule_order_spans (rule, spans);
    return result;
}

/* As bi_rule_match(); @decisive becomes the condition that settled it, or NULL. */
BiMatch
bi_rule_judge (const BiRule *rule, const BiRun *run, GArray *spans,
               const BiCondition **decisive)
{
    return judge_rule (rule, run, spans, NULL, decisive);
}

/* As bi_rule_match(), and tells of each step. What no longer matters for the result is
 * asked all the same: who listens wants to know all that stands in the way. */
BiMatch
bi_rule_trace (const BiRule *rule, const BiRun *run, GArray *spans, const BiTrace *trace)
{
    const BiCondition *decisive;

    return judge_rule (rule, run, spans, trace, &decisive);
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
