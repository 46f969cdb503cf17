/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

#include "badidea/draft.h"
#include "badidea/journal.h"

/* The journal: what was decided about drafts, and what is wrong with the rules. */
void bi_record (const BiHeld *held, BiDecision decision);
void bi_record_lines (const BiHeld *held, BiDecision decision, gsize n);
void bi_record_text (const BiHeld *held, BiDecision decision, const char *text);
void
bi_record_on_trial (BiDraft *draft, PurpleAccount *account, PurpleConversationType type,
                    const char *name, const BiHeld *held);
void bi_record_problem (const BiProblem *problem);
