/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core plugin with libpurple's IRC over a real ngIRCd. */
#include "trial.h"

#include <string.h>

#define HURRIED_MS 2

/* What is posted waits for a timer of the protocol's, which fires once a second. Here it
 * is due at once; it is the first of the connection's two. */
static gboolean
hurry (gpointer account)
{
    PurpleConnection *gc = purple_account_get_connection (account);
    GSource *timer = gc != NULL && gc->proto_data != NULL
                         ? g_main_context_find_source_by_user_data (NULL, gc->proto_data)
                         : NULL;

    if (timer != NULL)
        g_source_set_ready_time (timer, 0);
    return G_SOURCE_CONTINUE;
}

static void
set_options (PurpleAccount *account, guint16 port)
{
    purple_account_set_int (account, "port", port);
    purple_account_set_int (account, "ratelimit-interval", 0);
    purple_account_set_bool (account, "ssl", FALSE);
    purple_account_set_string (account, "encoding", "UTF-8");
    g_timeout_add (HURRIED_MS, hurry, account);
}

static const FarProtocol irc = {
    .server = SERVER_NGIRCD,
    .name = "irc",
    .protocol = "prpl-irc",
    .account = "ben@127.0.0.1",
    .buddy = "anna",
    .room = "#brand",
    .formatted = FALSE,
    .set_options = set_options,
    .post = {":ben!", " PRIVMSG "},
    .gone = " QUIT ",
    .mark = "NOTICE anna :%\r\n",
};

static void
assert_bodies (Far *far, const char *const *expected)
{
    g_auto (GStrv) bodies = far_take_bodies (far);

    g_assert_cmpstrv (bodies, expected);
}

/* The drafts of the trials put to the test what they are named for. */
static void
test_drafts (Far *far, gconstpointer data)
{
    static const char *const arrives[][5] = {
        [TRIAL_ONE_LINE] = {RISKY},
        [TRIAL_LINES] = {"one", RISKY, "http://a.example/ three", "four"},
        [TRIAL_FORMATTED] = {"Now: " RISKY " & <here> \"' caf\xc3\xa9 there "
                             "<http://a.example/?a=1&amp;b=2> "
                             "http://b.example/?c=3&d=4"},
    };
    PurpleConversation *conv = far_open (far);

    for (gsize i = 0; i < G_N_ELEMENTS (arrives); i++) {
        g_autofree char *markup = trial_write (&trial_drafts[i], RISKY);

        rehearsal_send (conv, markup);
        assert_bodies (far, arrives[i]);
    }
}

/* The limit, which is libpurple's, is within a character of four bytes. */
static void
test_split (Far *far, gconstpointer data)
{
    const gsize limit = 512 - 64 - strlen (far->r.stage->room ? irc.room : irc.buddy);
    g_autofree char *markup = trial_write (&trial_drafts[TRIAL_LONG], RISKY);
    PurpleConversation *conv = far_open (far);

    rehearsal_send (conv, markup);
    g_auto (GStrv) bodies = far_take_bodies (far);
    g_autofree char *joined = g_strjoinv ("", bodies);

    g_assert_cmpstr (joined, ==, markup);
    g_assert_cmpuint (g_strv_length (bodies), ==, 2);
    g_assert_true (g_utf8_validate (bodies[0], -1, NULL));
    g_assert_cmpuint (strlen (bodies[0]), <, limit);
    g_assert_cmpuint (strlen (bodies[0]), >, limit - 4);
}

/* A client without a gate sends a draft line by line: what is clean leaves, what follows
 * the held line waits behind it. */
static void
test_line_by_line (Far *far, gconstpointer data)
{
    static const char *const first[] = {"one", NULL};
    static const char *const others[] = {RISKY, "three", "four", NULL};
    PurpleConversation *conv;

    rehearsal_load (&far->r);
    conv = far_open (far);
    rehearsal_send (conv, first[0]);
    for (gsize i = 0; others[i] != NULL; i++)
        rehearsal_send (conv, others[i]);
    assert_bodies (far, first);
    rehearsal_assert_asked (&far->r, 1);
    g_assert_true (headless_press (far->r.h, "Post anyway"));
    assert_bodies (far, others);
}

int
main (int argc, char **argv)
{
    Far *far = far_new (&argc, &argv, &irc);

    for (int room = 0; room <= 1; room++) {
        far_add (far, "what-arrives-of-each-draft", room, test_drafts, NULL);
        far_add (far, "a-long-post-is-split-between-characters", room, test_split, NULL);
        far_add (far, "lines-behind-a-held-one-wait", room, test_line_by_line, NULL);
    }
    trial_add_all (far);
    return far_run (far);
}
