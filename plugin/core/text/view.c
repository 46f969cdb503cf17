/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/view.h"

typedef struct {
    gsize start, length;         /* in the view */
    gsize origin, origin_length; /* where it came from */
    gboolean is_unit;            /* any part of it came from all of its origin */
} Run;

struct _BiView {
    GString *string;
    GArray *runs; /* of Run, by start, without gaps */
};

BiView *
bi_view_new (void)
{
    BiView *view = g_new0 (BiView, 1);

    view->string = g_string_new (NULL);
    view->runs = g_array_new (FALSE, FALSE, sizeof (Run));
    return view;
}

void
bi_view_free (BiView *view)
{
    if (!view)
        return;
    g_string_free (view->string, TRUE);
    g_array_unref (view->runs);
    g_free (view);
}

static gboolean
continues (const Run *run, const Run *next)
{
    return !run->is_unit && !next->is_unit && run->origin + run->length == next->origin;
}

static void
append_run (BiView *view, const char *bytes, Run run)
{
    Run *last = NULL;

    if (run.length == 0)
        return;
    if (view->runs->len > 0)
        last = &g_array_index (view->runs, Run, view->runs->len - 1);
    run.start = view->string->len;
    g_string_append_len (view->string, bytes, (gssize) run.length);
    if (last && continues (last, &run)) {
        last->length += run.length;
        last->origin_length += run.length;
    } else {
        g_array_append_val (view->runs, run);
    }
}

/* Equal lengths map byte for byte, unequal ones as one unit: a span that touches a unit
   covers all of its origin. Origins need not ascend. */
void
bi_view_append (BiView *view, const char *bytes, gsize length, gsize origin,
                gsize origin_length)
{
    append_run (view, bytes,
                (Run){0, length, origin, origin_length, length != origin_length});
}

/* As one unit whatever the lengths: "..." from an ellipsis, three bytes from three. */
void
bi_view_append_unit (BiView *view, const char *bytes, gsize length, gsize origin,
                     gsize origin_length)
{
    append_run (view, bytes, (Run){0, length, origin, origin_length, TRUE});
}

/* NUL-terminated; borrowed, until the next append. */
const char *
bi_view_get_string (const BiView *view, gsize *length)
{
    if (length)
        *length = view->string->len;
    return view->string->str;
}

/* The run that holds the byte at offset, the last one for the end of the view. */
static guint
find_run (const GArray *runs, gsize offset)
{
    guint low = 0, high = runs->len;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (runs, Run, middle).start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The origin of the part of a run that lies within span. */
static BiSpan
origin_within (const Run *run, BiSpan span)
{
    gsize from = MAX (span.start, run->start) - run->start;
    gsize to = MIN (span.end, run->start + run->length) - run->start;

    if (run->is_unit)
        return (BiSpan){run->origin, run->origin + run->origin_length};
    return (BiSpan){run->origin + from, run->origin + to};
}

static BiSpan
origin_of_place (const GArray *runs, gsize offset)
{
    const Run *run = &g_array_index (runs, Run, find_run (runs, offset));
    gsize place = run->origin;

    if (offset == run->start + run->length)
        place += run->origin_length;
    else if (!run->is_unit)
        place += offset - run->start;
    return (BiSpan){place, place};
}

/* The smallest span of the origin that holds where every byte of span came from. Whatever
   lies in between (a tag, say) is covered; what lies before or after is not. An empty
   span gives the empty span at its place. A span outside of the view is clamped. */
BiSpan
bi_view_to_origin (const BiView *view, BiSpan span)
{
    const GArray *runs = view->runs;
    BiSpan origin = {G_MAXSIZE, 0};

    if (runs->len == 0)
        return (BiSpan){0, 0};
    span.end = MIN (span.end, view->string->len);
    if (span.start >= span.end)
        return origin_of_place (runs, span.end);

    for (guint i = find_run (runs, span.start); i < runs->len; i++) {
        const Run *run = &g_array_index (runs, Run, i);
        BiSpan part;

        if (run->start >= span.end)
            break;
        part = origin_within (run, span);
        origin.start = MIN (origin.start, part.start);
        origin.end = MAX (origin.end, part.end);
    }
    return origin;
}
