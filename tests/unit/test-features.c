/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/features.h"

#include "readings.h"

/* What all of them are kept for: a draft and all that its features borrow. */
typedef struct {
    BiWords *words;
    BiText *text;
    BiReading *reading;
    BiFeatures *features;
} Fixture;

static void
fixture_init (Fixture *fixture, const char *draft, BiTextFormat format)
{
    fixture->words = readings_words ();
    fixture->text = bi_text_new (draft, -1, format);
    fixture->reading = bi_reading_new (fixture->text, fixture->words);
    fixture->features = bi_features_new (fixture->reading);
}

static void
fixture_clear (Fixture *fixture)
{
    bi_features_free (fixture->features);
    bi_reading_free (fixture->reading);
    bi_text_free (fixture->text);
    bi_words_free (fixture->words);
}

/* ---- keys ---- */

/* Of what a key tells: of its words, of their letters, or of the draft's shape. */
typedef enum { OF_WORDS, OF_LETTERS, OF_SHAPE, N_PARTS } Part;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
    guint64 one = *(const guint64 *) a;
    guint64 other = *(const guint64 *) b;

    return one < other ? -1 : one > other;
}

static Part
part_of (BiFeatureGroup group, const BiFeature *feature)
{
    if (group == BI_FEATURES_LETTERS)
        return OF_LETTERS;
    return feature->first == feature->end ? OF_SHAPE : OF_WORDS;
}

/* Sorted. Returns: (transfer full) (element-type guint64) */
static GArray *
list_keys (const BiFeatures *features, Part part)
{
    GArray *keys = g_array_new (FALSE, FALSE, sizeof (guint64));

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (features, group, &n_features);
        for (guint i = 0; i < n_features; i++)
            if (part_of (group, &feature[i]) == part)
                g_array_append_val (keys, feature[i].key);
    }
    g_array_sort (keys, compare_keys);
    return keys;
}

static GArray *
list_keys_of (const char *draft, Part part)
{
    Fixture fixture;
    GArray *keys;

    fixture_init (&fixture, draft, BI_TEXT_PLAIN);
    keys = list_keys (fixture.features, part);
    fixture_clear (&fixture);
    return keys;
}

static gboolean
are_same (const GArray *one, const GArray *other)
{
    return one->len == other->len &&
           (one->len == 0 ||
            memcmp (one->data, other->data, one->len * sizeof (guint64)) == 0);
}

static guint
count_missing (const GArray *keys, GArray *among)
{
    guint n_missing = 0;

    for (guint i = 0; i < keys->len; i++)
        n_missing += !g_array_binary_search (among, &g_array_index (keys, guint64, i),
                                             compare_keys, NULL);
    return n_missing;
}

/* ---- alike or not ---- */

static const struct {
    const char *name, *one, *other;
    const char *same; /* w words, l letters, s shape */
} pairs[] = {
    {"case", "ask us", "ASK us", "wl"},
    {"blanks", "ask us", "ask  us", "wls"},
    {"typographic quotes", "don't", "don’t", "wls"},
    {"full width", "ask", "ａｓｋ", "wls"},
    {"links", "see http://a.example/x now", "see https://b.example/y?z=1 now", "wls"},
    {"a bare link", "see http://a.example/x now", "see foo.com/x now", "wls"},
    {"an address counts as a link", "see me@a.example", "see http://a.example", "wl"},
    {"mentions", "hi @jpm", "hi @somebody_else", "wls"},
    {"a mention is no link", "see @jpm", "see http://a.example", "l"},
    {"numbers of as many digits", "only 12", "only 34", "wls"},
    {"digits of another script", "only ٤٥", "only ١٢", "wls"},
    {"numbers of more digits", "only 12", "only 345", "s"},
    {"letters in any order of words", "ask them", "them ask", "ls"},
    {"other words", "ask us", "ask me", "s"},
    {"the order of words", "us ask", "ask us", "ls"},
    {"a full stop", "ask", "ask.", "s"},
    {"signs after the third", "ask...", "ask.......", "ws"},
    {"fewer signs", "ask.", "ask..", "s"},
    {"nothing at all", "", "", "wls"},
    {"blanks alone", "  ", " ", "wls"},
    {"an emoji", "we ❤️ tea", "we tea", "wls"},
    {"emoji of many parts", "go 👩🏽‍🚀🇬🇧1️⃣ go 🎉", "go go", "wls"},
    {"a word said twice", "no no", "no no no no no no", "ls"},
};

static gboolean
says (const char *marks, Part part)
{
    return strchr (marks, "wls"[part]) != NULL;
}

static void
test_pairs (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
        for (Part part = 0; part < N_PARTS; part++) {
            g_autoptr (GArray) one = list_keys_of (pairs[i].one, part);
            g_autoptr (GArray) other = list_keys_of (pairs[i].other, part);
            /* What a word said more often changes of its size is not looked at. */
            if (part == OF_SHAPE && strstr (pairs[i].name, "twice") != NULL)
                continue;
            g_test_message ("%s, %c", pairs[i].name, "wls"[part]);
            g_assert_cmpint (are_same (one, other), ==, says (pairs[i].same, part));
        }
}

/* As @pairs, of the shape alone: each differs in what the name says and in nothing else.
 */
static const struct {
    const char *name, *one, *other;
    guint n_other; /* shape keys of the first that the second does not have */
} shapes[] = {
    {"a reply", "@jpm hi", "hi @jpm", 1},
    {"a question", "hi there?", "hi there", 1},
    {"two questions", "hi? there?", "hi? there", 1},
    {"three questions are two", "hi? there? hm?", "hi? there? hm", 0},
    {"an exclamation", "hi there!", "hi there", 1},
    {"capitals", "HI THERE", "hi there", 1},
    {"some capitals", "Hi There", "hi there", 1},
    {"some capitals or most", "Hi There", "HI THERE", 1},
    {"a hashtag", "hi #tea", "hi tea", 1},
    {"lines", "hi\nthere", "hi there", 1},
    {"a length", "a b c d e f g h i j k l m n o p", "a b", 1},
    {"about the same length", "a b c d e f g h i j k l m n o p",
     "a b c d e f g h i j k l m n o p q", 0},
};

static void
test_shapes (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
        g_autoptr (GArray) one = list_keys_of (shapes[i].one, OF_SHAPE);
        g_autoptr (GArray) other = list_keys_of (shapes[i].other, OF_SHAPE);

        g_test_message ("%s", shapes[i].name);
        g_assert_cmpuint (one->len, ==, 9);
        g_assert_cmpuint (count_missing (one, other), ==, shapes[i].n_other);
        g_assert_cmpuint (count_missing (other, one), ==, shapes[i].n_other);
    }
}

/* Links are told by their number too, whatever stands for them. */
static void
test_links_in_shape (void)
{
    g_autoptr (GArray) none = list_keys_of ("see this", OF_SHAPE);
    g_autoptr (GArray) one = list_keys_of ("see http://a.example", OF_SHAPE);

    g_assert_cmpuint (count_missing (one, none), ==, 1);
}

static void
test_hashtags (void)
{
    g_autoptr (GArray) tag = list_keys_of ("#AskUs", OF_WORDS);
    g_autoptr (GArray) same = list_keys_of ("#askus", OF_WORDS);
    g_autoptr (GArray) other = list_keys_of ("#SaveThem", OF_WORDS);
    g_autoptr (GArray) letters = list_keys_of ("#AskUs", OF_LETTERS);
    g_autoptr (GArray) plain = list_keys_of ("ask us", OF_LETTERS);
    Fixture fixture;
    guint n_features;
    guint n_shared = 0;
    const BiFeature *feature;

    g_assert_true (are_same (tag, same));
    g_assert_false (are_same (tag, other));
    /* "#" is no word of it. */
    g_assert_cmpuint (count_missing (plain, letters), ==, 0);
    fixture_init (&fixture, "ask us", BI_TEXT_PLAIN);
    feature = bi_features_get (fixture.features, BI_FEATURES_WORDS, &n_features);
    for (guint i = 0; i < n_features; i++) {
        /* Not what the start and the end of a draft make of it. */
        if (feature[i].first == 0 || feature[i].end == 4 || feature[i].end == 0)
            continue;
        g_assert_true (g_array_binary_search (tag, &feature[i].key, compare_keys, NULL));
        n_shared++;
    }
    g_assert_cmpuint (n_shared, ==, 3); /* ask, us, ask us */
    fixture_clear (&fixture);
}

/* A hashtag's words count as its own, which the same words outside of one do not. */
static void
test_hashtag_words (void)
{
    g_autoptr (GArray) tag = list_keys_of ("now #AskUs", OF_WORDS);
    g_autoptr (GArray) both = list_keys_of ("now ask us #AskUs", OF_WORDS);
    g_autoptr (GArray) plain = list_keys_of ("now ask us #lol", OF_WORDS);

    /* The tag's stand-in behind "now" is in three rows. "lol" does not read as "ask us",
     * nor as "askus". */
    g_assert_cmpuint (count_missing (tag, both), ==, 3);
    g_assert_cmpuint (count_missing (tag, plain), ==, 7);
}

/* ---- how many ---- */

static const struct {
    const char *draft;
    guint n_words; /* with the start and the end */
    guint n_keys[N_PARTS];
} counts[] = {
    {"", 2, {3, 0, 9}},
    {"a", 3, {6, 3, 9}},
    {"ab c", 4, {9, 9, 9}},
    {"ab cd ef gh", 6, {15, 4 * 6, 9}},
    {"abc", 3, {6, 10, 9}},
    {"abcdefg", 3, {6, 8 + 7 + 6 + 5, 9}},
    /* start, ab, end; start ab, ab ab, ab end; and three of three */
    {"ab ab ab", 5, {9, 6, 9}},
    {"@jpm", 3, {6, 0, 9}},
};

static void
test_counts (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
        Fixture fixture;

        fixture_init (&fixture, counts[i].draft, BI_TEXT_PLAIN);
        g_test_message ("%s", counts[i].draft);
        g_assert_cmpuint (bi_features_get_n_words (fixture.features), ==,
                          counts[i].n_words);
        for (Part part = 0; part < N_PARTS; part++) {
            g_autoptr (GArray) keys = list_keys (fixture.features, part);
            g_assert_cmpuint (keys->len, ==, counts[i].n_keys[part]);
        }
        fixture_clear (&fixture);
    }
}

/* A feature of words stands in one to three of them, one of letters in one. */
static void
test_extents (void)
{
    Fixture fixture;
    guint n_of[4] = {0};

    fixture_init (&fixture, "ask us now or never", BI_TEXT_PLAIN);
    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (fixture.features, group, &n_features);
        for (guint i = 0; i < n_features; i++) {
            guint size = feature[i].end - feature[i].first;
            g_assert_cmpuint (size, <=, group == BI_FEATURES_WORDS ? 3 : 1);
            n_of[size] += group == BI_FEATURES_WORDS;
            g_assert_true (group == BI_FEATURES_WORDS || size == 1);
        }
    }
    g_assert_cmpuint (n_of[0], ==, 9);
    g_assert_cmpuint (n_of[1], ==, 7);
    g_assert_cmpuint (n_of[2], ==, 6);
    g_assert_cmpuint (n_of[3], ==, 5);
    fixture_clear (&fixture);
}

/* ---- where ---- */

static const struct {
    const char *draft;
    BiTextFormat format;
    const char *words; /* the draft's bytes of each, with "|" behind it */
} places[] = {
    {"Ask us.", BI_TEXT_PLAIN, "|Ask|us|.||"},
    {"Ça va, été?", BI_TEXT_PLAIN, "|Ça|va|,|été|?||"},
    {"don’t", BI_TEXT_PLAIN, "|don’t||"},
    {"<b>Ask</b> us &amp; them", BI_TEXT_MARKUP, "|Ask|us|&amp;|them||"},
    {"A<b>s</b>k us", BI_TEXT_MARKUP, "|A<b>s</b>k|us||"},
    {"see http://a.example/x @jpm", BI_TEXT_PLAIN, "|see|http://a.example/x|@jpm||"},
    {"hi #AskUs", BI_TEXT_PLAIN, "|hi|#AskUs||#Ask|Us|#AskUs|"},
    {"<i>#AskUs</i> é", BI_TEXT_MARKUP, "|#AskUs|é||#Ask|Us|#AskUs|"},
    {"wow!!!!! 😀😀", BI_TEXT_PLAIN, "|wow|!!!!!||"},
};

static void
test_places (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
        g_autoptr (GString) words = g_string_new (NULL);
        Fixture fixture;

        fixture_init (&fixture, places[i].draft, places[i].format);
        for (guint j = 0; j < bi_features_get_n_words (fixture.features); j++) {
            BiSpan span = bi_features_get_word (fixture.features, j);
            g_string_append_len (words, places[i].draft + span.start,
                                 (gssize) (span.end - span.start));
            g_string_append_c (words, '|');
        }
        g_assert_cmpstr (words->str, ==, places[i].words);
        fixture_clear (&fixture);
    }
}

/* ---- long ---- */

/* Only the beginning of a view counts, up to a whole character. */
static void
test_long (void)
{
    static const char *const pieces[] = {"ask ", "éà",     "x é ", "#AskUs ",
                                         "@a",   "a.com ", "12"};

    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) draft = g_string_new ("x");
        g_autoptr (GArray) before = NULL;
        g_autoptr (GArray) after = NULL;
        Fixture fixture;

        while (draft->len < 2 * BI_FEATURES_LONGEST)
            g_string_append (draft, pieces[i]);
        before = list_keys_of (draft->str, OF_LETTERS);
        g_string_append (draft, " something else altogether");
        after = list_keys_of (draft->str, OF_LETTERS);
        g_assert_true (are_same (before, after));
        while (draft->len < 1000000)
            g_string_append (draft, pieces[i]);
        fixture_init (&fixture, draft->str, BI_TEXT_PLAIN);
        g_assert_cmpuint (bi_features_get_n_words (fixture.features), <=,
                          2 * BI_FEATURES_LONGEST + 2);
        fixture_clear (&fixture);
    }
}

static void
test_beginning (void)
{
    g_autoptr (GString) draft = g_string_new (NULL);
    g_autoptr (GArray) before = NULL;
    g_autoptr (GArray) after = NULL;

    while (draft->len < BI_FEATURES_LONGEST - 100)
        g_string_append (draft, "ask ");
    before = list_keys_of (draft->str, OF_LETTERS);
    g_string_append (draft, "something");
    after = list_keys_of (draft->str, OF_LETTERS);
    g_assert_cmpuint (count_missing (after, before), >, 5);
}

/* ---- anything ---- */

static void
check_anything (const Fixture *fixture, gsize length)
{
    guint n_words = bi_features_get_n_words (fixture->features);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature =
            bi_features_get (fixture->features, group, &n_features);
        for (guint i = 0; i < n_features; i++) {
            g_assert_true (g_hash_table_add (seen, (gpointer) &feature[i].key));
            g_assert_cmpuint (feature[i].first, <=, feature[i].end);
            g_assert_cmpuint (feature[i].end, <=, n_words);
        }
    }
    for (guint i = 0; i < n_words; i++) {
        BiSpan span = bi_features_get_word (fixture->features, i);
        g_assert_cmpuint (span.start, <=, span.end);
        g_assert_cmpuint (span.end, <=, length);
    }
}

static void
test_random (void)
{
    for (guint round = 0; round < 4000; round++) {
        BiTextFormat format = round % 2 == 0 ? BI_TEXT_PLAIN : BI_TEXT_MARKUP;
        g_autofree char *draft = readings_random (round % 40);
        Fixture one;
        Fixture other;

        fixture_init (&one, draft, format);
        fixture_init (&other, draft, format);
        check_anything (&one, strlen (draft));
        for (Part part = 0; part < N_PARTS; part++) {
            g_autoptr (GArray) keys = list_keys (one.features, part);
            g_autoptr (GArray) again = list_keys (other.features, part);
            g_assert_true (are_same (keys, again));
        }
        for (guint i = 0; i < bi_features_get_n_words (one.features); i++)
            g_assert_cmpuint (bi_features_get_word (one.features, i).start, ==,
                              bi_features_get_word (other.features, i).start);
        fixture_clear (&one);
        fixture_clear (&other);
    }
}

/* Files of weights know features by these keys. Who changes them makes the weights under
 * rules/ again, and raises the version of the files if others can have some. */
static void
test_lasting (void)
{
    static const char draft[] = "Ask us ANYTHING, @jpm: http://a.example 12 😀 #AskUs";
    guint64 sum = 0;

    for (Part part = 0; part < N_PARTS; part++) {
        g_autoptr (GArray) keys = list_keys_of (draft, part);
        for (guint i = 0; i < keys->len; i++)
            sum = sum * 31 + g_array_index (keys, guint64, i);
    }
    g_assert_cmphex (sum, ==, G_GUINT64_CONSTANT (0x399f936962ef0a13));
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/features/what-is-alike-has-the-same-keys", test_pairs);
    g_test_add_func ("/features/a-shape-is-told-by-its-parts", test_shapes);
    g_test_add_func ("/features/a-shape-knows-of-links", test_links_in_shape);
    g_test_add_func ("/features/a-hashtag-reads-as-its-words", test_hashtags);
    g_test_add_func ("/features/words-of-a-hashtag-are-known-as-such",
                     test_hashtag_words);
    g_test_add_func ("/features/words-rows-and-letters-are-counted-once", test_counts);
    g_test_add_func ("/features/rows-have-up-to-three-words", test_extents);
    g_test_add_func ("/features/words-are-found-in-the-draft", test_places);
    g_test_add_func ("/features/of-a-long-draft-the-beginning-counts", test_long);
    g_test_add_func ("/features/what-is-short-of-that-counts-too", test_beginning);
    g_test_add_func ("/features/anything-is-read-the-same-twice", test_random);
    g_test_add_func ("/features/keys-are-those-of-the-weights-that-are-there",
                     test_lasting);
    return g_test_run ();
}
