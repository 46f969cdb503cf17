/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Held drafts that were given back to an entry. */
#include "outgoing-private.h"

#include "keeping.h"

/* Two drafts in one entry are one, and one file. */
static void
merge_held (BiOutgoing *outgoing, const BiHeld *other)
{
    g_autofree char *warning = NULL;

    bi_held_append (outgoing->held, other);
    warning = bi_keeping_save (outgoing->held, bi_draft_get_report (outgoing->draft));
    if (warning == NULL)
        bi_keeping_remove (other);
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
    merge_held (outgoing, held);
    bi_held_free (held);
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
