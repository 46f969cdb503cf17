/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "letters.h"

void bi_lookalike_latinise (BiLetter *letters, gsize n, const char *typed);
