/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/draft.h"

#include "scratch.h"

#define ASK   SCRATCH_RULE ("ask", "warn", "phrase = ask us")
#define OTHER SCRATCH_RULE ("other", "warn", "phrase = other")
#define ALSO  SCRATCH_RULE ("also", "note", "phrase = ask")
#define SLOW  SCRATCH_RULE ("slow", "note", "match = " SCRATCH_SLOW)

static void
assert_held (BiDraft *draft)
{
    g_assert_cmpint (bi_draft_step (draft, BI_EVENT_SEND), ==, BI_VERDICT_HOLD);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_HELD);
}

static void
confirm (BiDraft *draft)
{
    g_assert_cmpint (bi_draft_step (draft, BI_EVENT_CONFIRM), ==, BI_VERDICT_NONE);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_CONFIRMED);
}

static void
test_new (void)
{
    g_autoptr (BiDraft) draft = bi_draft_new ();

    g_assert_null (bi_draft_get_markup (draft));
    g_assert_null (bi_draft_get_text (draft));
    g_assert_null (bi_draft_get_report (draft));
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_BLIND);
    assert_held (draft);
    confirm (draft);
}

static void
test_states (void)
{
    static const struct {
        const char *markup;
        BiGateState state;
    } cases[] = {
        {"nothing", BI_GATE_CLEAN},
        {"ask", BI_GATE_CLEAN}, /* a note does not stop anybody */
        {"ask us", BI_GATE_FLAGGED},
        {"ask <b>us</b>", BI_GATE_FLAGGED},
        {"", BI_GATE_CLEAN},
        {SCRATCH_SLOW_TEXT, BI_GATE_FLAGGED},
    };
    g_autoptr (BiRuleset) ruleset = scratch_load (ASK ALSO SLOW);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_test_message ("%s", cases[i].markup);
        g_assert_true (bi_draft_check (draft, ruleset, NULL, cases[i].markup));
        g_assert_cmpint (bi_draft_get_state (draft), ==, cases[i].state);
        g_assert_cmpstr (bi_draft_get_markup (draft), ==, cases[i].markup);
        g_assert_cmpstr (bi_text_get_draft (bi_draft_get_text (draft), NULL), ==,
                         cases[i].markup);
        g_assert_true (bi_report_get_ruleset (bi_draft_get_report (draft)) == ruleset);
    }
}

static void
test_fresh (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (ASK);
    g_autoptr (BiRuleset) same = scratch_load (ASK);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    g_assert_true (bi_draft_check (draft, ruleset, NULL, "ask us"));
    g_assert_false (bi_draft_check (draft, ruleset, NULL, "ask us"));
    g_assert_false (bi_draft_check (draft, ruleset, NULL, bi_draft_get_markup (draft)));
    g_assert_true (bi_draft_check (draft, ruleset, NULL, "ask us "));
    g_assert_false (bi_draft_check (draft, same, NULL, "ask us "));
    g_assert_true (bi_report_get_ruleset (bi_draft_get_report (draft)) == same);
}

typedef struct {
    const char *name;
    const char *rules, *markup;   /* when it was held, and confirmed */
    const char *rules2, *markup2; /* thereafter */
    BiGateState state;            /* of the confirmed draft, then */
} Case;

static const Case cases[] = {
    {"nothing happens", ASK, "ask us", NULL, "ask us", BI_GATE_CONFIRMED},
    {"an edit leaves it risky", ASK, "ask us", NULL, "ask us!", BI_GATE_FLAGGED},
    {"an edit of the markup alone is an edit", ASK, "ask us", NULL, "<b>ask us</b>",
     BI_GATE_FLAGGED},
    {"an edit makes it clean", ASK, "ask us", NULL, "tell us", BI_GATE_CLEAN},
    {"the same rules are read again", ASK, "ask us", ASK, "ask us", BI_GATE_CONFIRMED},
    {"a rule that says nothing here is added", ASK, "ask us", ASK OTHER, "ask us",
     BI_GATE_CONFIRMED},
    {"a rule that says nothing here is dropped", ASK OTHER, "ask us", ASK, "ask us",
     BI_GATE_CONFIRMED},
    {"a rule that says something is added", ASK, "ask us", ASK ALSO, "ask us",
     BI_GATE_FLAGGED},
    {"a rule that says something is dropped", ASK ALSO, "ask us", ASK, "ask us",
     BI_GATE_FLAGGED},
    {"the rule that held it is dropped", ASK OTHER, "ask us", OTHER, "ask us",
     BI_GATE_CLEAN},
    {"the rule that held it becomes graver", ASK, "ask us",
     SCRATCH_RULE ("ask", "stop", "phrase = ask us"), "ask us", BI_GATE_FLAGGED},
    {"all rules are gone", ASK, "ask us", "", "ask us", BI_GATE_BLIND},
    {"there are still no rules", "", "ask us", "", "ask us", BI_GATE_CONFIRMED},
    {"there are rules at last and they say nothing", "", "ask us", OTHER, "ask us",
     BI_GATE_CLEAN},
    {"there are rules at last and they say something", "", "ask us", ASK, "ask us",
     BI_GATE_FLAGGED},
    {"a rule that gave up is read again", SLOW, SCRATCH_SLOW_TEXT, SLOW,
     SCRATCH_SLOW_TEXT, BI_GATE_CONFIRMED},
    {"a rule that gave up is mended", SLOW, SCRATCH_SLOW_TEXT, OTHER, SCRATCH_SLOW_TEXT,
     BI_GATE_CLEAN},
};

static void
test_confirmation (gconstpointer data)
{
    const Case *c = data;
    g_autoptr (BiRuleset) ruleset = scratch_load (c->rules);
    g_autoptr (BiRuleset) reloaded =
        c->rules2 != NULL ? scratch_load (c->rules2) : bi_ruleset_ref (ruleset);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    bi_draft_check (draft, ruleset, NULL, c->markup);
    assert_held (draft);
    confirm (draft);
    g_assert_true (bi_draft_check (draft, reloaded, NULL, c->markup2) ==
                   (c->state != BI_GATE_CONFIRMED));
    g_assert_cmpint (bi_draft_get_state (draft), ==, c->state);
    if (c->state == BI_GATE_FLAGGED || c->state == BI_GATE_BLIND)
        assert_held (draft);
    else
        g_assert_cmpint (bi_draft_step (draft, BI_EVENT_SEND), ==, BI_VERDICT_PASS);
}

static void
test_second_enter (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (ASK);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    for (guint i = 0; i < 5; i++) {
        bi_draft_check (draft, ruleset, NULL, "ask us");
        assert_held (draft);
    }
    bi_draft_step (draft, BI_EVENT_RESUME);
    assert_held (draft);
    confirm (draft);
    g_assert_cmpint (bi_draft_step (draft, BI_EVENT_SEND), ==, BI_VERDICT_PASS);
    bi_draft_check (draft, ruleset, NULL, "ask us");
    assert_held (draft);
}

static void
test_blind (void)
{
    g_autoptr (BiRuleset) none = scratch_load ("");
    g_autoptr (BiDraft) draft = bi_draft_new ();

    g_assert_true (bi_draft_check (draft, none, NULL, "nothing"));
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_BLIND);
    assert_held (draft);
    confirm (draft);
    g_assert_cmpint (bi_draft_step (draft, BI_EVENT_SEND), ==, BI_VERDICT_PASS);
}

/* A rule that gives up says so once for a draft, and is heard again for another. */
static void
test_giving_up (gconstpointer data)
{
    BiGateEvent decision = GPOINTER_TO_INT (data);
    g_autoptr (BiRuleset) ruleset = scratch_load (SLOW ASK);
    g_autoptr (BiRuleset) reloaded = scratch_load (SLOW ASK);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    bi_draft_check (draft, ruleset, NULL, SCRATCH_SLOW_TEXT);
    g_assert_cmpuint (bi_report_get_n_gave_up (bi_draft_get_report (draft)), ==, 1);
    /* As long as nobody has seen it, it is said. */
    bi_draft_check (draft, ruleset, NULL, "! " SCRATCH_SLOW_TEXT);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_FLAGGED);
    assert_held (draft);
    bi_draft_step (draft, decision);
    bi_draft_check (draft, ruleset, NULL, "? " SCRATCH_SLOW_TEXT);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_CLEAN);
    /* The others still are. */
    bi_draft_check (draft, ruleset, NULL, "ask us " SCRATCH_SLOW_TEXT);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_FLAGGED);
    bi_draft_check (draft, reloaded, NULL, SCRATCH_SLOW_TEXT);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_FLAGGED);
    assert_held (draft);
    bi_draft_step (draft, decision);
    bi_draft_forget (draft);
    bi_draft_check (draft, reloaded, NULL, SCRATCH_SLOW_TEXT);
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_FLAGGED);
}

static void
test_forget (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (ASK);
    g_autoptr (BiDraft) draft = bi_draft_new ();

    bi_draft_check (draft, ruleset, NULL, "ask us");
    assert_held (draft);
    confirm (draft);
    bi_draft_forget (draft);
    g_assert_null (bi_draft_get_markup (draft));
    g_assert_null (bi_draft_get_report (draft));
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_BLIND);
    g_assert_true (bi_draft_check (draft, ruleset, NULL, "ask us"));
    assert_held (draft);
}

/* A draft that stays keeps the rules it was checked with. */
static void
test_keeps_rules (void)
{
    BiRuleset *ruleset = scratch_load (ASK);
    g_autoptr (BiDraft) draft = bi_draft_new ();
    const BiReport *report;

    bi_draft_check (draft, ruleset, NULL, "ask us");
    bi_ruleset_unref (ruleset);
    report = bi_draft_get_report (draft);
    g_assert_cmpstr (bi_rule_get_id (bi_report_get_finding (report, 0)->rule), ==, "ask");
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/draft/a-new-one-was-not-checked-and-is-held", test_new);
    g_test_add_func ("/draft/what-the-rules-say-is-its-state", test_states);
    g_test_add_func ("/draft/the-same-text-under-the-same-rules-is-not-judged-twice",
                     test_fresh);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path =
            g_strdup_printf ("/draft/confirmed-and-then-%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i],
                              test_confirmation);
    }
    g_test_add_func ("/draft/a-second-enter-never-posts", test_second_enter);
    g_test_add_func ("/draft/without-rules-it-is-held-and-can-be-confirmed", test_blind);
    g_test_add_data_func ("/draft/a-rule-that-gave-up-is-set-aside-once-resumed",
                          GINT_TO_POINTER (BI_EVENT_RESUME), test_giving_up);
    g_test_add_data_func ("/draft/a-rule-that-gave-up-is-set-aside-once-confirmed",
                          GINT_TO_POINTER (BI_EVENT_CONFIRM), test_giving_up);
    g_test_add_func ("/draft/what-has-left-is-forgotten", test_forget);
    g_test_add_func ("/draft/it-keeps-the-rules-it-was-checked-with", test_keeps_rules);
    return g_test_run ();
}
