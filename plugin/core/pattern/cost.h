/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/pattern.h"

/* What an expression costs, in steps and not in seconds: it repeats on any machine. */
#define BI_COST_SAMPLE_LENGTH 280

guint bi_cost_count_steps (const char *expression);
char *bi_cost_find_runaway (const BiPattern *pattern, BiMatcher *matcher);
