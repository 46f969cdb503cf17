/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glob.h"

/* The character at @at, the same for a capital and its small letter; steps over it. A
 * byte that is no UTF-8 is a character of its own. */
static gunichar
next_folded (const char **at)
{
    gunichar character = g_utf8_get_char_validated (*at, -1);

    if (character > 0x10FFFF) {
        (*at)++;
        return 0xFFFD;
    }
    *at = g_utf8_next_char (*at);
    return g_unichar_tolower (g_unichar_toupper (character));
}

/* Whether all of @text is what @glob says: "*" is any characters, "?" is one, and
 * capitals do not matter. Allocates nothing, which GPatternSpec behind g_utf8_casefold()
 * would. */
gboolean
bi_glob_matches (const char *glob, const char *text)
{
    const char *behind_star = NULL;
    const char *retry = NULL;

    while (*text != '\0') {
        const char *next_glob = glob;
        const char *next_text = text;
        gunichar wanted = *glob != '\0' ? next_folded (&next_glob) : 0;
        gunichar found = next_folded (&next_text);

        if (wanted == '*') {
            behind_star = glob = next_glob;
            retry = text;
        } else if (wanted != 0 && (wanted == '?' || wanted == found)) {
            glob = next_glob;
            text = next_text;
        } else if (behind_star != NULL) {
            next_folded (&retry);
            text = retry;
            glob = behind_star;
        } else {
            return FALSE;
        }
    }
    while (*glob == '*')
        glob++;
    return *glob == '\0';
}
