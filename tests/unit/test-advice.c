/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/lint.h"

#include "pattern/cost.h"
#include "scratch.h"

#include <string.h>

#define RULE(id, body)   SCRATCH_RULE (id, "warn", body)
#define GRAVER(id, body) SCRATCH_RULE (id, "stop", body)

/* A rule's own lines begin at six, those of a second one behind two lines more. */
static const struct {
    const char *name;
    const char *rules;
    const char *problems; /* line:column of each warning, a blank between them */
} cases[] = {
    {"a miss proves an unless", RULE ("a", "phrase = pie\nunless = hot\nmiss = hot pie"),
     ""},
    {"no miss at all", RULE ("a", "phrase = pie\nunless = hot"), "7:10"},
    {"a miss that would not fire anyway",
     RULE ("a", "phrase = pie\nunless = hot\nmiss = hot soup"), "7:10"},
    {"a miss that lacks what must be there",
     RULE ("a", "phrase = pie\nalso = free\nunless = hot\nmiss = hot pie"), "8:10"},
    {"what must be there is further away",
     RULE ("a", "phrase = pie\nalso = free\nunless = hot\nwithin = sentence\n"
                "miss = Free soup. Hot pie."),
     "8:10"},
    {"each unless wants a miss",
     RULE ("a", "phrase = pie\nunless = hot\nunless-match = cold\nmiss = cold pie"),
     "7:10"},
    {"no word is required", RULE ("a", "match = \\d{4}"), "6:9"},
    {"a letter is no word", RULE ("a", "phrase = x"), "6:10"},
    {"one of two has no word", RULE ("a", "phrase = pie\nmatch = \\w{3}x"), "7:9"},
    {"what must be there is a word", RULE ("a", "match = \\d{4}\nalso = pie"), ""},
    {"gaps", RULE ("a", "match = pie.*x.+?y\nalso-match = pi.+e"), "6:12 6:15 7:16"},
    {"a gap with a least", RULE ("a", "match = pie.{3,}x"), "6:12"},
    {"a gap on a continued line", RULE ("a", "match = żółty\n  pie.*"), "7:6"},
    {"no gaps", RULE ("a", "match = pie[.+]\\.*\\Q.*\\E(?#.*).{0,9}x"), ""},
    {"a phrase has no gaps", RULE ("a", "phrase = pie.*"), ""},
    {"a lookahead", RULE ("a", "match = (?=pie)\\w+s"), "6:9"},
    {"a lookahead in groups", RULE ("a", "match = (?i)((?-s:(?!pies)pie))"), "6:19"},
    {"an anchored lookahead", RULE ("a", "match = ^(?=pie)\\w+s"), ""},
    {"a lookahead further on", RULE ("a", "match = pie(?=s)"), ""},
    {"it runs away", RULE ("a", "match = pie (?:\\w+\\s?)+$"), "6:9"},
    {"it runs away around a word", RULE ("a", "match = (?:a+)+pie"), "6:9"},
    {"the same in two rules",
     RULE ("a", "phrase = hot  pie") RULE ("b", "match = soup\nphrase = HOT pie"),
     "14:10"},
    {"the same in one rule", RULE ("a", "phrase = pie\nphrase = pie"), ""},
    {"the same in other views",
     RULE ("a", "phrase = pie") RULE ("b", "phrase = pie\non = typed"), ""},
    {"the same, with something else",
     RULE ("a", "phrase = pie") RULE ("b", "phrase = pie\nalso = hot"), ""},
    {"the same, nearer to something else",
     RULE ("a", "phrase = pie\nalso = hot\nwithin = 3 words")
         RULE ("b", "phrase = pie\nalso = hot\nwithin = 9 words"),
     ""},
    {"the same, less near to what excludes it",
     RULE ("a", "phrase = pie\nunless = hot\nunless-within = 3 words\nmiss = hot pie")
         RULE ("b",
               "phrase = pie\nunless = hot\nunless-within = 9 words\nmiss = hot pie"),
     ""},
    {"the same, valid otherwise",
     RULE ("a", "phrase = pie 42\nvalid = luhn")
         RULE ("b", "phrase = pie 42\nvalid = iban"),
     ""},
    {"the same, and like something else",
     RULE ("a", "phrase = pie\nlearned = x >= 0.5")
         RULE ("b", "phrase = pie\nlearned = y >= 0.5"),
     ""},
    {"the same at another time",
     RULE ("a", "phrase = pie") RULE ("b", "phrase = pie\nwhen = crisis"), ""},
    {"another rule catches all hits",
     RULE ("a", "phrase = pie\nhit = pie") RULE ("b", "phrase = hot pie\nhit = hot pie"),
     "9:1"},
    {"a graver one does",
     GRAVER ("a", "phrase = pie\nhit = pie")
         RULE ("b", "phrase = hot pie\nhit = hot pie"),
     "9:1"},
    {"a lesser one does",
     RULE ("a", "phrase = pie\nhit = pie")
         GRAVER ("b", "phrase = hot pie\nhit = hot pie"),
     ""},
    {"one at times does",
     RULE ("a", "phrase = pie\nhit = pie\nwhen = crisis")
         RULE ("b", "phrase = hot pie\nhit = hot pie"),
     ""},
    {"both catch all",
     RULE ("a", "phrase = pie\nhit = pie tin") RULE ("b", "phrase = tin\nhit = tin pie"),
     ""},
    {"one hit is its own",
     RULE ("a", "phrase = pie\nhit = pie")
         RULE ("b", "phrase = hot (pie|tin)\nhit = hot pie\nhit = hot tin"),
     ""},
    {"no hits", RULE ("a", "phrase = pie\nhit = pie") RULE ("b", "phrase = hot pie"), ""},
};

static char *
dump_places (const GPtrArray *problems)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_test_message ("%s", problem->message);
        g_assert_cmpint (problem->severity, ==, BI_PROBLEM_WARNING);
        g_string_append_printf (dump, "%s%u:%u", i > 0 ? " " : "", problem->line,
                                problem->column);
    }
    return g_string_free (dump, FALSE);
}

static void
test_advice (void)
{
    g_autoptr (GDateTime) now =
        g_date_time_new_from_iso8601 ("2026-05-04T12:00:00Z", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRuleset) ruleset = scratch_load (cases[i].rules);
        g_autofree char *dump = NULL;

        g_test_message ("%s", cases[i].name);
        bi_lint (ruleset, now, problems);
        dump = dump_places (problems);
        g_assert_cmpstr (dump, ==, cases[i].problems);
    }
}

static void
test_translations (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (
        RULE ("a", "phrase = x\ntitle[de] = T\nwhy[de] = W")
            RULE ("b", "phrase = x\nwhy[fr] = W\ninstead = I") "[s]\ntitle = T\nlevel = "
                                                               "signal\nphrase = x\n");
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    static const char *const lacking[] = {"[a] has no title[fr], why[fr];",
                                          "[b] has no title[de], why[de], instead[de];",
                                          "[b] has no title[fr], instead[fr];"};

    bi_lint_translations (ruleset, problems);
    g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (lacking));
    for (gsize i = 0; i < G_N_ELEMENTS (lacking); i++) {
        const BiProblem *problem = problems->pdata[i];
        g_test_message ("%s", problem->message);
        g_assert_true (g_str_has_prefix (problem->message, lacking[i]));
    }
}

static void
test_steps (void)
{
    static const char *const expressions[] = {"\\d{4}", "\\bpie\\b", "(?:\\w+\\s?)+!!",
                                              "(a|b|c)+d"};
    guint one = bi_cost_count_steps ("\\d{4}");
    guint more = bi_cost_count_steps ("\\w+\\d{4}");

    for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++) {
        guint steps = bi_cost_count_steps (expressions[i]);
        g_assert_cmpuint (steps, >=, BI_COST_SAMPLE_LENGTH);
        g_assert_cmpuint (bi_cost_count_steps (expressions[i]), ==, steps);
    }
    g_assert_cmpuint (more, >, one);
    g_assert_cmpuint (bi_cost_count_steps ("(((\\w+\\s?)+)+)+!!"), ==, 1000000);
    g_assert_cmpuint (bi_cost_count_steps ("("), ==, 0);
}

/* How long the text is that is found; 0 is none. */
static const struct {
    const char *expression;
    gsize length;
} runaways[] = {
    {"(?:a+)+$", 201},      {"(?:\\w+)+$", 201},         {"(?:\\d+,?)+$", 201},
    {"soup: (?:\\d)+$", 0}, {"soup: (?:\\d+,?)+$", 207}, {"(?:\\w+)+soup", 201 + 4},
    {"\\bsoup\\b", 0},      {"\\w+\\s\\w+$", 0},
};

static void
test_runaways (void)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (runaways); i++) {
        gsize offset;
        g_autoptr (GError) error = NULL;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_expression (runaways[i].expression, NULL, &offset, &error);
        g_autofree char *text = NULL;
        BiSpan found;

        g_assert_no_error (error);
        text = bi_cost_find_runaway (pattern, matcher);
        g_test_message ("%s: %s", runaways[i].expression, text != NULL ? text : "none");
        g_assert_cmpuint (text != NULL ? strlen (text) : 0, ==, runaways[i].length);
        if (text != NULL)
            g_assert_cmpint (
                bi_pattern_find (pattern, matcher, text, strlen (text), 0, &found), ==,
                BI_MATCH_GAVE_UP);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/advice/is-given-where-it-is-true-alone", test_advice);
    g_test_add_func ("/advice/names-what-is-not-translated", test_translations);
    g_test_add_func ("/advice/the-steps-of-an-expression-repeat", test_steps);
    g_test_add_func ("/advice/a-text-that-makes-an-expression-run-away", test_runaways);
    return g_test_run ();
}
