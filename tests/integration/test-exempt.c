/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands to a network's services and ciphertext are no posts: nobody looks at them. The
 * rules here are none, so that everything else is held. */
#include "entry.h"

#include <cmds.h>
#include <string.h>

#define LOGIN "/msg NickServ IDENTIFY hunter2"

/* Commands and services are IRC's. From here on the account says that it is of that
 * protocol; what it sends goes to Rehearsal all the same. */
static void
be_irc (Rehearsal *r)
{
    purple_account_set_protocol_id (r->account, "prpl-irc");
}

static PurpleCmdRet
take (PurpleConversation *conv, const char *name, char **arguments, char **error,
      void *data)
{
    return PURPLE_CMD_RET_OK;
}

static PurpleCmdId
add_command (void)
{
    return purple_cmd_register ("msg", "ws", PURPLE_CMD_P_PLUGIN,
                                PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT, NULL, take,
                                "msg", NULL);
}

static void
be_blind (void)
{
    rehearsal_set_rules (NULL);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (headless_get ());
}

/* What the client does with a command: nothing is posted, and the entry is empty. */
static void
test_command (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    be_irc (r);
    be_blind ();
    g_assert_cmpint (core->get_mode (conv), ==, BI_CHECK_BLIND);
    g_assert_true (core->submit (conv, LOGIN, NULL));
    g_assert_true (core->has_permit (conv));
    g_assert_true (core->settle (conv, TRUE));
    g_assert_false (core->has_permit (conv));
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "");
    g_assert_false (core->submit (conv, "/msg bob IDENTIFY hunter2", NULL));
    core->discard (conv);
}

/* It would be posted as it stands. */
static void
test_no_command (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);

    be_irc (r);
    be_blind ();
    g_assert_false (core->submit (conv, "/ns IDENTIFY hunter2", NULL));
    core->discard (conv);
    entry_detach ();
    rehearsal_send (conv, LOGIN);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
}

/* Other networks have no such services: whoever is called so is a person. */
static void
test_elsewhere (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    PurpleConversation *person =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "l@acme.example");
    PurpleCmdId id = add_command ();

    be_blind ();
    headless_turn (r->h);
    g_assert_false (core->submit (conv, LOGIN, NULL));
    core->discard (conv);
    g_assert_false (core->submit (person, "register BUY", NULL));
    core->discard (person);
    entry_detach ();
    rehearsal_send (person, "register BUY");
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
    purple_cmd_unregister (id);
}

/* A draft that is held in the same entry stays where it is. */
static void
test_held (Rehearsal *r, gconstpointer data)
{
    const BiCoreTable *core = entry_attach (BI_UI_VERSION);
    PurpleConversation *conv = rehearsal_open (r);
    g_autofree char *markup = NULL;

    be_irc (r);
    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->resume (conv);
    g_assert_true (core->submit (conv, LOGIN, NULL));
    g_assert_true (core->settle (conv, TRUE));
    rehearsal_assert_lines (r, RISKY);
    rehearsal_assert_journal (r, "held edited");
    markup = core->recall (conv);
    g_assert_cmpstr (markup, ==, RISKY);
    core->discard (conv);
    entry_assert_nothing_held (r);
}

static void
test_ciphertext (Rehearsal *r, gconstpointer data)
{
    static const char *const texts[] = {
        "?OTR:AAMDabc+/9==.", "?OTR|5a73a599|27e31597,00001,00003,?OTR:AAMDab,"};
    PurpleConversation *conv = rehearsal_open (r);

    be_blind ();
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        rehearsal_send (conv, texts[i]);
        rehearsal_assert_posts (r, texts[i], NULL);
        rehearsal_assert_asked (r, 0);
    }
    rehearsal_assert_journal (r, "");
    rehearsal_send (conv, "?OTR: " HARMLESS);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
}

static void
test_service (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "NickServ");

    be_blind ();
    headless_turn (r->h);
    rehearsal_send (conv, "IDENTIFY hunter2");
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
    be_irc (r);
    rehearsal_send (conv, "IDENTIFY hunter2");
    rehearsal_assert_posted (r, "im NickServ|IDENTIFY hunter2\n");
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_journal (r, "held discarded");
    rehearsal_send (conv, "register and BUY NOW");
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 1);
    g_assert_true (headless_press (r->h, "Discard"));
    purple_conversation_destroy (conv);
}

int
main (int argc, char *argv[])
{
    static const RehearsalCase cases[] = {
        {"a-login-to-a-service-passes-untouched", test_command, REHEARSAL_EVERYWHERE},
        {"where-it-is-no-command-it-is-held", test_no_command, REHEARSAL_EVERYWHERE},
        {"where-there-are-no-services-it-is-held", test_elsewhere, REHEARSAL_EVERYWHERE},
        {"what-is-held-meanwhile-stays-held", test_held, REHEARSAL_EVERYWHERE},
        {"ciphertext-passes-untouched", test_ciphertext, REHEARSAL_EVERYWHERE},
        {"a-service-is-told-its-password", test_service, REHEARSAL_IM},
    };

    return rehearsal_run (argc, argv, "exempt", cases, G_N_ELEMENTS (cases));
}
