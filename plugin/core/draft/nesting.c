/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "nesting.h"

#include <string.h>

/* A draft is an object with lists of texts, and a text may be an object itself. */
#define DEEPEST 4

/* All that JSON has outside of strings. The parser takes more, as comments and single
 * quotes, in which brackets would be counted wrongly. */
static gboolean
may_be_bare (char c)
{
    return g_ascii_isalnum (c) || strchr ("{}[]:,+-. \t\r\n", c) != NULL;
}

/* Whether all of it is strictly JSON as far as its brackets go, and nothing is nested
 * deeper than in a file of ours. A parser without a limit of its own is not to meet a
 * line of a million brackets. */
gboolean
bi_nesting_is_flat (const char *json)
{
    gboolean quoted = FALSE;
    guint depth = 0;

    for (; *json != '\0'; json++) {
        if (quoted && *json == '\\' && json[1] != '\0')
            json++;
        else if (*json == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (!may_be_bare (*json))
            return FALSE;
        else if (*json == '{' || *json == '[')
            depth++;
        else if (*json == '}' || *json == ']')
            depth--;
        if (depth > DEEPEST)
            return FALSE;
    }
    return depth == 0 && !quoted;
}
