/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/examples.h"
#include "badidea/weights.h"
#include "blend.h"

/* One more signal is written, that of chat. */
#define BI_LESSON_MOST_HEADINGS (BI_WEIGHTS_MOST_SIGNALS - 1)

/* All that is learned from, as rows: examples first, then the posts of a corpus that
 * weights may be made from, then those that are only measured on. */
typedef struct {
    const BiExamples *examples;
    const GPtrArray *posts; /* (nullable) BiPost */
    char **signals; /* of the headings, maybe of chat, and last, without a name, of all
                     * headings together: it is mixed into theirs, and not written */
    guint n_headings, n_written, n_signals;
    BiBlend blend;
    guint own; /* the layer that is learned for; those below are learned already */
    BiSamples *samples;
    guint n_rows;                   /* all */
    GPtrArray *post_rows;           /* BiPost: of the rows behind the examples */
    GArray *brand_rows, *chat_rows; /* guint: real ordinary posts; or the examples */
    BiTrainingSet set;
    gint8 *targets;
    guint8 *times;
    guint8 *folds;
} BiLesson;

BiLesson *bi_lesson_new (const BiExamples *examples, const GPtrArray *posts,
                         const BiWords *words, guint own);
void bi_lesson_free (BiLesson *lesson);

void bi_lesson_weigh_own (BiLesson *lesson, guint8 times);
BiValidation *bi_lesson_validate (BiLesson *lesson);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiLesson, bi_lesson_free)
