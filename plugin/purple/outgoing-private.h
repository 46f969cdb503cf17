/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "outgoing.h"
#include "permit.h"
#include "typed.h"

/* Drafts given back, and the account that one is judged for, are in given.c; permits are
 * in permit.c, what is left of several posts in rest.c, the rest in outgoing.c. */
struct _BiOutgoing {
    BiDraft *draft;
    BiHeld *held; /* (nullable) the entry's draft, or what it was edited from, on disk;
                   * maybe for another account of the same contact */
    BiNotice *notice;   /* (nullable) why it is held */
    BiTyped *typed;     /* (nullable) what the client makes of what was submitted last */
    char **lines;       /* (nullable) the posts that it makes of it */
    GPtrArray *permits; /* BiPermit, open ones: one within another */
    gboolean confirmed;
    gboolean is_exempt;     /* what is on its way is no post */
    gboolean is_to_be_told; /* that what came back is masked */
};

BiOutgoing *bi_outgoing_find (PurpleConversation *conv);
BiOutgoing *bi_outgoing_find_or_new (PurpleConversation *conv);
PurpleAccount *bi_outgoing_get_account (PurpleConversation *conv);
void bi_outgoing_address (PurpleConversation *conv);
void bi_outgoing_set_notice (BiOutgoing *outgoing, BiNotice *notice);
void
bi_outgoing_check (PurpleConversation *conv, BiOutgoing *outgoing, const char *markup);
