/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/check.h"
#include "badidea/gate.h"
#include "badidea/held.h"

/* One conversation's text, what the rules say of it, and its gate. */
typedef struct _BiDraft BiDraft;

BiDraft *bi_draft_new (void);
void bi_draft_free (BiDraft *draft);

gboolean bi_draft_check (BiDraft *draft, BiRuleset *ruleset,
                         const BiCircumstances *circumstances, const char *markup);
BiVerdict bi_draft_step (BiDraft *draft, BiGateEvent event);
void bi_draft_forget (BiDraft *draft);
char **bi_draft_take_on_trial (BiDraft *draft);
GArray *bi_draft_list_secrets (const BiDraft *draft, char **lines);
void bi_draft_set_lines (const BiDraft *draft, BiHeld *held, char **lines);

BiGateState bi_draft_get_state (const BiDraft *draft);
const char *bi_draft_get_markup (const BiDraft *draft);
const BiText *bi_draft_get_text (const BiDraft *draft);
const BiReport *bi_draft_get_report (const BiDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiDraft, bi_draft_free)
