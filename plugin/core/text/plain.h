/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/text.h"

BiView *bi_plain_new (const char *draft, gsize length, BiTextFormat format);
