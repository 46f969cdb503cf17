/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Keys that are hashes already, each once. Open addressing; zero is no key. */
typedef struct {
    guint64 *slots;
    gsize n_slots; /* a power of two */
    gsize n_keys;
} BiKeySet;

void bi_key_set_init (BiKeySet *set);
void bi_key_set_clear (BiKeySet *set);
gboolean bi_key_set_add (BiKeySet *set, guint64 key);
