/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "plain.h"

#include "markup.h"

#include <string.h>

/* What is known halfway through a draft. */
typedef struct {
    const char *draft;
    BiView *plain;
    GByteArray *open; /* elements, the innermost last */
    guint n_open[BI_MARKUP_N_ELEMENTS];
    gboolean is_broken; /* a block begins or ends here */
    BiSpan edge;        /* the tags that say so */
    gboolean has_link;  /* an <a href> whose URL has not been written */
    BiSpan link, url;
    GString *label; /* what libpurple compares with the URL: source text without tags */
} Reader;

static void
append_unit (Reader *reader, const char *string, BiSpan origin)
{
    bi_view_append (reader->plain, string, strlen (string), origin.start,
                    origin.end - origin.start);
}

/* Before anything visible: the newline of a block's edge, unless there is one already. */
static void
begin_visible (Reader *reader, gboolean is_newline)
{
    gsize length;
    const char *plain = bi_view_get_string (reader->plain, &length);

    if (reader->is_broken && !is_newline && length > 0 && plain[length - 1] != '\n')
        append_unit (reader, "\n", reader->edge);
    reader->is_broken = FALSE;
}

/* Appends the bytes of span as they are; what is not UTF-8, and NUL, as U+FFFD for each.
 */
static void
append_utf8 (Reader *reader, BiSpan span)
{
    while (span.start < span.end) {
        const char *bytes = reader->draft + span.start, *end;

        g_utf8_validate_len (bytes, span.end - span.start, &end);
        bi_view_append (reader->plain, bytes, (gsize) (end - bytes), span.start,
                        (gsize) (end - bytes));
        span.start += (gsize) (end - bytes);
        if (span.start < span.end) {
            append_unit (reader, "\357\277\275", (BiSpan){span.start, span.start + 1});
            span.start++;
        }
    }
}

static gboolean
is_newline_at (const Reader *reader, gsize position)
{
    return reader->draft[position] == '\n' || reader->draft[position] == '\r';
}

/* Appends the bytes of span with CRLF and CR as "\n". */
static void
append_text (Reader *reader, BiSpan span)
{
    if (span.start == span.end)
        return;
    begin_visible (reader, is_newline_at (reader, span.start));
    while (span.start < span.end) {
        const char *bytes = reader->draft + span.start;
        const char *cr = memchr (bytes, '\r', span.end - span.start);
        BiSpan line = {span.start, cr ? span.start + (gsize) (cr - bytes) : span.end};
        gsize next = line.end + 1;

        append_utf8 (reader, line);
        if (!cr)
            return;
        if (next < span.end && reader->draft[next] == '\n')
            next++;
        append_unit (reader, "\n", (BiSpan){line.end, next});
        span.start = next;
    }
}

static void
append_entity (Reader *reader, const BiMarkupToken *token)
{
    char character[7] = "\n";

    if (token->character != '\r')
        character[g_unichar_to_utf8 (token->character, character)] = '\0';
    begin_visible (reader, *character == '\n');
    append_unit (reader, character, token->span);
}

/* libpurple posts an "&" in a URL as "&amp;", except in front of an entity. */
static void
append_url (Reader *reader, BiSpan url)
{
    while (url.start < url.end) {
        const char *bytes = reader->draft + url.start;
        const char *ampersand = memchr (bytes, '&', url.end - url.start);
        gsize length = ampersand ? (gsize) (ampersand - bytes) : url.end - url.start;
        BiSpan before = {url.start, url.start + length},
               sign = {before.end, before.end + 1};
        gsize ignored;

        append_utf8 (reader, before);
        url.start = before.end;
        if (!ampersand)
            break;
        if (bi_markup_read_entity (ampersand, url.end - url.start, &ignored))
            append_utf8 (reader, sign);
        else
            append_unit (reader, "&amp;", sign);
        url.start = sign.end;
    }
}

static BiSpan
strip (const Reader *reader, BiSpan span)
{
    while (span.start < span.end && g_ascii_isspace (reader->draft[span.start]))
        span.start++;
    while (span.start < span.end && g_ascii_isspace (reader->draft[span.end - 1]))
        span.end--;
    return span;
}

static gboolean
label_is (const Reader *reader, BiSpan url)
{
    gsize length = url.end - url.start;

    return reader->label->len == length &&
           memcmp (reader->label->str, reader->draft + url.start, length) == 0;
}

static gboolean
label_says_url (const Reader *reader)
{
    BiSpan url = reader->url;

    if (label_is (reader, url))
        return TRUE;
    if (url.end - url.start < 7 ||
        g_ascii_strncasecmp (reader->draft + url.start, "mailto:", 7) != 0)
        return FALSE;
    return label_is (reader, (BiSpan){url.start + 7, url.end});
}

/* At the end of a link libpurple posts " <url>", unless the label says it. The URL maps
   to its bytes in the start tag, which are before the label, and the brackets to the rest
   of that tag. */
static void
end_link (Reader *reader)
{
    BiSpan url = strip (reader, reader->url);

    if (!reader->has_link)
        return;
    reader->has_link = FALSE;
    if (label_says_url (reader))
        return;
    append_unit (reader, " <", (BiSpan){reader->link.start, url.start});
    append_url (reader, url);
    append_unit (reader, ">", (BiSpan){url.end, reader->link.end});
}

static void
mark_edge (Reader *reader, BiSpan tag)
{
    if (!reader->is_broken)
        reader->edge.start = tag.start;
    reader->edge.end = tag.end;
    reader->is_broken = TRUE;
}

/* As in libpurple, "<br>" before a newline adds none. */
static void
append_break (Reader *reader, BiSpan tag, gsize length)
{
    begin_visible (reader, TRUE);
    if (tag.end == length || !is_newline_at (reader, tag.end))
        append_unit (reader, "\n", tag);
}

static void
open_element (Reader *reader, const BiMarkupToken *token, gsize length)
{
    guint8 element = (guint8) token->element;

    switch (token->role) {
    case BI_MARKUP_BREAK: append_break (reader, token->span, length); return;
    case BI_MARKUP_IMAGE:
        if (token->has_value)
            append_text (reader, token->value);
        return;
    case BI_MARKUP_LINK:
        if (token->has_value) {
            reader->has_link = TRUE;
            reader->link = token->span;
            reader->url = token->value;
            g_string_truncate (reader->label, 0);
        }
        break;
    case BI_MARKUP_BLOCK: mark_edge (reader, token->span); break;
    case BI_MARKUP_INLINE: break;
    }
    if (token->is_closed)
        return;
    g_byte_array_append (reader->open, &element, 1);
    reader->n_open[element]++;
}

static int
end_innermost (Reader *reader, BiSpan tag)
{
    int element = reader->open->data[reader->open->len - 1];

    g_byte_array_set_size (reader->open, reader->open->len - 1);
    reader->n_open[element]--;
    if (bi_markup_get_role (element) == BI_MARKUP_LINK)
        end_link (reader);
    if (bi_markup_get_role (element) == BI_MARKUP_BLOCK)
        mark_edge (reader, tag);
    return element;
}

/* An end tag ends all that was opened within its element; a stray one is dropped. */
static void
close_element (Reader *reader, const BiMarkupToken *token)
{
    if (token->element == BI_MARKUP_UNKNOWN)
        return;
    if (reader->n_open[token->element] > 0) {
        int ended;

        do {
            ended = end_innermost (reader, token->span);
        } while (ended != token->element);
    } else if (token->role == BI_MARKUP_BLOCK) {
        mark_edge (reader, token->span);
    }
}

static void
read_markup (Reader *reader, gsize length)
{
    BiMarkup markup;
    BiMarkupToken token;

    bi_markup_init (&markup, reader->draft, length);
    while (bi_markup_next (&markup, &token)) {
        switch (token.kind) {
        case BI_MARKUP_TEXT: append_text (reader, token.span); break;
        case BI_MARKUP_ENTITY: append_entity (reader, &token); break;
        case BI_MARKUP_OPEN: open_element (reader, &token, length); break;
        case BI_MARKUP_CLOSE: close_element (reader, &token); break;
        case BI_MARKUP_NOTHING: break;
        }
        if (reader->has_link &&
            (token.kind == BI_MARKUP_TEXT || token.kind == BI_MARKUP_ENTITY))
            g_string_append_len (reader->label, reader->draft + token.span.start,
                                 (gssize) (token.span.end - token.span.start));
    }
}

/* The plain view of a draft, which is not kept. */
BiView *
bi_plain_new (const char *draft, gsize length, BiTextFormat format)
{
    g_autoptr (GByteArray) open = g_byte_array_new ();
    Reader reader = {.draft = draft, .plain = bi_view_new (), .open = open};

    reader.label = g_string_new (NULL);
    if (format == BI_TEXT_MARKUP)
        read_markup (&reader, length);
    else
        append_text (&reader, (BiSpan){0, length});
    g_string_free (reader.label, TRUE);
    return reader.plain;
}
