/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

#include "badidea/held.h"

/* Held drafts on disk. */
GHashTable *bi_keeping_new (void);
BiHeld *bi_keeping_new_held (PurpleAccount *account, PurpleConversationType type,
                             const char *name);
char *bi_keeping_save (BiHeld *held, const BiReport *report);
void bi_keeping_remove (const BiHeld *held);
GPtrArray *bi_keeping_list (PurpleConversation *conv, GPtrArray *problems);
