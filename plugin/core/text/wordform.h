/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/words.h"
#include "letters.h"

/* A word in the making, in place. words is nullable. */
void bi_wordform_read_digits (GArray *word, const BiWords *words);
void bi_wordform_shorten (GArray *word, const BiWords *words);
