/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* Conversations from their opening to their closing, and what is written into them. */
void bi_conversations_connect (BiContext *context);
void bi_conversations_disconnect (BiContext *context);
void bi_conversations_greet_soon (BiContext *context);
void bi_conversations_announce_all (BiContext *context);
void bi_conversations_write_line (PurpleConversation *conv, const char *line);
