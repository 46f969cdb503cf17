/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* When to colour what is printed; the words for it stand in the order of the values. */
typedef enum { BI_COLOUR_AUTO, BI_COLOUR_ALWAYS, BI_COLOUR_NEVER } BiColour;
#define BI_COLOUR_WORDS "auto|always|never"

typedef enum {
    BI_INK_STRONG,
    BI_INK_FAINT,
    BI_INK_RED,
    BI_INK_YELLOW,
    BI_INK_GREEN
} BiInk;

gboolean bi_colour_is_wanted (BiColour colour);
void bi_print_ink (gboolean coloured, BiInk ink, const char *text);
