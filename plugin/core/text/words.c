/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/words.h"

#include "badidea/fold.h"
#include "badidea/lines.h"

#include <string.h>

struct _BiWords {
    GHashTable *words; /* a set */
    gsize longest;     /* in bytes */
};

BiWords *
bi_words_new (void)
{
    BiWords *words = g_new0 (BiWords, 1);

    words->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    return words;
}

void
bi_words_free (BiWords *words)
{
    if (!words)
        return;
    g_hash_table_unref (words->words);
    g_free (words);
}

static void
add_word (BiWords *words, const char *word, gsize length)
{
    if (length == 0 || length > BI_WORDS_LONGEST)
        return;
    words->longest = MAX (words->longest, length);
    g_hash_table_add (words->words, g_strndup (word, length));
}

static gboolean
is_word_character (gunichar c)
{
    return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Adds each word of a text, folded: a word of a list, or a name such as "J.P. Morgan". A
   single letter counts only if it is all of the text, since initials would be found
   everywhere. */
void
bi_words_add (BiWords *words, const char *text)
{
    g_autofree char *folded = NULL;
    const char *at, *word = NULL;

    g_return_if_fail (words != NULL && text != NULL);

    folded = bi_fold_literal (text);
    for (at = folded; *at; at = g_utf8_next_char (at)) {
        gboolean is_inside = is_word_character (g_utf8_get_char (at));

        if (is_inside && !word)
            word = at;
        if (!is_inside && word && g_utf8_next_char (word) < at)
            add_word (words, word, (gsize) (at - word));
        if (!is_inside)
            word = NULL;
    }
    if (word && (word == folded || g_utf8_next_char (word) < at))
        add_word (words, word, (gsize) (at - word));
}

/* Whether length bytes, folded already, are a word. */
gboolean
bi_words_contains (const BiWords *words, const char *word, gsize length)
{
    char key[BI_WORDS_LONGEST + 1];

    if (length == 0 || length > words->longest)
        return FALSE;
    memcpy (key, word, length);
    key[length] = '\0';
    return g_hash_table_contains (words->words, key);
}

static gboolean
is_one_word (const char *line)
{
    if (*line == '\0')
        return FALSE;
    for (; *line; line = g_utf8_next_char (line))
        if (!is_word_character (g_utf8_get_char (line)))
            return FALSE;
    return TRUE;
}

static void
read_line (BiWords *words, char *line, BiPlace place, GPtrArray *problems)
{
    place.column += strspn (line, " \t");
    g_strstrip (line);
    if (*line == '\0' || g_str_equal (line, "#") || g_str_has_prefix (line, "# "))
        return;
    if (is_one_word (line))
        bi_words_add (words, line);
    else
        bi_problems_add (
            problems, place, BI_PROBLEM_ERROR,
            "\"%s\" is not one word; write one a line, of letters and digits", line);
}

/* Adds the words that the file at @path holds, or held, one a line, and reports all that
 * is wrong with it; a bad line is left out. */
void
bi_words_parse (BiWords *words, const char *path, GBytes *bytes, GPtrArray *problems)
{
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    BiLines lines = bi_lines_begin (path, contents, length, problems);

    while (bi_lines_next (&lines))
        if (lines.is_whole)
            read_line (words, lines.text, lines.place, problems);
}
