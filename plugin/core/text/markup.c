/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What counts as markup follows purple_markup_html_to_xhtml of libpurple 2.14, quirks
   included, because protocols post the plain text which it makes. */
#include "markup.h"

#include <string.h>

typedef enum {
    BARE,   /* <b> */
    SINGLE, /* <br>, <br/>, <br /> */
    QUOTED, /* <p ...>: a quote hides ">", wherever it is; a "<" outside quotes spoils the
               tag */
    VALUES, /* <a ...>: a quote counts only where the value of a listed attribute begins
             */
} Form;

typedef struct {
    const char *name;
    BiMarkupRole role;
    Form form;
    const char *attributes[4]; /* the value of the first is the token's value */
} Element;

static const Element elements[] = {
    {"a", BI_MARKUP_LINK, VALUES, {"href="}},
    {"b", BI_MARKUP_INLINE, BARE, {NULL}},
    {"blockquote", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"body", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"bold", BI_MARKUP_INLINE, BARE, {NULL}},
    {"br", BI_MARKUP_BREAK, SINGLE, {NULL}},
    {"cite", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"div", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"em", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"font", BI_MARKUP_INLINE, VALUES, {"back=", "color=", "face="}},
    {"h1", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"h2", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"h3", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"h4", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"h5", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"h6", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"hr", BI_MARKUP_BREAK, SINGLE, {NULL}},
    {"html", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"i", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"img", BI_MARKUP_IMAGE, VALUES, {"alt=", "src="}},
    {"italic", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"li", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"ol", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"p", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"pre", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"q", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"s", BI_MARKUP_INLINE, BARE, {NULL}},
    {"span", BI_MARKUP_INLINE, QUOTED, {NULL}},
    {"strike", BI_MARKUP_INLINE, BARE, {NULL}},
    {"strong", BI_MARKUP_INLINE, BARE, {NULL}},
    {"sub", BI_MARKUP_INLINE, BARE, {NULL}},
    {"sup", BI_MARKUP_INLINE, BARE, {NULL}},
    {"u", BI_MARKUP_INLINE, BARE, {NULL}},
    {"ul", BI_MARKUP_BLOCK, QUOTED, {NULL}},
    {"underline", BI_MARKUP_INLINE, BARE, {NULL}},
};

G_STATIC_ASSERT (G_N_ELEMENTS (elements) == BI_MARKUP_N_ELEMENTS);

static const struct {
    const char *name;
    gunichar character;
} entities[] = {
    {"&amp;", '&'},     {"&lt;", '<'},   {"&gt;", '>'},     {"&nbsp;", ' '},
    {"&copy;", 0x00a9}, {"&quot;", '"'}, {"&reg;", 0x00ae}, {"&apos;", '\''},
};

BiMarkupRole
bi_markup_get_role (int element)
{
    return elements[element].role;
}

/* Nothing here looks at a byte without this or a check of its own. */
static gboolean
is_at (const BiMarkup *markup, gsize position, const char *word)
{
    gsize length = strlen (word);

    return markup->length - position >= length &&
           g_ascii_strncasecmp (markup->draft + position, word, length) == 0;
}

/* Digits may be many; each is looked at once, for none of them begins another entity. */
static gunichar
read_number (const char *bytes, gsize length, gsize *entity_length)
{
    gboolean is_hex = length > 2 && bytes[2] == 'x';
    gsize first = is_hex ? 3 : 2, i;
    guint64 number = 0;

    for (i = first; i < length; i++) {
        int digit =
            is_hex ? g_ascii_xdigit_value (bytes[i]) : g_ascii_digit_value (bytes[i]);

        if (digit < 0)
            break;
        number = MIN (number * (is_hex ? 16 : 10) + (guint) digit, 0x110000);
    }
    if (i == first || i == length || bytes[i] != ';')
        return 0;
    *entity_length = i + 1;
    return g_unichar_validate ((gunichar) number) ? (gunichar) number : 0;
}

/* The character of the entity at bytes; 0 without one, or if no text may hold it. */
gunichar
bi_markup_read_entity (const char *bytes, gsize length, gsize *entity_length)
{
    if (length < 4 || bytes[0] != '&')
        return 0;
    if (bytes[1] == '#')
        return read_number (bytes, length, entity_length);
    for (gsize i = 0; i < G_N_ELEMENTS (entities); i++) {
        *entity_length = strlen (entities[i].name);
        if (length >= *entity_length &&
            g_ascii_strncasecmp (bytes, entities[i].name, *entity_length) == 0)
            return entities[i].character;
    }
    return 0;
}

/* The element named at position, which moves past the name. */
static int
read_name (const BiMarkup *markup, gsize *position)
{
    gsize start = *position;

    while (*position < markup->length && g_ascii_isalnum (markup->draft[*position]))
        (*position)++;
    for (gsize i = 0; i < G_N_ELEMENTS (elements); i++) {
        if (strlen (elements[i].name) == *position - start &&
            is_at (markup, start, elements[i].name))
            return (int) i;
    }
    return BI_MARKUP_UNKNOWN;
}

/* At most three such scans pass any one byte: two that began apart are never in the same
   state (no quote, ', ") at the same place, and "<" outside quotes ends a scan. */
static gboolean
read_quoted (const BiMarkup *markup, gsize position, BiMarkupToken *token)
{
    char quote = '\0';

    for (; position < markup->length; position++) {
        char byte = markup->draft[position];

        if (quote) {
            if (byte == quote)
                quote = '\0';
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '<') {
            return FALSE;
        } else if (byte == '>') {
            token->is_closed = markup->draft[position - 1] == '/';
            token->span.end = position + 1;
            return TRUE;
        }
    }
    return FALSE;
}

/* The value at position; its end is the length of the draft when it does not end. */
static BiSpan
read_value (const BiMarkup *markup, gsize position)
{
    BiSpan value = {position, position};
    char quote = '\0';

    if (is_at (markup, position, "\"") || is_at (markup, position, "'"))
        quote = markup->draft[value.start++];
    for (value.end = value.start; value.end < markup->length; value.end++) {
        char byte = markup->draft[value.end];

        if (quote ? byte == quote : byte == ' ' || byte == '>')
            break;
    }
    return value;
}

static const char *
find_attribute (const BiMarkup *markup, gsize position, const Element *element)
{
    for (gsize i = 0; i < G_N_ELEMENTS (element->attributes) && element->attributes[i];
         i++) {
        if (is_at (markup, position, element->attributes[i]))
            return element->attributes[i];
    }
    return NULL;
}

/* Once such a tag has no end, libpurple drops the rest of the draft. Here the rest stays,
   as text, and is not searched for an end again. */
static gboolean
read_values (BiMarkup *markup, gsize position, BiMarkupToken *token,
             const Element *element)
{
    if (markup->is_unclosed)
        return FALSE;
    while (position < markup->length && markup->draft[position] != '>') {
        const char *attribute = find_attribute (markup, position, element);
        BiSpan value;

        if (!attribute) {
            position++;
            continue;
        }
        value = read_value (markup, position + strlen (attribute));
        if (attribute == element->attributes[0]) {
            token->has_value = TRUE;
            token->value = value;
        }
        position = value.end;
    }
    markup->is_unclosed = position >= markup->length;
    token->span.end = position + 1;
    return !markup->is_unclosed;
}

static gboolean
read_ending (const BiMarkup *markup, gsize position, const char *ending,
             BiMarkupToken *token)
{
    if (!is_at (markup, position, ending))
        return FALSE;
    token->span.end = position + strlen (ending);
    token->is_closed = strlen (ending) > 1;
    return TRUE;
}

static gboolean
read_open (BiMarkup *markup, BiMarkupToken *token)
{
    gsize position = token->span.start + 1;
    const Element *element;

    token->kind = BI_MARKUP_OPEN;
    token->element = read_name (markup, &position);
    if (token->element == BI_MARKUP_UNKNOWN)
        return FALSE;
    element = &elements[token->element];
    token->role = element->role;
    if (token->span.start > 0 && strcmp (element->name, "html") == 0)
        return FALSE;
    if (read_ending (markup, position, ">", token))
        return TRUE;
    switch (element->form) {
    case BARE: return FALSE;
    case SINGLE:
        return read_ending (markup, position, "/>", token) ||
               read_ending (markup, position, " />", token);
    case QUOTED:
        return read_ending (markup, position, "/>", token) ||
               (is_at (markup, position, " ") && read_quoted (markup, position, token));
    case VALUES:
        return is_at (markup, position, " ") &&
               read_values (markup, position, token, element);
    }
    return FALSE;
}

/* "</waves>" is dropped although "<waves>" is not; "</2>" is text. */
static gboolean
read_close (const BiMarkup *markup, BiMarkupToken *token)
{
    gsize position = token->span.start + 2;
    gsize name = position;

    token->kind = BI_MARKUP_CLOSE;
    token->element = read_name (markup, &position);
    if (!is_at (markup, position, ">"))
        return FALSE;
    token->span.end = position + 1;
    if (token->element != BI_MARKUP_UNKNOWN) {
        token->role = elements[token->element].role;
        return TRUE;
    }
    while (name < position && g_ascii_isalpha (markup->draft[name]))
        name++;
    return name == position;
}

/* Only the marks of a comment go: libpurple posts what is between. */
static gboolean
read_comment (const BiMarkup *markup, BiMarkupToken *token)
{
    if (!is_at (markup, token->span.start, "<!--") ||
        markup->comment_end < token->span.start + 4)
        return FALSE;
    token->kind = BI_MARKUP_NOTHING;
    token->span.end = token->span.start + 4;
    return TRUE;
}

static gboolean
read_markup (BiMarkup *markup, BiMarkupToken *token)
{
    gsize start = token->span.start, length = 0;

    if (markup->draft[start] == '&') {
        token->kind = BI_MARKUP_ENTITY;
        token->character = bi_markup_read_entity (markup->draft + start,
                                                  markup->length - start, &length);
        token->span.end = start + length;
        return token->character != 0;
    }
    if (markup->draft[start] != '<')
        return FALSE;
    if (is_at (markup, start, "</"))
        return read_close (markup, token);
    return read_comment (markup, token) || read_open (markup, token);
}

/* The draft must outlive the scanner. */
void
bi_markup_init (BiMarkup *markup, const char *draft, gsize length)
{
    *markup = (BiMarkup){.draft = draft, .length = length};
    for (gsize i = length; i >= 3 && !markup->comment_end; i--) {
        if (memcmp (draft + i - 3, "-->", 3) == 0)
            markup->comment_end = i - 3;
    }
}

/* The tokens follow one another without gaps; together they take time in proportion to
   the length of the draft. FALSE at the end. */
gboolean
bi_markup_next (BiMarkup *markup, BiMarkupToken *token)
{
    gsize end = markup->position + 1;

    if (markup->position >= markup->length)
        return FALSE;
    *token = (BiMarkupToken){.span.start = markup->position};
    if (!read_markup (markup, token)) {
        while (end < markup->length && markup->draft[end] != '<' &&
               markup->draft[end] != '&')
            end++;
        *token = (BiMarkupToken){BI_MARKUP_TEXT, .span = {markup->position, end}};
    }
    markup->position = token->span.end;
    return TRUE;
}
