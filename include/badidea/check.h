/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/outcomes.h"

/* What the rules in force say of one draft: the gravest first, what is only watched last.
 * Immutable; keeps its ruleset alive. */
typedef struct _BiReport BiReport;

/* What a rule that fires on a total has counted. */
typedef struct {
    const BiRule *rule;
    guint points;
} BiCount;

/* One rule's hit. Spans are bytes of the draft, first to last. */
typedef struct {
    const BiRule *rule;
    BiGravity gravity;
    GArray *spans;  /* BiSpan */
    GArray *counts; /* BiCount */
} BiFinding;

BiReport *bi_check (BiRuleset *ruleset, const BiText *text,
                    const BiCircumstances *circumstances, GHashTable *set_aside);
GArray *bi_check_secrets (BiRuleset *ruleset, const BiText *text,
                          const BiCircumstances *circumstances);
void bi_report_free (BiReport *report);

BiLevel bi_report_get_level (const BiReport *report);
guint bi_report_get_size (const BiReport *report);
guint bi_report_get_n_shown (const BiReport *report);
const BiFinding *bi_report_get_finding (const BiReport *report, guint index);
guint bi_report_get_n_gave_up (const BiReport *report);
const BiRule *bi_report_get_gave_up (const BiReport *report, guint index);
GArray *bi_report_list_secrets (const BiReport *report);
gboolean bi_report_is_searched (const BiReport *report);
const BiRuleset *bi_report_get_ruleset (const BiReport *report);
gboolean bi_report_equal (const BiReport *a, const BiReport *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiReport, bi_report_free)
