/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wordform.h"

#define LONGEST_RUNS 4

typedef struct {
    gsize start, length;
} LongRun;

static BiLetter *
letter_at (GArray *word, gsize index)
{
    return &g_array_index (word, BiLetter, index);
}

static gboolean
is_known (const BiWords *words, const BiLetter *letters, gsize n)
{
    char utf8[BI_WORDS_LONGEST + 6];
    gsize length;

    if (!words || n > BI_WORDS_LONGEST)
        return FALSE;
    length = bi_letters_to_utf8 (letters, n, utf8, sizeof utf8);
    return length > 0 && bi_words_contains (words, utf8, length);
}

/* The letter that a digit or sign stands for; a "1" stands for either of two. */
static gunichar
letter_for (gunichar c, gunichar one)
{
    switch (c) {
    case '0': return 'o';
    case '1': return one;
    case '3': return 'e';
    case '4':
    case '@': return 'a';
    case '5':
    case '$': return 's';
    case '7': return 't';
    default: return 0;
    }
}

static gboolean
may_hold_digits (GArray *word)
{
    gsize n_letters = 0;

    for (gsize i = 0; i < word->len; i++) {
        gunichar c = letter_at (word, i)->character;

        if (c >= 'a' && c <= 'z')
            n_letters++;
        else if (!letter_for (c, 'i'))
            return FALSE;
    }
    return n_letters < word->len && 2 * n_letters >= word->len;
}

/* Reads digits and signs as the letters they look like, if that gives a word of the list:
   "anyth1ng", "$ave". At least half of four or more characters have to be letters, so
   that "5am" or "mp3" stay what they are. */
void
bi_wordform_read_digits (GArray *word, const BiWords *words)
{
    static const gunichar ones[] = {'i', 'l'};
    BiLetter letters[32];

    if (word->len < 4 || word->len > G_N_ELEMENTS (letters) || !may_hold_digits (word))
        return;
    for (gsize k = 0; k < G_N_ELEMENTS (ones); k++) {
        for (gsize i = 0; i < word->len; i++) {
            gunichar c = letter_for (letter_at (word, i)->character, ones[k]);

            letters[i] = *letter_at (word, i);
            letters[i].character = c ? c : letters[i].character;
        }
        if (!is_known (words, letters, word->len))
            continue;
        for (gsize i = 0; i < word->len; i++)
            *letter_at (word, i) = letters[i];
        return;
    }
}

static gboolean
is_lengthened (gunichar c)
{
    return g_unichar_isalpha (c) && !g_unichar_iswide (c);
}

static gsize
run_length (GArray *word, gsize from)
{
    gunichar c = letter_at (word, from)->character;
    gsize to = from + 1;

    if (!is_lengthened (c))
        return 0;
    while (to < word->len && letter_at (word, to)->character == c)
        to++;
    return to - from >= 3 ? to - from : 0;
}

/* Copies the word with its long runs cut: to one letter if singles has the run's bit,
   else to two. The last letter that is left stands for the rest of its run. */
static GArray *
cut (GArray *word, guint singles)
{
    GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (BiLetter), word->len);
    guint n_runs = 0;

    for (gsize i = 0; i < word->len;) {
        gsize length = run_length (word, i);
        BiLetter letter = *letter_at (word, i);

        if (length > 0) {
            gboolean is_single = n_runs >= LONGEST_RUNS || (singles & 1U << n_runs);

            n_runs++;
            if (!is_single) {
                g_array_append_val (result, letter);
                letter.start = letter_at (word, i + 1)->start;
            }
            letter.end = letter_at (word, i + length - 1)->end;
        }
        g_array_append_val (result, letter);
        i += MAX (length, 1);
    }
    return result;
}

/* Bits, one for each of the first LONGEST_RUNS long runs. */
static guint
find_runs (GArray *word)
{
    guint runs = 0, n_runs = 0;

    for (gsize i = 0; i < word->len && n_runs < LONGEST_RUNS;) {
        gsize length = run_length (word, i);

        if (length == word->len)
            return 0;
        if (length > 0)
            runs |= 1U << n_runs++;
        i += MAX (length, 1);
    }
    return runs;
}

static void
replace (GArray *word, const GArray *by)
{
    g_array_set_size (word, 0);
    g_array_append_vals (word, by->data, by->len);
}

/* Cuts runs of three or more of a letter: to two if that gives a word of the list
   ("gooood"), else to one. Not in a word of the list, nor in one of a single letter,
   where the number may mean something ("AAA", "ZZZ"), nor in scripts that write no
   blanks. */
void
bi_wordform_shorten (GArray *word, const BiWords *words)
{
    guint runs = find_runs (word);
    g_autoptr (GArray) shortest = NULL;

    if (runs == 0 ||
        is_known (words, (const BiLetter *) (gpointer) word->data, word->len))
        return;
    shortest = cut (word, runs);
    for (guint singles = 0; singles < runs && shortest->len <= BI_WORDS_LONGEST;
         singles++) {
        g_autoptr (GArray) candidate = cut (word, singles);

        if (is_known (words, (const BiLetter *) (gpointer) candidate->data,
                      candidate->len)) {
            replace (word, candidate);
            return;
        }
    }
    replace (word, shortest);
}
