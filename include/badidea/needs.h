/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/pattern.h"

/* A total that other rules have to reach: "3 of a, b.*, not c" or "4 points of a, b". */
typedef struct _BiNeeds BiNeeds;

/* What the rule at @index of the ids has come to, and what it counts. */
typedef BiMatch (*BiNeedsFunc) (gsize index, guint *points, gpointer data);

BiNeeds *bi_needs_new (const char *value, gsize *offset, GError **error);
void bi_needs_free (BiNeeds *needs);

gboolean bi_needs_names (const BiNeeds *needs, const char *id);
gboolean bi_needs_forbids (const BiNeeds *needs, const char *id);
guint bi_needs_get_total (const BiNeeds *needs, gboolean *points);
BiMatch bi_needs_reached (const BiNeeds *needs, const char *const *ids, BiNeedsFunc ask,
                          gpointer data, GPtrArray *counted);
const char *
bi_needs_find_unknown (const BiNeeds *needs, const char *const *ids, gsize *offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiNeeds, bi_needs_free)
