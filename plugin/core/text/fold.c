/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/fold.h"

#include "letters.h"
#include "lookalike.h"
#include "segment.h"
#include "spaced.h"
#include "token.h"
#include "wordform.h"

#include <string.h>

typedef struct {
    const char *typed;
    const BiWords *words;
    const BiLetter *letters;
    gsize n;
    gsize not_spaced; /* before it no passage of spaced letters begins */
    GArray *word, *part;
    BiView *view;
} Folder;

static void
append_letter (BiView *view, const BiLetter *letter)
{
    char utf8[6];
    gsize length = (gsize) g_unichar_to_utf8 (letter->character, utf8);
    gsize origin_length = letter->end - letter->start;

    if (length == origin_length)
        bi_view_append (view, utf8, length, letter->start, origin_length);
    else
        bi_view_append_unit (view, utf8, length, letter->start, origin_length);
}

static void
append_letters (Folder *folder, const GArray *letters)
{
    for (guint i = 0; i < letters->len; i++)
        append_letter (folder->view, &g_array_index (letters, BiLetter, i));
}

/* Appends letters, and shortens each word of letters alone in them. */
static void
append_shortened (Folder *folder)
{
    const GArray *word = folder->word;

    for (guint from = 0, to; from < word->len; from = to) {
        const BiLetter *letters = &g_array_index (word, BiLetter, from);
        gboolean is_word = bi_letter_is_alphabetic (letters);

        for (to = from + 1; to < word->len; to++)
            if (bi_letter_is_alphabetic (letters + to - from) != is_word)
                break;
        g_array_set_size (folder->part, 0);
        g_array_append_vals (folder->part, letters, to - from);
        if (is_word)
            bi_wordform_shorten (folder->part, folder->words);
        append_letters (folder, folder->part);
    }
}

static void
append_word (Folder *folder)
{
    GArray *word = folder->word;

    bi_lookalike_latinise ((BiLetter *) (gpointer) word->data, word->len, folder->typed);
    bi_wordform_read_digits (word, folder->words);
    append_shortened (folder);
}

/* A letter, digit, or sign that may stand for a letter. */
static gboolean
is_word_character (const BiLetter *letter)
{
    gunichar c = letter->character;

    return !letter->is_fixed && (bi_letter_is_alphabetic (letter) ||
                                 g_unichar_isdigit (c) || c == '@' || c == '$');
}

static gsize
read_word (Folder *folder, gsize from)
{
    gsize to = from + 1;

    while (to < folder->n && is_word_character (&folder->letters[to]))
        to++;
    g_array_set_size (folder->word, 0);
    g_array_append_vals (folder->word, folder->letters + from, (guint) (to - from));
    append_word (folder);
    return to;
}

/* The blank between two letters. It may be of the same origin as the letter behind it:
   U+037A is folded to a blank and an iota. */
static void
append_blank (BiView *view, const BiLetter *before, const BiLetter *behind)
{
    gsize end = behind->start > before->end ? behind->start : behind->end;

    bi_view_append_unit (view, " ", 1, before->end, end - before->end);
}

/* Appends what was spaced by single blanks, so that nothing says where words end: as the
   words of the list that it is made of, if it is. Returns: whether it is */
static gboolean
append_words (Folder *folder)
{
    BiSegmentation best[BI_SEGMENT_BEST];
    const BiLetter *letters = (const BiLetter *) (gpointer) folder->word->data;
    gsize n = folder->word->len;

    if (!folder->words || bi_segment (folder->words, letters, n, best) == 0 ||
        best[0].n_unknown > 0)
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        if (i > 0 && best[0].begins[i])
            append_blank (folder->view, &letters[i - 1], &letters[i]);
        append_letter (folder->view, &letters[i]);
    }
    return TRUE;
}

/* A word of letters spaced out, without what spaced them. */
static gsize
read_spaced_word (Folder *folder, gsize from, gunichar separator)
{
    gsize count,
        to = bi_spaced_word_end (folder->letters, folder->n, from, separator, &count);

    g_array_set_size (folder->word, 0);
    for (gsize i = from; i < to; i++)
        if (bi_letter_is_alphabetic (&folder->letters[i]))
            g_array_append_val (folder->word, folder->letters[i]);
    bi_lookalike_latinise ((BiLetter *) (gpointer) folder->word->data, folder->word->len,
                           folder->typed);
    if (count < 3 || separator != ' ' || !append_words (folder))
        append_word (folder);
    return to;
}

static gsize
read_spaced (Folder *folder, gsize from, const BiSpaced *spaced)
{
    while (from < spaced->passage_end) {
        if (bi_letter_is_alphabetic (&folder->letters[from]))
            from = read_spaced_word (folder, from, spaced->separator);
        else
            append_letter (folder->view, &folder->letters[from++]);
    }
    return from;
}

static gsize
read_one (Folder *folder, gsize from)
{
    BiSpaced spaced;

    if (!is_word_character (&folder->letters[from])) {
        append_letter (folder->view, &folder->letters[from]);
        return from + 1;
    }
    if (from >= folder->not_spaced) {
        if (bi_spaced_find (folder->letters, folder->n, from, &spaced))
            return read_spaced (folder, from, &spaced);
        folder->not_spaced = spaced.checked_end;
    }
    return read_word (folder, from);
}

/* Links, addresses and names are folded, and nothing else: no context changes them. */
static void
fix_tokens (GArray *letters, const char *typed, gsize length)
{
    g_autoptr (GArray) tokens = bi_tokens_find (typed, length);
    guint i = 0;

    for (guint k = 0; k < tokens->len; k++) {
        const BiToken *token = &g_array_index (tokens, BiToken, k);

        while (i < letters->len &&
               g_array_index (letters, BiLetter, i).start < token->span.start)
            i++;
        for (; i < letters->len; i++) {
            BiLetter *letter = &g_array_index (letters, BiLetter, i);

            if (letter->start >= token->span.end)
                break;
            letter->is_fixed |=
                token->kind != BI_TOKEN_HASHTAG && token->kind != BI_TOKEN_ADDRESSEE;
        }
    }
}

/* The plain view of a string in UTF-8: every character folded as bi_fold_literal() does,
   and in words look-alikes, spaced, lengthened and disguised letters read as what they
   stand for. Without words (nullable) lengthened letters become one, and digits stay.
   Returns: (transfer full) */
BiView *
bi_fold_view (const char *typed, gsize length, const BiWords *words)
{
    g_autoptr (GArray) letters = bi_letters_new (typed, length);
    g_autoptr (GArray) word = g_array_new (FALSE, FALSE, sizeof (BiLetter));
    g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (BiLetter));
    Folder folder = {.typed = typed,
                     .words = words,
                     .letters = (const BiLetter *) (gpointer) letters->data,
                     .n = letters->len,
                     .word = word,
                     .part = part,
                     .view = bi_view_new ()};
    gsize at = 0;

    fix_tokens (letters, typed, length);
    while (at < folder.n)
        at = read_one (&folder, at);
    return folder.view;
}

/* Visible ASCII, of which only capitals are folded. */
static gboolean
is_simple (const char *literal)
{
    for (; *literal; literal++)
        if (*literal < ' ' || *literal > '~' || *literal == '`')
            return FALSE;
    return TRUE;
}

/* A literal of a rule, or a word of a list, as it is looked for in the plain view: NFKC,
   case folding, plain quotes, dashes and blanks, nothing invisible. Folding it again
   changes nothing. Returns: (transfer full) */
char *
bi_fold_literal (const char *literal)
{
    g_autofree char *valid = NULL;
    g_autoptr (GArray) letters = NULL;
    GString *folded;

    if (is_simple (literal))
        return g_ascii_strdown (literal, -1);
    valid = g_utf8_make_valid (literal, -1);
    letters = bi_letters_new (valid, strlen (valid));
    folded = g_string_new (NULL);
    for (guint i = 0; i < letters->len; i++)
        g_string_append_unichar (folded, g_array_index (letters, BiLetter, i).character);
    return g_string_free (folded, FALSE);
}
