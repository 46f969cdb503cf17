/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"
#include "badidea/explanation.h"

#include "scratch.h"

#include <string.h>

#define N_RANDOM 400

/* A ruleset and a draft, and what all of its rules came to. */
typedef struct {
    BiRuleset *ruleset;
    BiText *text;
    BiReading *reading;
    BiMatcher *matcher;
    BiCircumstances *circumstances;
    BiRun run;
    BiOutcomes *outcomes;
} Fixture;

static void
fixture_clear (Fixture *fixture)
{
    bi_outcomes_free (fixture->outcomes);
    bi_circumstances_free (fixture->circumstances);
    bi_matcher_free (fixture->matcher);
    bi_reading_free (fixture->reading);
    bi_text_free (fixture->text);
    bi_ruleset_unref (fixture->ruleset);
}

/* @above: a layer's rules. */
static void
fixture_init (Fixture *fixture, const char *rules, const char *above, const char *draft)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *low = g_build_filename (folder, "low", NULL);
    g_autofree char *high = g_build_filename (folder, "high", NULL);
    const char *const layers[] = {low, high, NULL};

    scratch_add (folder, "low/a.rules", rules);
    scratch_add (folder, "low/s.situation",
                 "[crisis.flood]\ntitle = High water\nwords = flood*\n"
                 "from = 2026-01-01\nuntil = 2026-01-31\n"
                 "[crisis.fire]\nwords = fire*\nuntil = 2025-12-31\n");
    scratch_add (folder, "high/b.rules", above);
    fixture->ruleset = bi_ruleset_load (layers, NULL);
    scratch_remove (folder);
    g_assert_cmpuint (
        bi_problems_count (bi_ruleset_get_problems (fixture->ruleset), BI_PROBLEM_ERROR),
        ==, 0);
    fixture->text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    fixture->reading =
        bi_reading_new (fixture->text, bi_ruleset_get_words (fixture->ruleset));
    fixture->matcher = bi_matcher_new ();
    fixture->circumstances = bi_circumstances_new ();
    fixture->circumstances->at = g_date_time_new_utc (2026, 2, 4, 15, 5, 0);
}

/* With the circumstances as they are by now. */
static void
fixture_run (Fixture *fixture)
{
    fixture->run = (BiRun){fixture->matcher, fixture->reading,
                           bi_ruleset_get_situation (fixture->ruleset),
                           fixture->circumstances, NULL};
    fixture->outcomes = bi_outcomes_new (fixture->ruleset, &fixture->run, NULL);
}

/* ---- what is said ---- */

static void
dump_spans (GString *dump, const GArray *spans)
{
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);
        g_string_append_printf (dump, " %u-%u", (guint) span.start, (guint) span.end);
    }
}

/* "line:column key=source result" and what there is besides. */
static void
dump_step (GString *dump, const BiStep *step)
{
    static const char *const results[] = {"met", "failed", "excluded", "gave-up"};

    g_string_append_printf (dump, "%s%u:%u %s=%s %s", step->around ? ">" : "",
                            step->place.line, step->place.column, step->key, step->source,
                            results[step->result]);
    dump_spans (dump, step->spans);
    g_string_append (dump, step->counts ? " counts" : "");
    if (step->reason != NULL)
        g_string_append_printf (dump, " (%s)", step->reason);
    for (guint i = 0; i < step->counted->len; i++) {
        const BiStepCount *count = &g_array_index (step->counted, BiStepCount, i);
        g_string_append_printf (dump, " [%s %u", bi_rule_get_id (count->rule),
                                count->points);
        dump_spans (dump, count->spans);
        g_string_append_c (dump, ']');
    }
    g_string_append (dump, bi_step_stands_in_the_way (step) ? "!\n" : "\n");
}

#define HEAD "[a]\ntitle = T\nlevel = warn\nwhy = W\n"
#define COUNTED                                                                          \
    "\n\n[b]\ntitle = T\nlevel = signal\npoints = 2\nphrase = bb\n\n[c]\ntitle = T\n"    \
    "level = signal\nphrase = cc\n"

/* Of the first rule: its body begins in line 5. */
static const struct {
    const char *body, *draft;
    BiMatch match;
    gboolean near;
    const char *steps;
} cases[] = {
    {"phrase = aa", "bb", BI_MATCH_NO, FALSE, "5:10 phrase=aa failed\n"},
    {"phrase = aa\nmatch = a+", "aa bb aa", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa met 0-2 6-8 counts\n6:9 match=a+ met 0-2 6-8 counts\n"},
    {"phrase = aa\nphrase = bb", "bb", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa failed\n6:10 phrase=bb met 0-2 counts\n"},
    {"phrase = aa\nalso = bb\nunless = cc\nalso-match = d", "aa aa bb", BI_MATCH_NO, TRUE,
     "5:10 phrase=aa met 0-2 3-5\n6:8 also=bb met 6-8 (in the draft)\n"
     "8:14 also-match=d failed (in the draft)!\n7:10 unless=cc failed (in the draft)\n"},
    {"phrase = aa\nalso = bb\nunless-match = c+", "aa cc", BI_MATCH_NO, TRUE,
     "5:10 phrase=aa met 0-2\n6:8 also=bb failed (in the draft)!\n"
     "7:16 unless-match=c+ excluded 3-5 (in the draft)!\n"},
    {"phrase = aa\nalso = bb\nwithin = sentence", "aa. aa bb.", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa met 0-2\n>6:8 also=bb failed (in the same sentence)!\n"
     "5:10 phrase=aa met 4-6 counts\n>6:8 also=bb met 7-9 (in the same sentence)\n"},
    {"phrase = aa\nunless = bb\nunless-within = 2 words\nalso = cc", "aa bb cc",
     BI_MATCH_NO, TRUE,
     "5:10 phrase=aa met 0-2\n>6:10 unless=bb excluded 3-5 (within 2 words)!\n"
     "8:8 also=cc met 6-8 (in the draft)\n"},
    {"phrase = aa\nunless = bb\nunless-within = line", "aa\nbb", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa met 0-2 counts\n>6:10 unless=bb failed (in the same line)\n"},
    {"match = \\d+\nvalid = luhn", "12 42", BI_MATCH_YES, FALSE,
     "5:9 match=\\d+ met 0-2\n>6:9 valid=luhn failed 0-2!\n"
     "5:9 match=\\d+ met 3-5 counts\n>6:9 valid=luhn met 3-5\n"},
    {"phrase = aa bb\non = plain hashtags", "#AaBb", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa bb met 0-5 counts\n"},
    {"phrase = cc\nphrase = aa\non = plain typed", "aa", BI_MATCH_YES, FALSE,
     "5:10 phrase=cc failed\n6:10 phrase=aa met 0-2 counts\n"},
    {"phrase = aa\nwhen = audience public\nwhen = hour 9-17", "aa", BI_MATCH_YES, FALSE,
     "5:10 phrase=aa met 0-2 counts\n"
     "6:8 when=audience public met (the audience is not known)\n"
     "7:8 when=hour 9-17 met (it is 15:05)\n"},
    {"phrase = aa\nwhen = not hour 9-17\nwhen = crisis", "aa", BI_MATCH_NO, TRUE,
     "5:10 phrase=aa met 0-2 counts\n6:8 when=not hour 9-17 failed (it is 15:05)!\n"
     "7:8 when=crisis failed (no crisis is on)!\n"},
    {"match = " SCRATCH_SLOW, SCRATCH_SLOW_TEXT, BI_MATCH_GAVE_UP, FALSE,
     "5:9 match=" SCRATCH_SLOW " gave-up!\n"},
    {"phrase = a*\nalso-match = " SCRATCH_SLOW, SCRATCH_SLOW_TEXT, BI_MATCH_GAVE_UP,
     FALSE,
     "5:10 phrase=a* met 0-58\n6:14 also-match=" SCRATCH_SLOW
     " gave-up (in the draft)!\n"},
    {"needs = 3 points of b, c" COUNTED, "bb cc", BI_MATCH_YES, FALSE,
     "5:9 needs=3 points of b, c met (3 of 3 points) [b 2 0-2] [c 1 3-5]\n"},
    {"needs = 2 of b, c" COUNTED, "bb", BI_MATCH_NO, TRUE,
     "5:9 needs=2 of b, c failed (1 of 2 rules) [b 0 0-2]!\n"},
    {"needs = 1 of b, c" COUNTED, "aa", BI_MATCH_NO, FALSE,
     "5:9 needs=1 of b, c failed (0 of 1 rule)!\n"},
    {"needs = 1 of not c, b" COUNTED, "cc bb", BI_MATCH_NO, TRUE,
     "5:9 needs=1 of not c, b excluded (T [c] fires) [b 0 3-5]!\n"},
    {"phrase = aa\nneeds = 1 of b" COUNTED, "aa", BI_MATCH_NO, TRUE,
     "5:10 phrase=aa met 0-2 counts\n6:9 needs=1 of b failed (0 of 1 rule)!\n"},
    {"also = aa\nneeds = 1 of b" COUNTED, "bb", BI_MATCH_NO, TRUE,
     "5:8 also=aa failed (in the draft)!\n6:9 needs=1 of b met (1 of 1 rule) [b 0 "
     "0-2]\n"},
};

static void
test_steps (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        Fixture fixture = {NULL};
        g_autofree char *rules = g_strconcat (HEAD, cases[i].body, NULL);
        g_autoptr (BiExplanation) explanation = NULL;
        g_autoptr (GString) dump = g_string_new (NULL);

        fixture_init (&fixture, rules, "", cases[i].draft);
        fixture_run (&fixture);
        explanation =
            bi_explanation_new (fixture.ruleset, 0, &fixture.run, fixture.outcomes);
        for (guint j = 0; j < bi_explanation_get_size (explanation); j++)
            dump_step (dump, bi_explanation_get_step (explanation, j));
        g_test_message ("%s", cases[i].body);
        g_assert_cmpstr (dump->str, ==, cases[i].steps);
        g_assert_cmpint (bi_explanation_get_match (explanation), ==, cases[i].match);
        g_assert_cmpint (bi_explanation_is_near (explanation), ==, cases[i].near);
        fixture_clear (&fixture);
    }
}

/* What the circumstances are said to be, each against a condition that asks for them. */
static void
test_reasons (void)
{
    static const struct {
        const char *when, *reason;
    } whens[] = {
        {"account me", "the account is \"you\""},
        {"conversation x", "the conversation is not known"},
        {"audience room", "the audience is direct"},
        {"weekday mon", "it is Wednesday"},
        {"date 2026-02-05", "it is 2026-02-04"},
        {"yearly 02-05", "it is 2026-02-04"},
        {"crisis flood", "\"High water\" is not on"},
        {"crisis fire", "\"fire\" is not on"},
        {"crisis words", "no words of a crisis that is on are in it"},
        {"warned-within 48h",
         "no earlier draft of this account is known to have been held"},
        {"length > 9", "it has 3 characters"},
        {"hashtags > 1", "0 in it"},
        {"exclamation-marks > 2", "1 in it"},
        {"capitals > 50%", "it has 0%"},
        {"starts-with-mention", "it does not"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (whens); i++) {
        Fixture fixture = {NULL};
        g_autofree char *rules =
            g_strconcat (HEAD "phrase = aa\nwhen = ", whens[i].when, NULL);
        g_autoptr (BiExplanation) explanation = NULL;

        fixture_init (&fixture, rules, "", "aa!");
        fixture.circumstances->account = g_strdup ("you");
        fixture.circumstances->audience = BI_AUDIENCE_DIRECT;
        fixture_run (&fixture);
        explanation =
            bi_explanation_new (fixture.ruleset, 0, &fixture.run, fixture.outcomes);
        g_assert_cmpuint (bi_explanation_get_size (explanation), ==, 2);
        g_assert_cmpstr (bi_explanation_get_step (explanation, 1)->reason, ==,
                         whens[i].reason);
        fixture_clear (&fixture);
    }
}

/* During the crisis, and of a draft that speaks of it. */
static void
test_crisis (void)
{
    Fixture fixture = {NULL};
    g_autoptr (BiExplanation) explanation = NULL;

    fixture_init (&fixture,
                  HEAD "crisis-level = stop\nphrase = aa\nwhen = crisis\n"
                       "when = crisis words\n",
                  "", "aa Floods");
    g_clear_pointer (&fixture.circumstances->at, g_date_time_unref);
    fixture.circumstances->at = g_date_time_new_utc (2026, 1, 4, 15, 5, 0);
    fixture_run (&fixture);
    explanation = bi_explanation_new (fixture.ruleset, 0, &fixture.run, fixture.outcomes);
    g_assert_cmpint (bi_explanation_get_match (explanation), ==, BI_MATCH_YES);
    g_assert_cmpint (bi_explanation_get_gravity (explanation)->level, ==, BI_LEVEL_STOP);
    g_assert_true (bi_explanation_get_gravity (explanation)->is_raised);
    g_assert_cmpstr (bi_explanation_get_step (explanation, 1)->reason, ==,
                     "a crisis is on");
    g_assert_cmpstr (bi_explanation_get_step (explanation, 2)->reason, ==,
                     "\"floods\" is in it");
    fixture_clear (&fixture);
}

static void
test_silence (void)
{
    static const struct {
        const char *until;
        gboolean silent;
    } days[] = {
        {"", TRUE}, {"until = 2026-02-04\n", TRUE}, {"until = 2026-02-03\n", FALSE}};

    for (gsize i = 0; i < G_N_ELEMENTS (days); i++) {
        Fixture fixture = {NULL};
        g_autofree char *above =
            g_strconcat ("\n[a]\nlevel = off\nbecause = Of it.\n", days[i].until, NULL);
        g_autoptr (BiExplanation) explanation = NULL;
        const BiSilence *silence;

        fixture_init (&fixture, HEAD "phrase = aa\n", above, "aa");
        fixture_run (&fixture);
        explanation =
            bi_explanation_new (fixture.ruleset, 0, &fixture.run, fixture.outcomes);
        silence = bi_explanation_get_silence (explanation);
        g_assert_cmpint (silence != NULL, ==, days[i].silent);
        g_assert_cmpint (bi_explanation_is_near (explanation), ==, days[i].silent);
        if (silence != NULL) {
            g_assert_cmpuint (silence->place.line, ==, 2);
            g_assert_cmpstr (silence->because, ==, "Of it.");
            g_assert_cmpstr (silence->until, ==, i == 0 ? NULL : "2026-02-04");
        }
        fixture_clear (&fixture);
    }
}

/* ---- that it is what the judgement says ---- */

static const char *
pick (GRand *rand, const char *const *choices, gsize n)
{
    return choices[g_rand_int_range (rand, 0, (gint32) n)];
}

#define PICK(rand, choices) pick (rand, choices, G_N_ELEMENTS (choices))

static const char *const atoms[] = {"phrase = aa\n",
                                    "phrase = bb\n",
                                    "match = \\d+\n",
                                    "match = (?=a)\n",
                                    "match = " SCRATCH_SLOW "\n",
                                    "match = " SCRATCH_SLOW "\n",
                                    "phrase = (aa|cc) bb\n"};
static const char *const extras[] = {"also = aa\n",
                                     "also = cc\n",
                                     "also-match = b+\n",
                                     "also-match = " SCRATCH_SLOW "\n",
                                     "unless = bb\n",
                                     "unless = dd\n",
                                     "unless-match = c{2}\n",
                                     "unless-match = " SCRATCH_SLOW "\n",
                                     "when = audience public\n",
                                     "when = not audience public\n",
                                     "when = crisis\n",
                                     "when = length > 20\n"};
static const char *const once[][5] = {
    {"", "on = typed\n", "on = plain hashtags\n", "on = hashtags\n", ""},
    {"", "within = line\n", "within = sentence\n", "within = 2 words\n", ""},
    {"", "unless-within = line\n", "unless-within = sentence\n",
     "unless-within = 3 words\n", ""},
    {"", "valid = luhn\n", "", "", ""},
    {"", "crisis-level = stop\n", "", "", ""}};
static const char *const levels[] = {"note", "warn", "watch"};
static const char *const totals[] = {"needs = 1 of r0, r1\n", "needs = 2 of r*\n",
                                     "needs = 3 points of r*, not r1\n",
                                     "needs = 1 of r2, not r0\n"};
static const char *const words[] = {"aa", "bb", "cc",   "dd",  ". ",       "\n",
                                    "42", "13", "#aa",  "#bb", "aa bb",    "AA",
                                    "!",  "é",  "cc\n", "aa,", "#AaBb cc", "18"};

/* The rules "r0" to "r3" stand alone, "s0" and "s1" have needs. */
static char *
make_rules (GRand *rand)
{
    GString *rules = g_string_new (NULL);

    for (guint i = 0; i < 6; i++) {
        guint n_atoms =
            i < 4 ? 1 + g_rand_int_range (rand, 0, 3) : g_rand_int_range (rand, 0, 2);
        g_string_append_printf (rules,
                                "[%s%u]\ntitle = T\nlevel = %s\nwhy = W\npoints = %u\n",
                                i < 4 ? "r" : "s", i % 4, PICK (rand, levels), 1 + i % 3);
        for (guint j = 0; j < n_atoms; j++)
            g_string_append (rules, PICK (rand, atoms));
        for (gint32 j = g_rand_int_range (rand, 0, 4); j > 0; j--)
            g_string_append (rules, PICK (rand, extras));
        for (gsize j = 0; j < G_N_ELEMENTS (once); j++)
            g_string_append (rules, PICK (rand, once[j]));
        for (gint32 j = i < 4 ? 0 : g_rand_int_range (rand, 1, 3); j > 0; j--)
            g_string_append (rules, PICK (rand, totals));
        g_string_append_c (rules, '\n');
    }
    return g_string_free (rules, FALSE);
}

static char *
make_draft (GRand *rand)
{
    GString *draft = g_string_new (NULL);

    for (gint32 i = g_rand_int_range (rand, 0, 12); i > 0; i--) {
        g_string_append (draft, PICK (rand, words));
        g_string_append (draft, g_rand_boolean (rand) ? " " : "");
    }
    if (g_rand_int_range (rand, 0, 4) == 0)
        g_string_append (draft, " " SCRATCH_SLOW_TEXT);
    return g_string_free (draft, FALSE);
}

static const BiFinding *
find_finding (const BiReport *report, const BiRule *rule)
{
    for (guint i = 0; i < bi_report_get_size (report); i++)
        if (bi_report_get_finding (report, i)->rule == rule)
            return bi_report_get_finding (report, i);
    return NULL;
}

static gboolean
has_span (const GArray *spans, BiSpan span)
{
    for (guint i = 0; i < spans->len; i++)
        if (memcmp (&g_array_index (spans, BiSpan, i), &span, sizeof span) == 0)
            return TRUE;
    return FALSE;
}

/* The places that a rule is shown with are those that its steps say count. */
static void
assert_spans (const BiExplanation *explanation, const GArray *spans)
{
    g_autoptr (GArray) counting = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    for (guint i = 0; i < bi_explanation_get_size (explanation); i++) {
        const BiStep *step = bi_explanation_get_step (explanation, i);
        if (step->counts)
            g_array_append_vals (counting, step->spans->data, step->spans->len);
    }
    for (guint i = 0; i < spans->len; i++)
        g_assert_true (has_span (counting, g_array_index (spans, BiSpan, i)));
    g_assert_cmpint (counting->len > 0, ==, spans->len > 0);
}

/* What does not fire and was not quite out of the question says what is in its way. */
static void
assert_reason (const BiExplanation *explanation)
{
    gboolean found = bi_explanation_get_silence (explanation) != NULL;

    for (guint i = 0; i < bi_explanation_get_size (explanation); i++)
        found |= bi_step_stands_in_the_way (bi_explanation_get_step (explanation, i));
    g_assert_true (found);
}

static void
assert_verdict (const Fixture *fixture, guint index, const BiReport *report)
{
    const BiRule *rule = bi_ruleset_get_rule (fixture->ruleset, index);
    g_autoptr (BiExplanation) explanation =
        bi_explanation_new (fixture->ruleset, index, &fixture->run, fixture->outcomes);
    const BiOutcome *outcome = bi_outcomes_get (fixture->outcomes, index);
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    BiMatch match = bi_rule_match (rule, &fixture->run, spans);
    const BiFinding *finding = find_finding (report, rule);

    g_assert_cmpint (bi_explanation_get_match (explanation), ==, outcome->match);
    if (bi_rule_get_n_needs (rule) == 0 &&
        bi_explanation_get_silence (explanation) == NULL)
        g_assert_cmpint (bi_explanation_get_match (explanation), ==, match);
    if (match == BI_MATCH_YES && bi_rule_has_matches (rule))
        assert_spans (explanation, spans);
    if (bi_explanation_is_near (explanation) || outcome->match == BI_MATCH_GAVE_UP)
        assert_reason (explanation);
    g_assert_cmpint (finding != NULL, ==, outcome->match == BI_MATCH_YES);
    if (finding != NULL)
        g_assert_cmpint (bi_explanation_get_gravity (explanation)->level, ==,
                         finding->gravity.level);
}

static void
test_verdicts (void)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);
    guint seen[3] = {0};

    for (guint i = 0; i < N_RANDOM; i++) {
        Fixture fixture = {NULL};
        g_autofree char *rules = make_rules (rand);
        g_autofree char *draft = make_draft (rand);
        g_autoptr (BiReport) report = NULL;

        fixture_init (&fixture, rules,
                      i % 3 == 0 ? "[r1]\nlevel = off\nbecause = B\n" : "", draft);
        fixture.circumstances->audience = i % 4;
        g_clear_pointer (&fixture.circumstances->at, g_date_time_unref);
        fixture.circumstances->at =
            g_date_time_new_utc (2026, 1 + (int) (i % 2), 4, 0, 0, 0);
        fixture_run (&fixture);
        report = bi_check (fixture.ruleset, fixture.text, fixture.circumstances, NULL);
        g_test_message ("%s%s", rules, draft);
        for (guint j = 0; j < bi_ruleset_get_size (fixture.ruleset); j++) {
            assert_verdict (&fixture, j, report);
            seen[bi_outcomes_get (fixture.outcomes, j)->match]++;
        }
        fixture_clear (&fixture);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (seen); i++)
        g_assert_cmpuint (seen[i], >, N_RANDOM / 20);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/explanation/each-line-tells-what-it-came-to", test_steps);
    g_test_add_func ("/explanation/a-condition-tells-what-it-met", test_reasons);
    g_test_add_func ("/explanation/a-crisis-raises-the-level", test_crisis);
    g_test_add_func ("/explanation/a-silence-is-named-while-it-lasts", test_silence);
    g_test_add_func ("/explanation/its-verdict-is-that-of-the-judgement", test_verdicts);
    return g_test_run ();
}
