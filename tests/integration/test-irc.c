/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core plugin with libpurple's IRC over a real ngIRCd. */
#include "entry.h"
#include "trial.h"

#include <cmds.h>
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

/* As Pidgin does it with what stands in the entry. */
static void
run_command (const BiCoreTable *core, PurpleConversation *conv, const char *line)
{
    g_autofree char *error = NULL;

    g_assert_true (core->submit (conv, line, NULL));
    g_assert_cmpint (purple_cmd_do_command (conv, line + 1, line + 1, &error), ==,
                     PURPLE_CMD_STATUS_OK);
    g_assert_true (core->settle (conv, TRUE));
}

/* The protocol's own commands, none of which is announced by the signals of a post. */
static void
test_commands (Far *far, gconstpointer data)
{
    static const char *const silent[] = {"/names", "/whois anna", "/mode", "/away",
                                         "/query anna"};
    static const char *const said[] = {HARMLESS, NULL};
    PurpleConversation *conv = far_open (far);
    const BiCoreTable *core;

    rehearsal_load (&far->r);
    core = entry_attach (BI_UI_VERSION);
    g_assert_false (core->submit (conv, RISKY, NULL));
    core->resume (conv);
    for (gsize i = 0; i < G_N_ELEMENTS (silent); i++) {
        g_autofree char *markup = NULL;

        run_command (core, conv, silent[i]);
        markup = core->recall (conv);
        g_assert_cmpstr (markup, ==, RISKY);
    }
    far_assert_silent (far);
    run_command (core, conv, "/msg anna " HARMLESS);
    assert_bodies (far, said);
    g_assert_cmpuint (rehearsal_n_held (&far->r), ==, 0);
}

/* In a room of few a rule may be silent that speaks up for a person. */
static void
test_target (Far *far, gconstpointer data)
{
    PurpleConversation *conv = far_open (far);
    const BiCoreTable *core;

    rehearsal_set_rules ("[test.ask]\ntitle = Ask\nlevel = warn\nwhy = Why.\n"
                         "match = \\Aask us\nwhen = not audience room\n");
    rehearsal_load (&far->r);
    core = entry_attach (BI_UI_VERSION);
    g_assert_true (core->submit (conv, far->r.stage->room ? RISKY : HARMLESS, NULL));
    g_assert_true (core->settle (conv, TRUE));
    g_assert_true (core->submit (conv, "/msg #brand " RISKY, NULL));
    g_assert_true (core->settle (conv, TRUE));
    g_assert_false (core->submit (conv, "/msg anna " RISKY, NULL));
    core->discard (conv);
    g_assert_false (core->submit (conv, "/query anna " RISKY, NULL));
    core->discard (conv);
    rehearsal_set_rules (rehearsal_rules);
}

int
main (int argc, char **argv)
{
    Far *far = far_new (&argc, &argv, &irc);

    for (int room = 0; room <= 1; room++) {
        far_add (far, "what-arrives-of-each-draft", room, test_drafts, NULL);
        far_add (far, "a-long-post-is-split-between-characters", room, test_split, NULL);
        far_add (far, "lines-behind-a-held-one-wait", room, test_line_by_line, NULL);
        far_add (far, "commands-that-post-nothing-keep-the-held-draft", room,
                 test_commands, NULL);
        far_add (far, "a-command-is-judged-for-its-target", room, test_target, NULL);
    }
    trial_add_all (far);
    return far_run (far);
}
