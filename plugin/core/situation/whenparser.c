/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "when-private.h"

#include <string.h>

#define MOST_DIGITS 9 /* so that no number overflows */

/* Keeps the first error; it stands at @at. */
void
bi_when_fail (BiWhenParser *parser, const char *at, const char *format, ...)
{
    va_list arguments;

    if (parser->error != NULL)
        return;
    va_start (arguments, format);
    parser->error = g_error_new_valist (BI_WHEN_ERROR, 0, format, arguments);
    va_end (arguments);
    parser->error_at = at;
}

void
bi_when_skip_blanks (BiWhenParser *parser)
{
    while (g_ascii_isspace (*parser->at))
        parser->at++;
}

/* Bytes up to a blank, a sign of comparison or the end. */
gsize
bi_when_measure_word (const char *at)
{
    return strcspn (at, " \t\n\v\f\r<>=");
}

/* Whether @word, whatever its capitals, is the next one. If so, steps over it and what
 * blanks follow. */
gboolean
bi_when_take_word (BiWhenParser *parser, const char *word)
{
    gsize length = bi_when_measure_word (parser->at);

    if (length != strlen (word) || g_ascii_strncasecmp (parser->at, word, length) != 0)
        return FALSE;
    parser->at += length;
    bi_when_skip_blanks (parser);
    return TRUE;
}

/* Reads "this or that". */
void
bi_when_parse_alternatives (BiWhenParser *parser, BiWhen *when,
                            void (*parse_one) (BiWhenParser *parser, BiWhen *when))
{
    do {
        parse_one (parser, when);
        bi_when_skip_blanks (parser);
    } while (parser->error == NULL && bi_when_take_word (parser, "or"));
}

void
bi_when_parse_number (BiWhenParser *parser, guint *number, const char *advice)
{
    gsize length = strspn (parser->at, "0123456789");

    if (length == 0 || length > MOST_DIGITS) {
        bi_when_fail (
            parser, parser->at, "%s; %s",
            length == 0 ? "a number is missing here" : "the number is too large", advice);
        return;
    }
    *number = (guint) g_ascii_strtoull (parser->at, NULL, 10);
    parser->at += length;
}

/* Reads the "-" of a range, with or without blanks around it. */
gboolean
bi_when_take_hyphen (BiWhenParser *parser)
{
    const char *at = parser->at;

    bi_when_skip_blanks (parser);
    if (*parser->at != '-') {
        parser->at = at;
        return FALSE;
    }
    parser->at++;
    bi_when_skip_blanks (parser);
    return TRUE;
}

/* Reads one of @names. Returns: its index, or -1 */
int
bi_when_parse_name (BiWhenParser *parser, const char *const *names)
{
    gsize length = strcspn (parser->at, " \t\n\v\f\r-,;");
    g_autofree char *word = g_ascii_strdown (parser->at, (gssize) length);
    g_autofree char *all = g_strjoinv (", ", (char **) names);

    for (int i = 0; names[i] != NULL; i++)
        if (strcmp (names[i], word) == 0) {
            parser->at += length;
            return i;
        }
    if (length == 0)
        bi_when_fail (parser, parser->at, "a name is missing here; write one of %s", all);
    else
        bi_when_fail (parser, parser->at, "\"%s\" is not known here; write one of %s",
                      word, all);
    return -1;
}
