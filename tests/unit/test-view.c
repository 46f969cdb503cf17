/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/view.h"

typedef struct {
    BiSpan view, origin;
} Pair;

/* The view of "fo<b>o &amp; x\xff" without the tag: "foo & x" and U+FFFD. */
static BiView *
make_example (void)
{
    BiView *view = bi_view_new ();

    bi_view_append (view, "f", 1, 0, 1);
    bi_view_append (view, "o", 1, 1, 1);
    bi_view_append (view, "o ", 2, 5, 2);
    bi_view_append (view, "&", 1, 7, 5);
    bi_view_append (view, " x", 2, 12, 2);
    bi_view_append (view, "\357\277\275", 3, 14, 1);
    return view;
}

static void
assert_pairs (const BiView *view, const Pair *pairs, gsize n_pairs)
{
    for (gsize i = 0; i < n_pairs; i++) {
        BiSpan origin = bi_view_to_origin (view, pairs[i].view);

        g_test_message ("span %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, pairs[i].view.start,
                        pairs[i].view.end);
        g_assert_cmpuint (origin.start, ==, pairs[i].origin.start);
        g_assert_cmpuint (origin.end, ==, pairs[i].origin.end);
    }
}

static void
test_string (void)
{
    g_autoptr (BiView) view = make_example ();
    gsize length;

    g_assert_cmpstr (bi_view_get_string (view, &length), ==, "foo & x\357\277\275");
    g_assert_cmpuint (length, ==, 10);
}

static void
test_spans (void)
{
    static const Pair pairs[] = {
        {{0, 1}, {0, 1}},   {{0, 2}, {0, 2}},    {{0, 3}, {0, 6}},   {{2, 3}, {5, 6}},
        {{1, 5}, {1, 12}},  {{4, 5}, {7, 12}},   {{3, 4}, {6, 7}},   {{6, 7}, {13, 14}},
        {{8, 9}, {14, 15}}, {{7, 10}, {14, 15}}, {{0, 10}, {0, 15}}, {{5, 8}, {12, 15}},
    };
    g_autoptr (BiView) view = make_example ();

    assert_pairs (view, pairs, G_N_ELEMENTS (pairs));
}

static void
test_empty_spans (void)
{
    static const Pair pairs[] = {
        {{0, 0}, {0, 0}},   {{2, 2}, {5, 5}},   {{4, 4}, {7, 7}},     {{5, 5}, {12, 12}},
        {{6, 6}, {13, 13}}, {{8, 8}, {14, 14}}, {{10, 10}, {15, 15}},
    };
    g_autoptr (BiView) view = make_example ();

    assert_pairs (view, pairs, G_N_ELEMENTS (pairs));
}

static void
test_clamps (void)
{
    static const Pair pairs[] = {
        {{6, 99}, {13, 15}},
        {{99, 100}, {15, 15}},
        {{5, 3}, {6, 6}},
        {{G_MAXSIZE, G_MAXSIZE}, {15, 15}},
    };
    static const Pair nowhere[] = {{{0, 0}, {0, 0}}, {{3, 7}, {0, 0}}};
    g_autoptr (BiView) view = make_example ();
    g_autoptr (BiView) empty = bi_view_new ();

    assert_pairs (view, pairs, G_N_ELEMENTS (pairs));
    assert_pairs (empty, nowhere, G_N_ELEMENTS (nowhere));
    bi_view_append (empty, "ignored", 0, 5, 2);
    g_assert_cmpstr (bi_view_get_string (empty, NULL), ==, "");
    assert_pairs (empty, nowhere, G_N_ELEMENTS (nowhere));
}

/* "b" and "a" of "ab", with a byte that came from nowhere in between. */
static void
test_other_order (void)
{
    static const Pair pairs[] = {
        {{0, 1}, {1, 2}}, {{1, 2}, {1, 1}}, {{2, 3}, {0, 1}}, {{0, 3}, {0, 2}}};
    g_autoptr (BiView) view = bi_view_new ();

    bi_view_append (view, "b", 1, 1, 1);
    bi_view_append (view, "-", 1, 1, 0);
    bi_view_append (view, "a", 1, 0, 1);
    assert_pairs (view, pairs, G_N_ELEMENTS (pairs));
}

/* "a…b" as "a...b": three bytes from three, and no dot is a third of the ellipsis. */
static void
test_unit (void)
{
    static const Pair pairs[] = {
        {{0, 1}, {0, 1}}, {{1, 2}, {1, 4}}, {{2, 3}, {1, 4}}, {{0, 2}, {0, 4}},
        {{3, 5}, {1, 5}}, {{2, 2}, {1, 1}}, {{4, 4}, {4, 4}}, {{5, 5}, {5, 5}},
    };
    g_autoptr (BiView) view = bi_view_new ();

    bi_view_append (view, "a", 1, 0, 1);
    bi_view_append_unit (view, "...", 3, 1, 3);
    bi_view_append (view, "b", 1, 4, 1);
    assert_pairs (view, pairs, G_N_ELEMENTS (pairs));
}

/* Every span of a view of many pieces, against a list with one entry a byte. */
static void
test_against_list (void)
{
    for (int round = 0; round < 50; round++) {
        g_autoptr (BiView) view = bi_view_new ();
        BiSpan list[400];
        gsize length = 0, origin = 0;

        while (length < 40) {
            gsize n = (gsize) g_test_rand_int_range (1, 5);
            gsize n_origin =
                g_test_rand_bit () ? n : (gsize) g_test_rand_int_range (0, 5);

            origin += g_test_rand_bit () ? 0 : 3;
            bi_view_append (view, "abcd", n, origin, n_origin);
            for (gsize i = 0; i < n; i++)
                list[length++] = n == n_origin ? (BiSpan){origin + i, origin + i + 1}
                                               : (BiSpan){origin, origin + n_origin};
            origin += n_origin;
        }
        for (gsize start = 0; start < length; start++) {
            for (gsize end = start + 1; end <= length; end++) {
                Pair pair = {{start, end}, {list[start].start, list[end - 1].end}};

                assert_pairs (view, &pair, 1);
            }
        }
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    bi_view_free (NULL);
    g_test_add_func ("/view/the-string-is-what-was-appended", test_string);
    g_test_add_func ("/view/a-span-maps-to-where-its-bytes-came-from", test_spans);
    g_test_add_func ("/view/an-empty-span-maps-to-its-place", test_empty_spans);
    g_test_add_func ("/view/a-span-outside-is-clamped", test_clamps);
    g_test_add_func ("/view/origins-may-come-in-another-order", test_other_order);
    g_test_add_func ("/view/a-unit-of-equal-lengths-is-not-split", test_unit);
    g_test_add_func ("/view/every-span-agrees-with-a-list-of-bytes", test_against_list);
    return g_test_run ();
}
