/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/fold.h"

#include "readings.h"

typedef struct {
    const char *typed, *plain;
    const char *part,
        *origin; /* a part of plain, and the part of typed that it maps back to */
} Case;

static const Case character_cases[] = {
    {"", "", NULL, NULL},
    {"Ask US", "ask us", "us", "US"},
    {"ＡＳＫ", "ask", "s", "Ｓ"},
    {"𝐀𝐬𝐤", "ask", "k", "𝐤"},
    {"🅰🆂🅺 ᴀꜱᴋ", "ask ask", NULL, NULL},
    {"ﬁne", "fine", "f", "ﬁ"},
    {"ﬁne", "fine", "in", "ﬁn"},
    {"Straße", "strasse", "ss", "ß"},
    {"e\u0301a", "éa", "é", "e\u0301"},
    {"Å", "å", "å", "Å"},
    {"“don’t”", "\"don't\"", "n't", "n’t"},
    {"‹a› «b» „c‟ ´d` e′ f″", "'a' \"b\" \"c\" 'd' e' f\"", NULL, NULL},
    {"wait…", "wait...", "t.", "t…"},
    {"aa–bb—cc−dd‑ee", "aa-bb-cc-dd-ee", "b-c", "b—c"},
    {"aa\u00a0bb\u2003cc\u3000dd", "aa bb cc dd", "b c", "b\u2003c"},
    {"a\tb\u2028c\xc2\x85"
     "d\ne",
     "a b\nc\nd\ne", NULL, NULL},
    {"an\u200by\u00adth\u2060i\ufeffng", "anything", "anything",
     "an\u200by\u00adth\u2060i\ufeffng"},
    {"a\u200bs\u200bk\u200b us", "ask us", "ask", "a\u200bs\u200bk"},
    {"\u202eask\u202c \x02us\x0f", "ask us", "us", "us"},
    {"a\u0336s\u0336k\u0336", "ask", "s", "s\u0336"},
    {"a\u200b\u0301", "á", "á", "a\u200b\u0301"},
    {"ᄒ\u200bᅡᆫ", "한", "한", "ᄒ\u200bᅡᆫ"},
    {"ㅎㅏ", "하", NULL, NULL},
    {"ﾊﾞ", "バ", "バ", "ﾊﾞ"},
    {"ΣΊΣΥΦΟΣ Привет", "σίσυφοσ привет", "привет", "Привет"},
    {"哈哈哈 한국", "哈哈哈 한국", NULL, NULL},
};

static const Case emoji_cases[] = {
    {"👩\u200d👩\u200d👧!", "👩\u200d👩\u200d👧!", "\u200d👧", "\u200d👧"},
    {"\u2764\ufe0f \u2764", "\u2764\ufe0f \u2764", NULL, NULL},
    {"1\ufe0f\u20e3 #\ufe0f\u20e3", "1\ufe0f\u20e3 #\ufe0f\u20e3", NULL, NULL},
    {"™\ufe0f ™", "™\ufe0f tm", "tm", "™"},
    {"👍🏽🇩🇪", "👍🏽🇩🇪", NULL, NULL},
    {"👍\ufe0e\u200da", "👍a", "a", "a"},
    {"1\u20e3x\u20e3", "1\u20e3x", NULL, NULL},
};

static const Case lookalike_cases[] = {
    {"аsk", "ask", "ask", "аsk"},
    {"Αsk Вank НELLO", "ask bank hello", "bank", "Вank"},
    {"аnythіng gооd", "anything good", NULL, NULL},
    {"ΗELLO ηow", "hello now", NULL, NULL},
    {"сор", "сор", NULL, NULL},
    {"askя", "askя", NULL, NULL},
    {"я ask о", "я ask о", NULL, NULL},
    {"5 μs", "5 μs", NULL, NULL},
};

static const Case spaced_cases[] = {
    {"a s k", "ask", "ask", "a s k"},
    {"A.S.K us", "ask us", "k us", "K us"},
    {"s*h*i*t s_h_i_t s-h-i-t", "shit shit shit", NULL, NULL},
    {"a s k   u s   a n y", "ask   us   any", "us", "u s"},
    {"a.s.k u.s a.n.y!", "ask us any!", NULL, NULL},
    {"it is a k i n d of", "it is a kind of", "kind", "k i n d"},
    {"a s k u s", "ask us", "k u", "k u"},
    {"а s k", "ask", NULL, NULL},
    {"a\u0301 s\u0301 k", "á\u015bk", NULL, NULL},
    {"a b", "a b", NULL, NULL},
    {"a  b  c", "a  b  c", NULL, NULL},
    {"a b-c d", "a b-c d", NULL, NULL},
    {"b-b-b-but", "b-b-b-but", NULL, NULL},
    {"it's a b, t-shirt", "it's a b, t-shirt", NULL, NULL},
    {"a\nb\nc", "a\nb\nc", NULL, NULL},
    {"1 2 3", "1 2 3", NULL, NULL},
    {"a.b.c.com", "a.b.c.com", NULL, NULL},
};

static const Case repeated_cases[] = {
    {"sooo", "so", "so", "sooo"},
    {"coool", "cool", "co", "co"},
    {"coool", "cool", "ol", "ool"},
    {"Anythinggg!!!", "anything!!!", "g!", "ggg!"},
    {"allll tooo goooood", "all too good", NULL, NULL},
    {"heeellllooo", "hello", "l", "l"},
    {"xyyyz", "xyz", "y", "yyy"},
    {"soo", "soo", NULL, NULL},
    {"AAA kkk hmmm", "aaa kkk hmm", NULL, NULL},
    {"даааа", "да", NULL, NULL},
    {"1000000 ... ---", "1000000 ... ---", NULL, NULL},
    {"@sooo http://sooo.com sooo@a.com", "@sooo http://sooo.com sooo@a.com", NULL, NULL},
    {"#sooo", "#so", NULL, NULL},
};

static const Case digit_cases[] = {
    {"anyth1ng", "anything", "i", "1"},
    {"5h1t he11o $ave", "shit hello save", "save", "$ave"},
    {"sh@t good4 5am mp3 $100", "sh@t good4 5am mp3 $100", NULL, NULL},
    {"1ol l0l", "1ol l0l", NULL, NULL},
    {"@ave g00d@a.com", "@ave g00d@a.com", NULL, NULL},
};

static void
assert_origin (const BiView *view, const Case *row)
{
    BiSpan span = readings_find (row->plain, row->part);
    BiSpan origin = bi_view_to_origin (view, span);
    g_autofree char *found =
        g_strndup (row->typed + origin.start, origin.end - origin.start);

    g_assert_cmpstr (found, ==, row->origin);
}

static void
assert_cases (const Case *cases, gsize n)
{
    g_autoptr (BiWords) words = readings_words ();

    for (gsize i = 0; i < n; i++) {
        g_autoptr (BiView) view =
            bi_fold_view (cases[i].typed, strlen (cases[i].typed), words);

        g_assert_cmpstr (bi_view_get_string (view, NULL), ==, cases[i].plain);
        if (cases[i].part)
            assert_origin (view, &cases[i]);
    }
}

#define CASES(name)                                                                      \
    static void test_##name (void)                                                       \
    {                                                                                    \
        assert_cases (name##_cases, G_N_ELEMENTS (name##_cases));                        \
    }

CASES (character)
CASES (emoji)
CASES (lookalike)
CASES (spaced)
CASES (repeated)
CASES (digit)

static void
test_no_words (void)
{
    static const char typed[] = "coool 5h1t a s k u s";
    g_autoptr (BiView) view = bi_fold_view (typed, strlen (typed), NULL);

    g_assert_cmpstr (bi_view_get_string (view, NULL), ==, "col 5h1t askus");
}

static void
test_literals (void)
{
    static const char *const rows[][2] = {
        {"Ask “US”…", "ask \"us\"..."},
        {"A.S.K sooo", "a.s.k sooo"},
        {"аsk 5h1t", "аsk 5h1t"},
        {"a\u00adb\u00a0—", "ab -"},
        {"\u200b", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *folded = bi_fold_literal (rows[i][0]);

        g_assert_cmpstr (folded, ==, rows[i][1]);
    }
}

static void
test_idempotent (void)
{
    for (guint round = 0; round < 20000; round++) {
        g_autofree char *typed = readings_random (1 + round % 12);
        g_autofree char *once = bi_fold_literal (typed);
        g_autofree char *twice = bi_fold_literal (once);

        g_test_message ("%s", typed);
        g_assert_cmpstr (once, ==, twice);
    }
}

/* Every span of characters maps to whole characters, and later ones to later ones. */
static void
check_spans (const char *typed, const BiWords *words)
{
    gsize length = strlen (typed), n;
    g_autoptr (BiView) view = bi_fold_view (typed, length, words);
    const char *plain = bi_view_get_string (view, &n);
    BiSpan before = {0, 0};

    g_test_message ("%s", typed);
    g_assert_true (g_utf8_validate_len (plain, n, NULL));
    for (const char *s = plain; *s; s = g_utf8_next_char (s)) {
        gsize start = (gsize) (s - plain);
        BiSpan one = bi_view_to_origin (
            view, (BiSpan){start, (gsize) (g_utf8_next_char (s) - plain)});

        g_assert_cmpuint (one.start, <, one.end);
        g_assert_cmpuint (one.start, >=, before.start);
        g_assert_cmpuint (one.end, >=, before.end);
        for (const char *e = g_utf8_next_char (s);; e = g_utf8_next_char (e)) {
            BiSpan span = bi_view_to_origin (view, (BiSpan){start, (gsize) (e - plain)});

            g_assert_cmpuint (span.start, ==, one.start);
            g_assert_true (readings_is_boundary (typed, length, span.start));
            g_assert_true (readings_is_boundary (typed, length, span.end));
            if (!*e)
                break;
        }
        before = one;
    }
}

static void
test_spans (void)
{
    g_autoptr (BiWords) words = readings_words ();

    /* its third letter is a blank and an iota, read as an "i": "so is" */
    check_spans ("s o\u037a s", words);
    for (guint round = 0; round < 3000; round++) {
        g_autofree char *typed = readings_random (1 + round % 20);

        check_spans (typed, words);
    }
}

/* What would take hours if it were not linear. */
static void
test_megabytes (void)
{
    static const char *const pieces[] = {
        "a",       "ab ",    "a b ",    "a-a-b",   "a b  ",    "a.b.c ", "\u0301",
        "e\u0336", "ooo",    "aaab",    "http://", "a@",       "@a",     ".",
        "(",       "\u200d", "👩\u200d", "1",       "ᄒ",       "я",      "аs",
        "$1",      "가",     "#aaa ",   "://",     "http://.", "b-",     "\u200b",
    };
    g_autoptr (BiWords) words = readings_words ();

    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) typed = g_string_new ("e");
        g_autoptr (BiView) view = NULL;
        gsize length;

        while (typed->len < 1000000)
            g_string_append (typed, pieces[i]);
        view = bi_fold_view (typed->str, typed->len, words);
        bi_view_get_string (view, &length);
        g_assert_cmpuint (length, >, 0);
        g_assert_cmpuint (bi_view_to_origin (view, (BiSpan){0, length}).start, ==, 0);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/fold/typography-does-not-matter", test_character);
    g_test_add_func ("/fold/emoji-stay-as-typed", test_emoji);
    g_test_add_func ("/fold/look-alikes-in-a-latin-word-are-latin", test_lookalike);
    g_test_add_func ("/fold/letters-spaced-out-are-a-word", test_spaced);
    g_test_add_func ("/fold/letters-repeated-are-one-or-two", test_repeated);
    g_test_add_func ("/fold/digits-in-a-word-are-letters", test_digit);
    g_test_add_func ("/fold/a-word-list-is-not-needed", test_no_words);
    g_test_add_func ("/fold/a-literal-is-folded-without-context", test_literals);
    g_test_add_func ("/fold/folding-a-folded-literal-changes-nothing", test_idempotent);
    g_test_add_func ("/fold/every-span-maps-to-whole-characters", test_spans);
    g_test_add_func ("/fold/a-megabyte-of-anything-is-read", test_megabytes);
    return g_test_run ();
}
