/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "keyset.h"

#define FIRST_SIZE 2048

void
bi_key_set_init (BiKeySet *set)
{
    *set = (BiKeySet){g_new0 (guint64, FIRST_SIZE), FIRST_SIZE, 0};
}

void
bi_key_set_clear (BiKeySet *set)
{
    g_clear_pointer (&set->slots, g_free);
}

static gboolean
put (BiKeySet *set, guint64 key)
{
    gsize at = key & (set->n_slots - 1);

    while (set->slots[at] != 0 && set->slots[at] != key)
        at = (at + 1) & (set->n_slots - 1);
    if (set->slots[at] == key)
        return FALSE;
    set->slots[at] = key;
    return TRUE;
}

static void
grow (BiKeySet *set)
{
    g_autofree guint64 *old = set->slots;
    gsize n_old = set->n_slots;

    set->n_slots *= 2;
    set->slots = g_new0 (guint64, set->n_slots);
    for (gsize i = 0; i < n_old; i++)
        if (old[i] != 0)
            put (set, old[i]);
}

/* Returns: FALSE if it was there */
gboolean
bi_key_set_add (BiKeySet *set, guint64 key)
{
    if (key == 0 || !put (set, key))
        return FALSE;
    if (++set->n_keys * 2 > set->n_slots)
        grow (set);
    return TRUE;
}
