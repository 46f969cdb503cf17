/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

/* What stands in the place of each character of a secret: a bullet. */
#define BI_MASK "\342\200\242"

char **bi_mask_lines (char **lines, GArray *spans);
gboolean bi_mask_is_in (char **lines);
