/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands in an entry: what they say is judged, for those it goes to, and the others do
 * not end a held draft. */
#include "entry.h"

#include <cmds.h>
#include <string.h>

static const char rules[] = "[test.begin]\ntitle = Ask\nlevel = warn\nwhy = Why.\n"
                            "match = \\Aask us anything\n"
                            "[test.swear]\ntitle = Swearing\nlevel = warn\nwhy = Loud.\n"
                            "phrase = damn\nwhen = not audience room\n"
                            "[test.key]\ntitle = Key\nlevel = warn\nwhy = Key.\n"
                            "secret = yes\nmatch = \\Akey \\K\\w+\n";

static const struct {
    const char *name, *arguments;
} commands[] = {{"say", "S"},   {"me", "S"},   {"topic", "s"},
                {"kick", "ws"}, {"msg", "ws"}, {"query", "ws"},
                {"ctcp", "ws"}, {"away", "s"}, {"names", "s"}};

/* One of each. */
typedef PurpleCmdId Ids[G_N_ELEMENTS (commands)];

static PurpleCmdRet
run (PurpleConversation *conv, const char *name, char **words, char **error, void *data)
{
    return PURPLE_CMD_RET_OK;
}

static const BiCoreTable *
begin (Ids ids, const char *contents)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        ids[i] = purple_cmd_register (
            commands[i].name, commands[i].arguments, PURPLE_CMD_P_DEFAULT,
            PURPLE_CMD_FLAG_IM | PURPLE_CMD_FLAG_CHAT | PURPLE_CMD_FLAG_ALLOW_WRONG_ARGS,
            NULL, run, NULL, NULL);
    rehearsal_set_rules (contents);
    g_assert_true (rehearsal_act ("Reload the rules"));
    return entry_attach (BI_UI_VERSION);
}

static void
end (const Ids ids)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        purple_cmd_unregister (ids[i]);
}

/* The room's people are few; the buddy is one. */
static void
test_judged (Rehearsal *r, gconstpointer data)
{
    static const struct {
        const char *draft;
        gboolean in_room, in_im; /* is it held? */
    } cases[] = {
        {RISKY, TRUE, TRUE},
        {"/say " RISKY, TRUE, TRUE},
        {"/me " RISKY, TRUE, TRUE},
        {"/topic <b>" RISKY "</b>", TRUE, TRUE},
        {"/kick bob " RISKY, TRUE, TRUE},
        {"/msg alice " RISKY, TRUE, TRUE},
        {"/query alice " RISKY "<br>two", TRUE, TRUE},
        {"/ctcp alice ACTION " RISKY, TRUE, TRUE},
        {"/say Do not " RISKY, FALSE, FALSE},
        {"/say<br>" RISKY, FALSE, FALSE},
        {"/SAY " RISKY, FALSE, FALSE},
        {"/names " RISKY, FALSE, FALSE},
        {"damn", FALSE, TRUE},
        {"/say damn", FALSE, TRUE},
        {"/kick damn now", FALSE, FALSE},
        {"/msg alice damn", TRUE, TRUE},
        {"/msg alice one<br>damn", TRUE, TRUE},
        {"/query alice", FALSE, FALSE},
        {"/msg #acme damn", FALSE, FALSE},
        {"/msg #elsewhere damn", TRUE, TRUE},
        {"/away damn", TRUE, TRUE},
        {"/names damn", TRUE, TRUE},
    };
    Ids ids;
    const BiCoreTable *core = begin (ids, rules);
    PurpleConversation *conv = rehearsal_open (r);

    headless_join (r->h, r->account, "#acme");
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        gboolean may_leave = core->submit (conv, cases[i].draft, NULL);

        g_test_message ("%s", cases[i].draft);
        g_assert_cmpint (may_leave, !=,
                         r->stage->room ? cases[i].in_room : cases[i].in_im);
        if (may_leave)
            g_assert_true (core->settle (conv, TRUE));
        core->discard (conv);
    }
    end (ids);
}

/* Before it is posted it is a line as any other. */
static void
test_whole (Rehearsal *r, gconstpointer data)
{
    Ids ids;
    const BiCoreTable *core = begin (ids, rules);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (core->submit (conv, "/msg <b>alice</b> key hunter2", NULL));
    rehearsal_assert_lines (r, "/msg <b>alice</b> key •••••••");
    g_assert_true (g_str_has_prefix (core->get_notice (conv)->why,
                                     r->stage->room
                                         ? "This goes to alice, not to #acme. "
                                         : "This goes to alice, not to bob. "));
    core->discard (conv);
    g_assert_false (core->submit (conv, "/say key hunter2", NULL));
    g_assert_cmpstr (core->get_notice (conv)->why, ==, "Key.");
    core->discard (conv);
    end (ids);
}

static void
enter (const BiCoreTable *core, PurpleConversation *conv, const char *command)
{
    g_assert_true (core->submit (conv, command, NULL));
    g_assert_true (core->settle (conv, TRUE));
}

/* What posts nothing is not what the draft was edited into. */
static void
test_kept (Rehearsal *r, gconstpointer data)
{
    static const char *const silent[] = {"/names",           "/topic", "/topic ",
                                         "/query alice",     "/away",  "/kick bob",
                                         "/ctcp bob VERSION"};
    Ids ids;
    const BiCoreTable *core = begin (ids, rehearsal_rules);
    PurpleConversation *conv = rehearsal_open (r);

    g_assert_false (entry_enter (r, core, conv, RISKY));
    core->resume (conv);
    for (gsize i = 0; i < G_N_ELEMENTS (silent); i++) {
        g_autofree char *markup = NULL;

        enter (core, conv, silent[i]);
        rehearsal_assert_lines (r, RISKY);
        markup = core->recall (conv);
        g_assert_cmpstr (markup, ==, RISKY);
    }
    rehearsal_assert_journal (r, "held edited");
    enter (core, conv, "/msg alice " HARMLESS);
    entry_assert_nothing_held (r);
    rehearsal_assert_journal (r, "held edited posted");
    end (ids);
}

static const RehearsalCase tests[] = {
    {"what-a-command-says-is-judged-for-those-it-goes-to", test_judged,
     REHEARSAL_EVERYWHERE},
    {"all-of-it-is-kept", test_whole, REHEARSAL_EVERYWHERE},
    {"a-command-that-posts-nothing-keeps-the-held-draft", test_kept,
     REHEARSAL_EVERYWHERE},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "typed", tests, G_N_ELEMENTS (tests));
}
