/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"

/* Precedents on standard output: a table of many, and one for people and for programs. */
void bi_precedent_print_list (const GPtrArray *list);
void bi_precedent_print_text (const BiRuleset *ruleset, const BiPrecedent *precedent,
                              glong width, gboolean coloured);
void bi_precedent_print_json (const BiRuleset *ruleset, const BiPrecedent *precedent);
