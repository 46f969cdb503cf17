/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sending.h"

#include "exempt.h"
#include "outgoing.h"
#include "permit.h"
#include "question.h"
#include "record.h"

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
    bi_record_on_trial (draft, account, type, name, NULL);
    return TRUE;
}

/* A NULL message is not sent, not echoed and not announced. */
static void
guard (BiContext *context, PurpleAccount *account, PurpleConversationType type,
       const char *name, char **message)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (type, name, account);
    gboolean is_permitted = bi_permit_begin_post (conv);

    if (*message == NULL || is_permitted ||
        bi_context_get_mode (context, account) == BI_CHECK_OFF ||
        bi_exempt_is_sent (account, type, name, *message))
        return;
    if (!bi_question_append (context, account, type, name, *message)) {
        if (passes (context, account, type, name, *message))
            return;
        bi_question_open (context, account, type, name, *message);
    }
    g_clear_pointer (message, g_free);
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

static PurpleConversation *
find_im (PurpleAccount *account, const char *name)
{
    return purple_find_conversation_with_account (PURPLE_CONV_TYPE_IM, name, account);
}

static void
sending_im (PurpleAccount *account, const char *receiver, char **message, gpointer data)
{
    guard (data, account, PURPLE_CONV_TYPE_IM, receiver, message);
}

static void
sending_chat (PurpleAccount *account, char **message, int id, gpointer data)
{
    PurpleConversation *conv = find_room (account, id);

    if (conv != NULL)
        guard (data, account, PURPLE_CONV_TYPE_CHAT, purple_conversation_get_name (conv),
               message);
    else
        bi_permit_begin_post (NULL);
}

/* A post without text is not sent, and no other signal ends it. */
static void
end_if_swallowed (const char *message)
{
    if (message == NULL || message[0] == '\0')
        bi_permit_end_post ();
}

static void
after_sending_im (PurpleAccount *account, const char *receiver, char **message,
                  gpointer data)
{
    end_if_swallowed (*message);
}

static void
after_sending_chat (PurpleAccount *account, char **message, int id, gpointer data)
{
    end_if_swallowed (*message);
}

static void
leave (PurpleConversation *conv)
{
    if (conv != NULL && !bi_permit_leave_post (conv))
        bi_outgoing_count (conv);
}

static void
sent_im (PurpleAccount *account, const char *receiver, const char *message, gpointer data)
{
    leave (find_im (account, receiver));
}

static void
sent_chat (PurpleAccount *account, const char *message, int id, gpointer data)
{
    leave (find_room (account, id));
}

/* The receiver's name may be gone, if a handler has closed the conversation. */
static void
after_sent_im (PurpleAccount *account, const char *receiver, const char *message,
               gpointer data)
{
    bi_permit_end_post ();
}

static void
after_sent_chat (PurpleAccount *account, const char *message, int id, gpointer data)
{
    bi_permit_end_post ();
}

/* A protocol's error has its flag; with no other flag than this one Pidgin writes that a
 * command is unknown, or failed. */
static void
writing (PurpleConversation *conv, PurpleMessageFlags flags)
{
    if (conv != NULL &&
        ((flags & PURPLE_MESSAGE_ERROR) != 0 || flags == PURPLE_MESSAGE_NO_LOG))
        bi_permit_refuse_post (conv);
}

/* Nothing is changed, and what is written is let through. */
static gboolean
writing_message (PurpleAccount *account, const char *who, char **message,
                 PurpleConversation *conv, PurpleMessageFlags flags, gpointer data)
{
    writing (conv, flags);
    return FALSE;
}

/* Beyond libpurple's own bounds: of equal ones the handler that was connected last is
 * called first. */
#define FIRST G_MININT
#define LAST  G_MAXINT

/* Before any other handler the text is still what was written, for encryption comes
 * later, and the conversation is still open. */
static const struct {
    const char *signal;
    PurpleCallback callback;
    int priority;
} handlers[] = {
    {"sending-im-msg", PURPLE_CALLBACK (sending_im), FIRST},
    {"sending-chat-msg", PURPLE_CALLBACK (sending_chat), FIRST},
    {"sending-im-msg", PURPLE_CALLBACK (after_sending_im), LAST},
    {"sending-chat-msg", PURPLE_CALLBACK (after_sending_chat), LAST},
    {"sent-im-msg", PURPLE_CALLBACK (sent_im), FIRST},
    {"sent-chat-msg", PURPLE_CALLBACK (sent_chat), FIRST},
    {"sent-im-msg", PURPLE_CALLBACK (after_sent_im), LAST},
    {"sent-chat-msg", PURPLE_CALLBACK (after_sent_chat), LAST},
    {"writing-im-msg", PURPLE_CALLBACK (writing_message), FIRST},
    {"writing-chat-msg", PURPLE_CALLBACK (writing_message), FIRST},
};

/* libpurple disconnects a plugin's handlers when it unloads it. */
void
bi_sending_connect (BiContext *context)
{
    for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
        purple_signal_connect_priority (
            purple_conversations_get_handle (), handlers[i].signal, context->plugin,
            handlers[i].callback, context, handlers[i].priority);
}
