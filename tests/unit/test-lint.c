/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/lint.h"

#include "scratch.h"

#include <string.h>

#define RULE(id, body)   SCRATCH_RULE (id, "warn", body)
#define SIGNAL(id, body) "[" id "]\ntitle = T\nlevel = signal\n" body "\n\n"
#define PAIR             SIGNAL ("s.x", "phrase = xx") SIGNAL ("s.y", "phrase = yy")

/* What a rule's own lines begin at: those of RULE() are six before, of PAIR ten. */
static const struct {
    const char *name;
    const char *rules, *above, *situation;
    const char *problems; /* file:line:E or W of bi_lint, a blank between them */
} cases[] = {
    {"examples that hold", RULE ("a", "phrase = xx\nhit = xx\nmiss = yy"), NULL, NULL,
     ""},
    {"examples that do not", RULE ("a", "phrase = xx\nhit = yy\nmiss = xx"), NULL, NULL,
     "a.rules:7:E a.rules:8:E"},
    {"when is taken as true",
     RULE ("a", "phrase = xx\nwhen = crisis\nwhen = account yy\nhit = xx\nmiss = yy"),
     NULL, NULL, ""},
    {"within counts",
     RULE ("a", "phrase = xx\nalso = yy\nwithin = line\nhit = xx\n  yy\n"
                "miss = yy"),
     NULL, NULL, ""},
    {"an example takes too long",
     RULE ("a", "match = " SCRATCH_SLOW "\nmiss = " SCRATCH_SLOW_TEXT), NULL, NULL,
     "a.rules:7:E a.rules:6:W a.rules:6:W"},
    {"a signal's examples", SIGNAL ("a", "phrase = xx\nhit = yy\nmiss = xx"), NULL, NULL,
     "a.rules:5:E a.rules:6:E"},
    {"a rule that counts",
     PAIR RULE ("a", "needs = 2 of s.*\nhit = xx yy\nhit = xx\nmiss = yy\nmiss = yy xx"),
     NULL, NULL, "a.rules:18:E a.rules:20:E"},
    {"a rule that counts and matches",
     PAIR RULE (
         "a", "phrase = zz\nneeds = 2 of s.*\nhit = xx, yy, zz\nhit = zz\nmiss = xx yy"),
     NULL, NULL, "a.rules:19:E"},
    {"an unknown precedent", RULE ("a", "phrase = xx\nlike = p"), NULL, NULL,
     "a.rules:7:W"},
    {"an unknown crisis", RULE ("a", "phrase = xx\nwhen = not crisis fire"), NULL, NULL,
     "a.rules:7:W"},
    {"a known crisis", RULE ("a", "phrase = xx\nwhen = crisis fire"), NULL,
     "[crisis.fire]\non = no\n", ""},
    {"an unknown name", PAIR RULE ("a", "needs = 1 of s.x, s.z"), NULL, NULL,
     "a.rules:16:E"},
    {"an unknown name further down",
     PAIR RULE ("a", "needs = 1 of s.x,\n  s.y, not\n  s.z"), NULL, NULL, "a.rules:18:E"},
    {"an unknown beginning", PAIR RULE ("a", "needs = 1 of s.x, t.*"), NULL, NULL,
     "a.rules:16:E"},
    {"what counts itself is not counted",
     PAIR RULE ("a", "needs = 1 of s.x") RULE ("b", "needs = 1 of a"), NULL, NULL,
     "a.rules:23:E"},
    {"a date gone by", RULE ("a", "phrase = xx\nwhen = date until 2026-05-03"), NULL,
     NULL, "a.rules:7:W"},
    {"a date of today", RULE ("a", "phrase = xx\nwhen = date until 2026-05-04"), NULL,
     NULL, ""},
    {"to be reviewed", RULE ("a", "phrase = xx\nreview-by = 2026-05-03"), NULL, NULL,
     "a.rules:1:W"},
    {"to be reviewed today", RULE ("a", "phrase = xx\nreview-by = 2026-05-04"), NULL,
     NULL, ""},
    {"silenced until yesterday", RULE ("a", "phrase = xx"),
     "[a]\nlevel = off\nbecause = B\nuntil = 2026-05-03\n", NULL, "b.rules:1:W"},
    {"silenced until today", RULE ("a", "phrase = xx"),
     "[a]\nlevel = off\nbecause = B\nuntil = 2026-05-04\n", NULL, ""},
    {"silenced and to be reviewed", RULE ("a", "phrase = xx"),
     "[a]\nlevel = off\nbecause = B\nreview-by = 2026-05-03\n", NULL, "b.rules:1:W"},
    {"silenced and its examples do not hold", RULE ("a", "phrase = xx\nhit = yy"),
     "[a]\nlevel = off\nbecause = B\n", NULL, "a.rules:7:E"},
    {"a crisis that is over", RULE ("a", "phrase = xx"), NULL,
     "[crisis.fire]\nuntil = 2026-05-03\nreview = 2026-05-03\n",
     "a.situation:2:W a.situation:3:W"},
    {"a crisis that is not", RULE ("a", "phrase = xx"), NULL,
     "[crisis.fire]\nuntil = 2026-05-04\nreview = 2026-05-04\n", ""},
};

static char *
dump_problems (const GPtrArray *problems)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_autofree char *name = g_path_get_basename (problem->file);

        g_test_message ("%s", problem->message);
        g_string_append_printf (dump, "%s%s:%u:%c", i > 0 ? " " : "", name, problem->line,
                                problem->severity == BI_PROBLEM_ERROR ? 'E' : 'W');
    }
    return g_string_free (dump, FALSE);
}

static void
test_lint (void)
{
    g_autoptr (GDateTime) now =
        g_date_time_new_from_iso8601 ("2026-05-04T12:00:00Z", NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *folder = scratch_new ();
        g_autofree char *one = g_build_filename (folder, "1", NULL);
        g_autofree char *two = g_build_filename (folder, "2", NULL);
        const char *const layers[] = {one, two, NULL};
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (BiRuleset) ruleset = NULL;
        g_autofree char *dump = NULL;

        scratch_add (folder, "1/a.rules", cases[i].rules);
        if (cases[i].above != NULL)
            scratch_add (folder, "2/b.rules", cases[i].above);
        if (cases[i].situation != NULL)
            scratch_add (folder, "1/a.situation", cases[i].situation);
        ruleset = bi_ruleset_load (layers, NULL);
        scratch_remove (folder);
        g_test_message ("%s", cases[i].name);
        g_assert_cmpuint (
            bi_problems_count (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR), ==,
            0);
        bi_lint (ruleset, now, problems);
        dump = dump_problems (problems);
        g_assert_cmpstr (dump, ==, cases[i].problems);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/lint/what-only-shows-when-rules-are-tried", test_lint);
    return g_test_run ();
}
