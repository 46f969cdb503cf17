/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/examples.h"
#include "validation.h"

/* All that is learned from, as rows: examples first, then the posts of a corpus that
 * weights may be made from, then those that are only measured on. */
typedef struct {
    const BiExamples *examples;
    const GPtrArray *posts; /* (nullable) BiPost */
    char **signals;
    guint n_signals;
    guint reported; /* the layer whose examples are reported on, and those above */
    BiSamples *samples;
    guint n_rows;                   /* all */
    GArray *brand_rows, *chat_rows; /* guint: real ordinary posts; or the examples */
    BiTrainingSet set;
    gint8 *targets;
    guint8 *times;
    guint8 *folds;
} BiLesson;

BiLesson *
bi_lesson_new (const BiExamples *examples, const GPtrArray *posts, const BiWords *words);
void bi_lesson_free (BiLesson *lesson);

void bi_lesson_weigh_layer (BiLesson *lesson, guint layer, guint8 times);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiLesson, bi_lesson_free)
