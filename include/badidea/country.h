/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/sections.h"

/* Countries by their two letters (ISO 3166-1), in capitals. */
char *bi_country_read (const char *text, gsize length);
void bi_country_add (GPtrArray *countries, char *country);
void
bi_country_read_list (const BiEntry *entry, GPtrArray *countries, GPtrArray *problems);
