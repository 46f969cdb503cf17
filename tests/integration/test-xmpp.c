/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core plugin with libpurple's XMPP over a real Prosody. */
#include "entry.h"
#include "trial.h"

#include <string.h>

static void
set_options (PurpleAccount *account, guint16 port)
{
    purple_account_set_string (account, "connect_server", "127.0.0.1");
    purple_account_set_int (account, "port", port);
    purple_account_set_string (account, "connection_security", "opportunistic_tls");
    purple_account_set_bool (account, "auth_plain_in_clear", TRUE);
}

static const FarProtocol xmpp = {
    .server = SERVER_PROSODY,
    .name = "xmpp",
    .protocol = "prpl-jabber",
    .account = "ben@localhost/desk",
    .buddy = "anna@localhost",
    .room = "brand@conf.localhost",
    .formatted = TRUE,
    .set_options = set_options,
    .post = {"<message ", "<body"},
    .gone = "type='unavailable'",
    .mark = "<message to='anna@localhost' type='headline'><subject>%</subject></message>",
};

/* The drafts of the trials put to the test what they are named for. */
static void
test_drafts (Far *far, gconstpointer data)
{
    static const struct {
        int draft;
        const char *body;
        const char *html;
    } cases[] = {
        {TRIAL_ONE_LINE, "<body>" RISKY "</body>", NULL},
        {TRIAL_LINES, "<body>one\n" RISKY "\nhttp://a.example/ three\nfour</body>",
         "<br/>"},
        {TRIAL_FORMATTED,
         "<body>Now: " RISKY " &amp; &lt;here&gt; &quot;&apos; caf\xc3\xa9 there",
         "color: #ff0000"},
        {TRIAL_LONG, "<body>" RISKY " \xf0\x9f\x98\x80", NULL},
    };
    PurpleConversation *conv = far_open (far);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *markup = trial_write (&trial_drafts[cases[i].draft], RISKY);

        rehearsal_send (conv, markup);
        g_autofree char *posts = far_take (far);
        const char *end = strstr (posts, "</message>");

        g_assert_nonnull (end);
        g_assert_cmpstr (end, ==, "</message>\n");
        g_assert_nonnull (strstr (posts, cases[i].body));
        g_assert_cmpint (strstr (posts, "<html") != NULL, ==, cases[i].html != NULL);
        if (cases[i].html != NULL)
            g_assert_nonnull (strstr (posts, cases[i].html));
    }
}

/* Only the resource of its address is another one since. */
static void
test_renamed (Far *far, gconstpointer data)
{
    PurpleConversation *conv = far_open (far);
    const BiCoreTable *core;
    g_autofree char *markup = NULL;

    rehearsal_load (&far->r);
    core = entry_attach (BI_UI_VERSION);
    g_assert_false (core->submit (conv, RISKY, NULL));
    far_disconnect (far);
    purple_conversation_destroy (conv);
    purple_account_set_username (far->r.account, "ben@localhost/home");
    conv = far_reconnect (far);
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, RISKY);
    core->discard (conv);
}

int
main (int argc, char **argv)
{
    Far *far = far_new (&argc, &argv, &xmpp);

    for (int room = 0; room <= 1; room++) {
        far_add (far, "what-arrives-of-each-draft", room, test_drafts, NULL);
        far_add (far, "a-new-resource-is-the-same-account", room, test_renamed, NULL);
    }
    trial_add_all (far);
    return far_run (far);
}
