/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "repeats.h"

#include "markup.h"

#include <string.h>

/* What is this short may stand elsewhere by chance, and stays there. */
#define LEAST_BYTES 4

/* What a draft says, in the order of its bytes: its text, with a newline for what breaks
 * a line and the other tags skipped; where its links go; all its tags. Entities are read.
 */
typedef enum { TEXT, LINKS, TAGS, N_PARTS } Part;

/* A secret is in these, and looked for in those. */
static const gboolean has_secrets[N_PARTS] = {[TEXT] = TRUE, [LINKS] = TRUE};
static const gboolean has_repeats[N_PARTS] = {[TEXT] = TRUE, [TAGS] = TRUE};

static void
append_entity (BiView *part, gunichar character, BiSpan at)
{
    char bytes[6];
    gsize length = (gsize) g_unichar_to_utf8 (character, bytes);

    bi_view_append_unit (part, bytes, length, at.start, at.end - at.start);
}

static void
append_source (BiView *part, const char *draft, BiSpan at)
{
    while (at.start < at.end) {
        gsize length = at.end - at.start;
        const char *sign = memchr (draft + at.start, '&', length);
        gunichar character;

        if (sign != NULL)
            length = (gsize) (sign - draft) - at.start;
        bi_view_append (part, draft + at.start, length, at.start, length);
        at.start += length;
        if (sign == NULL)
            return;
        character = bi_markup_read_entity (sign, at.end - at.start, &length);
        if (character != 0)
            append_entity (part, character, (BiSpan){at.start, at.start + length});
        else
            bi_view_append (part, sign, length = 1, at.start, 1);
        at.start += length;
    }
}

static void
append_break (BiView *part, BiSpan at)
{
    bi_view_append_unit (part, "\n", 1, at.start, at.end - at.start);
}

static void
append_tag (BiView **parts, const char *draft, const BiMarkupToken *token)
{
    append_source (parts[TAGS], draft, token->span);
    append_break (parts[TAGS], (BiSpan){token->span.end, token->span.end});
    if (token->has_value && token->role == BI_MARKUP_LINK) {
        append_source (parts[LINKS], draft, token->value);
        append_break (parts[LINKS], (BiSpan){token->value.end, token->value.end});
    }
    if (token->has_value && token->role == BI_MARKUP_IMAGE)
        append_source (parts[TEXT], draft, token->value);
}

static gboolean
breaks_line (const BiMarkupToken *token)
{
    return token->element != BI_MARKUP_UNKNOWN &&
           (token->role == BI_MARKUP_BREAK || token->role == BI_MARKUP_BLOCK);
}

static void
append_token (BiView **parts, const char *draft, const BiMarkupToken *token)
{
    gsize length = token->span.end - token->span.start;

    switch (token->kind) {
    case BI_MARKUP_TEXT:
        bi_view_append (parts[TEXT], draft + token->span.start, length, token->span.start,
                        length);
        break;
    case BI_MARKUP_ENTITY:
        append_entity (parts[TEXT], token->character, token->span);
        break;
    case BI_MARKUP_OPEN: append_tag (parts, draft, token); /* fall through */
    case BI_MARKUP_CLOSE:
        if (breaks_line (token))
            append_break (parts[TEXT], token->span);
        break;
    case BI_MARKUP_NOTHING: break;
    }
}

/* Returns: the first byte of @part that comes from behind @at, or its length */
static gsize
find_place (const BiView *part, gsize at)
{
    gsize low = 0, high;

    bi_view_get_string (part, &high);
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        if (bi_view_to_origin (part, (BiSpan){middle, middle + 1}).end > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Each line without the blanks around it. @lines: a set */
static void
add_lines (GHashTable *lines, const char *text, BiSpan at)
{
    g_autofree char *secret = g_strndup (text + at.start, at.end - at.start);
    g_auto (GStrv) parts = g_strsplit (secret, "\n", -1);

    for (char **line = parts; *line != NULL; line++)
        if (strlen (g_strstrip (*line)) >= LEAST_BYTES)
            g_hash_table_add (lines, g_strdup (*line));
}

static void
add_secrets (GHashTable *lines, const BiView *part, const GArray *secrets)
{
    gsize length;
    const char *text = bi_view_get_string (part, &length);

    for (guint i = 0; i < secrets->len; i++) {
        BiSpan secret = g_array_index (secrets, BiSpan, i);
        BiSpan at = {find_place (part, secret.start), 0};

        at.end = at.start;
        while (at.end < length &&
               bi_view_to_origin (part, (BiSpan){at.end, at.end + 1}).start < secret.end)
            at.end++;
        add_lines (lines, text, at);
    }
}

static void
add_found (GArray *spans, GHashTable *lines, const BiView *part)
{
    const char *text = bi_view_get_string (part, NULL);
    GHashTableIter iter;
    gpointer line;

    g_hash_table_iter_init (&iter, lines);
    while (g_hash_table_iter_next (&iter, &line, NULL)) {
        gsize length = strlen (line);
        for (const char *at = text; (at = strstr (at, line)) != NULL; at++) {
            gsize start = (gsize) (at - text);
            BiSpan span = bi_view_to_origin (part, (BiSpan){start, start + length});
            g_array_append_val (spans, span);
        }
    }
}

/* Adds to @spans, bytes of @draft, wherever else in it the same is said: with other tags
 * in it, other entities, or in a tag. Each line of it is looked for by itself, unless it
 * is shorter than LEAST_BYTES. */
void
bi_repeats_add (const char *draft, GArray *spans)
{
    g_autoptr (GHashTable) lines =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    BiView *parts[N_PARTS];
    BiMarkup markup;
    BiMarkupToken token;

    for (Part i = 0; i < N_PARTS; i++)
        parts[i] = bi_view_new ();
    bi_markup_init (&markup, draft, strlen (draft));
    while (bi_markup_next (&markup, &token))
        append_token (parts, draft, &token);
    for (Part i = 0; i < N_PARTS; i++)
        if (has_secrets[i])
            add_secrets (lines, parts[i], spans);
    for (Part i = 0; i < N_PARTS; i++)
        if (has_repeats[i])
            add_found (spans, lines, parts[i]);
    for (Part i = 0; i < N_PARTS; i++)
        bi_view_free (parts[i]);
}
