/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "expand.h"

#include "phrase.h"

#include <string.h>

/* What PCRE2 owns is copied as it is: escapes with their braces, \Q...\E, and [...]. */

static const char *
skip_quote (const char *at)
{
    const char *end = strstr (at, "\\E");
    return end != NULL ? end + 2 : at + strlen (at);
}

/* @at is a backslash. */
static const char *
skip_escape (const char *at)
{
    const char *next = at + 1;

    if (*next == '\0')
        return next;
    if (*next == 'Q')
        return skip_quote (next);
    next = g_utf8_next_char (next);
    if (strchr ("pPxoNkgu", at[1]) != NULL && *next == '{') {
        const char *end = strchr (next, '}');
        return end != NULL ? end + 1 : next;
    }
    return next;
}

/* @at is a "["; a "]" first in the set is one of its characters. */
static const char *
skip_set (const char *at)
{
    at += at[1] == '^' ? 2 : 1;
    if (*at == ']')
        at++;
    while (*at != '\0' && *at != ']') {
        const char *end = NULL;
        if (*at == '\\') {
            at = skip_escape (at);
            continue;
        }
        if (g_str_has_prefix (at, "[:"))
            end = strstr (at, ":]");
        at = end != NULL ? end + 2 : g_utf8_next_char (at);
    }
    return *at == ']' ? at + 1 : at;
}

static gsize
name_length (const char *at)
{
    gsize length = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789.-");

    return g_ascii_islower (at[0]) && at[length] == '}' ? length : 0;
}

static gboolean
append_class (BiView *view, const char *expression, const char *at, gsize length,
              BiClasses *classes, GError **error)
{
    g_autofree char *name = g_strndup (at + 1, length);
    const char *class = bi_classes_find (classes, name, error);
    g_autofree char *whole = NULL;

    if (class == NULL)
        return FALSE;
    whole =
        g_strconcat ("(?:" BI_PHRASE_NOT_IN_WORD, class, BI_PHRASE_NOT_IN_WORD ")", NULL);
    bi_view_append_unit (view, whole, strlen (whole), at - expression, length + 2);
    return TRUE;
}

/* Puts classes in the place of their {names}; they stand for whole words.
 * Returns: (transfer full) (nullable): the expression with the way back to what was
 * written, or NULL with @error, and its byte in @offset. */
BiView *
bi_expand_classes (const char *expression, BiClasses *classes, gsize *offset,
                   GError **error)
{
    g_autoptr (BiView) view = bi_view_new ();

    for (const char *at = expression, *next; *at != '\0'; at = next) {
        gsize length = *at == '{' ? name_length (at + 1) : 0;

        next = at + 1;
        if (length > 0) {
            if (!append_class (view, expression, at, length, classes, error)) {
                *offset = at - expression;
                return NULL;
            }
            next = at + length + 2;
            continue;
        }
        if (*at == '\\')
            next = skip_escape (at);
        else if (*at == '[')
            next = skip_set (at);
        bi_view_append (view, at, next - at, at - expression, next - at);
    }
    return g_steal_pointer (&view);
}
