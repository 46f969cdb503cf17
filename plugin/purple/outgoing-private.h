/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "outgoing.h"

/* What was given back to an entry is in given.c; the rest is in outgoing.c. */
struct _BiOutgoing {
    BiDraft *draft;
    BiHeld *held; /* (nullable) the entry's draft, or what it was edited from, on disk */
    BiNotice *notice; /* (nullable) why it is held */
    guint permits;    /* open ones */
    guint posts;      /* that left under the open permit */
    gboolean refused; /* the protocol said no to one of them */
    gboolean confirmed;
    gboolean is_exempt;     /* what is on its way is no post */
    gboolean is_to_be_told; /* that what came back is masked */
};

BiOutgoing *bi_outgoing_find (PurpleConversation *conv);
BiOutgoing *bi_outgoing_find_or_new (PurpleConversation *conv);
void bi_outgoing_set_notice (BiOutgoing *outgoing, BiNotice *notice);
