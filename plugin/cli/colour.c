/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "colour.h"

#include <stdio.h>
#include <unistd.h>

/* Left to itself it colours a terminal's output, unless NO_COLOR (no-color.org) or a
 * terminal that cannot speak against it. */
gboolean
bi_colour_is_wanted (BiColour colour)
{
    const char *no_color = g_getenv ("NO_COLOR");

    if (colour != BI_COLOUR_AUTO)
        return colour == BI_COLOUR_ALWAYS;
    if (no_color != NULL && no_color[0] != '\0')
        return FALSE;
    return isatty (STDOUT_FILENO) == 1 && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* To standard output, by the sequences of ECMA-48. */
void
bi_print_ink (gboolean coloured, BiInk ink, const char *text)
{
    static const char *const starts[] = {[BI_INK_STRONG] = "\033[1m",
                                         [BI_INK_FAINT] = "\033[2m",
                                         [BI_INK_RED] = "\033[1;31m",
                                         [BI_INK_YELLOW] = "\033[1;33m",
                                         [BI_INK_GREEN] = "\033[32m"};

    if (coloured)
        printf ("%s%s\033[0m", starts[ink], text);
    else
        fputs (text, stdout);
}
