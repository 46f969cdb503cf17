/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

GHashTable *bi_keeping_new (void);
char *bi_context_save_held (BiHeld *held, const BiReport *report);
void bi_context_remove_held (const BiHeld *held);
GPtrArray *bi_context_list_held (PurpleConversation *conv);
