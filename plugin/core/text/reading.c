/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/reading.h"

#include "badidea/fold.h"
#include "badidea/hashtag.h"

#include <string.h>

struct _BiReading {
    const BiText *text;
    gsize begin;               /* of what is read of its plain view */
    BiView *views[BI_N_VIEWS]; /* NULL for the typed one, which is the text's */
    BiShape shape;
};

/* What begins so is shown behind its writer's name, in IRC and XMPP. */
#define ACTION "/me "

static const char *
get_typed (const BiReading *reading, gsize *length)
{
    const char *plain = bi_text_get_plain (reading->text, length);

    if (length != NULL)
        *length -= reading->begin;
    return plain + reading->begin;
}

/* Reads a text, which has to live as long, with the words of a list (nullable), which
   have not. The first bytes of its plain view, a command, are not read. Returns:
   (transfer full) */
BiReading *
bi_reading_new_from (const BiText *text, gsize begin, const BiWords *words)
{
    BiReading *reading;
    const char *typed;
    gsize length;

    g_return_val_if_fail (text != NULL, NULL);

    reading = g_new0 (BiReading, 1);
    reading->text = text;
    typed = bi_text_get_plain (text, &length);
    if (begin == 0 && g_str_has_prefix (typed, ACTION))
        begin = strlen (ACTION);
    reading->begin = MIN (begin, length);
    typed = get_typed (reading, &length);
    reading->views[BI_VIEW_PLAIN] = bi_fold_view (typed, length, words);
    reading->views[BI_VIEW_HASHTAGS] = bi_hashtag_view (typed, length, words);
    reading->shape = bi_shape_measure (typed, length);
    return reading;
}

BiReading *
bi_reading_new (const BiText *text, const BiWords *words)
{
    return bi_reading_new_from (text, 0, words);
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
                                : get_typed (reading, length);
}

/* The bytes of the draft, markup and all, that a span of a view came from. */
BiSpan
bi_reading_to_draft (const BiReading *reading, BiViewKind kind, BiSpan span)
{
    g_return_val_if_fail (kind < BI_N_VIEWS, span);

    if (reading->views[kind])
        span = bi_view_to_origin (reading->views[kind], span);
    span.start += reading->begin;
    span.end += reading->begin;
    return bi_text_to_draft (reading->text, span);
}

const BiShape *
bi_reading_get_shape (const BiReading *reading)
{
    return &reading->shape;
}
