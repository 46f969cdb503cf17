/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "letters.h"

#include "emoji.h"

#include <string.h>

/* Marks on one letter that are looked at: the Stream-Safe Text Format's bound (UAX #15).
   It keeps normalisation, which sorts them, linear in the length of the text. */
#define MOST_MARKS 30

typedef struct {
    const char *typed, *end;
    GArray *letters;
    GString *segment;
} Reader;

typedef struct {
    gunichar first, last;
} Range;

/* Without a shape of their own: soft hyphen, joiners, fillers, bidi controls, variation
   selectors, tags (Unicode's Default_Ignorable_Code_Point), and control characters, which
   IRC clients use for colours. */
static const Range invisible[] = {
    {0x00, 0x08},       {0x0E, 0x1F},     {0x7F, 0x84},       {0x86, 0x9F},
    {0xAD, 0xAD},       {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},
    {0x17B4, 0x17B5},   {0x180B, 0x180F}, {0x200B, 0x200F},   {0x202A, 0x202E},
    {0x2060, 0x206F},   {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0},   {0xFFF9, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE0FFF},
};

static const struct {
    Range range;
    char as;
} signs[] = {
    {{0x60, 0x60}, '\''},     {{0x85, 0x85}, '\n'},     {{0xAB, 0xAB}, '"'},
    {{0xB4, 0xB4}, '\''},     {{0xBB, 0xBB}, '"'},      {{0x2B9, 0x2B9}, '\''},
    {{0x2BA, 0x2BA}, '"'},    {{0x2BB, 0x2BD}, '\''},   {{0x2C8, 0x2C8}, '\''},
    {{0x2CA, 0x2CB}, '\''},   {{0x2D7, 0x2D7}, '-'},    {{0x2010, 0x2015}, '-'},
    {{0x2018, 0x201B}, '\''}, {{0x201C, 0x201F}, '"'},  {{0x2028, 0x2029}, '\n'},
    {{0x2032, 0x2032}, '\''}, {{0x2033, 0x2034}, '"'},  {{0x2035, 0x2035}, '\''},
    {{0x2036, 0x2037}, '"'},  {{0x2039, 0x203A}, '\''}, {{0x2043, 0x2043}, '-'},
    {{0x2057, 0x2057}, '"'},  {{0x2212, 0x2212}, '-'},  {{0x275B, 0x275C}, '\''},
    {{0x275D, 0x275E}, '"'},  {{0x2800, 0x2800}, ' '},  {{0x2E3A, 0x2E3B}, '-'},
    {{0x301D, 0x301F}, '"'},  {{0xFE58, 0xFE58}, '-'},
};

/* Letters that exist only as a style, which NFKC keeps: small capitals and the like. */
static const struct {
    gunichar styled;
    char as;
} styles[] = {
    {0x251, 'a'},  {0x261, 'g'},  {0x262, 'g'},  {0x26A, 'i'},  {0x274, 'n'},
    {0x280, 'r'},  {0x28F, 'y'},  {0x299, 'b'},  {0x29C, 'h'},  {0x29F, 'l'},
    {0x1D00, 'a'}, {0x1D04, 'c'}, {0x1D05, 'd'}, {0x1D07, 'e'}, {0x1D0A, 'j'},
    {0x1D0B, 'k'}, {0x1D0D, 'm'}, {0x1D0F, 'o'}, {0x1D18, 'p'}, {0x1D1B, 't'},
    {0x1D1C, 'u'}, {0x1D20, 'v'}, {0x1D21, 'w'}, {0x1D22, 'z'}, {0xA730, 'f'},
    {0xA731, 's'},
};

static gboolean
is_in (Range range, gunichar c)
{
    return c >= range.first && c <= range.last;
}

static gboolean
is_invisible (gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS (invisible) && c >= invisible[i].first; i++)
        if (is_in (invisible[i], c))
            return TRUE;
    return FALSE;
}

static gunichar
substitute_styled (gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
        if (styles[i].styled == c)
            return (gunichar) styles[i].as;
    /* white on black, circled and squared */
    if (is_in ((Range){0x1F150, 0x1F169}, c))
        return 'a' + c - 0x1F150;
    if (is_in ((Range){0x1F170, 0x1F189}, c))
        return 'a' + c - 0x1F170;
    /* GLib's casefold makes Cherokee's capitals small and its small letters capitals */
    if (is_in ((Range){0xAB70, 0xABBF}, c))
        return 0x13A0 + c - 0xAB70;
    if (is_in ((Range){0x13F8, 0x13FD}, c))
        return c - 8;
    return c;
}

static gunichar
substitute (gunichar c)
{
    if (c == '\n' || (c > ' ' && c < '`'))
        return c;
    for (gsize i = 0; i < G_N_ELEMENTS (signs) && c >= signs[i].range.first; i++)
        if (is_in (signs[i].range, c))
            return (gunichar) signs[i].as;
    if (c < 0x80)
        return c < ' ' ? ' ' : c;
    if (g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
        return ' ';
    return c >= 0x251 ? substitute_styled (c) : c;
}

static gboolean
is_mark (gunichar c)
{
    return c >= 0x300 && (g_unichar_ismark (c) || g_unichar_combining_class (c) != 0);
}

/* Struck through or enclosed: what is under it counts. */
static gboolean
is_overlay (gunichar c)
{
    return c >= 0x300 && (g_unichar_combining_class (c) == 1 ||
                          g_unichar_type (c) == G_UNICODE_ENCLOSING_MARK);
}

static gboolean
is_leading_jamo (gunichar c)
{
    return is_in ((Range){0x1100, 0x1112}, c);
}

static gboolean
is_vowel_jamo (gunichar c)
{
    return is_in ((Range){0x1161, 0x1175}, c);
}

static gboolean
is_trailing_jamo (gunichar c)
{
    return is_in ((Range){0x11A8, 0x11C2}, c);
}

/* Whether next may compose with what stands before it, or be reordered: it begins no
   segment of its own. */
static gboolean
joins (gunichar previous, gunichar next)
{
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    gunichar first, last;

    if (next < 0x300)
        return FALSE;
    g_unichar_fully_decompose (next, TRUE, parts, G_N_ELEMENTS (parts));
    first = parts[0];
    if (is_mark (next) || is_mark (first))
        return TRUE;
    if (!is_vowel_jamo (first) && !is_trailing_jamo (first))
        return FALSE;
    last = parts[g_unichar_fully_decompose (previous, TRUE, parts, G_N_ELEMENTS (parts)) -
                 1];
    return is_vowel_jamo (first) ? is_leading_jamo (last) : is_vowel_jamo (last);
}

static void
append (Reader *reader, gunichar c, const char *start, const char *end, gboolean is_fixed)
{
    BiLetter letter = {c, is_fixed, (gsize) (start - reader->typed),
                       (gsize) (end - reader->typed)};

    g_array_append_val (reader->letters, letter);
}

/* One round of the tables, NFKC and case folding, which do not commute. */
static char *
fold_once (const char *segment)
{
    g_autofree char *normal = g_utf8_normalize (segment, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *folded = g_utf8_casefold (normal, -1);
    GString *result = g_string_new (NULL);
    guint n_marks = 0;

    for (const char *s = folded; *s; s = g_utf8_next_char (s)) {
        gunichar c = g_utf8_get_char (s);

        n_marks += is_mark (c);
        if (!is_invisible (c) && !is_overlay (c) &&
            (!is_mark (c) || n_marks <= MOST_MARKS))
            g_string_append_unichar (result, substitute (c));
    }
    return g_string_free (result, FALSE);
}

/* Until a further round changes nothing, which takes three at most. */
static char *
fold_segment (const char *segment)
{
    char *folded = fold_once (segment);

    for (guint round = 0; round < 4; round++) {
        char *again = fold_once (folded);
        gboolean is_same = strcmp (again, folded) == 0;

        g_free (folded);
        folded = again;
        if (is_same)
            break;
    }
    return folded;
}

/* Neither decomposed nor folded by any table: most letters of scripts without capitals.
 */
static gboolean
is_folded (gunichar c)
{
    gunichar parts[2];

    switch (g_unichar_type (c)) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK: return FALSE;
    default: break;
    }
    if (is_in ((Range){0xAC00, 0xD7A3}, c))
        return TRUE;
    return g_unichar_fully_decompose (c, TRUE, parts, 2) == 1 && parts[0] == c &&
           substitute (c) == c;
}

/* A character with what may compose with it. What is invisible in between is skipped, and
   belongs to the segment's origin only if something visible follows. Returns: its end */
static const char *
read_segment (Reader *reader, const char *start)
{
    const char *end = g_utf8_next_char (start), *at = end;
    gunichar c = g_utf8_get_char (start);
    guint n_marks = 0;

    g_string_truncate (reader->segment, 0);
    g_string_append_unichar (reader->segment, substitute (c));
    while (at < reader->end) {
        gunichar next = g_utf8_get_char (at);

        at = g_utf8_next_char (at);
        if (is_invisible (next))
            continue;
        if (!joins (c, next))
            break;
        if (n_marks++ < MOST_MARKS)
            g_string_append_unichar (reader->segment, substitute (next));
        if (!is_overlay (next)) /* it is dropped */
            c = next;
        end = at;
    }
    return end;
}

static const char *
append_segment (Reader *reader, const char *start)
{
    const char *end = read_segment (reader, start);
    gunichar c = g_utf8_get_char (start);
    g_autofree char *folded = NULL;

    if (end == g_utf8_next_char (start) && is_folded (c)) {
        append (reader, c, start, end, FALSE);
        return end;
    }
    folded = fold_segment (reader->segment->str);
    for (const char *s = folded; *s; s = g_utf8_next_char (s))
        append (reader, g_utf8_get_char (s), start, end, FALSE);
    return end;
}

static const char *
append_emoji (Reader *reader, const char *at, gsize length)
{
    const char *end = at + length;

    while (at < end) {
        const char *next = g_utf8_next_char (at);

        append (reader, g_utf8_get_char (at), at, next, TRUE);
        at = next;
    }
    return end;
}

/* Visible and ASCII: nothing behind it joins what is in front of it. */
static gboolean
separates (char c)
{
    return c == '\n' || (c >= ' ' && c < 0x7F);
}

static const char *
read_one (Reader *reader, const char *at)
{
    guchar byte = (guchar) *at;
    gsize emoji;

    if (byte < 0x80 && (at + 1 == reader->end || separates (at[1]))) {
        if (!is_invisible (byte))
            append (reader, substitute ((gunichar) g_ascii_tolower (*at)), at, at + 1,
                    FALSE);
        return at + 1;
    }
    emoji = bi_emoji_length (at, reader->end);
    if (emoji > 0)
        return append_emoji (reader, at, emoji);
    if (is_invisible (g_utf8_get_char (at)))
        return g_utf8_next_char (at);
    return append_segment (reader, at);
}

/* Folds each character whatever stands around it: NFKC, case folding, plain quotes,
   dashes and blanks, nothing invisible. Emoji stay as typed. The string has to be UTF-8.
   Returns: (transfer full) (element-type BiLetter) */
GArray *
bi_letters_new (const char *typed, gsize length)
{
    Reader reader = {.typed = typed, .end = typed + length};
    const char *at = typed;

    reader.letters = g_array_sized_new (FALSE, FALSE, sizeof (BiLetter), (guint) length);
    reader.segment = g_string_new (NULL);
    while (at < reader.end)
        at = read_one (&reader, at);
    g_string_free (reader.segment, TRUE);
    return reader.letters;
}

/* Writes letters as UTF-8 into buffer, without a NUL. Returns: the bytes, 0 if it is too
   small */
gsize
bi_letters_to_utf8 (const BiLetter *letters, gsize n, char *buffer, gsize size)
{
    gsize length = 0;

    for (gsize i = 0; i < n; i++) {
        if (size - length < 6) /* the longest of g_unichar_to_utf8 */
            return 0;
        length += (gsize) g_unichar_to_utf8 (letters[i].character, buffer + length);
    }
    return length;
}

/* A letter or a mark on one, of a word that context may change. */
gboolean
bi_letter_is_alphabetic (const BiLetter *letter)
{
    gunichar c = letter->character;

    if (letter->is_fixed)
        return FALSE;
    if (c < 0x80)
        return g_ascii_isalpha (c);
    return g_unichar_isalpha (c) || g_unichar_ismark (c);
}
