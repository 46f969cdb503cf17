/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/when.h"

/* What a condition met, in words: "the audience is direct". */
char *bi_when_reason (const BiWhen *when, const BiMoment *moment);
