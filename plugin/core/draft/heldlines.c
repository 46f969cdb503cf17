/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/held.h"

#include "badidea/mask.h"

#include <string.h>

/* The same lines: what was masked once stays so, whatever the rules say by now.
 * Returns: (transfer full) (nullable) */
static char **
merge_masks (const BiHeld *held, char **masked)
{
    for (gsize i = 0; masked != NULL && held->masked != NULL && masked[i] != NULL; i++)
        if (strcmp (masked[i], held->lines[i]) == 0) {
            g_free (masked[i]);
            masked[i] = g_strdup (held->masked[i]);
        }
    return masked != NULL ? masked : g_strdupv (held->masked);
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
