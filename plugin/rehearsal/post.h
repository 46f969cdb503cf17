/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/* What leaves, and who may witness it: see post.c. */

void rehearsal_post_message (PurpleConnection *gc, const char *surface, const char *where,
                             const char *markup);
void rehearsal_post_on_one_line (PurpleConnection *gc, const char *surface,
                                 const char *where, const char *text);
void rehearsal_post_status (PurpleConnection *gc, PurpleStatus *status);
