/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "expand.h"

#include "phrase.h"

#include <string.h>

/* What PCRE2 owns is copied as it is: escapes with their braces, \Q...\E, [...],
 * and comments. */

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
    if (*next == 'c' && next[1] > ' ' && next[1] <= '~')
        return next + 2;
    next = g_utf8_next_char (next);
    if (strchr ("pPxoNkgu", at[1]) != NULL && *next == '{') {
        const char *end = strchr (next, '}');
        return end != NULL ? end + 1 : next;
    }
    return next;
}

/* Behind [:name:] where @at is one, as PCRE2 sees it. Returns: (nullable) */
static const char *
skip_posix_class (const char *at)
{
    const char *end = g_str_has_prefix (at, "[:") ? strchr (at, ']') : NULL;

    return end != NULL && end > at + 2 && end[-1] == ':' ? end + 1 : NULL;
}

/* @at is a "["; a "]" first in the set is one of its characters. */
static const char *
skip_set (const char *at)
{
    at += at[1] == '^' ? 2 : 1;
    if (*at == ']')
        at++;
    while (*at != '\0' && *at != ']') {
        const char *end = *at == '\\' ? skip_escape (at) : skip_posix_class (at);
        at = end != NULL ? end : g_utf8_next_char (at);
    }
    return *at == ']' ? at + 1 : at;
}

/* Behind one sign, or all of what PCRE2 owns there. @at is not the end. */
const char *
bi_expand_skip (const char *at)
{
    if (g_str_has_prefix (at, "(?#")) {
        const char *end = strchr (at, ')');
        return end != NULL ? end + 1 : at + strlen (at);
    }
    return *at == '\\' ? skip_escape (at) : *at == '[' ? skip_set (at) : at + 1;
}

/* Digits alone are a quantifier. */
static gsize
name_length (const char *at)
{
    gsize length = strspn (at, "abcdefghijklmnopqrstuvwxyz0123456789.-");

    return at[length] == '}' && strspn (at, "0123456789") < length ? length : 0;
}

static gsize
view_length (const BiView *view)
{
    gsize length;

    bi_view_get_string (view, &length);
    return length;
}

/* What the expression around it says of blanks, as with (?x), does not hold in a class.
 */
static gboolean
append_class (BiView *view, const char *expression, const char *at, gsize length,
              BiClasses *classes, GError **error)
{
    g_autofree char *name = g_strndup (at + 1, length);
    const char *class = bi_classes_find (classes, name, error);
    g_autofree char *whole = NULL;

    if (class == NULL)
        return FALSE;
    whole = g_strconcat ("(?-x:" BI_PHRASE_NOT_IN_WORD, class, BI_PHRASE_NOT_IN_WORD ")",
                         NULL);
    bi_view_append_unit (view, whole, strlen (whole), at - expression, length + 2);
    return bi_phrase_is_small (view_length (view), error);
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

        next = bi_expand_skip (at);
        if (length > 0) {
            if (!append_class (view, expression, at, length, classes, error)) {
                *offset = at - expression;
                return NULL;
            }
            next = at + length + 2;
            continue;
        }
        bi_view_append (view, at, next - at, at - expression, next - at);
    }
    return g_steal_pointer (&view);
}
