/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* What only shows when rules are tried: beside what reading them has found. */
void bi_lint (const BiRuleset *ruleset, GDateTime *now, GPtrArray *problems);
void bi_lint_translations (const BiRuleset *ruleset, GPtrArray *problems);
