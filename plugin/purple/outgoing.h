/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

#include "badidea/draft.h"

/* What a conversation is about to post: the draft in its entry, and the permits under
 * which libpurple may send. Hangs on the conversation. */
typedef struct _BiOutgoing BiOutgoing;

void bi_outgoing_drop (PurpleConversation *conv);

/* The entry's draft: see BiCoreTable. */
BiCheckMode bi_outgoing_get_mode (PurpleConversation *conv);
void bi_outgoing_move (PurpleConversation *from, PurpleConversation *conv);
gboolean bi_outgoing_submit (PurpleConversation *conv, const char *markup,
                             const char *const *lines);
gboolean bi_outgoing_settle (PurpleConversation *conv, gboolean emptied);
void bi_outgoing_confirm (PurpleConversation *conv);
void bi_outgoing_resume (PurpleConversation *conv);
void bi_outgoing_discard (PurpleConversation *conv);
gboolean bi_outgoing_keep_whole (PurpleConversation *conv, gboolean whole);
const BiNotice *bi_outgoing_get_notice (PurpleConversation *conv);
char *bi_outgoing_recall (PurpleConversation *conv);
gboolean bi_outgoing_take_masked (PurpleConversation *conv);

void bi_outgoing_count (PurpleConversation *conv);

/* A held draft that was given back to the entry: on disk until it, or what it was edited
 * into, has left. */
void bi_outgoing_give (PurpleConversation *conv, BiHeld *held, BiDraft *draft);
BiHeld *bi_outgoing_take (PurpleConversation *conv, BiDraft **draft);
BiDraft *bi_outgoing_get_given (PurpleConversation *conv);
const BiHeld *bi_outgoing_get_held (PurpleConversation *conv);
