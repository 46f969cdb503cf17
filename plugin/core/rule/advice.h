/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* Warnings of rules that work and could work better. */
void bi_advise (const BiRuleset *ruleset, BiMatcher *matcher, GDateTime *now,
                GPtrArray *problems);
