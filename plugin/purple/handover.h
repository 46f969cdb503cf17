/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

/* Gives lines to libpurple under permits: what happens once a held draft may leave. */
gsize bi_handover_send (PurpleAccount *account, PurpleConversationType type,
                        const char *name, char **lines);
char **bi_handover_from_text (const PurpleConversation *conv, const char *text);
