/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"
#include "badidea/words.h"

/* Hashtags read as words. */
BiView *bi_hashtag_view (const char *typed, gsize length, const BiWords *words);
