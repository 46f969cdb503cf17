/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are read as a draft. The first byte chooses plain text or markup. */
#include "badidea/fold.h"
#include "badidea/reading.h"

#include "readings.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_view (const BiReading *reading, const BiText *text, BiViewKind kind)
{
    gsize length, draft_length;
    const char *string = bi_reading_get_string (reading, kind, &length);
    const char *draft = bi_text_get_draft (text, &draft_length);
    gboolean is_utf8 = g_utf8_validate_len (draft, draft_length, NULL);

    g_assert (g_utf8_validate_len (string, length, NULL));
    for (const char *s = string; *s; s = g_utf8_next_char (s)) {
        BiSpan span = {(gsize) (s - string), (gsize) (g_utf8_next_char (s) - string)};
        BiSpan origin = bi_reading_to_draft (reading, kind, span);

        g_assert (origin.start <= origin.end && origin.end <= draft_length);
        g_assert (kind == BI_VIEW_HASHTAGS || origin.start < origin.end);
        g_assert (!is_utf8 || readings_is_boundary (draft, draft_length, origin.start));
        g_assert (!is_utf8 || readings_is_boundary (draft, draft_length, origin.end));
    }
}

static void
check_literal (const char *literal)
{
    g_autofree char *once = bi_fold_literal (literal);
    g_autofree char *twice = bi_fold_literal (once);

    g_assert (g_str_equal (once, twice));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (BiWords) words = readings_words ();
    g_autoptr (BiText) text = NULL;
    g_autoptr (BiReading) reading = NULL;
    const BiShape *shape;

    if (size == 0)
        return 0;
    text = bi_text_new ((const char *) data + 1, (gssize) size - 1,
                        data[0] % 2 ? BI_TEXT_MARKUP : BI_TEXT_PLAIN);
    reading = bi_reading_new (text, data[0] % 4 < 2 ? words : NULL);
    for (BiViewKind kind = 0; kind < BI_N_VIEWS; kind++)
        check_view (reading, text, kind);
    shape = bi_reading_get_shape (reading);
    g_assert (shape->capitals <= 100 && shape->words <= shape->length);
    check_literal (bi_text_get_plain (text, NULL));
    return 0;
}
