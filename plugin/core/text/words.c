/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/words.h"

#include "badidea/fold.h"
#include "badidea/problem.h"
#include "badidea/rulefile.h"

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

guint
bi_words_get_size (const BiWords *words)
{
    return g_hash_table_size (words->words);
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
    const char *bad;

    if (!g_utf8_validate (line, -1, &bad)) {
        place.column = (guint) g_utf8_strlen (line, bad - line) + 1;
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "this is not UTF-8; save the file as UTF-8");
        return;
    }
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
    BiPlace place = {path, 0, 1};
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);

    for (const char *line = contents; line < contents + length;) {
        gsize left = (gsize) (contents + length - line);
        const char *newline = memchr (line, '\n', left);
        const char *end = newline != NULL ? newline : contents + length;
        g_autofree char *copy = g_strndup (line, (gsize) (end - line));

        place.line++;
        read_line (words, copy, place, problems);
        line = end + 1;
    }
}

/* Adds the words of a file. Returns: FALSE if it cannot be read, which is reported */
gboolean
bi_words_read (BiWords *words, const char *path, GPtrArray *problems)
{
    g_autoptr (GBytes) bytes = bi_rulefile_get_bytes (path, problems);

    if (bytes == NULL)
        return FALSE;
    bi_words_parse (words, path, bytes, problems);
    return TRUE;
}
