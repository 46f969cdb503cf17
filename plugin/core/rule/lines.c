/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/lines.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* Before the first line of @contents, whatever its bytes; all are borrowed. Go on to
 * the end, where the last text is freed. */
BiLines
bi_lines_begin (const char *file, const char *contents, gsize length, GPtrArray *problems)
{
    gsize mark = strlen (BYTE_ORDER_MARK);

    if (length >= mark && memcmp (contents, BYTE_ORDER_MARK, mark) == 0) {
        contents += mark;
        length -= mark;
    }
    return (BiLines){
        .place = {file, 0, 1}, .rest = contents, .left = length, .problems = problems};
}

/* Goes on to the next line; the text of the last one is freed. Returns: FALSE when there
 * is none */
gboolean
bi_lines_next (BiLines *lines)
{
    const char *newline, *bad;
    gsize length;

    g_clear_pointer (&lines->text, g_free);
    if (lines->left == 0)
        return FALSE;
    newline = memchr (lines->rest, '\n', lines->left);
    length = newline != NULL ? (gsize) (newline - lines->rest) : lines->left;
    lines->is_whole = g_utf8_validate_len (lines->rest, length, &bad);
    lines->text = g_strndup (lines->rest, (gsize) (bad - lines->rest));
    lines->place.line++;
    if (!lines->is_whole)
        bi_problems_add (
            lines->problems,
            (BiPlace){lines->place.file, lines->place.line,
                      (guint) g_utf8_strlen (lines->text, -1) + 1},
            BI_PROBLEM_ERROR,
            "not valid UTF-8; save the file as UTF-8 and type the character anew");
    length += newline != NULL;
    lines->rest += length;
    lines->left -= length;
    return TRUE;
}
