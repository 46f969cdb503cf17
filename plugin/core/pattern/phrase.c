/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "phrase.h"

#include "badidea/fold.h"
#include "badidea/pattern.h"

#include <string.h>

/* A phrase is read in one pass by recursive descent:
 *
 *   phrase   = sequence
 *   sequence = item { [blank] item }
 *   item     = word ["*"] | "..." | "(" choices ")" | "[" choices "]" | "{" class "}"
 *   choices  = sequence { "|" sequence }
 *
 * and "\" makes the next character literal. */

#define BLANK "\\s+"
/* Up to five words, none of which ends a sentence. */
#define FEW_WORDS    "(?:\\s+\\S*[^\\s.!?]){0,5}?"
#define NOT_IN_WORD  BI_PHRASE_NOT_IN_WORD
#define WORD_BEGINS  "\\b"
#define DEEPEST_NEST 32
/* Bytes of an expression, far above what PCRE2 takes: choices and classes in one another
 * double it ever again. */
#define LARGEST (512 * 1024)

typedef enum { ITEM_WORD, ITEM_CHOICE, ITEM_OPTIONAL, ITEM_GAP } ItemKind;

typedef struct {
    ItemKind kind;
    const char *at; /* where it begins */
    gboolean blank; /* a blank stands before it */
    GString *expression;
} Item;

typedef struct {
    BiClasses *classes;
    const char *at;
    guint depth;
    GError *error;
    const char *error_at;
} Parser;

static char *parse_sequence (Parser *parser);

static void
item_clear (gpointer data)
{
    Item *item = data;
    g_string_free (item->expression, TRUE);
}

static void
    G_GNUC_PRINTF (3, 4) fail (Parser *parser, const char *at, const char *format, ...)
{
    va_list arguments;

    if (parser->error != NULL)
        return;
    va_start (arguments, format);
    parser->error = g_error_new_valist (BI_PATTERN_ERROR, 0, format, arguments);
    va_end (arguments);
    parser->error_at = at;
}

static gboolean
is_blank (const char *at)
{
    return g_unichar_isspace (g_utf8_get_char (at));
}

static gboolean
is_gap (const char *at)
{
    return g_str_has_prefix (at, "...") || g_str_has_prefix (at, "…");
}

static gboolean
ends_word (const char *at)
{
    return *at == '\0' || strchr ("()[]{}|*", *at) != NULL || is_blank (at) ||
           is_gap (at);
}

/* Its letters are folded as those of the draft are. */
static void
parse_word (Parser *parser, Item *item)
{
    g_autoptr (GString) word = g_string_new (NULL);
    g_autofree char *folded = NULL;
    g_autofree char *escaped = NULL;
    const char *first = parser->at;

    item->kind = ITEM_WORD;
    while (!ends_word (parser->at)) {
        const char *next;
        if (*parser->at == '\\' && parser->at[1] != '\0')
            parser->at++;
        next = g_utf8_next_char (parser->at);
        g_string_append_len (word, parser->at, next - parser->at);
        parser->at = next;
    }
    folded = bi_fold_literal (word->str);
    escaped = g_regex_escape_string (folded, -1);
    g_string_append (item->expression, escaped);
    if (*parser->at != '*')
        return;
    if (parser->at == first)
        fail (parser, parser->at,
              "\"*\" stands for any ending of a word; write it right behind the letters, "
              "or "
              "\"\\*\" for the sign itself");
    g_string_append (item->expression, "\\w*");
    parser->at++;
}

/* Whether an expression of so many bytes may be. */
gboolean
bi_phrase_is_small (gsize length, GError **error)
{
    if (length <= LARGEST)
        return TRUE;
    g_set_error (error, BI_PATTERN_ERROR, 0,
                 "this comes to too many combinations; split it in two");
    return FALSE;
}

static void
check_size (Parser *parser, const char *at, gsize length)
{
    g_autoptr (GError) error = NULL;

    if (!bi_phrase_is_small (length, &error))
        fail (parser, at, "%s", error->message);
}

static void
parse_choices (Parser *parser, Item *item, char closing)
{
    const char *opening = parser->at++;

    if (++parser->depth > DEEPEST_NEST) {
        fail (parser, opening, "brackets are nested too deeply; split the phrase in two");
        return;
    }
    g_string_append (item->expression, "(?:");
    while (parser->error == NULL) {
        g_autofree char *sequence = parse_sequence (parser);
        g_string_append (item->expression, sequence);
        check_size (parser, opening, item->expression->len);
        if (*parser->at != '|')
            break;
        g_string_append_c (item->expression, '|');
        parser->at++;
    }
    g_string_append_c (item->expression, ')');
    if (*parser->at == closing)
        parser->at++;
    else
        fail (parser, opening,
              "\"%c\" is never closed; add \"%c\", or write \"\\%c\" for the "
              "sign itself",
              *opening, closing, *opening);
    parser->depth--;
}

static void
parse_class (Parser *parser, Item *item)
{
    const char *end = strchr (parser->at, '}');
    g_autofree char *name = NULL;
    g_autoptr (GError) error = NULL;
    const char *expression;

    item->kind = ITEM_CHOICE;
    if (end == NULL) {
        fail (parser, parser->at,
              "\"{\" is never closed; add \"}\", or write \"\\{\" for the sign itself");
        return;
    }
    name = g_strndup (parser->at + 1, end - parser->at - 1);
    expression = bi_classes_find (parser->classes, name, &error);
    if (expression == NULL) {
        fail (parser, parser->at, "%s", error->message);
        return;
    }
    g_string_append (item->expression, expression);
    parser->at = end + 1;
}

static void
fail_gap (Parser *parser, const char *at)
{
    fail (parser, at,
          "\"...\" stands for a few words between two others; put it between blanks, or "
          "write \"\\.\\.\\.\" for the dots themselves");
}

static void
parse_gap (Parser *parser, Item *item, gboolean anchored)
{
    item->kind = ITEM_GAP;
    g_string_append (item->expression, FEW_WORDS);
    parser->at += parser->at[0] == '.' ? 3 : strlen ("…");
    if (!anchored || !item->blank || !is_blank (parser->at))
        fail_gap (parser, item->at);
}

static void
parse_item (Parser *parser, Item *item, gboolean anchored)
{
    switch (*parser->at) {
    case '(':
        item->kind = ITEM_CHOICE;
        parse_choices (parser, item, ')');
        break;
    case '[':
        item->kind = ITEM_OPTIONAL;
        parse_choices (parser, item, ']');
        break;
    case '{': parse_class (parser, item); break;
    case '}':
        fail (parser, parser->at,
              "\"}\" without \"{\"; write \"\\}\" for the sign itself");
        break;
    default:
        if (is_gap (parser->at))
            parse_gap (parser, item, anchored);
        else
            parse_word (parser, item);
    }
}

/* Items without a blank between them are a cluster. Returns: where it ends */
static guint
end_of_cluster (const GArray *items, guint from)
{
    guint to = from + 1;

    while (to < items->len && !g_array_index (items, Item, to).blank)
        to++;
    return to;
}

static gboolean
is_optional (const GArray *items, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if (g_array_index (items, Item, i).kind != ITEM_OPTIONAL)
            return FALSE;
    return TRUE;
}

static void
append_items (GString *sequence, const GArray *items, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        const Item *item = &g_array_index (items, Item, i);
        g_string_append (sequence, item->expression->str);
        if (item->kind == ITEM_OPTIONAL)
            g_string_append_c (sequence, '?');
    }
}

/* At least one of optional items: the first and any of the rest, or else without it. */
static void
append_any (GString *sequence, const GArray *items, guint from, guint to)
{
    g_string_append (sequence, "(?:");
    for (guint i = from; i < to && sequence->len <= LARGEST; i++) {
        g_string_append (sequence, i > from ? "|" : "");
        g_string_append (sequence, g_array_index (items, Item, i).expression->str);
        append_items (sequence, items, i + 1, to);
    }
    g_string_append_c (sequence, ')');
}

/* Appends a cluster. One of optional items alone takes a blank along, so that both ways
 * read well: "ask us [literally] anything" is "ask us" BLANK "anything" without it. */
static void
append_cluster (GString *sequence, const GArray *items, guint from, guint to,
                gboolean *anchored)
{
    if (!is_optional (items, from, to)) {
        g_string_append (sequence, *anchored ? BLANK : "");
        append_items (sequence, items, from, to);
        *anchored = TRUE;
        return;
    }
    g_string_append_printf (sequence, "(?:%s", *anchored ? BLANK : "");
    append_any (sequence, items, from, to);
    g_string_append_printf (sequence, "%s)?", *anchored ? "" : BLANK);
}

static char *
join_items (Parser *parser, const GArray *items, const char *start)
{
    GString *sequence = g_string_new (NULL);
    gboolean anchored = FALSE;

    for (guint from = 0, to; from < items->len && parser->error == NULL; from = to) {
        const Item *item = &g_array_index (items, Item, from);

        to = end_of_cluster (items, from);
        if (item->kind != ITEM_GAP)
            append_cluster (sequence, items, from, to, &anchored);
        else if (to < items->len)
            g_string_append (sequence, item->expression->str);
        else
            fail_gap (parser, item->at);
        check_size (parser, item->at, sequence->len);
    }
    /* That a bracket is never closed says more than that nothing is in it. */
    if (!anchored && (parser->depth == 0 || *parser->at != '\0'))
        fail (parser, start, "nothing here must be there; write a word outside [ ]");
    return g_string_free (sequence, FALSE);
}

/* Up to the end, or to a "|", ")" or "]" that the caller looks at. Returns: (transfer
 * full) */
static char *
parse_sequence (Parser *parser)
{
    g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (Item));
    const char *start = parser->at;
    gboolean anchored = FALSE;
    gboolean blank = FALSE;
    gsize size = 0;

    g_array_set_clear_func (items, item_clear);
    while (parser->error == NULL && *parser->at != '\0' &&
           strchr ("|)]", *parser->at) == NULL) {
        Item item = {.at = parser->at, .blank = blank && items->len > 0};
        if (is_blank (parser->at)) {
            parser->at = g_utf8_next_char (parser->at);
            blank = TRUE;
            continue;
        }
        item.expression = g_string_new (NULL);
        parse_item (parser, &item, anchored);
        anchored |= item.kind != ITEM_OPTIONAL;
        size += item.expression->len;
        check_size (parser, item.at, size);
        g_array_append_val (items, item);
        blank = FALSE;
    }
    return join_items (parser, items, start);
}

static gboolean
is_word_character (const char *at)
{
    gunichar c = g_utf8_get_char (at);
    return g_unichar_isalnum (c) || c == '_';
}

/* What a phrase means as a PCRE2 expression, without regard to where words end.
 * Returns: (transfer full) (nullable): NULL with @error, and the byte of the phrase where
 * it stands in @offset. */
char *
bi_phrase_to_sequence (const char *phrase, BiClasses *classes, gsize *offset,
                       GError **error)
{
    Parser parser = {.classes = classes, .at = phrase};
    g_autofree char *sequence = parse_sequence (&parser);

    if (*parser.at == '|')
        fail (
            &parser, parser.at,
            "\"|\" outside brackets; write (this|that), or \"\\|\" for the sign itself");
    else if (*parser.at != '\0')
        fail (&parser, parser.at,
              "\"%c\" was never opened; write \"\\%c\" for the sign itself", *parser.at,
              *parser.at);
    if (parser.error != NULL) {
        *offset = parser.error_at - phrase;
        g_propagate_error (error, parser.error);
        return NULL;
    }
    return g_steal_pointer (&sequence);
}

/* The same for whole words only. */
char *
bi_phrase_to_expression (const char *phrase, BiClasses *classes, gsize *offset,
                         GError **error)
{
    g_autofree char *sequence = bi_phrase_to_sequence (phrase, classes, offset, error);

    if (sequence == NULL)
        return NULL;
    return g_strconcat (is_word_character (phrase) ? WORD_BEGINS : NOT_IN_WORD, sequence,
                        NOT_IN_WORD, NULL);
}
