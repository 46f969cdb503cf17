/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/text.h"

#include "plain.h"

struct _BiText {
    gatomicrefcount references;
    GString *draft;
    BiView *plain;
};

/* Copies the draft; length is in bytes, -1 if it ends with NUL. Never fails: any bytes
   are a draft. */
BiText *
bi_text_new (const char *draft, gssize length, BiTextFormat format)
{
    BiText *text;

    g_return_val_if_fail (draft != NULL, NULL);

    text = g_new0 (BiText, 1);
    g_atomic_ref_count_init (&text->references);
    text->draft = g_string_new_len (draft, length);
    text->plain = bi_plain_new (text->draft->str, text->draft->len, format);
    return text;
}

BiText *
bi_text_ref (BiText *text)
{
    g_return_val_if_fail (text != NULL, NULL);

    g_atomic_ref_count_inc (&text->references);
    return text;
}

void
bi_text_unref (BiText *text)
{
    if (!text || !g_atomic_ref_count_dec (&text->references))
        return;
    bi_view_free (text->plain);
    g_string_free (text->draft, TRUE);
    g_free (text);
}

const char *
bi_text_get_draft (const BiText *text, gsize *length)
{
    if (length)
        *length = text->draft->len;
    return text->draft->str;
}

/* What protocols post, except that a block begins a line of its own. Always UTF-8,
   without NUL inside. */
const char *
bi_text_get_plain (const BiText *text, gsize *length)
{
    return bi_view_get_string (text->plain, length);
}

BiSpan
bi_text_to_draft (const BiText *text, BiSpan plain)
{
    return bi_view_to_origin (text->plain, plain);
}

/* Whether there is nothing but white space. */
gboolean
bi_text_is_empty (const BiText *text)
{
    const char *character = bi_text_get_plain (text, NULL);

    while (*character && g_unichar_isspace (g_utf8_get_char (character)))
        character = g_utf8_next_char (character);
    return *character == '\0';
}
