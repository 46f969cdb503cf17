/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* Sentences that people wrote down under the name of what they are examples of. */
typedef struct _BiExamples BiExamples;

/* The headings of examples that are like no signal: posts, and what people say among
 * themselves in a room. */
#define BI_EXAMPLES_ORDINARY "ordinary"
#define BI_EXAMPLES_CHAT     "ordinary chat"

/* What an example proves. A rule's "miss" is no example of its signal, and nothing is
 * said of the others. */
typedef enum {
    BI_EXAMPLE_OF,
    BI_EXAMPLE_NOT_OF,
    BI_EXAMPLE_ORDINARY,
    BI_EXAMPLE_CHAT
} BiExampleKind;

typedef struct {
    BiExampleKind kind;
    const char *signal; /* (nullable): NULL of ordinary ones and of chat */
    char *text;
    BiPlace place;
    guint layer;
    gboolean is_of_rule; /* a hit or a miss */
} BiExample;

BiExamples *bi_examples_new (void);
BiExamples *bi_examples_read (const char *const *folders, GPtrArray *problems);
void bi_examples_free (BiExamples *examples);

void bi_examples_parse (BiExamples *examples, const char *path, GBytes *bytes,
                        guint layer, GPtrArray *problems);
void bi_examples_read_layer (BiExamples *examples, const char *folder, guint layer,
                             GPtrArray *problems);
void bi_examples_add_rule (BiExamples *examples, const BiRule *rule, guint layer);

guint bi_examples_get_size (const BiExamples *examples);
const BiExample *bi_examples_get (const BiExamples *examples, guint index);
guint bi_examples_count_signals (const BiExamples *examples);
char **bi_examples_list_signals (const BiExamples *examples);
GPtrArray *
bi_examples_find_nearest (const BiExamples *examples, const char *signal,
                          const BiReading *reading, const BiWords *words, guint n_wanted);
char *bi_examples_digest (const BiExamples *examples);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiExamples, bi_examples_free)
