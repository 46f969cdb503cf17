/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal.h"

#include "badidea/ui.h"

/* A UI plugin without a window, which gates every entry and does what Pidgin's does. */
const BiCoreTable *entry_attach (guint version);
void entry_detach (void);

gboolean entry_submit (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
                       const char *markup);
void entry_emit (Rehearsal *r, PurpleConversation *conv, const char *markup);
gboolean entry_enter (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
                      const char *markup);

void entry_assert_held (Rehearsal *r, const char *lines);
void entry_assert_nothing_held (Rehearsal *r);
void entry_assert_guarded (Rehearsal *r, PurpleConversation *conv);
