/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "repeat.h"

#include <string.h>

#define DIGITS "0123456789"

/* Reads "N}", "N,}" or "N,M}", which are quantifiers to every version of PCRE2. */
static gboolean
read_plain (const char *at, guint *min, guint *max)
{
    char *end;

    if (!g_ascii_isdigit (*at))
        return FALSE;
    *min = *max = (guint) MIN (g_ascii_strtoull (at, &end, 10), G_MAXUINT);
    if (*end == ',') {
        at = end + 1;
        *max = G_MAXUINT;
        if (g_ascii_isdigit (*at))
            *max = (guint) MIN (g_ascii_strtoull (at, &end, 10), G_MAXUINT);
        else
            end++;
    }
    return *end == '}';
}

/* Behind "{". Returns: whether this may be a quantifier. It may not have to be there at
 * all where versions of PCRE2 disagree: "{,3}" and "{ 1, 3 }" are text to some. */
static gboolean
read_braces (BiReader *reader, guint *min, guint *max)
{
    gsize length = strspn (reader->at, DIGITS ", \t");

    if (reader->at[length] != '}' || strcspn (reader->at, DIGITS) >= length)
        return FALSE;
    if (!read_plain (reader->at, min, max)) {
        *min = 0;
        *max = G_MAXUINT;
    }
    reader->at += length + 1;
    return TRUE;
}

/* At an item's end. Returns: whether a quantifier follows, which is read then */
gboolean
bi_repeat_read (BiReader *reader, guint *min, guint *max)
{
    const char *start;

    bi_reader_skip_ignored (reader);
    start = reader->at;
    if (reader->quoting || *start == '\0' || strchr ("*+?{", *start) == NULL)
        return FALSE;
    *min = *start == '+';
    *max = *start == '?' ? 1 : G_MAXUINT;
    reader->at++;
    if (*start == '{' && !read_braces (reader, min, max)) {
        reader->at = start;
        return FALSE;
    }
    bi_reader_skip_ignored (reader);
    if (!reader->quoting && (*reader->at == '+' || *reader->at == '?'))
        reader->at++;
    return TRUE;
}
