/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"

#include "scratch.h"

#include <string.h>

static BiReport *
check (BiRuleset *ruleset, const char *draft, BiTextFormat format, GHashTable *set_aside)
{
    g_autoptr (BiText) text = bi_text_new (draft, -1, format);

    return bi_check (ruleset, text, NULL, set_aside);
}

/* level: id id | ids that gave up */
static char *
dump (const BiReport *report)
{
    GString *line = g_string_new (bi_level_to_string (bi_report_get_level (report)));

    g_string_append_c (line, ':');
    for (guint i = 0; i < bi_report_get_size (report); i++)
        g_string_append_printf (line, " %s",
                                bi_rule_get_id (bi_report_get_finding (report, i)->rule));
    g_string_append (line, " |");
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        g_string_append_printf (line, " %s",
                                bi_rule_get_id (bi_report_get_gave_up (report, i)));
    return g_string_free (line, FALSE);
}

static const char rules[] = SCRATCH_RULE ("note-1", "note", "phrase = one")
    SCRATCH_RULE ("warn-1", "warn", "phrase = two")
        SCRATCH_RULE ("stop-1", "stop", "phrase = three")
            SCRATCH_RULE ("note-2", "note", "phrase = one")
                SCRATCH_RULE ("warn-2", "warn", "phrase = two")
                    SCRATCH_RULE ("slow", "note", "match = " SCRATCH_SLOW)
                        SCRATCH_RULE ("stop-2", "stop", "phrase = three");

static void
test_reports (void)
{
    static const struct {
        const char *draft, *report;
    } cases[] = {
        {"", "clean: |"},
        {"nothing", "clean: |"},
        {"one", "note: note-1 note-2 |"},
        {"two", "warn: warn-1 warn-2 |"},
        {"one two", "warn: warn-1 warn-2 note-1 note-2 |"},
        {"one two three", "stop: stop-1 stop-2 warn-1 warn-2 note-1 note-2 |"},
        {SCRATCH_SLOW_TEXT, "warn: | slow"},
        {"one " SCRATCH_SLOW_TEXT, "warn: note-1 note-2 | slow"},
        {"three " SCRATCH_SLOW_TEXT, "stop: stop-1 stop-2 | slow"},
        {"a", "note: slow |"},
    };
    g_autoptr (BiRuleset) ruleset = scratch_load (rules);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiReport) report =
            check (ruleset, cases[i].draft, BI_TEXT_PLAIN, NULL);
        g_autofree char *found = dump (report);

        g_test_message ("%s", cases[i].draft);
        g_assert_cmpstr (found, ==, cases[i].report);
    }
}

static void
test_set_aside (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (rules);
    g_autoptr (GHashTable) set_aside = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (BiReport) report = NULL;
    g_autofree char *found = NULL;

    g_hash_table_add (set_aside, (gpointer) "slow");
    g_hash_table_add (set_aside, (gpointer) "warn-1");
    g_hash_table_add (set_aside, (gpointer) "unheard-of");
    report = check (ruleset, "two " SCRATCH_SLOW_TEXT, BI_TEXT_PLAIN, set_aside);
    found = dump (report);
    g_assert_cmpstr (found, ==, "warn: warn-2 |");
}

static void
test_spans (void)
{
    static const struct {
        BiTextFormat format;
        const char *draft, *first, *second; /* what the spans cover */
    } cases[] = {
        {BI_TEXT_PLAIN, "ask us, ASK  US", "ask us", "ASK  US"},
        {BI_TEXT_PLAIN, "é ask us é", "ask us", NULL},
        {BI_TEXT_PLAIN, "<b>ask us</b>", "ask us", NULL},
        {BI_TEXT_PLAIN, "ask\r\nus", "ask\r\nus", NULL},
        {BI_TEXT_MARKUP, "<b>ask us</b> &amp; ask us", "ask us", "ask us"},
        {BI_TEXT_MARKUP, "so <b>ask</b> <i>us</i>.", "ask</b> <i>us", NULL},
        {BI_TEXT_MARKUP, "a<b>sk</b> us", "a<b>sk</b> us", NULL},
        {BI_TEXT_MARKUP, "ask&#32;us", "ask&#32;us", NULL},
        {BI_TEXT_MARKUP, "ask<br>us", "ask<br>us", NULL},
        {BI_TEXT_MARKUP, "&#97;sk us", "&#97;sk us", NULL},
    };
    g_autoptr (BiRuleset) ruleset =
        scratch_load (SCRATCH_RULE ("ask", "warn", "phrase = ask us"));

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiReport) report =
            check (ruleset, cases[i].draft, cases[i].format, NULL);
        const GArray *spans;

        g_test_message ("%s", cases[i].draft);
        g_assert_cmpuint (bi_report_get_size (report), ==, 1);
        spans = bi_report_get_finding (report, 0)->spans;
        g_assert_cmpuint (spans->len, ==, cases[i].second != NULL ? 2 : 1);
        for (guint j = 0; j < spans->len; j++) {
            BiSpan span = g_array_index (spans, BiSpan, j);
            g_autofree char *covered =
                g_strndup (cases[i].draft + span.start, span.end - span.start);

            g_assert_cmpstr (covered, ==, j == 0 ? cases[i].first : cases[i].second);
        }
        if (spans->len == 2)
            g_assert_cmpuint (g_array_index (spans, BiSpan, 0).end, <=,
                              g_array_index (spans, BiSpan, 1).start);
    }
}

static char *
dump_secrets (BiRuleset *ruleset, const char *draft)
{
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_MARKUP);
    g_autoptr (GArray) secrets = bi_check_secrets (ruleset, text, NULL);
    GString *found = g_string_new (NULL);

    for (guint i = 0; i < secrets->len; i++) {
        BiSpan span = g_array_index (secrets, BiSpan, i);
        g_string_append_len (found, draft + span.start, (gssize) (span.end - span.start));
        g_string_append_c (found, '|');
    }
    return g_string_free (found, FALSE);
}

#define SIGN  SCRATCH_RULE ("sign", "signal", "phrase = sign")
#define ALONE SCRATCH_RULE ("alone", "note", "match = [0-9]+\nsecret = yes")
#define WITH  SCRATCH_RULE ("with", "note", "match = key\nneeds = 1 of sign\nsecret = yes")

static void
test_secrets (void)
{
    static const struct {
        const char *rules, *draft, *secrets;
    } cases[] = {
        {ALONE, "one 12<br>34", "12|34|"},
        {ALONE SCRATCH_RULE ("one", "stop", "phrase = one"), "one 12", "12|"},
        {SCRATCH_RULE ("one", "stop", "phrase = one"), "one 12", ""},
        {ALONE SIGN WITH, "sign 12 KEY", "12|KEY|"},
        {ALONE SIGN WITH, "12 KEY", "12|"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRuleset) ruleset = scratch_load (cases[i].rules);
        g_autofree char *secrets = dump_secrets (ruleset, cases[i].draft);

        g_test_message ("case %u", (guint) i);
        g_assert_cmpstr (secrets, ==, cases[i].secrets);
    }
}

/* A rule that gave up, and one that is not run because it did before. */
static void
test_searched (void)
{
    static const char slow[] =
        ALONE SCRATCH_RULE ("slow", "watch", "match = " SCRATCH_SLOW "\nsecret = yes")
            SCRATCH_RULE ("other", "warn", "match = " SCRATCH_SLOW);
    static const struct {
        const char *rules, *draft, *aside;
        gboolean is;
    } cases[] = {
        {"", "12", NULL, FALSE},
        {ALONE, "12", NULL, TRUE},
        {slow, "12", NULL, TRUE},
        {slow, "12", "other", TRUE},
        {slow, "12", "slow", FALSE},
        {slow, SCRATCH_SLOW_TEXT, NULL, FALSE},
        {SCRATCH_RULE ("other", "warn", "match = " SCRATCH_SLOW), SCRATCH_SLOW_TEXT, NULL,
         TRUE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRuleset) ruleset = scratch_load (cases[i].rules);
        g_autoptr (GHashTable) aside = g_hash_table_new (g_str_hash, g_str_equal);
        g_autoptr (BiReport) report = NULL;

        if (cases[i].aside != NULL)
            g_hash_table_add (aside, (gpointer) cases[i].aside);
        report = check (ruleset, cases[i].draft, BI_TEXT_PLAIN, aside);
        g_test_message ("case %u", (guint) i);
        g_assert_true (bi_report_is_searched (report) == cases[i].is);
    }
}

static void
test_keeps_its_rules (void)
{
    BiRuleset *ruleset = scratch_load (rules);
    g_autoptr (BiReport) report = check (ruleset, "two", BI_TEXT_PLAIN, NULL);

    g_assert_true (bi_report_get_ruleset (report) == ruleset);
    bi_ruleset_unref (ruleset);
    g_assert_cmpstr (bi_rule_get_title (bi_report_get_finding (report, 0)->rule), ==,
                     "Title of warn-1");
}

static void
test_equal (void)
{
    static const struct {
        const char *one, *other, *draft;
        gboolean equal;
    } cases[] = {
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("a", "warn", "phrase = x"), "x", TRUE},
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("a", "warn", "phrase = x")
             SCRATCH_RULE ("b", "warn", "phrase = y"),
         "x", TRUE},
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("a", "warn", "phrase = x")
             SCRATCH_RULE ("b", "warn", "phrase = y"),
         "x y", FALSE},
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("b", "warn", "phrase = x"), "x", FALSE},
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("a", "stop", "phrase = x"), "x", FALSE},
        {SCRATCH_RULE ("a", "warn", "phrase = x"),
         SCRATCH_RULE ("a", "warn", "phrase = y"), "x", FALSE},
        {SCRATCH_RULE ("a", "warn", "match = " SCRATCH_SLOW),
         SCRATCH_RULE ("a", "warn", "match = " SCRATCH_SLOW), SCRATCH_SLOW_TEXT, TRUE},
        {SCRATCH_RULE ("a", "warn", "match = " SCRATCH_SLOW),
         SCRATCH_RULE ("b", "warn", "match = " SCRATCH_SLOW), SCRATCH_SLOW_TEXT, FALSE},
        {SCRATCH_RULE ("a", "warn", "match = " SCRATCH_SLOW),
         SCRATCH_RULE ("a", "warn", "match = b$"), SCRATCH_SLOW_TEXT, FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRuleset) one = scratch_load (cases[i].one);
        g_autoptr (BiRuleset) other = scratch_load (cases[i].other);
        g_autoptr (BiReport) a = check (one, cases[i].draft, BI_TEXT_PLAIN, NULL);
        g_autoptr (BiReport) b = check (other, cases[i].draft, BI_TEXT_PLAIN, NULL);

        g_test_message ("case %u", (guint) i);
        g_assert_true (bi_report_equal (a, a));
        g_assert_true (bi_report_equal (a, b) == cases[i].equal);
        g_assert_true (bi_report_equal (b, a) == cases[i].equal);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/check/the-gravest-finding-is-first-and-gives-the-level",
                     test_reports);
    g_test_add_func ("/check/a-rule-set-aside-is-not-run", test_set_aside);
    g_test_add_func ("/check/places-are-those-of-the-draft-as-typed", test_spans);
    g_test_add_func ("/check/secrets-are-found-without-the-other-rules", test_secrets);
    g_test_add_func ("/check/a-rule-that-was-not-run-may-have-missed-one", test_searched);
    g_test_add_func ("/check/a-report-keeps-its-rules", test_keeps_its_rules);
    g_test_add_func ("/check/reports-are-equal-when-they-say-the-same", test_equal);
    return g_test_run ();
}
