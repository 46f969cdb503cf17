/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/notice.h"

#include <conversation.h>
#include <plugin.h>

/* The core plugin and a UI plugin are loaded with local symbols and know each other by
 * two tables of functions, exchanged once over libpurple's plugin IPC ("attach",
 * "detach"). */

#define BI_CORE_PLUGIN_ID "core-badidea"
#define BI_UI_VERSION     4

typedef enum { BI_CHECK_OFF, BI_CHECK_ON, BI_CHECK_BLIND } BiCheckMode;

/* What the core plugin does for a UI plugin. */
typedef struct {
    guint version;

    /* Is this conversation's account watched, or that of the draft in its entry, and can
     * its drafts be checked? */
    BiCheckMode (*get_mode) (PurpleConversation *conv);

    /* @conv has the entry that it shares with @from, and in it what is held for @from, or
     * what that was edited into. It is judged as before, and leaves through @conv. */
    void (*move) (PurpleConversation *from, PurpleConversation *conv);

    /* Enter was pressed on @markup, of which the client will make @lines (nullable: it is
     * one post). TRUE: it may leave, under a permit that is open until settle() is
     * called. FALSE: it is held, safe on disk, and get_notice() says why. */
    gboolean (*submit) (PurpleConversation *conv, const char *markup,
                        const char *const *lines);
    gboolean (*has_permit) (PurpleConversation *conv);

    /* The client's own send has returned: @emptied tells whether it took the text out of
     * the entry. Closes the permit. FALSE: the draft was confirmed, did not leave, and is
     * held again; get_notice() says why. Lines that did not leave, where others did, are
     * for recall(). */
    gboolean (*settle) (PurpleConversation *conv, gboolean emptied);

    /* What the writer decided about the held draft. After confirm() the text, unchanged,
     * is submitted anew. After discard() it is gone from disk. */
    void (*confirm) (PurpleConversation *conv);
    void (*resume) (PurpleConversation *conv);
    void (*discard) (PurpleConversation *conv);

    /* Whether the writer agrees that the secret in the held draft is written to disk.
     * FALSE: that could not be done; get_notice() says why. */
    gboolean (*keep_whole) (PurpleConversation *conv, gboolean whole);

    /* (nullable) Owned by the core, good until the next call for this conversation. */
    const BiNotice *(*get_notice) (PurpleConversation *conv);

    /* The markup of a draft that was held in this conversation before it was closed, to
     * be put back into its empty entry. Returns: (transfer full) (nullable) */
    char *(*recall) (PurpleConversation *conv);

    /* Which accounts are watched. Until a choice is made it is all of them. */
    gboolean (*is_chosen) (void);
    gboolean (*is_watched) (const PurpleAccount *account);
    void (*set_watched) (PurpleAccount *account, gboolean watched);
} BiCoreTable;

/* What a UI plugin does for the core plugin. */
typedef struct {
    guint version;

    /* Whether this UI gates the entry of the conversation, and shows its state itself. */
    gboolean (*has_entry) (PurpleConversation *conv);

    /* Puts a held draft into that entry, on a line of its own. FALSE: there is another
     * conversation's text in it. */
    gboolean (*give_back) (PurpleConversation *conv, const char *markup);

    /* What get_mode() or is_chosen() answers has changed. */
    void (*refresh) (void);
} BiUiTable;
