/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Literals one of which is in every text that an expression matches, both folded. */
GPtrArray *bi_required_find (const char *expression);
char *bi_required_fold (const char *text, gssize length);
