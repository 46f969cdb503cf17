/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/held.h"

#include "badidea/mask.h"
#include "badidea/text.h"

#include <string.h>

/* Returns: (transfer full) (nullable) */
static char *
join (char **lines)
{
    return lines != NULL ? g_strjoinv (BI_TEXT_BREAK, lines) : NULL;
}

/* The lines as one text. Returns: (transfer full) */
char *
bi_held_join (const BiHeld *held)
{
    return join (held->lines);
}

/* However it is divided into lines. */
static gboolean
is_same_text (char **one, char **other)
{
    g_autofree char *first = join (one);
    g_autofree char *second = join (other);

    return g_strcmp0 (first, second) == 0;
}

/* Those of a text that begins at @start now. @secrets: (nullable) */
static void
add_secrets (BiHeld *held, const GArray *secrets, gsize start)
{
    if (secrets == NULL)
        return;
    if (held->secrets == NULL)
        held->secrets = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    for (guint i = 0; i < secrets->len; i++) {
        BiSpan span = g_array_index (secrets, BiSpan, i);
        span.start += start;
        span.end += start;
        g_array_append_val (held->secrets, span);
    }
}

static void
mask (BiHeld *held)
{
    g_strfreev (held->masked);
    held->masked = held->secrets != NULL && held->secrets->len > 0
                       ? bi_mask_lines (held->lines, held->secrets)
                       : NULL;
}

/* @lines: (transfer full), @secrets: (transfer full) (nullable) what must not be written
 * down of them, BiSpan in bytes of them as one text. As long as that stays the same, what
 * was a secret once stays one, whatever the rules say by now, and what its writer agreed
 * to holds. */
void
bi_held_set_lines (BiHeld *held, char **lines, GArray *secrets)
{
    g_autoptr (GArray) added = secrets;

    if (!is_same_text (held->lines, lines)) {
        g_clear_pointer (&held->secrets, g_array_unref);
        held->whole = FALSE;
        held->is_masked = held->is_masked && bi_mask_is_in (lines);
    }
    g_strfreev (held->lines);
    held->lines = lines;
    add_secrets (held, added, 0);
    mask (held);
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

    if (one != NULL)
        g_strv_builder_addv (all, (const char **) one);
    g_strv_builder_addv (all, (const char **) other);
    return g_strv_builder_end (all);
}

/* The lines of @other follow. Whole it is written down only where both may be. */
void
bi_held_append (BiHeld *held, const BiHeld *other)
{
    g_autofree char *text = join (held->lines);
    char **lines = concatenate (held->lines, other->lines);
    gsize start = text != NULL ? strlen (text) + strlen (BI_TEXT_BREAK) : 0;

    if (held->masked != NULL || other->masked != NULL)
        held->whole = (held->masked == NULL || held->whole) &&
                      (other->masked == NULL || other->whole);
    g_strfreev (held->lines);
    held->lines = lines;
    held->is_masked |= other->is_masked;
    add_secrets (held, other->secrets, start);
    mask (held);
}

/* The last lines, as many as there are in @most bytes, as one text that begins at @start
 * of all of them. Returns: (transfer full) */
char *
bi_held_join_last (const BiHeld *held, gsize most, gsize *start)
{
    guint first = g_strv_length (held->lines);
    g_autofree char *all = join (held->lines);
    gsize length = strlen (all);
    gsize at = length + strlen (BI_TEXT_BREAK);

    for (; first > 0; first--) {
        gsize before = at - strlen (held->lines[first - 1]) - strlen (BI_TEXT_BREAK);
        if (at <= length && length - before > most)
            break;
        at = before;
    }
    *start = MIN (at, length);
    return g_strdup (all + *start);
}

/* @secrets, of a text that begins at @start, must not be written down either. Nobody has
 * agreed to what was no secret before. */
void
bi_held_add_secrets (BiHeld *held, const GArray *secrets, gsize start)
{
    g_auto (GStrv) before = g_strdupv (masked_or_lines (held));

    if (secrets->len == 0)
        return;
    add_secrets (held, secrets, start);
    mask (held);
    held->whole =
        held->whole && g_strv_equal ((const char *const *) before,
                                     (const char *const *) masked_or_lines (held));
}

/* Where @offset is when what is in @cut is gone. */
static gsize
shift (gsize offset, BiSpan cut)
{
    return offset - (CLAMP (offset, cut.start, cut.end) - cut.start);
}

/* The bytes of @n lines from @first on, with what is between them and the others. */
static BiSpan
measure (char **lines, gsize first, gsize n)
{
    BiSpan span = {0, 0};

    for (gsize i = 0; i < first + n; i++) {
        gsize length = strlen (lines[i]) + strlen (BI_TEXT_BREAK);
        span.start += i < first ? length : 0;
        span.end += length;
    }
    if (lines[first + n] == NULL && first > 0)
        span.start -= strlen (BI_TEXT_BREAK);
    return span;
}

/* @n lines from @first on have left. */
void
bi_held_drop_lines (BiHeld *held, gsize first, gsize n)
{
    BiSpan cut = measure (held->lines, first, n);
    guint n_secrets = held->secrets != NULL ? held->secrets->len : 0;

    for (gsize i = first; i < first + n; i++)
        g_free (held->lines[i]);
    memmove (held->lines + first, held->lines + first + n,
             (g_strv_length (held->lines + first + n) + 1) * sizeof (char *));
    for (guint i = 0; i < n_secrets; i++) {
        BiSpan *span = &g_array_index (held->secrets, BiSpan, i);
        *span = (BiSpan){shift (span->start, cut), shift (span->end, cut)};
    }
    held->is_masked = held->is_masked && bi_mask_is_in (held->lines);
    mask (held);
}

/* The first @n lines, or as many as there are, as one text without secrets.
 * Returns: (transfer full) */
char *
bi_held_join_masked (const BiHeld *held, gsize n)
{
    char **lines = masked_or_lines (held);
    GString *text = g_string_new (NULL);

    for (gsize i = 0; i < n && lines != NULL && lines[i] != NULL; i++)
        g_string_append_printf (text, "%s%s", i > 0 ? BI_TEXT_BREAK : "", lines[i]);
    return g_string_free (text, FALSE);
}

/* The lines as they are written to disk. Returns: (transfer none) (nullable) */
char **
bi_held_get_written (const BiHeld *held)
{
    return held->whole ? held->lines : masked_or_lines (held);
}
