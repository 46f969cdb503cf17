/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* What the rules of one file say of drafts, and how that differs from what they said. */
typedef struct _BiTrial BiTrial;

BiTrial *
bi_trial_new (const BiRuleset *ruleset, const char *file, const GPtrArray *drafts);
void bi_trial_free (BiTrial *trial);

void bi_trial_print (const BiTrial *trial, const char *name);
void
bi_trial_print_changes (const BiTrial *trial, const BiTrial *before, const char *since);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiTrial, bi_trial_free)
