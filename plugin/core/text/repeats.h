/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

void bi_repeats_add (const char *draft, GArray *spans);
