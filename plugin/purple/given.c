/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Held drafts that were given back to an entry, or go on in that of another account. */
#include "outgoing-private.h"

#include "conversations.h"
#include "keeping.h"
#include "settings.h"

/* Two drafts in one entry are one, and one file; when it cannot be written, both stay. */
static void
merge_held (PurpleConversation *conv, BiOutgoing *outgoing, const BiHeld *other)
{
    g_autofree char *warning = NULL;

    bi_held_append (outgoing->held, other);
    warning = bi_keeping_save (outgoing->held, bi_draft_get_report (outgoing->draft));
    if (warning == NULL)
        bi_keeping_remove (other);
    else
        bi_conversations_write_line (conv, warning);
}

/* @held: (transfer full), @draft: (transfer full) what is put back into the entry now */
void
bi_outgoing_give (PurpleConversation *conv, BiHeld *held, BiDraft *draft)
{
    BiOutgoing *outgoing = bi_outgoing_find_or_new (conv);

    bi_draft_free (outgoing->draft);
    outgoing->draft = draft;
    bi_outgoing_set_notice (outgoing, NULL);
    if (outgoing->held == NULL) {
        outgoing->held = held;
        return;
    }
    merge_held (conv, outgoing, held);
    bi_held_free (held);
}

/* What is held for a watched account is judged as its draft, whichever it leaves through.
 */
PurpleAccount *
bi_outgoing_get_account (PurpleConversation *conv)
{
    const BiHeld *held = bi_outgoing_get_held (conv);
    PurpleAccount *account =
        held != NULL ? purple_accounts_find (held->account, held->protocol) : NULL;

    return account != NULL && bi_settings_is_watched (account)
               ? account
               : purple_conversation_get_account (conv);
}

BiCheckMode
bi_outgoing_get_mode (PurpleConversation *conv)
{
    return bi_context_get_mode (bi_context_get (), bi_outgoing_get_account (conv));
}

/* Takes up a draft that was held here before the conversation was closed.
 * Returns: (transfer full) (nullable): its markup, for the entry */
char *
bi_outgoing_recall (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find_or_new (conv);
    g_autoptr (GPtrArray) kept = NULL;
    char *markup;

    if (outgoing->held != NULL || bi_outgoing_get_mode (conv) == BI_CHECK_OFF)
        return NULL;
    kept = bi_keeping_list (conv, NULL);
    if (kept->len == 0)
        return NULL;
    outgoing->held = g_ptr_array_steal_index (kept, 0);
    markup = bi_held_join (outgoing->held);
    bi_outgoing_check (conv, outgoing, markup);
    bi_draft_set_lines (outgoing->draft, outgoing->held,
                        g_strdupv (outgoing->held->lines));
    g_strfreev (bi_draft_take_on_trial (outgoing->draft)); /* when it was held */
    outgoing->is_to_be_told = outgoing->held->is_masked;
    if (outgoing->is_to_be_told)
        bi_conversations_greet_soon (bi_context_get ());
    return markup;
}

/* Whether a draft has come back masked, and its writer was not told yet. */
gboolean
bi_outgoing_take_masked (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);
    gboolean is_to_be_told = outgoing != NULL && outgoing->is_to_be_told;

    if (outgoing != NULL)
        outgoing->is_to_be_told = FALSE;
    return is_to_be_told;
}

/* Conversations with one contact share an entry. What it has was held for @from and goes
 * on in @conv; what was held for @conv, and is not in the entry, stays on disk. */
void
bi_outgoing_move (PurpleConversation *from, PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (from);
    BiOutgoing *other = bi_outgoing_find_or_new (conv);
    BiOutgoing dropped = *other;

    if (outgoing == NULL || outgoing->permits->len > 0)
        return;
    *other = *outgoing;
    *outgoing = dropped;
    bi_outgoing_drop (from);
}

/* What is held has left through this conversation, and the journal is to say so. It was a
 * warning to the account that it was judged as. */
void
bi_outgoing_address (PurpleConversation *conv)
{
    PurpleAccount *account = purple_conversation_get_account (conv);
    BiHeld *held = bi_outgoing_find (conv)->held;
    g_autofree char *time = bi_context_get_time ();

    if (held == NULL)
        return;
    bi_settings_set_warned_at (bi_outgoing_get_account (conv), time);
    g_free (held->protocol);
    g_free (held->account);
    g_free (held->conversation);
    held->protocol = g_strdup (purple_account_get_protocol_id (account));
    held->account = g_strdup (purple_account_get_username (account));
    held->conversation = g_strdup (purple_conversation_get_name (conv));
}

/* Where a UI gates the entry, other text has nothing to do with the draft in it.
 * Returns: (transfer none) (nullable) */
BiDraft *
bi_outgoing_get_given (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);
    gboolean given = outgoing != NULL && outgoing->held != NULL &&
                     !bi_context_has_entry (bi_context_get (), conv);

    return given ? outgoing->draft : NULL;
}

/* What was given back was edited into something that is held anew.
 * Returns: (transfer full) (nullable), and then @draft is set: (transfer full) */
BiHeld *
bi_outgoing_take (PurpleConversation *conv, BiDraft **draft)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (bi_outgoing_get_given (conv) == NULL)
        return NULL;
    *draft = outgoing->draft;
    outgoing->draft = bi_draft_new ();
    return g_steal_pointer (&outgoing->held);
}

/* Returns: (nullable) */
const BiHeld *
bi_outgoing_get_held (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    return outgoing != NULL ? outgoing->held : NULL;
}
