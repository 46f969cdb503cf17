/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/check.h"

/* Reports on standard output, for people and, one JSON object a line, for programs. */
void bi_show_text (BiPlace draft, const BiText *text, const BiReport *report);
void bi_show_json (guint number, const BiText *text, const BiReport *report);
void bi_show_json_error (guint number, const char *message);
