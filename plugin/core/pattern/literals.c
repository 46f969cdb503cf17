/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "literals.h"

/* So many texts at most come of joining each of some with each of others. */
#define MOST_JOINED 32
/* So many texts at most may be there or not. */
#define MOST_OPTIONAL 4
/* So many repetitions are written out. */
#define MOST_REPEATED 8
/* So many texts at most are compared each with each. */
#define MOST_COMPARED 64

static void
texts_clear (BiTexts *texts)
{
    g_clear_pointer (&texts->texts, g_ptr_array_unref);
}

static BiTexts
texts_steal (BiTexts *texts)
{
    BiTexts stolen = *texts;

    texts->texts = NULL;
    return stolen;
}

static void
texts_add (BiTexts *texts, const char *text, gsize length)
{
    if (texts->texts == NULL)
        *texts = (BiTexts){g_ptr_array_new (), length, length};
    texts->shortest = MIN (texts->shortest, length);
    texts->longest = MAX (texts->longest, length);
    g_ptr_array_add (texts->texts, (gpointer) text);
}

static BiTexts
texts_copy (const BiTexts *texts)
{
    BiTexts copy = *texts;

    copy.texts = g_ptr_array_copy (texts->texts, NULL, NULL);
    return copy;
}

/* Adds those of @other, and clears it. */
static void
texts_add_all (BiTexts *texts, BiTexts *other)
{
    if (texts->texts == NULL) {
        *texts = texts_steal (other);
        return;
    }
    texts->shortest = MIN (texts->shortest, other->shortest);
    texts->longest = MAX (texts->longest, other->longest);
    g_ptr_array_extend (texts->texts, other->texts, NULL, NULL);
    texts_clear (other);
}

/* Whether looking for one of these says more than looking for one of @others. */
static gboolean
is_better (const BiTexts *texts, const BiTexts *others)
{
    if (texts->texts == NULL || texts->shortest == 0)
        return FALSE;
    if (others->texts == NULL || texts->shortest != others->shortest)
        return others->texts == NULL || texts->shortest > others->shortest;
    return texts->texts->len < others->texts->len;
}

/* Remembers that one of @texts is required, if that is the @best so far. Clears them. */
static void
offer (BiTexts *texts, BiTexts *best)
{
    if (is_better (texts, best)) {
        texts_clear (best);
        *best = texts_steal (texts);
    }
    texts_clear (texts);
}

void
bi_literals_clear (BiLiterals *need)
{
    texts_clear (&need->exact);
    texts_clear (&need->required);
}

/* That of a part that takes just @text. */
BiLiterals
bi_literals_new_text (GStringChunk *chunk, const char *text, gsize length)
{
    BiLiterals need = {.exact.texts = NULL};

    bi_literals_add_exact (&need, chunk, text, length);
    return need;
}

/* Adds another text that the part may take. */
void
bi_literals_add_exact (BiLiterals *need, GStringChunk *chunk, const char *text,
                       gsize length)
{
    for (guint i = 0; need->exact.texts != NULL && i < need->exact.texts->len; i++) {
        const char *known = g_ptr_array_index (need->exact.texts, i);
        if (strncmp (known, text, length) == 0 && known[length] == '\0')
            return;
    }
    texts_add (&need->exact, g_string_chunk_insert_len (chunk, text, (gssize) length),
               length);
}

/* The better half; the other is cleared. None, where there is nothing to look for. */
static BiTexts
choose (BiLiterals *need)
{
    BiTexts chosen = {.texts = NULL};

    if (need->exact.texts == NULL || need->exact.shortest == 0 ||
        is_better (&need->required, &need->exact))
        chosen = texts_steal (&need->required);
    else
        chosen = texts_steal (&need->exact);
    bi_literals_clear (need);
    return chosen;
}

/* Fills in what is required where it is only known what is exact. */
static void
require_exact (BiLiterals *need)
{
    if (need->required.texts == NULL && need->exact.texts != NULL &&
        need->exact.shortest > 0)
        need->required = texts_copy (&need->exact);
}

/* Makes it the need of a part that matches as it does, or else as @other does. */
void
bi_literals_or (BiLiterals *need, BiLiterals other)
{
    if (need->required.texts != NULL || other.required.texts != NULL ||
        need->exact.texts == NULL || other.exact.texts == NULL) {
        require_exact (need);
        require_exact (&other);
    }
    if (need->required.texts != NULL && other.required.texts != NULL)
        texts_add_all (&need->required, &other.required);
    else
        texts_clear (&need->required);
    if (need->exact.texts != NULL && other.exact.texts != NULL)
        texts_add_all (&need->exact, &other.exact);
    else
        texts_clear (&need->exact);
    bi_literals_clear (&other);
}

/* Makes it need what @other does as well, wherever in the text. */
void
bi_literals_require (BiLiterals *need, BiLiterals other)
{
    BiTexts chosen = choose (&other);

    offer (&chosen, &need->required);
}

static int
compare (gconstpointer a, gconstpointer b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static gboolean
holds_another (const GPtrArray *texts, guint index)
{
    for (guint i = 0; i < texts->len; i++)
        if (i != index && strstr (g_ptr_array_index (texts, index),
                                  g_ptr_array_index (texts, i)) != NULL)
            return TRUE;
    return FALSE;
}

/* Copies of @sorted without those that begin with another, which is enough to look for.
 */
static GPtrArray *
copy_least (const GPtrArray *sorted)
{
    GPtrArray *least = g_ptr_array_new_full (sorted->len, g_free);
    const char *last = NULL;

    for (guint i = 0; i < sorted->len; i++) {
        const char *text = g_ptr_array_index (sorted, i);
        if (last != NULL && g_str_has_prefix (text, last))
            continue;
        g_ptr_array_add (least, g_strdup (text));
        last = text;
    }
    return least;
}

/* Returns: (transfer full) (nullable) (element-type utf8): what it is best to look for,
 * sorted; none holds another, as far as that can be told in good time */
GPtrArray *
bi_literals_choose (BiLiterals need)
{
    BiTexts chosen = choose (&need);
    GPtrArray *least;

    if (chosen.texts == NULL)
        return NULL;
    g_ptr_array_sort (chosen.texts, compare);
    least = copy_least (chosen.texts);
    texts_clear (&chosen);
    if (least->len <= MOST_COMPARED)
        for (guint i = least->len; i > 0; i--)
            if (holds_another (least, i - 1))
                g_ptr_array_remove_index (least, i - 1);
    return least;
}

static gboolean
is_run_empty (const BiSequence *sequence)
{
    return sequence->run.texts == NULL && sequence->tail_length == 0;
}

static gsize
count_run (const BiSequence *sequence)
{
    return sequence->run.texts != NULL ? sequence->run.texts->len : 1;
}

static gsize
measure_run (const BiSequence *sequence)
{
    return (sequence->run.texts != NULL ? sequence->run.longest : 0) +
           sequence->tail_length;
}

/* Adds a text of the run and one that follows it. */
static void
add_joined (BiSequence *sequence, BiTexts *joined, const char *a, const char *b)
{
    char text[2 * BI_NEED_LONGEST];
    char *end = g_stpcpy (text, a);
    gsize length;

    memcpy (end, sequence->tail, sequence->tail_length);
    end = g_stpcpy (end + sequence->tail_length, b);
    length = (gsize) (end - text);
    texts_add (joined, g_string_chunk_insert_len (sequence->chunk, text, (gssize) length),
               length);
}

/* Joins each text of the run, the tail and each of @followers (NULL: ""). */
static void
join_run (BiSequence *sequence, const BiTexts *followers)
{
    BiTexts joined = {.texts = NULL};
    gsize n_followers = followers != NULL ? followers->texts->len : 1;

    for (guint i = 0; i < count_run (sequence); i++)
        for (guint j = 0; j < n_followers; j++)
            add_joined (sequence, &joined,
                        sequence->run.texts != NULL
                            ? g_ptr_array_index (sequence->run.texts, i)
                            : "",
                        followers != NULL ? g_ptr_array_index (followers->texts, j) : "");
    texts_clear (&sequence->run);
    sequence->run = joined;
    sequence->tail_length = 0;
}

/* What comes next does not follow the run, or not closely. */
static void
break_run (BiSequence *sequence)
{
    sequence->broken = TRUE;
    if (sequence->tail_length > 0)
        join_run (sequence, NULL);
    offer (&sequence->run, &sequence->best);
}

/* Appends a part that takes just @text, at most BI_NEED_LONGEST bytes. */
void
bi_sequence_append_text (BiSequence *sequence, const char *text, gsize length)
{
    if (length > 0 && (measure_run (sequence) + length > BI_NEED_LONGEST ||
                       count_run (sequence) > MOST_JOINED))
        break_run (sequence);
    memcpy (sequence->tail + sequence->tail_length, text, length);
    sequence->tail_length += length;
}

static void
append_exact (BiSequence *sequence, const BiTexts *texts)
{
    if (texts->texts->len == 1) {
        bi_sequence_append_text (sequence, g_ptr_array_index (texts->texts, 0),
                                 texts->longest);
    } else if (!is_run_empty (sequence) &&
               measure_run (sequence) + texts->longest <= BI_NEED_LONGEST &&
               count_run (sequence) * texts->texts->len <= MOST_JOINED) {
        join_run (sequence, texts);
    } else {
        if (!is_run_empty (sequence))
            break_run (sequence);
        sequence->run = texts_copy (texts);
    }
}

static void
append_times (BiSequence *sequence, const BiTexts *texts, guint times)
{
    for (guint i = 0; i < times; i++)
        append_exact (sequence, texts);
}

static void
append_optional (BiSequence *sequence, BiLiterals *need, guint max)
{
    if (max > 0 && (max > 1 || need->exact.texts == NULL ||
                    need->exact.texts->len >= MOST_OPTIONAL)) {
        break_run (sequence);
    } else if (max == 1) {
        if (need->exact.shortest > 0)
            texts_add (&need->exact, "", 0);
        append_exact (sequence, &need->exact);
    }
}

/* Appends a part that follows @min to @max times. */
void
bi_sequence_append (BiSequence *sequence, BiLiterals need, guint min, guint max)
{
    guint times = MIN (min, MOST_REPEATED);

    if (min == 0) {
        append_optional (sequence, &need, max);
    } else if (need.exact.texts == NULL) {
        break_run (sequence);
        offer (&need.required, &sequence->best);
    } else {
        append_times (sequence, &need.exact, times);
        /* The last are close to what comes then. */
        if (times < max) {
            break_run (sequence);
            append_times (sequence, &need.exact, times);
        }
        offer (&need.required, &sequence->best);
    }
    bi_literals_clear (&need);
}

/* Returns: the need of the whole; the sequence is used up */
BiLiterals
bi_sequence_end (BiSequence *sequence)
{
    BiLiterals need = {.exact.texts = NULL};

    if (sequence->broken)
        break_run (sequence);
    else if (sequence->tail_length > 0 || sequence->run.texts == NULL)
        join_run (sequence, NULL);
    need.exact = texts_steal (&sequence->run);
    need.required = texts_steal (&sequence->best);
    return need;
}
