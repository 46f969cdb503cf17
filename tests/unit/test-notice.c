/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/notice.h"

#include "scratch.h"

#include <string.h>

static const char precedents[] = "[first]\ntitle = #AskFirst\nbrand = B\nyear = 2013\n"
                                 "happened = It was cancelled.\nanswered = Why?\n"
                                 "source = S\n"
                                 "[second]\ntitle = #TellSecond\nbrand = B\nyear = 2014\n"
                                 "happened = It ended.\nsource = S\n";

static const char rules[] =
    SCRATCH_RULE ("plain", "note", "phrase = plain") SCRATCH_RULE (
        "ask", "warn",
        "phrase = ask\ninstead = Name it.\nlike = nowhere\nlike = first\nlike = second")
        SCRATCH_RULE ("lost", "stop", "phrase = lost\nlike = nowhere\ninstead = Find it.")
            SCRATCH_RULE ("slow", "warn", "secret = yes\nmatch = " SCRATCH_SLOW)
                SCRATCH_RULE ("tea.hot", "note", "phrase = tea")
                    SCRATCH_RULE ("tea.cold", "warn", "phrase = tea")
                        SCRATCH_RULE ("teapot.hot", "note", "phrase = tea");

static BiNotice *
make_notice (const char *draft)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "x.rules", rules);
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReport) report = NULL;

    scratch_add (folder, "precedents/x.precedents", precedents);
    ruleset = bi_ruleset_load_file (path);
    scratch_remove (folder);
    g_assert_cmpuint (bi_ruleset_get_size (ruleset), ==, 7);
    report = bi_check (ruleset, text, NULL, NULL);
    return bi_notice_new (report);
}

static void
test_one (void)
{
    g_autoptr (BiNotice) notice = make_notice ("ask");

    g_assert_nonnull (strstr (notice->headline, "Title of ask"));
    g_assert_cmpstr (notice->why, ==, "Why ask.");
    g_assert_nonnull (strstr (notice->precedent, "#AskFirst, 2013"));
    g_assert_nonnull (strstr (notice->precedent, "“Why?” It was cancelled."));
    g_assert_null (strstr (notice->precedent, "#TellSecond"));
    g_assert_cmpstr (notice->instead, ==, "Name it.");
    g_assert_null (notice->others);
    g_assert_null (notice->warning);
}

/* Rules of one topic say much the same, so the gravest speaks for all. */
static void
test_topic (void)
{
    g_autoptr (BiNotice) notice = make_notice ("plain tea now");

    g_assert_cmpstr (notice->headline, ==, "Not posted: Title of tea.cold");
    g_assert_cmpstr (notice->others, ==,
                     "Also: Title of plain. Why plain.\n"
                     "Also: Title of teapot.hot. Why teapot.hot.");
}

static void
test_bare (void)
{
    g_autoptr (BiNotice) notice = make_notice ("plain");

    g_assert_nonnull (strstr (notice->headline, "Title of plain"));
    g_assert_cmpstr (notice->why, ==, "Why plain.");
    g_assert_null (notice->precedent);
    g_assert_null (notice->instead);
    g_assert_null (notice->others);
}

static void
test_several (void)
{
    g_autoptr (BiNotice) notice = make_notice ("plain lost ask " SCRATCH_SLOW_TEXT);
    g_auto (GStrv) others = g_strsplit (notice->others, "\n", -1);

    g_assert_nonnull (strstr (notice->headline, "Title of lost"));
    g_assert_cmpstr (notice->why, ==, "Why lost.");
    /* The precedent it names is not there. */
    g_assert_null (notice->precedent);
    g_assert_cmpstr (notice->instead, ==, "Find it.");
    g_assert_cmpuint (g_strv_length (others), ==, 3);
    g_assert_nonnull (strstr (others[0], "Title of ask"));
    g_assert_nonnull (strstr (others[0], "Why ask."));
    g_assert_nonnull (strstr (others[1], "Title of plain"));
    g_assert_nonnull (strstr (others[2], "[slow]"));
}

static void
test_gave_up (void)
{
    g_autoptr (BiNotice) notice = make_notice (SCRATCH_SLOW_TEXT);

    g_assert_cmpstr (notice->headline, !=, "");
    g_assert_nonnull (strstr (notice->why, "[slow]"));
    g_assert_null (notice->precedent);
    g_assert_nonnull (notice->instead);
    g_assert_null (notice->others);
}

static void
test_blind (void)
{
    g_autoptr (BiNotice) notice = bi_notice_new_blind ();

    g_assert_nonnull (strstr (notice->headline, "blind"));
    g_assert_nonnull (strstr (notice->why, "rules"));
    g_assert_null (notice->precedent);
    g_assert_nonnull (notice->instead);
    g_assert_null (notice->others);
}

static void
test_secret (void)
{
    g_autoptr (BiNotice) notice = make_notice ("ask");
    g_autoptr (BiHeld) held = bi_held_new ();

    g_assert_true (notice->is_searched);
    bi_notice_add_secret (notice, held);
    g_assert_null (notice->secret);
    g_assert_false (notice->is_asked_for || notice->is_whole);
    held->is_masked = TRUE;
    bi_notice_add_secret (notice, held);
    g_assert_nonnull (strstr (notice->secret, "kept masked only"));
    g_assert_false (notice->is_asked_for || notice->is_whole);
    held->masked = g_strsplit ("x", "|", -1);
    bi_notice_add_secret (notice, held);
    g_assert_nonnull (strstr (notice->secret, "masked on disk"));
    g_assert_true (notice->is_asked_for && !notice->is_whole);
    held->whole = TRUE;
    bi_notice_add_secret (notice, held);
    g_assert_true (notice->is_asked_for && notice->is_whole);
}

/* Nobody knows then what must not be on disk, and the draft must not be lost. */
static void
test_unsearched (void)
{
    g_autoptr (BiNotice) blind = bi_notice_new_blind ();
    g_autoptr (BiNotice) gave_up = make_notice (SCRATCH_SLOW_TEXT);
    g_autoptr (BiNotice) found = make_notice ("ask " SCRATCH_SLOW_TEXT);
    BiNotice *notices[] = {blind, gave_up, found};

    for (gsize i = 0; i < G_N_ELEMENTS (notices); i++) {
        g_autoptr (BiHeld) held = bi_held_new ();

        bi_notice_add_secret (notices[i], held);
        g_assert_true (g_str_has_prefix (notices[i]->secret, "The draft is saved on disk "
                                                             "as it stands: "));
        g_assert_false (notices[i]->is_asked_for || notices[i]->is_whole);
        held->masked = g_strsplit ("x", "|", -1);
        bi_notice_add_secret (notices[i], held);
        g_assert_nonnull (strstr (notices[i]->secret, "masked on disk"));
        g_assert_nonnull (strstr (notices[i]->secret, "All else in it is saved on disk"));
        g_assert_true (notices[i]->is_asked_for);
    }
}

static void
test_text (void)
{
    static const struct {
        BiNotice notice;
        const char *text;
    } cases[] = {
        {{.headline = (char *) "H", .why = (char *) "W"}, "W"},
        {{(char *) "H", (char *) "W", (char *) "P", (char *) "I", (char *) "O\nO2",
          (char *) "S", (char *) "!", TRUE, FALSE, TRUE},
         "!\nW\nS\nP\nInstead: I\nO\nO2"},
        {{.headline = (char *) "H",
          .why = (char *) "W",
          .instead = (char *) "I",
          .warning = (char *) "!"},
         "!\nW\nInstead: I"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *text = bi_notice_to_text (&cases[i].notice);

        g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/notice/one-finding-is-told-in-full", test_one);
    g_test_add_func ("/notice/of-a-topic-the-gravest-speaks-for-all", test_topic);
    g_test_add_func ("/notice/a-rule-may-have-no-more-than-a-reason", test_bare);
    g_test_add_func ("/notice/of-several-the-gravest-is-told-in-full", test_several);
    g_test_add_func ("/notice/a-rule-that-gave-up-is-named", test_gave_up);
    g_test_add_func ("/notice/without-rules-it-says-so", test_blind);
    g_test_add_func ("/notice/a-secret-is-told-of-and-asked-about", test_secret);
    g_test_add_func ("/notice/where-nobody-looked-for-secrets-it-says-so",
                     test_unsearched);
    g_test_add_func ("/notice/a-text-has-a-paragraph-a-line", test_text);
    return g_test_run ();
}
