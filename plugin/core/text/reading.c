/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/reading.h"

#include "badidea/fold.h"
#include "badidea/hashtag.h"

struct _BiReading {
    const BiText *text;
    BiView *views[BI_N_VIEWS]; /* NULL for the typed one, which is the text's */
    BiShape shape;
};

/* Reads a text, which has to live as long, with the words of a list (nullable), which
   have not. Returns: (transfer full) */
BiReading *
bi_reading_new (const BiText *text, const BiWords *words)
{
    BiReading *reading;
    const char *typed;
    gsize length;

    g_return_val_if_fail (text != NULL, NULL);

    reading = g_new0 (BiReading, 1);
    reading->text = text;
    typed = bi_text_get_plain (text, &length);
    reading->views[BI_VIEW_PLAIN] = bi_fold_view (typed, length, words);
    reading->views[BI_VIEW_HASHTAGS] = bi_hashtag_view (typed, length, words);
    reading->shape = bi_shape_measure (typed, length);
    return reading;
}

void
bi_reading_free (BiReading *reading)
{
    if (!reading)
        return;
    for (guint i = 0; i < BI_N_VIEWS; i++)
        bi_view_free (reading->views[i]);
    g_free (reading);
}

/* UTF-8, NUL-terminated; borrowed. */
const char *
bi_reading_get_string (const BiReading *reading, BiViewKind kind, gsize *length)
{
    g_return_val_if_fail (kind < BI_N_VIEWS, NULL);

    return reading->views[kind] ? bi_view_get_string (reading->views[kind], length)
                                : bi_text_get_plain (reading->text, length);
}

/* The bytes of the draft, markup and all, that a span of a view came from. */
BiSpan
bi_reading_to_draft (const BiReading *reading, BiViewKind kind, BiSpan span)
{
    g_return_val_if_fail (kind < BI_N_VIEWS, span);

    if (reading->views[kind])
        span = bi_view_to_origin (reading->views[kind], span);
    return bi_text_to_draft (reading->text, span);
}

const BiShape *
bi_reading_get_shape (const BiReading *reading)
{
    return &reading->shape;
}
