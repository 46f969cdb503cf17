/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/text.h"

#include "plain.h"

struct _BiText {
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
    text->draft = g_string_new_len (draft, length);
    text->plain = bi_plain_new (text->draft->str, text->draft->len, format);
    return text;
}

void
bi_text_free (BiText *text)
{
    if (!text)
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
