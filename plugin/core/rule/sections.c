/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/sections.h"

#include "badidea/lines.h"

#include <string.h>

/* A stretch of a value that stands on one line: where it begins in the value and in the
 * file. */
typedef struct {
    gsize offset; /* bytes into the value */
    BiPlace place;
} Piece;

struct _BiEntry {
    grefcount references;
    BiPlace place;
    char *key;
    GString *value;
    GArray *pieces;
};

struct _BiSection {
    BiPlace place;
    char *id;
    GPtrArray *entries;
    gboolean damaged;
};

typedef struct {
    char *file; /* interned: places outlive the parser */
    GPtrArray *sections;
    GPtrArray *problems;
    BiEntry *entry; /* what an indented line goes on with */
    guint line;
} Parser;

/* Keeps it beyond its section. Returns: (transfer full) */
BiEntry *
bi_entry_ref (const BiEntry *entry)
{
    BiEntry *shared = (BiEntry *) entry;

    g_ref_count_inc (&shared->references);
    return shared;
}

void
bi_entry_unref (BiEntry *entry)
{
    if (entry == NULL || !g_ref_count_dec (&entry->references))
        return;
    g_free (entry->key);
    g_string_free (entry->value, TRUE);
    g_array_unref (entry->pieces);
    g_free (entry);
}

static void
release_entry (gpointer data)
{
    bi_entry_unref (data);
}

static void
section_free (gpointer data)
{
    BiSection *section = data;
    g_free (section->id);
    g_ptr_array_unref (section->entries);
    g_free (section);
}

static BiPlace
place_at (const Parser *parser, const char *line, const char *at)
{
    return (BiPlace){parser->file, parser->line, g_utf8_pointer_to_offset (line, at) + 1};
}

static gboolean
is_id (const char *id)
{
    return id[0] != '\0' &&
           strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (id);
}

static BiSection *
add_section (Parser *parser, const char *line, char *id)
{
    BiSection *section = g_new0 (BiSection, 1);

    section->place = place_at (parser, line, line);
    section->id = id;
    section->entries = g_ptr_array_new_with_free_func (release_entry);
    g_ptr_array_add (parser->sections, section);
    parser->entry = NULL;
    return section;
}

static void
open_section (Parser *parser, const char *line)
{
    const char *end = strrchr (line, ']');
    gsize length = end != NULL ? (gsize) (end - line - 1) : 0;
    BiSection *section = add_section (parser, line, g_strndup (line + 1, length));

    section->damaged = end == NULL || end[1] != '\0' || !is_id (section->id);
    if (end == NULL || end[1] != '\0')
        bi_problems_add (parser->problems, section->place, BI_PROBLEM_ERROR,
                         "a heading ends with \"]\"; write [name] alone on its line");
    else if (section->damaged)
        bi_problems_add (
            parser->problems, section->place, BI_PROBLEM_ERROR,
            "\"%s\" cannot be a name; use small letters a-z, digits, \"-\" and "
            "\".\", as in [open-ask.anything]",
            section->id);
}

/* Adds text to an entry's value. One pair of outer quotes keeps blanks and is not part of
 * it. */
static void
add_piece (Parser *parser, const char *line, const char *text)
{
    BiEntry *entry = parser->entry;
    gsize length = strlen (text);
    gboolean quoted = length >= 2 && text[0] == '"' && text[length - 1] == '"';
    Piece piece = {entry->value->len + (entry->value->len > 0),
                   place_at (parser, line, text + quoted)};

    if (entry->value->len > 0)
        g_string_append_c (entry->value, ' ');
    if (quoted && memchr (text + 1, '"', length - 2) != NULL && text[1] != '"')
        bi_problems_add (parser->problems, piece.place, BI_PROBLEM_WARNING,
                         "the first and the last quote are dropped here; double both to "
                         "keep them");
    g_string_append_len (entry->value, text + quoted, length - 2 * quoted);
    g_array_append_val (entry->pieces, piece);
}

static void
add_entry (Parser *parser, const char *line, char *equals)
{
    BiEntry *entry = g_new0 (BiEntry, 1);
    BiSection *section = g_ptr_array_index (parser->sections, parser->sections->len - 1);
    const char *value = equals + 1;

    g_ref_count_init (&entry->references);
    *equals = '\0';
    while (g_ascii_isspace (*value))
        value++;
    entry->place = place_at (parser, line, line);
    entry->key = g_strchomp (g_strdup (line));
    entry->value = g_string_new (NULL);
    entry->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
    g_ptr_array_add (section->entries, entry);
    parser->entry = entry;
    /* An empty first line lets a long value start below its key. */
    if (*value != '\0')
        add_piece (parser, line, value);
    else
        g_array_append_val (entry->pieces, ((Piece){0, {parser->file, parser->line, 1}}));
}

static void
continue_entry (Parser *parser, const char *line)
{
    const char *text = line;

    while (g_ascii_isspace (*text))
        text++;
    if (parser->entry == NULL)
        bi_problems_add (parser->problems, place_at (parser, line, text),
                         BI_PROBLEM_ERROR,
                         "an indented line goes on with the value above, and there is "
                         "none; begin the line at its left edge");
    else
        add_piece (parser, line, text);
}

/* A line was left out, and with it perhaps a condition. */
static void
damage (Parser *parser)
{
    parser->entry = NULL;
    if (parser->sections->len > 0) {
        BiSection *section = parser->sections->pdata[parser->sections->len - 1];
        section->damaged = TRUE;
    }
}

static void
report_stray (Parser *parser, const char *line)
{
    BiPlace place = place_at (parser, line, line);

    damage (parser);
    if (line[0] == '#')
        bi_problems_add (parser->problems, place, BI_PROBLEM_ERROR,
                         "a comment begins with \"# \"; put a blank after the \"#\"");
    else
        bi_problems_add (parser->problems, place, BI_PROBLEM_ERROR,
                         "neither a heading nor \"key = value\"; indent the line if it "
                         "goes on with the value above");
}

static void
parse_line (Parser *parser, char *line)
{
    char *equals = strchr (line, '=');

    g_strchomp (line);
    if (line[0] == '\0')
        parser->entry = NULL;
    else if (g_str_has_prefix (line, "# ") || strcmp (line, "#") == 0)
        return;
    else if (g_ascii_isspace (line[0]))
        continue_entry (parser, line);
    else if (line[0] == '[')
        open_section (parser, line);
    else if (line[0] == '#' || equals == NULL)
        report_stray (parser, line);
    else if (parser->sections->len == 0)
        bi_problems_add (parser->problems, place_at (parser, line, line),
                         BI_PROBLEM_ERROR,
                         "a value before the first heading; write [name] above it");
    else
        add_entry (parser, line, equals);
}

/* @line: as much of it as can be read */
static void
skip_line (Parser *parser, const char *line)
{
    if (line[0] == '[')
        add_section (parser, line, g_strdup (""));
    damage (parser);
}

/* Reads @contents, whatever its bytes. A line that cannot be read is reported and left
 * out. Returns: (transfer full) (element-type BiSection), in the order of the file. */
GPtrArray *
bi_sections_parse (const char *file, const char *contents, gsize length,
                   GPtrArray *problems)
{
    Parser parser = {.file = (char *) g_intern_string (file),
                     .sections = g_ptr_array_new_with_free_func (section_free),
                     .problems = problems};
    BiLines lines = bi_lines_begin (file, contents, length, problems);

    while (bi_lines_next (&lines)) {
        parser.line = lines.place.line;
        if (lines.is_whole)
            parse_line (&parser, lines.text);
        else
            skip_line (&parser, lines.text);
    }
    return parser.sections;
}

const char *
bi_section_get_id (const BiSection *section)
{
    return section->id;
}

/* Whether something of it could not be read, which is reported: it says less than it
 * should. */
gboolean
bi_section_is_damaged (const BiSection *section)
{
    return section->damaged;
}

BiPlace
bi_section_get_place (const BiSection *section)
{
    return section->place;
}

guint
bi_section_get_size (const BiSection *section)
{
    return section->entries->len;
}

const BiEntry *
bi_section_get_entry (const BiSection *section, guint index)
{
    return g_ptr_array_index (section->entries, index);
}

const char *
bi_entry_get_key (const BiEntry *entry)
{
    return entry->key;
}

const char *
bi_entry_get_value (const BiEntry *entry)
{
    return entry->value->str;
}

BiPlace
bi_entry_get_place (const BiEntry *entry)
{
    return entry->place;
}

/* Where the byte at @offset of the value stands in the file, across continued lines. */
BiPlace
bi_entry_get_value_place (const BiEntry *entry, gsize offset)
{
    gsize at = MIN (offset, entry->value->len);
    const Piece *piece = &g_array_index (entry->pieces, Piece, 0);

    for (guint i = 1; i < entry->pieces->len; i++) {
        const Piece *next = &g_array_index (entry->pieces, Piece, i);
        if (next->offset <= at)
            piece = next;
    }
    return (BiPlace){piece->place.file, piece->place.line,
                     piece->place.column +
                         g_utf8_strlen (entry->value->str + piece->offset,
                                        at - MIN (at, piece->offset))};
}
