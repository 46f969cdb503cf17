/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sending.h"

#include "exempt.h"
#include "outgoing.h"
#include "question.h"

#include "badidea/draft.h"

/* What a draft given back to an entry was edited into is judged as that draft. */
static gboolean
passes (const BiContext *context, PurpleAccount *account, PurpleConversationType type,
        const char *name, const char *markup)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (type, name, account);
    g_autoptr (BiCircumstances) circumstances =
        bi_context_get_circumstances (account, type, name);
    g_autoptr (BiDraft) fresh = bi_draft_new ();
    BiDraft *given = conv != NULL ? bi_outgoing_get_given (conv) : NULL;
    BiDraft *draft = given != NULL ? given : fresh;

    bi_draft_check (draft, context->ruleset, circumstances, markup);
    if (bi_draft_step (draft, BI_EVENT_SEND) != BI_VERDICT_PASS)
        return FALSE;
    bi_context_record_watched (draft, account, type, name, NULL);
    return TRUE;
}

/* A NULL message is not sent, not echoed and not announced. */
static void
guard (BiContext *context, PurpleAccount *account, PurpleConversationType type,
       const char *name, char **message)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (type, name, account);

    if (*message == NULL || bi_context_get_mode (context, account) == BI_CHECK_OFF)
        return;
    if (conv != NULL && bi_outgoing_has_permit (conv))
        return;
    if (bi_exempt_is_sent (type, name, *message))
        return;
    if (!bi_question_append (context, account, type, name, *message)) {
        if (passes (context, account, type, name, *message))
            return;
        bi_question_open (context, account, type, name, *message);
    }
    g_clear_pointer (message, g_free);
}

static void
sending_im (PurpleAccount *account, const char *receiver, char **message, gpointer data)
{
    guard (data, account, PURPLE_CONV_TYPE_IM, receiver, message);
}

/* A room that was left keeps its number, and another one may have it since.
 * Returns: (nullable) */
static PurpleConversation *
find_room (const PurpleAccount *account, int id)
{
    PurpleConversation *left = NULL;

    for (GList *l = purple_get_chats (); l != NULL; l = l->next) {
        PurpleConvChat *room = PURPLE_CONV_CHAT ((PurpleConversation *) l->data);
        if (purple_conversation_get_account (l->data) != account ||
            purple_conv_chat_get_id (room) != id)
            continue;
        if (!purple_conv_chat_has_left (room))
            return l->data;
        left = l->data;
    }
    return left;
}

static void
sending_chat (PurpleAccount *account, char **message, int id, gpointer data)
{
    PurpleConversation *conv = find_room (account, id);

    if (conv != NULL)
        guard (data, account, PURPLE_CONV_TYPE_CHAT, purple_conversation_get_name (conv),
               message);
}

static void
sent_im (PurpleAccount *account, const char *receiver, const char *message, gpointer data)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, receiver, account);

    if (conv != NULL)
        bi_outgoing_count (conv);
}

static void
sent_chat (PurpleAccount *account, const char *message, int id, gpointer data)
{
    PurpleConversation *conv = find_room (account, id);

    if (conv != NULL)
        bi_outgoing_count (conv);
}

/* A protocol's error has its flag; with no other flag than this one Pidgin writes that a
 * command is unknown, or failed. */
static void
writing (PurpleConversation *conv, PurpleMessageFlags flags)
{
    if (conv != NULL &&
        ((flags & PURPLE_MESSAGE_ERROR) != 0 || flags == PURPLE_MESSAGE_NO_LOG))
        bi_outgoing_refuse (conv);
}

/* Nothing is changed, and what is written is let through. */
static gboolean
writing_message (PurpleAccount *account, const char *who, char **message,
                 PurpleConversation *conv, PurpleMessageFlags flags, gpointer data)
{
    writing (conv, flags);
    return FALSE;
}

/* First of all handlers, while the text is still what was written: encryption comes
 * later. libpurple disconnects a plugin's handlers when it unloads it. */
void
bi_sending_connect (BiContext *context)
{
    void *handle = purple_conversations_get_handle ();
    PurplePlugin *plugin = context->plugin;
    int first = PURPLE_SIGNAL_PRIORITY_LOWEST;

    purple_signal_connect_priority (handle, "sending-im-msg", plugin,
                                    PURPLE_CALLBACK (sending_im), context, first);
    purple_signal_connect_priority (handle, "sending-chat-msg", plugin,
                                    PURPLE_CALLBACK (sending_chat), context, first);
    /* First here too: one that closes the conversation leaves the others a dangling name.
     */
    purple_signal_connect_priority (handle, "sent-im-msg", plugin,
                                    PURPLE_CALLBACK (sent_im), context, first);
    purple_signal_connect_priority (handle, "sent-chat-msg", plugin,
                                    PURPLE_CALLBACK (sent_chat), context, first);
    purple_signal_connect_priority (handle, "writing-im-msg", plugin,
                                    PURPLE_CALLBACK (writing_message), context, first);
    purple_signal_connect_priority (handle, "writing-chat-msg", plugin,
                                    PURPLE_CALLBACK (writing_message), context, first);
}
