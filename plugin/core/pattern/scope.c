/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/scope.h"

#include <string.h>

#define MOST_WORDS 1000

static const char *const names[] = {
    [BI_SCOPE_DRAFT] = "draft",
    [BI_SCOPE_LINE] = "line",
    [BI_SCOPE_SENTENCE] = "sentence",
};

/* Reads "draft", "line", "sentence" or "N words". Returns: FALSE when it is none of them
 */
gboolean
bi_scope_parse (const char *text, BiScope *scope)
{
    char *rest;
    guint64 words;

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (text, names[i]) == 0) {
            scope->kind = i;
            return TRUE;
        }
    words = g_ascii_strtoull (text, &rest, 10);
    if (rest == text || words == 0 || words > MOST_WORDS ||
        (strcmp (rest, " words") != 0 && strcmp (rest, " word") != 0))
        return FALSE;
    scope->kind = BI_SCOPE_WORDS;
    scope->words = words;
    return TRUE;
}

/* A sentence ends behind . ! ? or … (and quotes or brackets that follow), before white
 * space, and at the end of a line. */
static gboolean
is_sentence_end (const char *text, gsize at)
{
    if (at == 0 || text[at - 1] == '\n')
        return TRUE;
    if (!g_ascii_isspace (text[at]))
        return FALSE;
    while (at > 0 && strchr ("\"')]}", text[at - 1]) != NULL)
        at--;
    return at > 0 && (strchr (".!?", text[at - 1]) != NULL ||
                      (at >= 3 && memcmp (text + at - 3, "…", 3) == 0));
}

static gboolean
is_line_end (const char *text, gsize at)
{
    return at == 0 || text[at - 1] == '\n';
}

static BiSpan
grow (const char *text, gsize length, BiSpan match,
      gboolean (*is_end) (const char *text, gsize at))
{
    BiSpan span = match;

    while (span.start > 0 && !is_end (text, span.start))
        span.start--;
    span.end = MAX (span.end, span.start + 1);
    while (span.end < length && !is_end (text, span.end))
        span.end++;
    span.end = MIN (span.end, length);
    return span;
}

/* The rest of its own words, with the signs behind them, then @words to either side, each
 * between white space. */
static BiSpan
grow_words (const char *text, gsize length, BiSpan match, guint words)
{
    BiSpan span = match;

    while (span.start > 0 && !g_ascii_isspace (text[span.start]) &&
           !g_ascii_isspace (text[span.start - 1]))
        span.start--;
    while (span.end > 0 && span.end < length && !g_ascii_isspace (text[span.end - 1]) &&
           !g_ascii_isspace (text[span.end]))
        span.end++;
    for (guint i = 0; i < words + 1 && span.start > 0; i++) {
        while (span.start > 0 && g_ascii_isspace (text[span.start - 1]))
            span.start--;
        if (i == words)
            break;
        while (span.start > 0 && !g_ascii_isspace (text[span.start - 1]))
            span.start--;
    }
    for (guint i = 0; i < words && span.end < length; i++) {
        while (span.end < length && g_ascii_isspace (text[span.end]))
            span.end++;
        while (span.end < length && !g_ascii_isspace (text[span.end]))
            span.end++;
    }
    return span;
}

/* The part of @text that is near to @match: its line, its sentence, or so many words to
 * either side. Bytes of @text. */
BiSpan
bi_scope_around (BiScope scope, const char *text, gsize length, BiSpan match)
{
    switch (scope.kind) {
    case BI_SCOPE_LINE: return grow (text, length, match, is_line_end);
    case BI_SCOPE_SENTENCE: return grow (text, length, match, is_sentence_end);
    case BI_SCOPE_WORDS: return grow_words (text, length, match, scope.words);
    default: return (BiSpan){0, length};
    }
}
