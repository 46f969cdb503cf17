/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exempt.h"

#include "badidea/nopost.h"
#include "badidea/text.h"

#include <string.h>

/* Elsewhere there are no such services, and whoever has the name of one is a person. */
static gboolean
is_irc (const PurpleAccount *account)
{
    return strcmp (purple_account_get_protocol_id (account), "prpl-irc") == 0;
}

static char *
read_plain (const char *markup)
{
    g_autoptr (BiText) text = bi_text_new (markup, -1, BI_TEXT_MARKUP);

    return g_strdup (bi_text_get_plain (text, NULL));
}

static gboolean
is_no_post (const PurpleAccount *account, PurpleConversationType type, const char *name,
            const char *plain)
{
    return bi_nopost_is_ciphertext (plain) ||
           (type == PURPLE_CONV_TYPE_IM && is_irc (account) &&
            bi_nopost_is_login (plain, name));
}

/* As a client sends it, whatever it was typed as. */
gboolean
bi_exempt_is_sent (const PurpleAccount *account, PurpleConversationType type,
                   const char *name, const char *markup)
{
    g_autofree char *plain = read_plain (markup);

    return is_no_post (account, type, name, plain);
}

/* As it stands in an entry, from which the client runs commands. */
gboolean
bi_exempt_is_typed (PurpleConversation *conv, const BiTyped *typed, const char *markup)
{
    const PurpleAccount *account = purple_conversation_get_account (conv);
    g_autofree char *plain = read_plain (markup);

    if (is_irc (account) && typed->is_command && bi_nopost_is_login_command (plain))
        return TRUE;
    return is_no_post (account, purple_conversation_get_type (conv),
                       purple_conversation_get_name (conv), plain);
}
