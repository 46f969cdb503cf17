/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rule-private.h"

BiMatch bi_rule_judge (const BiRule *rule, const BiRun *run, GArray *spans,
                       const BiCondition **decisive);
