/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* Conversations of watched accounts, from their opening to their closing. */
void bi_watch_connect (BiContext *context);
void bi_watch_disconnect (BiContext *context);
void bi_watch_greet_soon (BiContext *context);
void bi_watch_announce_all (BiContext *context);
void bi_watch_write_line (PurpleConversation *conv, const char *line);
