/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "jsonline.h"

#include <string.h>

/* json-glib decodes a line, but it is lenient: it drops what follows a first value and
 * what follows \u0000, takes comments and C's escapes, and runs out of stack on deep
 * nesting. So the line is first held against the grammar of RFC 8259, with a sentence for
 * every mistake. */

#define BLANKS       " \t\r\n"
#define DEEPEST_NEST 32

typedef struct {
    const char *at;
    guint depth;
    const char *mistake; /* the first one */
} Reader;

static gboolean read_value (Reader *reader);

static gboolean
fail (Reader *reader, const char *mistake)
{
    if (reader->mistake == NULL)
        reader->mistake = mistake;
    return FALSE;
}

static char
peek (Reader *reader)
{
    reader->at += strspn (reader->at, BLANKS);
    return *reader->at;
}

/* The value of four hexadecimal digits, or -1. */
static int
read_digits (const char *at)
{
    int value = 0;

    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value (at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* "\u" and its digits; a character beyond them takes two such escapes (RFC 8259, section
 * 7). */
static gboolean
read_code (Reader *reader)
{
    int code = read_digits (reader->at + 2);
    const char *next = reader->at + 6;

    if (code < 0)
        return fail (reader, "\\u wants four hexadecimal digits; mend the escape");
    if (code == 0)
        return fail (reader, "\\u0000 is no character of a draft; take it out");
    if ((code & ~0x7FF) != 0xD800) {
        reader->at = next;
        return TRUE;
    }
    if (code >= 0xDC00 || next[0] != '\\' || next[1] != 'u' ||
        (read_digits (next + 2) & ~0x3FF) != 0xDC00)
        return fail (reader, "half of a character; write both of its \\u escapes");
    reader->at = next + 6;
    return TRUE;
}

static gboolean
read_escape (Reader *reader)
{
    char escape = reader->at[1];

    if (escape == 'u')
        return read_code (reader);
    if (escape == '\0' || strchr ("\"\\/bfnrt", escape) == NULL)
        return fail (reader,
                     "JSON knows no such escape; write \"\\\\\" for the sign itself");
    reader->at += 2;
    return TRUE;
}

static gboolean
read_string (Reader *reader)
{
    Reader opening = *reader;

    reader->at++;
    while (*reader->at != '"') {
        if (*reader->at == '\0') {
            reader->at = opening.at;
            return fail (reader, "a string is never closed; add a quote");
        }
        if ((guchar) *reader->at < ' ')
            return fail (reader,
                         "a control character in a string; write \\n for the end of "
                         "a line, \\t for a tab");
        if (*reader->at != '\\')
            reader->at++;
        else if (!read_escape (reader))
            return FALSE;
    }
    reader->at++;
    return TRUE;
}

static gboolean
read_member (Reader *reader)
{
    if (peek (reader) != '"')
        return fail (reader, "a field begins with its name in double quotes; write "
                             "\"text\": ...");
    if (!read_string (reader))
        return FALSE;
    if (peek (reader) != ':')
        return fail (reader, "a \":\" is missing; put it between the name and the value");
    reader->at++;
    return read_value (reader);
}

static gboolean
read_list (Reader *reader, char closing, gboolean (*read_item) (Reader *reader))
{
    if (++reader->depth > DEEPEST_NEST)
        return fail (reader, "nested too deeply; a draft is a flat object");
    reader->at++;
    if (peek (reader) != closing) {
        while (read_item (reader) && peek (reader) == ',')
            reader->at++;
        if (reader->mistake != NULL)
            return FALSE;
        if (peek (reader) != closing)
            return fail (reader, closing == '}'
                                     ? "a \",\" or \"}\" is missing; put it here"
                                     : "a \",\" or \"]\" is missing; put it here");
    }
    reader->at++;
    reader->depth--;
    return TRUE;
}

static gboolean
read_value (Reader *reader)
{
    static const char *const words[] = {"true", "false", "null"};
    gsize digits;

    switch (peek (reader)) {
    case '{': return read_list (reader, '}', read_member);
    case '[': return read_list (reader, ']', read_value);
    case '"': return read_string (reader);
    default: break;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_has_prefix (reader->at, words[i])) {
            reader->at += strlen (words[i]);
            return TRUE;
        }
    digits = strspn (reader->at, "+-.0123456789eE");
    if (digits == 0)
        return fail (reader, "a value is missing; put text in double quotes");
    reader->at += digits;
    return TRUE;
}

static gboolean
read_line (Reader *reader)
{
    if (peek (reader) != '{')
        return fail (reader, "not a JSON object; write {\"text\": \"...\"}, one a line");
    if (!read_value (reader))
        return FALSE;
    if (peek (reader) != '\0')
        return fail (reader, "something follows the object; write one object a line");
    return TRUE;
}

/* Decodes one line of UTF-8 that is a JSON object.
 * Returns: (transfer full) (nullable): NULL with @error, and the byte where it stands. */
JsonNode *
bi_json_line_parse (const char *line, gsize *offset, GError **error)
{
    g_autoptr (JsonParser) parser = NULL;
    Reader reader = {.at = line};

    *offset = 0;
    if (!read_line (&reader)) {
        *offset = reader.at - line;
        g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE,
                             reader.mistake);
        return NULL;
    }
    parser = json_parser_new_immutable ();
    if (!json_parser_load_from_data (parser, line, -1, NULL)) {
        g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE,
                             "a number is malformed; mend it or put it in double quotes");
        return NULL;
    }
    return json_parser_steal_root (parser);
}
