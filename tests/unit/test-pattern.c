/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/pattern.h"

#include "scratch.h"

#include <string.h>

#define MEGABYTE 1000000

static BiPattern *
make (const char *expression)
{
    g_autoptr (GError) error = NULL;
    gsize offset;
    BiPattern *pattern = bi_pattern_new_expression (expression, NULL, &offset, &error);

    g_test_message ("/%s/", expression);
    g_assert_no_error (error);
    return pattern;
}

static void
test_find (void)
{
    static const struct {
        const char *expression, *text;
        gsize from;
        BiMatch match;
        BiSpan span;
    } cases[] = {
        {"b", "abc", 0, BI_MATCH_YES, {1, 2}},
        {"B", "abc", 0, BI_MATCH_YES, {1, 2}},
        {"É", "aé", 0, BI_MATCH_YES, {1, 3}},
        {"^\\w+$", "éü", 0, BI_MATCH_YES, {0, 4}},
        {"^.$", "🔥", 0, BI_MATCH_YES, {0, 4}},
        {"\\p{L}(?-i:b)", "éb", 0, BI_MATCH_YES, {0, 3}},
        {"b", "abcb", 2, BI_MATCH_YES, {3, 4}},
        {"b", "abcb", 4, BI_MATCH_NO, {0, 0}},
        {"b", "abcb", 5, BI_MATCH_NO, {0, 0}},
        {"^b", "ab", 1, BI_MATCH_NO, {0, 0}},
        {"(?<=a)b", "ab", 1, BI_MATCH_YES, {1, 2}},
        {"(?<!a)b", "ab", 1, BI_MATCH_NO, {0, 0}},
        {"\\bb", "ab", 1, BI_MATCH_NO, {0, 0}},
        {"a\\Kb", "ab", 0, BI_MATCH_YES, {1, 2}},
        {"d", "abc", 0, BI_MATCH_NO, {0, 0}},
        {"a", "", 0, BI_MATCH_NO, {0, 0}},
    };
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiPattern) pattern = make (cases[i].expression);
        BiSpan span = {0, 0};

        g_assert_cmpint (bi_pattern_find (pattern, matcher, cases[i].text,
                                          strlen (cases[i].text), cases[i].from, &span),
                         ==, cases[i].match);
        g_assert_cmpuint (span.start, ==, cases[i].span.start);
        g_assert_cmpuint (span.end, ==, cases[i].span.end);
    }
}

static void
test_errors (void)
{
    static const struct {
        const char *expression;
        gsize offset;
    } cases[] = {
        /* As PCRE2 says */
        {"(", 1},
        {"ab)", 2},
        {"[z-a]", 3},
        {"é(", 3},
        {"x\\C", 3},
        {"\\p{Nonsense}", 12},
        /* Any draft would do */
        {"", 0},
        {"a*", 0},
        {"a?", 0},
        {"a|", 0},
        {"^", 0},
        {"$", 0},
        {"(?:)", 0},
        {"(?!a)", 0},
        {"(a+)*", 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = 12345;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_expression (cases[i].expression, NULL, &offset, &error);

        g_test_message ("/%s/ at byte %" G_GSIZE_FORMAT, cases[i].expression, offset);
        g_assert_null (pattern);
        g_assert_nonnull (error);
        g_assert_true (error->domain == BI_PATTERN_ERROR);
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

static void
test_giving_up (void)
{
    static const char text[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab";
    static const char *const slow[] = {SCRATCH_SLOW, "(a+)+$", "(a|aa)+$", "(?:a|a)+$",
                                       "^(\\w+\\s?)+[.!]$"};
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiPattern) good = make ("ab");
    gsize length = strlen (text);
    BiSpan span;

    for (gsize i = 0; i < G_N_ELEMENTS (slow); i++) {
        g_autoptr (BiPattern) pattern = make (slow[i]);

        g_assert_cmpint (bi_pattern_find (pattern, matcher, text, length, 0, &span), ==,
                         BI_MATCH_GAVE_UP);
        /* The matcher is as good as new. */
        g_assert_cmpint (bi_pattern_find (good, matcher, text, length, 0, &span), ==,
                         BI_MATCH_YES);
        g_assert_cmpuint (span.end, ==, length);
    }
}

/* Endless recursion is stopped by the depth, not by the stack of the process. */
static void
test_recursion (void)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiPattern) pattern = make ("^(a(?1)?b|a(?1)?c)");
    g_autofree char *text = g_strnfill (4000, 'a');
    BiSpan span;

    g_assert_cmpint (bi_pattern_find (pattern, matcher, text, 4000, 0, &span), !=,
                     BI_MATCH_YES);
}

/* @filler again and again, at least @length bytes. */
static GString *
fill (const char *filler, gsize length)
{
    GString *text = g_string_new (NULL);

    while (text->len < length)
        g_string_append (text, filler);
    return text;
}

static const char *const fillers[] = {"x", "no ", "a longer word ", "é", "€", "🔥", "é\n"};

static gboolean
is_near_border (gsize at)
{
    const gsize step = BI_PATTERN_WINDOW - BI_PATTERN_OVERLAP;
    gsize behind_step = at % step;
    gsize behind_window = at % BI_PATTERN_WINDOW;

    return behind_step < 16 || behind_step > step - 16 || behind_window < 16 ||
           behind_window > BI_PATTERN_WINDOW - 16 || at % 97 == 0;
}

static void
assert_at (const BiPattern *pattern, BiMatcher *matcher, const GString *text, BiSpan span)
{
    BiSpan found;

    g_test_message ("at byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, span.start,
                    text->len);
    g_assert_cmpint (bi_pattern_find (pattern, matcher, text->str, text->len, 0, &found),
                     ==, BI_MATCH_YES);
    g_assert_cmpuint (found.start, ==, span.start);
    g_assert_cmpuint (found.end, ==, span.end);
}

/* Puts @needle at each offset around the borders of the first windows, in each filler. */
static void
find_everywhere (const char *expression, const char *needle, gboolean is_there)
{
    g_autoptr (BiPattern) pattern = make (expression);
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    gsize length = strlen (needle);

    for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++) {
        for (gsize at = 1; at < 3 * BI_PATTERN_WINDOW; at++) {
            g_autoptr (GString) text = NULL;
            BiSpan found;

            if (!is_near_border (at))
                continue;
            text = fill (fillers[i], at);
            found = (BiSpan){text->len, text->len + length};
            g_string_append (text, needle);
            for (guint j = 0; j < 2000; j++)
                g_string_append (text, fillers[i]);
            if (is_there)
                assert_at (pattern, matcher, text, found);
            else
                g_assert_cmpint (
                    bi_pattern_find (pattern, matcher, text->str, text->len, 0, &found),
                    ==, BI_MATCH_NO);
        }
    }
}

static void
test_windows (void)
{
    find_everywhere ("needle", "needle", TRUE);
}

static void
test_lookbehind (void)
{
    find_everywhere ("(?<=[xo dé€🔥\\n])needle", "needle", TRUE);
}

static void
test_lookahead (void)
{
    find_everywhere ("needle(?=[xnaé€🔥])", "needle", TRUE);
}

static void
test_start (void)
{
    find_everywhere ("^needle|\\Aneedle", "needle", FALSE);
}

static void
test_end (void)
{
    find_everywhere ("needle$|needle\\z|needle\\Z", "needle", FALSE);
}

/* What begins in a window sees as much as the windows overlap. */
static void
test_long_matches (void)
{
    g_autofree char *inside = g_strnfill (BI_PATTERN_OVERLAP - 2, '-');
    g_autofree char *needle = g_strconcat ("<", inside, ">", NULL);

    find_everywhere ("<[^>]*>", needle, TRUE);
}

/* The end of a window is not the end of the draft. */
static void
test_end_of_a_window (void)
{
    static const char *const expressions[] = {"needle[^!]*$", "needle[^!]*$(?!.)"};
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (GString) text = g_string_new ("needle");
    BiSpan span;

    for (gsize i = 0; i < BI_PATTERN_WINDOW; i++)
        g_string_append_c (text, 'x');
    g_string_append_c (text, '!');
    for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++) {
        g_autoptr (BiPattern) pattern = make (expressions[i]);

        g_assert_cmpint (
            bi_pattern_find (pattern, matcher, text->str, text->len, 0, &span), ==,
            BI_MATCH_NO);
    }
}

/* A match is the same wherever windows are cut: long ones, what has an end that need not
 * be there, what \K leaves out, what is shorter where less is seen. */
static void
test_cut_matches (void)
{
    static const struct {
        const char *expression, *head, *body, *tail;
        gsize skipped, left; /* of the head and the tail */
        gsize longest;       /* body that is tried, 0: any */
    } cases[] = {
        {"<-*+", "<", "-", " ", 0, 1, 0},
        {"<[^>]*+>?", "<", "- ", ">", 0, 0, 0},
        {"<[^>]*+>?", "<", "é", ">", 0, 0, 0},
        {"ask \\K-++", "ask ", "-", "?", 4, 1, 0},
        {"(?<=ask )-++", "ask ", "-", "?", 4, 1, 0},
        {"<[-.]{4,}(?<![.])", "<", "-.......", "-... ", 0, 4, 0},
        {"<(?:-[^->]*+)*+>?", "<", "-word\n  ", ">", 0, 0, 0},
        {"<-*+>|<", "<", "-", ">", 0, 0, 3500},
        {"<-{8}+(?!-*+>)|<-*+>", "<", "-", ">", 0, 0, 3500},
    };
    static const gsize sizes[] = {10, 1500, 3000, 9000, 70000};
    static const gsize offsets[] = {0,    1,    900,  2000, 2500, 3000, 3060, 3066,
                                    3070, 3071, 3072, 3073, 3500, 4000, 4094, 4096,
                                    4097, 5000, 6140, 6144, 7000, 8192, 9999};
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (BiPattern) pattern = make (cases[i].expression);

        for (gsize j = 0; j < G_N_ELEMENTS (offsets) * G_N_ELEMENTS (sizes); j++) {
            gsize size = sizes[j % G_N_ELEMENTS (sizes)];
            g_autoptr (GString) text =
                fill (j % 2 == 0 ? "no " : "x", offsets[j / G_N_ELEMENTS (sizes)]);
            g_autoptr (GString) body = fill (cases[i].body, size);
            BiSpan span = {text->len + cases[i].skipped, 0};

            g_string_append (text, cases[i].head);
            g_string_append (text, body->str);
            g_string_append (text, cases[i].tail);
            span.end = text->len - cases[i].left;
            for (guint k = 0; k < 2000; k++)
                g_string_append (text, " no");
            if (cases[i].longest == 0 || size <= cases[i].longest)
                assert_at (pattern, matcher, text, span);
        }
    }
}

/* Were any of these looked for in the square of the time it would never end. */
static void
test_many_matches (void)
{
    static const struct {
        const char *expression, *filler, *end;
        guint least, most;
    } cases[] = {
        {"a", "a", "", MEGABYTE, MEGABYTE},
        {"a+", "a", "", 1, 1},
        {"<[^>]*+>?", "< ", "", 1, 1},
        {"<[^>]*+>?", "<a>", "", MEGABYTE / 3, MEGABYTE / 3 + 1},
        {"<\\K[^>]*+", "<a>", "", MEGABYTE / 3, MEGABYTE / 3 + 1},
        {"<(?!-*+z)", "<--", "", MEGABYTE / 3, MEGABYTE / 3 + 1},
        /* What a cut makes of them is longer than what they are. */
        {"<(?s:.*+)(?<!z)|<", "<", "z", 1, BI_PATTERN_WINDOW},
        {"<(?s:.*+)(?<!z)", "<", "z", 1, BI_PATTERN_WINDOW},
    };
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GString) text = fill (cases[i].filler, MEGABYTE);
        g_autoptr (BiPattern) pattern = make (cases[i].expression);
        BiSpan span = {0, 0};
        guint n = 0;

        g_string_append (text, cases[i].end);
        while (bi_pattern_find (pattern, matcher, text->str, text->len, span.end,
                                &span) == BI_MATCH_YES)
            n++;
        g_assert_cmpuint (n, >=, cases[i].least);
        g_assert_cmpuint (n, <=, cases[i].most);
    }
}

static void
test_megabyte (void)
{
    static const struct {
        const char *phrase, *filler, *needle;
    } cases[] = {
        {"ask us anything", "the quick brown fox ", " ask us anything"},
        {"ask us anything", "x", " ask us anything"},
        {"ask us anything", "质", " ask us anything"},
        {"(ask|tell) ... any*", "ask asked task tells ", "ask them all anything"},
        {"a ... b ... c", "a b a a b b ", "c"},
        {"[so] [very] happ* to ... you", "so very happy to so very ", "you"},
        {"ask* us", "asking asked asks ", "asked us"},
        {"a [b] [b] [b] [b] c", "a b b b b ", "c"},
    };
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GString) text = fill (cases[i].filler, MEGABYTE);
        gsize offset;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_phrase (cases[i].phrase, NULL, &offset, NULL);
        BiSpan span;

        g_test_message ("\"%s\" in a megabyte of \"%s\"", cases[i].phrase,
                        cases[i].filler);
        g_assert_cmpint (
            bi_pattern_find (pattern, matcher, text->str, text->len, 0, &span), ==,
            BI_MATCH_NO);
        g_string_append (text, cases[i].needle);
        g_assert_cmpint (
            bi_pattern_find (pattern, matcher, text->str, text->len, 0, &span), ==,
            BI_MATCH_YES);
        g_assert_cmpuint (span.end, ==, text->len);
        g_assert_cmpuint (span.start, >, MEGABYTE - 100);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/pattern/an-expression-is-found-where-it-is", test_find);
    g_test_add_func ("/pattern/what-is-wrong-is-shown-where-it-is", test_errors);
    g_test_add_func ("/pattern/what-runs-away-gives-up", test_giving_up);
    g_test_add_func ("/pattern/endless-recursion-is-stopped", test_recursion);
    g_test_add_func ("/pattern/a-match-is-found-around-each-border", test_windows);
    g_test_add_func ("/pattern/what-stands-before-a-border-is-seen", test_lookbehind);
    g_test_add_func ("/pattern/what-stands-behind-a-match-is-seen", test_lookahead);
    g_test_add_func ("/pattern/only-the-start-of-the-draft-is-the-start", test_start);
    g_test_add_func ("/pattern/only-the-end-of-the-draft-is-the-end", test_end);
    g_test_add_func ("/pattern/a-match-as-long-as-the-overlap-is-found",
                     test_long_matches);
    g_test_add_func ("/pattern/the-end-of-a-window-is-not-the-end-of-the-draft",
                     test_end_of_a_window);
    g_test_add_func ("/pattern/a-match-is-the-same-wherever-windows-are-cut",
                     test_cut_matches);
    g_test_add_func ("/pattern/however-many-matches-there-are", test_many_matches);
    g_test_add_func ("/pattern/a-megabyte-is-searched-without-giving-up", test_megabyte);
    return g_test_run ();
}
