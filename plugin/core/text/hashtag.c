/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/hashtag.h"

#include "lookalike.h"
#include "segment.h"
#include "token.h"

#include <string.h>

/* One tag that is being read. */
typedef struct {
    BiView *view;
    BiSpan span;
    GArray *letters; /* without the hash */
    GPtrArray *done; /* the readings so far */
} Tag;

typedef enum { KIND_SMALL, KIND_CAPITAL, KIND_DIGIT, KIND_SEPARATOR } Kind;

static Kind
kind_of (const BiLetter *letter, const char *typed)
{
    if (letter->character == '_')
        return KIND_SEPARATOR;
    if (g_unichar_isdigit (letter->character))
        return KIND_DIGIT;
    return g_unichar_isupper (g_utf8_get_char (typed + letter->start)) ? KIND_CAPITAL
                                                                       : KIND_SMALL;
}

/* Where words begin by capitals, digits and "_": "AskJPMToday" is Ask, JPM and Today. */
static gboolean *
begin_by_kind (const Tag *tag, const char *typed)
{
    const BiLetter *letters = (const BiLetter *) (gpointer) tag->letters->data;
    guint n = tag->letters->len;
    gboolean *begins = g_new0 (gboolean, n);
    Kind before = KIND_SEPARATOR;

    for (guint i = 0; i < n; i++) {
        Kind kind = kind_of (&letters[i], typed);
        Kind next = i + 1 < n ? kind_of (&letters[i + 1], typed) : KIND_SEPARATOR;

        if (i > 0 && letters[i].start == letters[i - 1].start)
            continue;
        if (before == KIND_CAPITAL)
            begins[i] =
                kind == KIND_DIGIT || (kind == KIND_CAPITAL && next == KIND_SMALL);
        else
            begins[i] = kind != before;
        before = kind;
    }
    return begins;
}

/* The words of a reading, a blank between them. */
static char *
spell (const Tag *tag, const gboolean *begins)
{
    GString *words = g_string_new (NULL);
    gboolean has_ended = FALSE;

    for (guint i = 0; i < tag->letters->len; i++) {
        gunichar c = g_array_index (tag->letters, BiLetter, i).character;

        has_ended |= begins && begins[i];
        if (begins && c == '_')
            continue;
        if (has_ended && words->len > 0)
            g_string_append_c (words, ' ');
        has_ended = FALSE;
        g_string_append_unichar (words, c);
    }
    return g_string_free (words, FALSE);
}

/* Where what was spelled last came from: its letter, the first one with the hash. */
static BiSpan
origin_of (const Tag *tag, const BiLetter *letter, gboolean is_first)
{
    return (BiSpan){is_first ? tag->span.start : letter->start, letter->end};
}

/* Appends a reading on a line of its own, unless there is the same one. Blanks and the
   newline come from the empty places where they stand. */
static void
append_reading (Tag *tag, const gboolean *begins)
{
    g_autofree char *words = spell (tag, begins);
    gboolean is_first = TRUE;
    guint i = 0;

    if (*words == '\0' ||
        g_ptr_array_find_with_equal_func (tag->done, words, g_str_equal, NULL))
        return;
    for (const char *s = words; *s; s = g_utf8_next_char (s)) {
        const BiLetter *letter = &g_array_index (tag->letters, BiLetter, i);
        BiSpan origin;

        while (begins && letter->character == '_')
            letter = &g_array_index (tag->letters, BiLetter, ++i);
        origin = origin_of (tag, letter, is_first);
        if (*s == ' ') {
            bi_view_append_unit (tag->view, " ", 1, origin.start, 0);
            continue;
        }
        bi_view_append_unit (tag->view, s, (gsize) (g_utf8_next_char (s) - s),
                             origin.start, origin.end - origin.start);
        is_first = FALSE;
        i++;
    }
    bi_view_append_unit (tag->view, "\n", 1, tag->span.end, 0);
    g_ptr_array_add (tag->done, g_steal_pointer (&words));
}

/* The letters of a tag behind its hash; origins are bytes of all that was typed. */
static GArray *
read_letters (const char *typed, BiSpan span)
{
    gsize start = span.start + (typed[span.start] == '#' ? 1 : strlen ("＃"));
    GArray *letters = bi_letters_new (typed + start, span.end - start);

    for (guint i = 0; i < letters->len; i++) {
        g_array_index (letters, BiLetter, i).start += start;
        g_array_index (letters, BiLetter, i).end += start;
    }
    bi_lookalike_latinise ((BiLetter *) (gpointer) letters->data, letters->len, typed);
    return letters;
}

static void
read_tag (BiView *view, const char *typed, BiSpan span, const BiWords *words)
{
    g_autoptr (GArray) letters = read_letters (typed, span);
    g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func (g_free);
    Tag tag = {view, span, letters, done};
    g_autofree gboolean *begins = begin_by_kind (&tag, typed);
    BiSegmentation best[BI_SEGMENT_BEST];
    guint n_best = 0;

    append_reading (&tag, begins);
    if (words)
        n_best = bi_segment (words, (const BiLetter *) (gpointer) letters->data,
                             letters->len, best);
    for (guint i = 0; i < n_best; i++)
        append_reading (&tag, best[i].begins);
    append_reading (&tag, NULL);
}

/* The readings of each hashtag of a string in UTF-8, each on a line of its own: by its
   capitals, digits and "_"; up to four by the words of the list (nullable), for tags of
   up to a hundred letters; and the tag as it is. A letter maps to the letter that was
   typed, the first one with the hash. Returns: (transfer full) */
BiView *
bi_hashtag_view (const char *typed, gsize length, const BiWords *words)
{
    g_autoptr (GArray) tokens = bi_tokens_find (typed, length);
    BiView *view = bi_view_new ();

    for (guint i = 0; i < tokens->len; i++) {
        const BiToken *token = &g_array_index (tokens, BiToken, i);

        if (token->kind == BI_TOKEN_HASHTAG)
            read_tag (view, typed, token->span, words);
    }
    return view;
}
