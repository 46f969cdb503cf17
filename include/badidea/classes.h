/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/sections.h"

/* Phrases under a name, written once and used as {name}. Filled layer by layer, then
 * closed. */
typedef struct _BiClasses BiClasses;

BiClasses *bi_classes_new (void);
void bi_classes_free (BiClasses *classes);

void bi_classes_add_section (BiClasses *classes, const BiSection *section,
                             GPtrArray *problems);
void bi_classes_add_list (BiClasses *classes, const char *path, GBytes *bytes,
                          GPtrArray *problems);
void
bi_classes_add_words (BiClasses *classes, const char *name, const char *const *words);
void
bi_classes_add_entries (BiClasses *classes, const char *name, const GPtrArray *entries);
void bi_classes_add_contacts (BiClasses *classes, const char *name,
                              const char *const *contacts);
void bi_classes_end_layer (BiClasses *classes);
void bi_classes_close (BiClasses *classes, GPtrArray *problems);

const char *bi_classes_find (BiClasses *classes, const char *name, GError **error);
void bi_classes_try_examples (BiClasses *classes, GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiClasses, bi_classes_free)
