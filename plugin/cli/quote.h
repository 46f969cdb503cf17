/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/text.h"

char *bi_printable (const char *part);
char *bi_quote (const BiText *text, BiSpan span);
