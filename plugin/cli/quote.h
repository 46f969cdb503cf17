/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/text.h"

/* Texts of others, safe to show in a terminal. All are UTF-8. */
char *bi_printable_whole (const char *text);
char *bi_printable (const char *text);
glong bi_measure (const char *text);
char *bi_quote (const BiText *text, BiSpan span);
