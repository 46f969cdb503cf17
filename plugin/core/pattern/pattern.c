/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/pattern.h"

#include "badidea/required.h"

#include "expand.h"
#include "phrase.h"

#include <pcre2.h>

/* An expression that runs away is stopped by these, and said to have given up. The match
 * limit counts steps, the heap limit KiB. They bound work, not time: hence the window as
 * well. */
#define MATCH_LIMIT   100000
#define DEPTH_LIMIT   10000
#define HEAP_LIMIT    20000
#define JIT_STACK     (32 * 1024)
#define JIT_STACK_MAX (512 * 1024)

struct _BiPattern {
    pcre2_code *code;
    GPtrArray *required; /* (nullable) */
};

struct _BiMatcher {
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
};

G_DEFINE_QUARK (bi - pattern - error - quark, bi_pattern_error)

static gboolean
matches_nothing (const BiPattern *pattern)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    BiSpan span;

    return bi_pattern_find (pattern, matcher, "", 0, 0, &span) == BI_MATCH_YES;
}

static BiPattern *
compile (const char *expression, gsize *offset, GError **error)
{
    g_autoptr (BiPattern) pattern = g_new0 (BiPattern, 1);
    int code;
    PCRE2_SIZE at = 0;

    pattern->code =
        pcre2_compile ((PCRE2_SPTR) expression, PCRE2_ZERO_TERMINATED,
                       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
                       &code, &at, NULL);
    if (pattern->code == NULL) {
        PCRE2_UCHAR why[256];
        if (code == PCRE2_ERROR_PATTERN_TOO_LARGE) {
            *offset = 0;
            bi_phrase_is_small (G_MAXSIZE, error); /* says that it is not */
            return NULL;
        }
        pcre2_get_error_message (code, why, sizeof why);
        *offset = at;
        g_set_error (error, BI_PATTERN_ERROR, code,
                     "%s; mend the expression here (PCRE2 syntax)", (char *) why);
        return NULL;
    }
    if (matches_nothing (pattern)) {
        *offset = 0;
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "the expression matches nothing at all, so every draft would do; make a "
            "part of it required");
        return NULL;
    }
#ifndef BI_NO_JIT
    /* Where it is not to be had PCRE2 interprets. */
    pcre2_jit_compile (pattern->code, PCRE2_JIT_COMPLETE);
#endif
    pattern->required = bi_required_find (expression);
    return g_steal_pointer (&pattern);
}

/* From a phrase as badidea-rules(5) defines it. @classes: (nullable).
 * Returns: (transfer full) (nullable): NULL with @error, and the byte of the phrase where
 * it stands in @offset. */
BiPattern *
bi_pattern_new_phrase (const char *phrase, BiClasses *classes, gsize *offset,
                       GError **error)
{
    g_autofree char *expression =
        bi_phrase_to_expression (phrase, classes, offset, error);

    BiPattern *pattern = expression != NULL ? compile (expression, offset, error) : NULL;

    if (expression != NULL && pattern == NULL)
        *offset = 0; /* places in what the phrase was made into say nothing */
    return pattern;
}

/* From PCRE2's own syntax with classes, caseless and Unicode aware. Returns as
 * bi_pattern_new_phrase(). */
BiPattern *
bi_pattern_new_expression (const char *expression, BiClasses *classes, gsize *offset,
                           GError **error)
{
    g_autoptr (BiView) expanded = bi_expand_classes (expression, classes, offset, error);
    BiPattern *pattern;

    if (expanded == NULL)
        return NULL;
    pattern = compile (bi_view_get_string (expanded, NULL), offset, error);
    if (pattern == NULL)
        *offset = bi_view_to_origin (expanded, (BiSpan){*offset, *offset}).start;
    return pattern;
}

void
bi_pattern_free (BiPattern *pattern)
{
    if (pattern == NULL)
        return;
    pcre2_code_free (pattern->code);
    g_clear_pointer (&pattern->required, g_ptr_array_unref);
    g_free (pattern);
}

/* Literals one of which is in each text, folded by bi_required_fold(), that it matches.
 * Returns: (transfer none) (nullable) (element-type utf8): NULL when it has to be tried
 */
const GPtrArray *
bi_pattern_get_required (const BiPattern *pattern)
{
    return pattern->required;
}

BiMatcher *
bi_matcher_new (void)
{
    BiMatcher *matcher = g_new0 (BiMatcher, 1);

    matcher->context = pcre2_match_context_create (NULL);
    matcher->data = pcre2_match_data_create (1, NULL);
    matcher->stack = pcre2_jit_stack_create (JIT_STACK, JIT_STACK_MAX, NULL);
    pcre2_set_match_limit (matcher->context, MATCH_LIMIT);
    pcre2_set_depth_limit (matcher->context, DEPTH_LIMIT);
    pcre2_set_heap_limit (matcher->context, HEAP_LIMIT);
    pcre2_jit_stack_assign (matcher->context, NULL, matcher->stack);
    return matcher;
}

void
bi_matcher_free (BiMatcher *matcher)
{
    if (matcher == NULL)
        return;
    pcre2_jit_stack_free (matcher->stack);
    pcre2_match_data_free (matcher->data);
    pcre2_match_context_free (matcher->context);
    g_free (matcher);
}

/* A good place to cut, at or little before @at: behind a blank, else where a character
 * begins. */
static gsize
cut_before (const char *text, gsize at)
{
    for (gsize i = at; i > at - BI_PATTERN_OVERLAP / 2; i--)
        if (g_ascii_isspace (text[i - 1]))
            return i;
    while ((text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

typedef struct {
    const BiPattern *pattern;
    BiMatcher *matcher;
    const char *text;
    gsize length;
} Search;

/* In a window of the text, in which a match begins at @begin: before what \K leaves out.
 */
static BiMatch
match_in (const Search *search, BiSpan window, guint32 options, gsize *begin,
          BiSpan *found)
{
    const PCRE2_SIZE *pair = pcre2_get_ovector_pointer (search->matcher->data);
    int result = pcre2_match (
        search->pattern->code, (PCRE2_SPTR) search->text, window.end, window.start,
        options | PCRE2_NO_UTF_CHECK | (window.end < search->length ? PCRE2_NOTEOL : 0),
        search->matcher->data, search->matcher->context);

    if (result == PCRE2_ERROR_NOMATCH)
        return BI_MATCH_NO;
    if (result < 0)
        return BI_MATCH_GAVE_UP;
    *begin = pcre2_get_startchar (search->matcher->data);
    *found = (BiSpan){MIN (pair[0], pair[1]), MAX (pair[0], pair[1])};
    return BI_MATCH_YES;
}

/* Where a window of @width bytes from @from on ends. */
static gsize
window_end (const Search *search, gsize from, gsize width)
{
    return search->length - from <= width ? search->length
                                          : cut_before (search->text, from + width);
}

/* A match that begins with its window, @window, and ends near its end was perhaps cut: it
 * is looked at in windows twice as wide each, until there is room behind it, or until the
 * matcher gives up; then what was found is left as it is. That costs as much as what was
 * matched is long, because what matched once stays matched, even if the cut was what made
 * it match. (Anchored, so that nothing else is tried.) */
static void
widen (const Search *search, BiSpan window, BiSpan *found)
{
    gsize width = BI_PATTERN_WINDOW;

    while (window.end < search->length && window.end - found->end < BI_PATTERN_OVERLAP) {
        BiSpan longer;
        gsize begin;

        width *= 2;
        window.end = window_end (search, window.start, width);
        if (match_in (search, window, PCRE2_ANCHORED, &begin, &longer) != BI_MATCH_YES ||
            longer.end <= found->end)
            return;
        *found = longer;
    }
}

/* The first match that begins at or after byte @from of @text, which is valid UTF-8.
 * Text is searched in windows. What needs no more than BI_PATTERN_OVERLAP bytes ahead of
 * its beginning is sure to be found; what is found is what matches there in a window of
 * its own, almost BI_PATTERN_WINDOW bytes, or as many more as it takes to see
 * BI_PATTERN_OVERLAP bytes behind the match. Only what looks ahead farther than that may
 * take the end of a window for the end of the text. No place is tried more than a few
 * times, so that all matches of a text take time in proportion to its length. @found is
 * set only with BI_MATCH_YES. */
BiMatch
bi_pattern_find (const BiPattern *pattern, BiMatcher *matcher, const char *text,
                 gsize length, gsize from, BiSpan *found)
{
    const Search search = {pattern, matcher, text, length};

    while (from <= length) {
        BiSpan window = {from, window_end (&search, from, BI_PATTERN_WINDOW)};
        gboolean last = window.end == length;
        gsize next =
            last ? length + 1 : cut_before (text, window.end - BI_PATTERN_OVERLAP);
        gsize begin;
        BiSpan span;
        BiMatch match = match_in (&search, window, 0, &begin, &span);

        if (match == BI_MATCH_GAVE_UP)
            return match;
        if (match == BI_MATCH_YES && (last || begin == from)) {
            widen (&search, window, &span);
            *found = span;
            return match;
        }
        from = match == BI_MATCH_YES ? MIN (begin, next) : next;
    }
    return BI_MATCH_NO;
}
