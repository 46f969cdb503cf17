/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/check.h"
#include "badidea/examples.h"
#include "badidea/explanation.h"

/* What there is to say of one draft, in the order in which it is printed. */
typedef struct {
    const BiText *text;
    const BiReading *reading;
    const BiRuleset *ruleset;
    const BiExamples *examples;
    BiLevel level;
    GPtrArray *fired; /* BiExplanation, the gravest first, signals last */
    GPtrArray *gave_up;
    GPtrArray *near;
} BiExplained;

GPtrArray *bi_explained_find_nearest (const BiExplained *explained, const char *signal);
const char *bi_explained_level (const BiExplanation *explanation);

void bi_explain_text (BiPlace draft, const BiExplained *explained, gboolean coloured);
void bi_explain_json (guint number, const BiExplained *explained);
