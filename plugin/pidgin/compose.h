/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* The entries of Pidgin's conversations: their text is looked at before it leaves. */
void bi_compose_attach (const BiContext *context);
void bi_compose_detach (const BiContext *context);

gboolean bi_compose_has_entry (PurpleConversation *conv);
void bi_compose_refresh (void);
