/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/sections.h"

/* A documented failure: what was posted, what happened, what people answered. Immutable.
 */
typedef struct _BiPrecedent BiPrecedent;

BiPrecedent *bi_precedent_new (const BiSection *section, GPtrArray *problems);
void bi_precedent_free (BiPrecedent *precedent);

const char *bi_precedent_get_id (const BiPrecedent *precedent);
const char *bi_precedent_get (const BiPrecedent *precedent, const char *key);
char *bi_precedent_to_string (const BiPrecedent *precedent);
char *bi_precedent_summarise (const BiPrecedent *precedent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiPrecedent, bi_precedent_free)
