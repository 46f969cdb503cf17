/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a draft. The first byte chooses plain text or markup. */
#include "badidea/text.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
is_boundary (const char *string, gsize length, gsize offset)
{
    return offset == length || ((guchar) string[offset] & 0xc0) != 0x80;
}

static void
check_characters (const BiText *text)
{
    gsize length, draft_length;
    const char *plain = bi_text_get_plain (text, &length);
    const char *draft = bi_text_get_draft (text, &draft_length);
    gboolean is_utf8 = g_utf8_validate_len (draft, draft_length, NULL);

    for (const char *s = plain; *s; s = g_utf8_next_char (s)) {
        BiSpan span = {(gsize) (s - plain), (gsize) (g_utf8_next_char (s) - plain)};
        BiSpan origin = bi_text_to_draft (text, span);
        BiSpan place = bi_text_to_draft (text, (BiSpan){span.start, span.start});

        g_assert (origin.start < origin.end && origin.end <= draft_length);
        g_assert (place.start == place.end && place.start == origin.start);
        g_assert (!is_utf8 || is_boundary (draft, draft_length, origin.start));
        g_assert (!is_utf8 || is_boundary (draft, draft_length, origin.end));
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (BiText) text = NULL;
    BiTextFormat format;
    gsize length;
    const char *plain;

    if (size == 0)
        return 0;
    format = data[0] % 2 ? BI_TEXT_MARKUP : BI_TEXT_PLAIN;
    text = bi_text_new ((const char *) data + 1, (gssize) size - 1, format);
    plain = bi_text_get_plain (text, &length);
    g_assert (g_utf8_validate_len (plain, length, NULL));
    g_assert (length <= 5 * size);
    check_characters (text);
    return 0;
}
