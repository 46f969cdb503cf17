/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules of level watch: they fire, and nothing comes of it. */
#include "badidea/draft.h"
#include "badidea/lint.h"
#include "badidea/notice.h"

#include "scratch.h"

#include <string.h>

#define WATCH(id, body) SCRATCH_RULE (id, "watch", body)
#define WARN(id, body)  SCRATCH_RULE (id, "warn", body)
#define NOTE(id, body)  SCRATCH_RULE (id, "note", body)

static BiReport *
check (BiRuleset *ruleset, const char *draft)
{
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);

    return bi_check (ruleset, text, NULL, NULL);
}

/* "level: rule=level rule=level, how many are shown | those that gave up" */
static char *
dump (const BiReport *report)
{
    GString *text = g_string_new (bi_level_to_string (bi_report_get_level (report)));

    g_string_append_c (text, ':');
    for (guint i = 0; i < bi_report_get_size (report); i++) {
        const BiFinding *finding = bi_report_get_finding (report, i);
        g_string_append_printf (text, " %s=%s", bi_rule_get_id (finding->rule),
                                bi_level_to_string (finding->gravity.level));
    }
    g_string_append_printf (text, ", %u", bi_report_get_n_shown (report));
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        g_string_append_printf (text, " | %s",
                                bi_rule_get_id (bi_report_get_gave_up (report, i)));
    return g_string_free (text, FALSE);
}

static void
test_report (void)
{
    static const struct {
        const char *rules, *draft, *report;
    } cases[] = {
        {WATCH ("w", "phrase = one"), "one", "clean: w=watch, 0"},
        {WATCH ("w", "phrase = one"), "two", "clean:, 0"},
        {WATCH ("w", "phrase = one") NOTE ("n", "phrase = one"), "one",
         "note: n=note w=watch, 1"},
        {WATCH ("w", "phrase = one") NOTE ("n", "phrase = one")
             WATCH ("v", "phrase = one") WARN ("x", "phrase = one"),
         "one", "warn: x=warn n=note w=watch v=watch, 2"},
        {WATCH ("w", "match = " SCRATCH_SLOW "\nunless = never"), SCRATCH_SLOW_TEXT,
         "clean:, 0"},
        {WARN ("x", "match = " SCRATCH_SLOW), SCRATCH_SLOW_TEXT, "warn:, 0 | x"},
        {WATCH ("w", "phrase = one") WARN ("x", "needs = 1 of w"), "one",
         "clean: w=watch, 0"},
        {WATCH ("w", "phrase = one") WARN ("x", "phrase = two\nneeds = 1 of y, not w")
             SCRATCH_RULE ("y", "signal", "phrase = one"),
         "one two", "warn: x=warn w=watch, 1"},
        {SCRATCH_RULE ("y", "signal", "phrase = one") WATCH ("w", "needs = 1 of y"),
         "one", "clean: w=watch, 0"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRuleset) ruleset = scratch_load (cases[i].rules);
        g_autoptr (BiReport) report = check (ruleset, cases[i].draft);
        g_autofree char *text = dump (report);

        g_test_message ("%s", cases[i].rules);
        g_assert_cmpstr (text, ==, cases[i].report);
    }
}

static void
test_crisis (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path =
        scratch_write (folder, "a.rules",
                       WATCH ("w", "phrase = one\ncrisis-level = stop")
                           NOTE ("n", "phrase = one\ncrisis-level = warn"));
    const char *const layers[] = {folder, NULL};
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (BiReport) report = NULL;
    g_autofree char *text = NULL;

    scratch_add (folder, "a.situation", "[crisis.outage]\non = yes\n");
    ruleset = bi_ruleset_load (layers, NULL);
    scratch_remove (folder);
    report = check (ruleset, "one");
    text = dump (report);
    g_assert_cmpstr (text, ==, "warn: n=warn w=watch, 1");
}

static void
test_notice (void)
{
    g_autoptr (BiRuleset) ruleset =
        scratch_load (WARN ("x", "phrase = one") WATCH ("w", "phrase = one"));
    g_autoptr (BiReport) report = check (ruleset, "one");
    g_autoptr (BiNotice) notice = bi_notice_new (report);
    g_autofree char *text = bi_notice_to_text (notice);

    g_assert_cmpstr (notice->headline, ==, "Not posted: Title of x");
    g_assert_null (strstr (text, "Why w"));
    g_assert_null (notice->others);
}

static void
assert_takes (BiDraft *draft, const char *expected)
{
    g_auto (GStrv) ids = bi_draft_take_on_trial (draft);
    g_autofree char *joined = g_strjoinv (" ", ids);

    g_assert_cmpstr (joined, ==, expected);
}

static void
test_taken (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (WATCH ("w", "phrase = one") WATCH (
        "v", "phrase = two") WARN ("x", "phrase = one"));
    g_autoptr (BiDraft) draft = bi_draft_new ();

    assert_takes (draft, "");
    bi_draft_check (draft, ruleset, NULL, "one");
    assert_takes (draft, "w");
    assert_takes (draft, "");
    bi_draft_check (draft, ruleset, NULL, "one two");
    assert_takes (draft, "v");
    bi_draft_check (draft, ruleset, NULL, "one");
    assert_takes (draft, "");
    bi_draft_forget (draft);
    bi_draft_check (draft, ruleset, NULL, "one");
    assert_takes (draft, "w");
}

/* A rule that begins or ceases to be watched asks nobody to decide anew. */
static void
test_confirmed (void)
{
    g_autoptr (BiRuleset) before = scratch_load (WARN ("x", "phrase = one"));
    g_autoptr (BiRuleset) after =
        scratch_load (WARN ("x", "phrase = one") WATCH ("w", "phrase = one"));
    g_autoptr (BiDraft) draft = bi_draft_new ();

    bi_draft_check (draft, before, NULL, "one");
    bi_draft_step (draft, BI_EVENT_SEND);
    bi_draft_step (draft, BI_EVENT_CONFIRM);
    g_assert_false (bi_draft_check (draft, after, NULL, "one"));
    g_assert_cmpint (bi_draft_get_state (draft), ==, BI_GATE_CONFIRMED);
    assert_takes (draft, "w");
    g_assert_false (bi_draft_check (draft, before, NULL, "one"));
    g_assert_cmpint (bi_draft_step (draft, BI_EVENT_SEND), ==, BI_VERDICT_PASS);
}

static void
test_lint (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (WATCH ("w", "phrase = one\nhit = two")
                                                      WARN ("x", "needs = 1 of w"));
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    g_autofree char *errors = NULL;
    g_autofree char *warnings = NULL;

    bi_lint (ruleset, now, problems);
    errors = bi_problems_to_text (problems, BI_PROBLEM_ERROR);
    warnings = bi_problems_to_text (problems, BI_PROBLEM_WARNING);
    g_assert_nonnull (strstr (errors, "[w] does not fire on this hit"));
    g_assert_nonnull (strstr (warnings, "\"w\" is only watched"));
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/shadow/a-watched-rule-is-listed-last-and-changes-no-level",
                     test_report);
    g_test_add_func ("/shadow/no-crisis-raises-a-watched-rule", test_crisis);
    g_test_add_func ("/shadow/a-notice-does-not-speak-of-it", test_notice);
    g_test_add_func ("/shadow/it-is-taken-once-a-draft", test_taken);
    g_test_add_func ("/shadow/it-takes-no-confirmation-back", test_confirmed);
    g_test_add_func ("/shadow/it-is-linted-as-any-other", test_lint);
    return g_test_run ();
}
