/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/reading.h"

/* What a draft is made of, as examples are learned from and drafts are scored: the same
 * here and there, for this is the only place that knows. Immutable; borrows the reading.
 */
typedef struct _BiFeatures BiFeatures;

/* Those of a group weigh less the more there are of them in a draft. */
typedef enum {
    BI_FEATURES_WORDS,
    BI_FEATURES_LETTERS,
    BI_N_FEATURE_GROUPS
} BiFeatureGroup;

/* What of a draft is looked at, in bytes of a view. */
#define BI_FEATURES_LONGEST 8192

/* One of them, each once. It stands in the words from @first to before @end; in none if
 * both are the same. */
typedef struct {
    guint64 key;
    guint first, end;
} BiFeature;

BiFeatures *bi_features_new (const BiReading *reading);
void bi_features_free (BiFeatures *features);

const BiFeature *
bi_features_get (const BiFeatures *features, BiFeatureGroup group, guint *n_features);
guint bi_features_get_n_words (const BiFeatures *features);
gboolean bi_features_is_sign (const BiFeatures *features, guint index);
BiSpan bi_features_get_word (const BiFeatures *features, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiFeatures, bi_features_free)
