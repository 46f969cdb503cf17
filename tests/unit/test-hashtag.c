/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/hashtag.h"

#include "readings.h"

typedef struct {
    const char *typed, *readings;
    const char *part,
        *origin; /* a part of readings, and the part of typed that it maps back to */
} Case;

static const Case kind_cases[] = {
    {"", "", NULL, NULL},
    {"ask us #1 a#b &#39; #", "", NULL, NULL},
    {"so #AskJPM!", "ask jpm\naskjpm\n", "ask jpm", "#AskJPM"},
    {"so #AskJPM!", "ask jpm\naskjpm\n", "ask", "#Ask"},
    {"so #AskJPM!", "ask jpm\naskjpm\n", "jpm", "JPM"},
    {"so #AskJPM!", "ask jpm\naskjpm\n", "askjpm", "#AskJPM"},
    {"#MH370", "mh 370\nmh370\n", "370", "370"},
    {"#JPMorganBank", "jp morgan bank\njpmorganbank\n", NULL, NULL},
    {"#ask_us_2", "ask us 2\nask_us_2\n", "us 2", "us_2"},
    {"#_a__b_", "a b\n_a__b_\n", NULL, NULL},
    {"#Caf\u00e9Bar \uff03no", "caf\u00e9 bar\ncaf\u00e9bar\nno\n", "no", "\uff03no"},
    {"#\u0410sk\u041f\u0440\u0438",
     "\u0430sk \u043f\u0440\u0438\n\u0430sk\u043f\u0440\u0438\n", NULL, NULL},
    {"#\u0410skUs", "ask us\naskus\n", "ask", "#\u0410sk"},
    {"#Stra\u00dfeNo", "strasse no\nstrasseno\n", "sse no", "\u00dfeNo"},
    {"#a #b", "a\nb\n", "b", "#b"},
};

static const Case word_cases[] = {
    {"#askus", "askus\nask us\n", "us", "us"},
    {"#susanalbumparty",
     "susanalbumparty\nsusan album party\nsus an album party\nsus anal bum party\n",
     "anal", "anal"},
    {"#NOWTHATCHERSDEAD", "nowthatchersdead\nnow thatchers dead\nnow that chers dead\n",
     "chers", "CHERS"},
    {"#AskUs", "ask us\naskus\n", NULL, NULL},
    {"#askjpm", "askjpm\nask jpm\n", "jpm", "jpm"},
    {"#xqz", "xqz\n", NULL, NULL},
    {"#askus2now", "askus 2 now\nask us 2 now\naskus2now\n", "2", "2"},
    {"#thatchers", "thatchers\nthat chers\n", NULL, NULL},
    {"#penisland", "penisland\npen island\npenis land\npen is land\n", NULL, NULL},
};

static void
assert_origin (const BiView *view, const Case *row)
{
    BiSpan origin = bi_view_to_origin (view, readings_find (row->readings, row->part));
    g_autofree char *found =
        g_strndup (row->typed + origin.start, origin.end - origin.start);

    g_assert_cmpstr (found, ==, row->origin);
}

static void
assert_cases (const Case *cases, gsize n, const BiWords *words)
{
    for (gsize i = 0; i < n; i++) {
        g_autoptr (BiView) view =
            bi_hashtag_view (cases[i].typed, strlen (cases[i].typed), words);

        g_assert_cmpstr (bi_view_get_string (view, NULL), ==, cases[i].readings);
        if (cases[i].part)
            assert_origin (view, &cases[i]);
    }
}

static void
test_kinds (void)
{
    assert_cases (kind_cases, G_N_ELEMENTS (kind_cases), NULL);
}

static void
test_words (void)
{
    g_autoptr (BiWords) words = readings_words ();

    assert_cases (word_cases, G_N_ELEMENTS (word_cases), words);
}

static void
test_names (void)
{
    static const char typed[] = "#askjpmorgan";
    g_autoptr (BiWords) words = readings_words ();
    g_autoptr (BiView) view = NULL;

    bi_words_add (words, "JPMorgan");
    view = bi_hashtag_view (typed, strlen (typed), words);
    g_assert_cmpstr (bi_view_get_string (view, NULL), ==, "askjpmorgan\nask jpmorgan\n");
}

/* Beyond a hundred letters there are no words, but the tag is there. */
static void
test_long (void)
{
    g_autoptr (BiWords) words = readings_words ();

    for (guint n = 99; n <= 101; n++) {
        g_autofree char *name = g_strnfill (n, 'a');
        g_autofree char *typed = g_strconcat ("#", name, NULL);
        g_autoptr (BiView) view = bi_hashtag_view (typed, n + 1, words);
        const char *readings = bi_view_get_string (view, NULL);

        g_assert_true (g_str_has_prefix (readings, name));
        g_assert_cmpint (strstr (readings, "a a a") != NULL, ==, n <= 100);
    }
}

static void
test_spans (void)
{
    g_autoptr (BiWords) words = readings_words ();

    for (guint round = 0; round < 5000; round++) {
        g_autofree char *rest = readings_random (1 + round % 12);
        g_autofree char *typed = g_strconcat ("#ask", rest, NULL);
        gsize length = strlen (typed), n;
        g_autoptr (BiView) view = bi_hashtag_view (typed, length, words);
        const char *readings = bi_view_get_string (view, &n);

        g_test_message ("%s", typed);
        g_assert_cmpuint (n, >, 0);
        g_assert_true (g_utf8_validate_len (readings, n, NULL));
        for (const char *s = readings; *s; s = g_utf8_next_char (s)) {
            BiSpan span = {(gsize) (s - readings),
                           (gsize) (g_utf8_next_char (s) - readings)};
            BiSpan origin = bi_view_to_origin (view, span);

            g_assert_true (*s == ' ' || *s == '\n' || origin.start < origin.end);
            g_assert_true (readings_is_boundary (typed, length, origin.start));
            g_assert_true (readings_is_boundary (typed, length, origin.end));
        }
    }
}

static void
test_megabytes (void)
{
    static const char *const pieces[] = {
        "#a ", "#askus", "ask", "_", "1", "#", "#susanalbumpartysusanalbumparty "};
    g_autoptr (BiWords) words = readings_words ();

    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) typed = g_string_new ("#e");
        g_autoptr (BiView) view = NULL;
        gsize length;

        while (typed->len < 1000000)
            g_string_append (typed, pieces[i]);
        view = bi_hashtag_view (typed->str, typed->len, words);
        bi_view_get_string (view, &length);
        g_assert_cmpuint (length, >, 0);
        g_assert_cmpuint (length, <, 8 * typed->len);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/hashtag/capitals-and-digits-begin-words", test_kinds);
    g_test_add_func ("/hashtag/a-tag-in-one-case-is-read-by-a-list", test_words);
    g_test_add_func ("/hashtag/a-name-of-the-brand-is-a-word", test_names);
    g_test_add_func ("/hashtag/a-very-long-tag-is-itself", test_long);
    g_test_add_func ("/hashtag/every-span-maps-to-whole-characters", test_spans);
    g_test_add_func ("/hashtag/a-megabyte-of-tags-is-read", test_megabytes);
    return g_test_run ();
}
