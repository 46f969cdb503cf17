/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/problem.h"
#include "badidea/words.h"

#include <string.h>

static gboolean
contains (const BiWords *words, const char *word)
{
    return bi_words_contains (words, word, strlen (word));
}

static void
test_folds (void)
{
    g_autoptr (BiWords) words = bi_words_new ();

    g_assert_false (contains (words, "ask"));
    bi_words_add (words, "ＡＳＫ");
    bi_words_add (words, "Straße");
    g_assert_true (contains (words, "ask"));
    g_assert_true (contains (words, "strasse"));
    g_assert_true (bi_words_contains (words, "asking", 3));
    g_assert_false (contains (words, "as"));
    g_assert_false (contains (words, ""));
}

static void
test_names (void)
{
    g_autoptr (BiWords) words = bi_words_new ();

    bi_words_add (words, "J.P. Morgan & Café 24/7");
    g_assert_true (contains (words, "morgan"));
    g_assert_true (contains (words, "café"));
    g_assert_true (contains (words, "24"));
    g_assert_false (contains (words, "j"));
    g_assert_false (contains (words, "7"));
    bi_words_add (words, "A");
    g_assert_true (contains (words, "a"));
}

static void
test_long (void)
{
    g_autoptr (BiWords) words = bi_words_new ();
    g_autofree char *longest = g_strnfill (BI_WORDS_LONGEST, 'x');
    g_autofree char *too_long = g_strnfill (BI_WORDS_LONGEST + 1, 'y');

    bi_words_add (words, longest);
    bi_words_add (words, too_long);
    g_assert_true (contains (words, longest));
    g_assert_false (contains (words, too_long));
}

static void
test_file (void)
{
    static const char contents[] = "\xEF\xBB\xBF"
                                   "first\n# one a line\n#\n\n story \r\n"
                                   "  two words\nb\xff\nc\0d\nlast";
    static const char *const expected[] = {
        "words:6:3: error: \"two words\" is not one word; write one a line, of letters "
        "and digits",
        "words:7:2: error: not valid UTF-8; save the file as UTF-8 and type the "
        "character anew",
        "words:8:2: error: not valid UTF-8; save the file as UTF-8 and type the "
        "character anew",
    };
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (BiWords) words = bi_words_new ();
    g_autoptr (GBytes) bytes = g_bytes_new_static (contents, sizeof contents - 1);

    bi_words_parse (words, "words", bytes, problems);
    g_assert_true (contains (words, "first"));
    g_assert_true (contains (words, "story"));
    g_assert_true (contains (words, "last"));
    g_assert_false (contains (words, "b"));
    g_assert_false (contains (words, "c"));
    g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *message = bi_problem_format (g_ptr_array_index (problems, i));

        g_assert_cmpstr (message, ==, expected[i]);
    }
}

/* Found from the root, where tests are run. */
static void
test_shipped (void)
{
    static const char *const some[] = {"ask",     "asked", "asks",  "story",
                                       "stories", "team",  "album", "party",
                                       "a",       "i",     "susan", "goes"};
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (BiWords) words = bi_words_new ();
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;

    if (!g_file_get_contents ("rules/words", &contents, NULL, NULL)) {
        g_test_skip ("there is no rules/words here; run it at the top of the tree");
        return;
    }
    bytes = g_bytes_new_static (contents, strlen (contents));
    bi_words_parse (words, "rules/words", bytes, problems);
    g_assert_cmpuint (problems->len, ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
        g_assert_true (contains (words, some[i]));
    lines = g_strsplit (g_strchomp (contents), "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), >=, 2500);
    for (guint i = 2; lines[i]; i++)
        g_assert_cmpstr (lines[i - 1], <, lines[i]);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    bi_words_free (NULL);
    g_test_add_func ("/words/a-word-is-kept-folded", test_folds);
    g_test_add_func ("/words/a-name-is-its-words-without-initials", test_names);
    g_test_add_func ("/words/a-word-longer-than-the-longest-is-not-kept", test_long);
    g_test_add_func ("/words/a-bad-line-of-a-file-is-named-and-left-out", test_file);
    g_test_add_func ("/words/the-shipped-list-is-sorted-and-whole", test_shipped);
    return g_test_run ();
}
