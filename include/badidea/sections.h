/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/problem.h"

/* The syntax that every file of ours shares: `[id]` opens a section, `key = value` fills
 * it. */
typedef struct _BiSection BiSection;
typedef struct _BiEntry BiEntry;

GPtrArray *bi_sections_parse (const char *file, const char *contents, gsize length,
                              GPtrArray *problems);

const char *bi_section_get_id (const BiSection *section);
gboolean bi_section_is_damaged (const BiSection *section);
BiPlace bi_section_get_place (const BiSection *section);
guint bi_section_get_size (const BiSection *section);
const BiEntry *bi_section_get_entry (const BiSection *section, guint index);

BiEntry *bi_entry_ref (const BiEntry *entry);
void bi_entry_unref (BiEntry *entry);
const char *bi_entry_get_key (const BiEntry *entry);
const char *bi_entry_get_value (const BiEntry *entry);
BiPlace bi_entry_get_place (const BiEntry *entry);
BiPlace bi_entry_get_value_place (const BiEntry *entry, gsize offset);
