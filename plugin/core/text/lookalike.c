/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lookalike.h"

/* Folded letters, and the Latin ones that they are taken for, written small and written
   as capitals. The idea is that of Unicode TR39 (confusable detection). */
static const struct {
    gunichar letter;
    char small, capital;
} lookalikes[] = {
    /* Greek */
    {0x3B1, 'a', 'a'},
    {0x3AC, 'a', 'a'},
    {0x3B2, 'b', 'b'},
    {0x3B3, 'y', 0},
    {0x3B5, 'e', 'e'},
    {0x3AD, 'e', 'e'},
    {0x3B6, 0, 'z'},
    {0x3B7, 'n', 'h'},
    {0x3AE, 'n', 'h'},
    {0x3B9, 'i', 'i'},
    {0x3AF, 'i', 'i'},
    {0x3CA, 'i', 'i'},
    {0x3BA, 'k', 'k'},
    {0x3BC, 0, 'm'},
    {0x3BD, 'v', 'n'},
    {0x3BF, 'o', 'o'},
    {0x3CC, 'o', 'o'},
    {0x3C1, 'p', 'p'},
    {0x3C3, 'o', 0},
    {0x3C4, 't', 't'},
    {0x3C5, 'u', 'y'},
    {0x3CD, 'u', 'y'},
    {0x3C7, 'x', 'x'},
    {0x3C9, 'w', 0},
    {0x3F3, 'j', 'j'},
    /* Cyrillic */
    {0x430, 'a', 'a'},
    {0x432, 'b', 'b'},
    {0x433, 'r', 0},
    {0x435, 'e', 'e'},
    {0x451, 'e', 'e'},
    {0x450, 'e', 'e'},
    {0x43A, 'k', 'k'},
    {0x43C, 'm', 'm'},
    {0x43D, 'h', 'h'},
    {0x43E, 'o', 'o'},
    {0x43F, 'n', 0},
    {0x440, 'p', 'p'},
    {0x441, 'c', 'c'},
    {0x442, 't', 't'},
    {0x443, 'y', 'y'},
    {0x445, 'x', 'x'},
    {0x44C, 'b', 'b'},
    {0x454, 'e', 'e'},
    {0x455, 's', 's'},
    {0x456, 'i', 'i'},
    {0x457, 'i', 'i'},
    {0x458, 'j', 'j'},
    {0x45E, 'y', 'y'},
    {0x461, 'w', 'w'},
    {0x475, 'v', 'v'},
    {0x493, 'f', 'f'},
    {0x49B, 'k', 'k'},
    {0x4A3, 'h', 'h'},
    {0x4AB, 'c', 'c'},
    {0x4AF, 'y', 'y'},
    {0x4B1, 'y', 'y'},
    {0x4B3, 'x', 'x'},
    {0x4BB, 'h', 'h'},
    {0x4BD, 'e', 'e'},
    {0x4CF, 'l', 'i'},
    {0x4E9, 'o', 'o'},
    {0x501, 'd', 'd'},
    {0x51B, 'q', 'q'},
    {0x51D, 'w', 'w'},
};

static gboolean
may_deceive (gunichar c)
{
    GUnicodeScript script;

    if (c < 0x370 || c > 0x52F)
        return FALSE;
    script = g_unichar_get_script (c);
    return script == G_UNICODE_SCRIPT_CYRILLIC || script == G_UNICODE_SCRIPT_GREEK;
}

static gboolean
is_latin (gunichar c)
{
    return c < 0x80 ? g_ascii_isalpha (c)
                    : g_unichar_get_script (c) == G_UNICODE_SCRIPT_LATIN;
}

/* The Latin letter that one looks like as it was typed, 0 if there is none. */
static gunichar
find_latin (const BiLetter *letter, const char *typed)
{
    gboolean is_capital = g_unichar_isupper (g_utf8_get_char (typed + letter->start));

    for (gsize i = 0; i < G_N_ELEMENTS (lookalikes); i++)
        if (lookalikes[i].letter == letter->character)
            return (gunichar) (is_capital ? lookalikes[i].capital : lookalikes[i].small);
    return 0;
}

/* Makes the Greek and Cyrillic letters of a word Latin if it has Latin ones too and each
   of them looks like one; otherwise the word stays: a real word of two scripts has
   letters that deceive nobody. */
void
bi_lookalike_latinise (BiLetter *letters, gsize n, const char *typed)
{
    gboolean has_latin = FALSE, has_other = FALSE;

    for (gsize i = 0; i < n; i++) {
        gunichar c = letters[i].character;

        has_latin |= is_latin (c);
        if (!may_deceive (c))
            continue;
        has_other = TRUE;
        if (find_latin (&letters[i], typed) == 0)
            return;
    }
    if (!has_latin || !has_other)
        return;
    for (gsize i = 0; i < n; i++)
        if (may_deceive (letters[i].character))
            letters[i].character = find_latin (&letters[i], typed);
}
