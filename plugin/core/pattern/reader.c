/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "repeat.h"

#include <string.h>

/* The syntax is that of pcre2pattern(3). What one version of PCRE2 reads as text and
 * another as syntax is taken for neither. */

#define LAST_CHARACTER 0x10FFFF

static const struct {
    char letter;
    gunichar character;
} controls[] = {{'a', 7}, {'e', 27}, {'f', 12}, {'n', 10}, {'r', 13}, {'t', 9}};

static void
fail (BiReader *reader)
{
    reader->failed = TRUE;
}

static gunichar
read_character (BiReader *reader)
{
    gunichar c = g_utf8_get_char (reader->at);

    if (*reader->at == '\0')
        fail (reader);
    else
        reader->at = g_utf8_next_char (reader->at);
    return c;
}

/* Moves behind the next @closing. Returns: whether there is one */
gboolean
bi_reader_skip_past (BiReader *reader, char closing)
{
    const char *end = strchr (reader->at, closing);

    if (end == NULL)
        fail (reader);
    else
        reader->at = end + 1;
    return end != NULL;
}

/* Unicode's Pattern_White_Space. */
static gboolean
is_ignored_blank (gunichar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || (c | 1) == 0x200F ||
           (c | 1) == 0x2029;
}

/* Up to the end of the line, of which only one kind is sure to be one. */
static void
skip_line (BiReader *reader)
{
    gunichar c;

    do {
        c = g_utf8_get_char (reader->at);
        if (c != '\0')
            reader->at = g_utf8_next_char (reader->at);
        if (c == '\v' || c == '\f' || c == '\r' || c == 0x85 || (c | 1) == 0x2029)
            fail (reader);
    } while (c != '\0' && c != '\n');
}

/* Skips \E, and \Q where it is one. */
static gboolean
skip_quotes (BiReader *reader)
{
    const char *at = reader->at;

    if (at[0] != '\\' || (at[1] != 'E' && (at[1] != 'Q' || reader->quoting)))
        return FALSE;
    reader->quoting = at[1] == 'Q';
    reader->at += 2;
    return TRUE;
}

static gboolean
skip_comment (BiReader *reader)
{
    const char *at = reader->at;

    if (at[0] == '(' && at[1] == '?' && at[2] == '#') {
        bi_reader_skip_past (reader, ')');
        return TRUE;
    }
    if (reader->extended && *at == '#') {
        skip_line (reader);
        return TRUE;
    }
    if (!reader->extended || !is_ignored_blank (g_utf8_get_char (at)))
        return FALSE;
    reader->at = g_utf8_next_char (at);
    return TRUE;
}

/* Skips what neither is an item nor parts an item from its quantifier. */
void
bi_reader_skip_ignored (BiReader *reader)
{
    while (!reader->failed &&
           (skip_quotes (reader) || (!reader->quoting && skip_comment (reader))))
        ;
}

/* Returns: the number of up to @most digits; more than any character if it is too large
 */
static gunichar
read_number (BiReader *reader, guint base, guint most)
{
    gunichar number = 0;

    for (guint i = 0; i < most && g_ascii_isxdigit (*reader->at); i++, reader->at++) {
        guint digit = (guint) g_ascii_xdigit_value (*reader->at);
        if (digit >= base)
            break;
        number = MIN (number * base + digit, LAST_CHARACTER + 1);
    }
    return number;
}

static gunichar
read_braced_number (BiReader *reader, const char *opening, guint base)
{
    gunichar number;

    if (!g_str_has_prefix (reader->at, opening)) {
        fail (reader);
        return 0;
    }
    reader->at += strlen (opening);
    number = read_number (reader, base, G_MAXUINT);
    if (*reader->at != '}')
        fail (reader);
    else
        reader->at++;
    return number;
}

/* Behind "\" and a letter that stands for one character. */
static gunichar
read_escaped_letter (BiReader *reader, char letter)
{
    switch (letter) {
    case '0': reader->at--; return read_number (reader, 8, 3);
    case 'N': return read_braced_number (reader, "{U+", 16);
    case 'o': return read_braced_number (reader, "{", 8);
    case 'x':
        return *reader->at == '{' ? read_braced_number (reader, "{", 16)
                                  : read_number (reader, 16, 2);
    case 'c':
        if (!g_ascii_isprint (*reader->at))
            break;
        return (gunichar) g_ascii_toupper (*reader->at++) ^ 0x40;
    default:
        for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
            if (controls[i].letter == letter)
                return controls[i].character;
    }
    fail (reader);
    return 0;
}

static void
add_character (BiReader *reader, BiAtom *atom, gunichar c)
{
    if (!g_unichar_validate (c))
        fail (reader);
    else if (c == 0 || atom->n_characters == BI_ATOM_MOST)
        atom->kind = BI_ATOM_ANY;
    else
        atom->characters[atom->n_characters++] = c;
}

static void
read_escaped_character (BiReader *reader, BiAtom *atom)
{
    gunichar c = read_character (reader);

    if (c < 128 && g_ascii_isalnum ((char) c))
        c = read_escaped_letter (reader, (char) c);
    add_character (reader, atom, c);
}

static void
skip_property (BiReader *reader)
{
    if (*reader->at == '{')
        bi_reader_skip_past (reader, '}');
    else
        read_character (reader);
}

/* Behind \g or \k. */
static void
skip_reference (BiReader *reader)
{
    char opening = *reader->at;

    if (opening == '{' || opening == '<' || opening == '\'') {
        reader->at++;
        bi_reader_skip_past (reader, opening == '{' ? '}' : opening == '<' ? '>' : '\'');
        return;
    }
    if (opening == '+' || opening == '-')
        reader->at++;
    if (!g_ascii_isdigit (*reader->at))
        fail (reader);
    read_number (reader, 10, G_MAXUINT);
}

/* Behind \N, which some versions of PCRE2 read more behind than others. */
static void
check_braces (BiReader *reader)
{
    BiReader ahead = *reader;
    guint min, max;

    if (*reader->at == '{' && !bi_repeat_read (&ahead, &min, &max))
        fail (reader);
}

/* At the letter behind "\". */
static void
read_escape (BiReader *reader, BiAtom *atom)
{
    char letter = *reader->at;

    if (letter != '\0' && strchr ("AbBGKzZ", letter) != NULL) {
        atom->kind = BI_ATOM_EMPTY;
        reader->at++;
        return;
    }
    if (letter == '\0' || strchr ("123456789CdDgGhHkNpPRsSvVwWX", letter) == NULL ||
        g_str_has_prefix (reader->at, "N{U+")) {
        read_escaped_character (reader, atom);
        return;
    }
    atom->kind = BI_ATOM_ANY;
    reader->at++;
    if (letter == 'p' || letter == 'P')
        skip_property (reader);
    else if (letter == 'g' || letter == 'k')
        skip_reference (reader);
    else if (letter == 'N')
        check_braces (reader);
    else if (g_ascii_isdigit (letter))
        /* A reference or, in octal, a character and maybe more digits. */
        read_number (reader, 10, G_MAXUINT);
}

/* At the letter behind "\" within a class. */
static void
read_class_escape (BiReader *reader, BiAtom *atom)
{
    char letter = *reader->at;

    if (letter == 'b') {
        reader->at++;
        add_character (reader, atom, '\b');
    } else if (letter >= '1' && letter <= '9') {
        reader->at++;
        read_number (reader, 8, 2);
        atom->kind = BI_ATOM_ANY;
    } else if (letter != '\0' && strchr ("dDhHpPsSvVwW", letter) != NULL) {
        reader->at++;
        if (letter == 'p' || letter == 'P')
            skip_property (reader);
        atom->kind = BI_ATOM_ANY;
    } else {
        read_escaped_character (reader, atom);
    }
}

/* At "[". Returns: behind [:name:]; or NULL, when it is only a bracket */
static const char *
end_of_named_class (const char *at)
{
    if (at[1] != ':')
        return NULL;
    at += at[2] == '^' ? 3 : 2;
    while (g_ascii_isalpha (*at))
        at++;
    return at[0] == ':' && at[1] == ']' ? at + 2 : NULL;
}

/* Ranges are not looked into: one that is worth it would be written as characters. */
static void
read_class_item (BiReader *reader, BiAtom *atom, gboolean first)
{
    const char *at = reader->at;
    char c = reader->quoting ? '\0' : *at;

    if (c == '[' && end_of_named_class (at) != NULL) {
        reader->at = end_of_named_class (at);
        atom->kind = BI_ATOM_ANY;
    } else if (c == '-' && !first && at[1] != ']') {
        reader->at++;
        atom->kind = BI_ATOM_ANY;
    } else if (c == '\\') {
        reader->at++;
        read_class_escape (reader, atom);
    } else {
        add_character (reader, atom, read_character (reader));
    }
}

/* Skips what means nothing within a class. */
static gboolean
skip_in_class (BiReader *reader)
{
    if (skip_quotes (reader))
        return TRUE;
    if (reader->quoting || !reader->extended_more ||
        (*reader->at != ' ' && *reader->at != '\t'))
        return FALSE;
    reader->at++;
    return TRUE;
}

/* Behind "[". */
static void
read_class (BiReader *reader, BiAtom *atom)
{
    gboolean negated = FALSE;

    for (gboolean first = TRUE; !reader->failed;) {
        if (skip_in_class (reader))
            continue;
        if (!reader->quoting && first && !negated && *reader->at == '^') {
            negated = TRUE;
            reader->at++;
            continue;
        }
        if (!reader->quoting && !first && *reader->at == ']')
            break;
        read_class_item (reader, atom, first);
        first = FALSE;
    }
    reader->at += reader->failed ? 0 : 1;
    if (negated)
        atom->kind = BI_ATOM_ANY;
}

/* These are no classes. */
static gboolean
is_edge_of_word (const char *at)
{
    return g_str_has_prefix (at, "[[:<:]]") || g_str_has_prefix (at, "[[:>:]]");
}

/* Reads an item that is no group. There is one: the caller has looked for the end, for
 * brackets and for "|". */
void
bi_reader_read_atom (BiReader *reader, BiAtom *atom)
{
    guint min, max;
    char c = reader->quoting ? '\0' : *reader->at;

    atom->kind = BI_ATOM_ONE_OF;
    atom->n_characters = 0;
    if (c == '\\') {
        reader->at++;
        read_escape (reader, atom);
    } else if (c == '^' || c == '$' || (c == '[' && is_edge_of_word (reader->at))) {
        atom->kind = BI_ATOM_EMPTY;
        reader->at += c == '[' ? strlen ("[[:<:]]") : 1;
    } else if (c == '.') {
        atom->kind = BI_ATOM_ANY;
        reader->at++;
    } else if (c == '[') {
        reader->at++;
        read_class (reader, atom);
    } else if (bi_repeat_read (reader, &min, &max)) {
        fail (reader);
    } else {
        add_character (reader, atom, read_character (reader));
    }
}
