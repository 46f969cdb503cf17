/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"
#include "rule-private.h"

/* What two rules have in common. */
char *bi_condition_to_expression (const BiCondition *condition, BiClasses *classes);
void bi_overlap_report (const BiRuleset *ruleset, BiMatcher *matcher, GDateTime *now,
                        GPtrArray *problems);
