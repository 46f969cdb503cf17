/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lesson.h"

#include "corpus.h"

/* As how many examples a real post counts. */
#define POST_TIMES 3

/* So many posts of a corpus are left out at a time. */
#define CONVERSATION 50

/* Posts that are learned from come before those that are only measured on. */
static void
add_posts (BiLesson *lesson, BiPostUse use)
{
    for (guint i = 0; lesson->posts != NULL && i < lesson->posts->len; i++) {
        const BiPost *post = lesson->posts->pdata[i];
        guint row = lesson->n_rows;
        if (post->use != use)
            continue;
        bi_samples_add (lesson->samples, post->text);
        g_ptr_array_add (lesson->post_rows, (gpointer) post);
        g_array_append_val (
            post->kind == BI_POST_OF_CHAT ? lesson->chat_rows : lesson->brand_rows, row);
        lesson->n_rows++;
    }
}

static void
add_examples (BiLesson *lesson)
{
    guint n_examples = bi_examples_get_size (lesson->examples);

    for (guint i = 0; i < n_examples; i++)
        bi_samples_add (lesson->samples, bi_examples_get (lesson->examples, i)->text);
    lesson->n_rows = n_examples;
}

/* Without real posts, ordinary examples have to do. */
static void
measure_on_examples (BiLesson *lesson)
{
    for (guint i = 0; i < bi_examples_get_size (lesson->examples); i++) {
        BiExampleKind kind = bi_examples_get (lesson->examples, i)->kind;
        if (kind == BI_EXAMPLE_ORDINARY)
            g_array_append_val (lesson->brand_rows, i);
        else if (kind == BI_EXAMPLE_CHAT)
            g_array_append_val (lesson->chat_rows, i);
    }
}

/* ---- what is to be told from what ---- */

static gboolean
has_chat (const BiLesson *lesson)
{
    for (guint i = 0; i < bi_examples_get_size (lesson->examples); i++)
        if (bi_examples_get (lesson->examples, i)->kind == BI_EXAMPLE_CHAT)
            return TRUE;
    return FALSE;
}

/* A heading that only the own layer has, on top of others, is learned for itself: it says
 * nothing of theirs. */
static gboolean
is_apart (const BiLesson *lesson, const char *heading)
{
    for (guint i = 0; i < bi_examples_get_size (lesson->examples); i++) {
        const BiExample *example = bi_examples_get (lesson->examples, i);
        if (example->layer < lesson->own && g_strcmp0 (example->signal, heading) == 0)
            return FALSE;
    }
    return lesson->own > 0;
}

static BiSignalRole
role_of (const BiLesson *lesson, guint signal)
{
    if (signal == lesson->n_written)
        return BI_SIGNAL_ROLE_RISKY;
    if (signal == lesson->n_headings)
        return BI_SIGNAL_ROLE_CHAT;
    return is_apart (lesson, lesson->signals[signal]) ? BI_SIGNAL_ROLE_APART
                                                      : BI_SIGNAL_ROLE_TOPIC;
}

static void
name_signals (BiLesson *lesson)
{
    g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
    g_auto (GStrv) headings = bi_examples_list_signals (lesson->examples);

    lesson->n_headings = g_strv_length (headings);
    g_strv_builder_addv (names, (const char **) headings);
    if (has_chat (lesson))
        g_strv_builder_add (names, BI_SIGNAL_CHAT);
    g_strv_builder_add (names, "");
    lesson->signals = g_strv_builder_end (names);
    lesson->n_signals = g_strv_length (lesson->signals);
    lesson->n_written = lesson->n_signals - 1;
    lesson->blend.n_signals = lesson->n_signals;
    lesson->blend.roles = g_new0 (BiSignalRole, lesson->n_signals);
    for (guint i = 0; i < lesson->n_signals; i++)
        lesson->blend.roles[i] = role_of (lesson, i);
}

static gint8
target_for_heading (const BiExample *example, const char *heading)
{
    if (example->signal == NULL)
        return -1;
    if (!g_str_equal (example->signal, heading))
        return 0;
    return example->kind == BI_EXAMPLE_OF ? 1 : -1;
}

static gint8
target_for_risky (const BiLesson *lesson, const BiExample *example)
{
    if (example->signal == NULL)
        return -1;
    for (guint i = 0; i < lesson->n_headings; i++)
        if (lesson->blend.roles[i] == BI_SIGNAL_ROLE_APART &&
            g_str_equal (lesson->signals[i], example->signal))
            return 0;
    return example->kind == BI_EXAMPLE_OF;
}

/* Chat is told from ordinary posts only: what is risky may well sound like it. */
static gint8
target_of_example (const BiLesson *lesson, guint signal, const BiExample *example)
{
    switch (lesson->blend.roles[signal]) {
    case BI_SIGNAL_ROLE_CHAT:
        return example->signal != NULL ? 0 : example->kind == BI_EXAMPLE_CHAT ? 1 : -1;
    case BI_SIGNAL_ROLE_RISKY: return target_for_risky (lesson, example);
    case BI_SIGNAL_ROLE_TOPIC:
    case BI_SIGNAL_ROLE_APART:
    default: return target_for_heading (example, lesson->signals[signal]);
    }
}

static gint8
target_of (const BiLesson *lesson, guint signal, guint row)
{
    guint n_examples = bi_examples_get_size (lesson->examples);
    const BiPost *post;

    if (row < n_examples)
        return target_of_example (lesson, signal,
                                  bi_examples_get (lesson->examples, row));
    post = lesson->post_rows->pdata[row - n_examples];
    return lesson->blend.roles[signal] == BI_SIGNAL_ROLE_CHAT &&
                   post->kind == BI_POST_OF_CHAT
               ? 1
               : -1;
}

/* Neighbours in a corpus are of one conversation: they are left out together. */
static guint8
fold_of (const BiLesson *lesson, guint row)
{
    guint n_examples = bi_examples_get_size (lesson->examples);
    guint number = row < n_examples ? row : (row - n_examples) / CONVERSATION;

    return (guint8) (number % BI_TRAINING_FOLDS);
}

static void
fill_set (BiLesson *lesson, guint n_learned)
{
    lesson->targets = g_new0 (gint8, (gsize) lesson->n_signals * n_learned);
    lesson->times = g_new0 (guint8, n_learned);
    lesson->folds = g_new0 (guint8, n_learned);
    for (guint row = 0; row < n_learned; row++) {
        lesson->times[row] =
            row < bi_examples_get_size (lesson->examples) ? 1 : POST_TIMES;
        lesson->folds[row] = fold_of (lesson, row);
        for (guint signal = 0; signal < lesson->n_signals; signal++)
            lesson->targets[(gsize) signal * n_learned + row] =
                target_of (lesson, signal, row);
    }
    lesson->set = (BiTrainingSet){lesson->samples, n_learned,     lesson->n_signals,
                                  lesson->targets, lesson->times, lesson->folds};
}

/* Makes rows of examples and, if there are any, real posts. They have to live as long, as
 * have the words. @own: the layer that is learned for. Returns: (transfer full) */
BiLesson *
bi_lesson_new (const BiExamples *examples, const GPtrArray *posts, const BiWords *words,
               guint own)
{
    BiLesson *lesson = g_new0 (BiLesson, 1);
    guint n_learned;

    lesson->examples = examples;
    lesson->posts = posts;
    lesson->own = own;
    name_signals (lesson);
    lesson->samples = bi_samples_new (words);
    lesson->post_rows = g_ptr_array_new ();
    lesson->brand_rows = g_array_new (FALSE, FALSE, sizeof (guint));
    lesson->chat_rows = g_array_new (FALSE, FALSE, sizeof (guint));
    add_examples (lesson);
    add_posts (lesson, BI_POST_LEARN);
    n_learned = lesson->n_rows;
    add_posts (lesson, BI_POST_MEASURE);
    if (posts == NULL)
        measure_on_examples (lesson);
    bi_samples_close (lesson->samples, n_learned);
    fill_set (lesson, n_learned);
    return lesson;
}

void
bi_lesson_free (BiLesson *lesson)
{
    if (lesson == NULL)
        return;
    g_strfreev (lesson->signals);
    bi_samples_free (lesson->samples);
    g_free (lesson->blend.roles);
    g_ptr_array_unref (lesson->post_rows);
    g_array_unref (lesson->brand_rows);
    g_array_unref (lesson->chat_rows);
    g_free (lesson->targets);
    g_free (lesson->times);
    g_free (lesson->folds);
    g_free (lesson);
}

/* As how many each example of the own layer counts; 0: not at all. */
void
bi_lesson_weigh_own (BiLesson *lesson, guint8 times)
{
    for (guint row = 0; row < bi_examples_get_size (lesson->examples); row++)
        if (bi_examples_get (lesson->examples, row)->layer == lesson->own)
            lesson->times[row] = times;
}

/* What signals score on rows that they did not learn from, mixed as weights will be; sets
 * from where on chat counts. Returns: (transfer full) */
BiValidation *
bi_lesson_validate (BiLesson *lesson)
{
    BiValidation *validation = bi_validation_new (&lesson->set, lesson->n_rows);

    lesson->blend.chat_start =
        bi_blend_find_start (&lesson->blend, validation, lesson->brand_rows);
    bi_blend_sums (&lesson->blend, validation);
    return validation;
}
