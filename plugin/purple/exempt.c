/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exempt.h"

#include "badidea/nopost.h"
#include "badidea/text.h"

#include <cmds.h>
#include <string.h>

/* Whether the client will run it: what is no command here would be posted as it stands.
 */
static gboolean
is_command (PurpleConversation *conv, const char *plain)
{
    g_autofree char *name = g_strndup (plain + 1, strcspn (plain + 1, " "));
    GList *names = purple_cmd_list (conv);
    gboolean found =
        g_list_find_custom (names, name, (GCompareFunc) g_ascii_strcasecmp) != NULL;

    g_list_free (names);
    return found;
}

/* As a client sends it, whatever it was typed as. */
gboolean
bi_exempt_is_sent (PurpleConversationType type, const char *name, const char *markup)
{
    g_autoptr (BiText) text = bi_text_new (markup, -1, BI_TEXT_MARKUP);
    const char *plain = bi_text_get_plain (text, NULL);

    return bi_nopost_is_ciphertext (plain) ||
           (type == PURPLE_CONV_TYPE_IM && bi_nopost_is_login (plain, name));
}

/* As it stands in an entry, from which the client runs commands. */
gboolean
bi_exempt_is_typed (PurpleConversation *conv, const char *markup)
{
    g_autoptr (BiText) text = bi_text_new (markup, -1, BI_TEXT_MARKUP);
    const char *plain = bi_text_get_plain (text, NULL);

    if (bi_nopost_is_login_command (plain) && is_command (conv, plain))
        return TRUE;
    return bi_exempt_is_sent (purple_conversation_get_type (conv),
                              purple_conversation_get_name (conv), markup);
}
