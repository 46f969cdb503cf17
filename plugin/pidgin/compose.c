/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compose.h"

#include "audience.h"
#include "card.h"
#include "indicator.h"
#include "input.h"

#include <gtkconv.h>
#include <gtkimhtml.h>

#define COMPOSE_KEY "badidea-compose"

/* What we keep of an entry. Several conversations may share it; one is active. */
typedef struct {
    const BiCoreTable *core;
    GtkWidget *entry;          /* owns this */
    GtkWidget *indicator;      /* weak */
    GtkWidget *card;           /* weak; NULL when nothing is asked */
    PurpleConversation *owner; /* whose held draft, or what it was edited into, it has */
    PurpleConversation *sending; /* whose draft is on its way, under a permit */
} BiCompose;

static BiCompose *
compose_of_entry (GtkWidget *entry)
{
    return g_object_get_data (G_OBJECT (entry), COMPOSE_KEY);
}

/* Returns: (nullable) */
static BiCompose *
compose_of (PurpleConversation *conv)
{
    if (!PIDGIN_IS_PIDGIN_CONVERSATION (conv) || PIDGIN_CONVERSATION (conv) == NULL)
        return NULL;
    return compose_of_entry (PIDGIN_CONVERSATION (conv)->entry);
}

static PidginConversation *
window_of (const BiCompose *compose)
{
    return g_object_get_data (G_OBJECT (compose->entry), "gtkconv");
}

static PurpleConversation *
get_owner (const BiCompose *compose)
{
    return compose->owner != NULL ? compose->owner : window_of (compose)->active_conv;
}

static void
drop_card (BiCompose *compose)
{
    GtkWidget *card = compose->card;

    g_set_weak_pointer (&compose->card, NULL);
    if (card != NULL)
        gtk_widget_destroy (card);
}

static void
close_card (BiCompose *compose)
{
    const gboolean had_focus = compose->card != NULL && bi_card_has_focus (compose->card);

    drop_card (compose);
    if (had_focus)
        gtk_widget_grab_focus (compose->entry);
}

/* Conversations with one contact share the entry, and Pidgin hands it to whichever was
 * written to last. What the card asks about leaves through the one that it names. */
static void
take_entry_back (BiCompose *compose)
{
    if (window_of (compose)->active_conv != compose->owner)
        pidgin_conv_switch_active_conversation (compose->owner);
}

/* The card goes because the draft is another one now. */
static void
leave_card (BiCompose *compose)
{
    if (compose->card == NULL)
        return;
    close_card (compose);
    take_entry_back (compose);
    compose->core->resume (compose->owner);
}

/* Puts a draft back that was held when this conversation was closed, or that did not
 * leave after all. */
static void
recall (BiCompose *compose, PurpleConversation *conv)
{
    g_autofree char *markup = NULL;

    if (window_of (compose)->active_conv != conv || !bi_input_is_empty (compose->entry))
        return;
    markup = compose->core->recall (conv);
    if (markup == NULL)
        return;
    compose->owner = conv;
    bi_input_append (compose->entry, markup);
}

static void
refresh (BiCompose *compose)
{
    const BiCoreTable *core = compose->core;
    BiCheckMode mode = core->get_mode (get_owner (compose));

    if (mode == BI_CHECK_OFF) {
        leave_card (compose);
        mode = core->get_mode (window_of (compose)->active_conv);
    }
    if (compose->indicator != NULL)
        bi_indicator_set_mode (compose->indicator, mode);
}

/* The one in the entry has come to its end. */
static void
next_draft (BiCompose *compose, PurpleConversation *conv)
{
    compose->owner = NULL;
    refresh (compose);
    recall (compose, conv);
}

static void open_card (BiCompose *compose, PurpleConversation *conv);

static void
on_decided (BiCardChoice choice, gpointer data)
{
    BiCompose *compose = data;
    const BiCoreTable *core = compose->core;
    PurpleConversation *conv = compose->owner;
    g_autoptr (GObject) guard = g_object_ref (G_OBJECT (compose->entry));
    GtkWidget *entry = GTK_WIDGET (guard);

    close_card (compose);
    take_entry_back (compose);
    gtk_widget_grab_focus (entry);
    switch (choice) {
    case BI_CARD_POST:
        core->confirm (conv);
        g_signal_emit_by_name (entry, "message_send");
        break;
    case BI_CARD_DISCARD:
        core->discard (conv);
        gtk_imhtml_clear (GTK_IMHTML (entry));
        next_draft (compose, conv);
        break;
    default: core->resume (conv);
    }
}

/* A card that says why it could not be done takes the place of this one. */
static void
on_keep_whole (gboolean whole, gpointer data)
{
    BiCompose *compose = data;

    if (!compose->core->keep_whole (compose->owner, whole))
        open_card (compose, compose->owner);
}

static const BiCardListener listener = {on_decided, on_keep_whole};

static void
open_card (BiCompose *compose, PurpleConversation *conv)
{
    const BiNotice *notice = compose->core->get_notice (conv);
    GtkWidget *lower = window_of (compose)->lower_hbox;
    GtkWidget *pane = gtk_widget_get_parent (lower);
    g_autofree char *audience = bi_audience_describe (conv);
    GtkWidget *card;
    int position;

    close_card (compose);
    g_return_if_fail (notice != NULL);
    card = bi_card_new (pane, notice, audience, &listener, compose);
    gtk_container_child_get (GTK_CONTAINER (pane), lower, "position", &position, NULL);
    gtk_box_pack_start (GTK_BOX (pane), card, FALSE, FALSE, 0);
    gtk_box_reorder_child (GTK_BOX (pane), card, position);
    gtk_widget_show (card);
    compose->owner = conv;
    g_set_weak_pointer (&compose->card, card);
    bi_card_focus (card);
}

/* Lets the client send under the permit that submit() opened. Conversation, entry and
 * even this plugin may be gone afterwards: "/close" and "/part" are drafts too. */
static void
release (BiCompose *compose, PurpleConversation *conv)
{
    const BiCoreTable *core = compose->core;
    g_autoptr (GObject) guard = g_object_ref (G_OBJECT (compose->entry));
    GtkWidget *entry = GTK_WIDGET (guard);

    close_card (compose);
    compose->sending = conv;
    g_signal_emit_by_name (entry, "message_send");
    if (compose_of_entry (entry) != compose || compose->sending != conv)
        return;
    compose->sending = NULL;
    if (!core->settle (conv, bi_input_is_empty (entry)))
        open_card (compose, conv);
    else if (bi_input_is_empty (entry))
        next_draft (compose, conv);
}

/* Enter, Pidgin's menu and its Send button all come here, before Pidgin's own handler.
 * Another conversation's draft goes on in the one that has the entry now. */
static void
on_message_send (GtkWidget *entry, BiCompose *compose)
{
    const BiCoreTable *core = compose->core;
    PurpleConversation *conv = window_of (compose)->active_conv;
    PurpleConversation *owner = get_owner (compose);
    g_autofree char *markup = NULL;
    g_auto (GStrv) lines = NULL;

    if (compose->card != NULL && owner != conv) {
        g_signal_stop_emission_by_name (entry, "message_send");
        take_entry_back (compose);
        bi_card_focus (compose->card);
        return;
    }
    if (core->has_permit (conv) || bi_input_is_blank (entry))
        return;
    if (owner != conv) {
        core->move (owner, conv);
        compose->owner = conv;
    }
    if (core->get_mode (conv) == BI_CHECK_OFF)
        return;
    g_signal_stop_emission_by_name (entry, "message_send");
    markup = gtk_imhtml_get_markup (GTK_IMHTML (entry));
    if ((conv->features & PURPLE_CONNECTION_NO_NEWLINES) != 0)
        lines = gtk_imhtml_get_markup_lines (GTK_IMHTML (entry));
    if (core->submit (conv, markup, (const char *const *) lines))
        release (compose, conv);
    else
        open_card (compose, conv);
}

static void
forget_entry (GtkWidget *entry)
{
    g_object_set_data (G_OBJECT (entry), COMPOSE_KEY, NULL);
}

/* The indicator goes with the pane, which must not lose its next child meanwhile. */
static void
compose_free (gpointer data)
{
    BiCompose *compose = data;

    drop_card (compose);
    g_set_weak_pointer (&compose->indicator, NULL);
    g_signal_handlers_disconnect_by_data (bi_input_get_buffer (compose->entry), compose);
    g_signal_handlers_disconnect_by_data (compose->entry, compose);
    g_signal_handlers_disconnect_by_func (compose->entry, forget_entry, NULL);
    g_free (compose);
}

static BiCompose *
compose_new (const BiCoreTable *core, PidginConversation *window)
{
    BiCompose *compose = g_new0 (BiCompose, 1);
    GtkWidget *pane = gtk_widget_get_parent (window->lower_hbox);
    GtkWidget *indicator = bi_indicator_new ();

    compose->core = core;
    compose->entry = window->entry;
    g_object_set_data_full (G_OBJECT (window->entry), COMPOSE_KEY, compose, compose_free);
    gtk_box_pack_start (GTK_BOX (pane), indicator, FALSE, FALSE, 0);
    g_set_weak_pointer (&compose->indicator, indicator);
    g_signal_connect (window->entry, "message_send", G_CALLBACK (on_message_send),
                      compose);
    g_signal_connect (window->entry, "destroy", G_CALLBACK (forget_entry), NULL);
    g_signal_connect_swapped (bi_input_get_buffer (window->entry), "changed",
                              G_CALLBACK (leave_card), compose);
    return compose;
}

/* It was opened, or was given the entry that it shares. */
static void
on_shown (PurpleConversation *conv, gpointer core)
{
    BiCompose *compose = compose_of (conv);

    if (!bi_compose_has_entry (conv) && PIDGIN_IS_PIDGIN_CONVERSATION (conv))
        compose = compose_new (core, PIDGIN_CONVERSATION (conv));
    if (compose == NULL)
        return;
    refresh (compose);
    recall (compose, conv);
}

/* Pidgin took over a conversation that another UI, or none, had opened. */
static void
on_displayed (PidginConversation *window, gpointer core)
{
    if (window->active_conv != NULL)
        on_shown (window->active_conv, core);
}

static void
on_updated (PurpleConversation *conv, PurpleConvUpdateType type, gpointer core)
{
    BiCompose *compose = NULL;

    if (type == PURPLE_CONV_UPDATE_FEATURES || type == PURPLE_CONV_UPDATE_ACCOUNT)
        compose = compose_of (conv);
    if (compose != NULL)
        refresh (compose);
}

/* Its draft stays on disk; the core plugin hears of the end itself. */
static void
on_deleting (PurpleConversation *conv, gpointer core)
{
    BiCompose *compose = compose_of (conv);

    if (compose == NULL)
        return;
    if (compose->sending == conv)
        compose->sending = NULL;
    if (compose->owner != conv)
        return;
    close_card (compose);
    compose->owner = NULL;
    /* Others that share the entry shall not post it; it is on disk. */
    if (window_of (compose)->convs != NULL && window_of (compose)->convs->next != NULL)
        gtk_imhtml_clear (GTK_IMHTML (compose->entry));
}

void
bi_compose_attach (PurplePlugin *plugin, const BiCoreTable *core)
{
    void *data = (void *) core;
    void *purple = purple_conversations_get_handle ();
    void *pidgin = pidgin_conversations_get_handle ();

    purple_signal_connect (purple, "conversation-created", plugin,
                           PURPLE_CALLBACK (on_shown), data);
    purple_signal_connect (purple, "conversation-updated", plugin,
                           PURPLE_CALLBACK (on_updated), data);
    purple_signal_connect (purple, "deleting-conversation", plugin,
                           PURPLE_CALLBACK (on_deleting), data);
    purple_signal_connect (pidgin, "conversation-displayed", plugin,
                           PURPLE_CALLBACK (on_displayed), data);
    purple_signal_connect (pidgin, "conversation-switched", plugin,
                           PURPLE_CALLBACK (on_shown), data);
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        on_shown (l->data, data);
}

void
bi_compose_detach (PurplePlugin *plugin)
{
    purple_signals_disconnect_by_handle (plugin);
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        if (bi_compose_has_entry (l->data)) {
            BiCompose *compose = compose_of (l->data);
            close_card (compose);
            gtk_widget_destroy (compose->indicator);
            forget_entry (compose->entry);
        }
}

/* The conversation gets the entry, unless there is another one's text in it. */
gboolean
bi_compose_give_back (PurpleConversation *conv, const char *markup)
{
    BiCompose *compose = compose_of (conv);

    if (get_owner (compose) != conv && !bi_input_is_empty (compose->entry))
        return FALSE;
    compose->owner = conv;
    take_entry_back (compose);
    bi_input_append (compose->entry, markup);
    return TRUE;
}

gboolean
bi_compose_has_entry (PurpleConversation *conv)
{
    return compose_of (conv) != NULL;
}

void
bi_compose_refresh (void)
{
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        if (bi_compose_has_entry (l->data))
            refresh (compose_of (l->data));
}
