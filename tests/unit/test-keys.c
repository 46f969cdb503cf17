/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/ruleset.h"

#include "scratch.h"

#include <string.h>

/* Seven lines; what a case adds is the eighth. */
#define SHOWN                                                                            \
    "[a]\ntitle = T\nlevel = warn\naspect = safety\nwhy = W\nphrase = x\ninstead = I\n"
#define SIGNAL "[a]\ntitle = T\nlevel = signal\nphrase = x\n#\n#\n#\n"
#define HEAD   "[a]\ntitle = T\nwhy = W\n"
#define OFF    "[a]\nlevel = off\nbecause = B\n#\n#\n#\n#\n"

static const struct {
    const char *head, *body;
    guint column; /* of the only error, in line 8; 0: none */
} cases[] = {
    {SHOWN, "on = plain", 0},
    {SHOWN, "on = typed, hashtags", 0},
    {SHOWN, "on = everything", 6},
    {SHOWN, "on = plain é", 12},
    {SHOWN, "on = ,", 6},
    {SHOWN, "on = plain\non = typed", 1},
    {SHOWN, "within = near", 10},
    {SHOWN, "within = 0 words", 10},
    {SHOWN, "within = 3 words", 0},
    {SHOWN, "unless-within = 3", 17},
    {SHOWN, "unless-within = line", 0},
    {SHOWN, "valid = isbn", 9},
    {SHOWN, "valid = iban", 0},
    {SHOWN, "when = hour 25-3", 13},
    {SHOWN, "when = moon full", 8},
    {SHOWN, "when = crisis", 0},
    {SHOWN, "points = 0", 10},
    {SHOWN, "points = many", 10},
    {SHOWN, "points = -1", 10},
    {SHOWN, "points = 1001", 10},
    {SHOWN, "points = 1000", 0},
    {SHOWN, "needs = 2", 9},
    {SHOWN, "needs = 2 of é", 14},
    {SHOWN, "needs = 2 of b, c d", 17},
    {SHOWN, "needs = 2 of b, not c.*", 0},
    {SHOWN, "crisis-level = off", 16},
    {SHOWN, "crisis-level = signal", 16},
    {SHOWN, "crisis-level = stop", 0},
    {SHOWN, "secret = perhaps", 10},
    {SHOWN, "secret = yes", 0},
    {SHOWN, "secret = yes\nsecret = no", 1},
    {SHOWN, "locked = maybe", 10},
    {SHOWN, "locked = yes", 0},
    {SHOWN, "added = today", 9},
    {SHOWN, "added = 2026-05-04", 0},
    {SHOWN, "review-by = 2026-02-29", 13},
    {SHOWN, "review-by = 2026-05-04 noon", 23},
    {SHOWN, "owner = O\nsee = S\ntags = a, b", 0},
    {SHOWN, "because = B", 1},
    {SHOWN, "until = 2026-05-04", 1},
    {SHOWN, "title[de] = T", 0},
    {SHOWN, "title[] = T", 1},
    {SHOWN, "title[de = T", 1},
    {SHOWN, "title[de] = T\ntitle[de] = T", 1},
    {SHOWN, "phrase[de] = T", 1},
    {SHOWN, "aspect[de] = safety", 1},
    {SHOWN, "like[de] = T", 1},
    {SHOWN, "phrase = {nothing}", 10},
    {SHOWN, "match = é {nothing}", 11},
    {SHOWN, "also-match = {link} (", 22},
    {SHOWN, "unless = é {nothing}", 12},
    {SIGNAL, "why = W", 0},
    {SIGNAL, "points = 3", 0},
    {SIGNAL, "needs = 1 of b", 0},
    {SIGNAL, "locked = yes", 0},
    {SIGNAL, "crisis-level = stop", 1},
    {SIGNAL, "secret = yes", 1},
    {SIGNAL, "because = B", 1},
    {SIGNAL, "until = 2026-05-04", 1},
    {OFF, "until = 2026-05-04", 0},
    {OFF, "owner = O", 0},
    {OFF, "until = tomorrow", 9},
    {OFF, "title = T", 1},
    {OFF, "why = W", 1},
    {OFF, "aspect = safety", 1},
    {OFF, "instead = I", 1},
    {OFF, "like = l", 1},
    {OFF, "phrase = x", 1},
    {OFF, "match = x", 1},
    {OFF, "also = x", 1},
    {OFF, "unless = x", 1},
    {OFF, "on = plain", 1},
    {OFF, "within = line", 1},
    {OFF, "unless-within = line", 1},
    {OFF, "valid = luhn", 1},
    {OFF, "when = crisis", 1},
    {OFF, "points = 1", 1},
    {OFF, "needs = 1 of b", 1},
    {OFF, "crisis-level = stop", 1},
    {OFF, "secret = yes", 1},
    {OFF, "locked = yes", 1},
    {OFF, "hit = x", 1},
    {OFF, "miss = x", 1},
};

static BiRule *
read_rule (const char *contents, GPtrArray *problems)
{
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("x.rules", contents, strlen (contents), problems);
    g_autoptr (BiClasses) classes = bi_classes_new ();
    const BiRuleContext context = {classes, NULL};

    g_assert_cmpuint (sections->len, ==, 1);
    return bi_rule_new (sections->pdata[0], &context, problems);
}

static void
test_keys (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *contents = g_strconcat (cases[i].head, cases[i].body, NULL);
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRule) rule = read_rule (contents, problems);
        const BiProblem *error = NULL;

        g_test_message ("%s", contents);
        for (guint j = 0; j < problems->len && error == NULL; j++)
            if (((BiProblem *) problems->pdata[j])->severity == BI_PROBLEM_ERROR)
                error = problems->pdata[j];
        g_assert_true ((rule != NULL) == (cases[i].column == 0));
        g_assert_true ((error == NULL) == (cases[i].column == 0));
        g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), <=, 1);
        if (error == NULL)
            continue;
        g_test_message ("%s", error->message);
        g_assert_cmpuint (error->line, >=, 8);
        g_assert_cmpuint (error->column, ==, cases[i].column);
    }
}

static void
test_required (void)
{
    static const struct {
        const char *contents;
        guint n_errors;
    } rules[] = {
        {"[a]\nlevel = warn\n", 3}, /* title, why, something to match */
        {"[a]\nlevel = signal\n", 2},
        {"[a]\nlevel = off\n", 1},
        {"[a]\nlevel = warn\ntitle = T\nwhy = W\nneeds = 1 of b\n", 0},
        {"[a]\nlevel = warn\ntitle = T\nwhy = W\nalso = b\n", 1},
        {"[a]\nlevel = warn\ntitle[de] = T\nwhy[de] = W\nphrase = b\n", 2},
        {"[a]\ntitle = T\nphrase = x\nlevel = signal\n", 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRule) rule = read_rule (rules[i].contents, problems);

        g_test_message ("%s", rules[i].contents);
        g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==,
                          rules[i].n_errors);
        g_assert_true ((rule != NULL) == (rules[i].n_errors == 0));
    }
}

static void
test_idle (void)
{
    static const struct {
        const char *contents;
        guint line; /* of what does nothing; 0: there is no such thing */
    } rules[] = {
        {SHOWN "within = line", 8},
        {SHOWN "within = line\nunless = y", 8},
        {SHOWN "within = line\nalso-match = y", 0},
        {SHOWN "unless-within = line", 8},
        {SHOWN "unless-within = line\nalso = y", 8},
        {SHOWN "unless = y\nunless-within = line", 0},
        {SHOWN "valid = luhn", 0},
        {SHOWN "crisis-level = note", 8},
        {SHOWN "crisis-level = warn", 8},
        {SHOWN "crisis-level = stop", 0},
        {SHOWN "learned = x >= 0.5\ncrisis-level = stop", 0},
        {HEAD "level = watch\nlearned = x >= 0.5\ncrisis-level = warn", 0},
        {HEAD "level = stop\nlearned = x >= 0.5", 4},
        {HEAD "level = stop\nlearned = x >= 0.5\nunless = y", 4},
        {HEAD "level = stop\nlearned = x >= 0.5\nalso = y", 0},
        {HEAD "level = stop\nlearned = x >= 0.5\nneeds = 1 of b", 0},
        {HEAD "level = warn\nlearned = x >= 0.5\ncrisis-level = stop", 6},
        {HEAD "level = warn\nlearned = x >= 0.5\nvalid = luhn", 6},
        {HEAD "level = note\nneeds = 1 of b\nvalid = iban", 6},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRule) rule = read_rule (rules[i].contents, problems);
        guint line = 0;

        g_test_message ("%s", rules[i].contents);
        g_assert_nonnull (rule);
        for (guint j = 0; j < problems->len; j++) { /* what it lacks is at its head */
            const BiProblem *problem = problems->pdata[j];
            g_assert_cmpint (problem->severity, ==, BI_PROBLEM_WARNING);
            g_assert_true (problem->line == 1 || line == 0);
            line = problem->line > 1 ? problem->line : line;
        }
        g_assert_cmpuint (line, ==, rules[i].line);
    }
}

/* ---- any bytes end in problems with a place ---- */

static const char *const scraps[] = {
    "[a]\n",
    "[b.c]\n",
    "[brand]\n",
    "[crisis.x]\n",
    "[",
    "]",
    "title = T\n",
    "level = ",
    "warn\n",
    "signal\n",
    "off\n",
    "why = W\n",
    "phrase = ",
    "match = ",
    "also = ",
    "unless = ",
    "{a}",
    "{b.c}",
    "{brand}",
    "{link}",
    "on = typed\n",
    "within = ",
    "2 words\n",
    "needs = ",
    "1 of ",
    "a",
    "b.*",
    ", not ",
    "when = ",
    "crisis\n",
    "until = ",
    "2026-01-01",
    "hit = ",
    "miss = ",
    "\n",
    "  ",
    "# ",
    "\"",
    "=",
    "(",
    ")",
    "...",
    "\\",
    "\xFF",
    "é",
    "name = ",
    "words = ",
    "*",
    "|",
    "valid = luhn\n",
};

static char *
make_bytes (void)
{
    GString *bytes = g_string_new (NULL);

    for (int i = g_test_rand_int_range (0, 40); i > 0; i--)
        g_string_append (
            bytes, scraps[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (scraps))]);
    return g_string_free (bytes, FALSE);
}

static void
test_bytes (void)
{
    static const char *const names[] = {"1/a.rules",      "1/a.classes", "1/a.situation",
                                        "1/lists/l.list", "2/a.rules",   "2/a.classes"};

    g_autofree char *folder = scratch_new (); /* names of files are kept for good */
    g_autofree char *one = g_build_filename (folder, "1", NULL);
    g_autofree char *two = g_build_filename (folder, "2", NULL);
    const char *const layers[] = {one, two, NULL};

    for (guint i = 0; i < 400; i++) {
        g_autoptr (BiRuleset) ruleset = NULL;
        const GPtrArray *problems;

        for (gsize j = 0; j < G_N_ELEMENTS (names); j++) {
            g_autofree char *bytes = make_bytes ();
            scratch_add (folder, names[j], bytes);
        }
        ruleset = bi_ruleset_load (layers, NULL);
        problems = bi_ruleset_get_problems (ruleset);
        for (guint j = 0; j < problems->len; j++) {
            const BiProblem *problem = problems->pdata[j];
            g_assert_true (g_str_has_prefix (problem->file, folder));
            g_assert_cmpuint (problem->line, >=, 1);
            g_assert_cmpuint (problem->column, >=, 1);
            g_assert_true (g_utf8_validate (problem->message, -1, NULL));
        }
    }
    scratch_remove (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/keys/a-bad-value-is-told-with-its-place", test_keys);
    g_test_add_func ("/keys/what-is-required-depends-on-the-level", test_required);
    g_test_add_func ("/keys/what-does-nothing-is-told", test_idle);
    g_test_add_func ("/keys/any-bytes-end-in-problems-with-a-place", test_bytes);
    return g_test_run ();
}
