/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/required.h"

#include "expression.h"

/* No literal has a NUL, so that any other character is as good. */
static char
fold_ascii (char c)
{
    return c == '\0' ? 1 : g_ascii_tolower (c);
}

/* Appends the characters of @text up to @end or the next one of ASCII, folded. They are
 * made upper case first: GLib folds the capitals of Cherokee to small letters, and those
 * to capitals. Returns: where they end */
static const char *
append_beyond_ascii (GString *folded, const char *text, const char *end)
{
    g_autoptr (GString) upper = g_string_new (NULL);
    g_autofree char *part = NULL;

    for (; text < end && *text < 0; text = g_utf8_next_char (text))
        g_string_append_unichar (upper, g_unichar_toupper (g_utf8_get_char (text)));
    part = g_utf8_casefold (upper->str, (gssize) upper->len);
    g_string_append (folded, part);
    return text;
}

/* The text in which literals are to be looked for: what PCRE2 holds equal without regard
 * to case is the same there. Each character is folded on its own, so that what is next to
 * each other remains so. @text is valid UTF-8 but may have NUL bytes; @length is in
 * bytes, or negative. Returns: (transfer full) */
char *
bi_required_fold (const char *text, gssize length)
{
    const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
    GString *folded = g_string_sized_new ((gsize) (end - text));

    while (text < end) {
        if (*text < 0)
            text = append_beyond_ascii (folded, text, end);
        else
            g_string_append_c (folded, fold_ascii (*text++));
    }
    return g_string_free (folded, FALSE);
}

/* Literals one of which is in each text that @expression matches, when both are folded by
 * bi_required_fold(). The expression is one of PCRE2's, for UTF, without regard to case.
 * Returns: (transfer full) (nullable) (element-type utf8): sorted; NULL where there are
 * none or that is not known, or @expression is none at all */
GPtrArray *
bi_required_find (const char *expression)
{
    g_autoptr (GStringChunk) chunk = NULL;

    if (!g_utf8_validate (expression, -1, NULL))
        return NULL;
    chunk = g_string_chunk_new (512);
    return bi_literals_choose (bi_expression_find_need (expression, chunk));
}
