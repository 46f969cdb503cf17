/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* The rules in force: read at the start, and again whenever one of their files is saved.
 */
void bi_rules_start (BiContext *context);
void bi_rules_reload (BiContext *context);
void bi_rules_stop (BiContext *context);
