/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "headless.h"

#include <string.h>
#include <sys/stat.h>

#include <glib.h>
#include <glib/gstdio.h>

#define PROTOCOL "prpl-rehearsal"
#define ROOM     "#acme"

typedef struct {
    Headless *h;
    PurpleAccount *account;
    GString *posts; /* a line each: "surface where|text" */
} Fixture;

/* What the writer sends in an IM and in a room, and what is then posted. */
typedef struct {
    const char *path;
    gboolean newlines;
    const char *sent;
    const char *posts[4];
} Case;

static const Case cases[] = {
    {"one-line-is-one-post", TRUE, "Hello", {"Hello"}},
    {"one-plain-line-is-one-post", FALSE, "Hello", {"Hello"}},
    {"several-lines-are-one-formatted-post", TRUE, "a\nb<br>c", {"a\nb<br>c"}},
    {"several-lines-are-several-plain-posts", FALSE, "a\nb<br>c", {"a", "b", "c"}},
    {"an-empty-line-is-no-plain-post", FALSE, "a\n\nb\n", {"a", "b"}},
    {"formatting-is-kept-as-markup",
     TRUE,
     "<b>Big</b> &amp; new",
     {"<b>Big</b> &amp; new"}},
    {"formatting-is-dropped-from-plain-text",
     FALSE,
     "<b>Big</b> &amp; new",
     {"Big & new"}},
    {"a-link-is-written-out-in-plain-text",
     FALSE,
     "<a href=\"http://a.example/\">here</a>",
     {"here <http://a.example/>"}},
};

static void
note_post (PurpleAccount *account, const char *surface, const char *where,
           const char *text, gpointer data)
{
    Fixture *f = data;
    if (account == f->account)
        g_string_append_printf (f->posts, "%s %s|%s\n", surface, where, text);
}

static void
set_up_offline (Fixture *f, gconstpointer data)
{
    f->h = headless_get ();
    f->posts = g_string_new (NULL);
    f->account = headless_new_account (f->h, PROTOCOL, g_test_get_path ());
    purple_signal_connect (purple_find_prpl (PROTOCOL), "rehearsal-posted", f,
                           PURPLE_CALLBACK (note_post), f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
    const Case *c = data;
    set_up_offline (f, data);
    purple_account_set_bool (f->account, "newlines", c ? c->newlines : TRUE);
    g_assert_true (headless_connect (f->h, f->account));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
    purple_accounts_delete (f->account);
    purple_signals_disconnect_by_handle (f);
    headless_forget_notices (f->h);
    g_string_free (f->posts, TRUE);
}

/* Compares what was posted since the last call. */
static void
assert_posts (Fixture *f, const char *expected)
{
    g_assert_cmpstr (f->posts->str, ==, expected);
    g_string_truncate (f->posts, 0);
}

static PurpleConversation *
open_im (Fixture *f, const char *who)
{
    return purple_conversation_new (PURPLE_CONV_TYPE_IM, f->account, who);
}

static int
room_id (PurpleConversation *room)
{
    return purple_conv_chat_get_id (PURPLE_CONV_CHAT (room));
}

static void
assert_case (Fixture *f, const Case *c, const char *prefix)
{
    g_autoptr (GString) expected = g_string_new (NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (c->posts) && c->posts[i]; i++)
        g_string_append_printf (expected, "%s|%s\n", prefix, c->posts[i]);
    assert_posts (f, expected->str);
}

static void
test_case (Fixture *f, gconstpointer data)
{
    const Case *c = data;
    PurpleConversation *im = open_im (f, "bob");
    purple_conv_im_send_with_flags (PURPLE_CONV_IM (im), c->sent,
                                    PURPLE_MESSAGE_NO_LINKIFY);
    assert_case (f, c, "im bob");
    g_assert_cmpuint (headless_shown (im, c->sent), ==, 1);

    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    purple_conv_chat_send_with_flags (PURPLE_CONV_CHAT (room), c->sent,
                                      PURPLE_MESSAGE_NO_LINKIFY);
    assert_case (f, c, "room " ROOM);
    g_assert_cmpuint (headless_shown (room, c->sent), ==, 1);
}

static void
test_own_message (Fixture *f, gconstpointer data)
{
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    purple_conv_chat_send (PURPLE_CONV_CHAT (room), "Hello");

    PurpleConvMessage *shown = purple_conversation_get_message_history (room)->data;
    g_assert_true (shown->flags & PURPLE_MESSAGE_SEND);
    g_assert_false (shown->flags & PURPLE_MESSAGE_RECV);
    g_assert_cmpstr (shown->who, ==, purple_account_get_username (f->account));
    g_assert_true (purple_conv_chat_find_user (PURPLE_CONV_CHAT (room), "rehearsal"));
}

static void
test_topic (Fixture *f, gconstpointer data)
{
    PurpleConnection *gc = purple_account_get_connection (f->account);
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    PURPLE_PLUGIN_PROTOCOL_INFO (gc->prpl)->set_chat_topic (gc, room_id (room), "1 < 2");

    assert_posts (f, "topic " ROOM "|1 < 2\n");
    g_assert_cmpstr (purple_conv_chat_get_topic (PURPLE_CONV_CHAT (room)), ==, "1 < 2");
    g_assert_cmpuint (headless_shown (room, "set the topic to: 1 &lt; 2"), ==, 1);
}

static void
test_invitation (Fixture *f, gconstpointer data)
{
    PurpleConnection *gc = purple_account_get_connection (f->account);
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    serv_chat_invite (gc, room_id (room), "Come & see", "bob");
    assert_posts (f, "invite " ROOM " bob|Come & see\n");
    g_assert_cmpuint (headless_shown (room, "bob was invited: Come &amp; see"), ==, 1);

    serv_chat_invite (gc, room_id (room), NULL, "carol");
    assert_posts (f, "invite " ROOM " carol|\n");
}

static void
set_status (Fixture *f, const char *id, const char *message)
{
    purple_account_set_status (f->account, id, TRUE, "message", message, NULL);
}

static void
test_status (Fixture *f, gconstpointer data)
{
    set_status (f, "away", "Back\nat <b>noon</b>");
    assert_posts (f, "status |Back\nat <b>noon</b>\n");
    set_status (f, "away", "");
    set_status (f, "available", NULL);
    assert_posts (f, "");
}

static void
test_plain_status (Fixture *f, gconstpointer data)
{
    purple_account_disconnect (f->account);
    purple_account_set_bool (f->account, "newlines", FALSE);
    g_assert_true (headless_connect (f->h, f->account));
    set_status (f, "away", "Back\nat <b>noon</b>");
    assert_posts (f, "status |Back at noon\n");
}

static void
test_offline (Fixture *f, gconstpointer data)
{
    PurpleConnection *gc = purple_account_get_connection (f->account);
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    const int left = room_id (room);
    serv_chat_leave (gc, left);
    g_assert_true (purple_conv_chat_has_left (PURPLE_CONV_CHAT (room)));
    g_assert_cmpint (serv_chat_send (gc, left, "Hello", 0), <, 0);
    serv_chat_invite (gc, left, "Come", "bob");
    assert_posts (f, "");

    purple_account_set_enabled (f->account, purple_core_get_ui (), FALSE);
    g_assert_true (purple_account_is_disconnected (f->account));
    set_status (f, "available", "Good morning");
    headless_turn (f->h);
    assert_posts (f, "");

    g_assert_true (headless_connect (f->h, f->account));
    assert_posts (f, "status |Good morning\n");
}

static void
test_reconnect (Fixture *f, gconstpointer data)
{
    PurpleConversation *other = headless_join (f->h, f->account, "#other");
    headless_join (f->h, f->account, ROOM);
    purple_account_disconnect (f->account);
    g_assert_true (headless_connect (f->h, f->account));

    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    g_assert_cmpint (room_id (room), !=, room_id (other));
    purple_conv_chat_send (PURPLE_CONV_CHAT (room), "Again");
    assert_posts (f, "room " ROOM "|Again\n");
    g_assert_cmpuint (headless_shown (room, "Again"), ==, 1);
    g_assert_cmpuint (headless_shown (other, "Again"), ==, 0);
}

static void
test_joined_twice (Fixture *f, gconstpointer data)
{
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    const guint open = g_list_length (purple_get_chats ());
    g_assert_true (headless_join (f->h, f->account, ROOM) == room);
    g_assert_cmpuint (g_list_length (purple_get_chats ()), ==, open);
}

static void
test_buddies (Fixture *f, gconstpointer data)
{
    PurpleBuddy *early = purple_buddy_new (f->account, "early", NULL);
    purple_blist_add_buddy (early, NULL, NULL, NULL);
    g_assert_false (PURPLE_BUDDY_IS_ONLINE (early));
    g_assert_true (headless_connect (f->h, f->account));
    g_assert_true (PURPLE_BUDDY_IS_ONLINE (early));

    PurpleBuddy *late = purple_buddy_new (f->account, "late", NULL);
    purple_blist_add_buddy (late, NULL, NULL, NULL);
    purple_account_add_buddy_with_invite (f->account, late, NULL);
    g_assert_true (PURPLE_BUDDY_IS_ONLINE (late));
}

static void
post_everywhere (Fixture *f)
{
    PurpleConnection *gc = purple_account_get_connection (f->account);
    PurpleConversation *room = headless_join (f->h, f->account, ROOM);
    purple_conv_chat_send (PURPLE_CONV_CHAT (room), "a\nb \\ c");
    purple_conv_im_send (PURPLE_CONV_IM (open_im (f, "bob")), "Hello");
    PURPLE_PLUGIN_PROTOCOL_INFO (gc->prpl)->set_chat_topic (gc, room_id (room), "News");
    set_status (f, "away", "Lunch");
    serv_chat_invite (gc, room_id (room), "Come", "bob");
}

static void
test_transcript (Fixture *f, gconstpointer data)
{
    g_autofree char *path = g_build_filename (headless_dir (f->h), "transcript", NULL);
    g_autofree char *contents = NULL;
    GStatBuf status;
    purple_account_set_string (f->account, "transcript", path);
    post_everywhere (f);

    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
    g_assert_cmpstr (contents, ==,
                     "room #acme: a\\nb \\\\ c\n"
                     "im bob: Hello\n"
                     "topic #acme: News\n"
                     "status: Lunch\n"
                     "invite #acme bob: Come\n");
    g_assert_cmpint (g_stat (path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    g_assert_cmpuint (headless_notices (f->h), ==, 0);
}

static void
test_unwritable_transcript (Fixture *f, gconstpointer data)
{
    purple_account_set_string (f->account, "transcript", headless_dir (f->h));
    purple_conv_im_send (PURPLE_CONV_IM (open_im (f, "bob")), "Hello");
    assert_posts (f, "im bob|Hello\n");
    g_assert_cmpuint (headless_notices (f->h), ==, 1);
    g_assert_nonnull (strstr (headless_notice (f->h), headless_dir (f->h)));
}

/* The last test: libpurple does not find an unloaded protocol again. */
static void
test_unload (Fixture *f, gconstpointer data)
{
    PurplePlugin *plugin = purple_find_prpl (PROTOCOL);
    g_assert_true (purple_plugin_unload (plugin));
    g_assert_true (purple_account_is_disconnected (f->account));
    g_assert_null (purple_connections_get_all ());
    g_assert_null (PURPLE_PLUGIN_PROTOCOL_INFO (plugin)->protocol_options);
}

static const struct {
    const char *path;
    void (*set_up) (Fixture *, gconstpointer);
    void (*test) (Fixture *, gconstpointer);
} tests[] = {
    {"a-room-shows-a-post-as-our-own", set_up, test_own_message},
    {"a-topic-is-posted-and-set", set_up, test_topic},
    {"an-invitation-is-posted-and-shown", set_up, test_invitation},
    {"a-status-message-is-posted-an-empty-one-is-not", set_up, test_status},
    {"a-plain-status-message-is-one-line-of-text", set_up, test_plain_status},
    {"nothing-is-posted-while-offline", set_up, test_offline},
    {"a-room-can-be-joined-again-after-reconnecting", set_up, test_reconnect},
    {"a-room-joined-twice-is-one-room", set_up, test_joined_twice},
    {"buddies-are-online", set_up_offline, test_buddies},
    {"the-transcript-has-a-line-a-post-and-is-private", set_up, test_transcript},
    {"a-transcript-that-cannot-be-written-is-reported", set_up,
     test_unwritable_transcript},
    {"unloading-closes-the-connections", set_up, test_unload},
};

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (Headless) h = headless_new (plugins ? plugins : "build/plugins");

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strconcat ("/rehearsal/", cases[i].path, NULL);
        g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
        g_autofree char *path = g_strconcat ("/rehearsal/", tests[i].path, NULL);
        g_test_add (path, Fixture, NULL, tests[i].set_up, tests[i].test, tear_down);
    }
    return g_test_run ();
}
