/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "spaced.h"

#include <string.h>

static gboolean
is_separator (const BiLetter *letter)
{
    return !letter->is_fixed && letter->character > 0 && letter->character < 0x80 &&
           strchr (" .-_*", (int) letter->character);
}

static gboolean
is_wordlike (const BiLetter *letter)
{
    return bi_letter_is_alphabetic (letter) || letter->character == '\'' ||
           g_unichar_isdigit (letter->character) || letter->is_fixed;
}

/* Whether a longer word goes on behind a sign: the "t" of "t-shirt" does not stand alone.
 */
static gboolean
goes_on (const BiLetter *letters, gsize n, gsize at, gunichar separator)
{
    gunichar c = letters[at].character;

    if (is_wordlike (&letters[at]))
        return TRUE;
    return c != separator && c > ' ' && c < 0x80 && strchr (".-_*&/+@", (int) c) &&
           at + 1 < n && is_wordlike (&letters[at + 1]);
}

/* The end of one letter with its marks that stands alone; from if there is none. */
static gsize
end_of_single (const BiLetter *letters, gsize n, gsize from, gunichar separator)
{
    gsize to = from + 1;

    if (from >= n || letters[from].is_fixed ||
        !g_unichar_isalpha (letters[from].character))
        return from;
    while (to < n && !letters[to].is_fixed && g_unichar_ismark (letters[to].character))
        to++;
    return to < n && goes_on (letters, n, to, separator) ? from : to;
}

/* The end of the single letters from here on, and how many they are: none if a longer
   word follows after the same separator ("b-b-but"), unless that is a blank. */
gsize
bi_spaced_word_end (const BiLetter *letters, gsize n, gsize from, gunichar separator,
                    gsize *count)
{
    gsize end = end_of_single (letters, n, from, separator), next;

    *count = end > from;
    if (end == from)
        return from;
    while (end < n && letters[end].character == separator && !letters[end].is_fixed) {
        next = end_of_single (letters, n, end + 1, separator);
        if (next == end + 1) {
            if (separator != ' ' && end + 1 < n && is_wordlike (&letters[end + 1]))
                *count = 0;
            break;
        }
        end = next;
        ++*count;
    }
    return end;
}

/* Behind the blanks between two spaced words; from if there are too few. */
static gsize
skip_gap (const BiLetter *letters, gsize n, gsize from, gunichar separator)
{
    gsize to = from;

    while (to < n && letters[to].character == ' ')
        to++;
    return to - from >= (separator == ' ' ? 2 : 1) ? to : from;
}

/* Whether a passage of spaced letters begins at a word's first letter: words of single
   letters, each separated by the same sign, one of them of three letters at least, with a
   wider gap between words. */
gboolean
bi_spaced_find (const BiLetter *letters, gsize n, gsize from, BiSpaced *spaced)
{
    gsize end = from + 1, most = 0, count, at = from;

    *spaced = (BiSpaced){end, end, 0};
    if (from > 0 &&
        (is_wordlike (&letters[from - 1]) || letters[from - 1].character == '_'))
        return FALSE;
    while (end < n && g_unichar_ismark (letters[end].character))
        end++;
    if (end >= n || !is_separator (&letters[end]))
        return FALSE;
    spaced->separator = letters[end].character;
    do {
        end = bi_spaced_word_end (letters, n, at, spaced->separator, &count);
        spaced->checked_end = end;
        if (count == 0)
            break;
        most = MAX (most, count);
        spaced->passage_end = end;
        at = skip_gap (letters, n, end, spaced->separator);
    } while (at > end);
    return most >= 3;
}
