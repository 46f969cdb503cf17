/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "segment.h"

/* What the letters up to a place cost: an unknown letter is worse than any number of
   words, and the fewer words the better. A word of one letter counts as two. */
#define UNKNOWN_LETTER 1000
#define WORD           1

typedef enum { STEP_NONE, STEP_WORD, STEP_UNKNOWN, STEP_SEPARATOR } Step;

/* A way to a place, and the way before it. */
typedef struct {
    guint cost;
    Step step;
    guint8 from, rank;
} Way;

typedef struct {
    const BiWords *words;
    const BiLetter *letters;
    gsize n;
    char utf8[4 * BI_SEGMENT_LONGEST];
    gsize offsets[BI_SEGMENT_LONGEST + 1];
    Way ways[BI_SEGMENT_LONGEST + 1][BI_SEGMENT_BEST]; /* the best first */
} Reader;

static void
offer (Way *ways, Way way)
{
    gsize i = BI_SEGMENT_BEST;

    while (i > 0 && (ways[i - 1].step == STEP_NONE || ways[i - 1].cost > way.cost)) {
        if (i < BI_SEGMENT_BEST)
            ways[i] = ways[i - 1];
        i--;
    }
    if (i < BI_SEGMENT_BEST)
        ways[i] = way;
}

/* All ways to from go on to the place to. */
static void
go_on (Reader *reader, gsize from, gsize to, Step step, guint cost)
{
    const Way *ways = reader->ways[from];

    for (guint8 rank = 0; rank < BI_SEGMENT_BEST; rank++) {
        Way way = {cost, step, (guint8) from, rank};

        if (from > 0 && ways[rank].step == STEP_NONE)
            break;
        way.cost += from > 0 ? ways[rank].cost : 0;
        if (step == STEP_UNKNOWN && (from == 0 || ways[rank].step != STEP_UNKNOWN))
            way.cost += WORD;
        offer (reader->ways[to], way);
        if (from == 0)
            break;
    }
}

/* A word of the list, or one with a plural's or genitive's "s". */
static gboolean
is_known (const Reader *reader, gsize from, gsize to)
{
    const char *word = reader->utf8 + reader->offsets[from];
    gsize length = reader->offsets[to] - reader->offsets[from];

    return bi_words_contains (reader->words, word, length) ||
           (to - from > 3 && word[length - 1] == 's' &&
            bi_words_contains (reader->words, word, length - 1));
}

static gsize
end_of_number (const Reader *reader, gsize from)
{
    while (from < reader->n && g_unichar_isdigit (reader->letters[from].character))
        from++;
    return from;
}

static void
read_from (Reader *reader, gsize from)
{
    gsize number = end_of_number (reader, from);

    if (from > 0 && reader->ways[from][0].step == STEP_NONE)
        return;
    if (reader->letters[from].character == '_') {
        go_on (reader, from, from + 1, STEP_SEPARATOR, 0);
        return;
    }
    if (number > from)
        go_on (reader, from, number, STEP_WORD, WORD);
    else
        go_on (reader, from, from + 1, STEP_UNKNOWN, UNKNOWN_LETTER);
    for (gsize to = from + 1; to <= reader->n; to++) {
        if (reader->offsets[to] - reader->offsets[from] > BI_WORDS_LONGEST)
            break;
        if (is_known (reader, from, to))
            go_on (reader, from, to, STEP_WORD, to == from + 1 ? 2 * WORD : WORD);
    }
}

static void
trace (const Reader *reader, gsize rank, BiSegmentation *found)
{
    gsize at = reader->n;

    *found = (BiSegmentation){.n_unknown = reader->ways[at][rank].cost / UNKNOWN_LETTER};
    while (at > 0) {
        const Way *way = &reader->ways[at][rank];
        gboolean goes_on = way->step == STEP_UNKNOWN && way->from > 0 &&
                           reader->ways[way->from][way->rank].step == STEP_UNKNOWN;

        found->begins[way->from] = !goes_on;
        at = way->from;
        rank = way->rank;
    }
}

/* The best ways to read up to BI_SEGMENT_LONGEST letters as words: those with the fewest
   unknown letters, the fewest words first. A "_" is a word of its own. Returns: how many
 */
guint
bi_segment (const BiWords *words, const BiLetter *letters, gsize n,
            BiSegmentation best[BI_SEGMENT_BEST])
{
    Reader reader = {.words = words, .letters = letters, .n = n};
    guint n_best = 0;

    if (n == 0 || n > BI_SEGMENT_LONGEST)
        return 0;
    for (gsize i = 0; i < n; i++)
        reader.offsets[i + 1] = reader.offsets[i] + (gsize) g_unichar_to_utf8 (
                                                        letters[i].character,
                                                        reader.utf8 + reader.offsets[i]);
    for (gsize from = 0; from < n; from++)
        read_from (&reader, from);
    for (gsize rank = 0; rank < BI_SEGMENT_BEST; rank++) {
        if (reader.ways[n][rank].step == STEP_NONE)
            break;
        trace (&reader, rank, &best[n_best]);
        if (best[n_best].n_unknown == best[0].n_unknown)
            n_best++;
    }
    return n_best;
}
