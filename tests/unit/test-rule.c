/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/lint.h"

#include "scratch.h"

#include <string.h>

/* As many places of a rule as a report shows. */
#define MOST_SPANS 16

#define HEAD "[a]\ntitle = T\nlevel = warn\nwhy = W\n"
#define FULL HEAD "aspect = safety\ninstead = I\nlike = l\nhit = ask\nmiss = x\n"

static BiRule *
read_rule (const char *contents, GPtrArray *problems)
{
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("x.rules", contents, strlen (contents), problems);

    g_assert_cmpuint (sections->len, ==, 1);
    return bi_rule_new (sections->pdata[0], NULL, problems);
}

/* A rule without an error. */
static BiRule *
make_rule (const char *conditions)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *contents = g_strconcat (HEAD, conditions, NULL);
    BiRule *rule = read_rule (contents, problems);

    g_test_message ("%s", conditions);
    g_assert_nonnull (rule);
    return rule;
}

static BiMatch
match (const BiRule *rule, const char *text, GArray *spans)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiText) draft = bi_text_new (text, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (draft, NULL);
    BiRun run = {matcher, reading, NULL, NULL, NULL};

    return bi_rule_match (rule, &run, spans);
}

static void
test_fields (void)
{
    static const char contents[] = "\n[a.b]\ntitle = The title\nlevel = stop\n"
                                   "aspect = timing\nwhy = Because\n  of it.\n"
                                   "instead = That.\nlike = one\nlike = two\n"
                                   "phrase = ask\nhit = ask\nmiss = x\n";
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (BiRule) rule = read_rule (contents, problems);
    BiPlace place;

    g_assert_cmpuint (problems->len, ==, 0);
    g_assert_cmpstr (bi_rule_get_id (rule), ==, "a.b");
    g_assert_cmpuint (bi_rule_get_place (rule).line, ==, 2);
    g_assert_cmpint (bi_rule_get_level (rule), ==, BI_LEVEL_STOP);
    g_assert_cmpstr (bi_rule_get_title (rule), ==, "The title");
    g_assert_cmpstr (bi_rule_get_aspect (rule), ==, "timing");
    g_assert_cmpstr (bi_rule_get_why (rule), ==, "Because of it.");
    g_assert_cmpstr (bi_rule_get_instead (rule), ==, "That.");
    g_assert_cmpuint (bi_rule_get_n_likes (rule), ==, 2);
    g_assert_cmpstr (bi_rule_get_like (rule, 0, NULL), ==, "one");
    g_assert_cmpstr (bi_rule_get_like (rule, 1, &place), ==, "two");
    g_assert_cmpuint (place.line, ==, 10);
    g_assert_cmpuint (place.column, ==, 8);
}

static void
test_fields_left_out (void)
{
    g_autoptr (BiRule) rule = make_rule ("phrase = ask");

    g_assert_null (bi_rule_get_aspect (rule));
    g_assert_null (bi_rule_get_instead (rule));
    g_assert_cmpuint (bi_rule_get_n_likes (rule), ==, 0);
}

static void
test_levels (void)
{
    static const char *const names[] = {"note", "warn", "stop"};

    g_assert_cmpstr (bi_level_to_string (BI_LEVEL_CLEAN), ==, "clean");
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autofree char *contents = g_strdup_printf (
            "[a]\ntitle = T\nwhy = W\nphrase = x\nlevel = %s\n", names[i]);
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRule) rule = read_rule (contents, problems);

        g_assert_cmpstr (bi_level_to_string (bi_rule_get_level (rule)), ==, names[i]);
    }
}

static void
test_problems (void)
{
    static const struct {
        const char *contents;
        guint n_errors, n_warnings;
        guint line, column; /* of the first problem */
    } cases[] = {
        {FULL "phrase = ask\n", 0, 0, 0, 0},
        {HEAD "phrase = ask\n", 0, 5, 1, 1},
        {"[a]\n", 4, 5, 1, 1},
        {FULL, 1, 0, 1, 1},
        {FULL "also = ask\n", 1, 0, 1, 1},
        {FULL "unless = ask\n", 1, 0, 1, 1},
        {FULL "phrase = ask\nphrsae = b\n", 1, 0, 11, 1},
        {FULL "phrase = ask\nlevel = stop\n", 1, 0, 11, 1},
        {FULL "phrase = ask\ntitle =\n", 1, 0, 11, 1},
        {FULL "phrase =\n", 1, 0, 10, 1},
        {FULL "phrase = ask (us\n", 1, 0, 10, 14},
        {FULL "phrase = é ask\n  é)us\n", 1, 0, 11, 4},
        {FULL "match = é(\n", 1, 0, 10, 11},
        {FULL "match = a*\n", 1, 0, 10, 9},
        {FULL "phrase = ask\nalso-match = [\nunless = (\n", 2, 0, 11, 15},
        {"[a]\ntitle = T\nlevel = warm\nwhy = W\naspect = x\ninstead = I\nlike = l\n"
         "phrase = ask\nhit = ask\nmiss = x\n",
         2, 0, 3, 9},
        {"[a]\ntitle = T\nlevel = clean\nwhy = W\naspect = safety\ninstead = I\nlike = "
         "l\n"
         "phrase = ask\nhit = ask\nmiss = x\n",
         1, 0, 3, 9},
        {"[a]\ntitle = T\nlevel = Stop\nwhy = W\naspect = safety\ninstead = I\nlike = l\n"
         "phrase = ask\nhit = ask\nmiss = x\n",
         1, 0, 3, 9},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRule) rule = read_rule (cases[i].contents, problems);

        g_test_message ("%s", cases[i].contents);
        g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==,
                          cases[i].n_errors);
        g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_WARNING), ==,
                          cases[i].n_warnings);
        g_assert_true ((rule == NULL) == (cases[i].n_errors > 0));
        if (problems->len > 0) {
            const BiProblem *problem = problems->pdata[0];

            g_assert_cmpuint (problem->line, ==, cases[i].line);
            g_assert_cmpuint (problem->column, ==, cases[i].column);
        }
    }
}

/* An error in the rule before does not count. */
static void
test_problems_before (void)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (BiRule) bad = read_rule ("[a]\n", problems);
    g_autoptr (BiRule) good = read_rule (FULL "phrase = ask\n", problems);

    g_assert_null (bad);
    g_assert_nonnull (good);
}

static void
test_match (void)
{
    static const struct {
        const char *conditions, *text;
        gboolean fires;
    } cases[] = {
        {"phrase = ask us", "please ask us", TRUE},
        {"phrase = ask us", "please tell us", FALSE},
        {"phrase = ask us", "", FALSE},
        {"phrase = ask\nphrase = tell", "tell", TRUE},
        {"phrase = ask\nmatch = t.ll", "tell", TRUE},
        {"phrase = ask\nphrase = tell", "show", FALSE},
        {"phrase = ask\nalso = us", "ask us", TRUE},
        {"phrase = ask\nalso = us", "ask them", FALSE},
        {"phrase = ask\nalso = us", "tell us", FALSE},
        {"phrase = ask\nalso = us\nalso-match = \\d", "ask us 3", TRUE},
        {"phrase = ask\nalso = us\nalso-match = \\d", "ask us", FALSE},
        {"phrase = ask\nalso = us\nalso-match = \\d", "ask 3", FALSE},
        {"phrase = ask\nunless = mortgage", "ask us", TRUE},
        {"phrase = ask\nunless = mortgage", "ask of a mortgage", FALSE},
        {"phrase = ask\nunless = mortgage\nunless-match = \\d", "ask at 3", FALSE},
        {"phrase = ask\nalso = us\nunless = now", "ask us", TRUE},
        {"phrase = ask\nalso = us\nunless = now", "ask us now", FALSE},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRule) rule = make_rule (cases[i].conditions);
        g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

        g_test_message ("on \"%s\"", cases[i].text);
        g_assert_cmpint (match (rule, cases[i].text, spans), ==,
                         cases[i].fires ? BI_MATCH_YES : BI_MATCH_NO);
        if (cases[i].fires)
            g_assert_cmpuint (spans->len, >, 0);
    }
}

/* Kleene's three values, in an order in which "and" is the least and "or" the greatest.
 */
typedef enum { NO, MAYBE, YES, N_VALUES } Value;

static const char *const sources[N_VALUES] = {
    [NO] = "nowhere", [MAYBE] = SCRATCH_SLOW, [YES] = "b$"};
static const BiMatch matches[N_VALUES] = {
    [NO] = BI_MATCH_NO, [MAYBE] = BI_MATCH_GAVE_UP, [YES] = BI_MATCH_YES};

/* Two conditions of each role, each with each outcome. */
static void
test_logic (void)
{
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    for (guint i = 0; i < 3 * 3 * 3 * 3 * 3 * 3; i++) {
        Value m1 = i % 3, m2 = i / 3 % 3, a1 = i / 9 % 3, a2 = i / 27 % 3,
              u1 = i / 81 % 3, u2 = i / 243 % 3;
        g_autofree char *conditions = g_strdup_printf (
            "match = %s\nmatch = %s\nalso-match = %s\nalso-match = %s\nunless-match = "
            "%s\n"
            "unless-match = %s\n",
            sources[m1], sources[m2], sources[a1], sources[a2], sources[u1], sources[u2]);
        g_autoptr (BiRule) rule = make_rule (conditions);
        Value any = MAX (m1, m2), all = MIN (a1, a2), none = YES - MAX (u1, u2);

        g_assert_cmpint (match (rule, SCRATCH_SLOW_TEXT, spans), ==,
                         matches[MIN (any, MIN (all, none))]);
    }
}

static void
test_spans (void)
{
    static const struct {
        const char *conditions, *text, *spans;
    } cases[] = {
        {"phrase = bb", "aa bb aa bb", "3-5 9-11"},
        {"phrase = bb\nphrase = aa", "aa bb aa bb", "0-2 3-5 6-8 9-11"},
        {"phrase = aa bb\nphrase = aa", "aa bb aa", "0-5 0-2 6-8"},
        {"phrase = é", "é É", "0-2 3-5"},
        {"phrase = aa\nalso = bb\nunless = cc", "bb aa bb", "3-5"},
        {"match = a+", "aaba", "0-2 3-4"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiRule) rule = make_rule (cases[i].conditions);
        g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
        g_autoptr (GString) dump = g_string_new (NULL);

        g_assert_cmpint (match (rule, cases[i].text, spans), ==, BI_MATCH_YES);
        for (guint j = 0; j < spans->len; j++) {
            BiSpan span = g_array_index (spans, BiSpan, j);

            g_string_append_printf (dump, "%s%u-%u", j > 0 ? " " : "", (guint) span.start,
                                    (guint) span.end);
        }
        g_assert_cmpstr (dump->str, ==, cases[i].spans);
    }
}

static void
test_many_spans (void)
{
    static const char *const conditions[] = {
        "phrase = bb",
        "phrase = aa\nphrase = bb",
        "phrase = bb\nphrase = aa",
        "match = (?<!\\S)(?=[ab])",
    };
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < 100; i++)
        g_string_append (text, "aa ");
    for (guint i = 0; i < 100; i++)
        g_string_append (text, "bb ");
    for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++) {
        g_autoptr (BiRule) rule = make_rule (conditions[i]);
        g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
        gsize first = strcmp (conditions[i], "phrase = bb") == 0 ? 300 : 0;

        g_assert_cmpint (match (rule, text->str, spans), ==, BI_MATCH_YES);
        g_assert_cmpuint (spans->len, ==, MOST_SPANS);
        for (guint j = 0; j < spans->len; j++)
            g_assert_cmpuint (g_array_index (spans, BiSpan, j).start, ==, first + 3 * j);
    }
}

/* After a match of no length the search goes on behind the next character, not within it.
 */
static void
test_empty_spans (void)
{
    static const char text[] = "éé🔥é";
    g_autoptr (BiRule) rule = make_rule ("match = (?=\\X)");
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    g_assert_cmpint (match (rule, text, spans), ==, BI_MATCH_YES);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);

        g_test_message ("%u-%u", (guint) span.start, (guint) span.end);
        g_assert_cmpint (text[span.start] & 0xC0, !=, 0x80);
    }
    g_assert_cmpuint (spans->len, ==, 4);
}

static void
test_examples (void)
{
    static const struct {
        const char *body;
        const char *lines; /* of the examples that turn out otherwise */
    } cases[] = {
        {"phrase = ask\nhit = ask\nmiss = tell", ""},
        {"phrase = ask\nhit = tell", "6"},
        {"phrase = ask\nmiss = ask", "6"},
        {"phrase = ask\nhit = tell\nhit = ask\nmiss = ask\nmiss = x", "6 8"},
        {"phrase = ask\nalso = us\nhit = ask", "7"},
        {"phrase = ask\nunless = us\nhit = ask us", "7"},
        {"phrase = ask\nunless = us\nmiss = ask us\nhit = ask", ""},
        {"phrase = ask us\nhit = ask\n us", ""},
        {"match = " SCRATCH_SLOW "\nhit = " SCRATCH_SLOW_TEXT, "6"},
        {"match = " SCRATCH_SLOW "\nmiss = " SCRATCH_SLOW_TEXT, "6"},
        {"phrase = " SCRATCH_SLOW_TEXT "\nalso-match = " SCRATCH_SLOW
         "\nhit = " SCRATCH_SLOW_TEXT,
         "7"},
        {"phrase = " SCRATCH_SLOW_TEXT "\nunless-match = " SCRATCH_SLOW
         "\nmiss = " SCRATCH_SLOW_TEXT,
         "7"},
    };
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *contents = g_strconcat (HEAD, cases[i].body, NULL);
        g_autofree char *folder = scratch_new ();
        g_autofree char *path = scratch_write (folder, "x.rules", contents);
        g_autoptr (BiRuleset) ruleset = bi_ruleset_load_file (path);
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GString) lines = g_string_new (NULL);

        scratch_remove (folder);
        bi_lint (ruleset, now, problems);
        for (guint j = 0; j < problems->len; j++) {
            const BiProblem *problem = problems->pdata[j];

            if (problem->severity != BI_PROBLEM_ERROR)
                continue;
            g_assert_nonnull (strstr (problem->message, "[a]"));
            g_string_append_printf (lines, "%s%u", lines->len > 0 ? " " : "",
                                    problem->line);
        }
        /* Four lines of HEAD, then those of the body. */
        g_test_message ("lines %s", lines->str);
        g_assert_cmpstr (lines->str, ==, cases[i].lines);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/rule/each-field-is-read", test_fields);
    g_test_add_func ("/rule/some-fields-may-be-left-out", test_fields_left_out);
    g_test_add_func ("/rule/levels-have-their-names", test_levels);
    g_test_add_func ("/rule/an-error-keeps-a-rule-out-and-a-warning-does-not",
                     test_problems);
    g_test_add_func ("/rule/a-bad-rule-before-does-not-matter", test_problems_before);
    g_test_add_func ("/rule/any-matches-all-are-there-none-excludes", test_match);
    g_test_add_func ("/rule/what-gave-up-counts-only-where-it-matters", test_logic);
    g_test_add_func ("/rule/its-places-are-shown-from-first-to-last", test_spans);
    g_test_add_func ("/rule/of-many-places-the-first-are-shown", test_many_spans);
    g_test_add_func ("/rule/places-of-no-length-are-between-characters",
                     test_empty_spans);
    g_test_add_func ("/rule/an-example-that-turns-out-otherwise-is-reported",
                     test_examples);
    return g_test_run ();
}
