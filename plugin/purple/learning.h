/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* What the person's own examples teach, learned by a process of its own. Its weights are
 * a file of the rules, and come into force as one. */
void bi_learning_start (BiContext *context, const char *const *layers);
void bi_learning_stop (BiContext *context);
