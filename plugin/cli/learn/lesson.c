/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "lesson.h"

#include "corpus.h"

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
    for (guint i = 0; i < bi_examples_get_size (lesson->examples); i++)
        if (bi_examples_get (lesson->examples, i)->kind == BI_EXAMPLE_ORDINARY)
            g_array_append_val (lesson->brand_rows, i);
}

static gint8
target_of (const BiLesson *lesson, guint signal, guint row)
{
    const BiExample *example;
    gboolean same;

    if (row >= bi_examples_get_size (lesson->examples))
        return -1;
    example = bi_examples_get (lesson->examples, row);
    if (example->kind == BI_EXAMPLE_ORDINARY)
        return -1;
    same = g_str_equal (example->signal, lesson->signals[signal]);
    return !same ? 0 : example->kind == BI_EXAMPLE_OF ? 1 : -1;
}

static guint8
fold_of (const BiLesson *lesson, guint row)
{
    return (guint8) (row % BI_TRAINING_FOLDS);
}

static void
fill_set (BiLesson *lesson, guint n_learned)
{
    lesson->targets = g_new0 (gint8, (gsize) lesson->n_signals * n_learned);
    lesson->times = g_new0 (guint8, n_learned);
    lesson->folds = g_new0 (guint8, n_learned);
    for (guint row = 0; row < n_learned; row++) {
        lesson->times[row] = 1;
        lesson->folds[row] = fold_of (lesson, row);
        for (guint signal = 0; signal < lesson->n_signals; signal++)
            lesson->targets[(gsize) signal * n_learned + row] =
                target_of (lesson, signal, row);
    }
    lesson->set = (BiTrainingSet){lesson->samples, n_learned,     lesson->n_signals,
                                  lesson->targets, lesson->times, lesson->folds};
}

/* Makes rows of examples and, if there are any, real posts. They have to live as long, as
 * have the words. Returns: (transfer full) */
BiLesson *
bi_lesson_new (const BiExamples *examples, const GPtrArray *posts, const BiWords *words)
{
    BiLesson *lesson = g_new0 (BiLesson, 1);
    guint n_learned;

    lesson->examples = examples;
    lesson->posts = posts;
    lesson->signals = bi_examples_list_signals (examples);
    lesson->n_signals = g_strv_length (lesson->signals);
    lesson->samples = bi_samples_new (words);
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
    g_array_unref (lesson->brand_rows);
    g_array_unref (lesson->chat_rows);
    g_free (lesson->targets);
    g_free (lesson->times);
    g_free (lesson->folds);
    g_free (lesson);
}

/* As how many each example of a layer counts; 0: not at all. */
void
bi_lesson_weigh_layer (BiLesson *lesson, guint layer, guint8 times)
{
    for (guint row = 0; row < bi_examples_get_size (lesson->examples); row++)
        if (bi_examples_get (lesson->examples, row)->layer == layer)
            lesson->times[row] = times;
}
