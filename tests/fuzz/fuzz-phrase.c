/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any text is a phrase up to its first newline; the rest is a draft to find it in. */
#include "badidea/pattern.h"

#include <stdint.h>
#include <string.h>

/* PCRE2_ERROR_PATTERN_TOO_LARGE, the one that a good phrase may meet. */
#define TOO_LARGE 120

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
is_boundary (const char *string, gsize offset)
{
    return ((guchar) string[offset] & 0xC0) != 0x80;
}

static gboolean
is_letter_at (const char *string, gsize offset)
{
    return g_ascii_isalnum (string[offset]) || string[offset] == '_';
}

/* From PCRE2 come only its limits: what a phrase means is always a good expression. */
static void
check_error (const GError *error, const char *phrase, gsize offset)
{
    g_assert (error != NULL && error->domain == BI_PATTERN_ERROR);
    g_assert (g_utf8_validate (error->message, -1, NULL));
    g_assert (error->code == 0 || error->code == TOO_LARGE);
    g_assert (offset <= strlen (phrase) && is_boundary (phrase, offset));
}

static void
check_span (const char *text, gsize length, BiSpan span)
{
    g_assert (span.start < span.end && span.end <= length);
    g_assert (is_boundary (text, span.start) && is_boundary (text, span.end));
    if (span.start > 0 && is_letter_at (text, span.start))
        g_assert (!is_letter_at (text, span.start - 1));
    if (is_letter_at (text, span.end - 1))
        g_assert (!is_letter_at (text, span.end));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autofree char *phrase = g_utf8_make_valid ((const char *) data, (gssize) size);
    char *text = strchr (phrase, '\n');
    g_autoptr (GError) error = NULL;
    g_autoptr (BiPattern) pattern = NULL;
    g_autoptr (BiMatcher) matcher = NULL;
    gsize offset = 0;
    BiSpan span;

    if (text == NULL)
        text = phrase + strlen (phrase);
    else
        *text++ = '\0';
    pattern = bi_pattern_new_phrase (phrase, NULL, &offset, &error);
    if (pattern == NULL) {
        check_error (error, phrase, offset);
        return 0;
    }
    matcher = bi_matcher_new ();
    if (bi_pattern_find (pattern, matcher, text, strlen (text), 0, &span) == BI_MATCH_YES)
        check_span (text, strlen (text), span);
    return 0;
}
