/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "conversations.h"

#include "keeping.h"
#include "outgoing.h"
#include "question.h"

#include <time.h>

/* What a conversation was told last, a BiCheckMode. */
#define TOLD "badidea-told"

/* That a draft is kept for it which it is not given back. */
#define TOLD_KEPT "badidea-told-kept"

static const char *const announcements[] = {
    [BI_CHECK_OFF] = "Bad Idea no longer looks at what you post here.",
    [BI_CHECK_ON] = "Bad Idea takes a second look at what you post here.",
    [BI_CHECK_BLIND] =
        "Bad Idea is blind: it has no usable rules, so whatever you post here is "
        "held and you are asked.",
};

#define BACK_MASKED                                                                      \
    "Bad Idea: the draft that was held here is back in the entry, with what was taken "  \
    "for a secret masked: it was not written to disk. Type that part anew, or leave it " \
    "out."

#define KEPT_UNWATCHED                                                                   \
    "Bad Idea: a draft that was held here is still on disk. This account is not "        \
    "watched, "                                                                          \
    "so it is not put back: watch the account, and open this conversation anew."

/* What nobody else in the conversation sees. @line: no markup */
void
bi_conversations_write_line (PurpleConversation *conv, const char *line)
{
    g_autofree char *markup = g_markup_escape_text (line, -1);

    purple_conversation_write (conv, NULL, markup,
                               PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NO_LOG |
                                   PURPLE_MESSAGE_NO_LINKIFY,
                               time (NULL));
}

static void
tell_of_kept (PurpleConversation *conv)
{
    g_autoptr (GPtrArray) kept = NULL;

    if (purple_conversation_get_data (conv, TOLD_KEPT) != NULL)
        return;
    kept = bi_keeping_list (conv, NULL);
    if (kept->len == 0)
        return;
    purple_conversation_set_data (conv, TOLD_KEPT, conv);
    bi_conversations_write_line (conv, KEPT_UNWATCHED);
}

/* Where no UI plugin shows the state and the held drafts, a line in the conversation and
 * a request do. */
static void
greet (BiContext *context, PurpleConversation *conv)
{
    BiCheckMode mode =
        bi_context_get_mode (context, purple_conversation_get_account (conv));
    BiCheckMode told = GPOINTER_TO_INT (purple_conversation_get_data (conv, TOLD));

    if (bi_outgoing_take_masked (conv))
        bi_conversations_write_line (conv, BACK_MASKED);
    if (mode == BI_CHECK_OFF)
        tell_of_kept (conv);
    if (told == mode || bi_context_has_entry (context, conv))
        return;
    purple_conversation_set_data (conv, TOLD, GINT_TO_POINTER (mode));
    bi_conversations_write_line (conv, announcements[mode]);
    if (told == BI_CHECK_OFF)
        bi_question_recall (context, conv);
}

static void
greet_all (BiContext *context)
{
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        greet (context, l->data);
}

/* What is watched, or the rules, have changed. */
void
bi_conversations_announce_all (BiContext *context)
{
    greet_all (context);
    bi_context_refresh (context);
}

static gboolean
end_turn (gpointer data)
{
    BiContext *context = data;

    context->greeting = 0;
    greet_all (context);
    return FALSE;
}

/* Not at once: a new room shows no lines before it is joined, and a UI plugin has yet to
 * take the new conversation's entry, or to attach itself. */
void
bi_conversations_greet_soon (BiContext *context)
{
    if (context->greeting == 0)
        context->greeting = purple_timeout_add (0, end_turn, context);
}

static void
conversation_created (PurpleConversation *conv, gpointer data)
{
    bi_conversations_greet_soon (data);
}

static void
deleting_conversation (PurpleConversation *conv, gpointer data)
{
    bi_question_leave (data, conv);
    bi_outgoing_drop (conv);
}

static void
account_removed (PurpleAccount *account, gpointer data)
{
    bi_question_leave_account (data, account);
}

/* Also covers the conversations that are open already. */
void
bi_conversations_connect (BiContext *context)
{
    purple_signal_connect (purple_conversations_get_handle (), "conversation-created",
                           context->plugin, PURPLE_CALLBACK (conversation_created),
                           context);
    purple_signal_connect (purple_conversations_get_handle (), "deleting-conversation",
                           context->plugin, PURPLE_CALLBACK (deleting_conversation),
                           context);
    purple_signal_connect (purple_accounts_get_handle (), "account-removed",
                           context->plugin, PURPLE_CALLBACK (account_removed), context);
    bi_conversations_greet_soon (context);
}

/* libpurple disconnects the handlers itself. */
void
bi_conversations_disconnect (BiContext *context)
{
    if (context->greeting != 0)
        purple_timeout_remove (context->greeting);
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
        purple_conversation_set_data (l->data, TOLD, NULL);
        purple_conversation_set_data (l->data, TOLD_KEPT, NULL);
        bi_outgoing_drop (l->data);
    }
}
