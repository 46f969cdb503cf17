/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/held.h"

#include "badidea/mask.h"

#include "text/markup.h"

#include <string.h>

/* For a line to which its masks do not fit. */
#define ALL_MASKED BI_MASK BI_MASK BI_MASK

/* What stands in a mask for one character or tag of a line: itself, a BI_MASK, or the tag
 * without its attributes. Returns: its length, 0 when it is none of them */
static gsize
find_masked (const char *mask, const char *unit, gsize length)
{
    gsize name = strcspn (unit, " \t\r\n/>");

    if (strncmp (mask, unit, length) == 0)
        return length;
    if (g_str_has_prefix (mask, BI_MASK))
        return strlen (BI_MASK);
    if (unit[0] == '<' && length > 1 && strncmp (mask, unit, name) == 0 &&
        mask[name] == '>')
        return name + 1;
    return 0;
}

/* Steps over what stands for the unit in both, and appends it as it is masked in either.
 * Returns: FALSE when it does not stand there */
static gboolean
unite_unit (GString *united, const char *unit, gsize length, const char **one,
            const char **other)
{
    gsize first = find_masked (*one, unit, length);
    gsize second = find_masked (*other, unit, length);
    gboolean is_whole = first == length && strncmp (*one, unit, length) == 0;

    g_string_append_len (united, is_whole ? *other : *one,
                         (gssize) (is_whole ? second : first));
    *one += first;
    *other += second;
    return first > 0 && second > 0;
}

/* Text is masked by characters, a tag or an entity as one. */
static gsize
get_unit_length (const char *unit, const BiMarkupToken *token, gsize length)
{
    gunichar character;

    if (token->kind != BI_MARKUP_TEXT)
        return length;
    character = g_utf8_get_char_validated (unit, (gssize) length);
    return character < 0x110000 ? (gsize) (g_utf8_next_char (unit) - unit) : 1;
}

/* Two masks of a line in one. Returns: (transfer full) */
static char *
unite_masks (const char *line, const char *one, const char *other)
{
    g_autoptr (GString) united = g_string_new (NULL);
    gboolean fits = TRUE;
    BiMarkupToken token;
    BiMarkup markup;

    bi_markup_init (&markup, line, strlen (line));
    while (fits && bi_markup_next (&markup, &token))
        for (gsize at = token.span.start, n; fits && at < token.span.end; at += n) {
            n = get_unit_length (line + at, &token, token.span.end - at);
            fits = unite_unit (united, line + at, n, &one, &other);
        }
    fits = fits && *one == '\0' && *other == '\0';
    return g_strdup (fits ? united->str : ALL_MASKED);
}

/* Returns: (transfer full) */
static char *
merge_line (const char *line, const char *before, const char *now)
{
    if (strcmp (now, line) == 0 || strcmp (now, before) == 0)
        return g_strdup (before);
    return strcmp (before, line) == 0 ? g_strdup (now) : unite_masks (line, before, now);
}

static gboolean
is_mask_of (char **masked, char **lines)
{
    return masked != NULL && g_strv_length (masked) == g_strv_length (lines);
}

/* The same lines: what was masked once stays so, whatever the rules say by now.
 * @masked: (transfer full) (nullable). Returns: (transfer full) (nullable) */
static char **
merge_masks (const BiHeld *held, char **masked)
{
    if (!is_mask_of (held->masked, held->lines))
        return masked;
    if (masked == NULL)
        return g_strdupv (held->masked);
    if (!is_mask_of (masked, held->lines))
        return masked;
    for (gsize i = 0; masked[i] != NULL; i++) {
        char *line = merge_line (held->lines[i], held->masked[i], masked[i]);
        g_free (masked[i]);
        masked[i] = line;
    }
    return masked;
}

static gboolean
are_same_lines (char **one, char **other)
{
    return one != NULL &&
           g_strv_equal ((const char *const *) one, (const char *const *) other);
}

/* However it is divided into lines. */
static gboolean
is_same_text (char **one, char **other)
{
    g_autofree char *first = one != NULL ? g_strjoinv ("<br>", one) : NULL;
    g_autofree char *second = g_strjoinv ("<br>", other);

    return g_strcmp0 (first, second) == 0;
}

/* @lines: (transfer full), @masked: (transfer full) (nullable) the same without secrets.
 * What its writer agreed to holds as long as the text stays the same. */
void
bi_held_set_lines (BiHeld *held, char **lines, char **masked)
{
    if (are_same_lines (held->lines, lines))
        masked = merge_masks (held, masked);
    if (!is_same_text (held->lines, lines)) {
        held->whole = FALSE;
        held->is_masked = held->is_masked && bi_mask_is_in (lines);
    }
    g_strfreev (held->lines);
    g_strfreev (held->masked);
    held->lines = lines;
    held->masked = masked;
}

static char **
masked_or_lines (const BiHeld *held)
{
    return held->masked != NULL ? held->masked : held->lines;
}

static char **
concatenate (char **one, char **other)
{
    g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

    g_strv_builder_addv (all, (const char **) one);
    g_strv_builder_addv (all, (const char **) other);
    return g_strv_builder_end (all);
}

/* The lines of @other follow. Whole it is written down only where both may be. */
void
bi_held_append (BiHeld *held, const BiHeld *other)
{
    char **lines = concatenate (held->lines, other->lines);
    char **masked = NULL;

    if (held->masked != NULL || other->masked != NULL) {
        masked = concatenate (masked_or_lines (held), masked_or_lines (other));
        held->whole = (held->masked == NULL || held->whole) &&
                      (other->masked == NULL || other->whole);
    }
    g_strfreev (held->lines);
    g_strfreev (held->masked);
    held->lines = lines;
    held->masked = masked;
    held->is_masked |= other->is_masked;
}

static void
drop (char ***lines, gsize n)
{
    char **rest = *lines != NULL ? g_strdupv (*lines + n) : NULL;

    g_strfreev (*lines);
    *lines = rest;
}

/* The first @n have left. */
void
bi_held_drop_lines (BiHeld *held, gsize n)
{
    drop (&held->lines, n);
    drop (&held->masked, n);
}

/* The first @n lines, or as many as there are, as one text without secrets.
 * Returns: (transfer full) */
char *
bi_held_join_masked (const BiHeld *held, gsize n)
{
    char **lines = masked_or_lines (held);
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < n && lines != NULL && lines[i] != NULL; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "<br>" : "", lines[i]);
    return g_string_free (text, FALSE);
}

/* The lines as they are written to disk. Returns: (transfer none) (nullable) */
char **
bi_held_get_written (const BiHeld *held)
{
    return held->whole ? held->lines : masked_or_lines (held);
}
