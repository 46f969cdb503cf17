/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "quote.h"

/* A long quotation is cut here, in characters; a person only has to find the place again.
 */
#define LONGEST_QUOTE 120

/* @most: in characters */
static char *
make_printable (const char *text, glong most)
{
    GString *printable = g_string_new (NULL);
    glong length = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (++length > most) {
            g_string_append (printable, "…");
            break;
        }
        if (c != ' ' && g_unichar_isspace (c))
            c = ' ';
        g_string_append_unichar (printable, g_unichar_isprint (c) ? c : 0xFFFD);
    }
    return g_string_free (printable, FALSE);
}

/* @text in one line, without what would steer a terminal. Returns: (transfer full) */
char *
bi_printable_whole (const char *text)
{
    return make_printable (text, G_MAXLONG);
}

/* As bi_printable_whole(), cut where it is long. */
char *
bi_printable (const char *text)
{
    return make_printable (text, LONGEST_QUOTE);
}

/* In columns of a terminal. */
glong
bi_measure (const char *text)
{
    glong columns = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
        gunichar c = g_utf8_get_char (at);
        if (!g_unichar_iszerowidth (c))
            columns += g_unichar_iswide (c) ? 2 : 1;
    }
    return columns;
}

/* The draft's own words, as bi_printable(). Returns: (transfer full) */
char *
bi_quote (const BiText *text, BiSpan span)
{
    const char *draft = bi_text_get_draft (text, NULL);
    g_autofree char *part =
        g_utf8_make_valid (draft + span.start, (gssize) (span.end - span.start));

    return bi_printable (part);
}
