/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* What the client makes of a draft that was typed: it may run it as a command. */
typedef struct {
    gboolean is_command;
    gboolean has_text;           /* which the command posts, as far as we know it */
    gsize begin;                 /* of that text: bytes of the plain draft */
    PurpleConversationType type; /* of where it goes; unknown when nobody knows */
    char *name;
} BiTyped;

BiTyped *bi_typed_read (PurpleConversation *conv, const char *markup);
void bi_typed_free (BiTyped *typed);
char *bi_typed_describe (const BiTyped *typed, PurpleConversation *conv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiTyped, bi_typed_free)
