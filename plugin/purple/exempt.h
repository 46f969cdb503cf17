/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "typed.h"

/* What is no post: it passes untouched, and nobody looks at it. */
gboolean
bi_exempt_is_typed (PurpleConversation *conv, const BiTyped *typed, const char *markup);
gboolean bi_exempt_is_sent (const PurpleAccount *account, PurpleConversationType type,
                            const char *name, const char *markup);
