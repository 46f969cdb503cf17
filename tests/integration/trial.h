/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "far.h"

/* A draft in which a phrase stands, or another, as markup. */
typedef struct {
    const char *name;
    const char *before;
    const char *after;
} TrialDraft;

enum { TRIAL_ONE_LINE, TRIAL_LINES, TRIAL_FORMATTED, TRIAL_LONG, TRIAL_N_DRAFTS };

extern const TrialDraft trial_drafts[TRIAL_N_DRAFTS];

char *trial_write (const TrialDraft *draft, const char *phrase);
void trial_add_all (Far *far);
