/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/mask.h"

#include "badidea/text.h"

#include "markup.h"
#include "repeats.h"

#include <string.h>

/* So many of them are no list of points. */
#define LEFT_OVER BI_MASK BI_MASK BI_MASK

/* A tag loses its attributes. When one of them says it, a mask stands behind the tag, or
 * nobody would see that something is missing. */
typedef enum { EDIT_CHARACTER, EDIT_TAG, EDIT_TELLING_TAG } EditKind;

typedef struct {
    BiSpan at;
    EditKind kind;
} Edit;

typedef struct {
    const char *draft;
    const GArray *spans; /* BiSpan, in their order, apart from one another */
    guint next;          /* those before it end before what is being read */
    GArray *edits;       /* Edit */
    BiSpan link;         /* the last start tag of a link; empty: there is none to mend */
} Masker;

/* ---- what is to be masked ---- */

static int
compare_spans (gconstpointer a, gconstpointer b)
{
    const BiSpan *one = a;
    const BiSpan *other = b;

    return one->start < other->start ? -1 : one->start > other->start;
}

static void
merge (GArray *spans)
{
    guint n = 0;

    g_array_sort (spans, compare_spans);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);
        BiSpan *last = n > 0 ? &g_array_index (spans, BiSpan, n - 1) : NULL;
        if (span.start >= span.end)
            continue;
        if (last != NULL && span.start <= last->end)
            last->end = MAX (last->end, span.end);
        else
            g_array_index (spans, BiSpan, n++) = span;
    }
    g_array_set_size (spans, n);
}

static void
spread (const char *draft, GArray *spans)
{
    gsize length = strlen (draft);

    for (guint i = 0; i < spans->len; i++) {
        BiSpan *span = &g_array_index (spans, BiSpan, i);
        span->end = MIN (span->end, length);
        span->start = MIN (span->start, span->end);
    }
    bi_repeats_add (draft, spans);
    merge (spans);
}

/* ---- where it is in the markup ---- */

/* Returns: (nullable): the first span that touches @at, which never comes before what was
 * asked last */
static const BiSpan *
find_span (Masker *masker, BiSpan at)
{
    const GArray *spans = masker->spans;

    while (masker->next < spans->len &&
           g_array_index (spans, BiSpan, masker->next).end <= at.start)
        masker->next++;
    if (masker->next == spans->len ||
        g_array_index (spans, BiSpan, masker->next).start >= at.end)
        return NULL;
    return &g_array_index (spans, BiSpan, masker->next);
}

static void
add_edit (Masker *masker, BiSpan at, EditKind kind)
{
    Edit edit = {at, kind};

    g_array_append_val (masker->edits, edit);
}

/* A link says in its tag what its text says. */
static void
mask_character (Masker *masker, BiSpan at)
{
    if (find_span (masker, at) == NULL)
        return;
    add_edit (masker, at, EDIT_CHARACTER);
    if (masker->link.end > masker->link.start)
        add_edit (masker, masker->link, EDIT_TAG);
    masker->link.end = masker->link.start;
}

/* Lines stay lines. */
static void
mask_text (Masker *masker, BiSpan text)
{
    while (text.start < text.end) {
        const char *at = masker->draft + text.start;
        gunichar character =
            g_utf8_get_char_validated (at, (gssize) (text.end - text.start));
        gsize length = character < 0x110000 ? (gsize) (g_utf8_next_char (at) - at) : 1;

        if (*at != '\n' && *at != '\r')
            mask_character (masker, (BiSpan){text.start, text.start + length});
        text.start += length;
    }
}

static void
mask_tag (Masker *masker, const BiMarkupToken *token)
{
    const BiSpan *span = find_span (masker, token->span);
    gboolean is_shown = token->role == BI_MARKUP_IMAGE && token->has_value;
    gboolean is_cut = span != NULL && (is_shown || span->start > token->span.start ||
                                       span->end < token->span.end);

    if (is_cut)
        add_edit (masker, token->span, EDIT_TELLING_TAG);
    if (token->role == BI_MARKUP_LINK)
        masker->link = is_cut ? (BiSpan){0, 0} : token->span;
}

static void
mask_token (Masker *masker, const BiMarkupToken *token)
{
    switch (token->kind) {
    case BI_MARKUP_TEXT: mask_text (masker, token->span); break;
    case BI_MARKUP_ENTITY:
        if (token->character != '\n' && token->character != '\r')
            mask_character (masker, token->span);
        break;
    case BI_MARKUP_OPEN: mask_tag (masker, token); break;
    case BI_MARKUP_CLOSE:
        if (token->element != BI_MARKUP_UNKNOWN && token->role == BI_MARKUP_LINK)
            masker->link = (BiSpan){0, 0};
        break;
    case BI_MARKUP_NOTHING: break;
    }
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
    return compare_spans (&((const Edit *) a)->at, &((const Edit *) b)->at);
}

/* ---- the masked lines ---- */

static void
append_edit (GString *line, const char *draft, const Edit *edit)
{
    const char *tag = draft + edit->at.start;

    if (edit->kind == EDIT_CHARACTER) {
        g_string_append (line, BI_MASK);
        return;
    }
    g_string_append_len (line, tag, (gssize) strcspn (tag, " \t\r\n/>"));
    g_string_append_c (line, '>');
    if (edit->kind == EDIT_TELLING_TAG)
        g_string_append (line, LEFT_OVER);
}

/* Those of the edits from @next on that begin in @part of the draft.
 * Returns: (transfer full) */
static char *
write_part (const char *draft, const GArray *edits, guint *next, BiSpan part)
{
    GString *line = g_string_new (NULL);
    gsize at = part.start;

    if (*next > 0)
        at = MAX (at, g_array_index (edits, Edit, *next - 1).at.end);
    for (; *next < edits->len; (*next)++) {
        const Edit *edit = &g_array_index (edits, Edit, *next);
        if (edit->at.start >= part.end)
            break;
        if (edit->at.start > at)
            g_string_append_len (line, draft + at, (gssize) (edit->at.start - at));
        append_edit (line, draft, edit);
        at = edit->at.end;
    }
    if (at < part.end)
        g_string_append_len (line, draft + at, (gssize) (part.end - at));
    return g_string_free (line, FALSE);
}

/* Lines of markup without what is in @spans, bytes of the lines with BI_TEXT_BREAK
 * between them: a BI_MASK stands in the place of each character but line breaks, there
 * and wherever else the same is said, which is added to @spans. Tags stay; one that says
 * it, or is a link to such text, loses its attributes, and a mask stands behind the
 * former. Returns: (transfer full)
 * (nullable): NULL when there is nothing to mask */
char **
bi_mask_lines (char **lines, GArray *spans)
{
    g_autofree char *draft = g_strjoinv (BI_TEXT_BREAK, lines);
    g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (Edit));
    g_autoptr (GStrvBuilder) masked = g_strv_builder_new ();
    Masker masker = {.draft = draft, .spans = spans, .edits = edits};
    BiMarkupToken token;
    BiMarkup markup;
    gsize start = 0;
    guint next = 0;

    spread (draft, spans);
    bi_markup_init (&markup, draft, strlen (draft));
    while (bi_markup_next (&markup, &token))
        mask_token (&masker, &token);
    if (edits->len == 0)
        return NULL;
    g_array_sort (edits, compare_edits);
    for (gsize i = 0; lines[i] != NULL; i++) {
        BiSpan part = {start, start + strlen (lines[i])};
        g_autofree char *line = write_part (draft, edits, &next, part);
        g_strv_builder_add (masked, line);
        start = part.end + strlen (BI_TEXT_BREAK);
    }
    return g_strv_builder_end (masked);
}

/* Whether a mask seems to be left over in one of the lines. */
gboolean
bi_mask_is_in (char **lines)
{
    for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
        if (strstr (lines[i], LEFT_OVER) != NULL)
            return TRUE;
    return FALSE;
}
