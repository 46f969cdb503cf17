/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "handover.h"

#include "permit.h"

#include "badidea/text.h"

#include <util.h>

static gboolean
takes_markup (const PurpleConversation *conv)
{
    return (conv->features & PURPLE_CONNECTION_HTML) != 0;
}

/* The text is as the signal carried it: where links are markup they are made already. */
static void
send_line (PurpleConversation *conv, const char *line)
{
    PurpleMessageFlags flags = takes_markup (conv) ? PURPLE_MESSAGE_NO_LINKIFY : 0;

    if (purple_conversation_get_type (conv) == PURPLE_CONV_TYPE_IM)
        purple_conv_im_send_with_flags (PURPLE_CONV_IM (conv), line, flags);
    else
        purple_conv_chat_send_with_flags (PURPLE_CONV_CHAT (conv), line, flags);
}

static gboolean
can_send (PurpleConversation *conv)
{
    return conv != NULL &&
           purple_account_is_connected (purple_conversation_get_account (conv)) &&
           (purple_conversation_get_type (conv) != PURPLE_CONV_TYPE_CHAT ||
            !purple_conv_chat_has_left (PURPLE_CONV_CHAT (conv)));
}

/* Returns: whether the post under it has left */
static gboolean
close_permit (PurpleConversation *conv)
{
    g_autoptr (BiPermit) permit = bi_permit_close (conv);

    return permit != NULL && bi_permit_count_left (permit) > 0;
}

/* Whether a post has not led to the account being deleted. */
static gboolean
is_there (const PurpleAccount *account)
{
    return g_list_find (purple_accounts_get_all (), account) != NULL;
}

/* Each line under a permit of its own. One that closes the conversation has left:
 * libpurple stands no closing before that. Afterwards the account may be gone. Returns:
 * how many have left */
gsize
bi_handover_send (PurpleAccount *account, PurpleConversationType type, const char *name,
                  char **lines)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (type, name, account);
    gsize sent = 0;

    if (conv == NULL && type == PURPLE_CONV_TYPE_IM &&
        purple_account_is_connected (account))
        conv = purple_conversation_new (type, account, name);
    while (lines[sent] != NULL && can_send (conv)) {
        bi_permit_open (conv);
        send_line (conv, lines[sent]);
        conv = is_there (account)
                   ? purple_find_conversation_with_account (type, name, account)
                   : NULL;
        if (conv != NULL && !close_permit (conv))
            break;
        sent++;
    }
    return sent;
}

/* What was typed as plain text, as one line: the protocol splits it where it must.
 * @conv: (nullable). Returns: (transfer full) */
char **
bi_handover_from_text (const PurpleConversation *conv, const char *text)
{
    g_autofree char *escaped = g_markup_escape_text (text, -1);
    g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);
    g_autofree char *markup = g_strjoinv (BI_TEXT_BREAK, lines);
    char **result = g_new0 (char *, 2);

    result[0] = conv != NULL && takes_markup (conv) ? purple_markup_linkify (markup)
                                                    : g_strdup (markup);
    return result;
}
