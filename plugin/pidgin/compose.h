/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ui.h"

/* The entries of Pidgin's conversations: their text is looked at before it leaves. */
void bi_compose_attach (PurplePlugin *plugin, const BiCoreTable *core);
void bi_compose_detach (PurplePlugin *plugin);

gboolean bi_compose_has_entry (PurpleConversation *conv);
gboolean bi_compose_give_back (PurpleConversation *conv, const char *markup);
void bi_compose_refresh (void);
