/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "headless.h"

/* libpurple's UI callbacks carry no user data. The operations are part of the object, so
 * that a callback finds it again from libpurple's own pointer to them. */
struct _Headless {
    PurpleRequestUiOps request_ops; /* first: see headless_get () */
    PurpleNotifyUiOps notify_ops;
    PurpleConversationUiOps conversation_ops;
    PurpleEventLoopUiOps loop_ops;
    GPtrArray *requests; /* (element-type Request), the newest last */
    GPtrArray *notices;  /* (element-type utf8), the newest last */
    char *confirm;       /* (nullable) */
    char *dir;
    guint core_callbacks; /* see headless_free () */
};

void headless_ui_install (Headless *h);
void headless_ui_remove (Headless *h);
