/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/needs.h"

#include <string.h>

static void
test_errors (void)
{
    static const struct {
        const char *value;
        gsize offset;
    } cases[] = {
        {"", 0},
        {"a, b", 0},
        {"of a", 0},
        {"0 of a", 0},
        {"-1 of a", 0},
        {"+1 of a", 0},
        {"two of a", 0},
        {"2 a, b", 0},
        {"2 ofa", 0},
        {"2 points a", 0},
        {"2 pointsof a", 0},
        {"2 of", 0},
        {"2 of ", 5},
        {"2 of A", 5},
        {"2 of a, B", 8},
        {"2 of a,,b", 7},
        {"2 of a,", 7},
        {"2 of a, b c", 8},
        {"2 of a or b", 5},
        {"2 of *", 5},
        {"2 of a.*b", 5},
        {"2 of a, not", 99}, /* a rule may be called "not" */
        {"2 of not not a", 5},
        {"2 of a, é", 8},
        {"2 points of a,  ?", 16},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = 99;
        g_autoptr (BiNeeds) needs = bi_needs_new (cases[i].value, &offset, &error);

        g_test_message ("%s", cases[i].value);
        if (cases[i].offset == 99) {
            g_assert_no_error (error);
            g_assert_nonnull (needs);
            continue;
        }
        g_assert_null (needs);
        g_assert_nonnull (error);
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

static const char *const ids[] = {"a", "b", "b.c", "b.d", "e", NULL};
#define N_RULES 5

/* What the rules have come to. */
typedef struct {
    const char *matches; /* a letter each: n(o), y(es), g(ave up) */
    guint points[N_RULES];
} World;

static BiMatch
ask (gsize index, guint *points, gpointer data)
{
    const World *world = data;

    *points = world->points[index];
    return world->matches[index] == 'y'   ? BI_MATCH_YES
           : world->matches[index] == 'g' ? BI_MATCH_GAVE_UP
                                          : BI_MATCH_NO;
}

static BiNeeds *
read_needs (const char *value)
{
    g_autoptr (GError) error = NULL;
    gsize offset;
    BiNeeds *needs = bi_needs_new (value, &offset, &error);

    g_assert_no_error (error);
    return needs;
}

static const struct {
    const char *value, *matches;
    BiMatch match;
    const char *counted;
} totals[] = {
    {"1 of a", "ynnnn", BI_MATCH_YES, "a"},
    {"1 of a", "nyyyy", BI_MATCH_NO, ""},
    {"2 of a, b", "yynnn", BI_MATCH_YES, "a b"},
    {"2 of a, b", "ynyyy", BI_MATCH_NO, "a"},
    {"2 of a,b,e", "ynnny", BI_MATCH_YES, "a e"},
    {"2 of a, b, e", "yynny", BI_MATCH_YES, "a b e"},
    {"2 of b.*", "nnyyn", BI_MATCH_YES, "b.c b.d"},
    {"2 of b.*", "nyynn", BI_MATCH_NO, "b.c"},
    {"3 of b*", "nyyyn", BI_MATCH_YES, "b b.c b.d"},
    {"2 of a, a", "ynnnn", BI_MATCH_NO, "a"},
    {"1 of a, not e", "ynnnn", BI_MATCH_YES, "a"},
    {"1 of a, not e", "ynnny", BI_MATCH_NO, NULL},
    {"1 of not e, a", "ynnny", BI_MATCH_NO, NULL},
    {"2 of b.*, a, not b.d", "ynynn", BI_MATCH_YES, "a b.c"},
    {"1 of b.*, not b.d", "nnyyn", BI_MATCH_NO, NULL},
    {"1 of not b.*, b.c", "nnynn", BI_MATCH_YES, "b.c"},
    {"1 of not b.*, b.c", "nnyyn", BI_MATCH_NO, NULL},
    {"3 points of a, b", "ynnnn", BI_MATCH_NO, "a"},
    {"3 points of a, b", "yynnn", BI_MATCH_YES, "a b"},
    {"5 points of e", "nnnny", BI_MATCH_YES, "e"},
    {"6 points of e", "nnnny", BI_MATCH_NO, "e"},
    {"1 point of a", "ynnnn", BI_MATCH_YES, "a"},
    {"1 of a", "gnnnn", BI_MATCH_GAVE_UP, ""},
    {"1 of a, b", "gynnn", BI_MATCH_YES, "b"},
    {"2 of a, b", "gnnnn", BI_MATCH_NO, ""},
    {"1 of a, not e", "ynnng", BI_MATCH_GAVE_UP, "a"},
    {"1 of a, not e", "nnnng", BI_MATCH_NO, ""},
    {"99999999999999999999 of a", "yyyyy", BI_MATCH_NO, "a"},
};

static char *
join (const GPtrArray *counted)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < counted->len; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? " " : "",
                                (const char *) counted->pdata[i]);
    return g_string_free (list, FALSE);
}

static void
test_totals (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (totals); i++) {
        World world = {totals[i].matches, {1, 2, 3, 4, 5}};
        g_autoptr (BiNeeds) needs = read_needs (totals[i].value);
        g_autoptr (GPtrArray) counted = g_ptr_array_new ();
        BiMatch match = bi_needs_reached (needs, ids, ask, &world, counted);
        g_autofree char *list = join (counted);

        g_test_message ("%s: %s", totals[i].value, totals[i].matches);
        g_assert_cmpint (match, ==, totals[i].match);
        if (totals[i].counted != NULL)
            g_assert_cmpstr (list, ==, totals[i].counted);
    }
}

static void
test_names (void)
{
    g_autoptr (BiNeeds) needs = read_needs ("2 of a, b.*, not e");
    g_autoptr (BiNeeds) unknown = read_needs ("2 of a, b.*, not f");
    g_autoptr (BiNeeds) none = read_needs ("2 of a, b.x*");
    gsize offset;

    g_assert_true (bi_needs_names (needs, "a"));
    g_assert_true (bi_needs_names (needs, "b.c"));
    g_assert_true (bi_needs_names (needs, "e"));
    g_assert_false (bi_needs_names (needs, "b"));
    g_assert_false (bi_needs_names (needs, "ab"));
    g_assert_null (bi_needs_find_unknown (needs, ids, &offset));
    g_assert_cmpstr (bi_needs_find_unknown (unknown, ids, &offset), ==, "f");
    g_assert_cmpuint (offset, ==, strlen ("2 of a, b.*, not "));
    g_assert_true (g_str_has_prefix (bi_needs_find_unknown (none, ids, &offset), "b.x"));
    g_assert_cmpuint (offset, ==, strlen ("2 of a, "));
    bi_needs_free (NULL);
}

/* ---- rules that gave up: whether it makes a difference, by trying all ways ---- */

typedef struct {
    int signs[N_RULES];
    gboolean points;
    guint total;
    World world;
} Puzzle;

static gboolean
holds (const Puzzle *puzzle, guint fired)
{
    guint sum = 0;

    for (guint i = 0; i < N_RULES; i++) {
        if ((fired >> i & 1) == 0)
            continue;
        if (puzzle->signs[i] < 0)
            return FALSE;
        if (puzzle->signs[i] > 0)
            sum += puzzle->points ? puzzle->world.points[i] : 1;
    }
    return sum >= puzzle->total;
}

static BiMatch
try_all (const Puzzle *puzzle)
{
    gboolean yes = FALSE, no = FALSE;

    for (guint fired = 0; fired < 1u << N_RULES; fired++) {
        gboolean possible = TRUE;
        for (guint i = 0; i < N_RULES; i++) {
            char match = puzzle->world.matches[i];
            possible &= match == 'g' || (match == 'y') == (fired >> i & 1);
        }
        if (possible && holds (puzzle, fired))
            yes = TRUE;
        else if (possible)
            no = TRUE;
    }
    return yes && no ? BI_MATCH_GAVE_UP : yes ? BI_MATCH_YES : BI_MATCH_NO;
}

/* Returns: (transfer full): the value of a "needs" */
static char *
make_puzzle (Puzzle *puzzle, char *matches)
{
    GString *value = g_string_new (NULL);
    gboolean any = FALSE;

    puzzle->points = g_test_rand_bit ();
    puzzle->total = (guint) g_test_rand_int_range (1, puzzle->points ? 12 : 5);
    g_string_printf (value, "%u %sof", puzzle->total, puzzle->points ? "points " : "");
    for (guint i = 0; i < N_RULES; i++) {
        matches[i] = "nyg"[g_test_rand_int_range (0, 3)];
        puzzle->world.points[i] = (guint) g_test_rand_int_range (1, 5);
        puzzle->signs[i] = i == 0 && !any ? 1 : g_test_rand_int_range (-1, 2);
        if (puzzle->signs[i] != 0)
            g_string_append_printf (value, "%s %s%s", any ? "," : "",
                                    puzzle->signs[i] < 0 ? "not " : "", ids[i]);
        any |= puzzle->signs[i] != 0;
    }
    puzzle->world.matches = matches;
    return g_string_free (value, FALSE);
}

static void
test_gave_up (void)
{
    for (guint i = 0; i < 20000; i++) {
        char matches[N_RULES + 1] = "";
        Puzzle puzzle = {.total = 0};
        g_autofree char *value = make_puzzle (&puzzle, matches);
        g_autoptr (BiNeeds) needs = read_needs (value);
        g_autoptr (GPtrArray) counted = g_ptr_array_new ();
        BiMatch match = bi_needs_reached (needs, ids, ask, &puzzle.world, counted);

        if (match != try_all (&puzzle))
            g_error ("%s: %s is %d", value, matches, match);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/needs/errors-have-their-places", test_errors);
    g_test_add_func ("/needs/a-total-is-reached-or-not", test_totals);
    g_test_add_func ("/needs/rules-are-named", test_names);
    g_test_add_func ("/needs/it-gives-up-only-where-it-makes-a-difference", test_gave_up);
    return g_test_run ();
}
