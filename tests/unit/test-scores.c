/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/scores.h"

#include "learned.h"
#include "readings.h"

#include <math.h>

static const char *const xy[] = {"x", "y", NULL};
static const char *const x_only[] = {"x", NULL};

/* A draft and what was learned, in layers. */
typedef struct {
    BiWords *words;
    BiText *text;
    BiReading *reading;
    GPtrArray *weights; /* BiWeights */
    BiScores *scores;
} Fixture;

static void
unref_weights (gpointer data)
{
    bi_weights_unref (data);
}

/* @layers: NULL-terminated, the lowest first; each ends with a word that is NULL. */
static void
fixture_init (Fixture *fixture, const char *draft, const LearnedWord *const *layers)
{
    fixture->words = readings_words ();
    fixture->text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
    fixture->reading = bi_reading_new (fixture->text, fixture->words);
    fixture->weights = g_ptr_array_new_with_free_func (unref_weights);
    for (gsize i = 0; layers[i] != NULL; i++)
        g_ptr_array_add (fixture->weights, learned_new (xy, layers[i], NULL));
    fixture->scores = bi_scores_new (fixture->weights, fixture->reading);
}

static void
fixture_clear (Fixture *fixture)
{
    bi_scores_free (fixture->scores);
    g_ptr_array_unref (fixture->weights);
    bi_reading_free (fixture->reading);
    bi_text_free (fixture->text);
    bi_words_free (fixture->words);
}

/* Of a draft of two words: nine rows of words and nine of shape, none said twice. */
#define ROOT sqrt (9 + 9)

static double
logistic (double sum)
{
    return 1 / (1 + exp (-sum));
}

/* ---- scores ---- */

static void
test_one (void)
{
    static const LearnedWord words[] = {{"", "x", -1},    {"ask", "x", 17},
                                        {"us", "x", -2},  {"", "y", -0.5},
                                        {"them", "y", 5}, {NULL, NULL, 0}};
    static const LearnedWord *const layers[] = {words, NULL};
    Fixture fixture;

    fixture_init (&fixture, "ask us", layers);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "x", BI_SCORES_ALL),
                                    logistic (-1 + (17 - 2) / ROOT), 0.01);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "y", BI_SCORES_ALL),
                                    logistic (-0.5 - 2 * (-1 + (17 - 2) / ROOT)), 0.01);
    g_assert_cmpfloat (bi_scores_get (fixture.scores, "x", BI_SCORES_LOCKED), ==,
                       bi_scores_get (fixture.scores, "x", BI_SCORES_ALL));
    g_assert_cmpfloat (bi_scores_get (fixture.scores, "z", BI_SCORES_ALL), ==, 0);
    g_assert_cmpfloat (bi_scores_get (fixture.scores, "z", BI_SCORES_LOCKED), ==, 0);
    fixture_clear (&fixture);
}

static void
test_nothing_learned (void)
{
    static const LearnedWord *const layers[] = {NULL};
    Fixture fixture;
    g_autoptr (GArray) words = NULL;

    fixture_init (&fixture, "ask us", layers);
    g_assert_cmpfloat (bi_scores_get (fixture.scores, "x", BI_SCORES_ALL), ==, 0);
    words = bi_scores_list_words (fixture.scores, "x", BI_SCORES_ALL);
    g_assert_cmpuint (words->len, ==, 0);
    fixture_clear (&fixture);
}

/* What each of three layers adds to the sum for "x", over ROOT, and what comes of it. */
static const struct {
    float adds[3];
    double all, locked; /* sums, over ROOT */
} layered[] = {
    {{10, 5, 3}, 18, 18},    {{10, 5, -12}, 3, 15},     {{10, -20, 5}, -5, 10},
    {{10, -20, 30}, 20, 20}, {{-10, -5, -2}, -17, -10}, {{0, 0, 0}, 0, 0},
};

static void
test_layers (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (layered); i++) {
        const float *adds = layered[i].adds;
        const LearnedWord one[] = {{"ask", "x", adds[0]}, {NULL, NULL, 0}};
        const LearnedWord two[] = {{"ask", "x", adds[1]}, {NULL, NULL, 0}};
        const LearnedWord three[] = {{"us", "x", adds[2]}, {NULL, NULL, 0}};
        const LearnedWord *const layers[] = {one, two, three, NULL};
        Fixture fixture;
        fixture_init (&fixture, "ask us", layers);
        g_assert_cmpfloat_with_epsilon (
            bi_scores_get (fixture.scores, "x", BI_SCORES_ALL),
            logistic (layered[i].all / ROOT), 0.001);
        g_assert_cmpfloat_with_epsilon (
            bi_scores_get (fixture.scores, "x", BI_SCORES_LOCKED),
            logistic (layered[i].locked / ROOT), 0.001);
        fixture_clear (&fixture);
    }
}

/* Sums of three signals, and what becomes of that for "x". */
static const struct {
    const char *name;
    const char *third;
    float x, y, other;
    double sum;
} mixed[] = {
    {"alone", "z", 2, 0, 0, 2},
    {"more than its rivals", "z", 3, 2, 1, 3},
    {"as much as one", "z", 2, 2, 0, 2},
    {"less than one", "z", 2, 3, 0, 0},
    {"less than two", "z", 1, 2, 4, -5},
    {"little, and a rival", "z", -1, 2, 0, -5},
    {"little, and little else", "z", -1, -2, -3, -1},
    {"it sounds like chat", BI_SIGNAL_CHAT, 2, 0, 3, -1},
    {"it does not", BI_SIGNAL_CHAT, 2, 0, -3, 2},
    {"like chat, and a rival", BI_SIGNAL_CHAT, 2, 3, 1, -1},
};

static void
test_mixed (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (mixed); i++) {
        const char *const signals[] = {"x", "y", mixed[i].third, NULL};
        const LearnedWord words[] = {{"", "x", mixed[i].x},
                                     {"", "y", mixed[i].y},
                                     {"", mixed[i].third, mixed[i].other},
                                     {NULL, NULL, 0}};
        static const LearnedWord *const layers[] = {NULL};
        Fixture fixture;
        fixture_init (&fixture, "ask us", layers);
        g_ptr_array_add (fixture.weights, learned_new (signals, words, NULL));
        bi_scores_free (fixture.scores);
        fixture.scores = bi_scores_new (fixture.weights, fixture.reading);
        g_test_message ("%s", mixed[i].name);
        g_assert_cmpfloat_with_epsilon (
            bi_scores_get (fixture.scores, "x", BI_SCORES_ALL), logistic (mixed[i].sum),
            0.001);
        fixture_clear (&fixture);
    }
}

/* Neither chat nor a rival from a layer above makes a locked judgement milder. */
static void
test_locked_against_others (void)
{
    static const LearnedWord low[] = {{"", "x", 2}, {NULL, NULL, 0}};
    static const LearnedWord rival[] = {{"", "y", 5}, {NULL, NULL, 0}};
    static const LearnedWord chat[] = {{"", BI_SIGNAL_CHAT, 5}, {NULL, NULL, 0}};
    static const char *const chat_only[] = {BI_SIGNAL_CHAT, NULL};
    static const LearnedWord *const layers[] = {low, rival, NULL};
    Fixture fixture;

    fixture_init (&fixture, "ask us", layers);
    g_ptr_array_add (fixture.weights, learned_new (chat_only, chat, NULL));
    bi_scores_free (fixture.scores);
    fixture.scores = bi_scores_new (fixture.weights, fixture.reading);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "x", BI_SCORES_LOCKED),
                                    logistic (2), 0.001);
    g_assert_cmpfloat (bi_scores_get (fixture.scores, "x", BI_SCORES_ALL), <, 0.1);
    fixture_clear (&fixture);
}

/* A layer that knows nothing of a signal neither raises nor lowers it. */
static void
test_unknown_between (void)
{
    static const LearnedWord low[] = {{"ask", "y", -9}, {NULL, NULL, 0}};
    static const LearnedWord high[] = {{"ask", "x", -8}, {NULL, NULL, 0}};
    static const LearnedWord *const layers[] = {low, NULL};
    Fixture fixture;

    fixture_init (&fixture, "ask us", layers);
    g_ptr_array_add (fixture.weights, learned_new (x_only, high, NULL));
    bi_scores_free (fixture.scores);
    fixture.scores = bi_scores_new (fixture.weights, fixture.reading);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "y", BI_SCORES_ALL),
                                    logistic (-9 / ROOT), 0.001);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "y", BI_SCORES_LOCKED),
                                    logistic (-9 / ROOT), 0.001);
    g_assert_cmpfloat_with_epsilon (bi_scores_get (fixture.scores, "x", BI_SCORES_ALL),
                                    logistic (-8 / ROOT), 0.001);
    fixture_clear (&fixture);
}

/* However many layers are put above, a locked judgement only becomes graver. */
static void
test_locked (void)
{
    for (guint round = 0; round < 300; round++) {
        LearnedWord words[4][3];
        const LearnedWord *layers[5] = {NULL};
        double before = 0;
        for (guint n = 0; n < 4; n++) {
            Fixture fixture;
            double locked;
            for (guint i = 0; i < 2; i++)
                words[n][i] = (LearnedWord){i == 0 ? "ask" : "", "x",
                                            (float) g_test_rand_double_range (-20, 20)};
            words[n][2] = (LearnedWord){NULL, NULL, 0};
            layers[n] = words[n];
            fixture_init (&fixture, "ask us", layers);
            locked = bi_scores_get (fixture.scores, "x", BI_SCORES_LOCKED);
            g_assert_cmpfloat (locked, >=, before);
            g_assert_cmpfloat (locked, >=,
                               bi_scores_get (fixture.scores, "x", BI_SCORES_ALL));
            before = locked;
            fixture_clear (&fixture);
        }
    }
}

/* ---- words ---- */

/* "text weight" of each, the weights times ROOT and rounded. */
static char *
dump_words (const Fixture *fixture, const char *signal, double root)
{
    g_autoptr (GArray) words =
        bi_scores_list_words (fixture->scores, signal, BI_SCORES_ALL);
    GString *dump = g_string_new (NULL);
    const char *draft = bi_text_get_draft (fixture->text, NULL);

    for (guint i = 0; i < words->len; i++) {
        const BiWordWeight *word = &g_array_index (words, BiWordWeight, i);
        g_string_append_printf (dump, "%s%.*s %.0f", i > 0 ? ", " : "",
                                (int) (word->span.end - word->span.start),
                                draft + word->span.start, word->weight * root);
    }
    return g_string_free (dump, FALSE);
}

static void
test_words (void)
{
    static const LearnedWord low[] = {{"", "x", 90},   {"ask", "x", 2},
                                      {"us", "x", 17}, {"them", "x", -10},
                                      {"ask", "y", 7}, {NULL, NULL, 0}};
    static const LearnedWord high[] = {{"ask", "x", 34}, {"us", "x", 1}, {NULL, NULL, 0}};
    static const LearnedWord *const layers[] = {low, high, NULL};
    Fixture fixture;
    g_autofree char *for_x = NULL;
    g_autofree char *for_y = NULL;
    g_autofree char *for_z = NULL;

    fixture_init (&fixture, "Ask, us, them", layers);
    /* Start, five words and signs, end: 7 + 6 + 5 rows, one sign twice, 9 of shape. */
    for_x = dump_words (&fixture, "x", sqrt (7 + 6 + 5 - 1 + 9));
    for_y = dump_words (&fixture, "y", sqrt (7 + 6 + 5 - 1 + 9));
    for_z = dump_words (&fixture, "z", 1);
    g_assert_cmpstr (for_x, ==, "Ask 36, us 18");
    g_assert_cmpstr (for_y, ==, "Ask 7");
    g_assert_cmpstr (for_z, ==, "");
    fixture_clear (&fixture);
}

/* Which of a word's places counts, and those of a hashtag that reads two ways. */
static const struct {
    const char *draft;
    const char *words;
} hashtags[] = {
    {"them ask", "ask"},
    {"#AskUs", "#Ask, Us"},
    {"us #AskUs", "#Ask, us"}, /* a key counts where it stands first */
};

static void
test_hashtags (void)
{
    static const LearnedWord words[] = {
        {"ask", "x", 9}, {"us", "x", 5}, {"askus", "x", 1}, {NULL, NULL, 0}};
    static const LearnedWord *const layers[] = {words, NULL};

    for (gsize i = 0; i < G_N_ELEMENTS (hashtags); i++) {
        g_autoptr (GArray) list = NULL;
        g_autoptr (GString) dump = g_string_new (NULL);
        Fixture fixture;
        fixture_init (&fixture, hashtags[i].draft, layers);
        list = bi_scores_list_words (fixture.scores, "x", BI_SCORES_ALL);
        for (guint j = 0; j < list->len; j++) {
            BiSpan span = g_array_index (list, BiWordWeight, j).span;
            g_string_append_printf (dump, "%s%.*s", j > 0 ? ", " : "",
                                    (int) (span.end - span.start),
                                    hashtags[i].draft + span.start);
        }
        g_test_message ("%s: %s", hashtags[i].draft, dump->str);
        fixture_clear (&fixture);
        g_assert_cmpstr (dump->str, ==, hashtags[i].words);
    }
}

static void
test_random_words (void)
{
    static const LearnedWord words[] = {
        {"a", "x", 9}, {"ask", "x", 3}, {"us", "x", -5}, {"b", "x", 2}, {NULL, NULL, 0}};
    static const LearnedWord *const layers[] = {words, NULL};

    for (guint round = 0; round < 1500; round++) {
        g_autofree char *draft = readings_random (round % 30);
        g_autoptr (GArray) list = NULL;
        Fixture fixture;
        fixture_init (&fixture, draft, layers);
        list = bi_scores_list_words (fixture.scores, "x", BI_SCORES_ALL);
        for (guint i = 0; i < list->len; i++) {
            const BiWordWeight *word = &g_array_index (list, BiWordWeight, i);
            g_assert_cmpuint (word->span.start, <, word->span.end);
            g_assert_cmpuint (word->span.end, <=, strlen (draft));
            g_assert_cmpfloat (word->weight, >, 0);
            g_assert_true (i == 0 || word[-1].weight >= word->weight);
            for (guint j = 0; j < i; j++) {
                BiSpan other = g_array_index (list, BiWordWeight, j).span;
                g_assert_true (word->span.end <= other.start ||
                               other.end <= word->span.start);
            }
        }
        fixture_clear (&fixture);
    }
}

/* ---- nothing in particular ---- */

static const struct {
    guint n_heavy, n_light; /* of weight 10 and 1 */
    gboolean spread;
} spreads[] = {
    {0, 0, TRUE},  {1, 0, FALSE},   {0, 1, FALSE},    {0, 8, FALSE},   {0, 16, FALSE},
    {0, 17, TRUE}, {0, 100, TRUE},  {3, 20, FALSE},   {3, 40, FALSE},  {1, 24, FALSE},
    {1, 25, TRUE}, {25, 75, FALSE}, {100, 100, TRUE}, {0, 1000, TRUE},
};

static void
test_spread (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (spreads); i++) {
        g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (BiWordWeight));
        for (guint j = 0; j < spreads[i].n_heavy + spreads[i].n_light; j++) {
            BiWordWeight word = {{j, j + 1}, j < spreads[i].n_heavy ? 10 : 1};
            g_array_append_val (words, word);
        }
        g_test_message ("%u heavy, %u light", spreads[i].n_heavy, spreads[i].n_light);
        g_assert_cmpint (bi_scores_is_spread (words), ==, spreads[i].spread);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/scores/a-score-is-logistic-in-the-sum", test_one);
    g_test_add_func ("/scores/without-weights-nothing-is-alike", test_nothing_learned);
    g_test_add_func ("/scores/layers-add-up", test_layers);
    g_test_add_func ("/scores/a-layer-that-knows-no-signal-says-nothing",
                     test_unknown_between);
    g_test_add_func ("/scores/chat-and-rivals-speak-against", test_mixed);
    g_test_add_func ("/scores/a-locked-judgement-is-never-milder", test_locked);
    g_test_add_func ("/scores/nor-by-chat-or-a-rival", test_locked_against_others);
    g_test_add_func ("/scores/words-are-listed-the-weightiest-first", test_words);
    g_test_add_func ("/scores/the-words-of-a-hashtag-count-once", test_hashtags);
    g_test_add_func ("/scores/words-are-in-the-draft-and-apart", test_random_words);
    g_test_add_func ("/scores/evenly-spread-is-nothing-in-particular", test_spread);
    return g_test_run ();
}
