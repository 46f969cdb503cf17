/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"

/* How near to a match something else has to be. */
typedef struct {
    enum { BI_SCOPE_DRAFT, BI_SCOPE_LINE, BI_SCOPE_SENTENCE, BI_SCOPE_WORDS } kind;
    guint words;
} BiScope;

gboolean bi_scope_parse (const char *text, BiScope *scope);
BiSpan bi_scope_around (BiScope scope, const char *text, gsize length, BiSpan match);
