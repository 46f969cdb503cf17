/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "audience.h"

static gboolean
several_accounts_are_connected (void)
{
    const GList *connections = purple_connections_get_all ();

    return connections != NULL && connections->next != NULL;
}

/* "to #acme, 12 people, from acme@irc": the account only where there is a choice.
 * Returns: (transfer full) */
char *
bi_audience_describe (PurpleConversation *conv)
{
    const PurpleConvChat *room = purple_conversation_get_chat_data (conv);
    GString *text = g_string_new ("to ");

    if (room != NULL) {
        const guint people = g_list_length (purple_conv_chat_get_users (room));
        g_string_append (text, purple_conversation_get_name (conv));
        g_string_append_printf (text, people == 1 ? ", %'u person" : ", %'u people",
                                people);
    } else {
        g_string_append (text, purple_conversation_get_title (conv));
    }
    if (several_accounts_are_connected ())
        g_string_append_printf (
            text, ", from %s",
            purple_account_get_username (purple_conversation_get_account (conv)));
    return g_string_free (text, FALSE);
}
