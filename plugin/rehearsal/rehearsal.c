/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include "post.h"

#include <errno.h>
#include <time.h>

#include <glib.h>

/* Nobody is there, so everybody is there. */
static void
show_available (PurpleAccount *account, const char *name)
{
    const char *available = purple_primitive_get_id_from_type (PURPLE_STATUS_AVAILABLE);
    purple_prpl_got_user_status (account, name, available, NULL);
}

static void
rehearsal_login (PurpleAccount *account)
{
    PurpleConnection *gc = purple_account_get_connection (account);
    const gboolean formatted = purple_account_get_bool (account, "newlines", TRUE);
    gc->flags |= formatted ? PURPLE_CONNECTION_HTML : PURPLE_CONNECTION_NO_NEWLINES;
    purple_connection_set_display_name (gc, purple_account_get_username (account));
    purple_connection_set_state (gc, PURPLE_CONNECTED);

    g_autoptr (GSList) buddies = purple_find_buddies (account, NULL);
    for (GSList *l = buddies; l != NULL; l = l->next)
        show_available (account, purple_buddy_get_name (l->data));

    /* As with real protocols, a status chosen while offline leaves at login. */
    rehearsal_post_status (gc, purple_account_get_active_status (account));
}

static void
rehearsal_close (PurpleConnection *gc)
{
}

static void
rehearsal_set_status (PurpleAccount *account, PurpleStatus *status)
{
    rehearsal_post_status (purple_account_get_connection (account), status);
}

static void
rehearsal_add_buddy (PurpleConnection *gc, PurpleBuddy *buddy, PurpleGroup *group,
                     const char *message)
{
    show_available (purple_connection_get_account (gc), purple_buddy_get_name (buddy));
}

static int
rehearsal_send_im (PurpleConnection *gc, const char *who, const char *message,
                   PurpleMessageFlags flags)
{
    rehearsal_post_message (gc, "im", who, message);
    return 1;
}

static GList *
add_component (GList *list, const char *label, const char *identifier, gboolean required)
{
    struct proto_chat_entry *entry = g_new0 (struct proto_chat_entry, 1);
    entry->label = label;
    entry->identifier = identifier;
    entry->required = required;
    return g_list_append (list, entry);
}

static GList *
rehearsal_chat_info (PurpleConnection *gc)
{
    GList *list = add_component (NULL, "_Room:", "room", TRUE);
    return add_component (list, "_Topic:", "topic", FALSE);
}

static GHashTable *
rehearsal_chat_info_defaults (PurpleConnection *gc, const char *name)
{
    GHashTable *defaults = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
    if (name)
        g_hash_table_insert (defaults, (char *) "room", g_strdup (name));
    return defaults;
}

static char *
rehearsal_get_chat_name (GHashTable *components)
{
    return g_strdup (g_hash_table_lookup (components, "room"));
}

/* A room that was left keeps its number, so one that is free is one above all others. */
static int
unused_room_id (PurpleAccount *account)
{
    int highest = 0;
    for (GList *l = purple_get_chats (); l != NULL; l = l->next)
        if (purple_conversation_get_account (l->data) == account)
            highest = MAX (highest, purple_conv_chat_get_id (PURPLE_CONV_CHAT (l->data)));
    return highest + 1;
}

/* NULL when the room was left or never joined. */
static PurpleConvChat *
joined_room (PurpleConnection *gc, int id)
{
    PurpleConversation *conv = purple_find_chat (gc, id);
    if (!conv || purple_conv_chat_has_left (PURPLE_CONV_CHAT (conv)))
        return NULL;
    return PURPLE_CONV_CHAT (conv);
}

static const char *
room_name (PurpleConvChat *chat)
{
    return purple_conversation_get_name (purple_conv_chat_get_conversation (chat));
}

/* text is plain: it is escaped here. */
static void
write_in_room (PurpleConvChat *chat, const char *text)
{
    g_autofree char *markup = g_markup_escape_text (text, -1);
    purple_conversation_write (purple_conv_chat_get_conversation (chat), "", markup,
                               PURPLE_MESSAGE_SYSTEM, time (NULL));
}

/* A room opens with its topic: what is to be rehearsed. */
static void
welcome (PurpleConvChat *chat, const char *topic)
{
    if (!topic || *topic == '\0')
        return;
    purple_conv_chat_set_topic (chat, "rehearsal", topic);
    write_in_room (chat, topic);
}

static void
rehearsal_join_chat (PurpleConnection *gc, GHashTable *components)
{
    PurpleAccount *account = purple_connection_get_account (gc);
    g_autofree char *room = rehearsal_get_chat_name (components);
    if (!room || *g_strstrip (room) == '\0') {
        purple_notify_error (gc, "Rehearsal", "The room needs a name.", NULL);
        return;
    }

    PurpleConversation *conv =
        purple_find_conversation_with_account (PURPLE_CONV_TYPE_CHAT, room, account);
    if (conv && !purple_conv_chat_has_left (PURPLE_CONV_CHAT (conv))) {
        purple_conversation_present (conv);
        return;
    }

    conv = serv_got_joined_chat (gc, unused_room_id (account), room);
    PurpleConvChat *chat = PURPLE_CONV_CHAT (conv);
    purple_conv_chat_add_user (chat, purple_connection_get_display_name (gc), NULL,
                               PURPLE_CBFLAGS_NONE, FALSE);
    purple_conv_chat_add_user (chat, "rehearsal", NULL, PURPLE_CBFLAGS_OP, FALSE);
    welcome (chat, g_hash_table_lookup (components, "topic"));
}

static void
rehearsal_chat_leave (PurpleConnection *gc, int id)
{
    serv_got_chat_left (gc, id);
}

static int
rehearsal_chat_send (PurpleConnection *gc, int id, const char *message,
                     PurpleMessageFlags flags)
{
    PurpleConvChat *chat = joined_room (gc, id);
    if (!chat)
        return -EINVAL;

    rehearsal_post_message (gc, "room", room_name (chat), message);
    serv_got_chat_in (gc, id, purple_connection_get_display_name (gc), flags, message,
                      time (NULL));
    return 1;
}

static void
rehearsal_chat_invite (PurpleConnection *gc, int id, const char *message, const char *who)
{
    PurpleConvChat *chat = joined_room (gc, id);
    if (!chat)
        return;

    const char *text = message ? message : "";
    g_autofree char *where = g_strdup_printf ("%s %s", room_name (chat), who);
    rehearsal_post_on_one_line (gc, "invite", where, text);

    const char *colon = *text != '\0' ? ": " : "";
    g_autofree char *line = g_strdup_printf ("%s was invited%s%s", who, colon, text);
    write_in_room (chat, line);
}

static void
rehearsal_set_chat_topic (PurpleConnection *gc, int id, const char *topic)
{
    PurpleConvChat *chat = joined_room (gc, id);
    if (!chat)
        return;

    const char *text = topic ? topic : "";
    const char *nick = purple_connection_get_display_name (gc);
    rehearsal_post_on_one_line (gc, "topic", room_name (chat), text);
    purple_conv_chat_set_topic (chat, nick, text);

    g_autofree char *line = g_strdup_printf ("%s set the topic to: %s", nick, text);
    write_in_room (chat, line);
}

static GList *
rehearsal_status_types (PurpleAccount *account)
{
    static const PurpleStatusPrimitive with_message[] = {
        PURPLE_STATUS_AVAILABLE,
        PURPLE_STATUS_AWAY,
        PURPLE_STATUS_UNAVAILABLE,
    };
    GList *types = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (with_message); i++)
        types = g_list_append (types, purple_status_type_new_with_attrs (
                                          with_message[i], NULL, NULL, TRUE, TRUE, FALSE,
                                          "message", "Message",
                                          purple_value_new (PURPLE_TYPE_STRING), NULL));
    return g_list_append (types, purple_status_type_new_full (PURPLE_STATUS_OFFLINE, NULL,
                                                              NULL, TRUE, TRUE, FALSE));
}

/* Pidgin has no icon for this: it shows that of its other protocol without a server. */
static const char *
rehearsal_list_icon (PurpleAccount *account, PurpleBuddy *buddy)
{
    return "bonjour";
}

/* libpurple frees a protocol's options when it unloads it, so loading makes them. */
static gboolean
rehearsal_load (PurplePlugin *plugin)
{
    PurplePluginProtocolInfo *prpl = PURPLE_PLUGIN_PROTOCOL_INFO (plugin);
    prpl->protocol_options =
        g_list_append (NULL, purple_account_option_bool_new (
                                 "Allow formatting and several lines", "newlines", TRUE));
    prpl->protocol_options =
        g_list_append (prpl->protocol_options,
                       purple_account_option_string_new (
                           "Write what is posted to this file", "transcript", ""));

    purple_signal_register (
        plugin, "rehearsal-posted", purple_marshal_VOID__POINTER_POINTER_POINTER_POINTER,
        NULL, 4, purple_value_new (PURPLE_TYPE_SUBTYPE, PURPLE_SUBTYPE_ACCOUNT),
        purple_value_new (PURPLE_TYPE_STRING), purple_value_new (PURPLE_TYPE_STRING),
        purple_value_new (PURPLE_TYPE_STRING));
    return TRUE;
}

/* libpurple leaves the connections of an unloaded protocol open, pointing into it. */
static gboolean
rehearsal_unload (PurplePlugin *plugin)
{
    g_autoptr (GList) connections = g_list_copy (purple_connections_get_all ());
    for (GList *l = connections; l != NULL; l = l->next)
        if (purple_connection_get_prpl (l->data) == plugin)
            purple_account_disconnect (purple_connection_get_account (l->data));

    purple_signals_unregister_by_instance (plugin);
    return TRUE;
}

static PurplePluginProtocolInfo rehearsal_protocol = {
    .options = OPT_PROTO_NO_PASSWORD | OPT_PROTO_CHAT_TOPIC,
    .list_icon = rehearsal_list_icon,
    .status_types = rehearsal_status_types,
    .chat_info = rehearsal_chat_info,
    .chat_info_defaults = rehearsal_chat_info_defaults,
    .login = rehearsal_login,
    .close = rehearsal_close,
    .send_im = rehearsal_send_im,
    .set_status = rehearsal_set_status,
    .join_chat = rehearsal_join_chat,
    .get_chat_name = rehearsal_get_chat_name,
    .chat_invite = rehearsal_chat_invite,
    .chat_leave = rehearsal_chat_leave,
    .chat_send = rehearsal_chat_send,
    .normalize = purple_normalize_nocase,
    .set_chat_topic = rehearsal_set_chat_topic,
    .add_buddy_with_invite = rehearsal_add_buddy,
    .struct_size = sizeof (PurplePluginProtocolInfo),
};

static PurplePluginInfo rehearsal_info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = PURPLE_MINOR_VERSION,
    .type = PURPLE_PLUGIN_PROTOCOL,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *) "prpl-rehearsal",
    .name = (char *) "Rehearsal",
    .version = (char *) BI_VERSION,
    .summary = (char *) "Rooms without a server: what is posted goes nowhere.",
    .description = (char *) "For practice before a campaign, for showing and for tests. "
                            "What is posted appears in its room and goes nowhere.",
    .author = (char *) "The Bad Idea authors",
    .load = rehearsal_load,
    .unload = rehearsal_unload,
    .extra_info = &rehearsal_protocol,
};

static void
rehearsal_init (PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN (rehearsal, rehearsal_init, rehearsal_info)
