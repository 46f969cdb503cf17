/* SPDX-License-Identifier: GPL-2.0-or-later */
/* "learned" in rules: what it takes to fire, and how grave it can be. */
#include "badidea/check.h"
#include "badidea/explanation.h"
#include "badidea/lint.h"

#include "learned.h"
#include "scratch.h"

#include <string.h>

static const char *const xy[] = {"x", "y", NULL};

/* ---- how it is written ---- */

#define HEAD "[a]\ntitle = T\nlevel = warn\nwhy = W\n"

static const struct {
    const char *value;
    guint column; /* of the error in line 5; 0: there is none */
} values[] = {
    {"open-ask >= 0.8", 0},
    {"open-ask>=0.8", 0},
    {"x2 >= 1", 0},
    {"x >= 0", 0},
    {"x >= .5", 0},
    {"x >=\t0.25", 0},
    {"open-ask", 19},
    {"open-ask >", 20},
    {"open-ask > 0.8", 20},
    {"open-ask = 0.8", 20},
    {"open-ask <= 0.8", 20},
    {"open-ask >=", 22},
    {"open-ask >= 1.5", 23},
    {"open-ask >= -0.5", 23},
    {"open-ask >= nan", 23},
    {"open-ask >= inf", 23},
    {"open-ask >= 0.8x", 23},
    {"open-ask >= 0,8", 23},
    {"open-ask >= 80 %", 23},
    {"open-ask >= 0.5 0.6", 23},
    {"open-ask 0.8", 20},
    {"Open-ask >= 0.8", 11},
    {">= 0.8", 11},
    {"open.ask >= 0.8", 15},
    {"0.8", 12},
    {"é >= 0.8", 11},
};

static void
test_values (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
        g_autofree char *contents =
            g_strconcat (HEAD "learned = ", values[i].value, NULL);
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GPtrArray) sections =
            bi_sections_parse ("x.rules", contents, strlen (contents), problems);
        g_autoptr (BiRule) rule = bi_rule_new (sections->pdata[0], NULL, problems);
        guint column = 0;
        for (guint j = 0; j < problems->len; j++) {
            const BiProblem *problem = problems->pdata[j];
            if (problem->severity == BI_PROBLEM_ERROR && problem->line == 5) {
                column = problem->column;
                g_assert_nonnull (strstr (problem->message, "write a topic, \">=\""));
            }
        }
        g_test_message ("%s", values[i].value);
        g_assert_cmpuint (column, ==, values[i].column);
        g_assert_cmpint (rule != NULL, ==, column == 0);
    }
}

static void
test_named (void)
{
    static const char contents[] = HEAD "learned = x >= 0.8\nlearned = y-2 >= 1\n";
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("x.rules", contents, strlen (contents), problems);
    g_autoptr (BiRule) rule = bi_rule_new (sections->pdata[0], NULL, problems);
    BiPlace place;

    g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==, 0);
    g_assert_true (bi_rule_is_only_learned (rule));
    g_assert_cmpstr (bi_rule_get_learned (rule, 0, &place), ==, "x");
    g_assert_cmpuint (place.line, ==, 5);
    g_assert_cmpuint (place.column, ==, 11);
    g_assert_cmpstr (bi_rule_get_learned (rule, 1, &place), ==, "y-2");
    g_assert_cmpuint (place.line, ==, 6);
    g_assert_null (bi_rule_get_learned (rule, 2, &place));
}

/* ---- layers of rules and weights ---- */

#define X(least)         "learned = x >= " least "\n"
#define RULE(id, body)   SCRATCH_RULE (id, "warn", body)
#define STOP(id, body)   SCRATCH_RULE (id, "stop", body)
#define SIGNAL(id, body) "[" id "]\ntitle = Title of " id "\nlevel = signal\n" body "\n\n"

/* "ask us now" scores 0.99 for "x", "tell us now" 0.7, "hi us now" 0.5. */
static const LearnedWord low[] = {{"ask", "x", 20},  {"tell", "x", 4}, {"both", "x", 20},
                                  {"both", "y", 20}, {"ask", "y", 4},  {"now", "y", -20},
                                  {"b", "x", 4},     {"c", "x", 4},    {NULL, NULL, 0}};
/* Whoever wrote this likes to be asked. */
static const LearnedWord milder[] = {{"ask", "x", -30}, {NULL, NULL, 0}};
static const LearnedWord graver[] = {{"tell", "x", 30}, {NULL, NULL, 0}};

static void
write_bytes (const char *folder, const char *name, GBytes *bytes)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *path = scratch_write (folder, name, "");

    g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                         (gssize) g_bytes_get_size (bytes), &error);
    g_assert_no_error (error);
}

/* As a layer's weights; @above: (nullable) those of the layer above, which add to them.
 */
static void
write_weights (const char *folder, const LearnedWord *words, const LearnedWord *above)
{
    g_autoptr (GBytes) bytes = learned_write (xy, words, NULL);
    g_autoptr (BiWeights) weights = bi_weights_read (bytes, NULL);
    g_autoptr (GBytes) more = NULL;

    write_bytes (folder, "low/learned.weights", bytes);
    if (above == NULL)
        return;
    more = learned_write (xy, above, bi_weights_get_id (weights));
    write_bytes (folder, "high/learned.weights", more);
}

static BiRuleset *
load (const char *folder, BiRuleset *previous)
{
    g_autofree char *one = g_build_filename (folder, "low", NULL);
    g_autofree char *two = g_build_filename (folder, "high", NULL);
    const char *const layers[] = {one, two, NULL};

    return bi_ruleset_reload (layers, NULL, previous);
}

static BiCircumstances *
read_circumstances (const char *account, BiAudience audience)
{
    BiCircumstances *circumstances = bi_circumstances_new ();

    circumstances->account = g_strdup (account);
    circumstances->audience = audience;
    circumstances->at = g_date_time_new_utc (2026, 2, 4, 15, 5, 0);
    return circumstances;
}

/* "id level start-end...", what is watched and signals too; a comma between them. */
static char *
dump_findings (BiRuleset *ruleset, const char *draft,
               const BiCircumstances *circumstances)
{
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReport) report = bi_check (ruleset, text, circumstances, NULL);
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < bi_report_get_size (report); i++) {
        const BiFinding *finding = bi_report_get_finding (report, i);
        g_string_append_printf (dump, "%s%s %s", i > 0 ? ", " : "",
                                bi_rule_get_id (finding->rule),
                                bi_level_to_string (finding->gravity.level));
        for (guint j = 0; j < finding->spans->len; j++)
            g_string_append_printf (dump, " %zu-%zu",
                                    g_array_index (finding->spans, BiSpan, j).start,
                                    g_array_index (finding->spans, BiSpan, j).end);
        if (finding->gravity.level != BI_LEVEL_WATCH)
            g_assert_cmpint (bi_report_get_level (report), >=, finding->gravity.level);
    }
    return g_string_free (dump, FALSE);
}

static const struct {
    const char *name;
    const char *rules, *above; /* of two layers */
    const LearnedWord *weights;
    const char *draft, *findings;
} cases[] = {
    {"a draft that is like the examples", RULE ("a", X ("0.8")), "", NULL, "Ask us now",
     "a warn 0-3"},
    {"one that is less so", RULE ("a", X ("0.8")), "", NULL, "tell us now", ""},
    {"that is enough for a lower threshold", RULE ("a", X ("0.6")), "", NULL,
     "tell us now", "a warn 0-4"},
    {"as much as it takes is enough", RULE ("a", X ("0.5") "phrase = hi\n"), "", NULL,
     "hi us", "a warn 0-2"},
    {"two topics, one of them not met", RULE ("a", X ("0.8") "learned = y >= 0.6\n"), "",
     NULL, "ask us now", ""},
    {"two topics, both met", RULE ("a", X ("0.8") "learned = y >= 0.8\n"), "", NULL,
     "both of us", "a warn 0-4"},
    {"a topic that nobody knows", RULE ("a", "learned = z >= 0\n"), "", NULL,
     "ask us now", ""},
    {"places are in bytes", RULE ("a", X ("0.8")), "", NULL, "é, we tell and ask",
     "a warn 16-19"},

    {"alone it never stops", STOP ("a", X ("0.8")), "", NULL, "ask us now", "a warn 0-3"},
    {"alone it is not raised to stop", RULE ("a", X ("0.8") "crisis-level = stop\n"), "",
     NULL, "ask us now", "a warn 0-3"},
    {"a note stays one", SCRATCH_RULE ("a", "note", X ("0.8")), "", NULL, "ask us now",
     "a note 0-3"},
    {"what is watched stays so", SCRATCH_RULE ("a", "watch", X ("0.8")), "", NULL,
     "ask us now", "a watch 0-3"},
    {"with a phrase it may stop", STOP ("a", X ("0.8") "phrase = now\n"), "", NULL,
     "ask us now", "a stop 7-10"},
    {"with an expression it may stop", STOP ("a", X ("0.8") "match = n.w\n"), "", NULL,
     "ask us now", "a stop 7-10"},
    {"a phrase that is not there", STOP ("a", X ("0.8") "phrase = then\n"), "", NULL,
     "ask us now", ""},
    {"a phrase in what is like nothing", STOP ("a", X ("0.8") "phrase = now\n"), "", NULL,
     "tell us now", ""},
    {"with an also it may stop", STOP ("a", X ("0.8") "also = now\n"), "", NULL,
     "ask us now", "a stop 0-3"},
    {"an also that is not there", STOP ("a", X ("0.8") "also = then\n"), "", NULL,
     "ask us now", ""},
    {"an unless that is there", RULE ("a", X ("0.8") "unless = now\n"), "", NULL,
     "ask us now", ""},
    {"an unless that is not there", RULE ("a", X ("0.8") "unless = then\n"), "", NULL,
     "ask us now", "a warn 0-3"},
    {"an unless speaks against no draft", STOP ("a", X ("0.8") "unless = then\n"), "",
     NULL, "ask us now", "a warn 0-3"},

    {"counted alone it never stops",
     SIGNAL ("s", X ("0.8")) STOP ("a", "needs = 1 of s\n"), "", NULL, "ask us now",
     "a warn 0-3"},
    {"several of it never stop",
     SIGNAL ("s", X ("0.8")) SIGNAL ("t", X ("0.9")) STOP ("a", "needs = 2 of s, t\n"),
     "", NULL, "ask us now", "a warn 0-3"},
    {"counted with words it may stop",
     SIGNAL ("s", X ("0.8")) SIGNAL ("t", "phrase = now\n")
         STOP ("a", "needs = 2 of s, t\n"),
     "", NULL, "ask us now", "a stop 0-3 7-10"},
    {"counted where words were not met",
     SIGNAL ("s", X ("0.8")) SIGNAL ("t", "phrase = then\n")
         STOP ("a", "needs = 1 of s, t\n"),
     "", NULL, "ask us now", "a warn 0-3"},
    {"it gives points",
     SIGNAL ("s", X ("0.8") "points = 3\n") SIGNAL ("t", "phrase = now\n")
         RULE ("a", "needs = 4 points of s, t\n"),
     "", NULL, "ask us now", "a warn 0-3 7-10"},
    {"it gives no points where it is not met",
     SIGNAL ("s", X ("0.8") "points = 3\n") SIGNAL ("t", "phrase = now\n")
         RULE ("a", "needs = 4 points of s, t\n"),
     "", NULL, "tell us now", ""},
    {"it counts as something to need itself",
     SIGNAL ("s", "phrase = now\n") STOP ("a", X ("0.8") "needs = 1 of s\n"), "", NULL,
     "ask us now", "a stop 0-3 7-10"},
    {"needing learned alone it never stops",
     SIGNAL ("s", "learned = x >= 0.6\n") STOP ("a", X ("0.8") "needs = 1 of s\n"), "",
     NULL, "ask us now", "a warn 0-3"},

    {"it is silenced", RULE ("a", X ("0.8")), "[a]\nlevel = off\nbecause = We like it.\n",
     NULL, "ask us now", ""},
    {"it has another threshold in a layer above", RULE ("a", X ("0.8")),
     RULE ("a", X ("0.6")), NULL, "tell us now", "a warn 0-4"},
    {"it has a higher one", RULE ("a", X ("0.8")), RULE ("a", X ("0.999")), NULL,
     "ask us now", ""},
    {"a layer above makes it milder", RULE ("a", X ("0.8")), "", milder, "ask us now",
     ""},
    {"a layer above makes it graver", RULE ("a", X ("0.8")), "", graver, "tell us now",
     "a warn 0-4"},
    {"a locked rule is not made milder", RULE ("a", X ("0.8") "locked = yes\n"), "",
     milder, "ask us now", "a warn 0-3"},
    {"a locked rule with a phrase is not made milder",
     STOP ("a", X ("0.8") "phrase = now\nlocked = yes\n"), "", milder, "ask us now",
     "a stop 7-10"},
    {"a locked rule may become graver", RULE ("a", X ("0.8") "locked = yes\n"), "",
     graver, "tell us now", "a warn 0-4"},
    {"a locked rule is not silenced", RULE ("a", X ("0.8") "locked = yes\n"),
     "[a]\nlevel = off\nbecause = We like it.\n", NULL, "ask us now", "a warn 0-3"},

    {"of its account", RULE ("a", X ("0.8") "when = account jpm\n"), "", NULL,
     "ask us now", "a warn 0-3"},
    {"of another account", RULE ("a", X ("0.8") "when = account other\n"), "", NULL,
     "ask us now", ""},
    {"of its audience", RULE ("a", X ("0.8") "when = audience public\n"), "", NULL,
     "ask us now", "a warn 0-3"},
    {"another threshold for another audience",
     RULE ("a", X ("0.8") "when = audience direct\n")
         RULE ("b", X ("0.6") "when = audience public\n"),
     "", NULL, "tell us now", "b warn 0-4"},
};

static void
test_cases (void)
{
    g_autoptr (BiCircumstances) circumstances =
        read_circumstances ("jpm", BI_AUDIENCE_PUBLIC);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *folder = scratch_new ();
        g_autofree char *findings = NULL;
        g_autoptr (BiRuleset) ruleset = NULL;

        scratch_add (folder, "low/a.rules", cases[i].rules);
        scratch_add (folder, "high/b.rules", cases[i].above);
        scratch_add (folder, "low/s.situation",
                     "[crisis.flood]\nwords = flood*\nfrom = 2026-01-01\n"
                     "until = 2026-12-31\n");
        write_weights (folder, low, cases[i].weights);
        ruleset = load (folder, NULL);
        scratch_remove (folder);
        findings = dump_findings (ruleset, cases[i].draft, circumstances);
        g_test_message ("%s", cases[i].name);
        g_assert_cmpstr (findings, ==, cases[i].findings);
    }
}

/* ---- nothing in particular ---- */

/* Words that all weigh the same, so many that no few of them hold half of it. */
static char *
list_even (LearnedWord *words, guint n_words)
{
    static const char *const names[] = {"apple", "bread", "chair", "door",  "eagle",
                                        "frame", "grape", "house", "iron",  "juice",
                                        "knife", "lemon", "mouse", "night", "ocean",
                                        "paper", "queen", "river", "stone", "table"};
    GString *draft = g_string_new (NULL);

    g_assert_cmpuint (n_words, <=, G_N_ELEMENTS (names));
    for (guint i = 0; i < n_words; i++) {
        words[i] = (LearnedWord){names[i], "x", 5};
        g_string_append_printf (draft, "%s ", names[i]);
    }
    words[n_words] = (LearnedWord){NULL, NULL, 0};
    return g_string_free (draft, FALSE);
}

static const struct {
    guint n_words;
    const char *body;
    guint n_findings;
} evens[] = {
    {4, X ("0.8"), 1},
    {12, X ("0.8"), 1},
    {20, X ("0.8"), 0},
    {20, X ("0.8") "phrase = apple\n", 1},
    {20, X ("0.8") "locked = yes\n", 0},
};

static void
test_spread (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (evens); i++) {
        LearnedWord words[21];
        g_autofree char *draft = list_even (words, evens[i].n_words);
        g_autofree char *folder = scratch_new ();
        g_autofree char *rule =
            g_strconcat ("[a]\ntitle = T\nlevel = warn\nwhy = W\n", evens[i].body, NULL);
        g_autoptr (BiRuleset) ruleset = NULL;
        g_autoptr (BiReport) report = NULL;
        g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);

        scratch_add (folder, "low/a.rules", rule);
        write_weights (folder, words, NULL);
        ruleset = load (folder, NULL);
        scratch_remove (folder);
        report = bi_check (ruleset, text, NULL, NULL);
        g_test_message ("%u: %s", evens[i].n_words, evens[i].body);
        g_assert_cmpuint (bi_report_get_size (report), ==, evens[i].n_findings);
        /* No more words are shown than one reads. */
        for (guint j = 0; j < bi_report_get_size (report); j++)
            g_assert_cmpuint (bi_report_get_finding (report, j)->spans->len, <=, 5);
    }
}

/* ---- what it says of itself ---- */

/* "key result score reason words" of each step, and whether it is near. */
static char *
explain (BiRuleset *ruleset, const char *draft, BiLevel *level)
{
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, bi_ruleset_get_words (ruleset));
    g_autoptr (BiScores) scores = bi_ruleset_score (ruleset, reading);
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    BiRun run = {matcher, reading, bi_ruleset_get_situation (ruleset), NULL, scores};
    g_autoptr (BiOutcomes) outcomes = bi_outcomes_new (ruleset, &run, NULL);
    g_autoptr (BiExplanation) explanation =
        bi_explanation_new (ruleset, 0, &run, outcomes);
    GString *dump = g_string_new (bi_explanation_is_near (explanation) ? "near: " : "");

    for (guint i = 0; i < bi_explanation_get_size (explanation); i++) {
        const BiStep *step = bi_explanation_get_step (explanation, i);
        g_string_append_printf (dump, "%s=%s %u:%u %s %.1f%s%s", step->key, step->source,
                                step->place.line, step->place.column,
                                step->result == BI_STEP_MET ? "met" : "failed",
                                step->score, step->reason != NULL ? " " : "",
                                step->reason != NULL ? step->reason : "");
        for (guint j = 0; j < MIN (step->words->len, 2); j++) {
            BiSpan span = g_array_index (step->words, BiWordWeight, j).span;
            g_string_append_printf (dump, " %zu-%zu", span.start, span.end);
        }
        g_string_append_c (dump, '|');
    }
    *level = bi_explanation_get_gravity (explanation)->level;
    return g_string_free (dump, FALSE);
}

static const struct {
    const char *draft, *steps;
} explained[] = {
    {"ask us now", "learned=x >= 0.8 6:11 met 1.0 0-3|"},
    {"tell us now", "near: learned=x >= 0.8 6:11 failed 0.7 0-4|"},
    {"apple bread chair door eagle frame grape house iron juice knife lemon mouse night "
     "ocean paper queen",
     "near: learned=x >= 0.8 6:11 failed 1.0 of nothing in particular 0-5 6-11|"},
    {"dont", "learned=x >= 0.8 6:11 failed 0.2|"},
};

static void
test_explained (void)
{
    LearnedWord words[24];
    g_autofree char *draft = list_even (words, 20);
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;
    BiLevel level;

    words[20] = (LearnedWord){"ask", "x", 25};
    words[21] = (LearnedWord){"tell", "x", 10};
    words[22] = (LearnedWord){"", "x", -1.5f};
    words[23] = (LearnedWord){NULL, NULL, 0};
    scratch_add (folder, "low/a.rules", STOP ("a", X ("0.8")));
    write_weights (folder, words, NULL);
    ruleset = load (folder, NULL);
    scratch_remove (folder);
    for (gsize i = 0; i < G_N_ELEMENTS (explained); i++) {
        g_autofree char *steps = explain (ruleset, explained[i].draft, &level);
        g_assert_cmpstr (steps, ==, explained[i].steps);
    }
}

/* What is explained is as grave as what is checked. */
static void
test_explained_level (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *steps = NULL;
    g_autoptr (BiRuleset) ruleset = NULL;
    BiLevel level;

    scratch_add (folder, "low/a.rules", STOP ("a", X ("0.8")));
    write_weights (folder, low, NULL);
    ruleset = load (folder, NULL);
    scratch_remove (folder);
    steps = explain (ruleset, "ask us now", &level);
    g_assert_cmpstr (bi_level_to_string (level), ==, "warn");
}

/* What lint says of an example that turns out otherwise. */
static void
test_linted (void)
{
    static const char *const says[] = {
        "[a] does not fire on this hit: \"x >= 0.8\" wants more than the 0.785",
        "[a] does not fire on this hit: no few words of it speak for \"x >= 0.8\"",
        "[a] fires on this miss: \"x >= 0.8\" holds"};
    LearnedWord words[24];
    g_autofree char *draft = list_even (words, 20);
    g_autofree char *rule =
        g_strconcat (HEAD X ("0.8") "hit = tell\nhit = ", draft, "\nmiss = ask\n", NULL);
    g_autofree char *folder = scratch_new ();
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    words[20] = (LearnedWord){"ask", "x", 25};
    words[21] = (LearnedWord){"tell", "x", 10};
    words[22] = (LearnedWord){"", "x", -1.5f};
    words[23] = (LearnedWord){NULL, NULL, 0};
    scratch_add (folder, "low/a.rules", rule);
    write_weights (folder, words, NULL);
    ruleset = load (folder, NULL);
    scratch_remove (folder);
    bi_lint (ruleset, now, problems);
    g_assert_cmpuint (problems->len, >=, G_N_ELEMENTS (says));
    for (gsize i = 0; i < G_N_ELEMENTS (says); i++) {
        const BiProblem *problem = problems->pdata[i];
        g_test_message ("%s", problem->message);
        g_assert_true (g_str_has_prefix (problem->message, says[i]));
    }
}

/* ---- files ---- */

/* "file severity message" up to the semicolon, "\n" behind each. */
static char *
dump_problems (const BiRuleset *ruleset, const char *folder)
{
    const GPtrArray *problems = bi_ruleset_get_problems (ruleset);
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *line = bi_problem_format (problems->pdata[i]);
        if (strstr (line, "has no \"") != NULL)
            continue;
        g_assert_true (g_str_has_prefix (line, folder));
        g_string_append_printf (dump, "%.*s\n",
                                (int) strcspn (line + strlen (folder) + 1, ";"),
                                line + strlen (folder) + 1);
    }
    return g_string_free (dump, FALSE);
}

static void
assert_state (BiRuleset *ruleset, const char *folder, const char *findings,
              const char *problems)
{
    g_autofree char *found = dump_findings (ruleset, "ask us now", NULL);
    g_autofree char *said = dump_problems (ruleset, folder);

    g_assert_cmpstr (found, ==, findings);
    g_assert_cmpstr (said, ==, problems);
}

#define DAMAGED                                                                          \
    "low/learned.weights: error: it is damaged: its checksum is not that of its "        \
    "weights\n"
#define NO_WEIGHTS "low/learned.weights: error: this is no file of weights\n"

static void
test_damaged (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (GBytes) good = learned_write (xy, low, NULL);
    gsize length = g_bytes_get_size (good);
    g_autofree char *copy = g_memdup2 (g_bytes_get_data (good, NULL), length);
    g_autoptr (GBytes) bad = NULL;
    g_autoptr (BiRuleset) damaged = NULL;
    g_autoptr (BiRuleset) foreign = NULL;
    g_autoptr (BiRuleset) mended = NULL;

    copy[length - 3] ^= 4;
    bad = g_bytes_new (copy, length);
    scratch_add (folder, "low/a.rules",
                 RULE ("a", X ("0.8")) RULE ("b", "phrase = us\n"));
    write_bytes (folder, "low/learned.weights", bad);
    damaged = load (folder, NULL);
    assert_state (damaged, folder, "b warn 4-6", DAMAGED);
    scratch_add (folder, "low/learned.weights", "[open-ask]\nAsk us.\n\nHi.\n");
    foreign = load (folder, NULL);
    assert_state (foreign, folder, "b warn 4-6", NO_WEIGHTS);
    write_bytes (folder, "low/learned.weights", good);
    mended = load (folder, foreign);
    assert_state (mended, folder, "b warn 4-6, a warn 0-3", "");
    scratch_remove (folder);
}

static void
test_empty (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    scratch_add (folder, "low/a.rules", RULE ("b", "phrase = us\n"));
    scratch_add (folder, "low/learned.weights", "");
    ruleset = load (folder, NULL);
    assert_state (ruleset, folder, "b warn 4-6", NO_WEIGHTS);
    scratch_remove (folder);
}

/* Weights that are good, then damaged, then good again, then gone. */
static void
test_last_good (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "low", "learned.weights", NULL);
    g_autoptr (BiRuleset) first = NULL;
    g_autoptr (BiRuleset) second = NULL;
    g_autoptr (BiRuleset) third = NULL;
    g_autoptr (BiRuleset) fourth = NULL;

    scratch_add (folder, "low/a.rules", RULE ("a", X ("0.8")));
    write_weights (folder, low, NULL);
    first = load (folder, NULL);
    assert_state (first, folder, "a warn 0-3", "");
    scratch_add (folder, "low/learned.weights", "half of a fi");
    second = load (folder, first);
    assert_state (second, folder, "a warn 0-3", NO_WEIGHTS);
    write_weights (folder, graver, NULL);
    third = load (folder, second);
    assert_state (third, folder, "", "");
    g_assert_cmpint (g_remove (path), ==, 0);
    fourth = load (folder, third);
    assert_state (fourth, folder, "", "");
    g_assert_cmpuint (bi_ruleset_get_weights (fourth)->len, ==, 0);
    scratch_remove (folder);
}

static void
test_unknown (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) known = NULL;
    g_autoptr (BiRuleset) none = NULL;
    g_autofree char *path = g_build_filename (folder, "low", "learned.weights", NULL);

    scratch_add (folder, "low/a.rules",
                 RULE ("a", X ("0.8")) RULE ("b", "learned = x-files >= 0.5\n"));
    write_weights (folder, low, NULL);
    known = load (folder, NULL);
    assert_state (known, folder, "a warn 0-3",
                  "low/a.rules:14:11: warning: nothing was learned of \"x-files\"\n");
    g_assert_cmpint (g_remove (path), ==, 0);
    none = load (folder, NULL);
    assert_state (none, folder, "", "");
    scratch_remove (folder);
}

/* Weights that add to others than those that are there are left out, with a warning. */
static void
test_other_below (void)
{
    static const LearnedWord doubt[] = {{"ask", "x", -1}, {NULL, NULL, 0}};
    static const LearnedWord more[] = {{"ask", "x", 40}, {NULL, NULL, 0}};
    static const char warning[] =
        "high/learned.weights: warning: this was learned on top of other weights than "
        "those of the layers below, and is left out\n";
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "low", "learned.weights", NULL);
    g_autoptr (GBytes) others = learned_write (xy, low, NULL);
    g_autoptr (BiRuleset) good = NULL;
    g_autoptr (BiRuleset) other = NULL;
    g_autoptr (BiRuleset) none = NULL;

    scratch_add (folder, "low/a.rules", RULE ("a", X ("0.8")));
    write_weights (folder, doubt, more);
    good = load (folder, NULL);
    assert_state (good, folder, "a warn 0-3", "");
    g_assert_cmpuint (bi_ruleset_get_weights (good)->len, ==, 2);
    write_bytes (folder, "low/learned.weights", others);
    other = load (folder, NULL);
    assert_state (other, folder, "a warn 0-3", warning);
    g_assert_cmpuint (bi_ruleset_get_weights (other)->len, ==, 1);
    g_assert_cmpint (g_remove (path), ==, 0);
    none = load (folder, NULL);
    assert_state (none, folder, "", warning);
    scratch_remove (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/learned/what-cannot-be-read-is-placed", test_values);
    g_test_add_func ("/learned/a-rule-names-its-topics", test_named);
    g_test_add_func ("/learned/a-rule-fires-on-what-is-like-examples", test_cases);
    g_test_add_func ("/learned/nothing-in-particular-is-no-warning", test_spread);
    g_test_add_func ("/learned/a-step-says-why", test_explained);
    g_test_add_func ("/learned/an-explanation-is-as-grave-as-a-finding",
                     test_explained_level);
    g_test_add_func ("/learned/lint-says-what-an-example-lacks", test_linted);
    g_test_add_func ("/learned/damaged-weights-leave-the-rules-alone", test_damaged);
    g_test_add_func ("/learned/empty-weights-are-damaged", test_empty);
    g_test_add_func ("/learned/the-last-good-weights-stay-in-force", test_last_good);
    g_test_add_func ("/learned/a-topic-that-nobody-taught-is-a-warning", test_unknown);
    g_test_add_func ("/learned/weights-on-top-of-others-are-a-warning", test_other_below);
    return g_test_run ();
}
