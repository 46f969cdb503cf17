/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/ruleset.h"

#include "badidea/lint.h"
#include "scratch.h"

#include <string.h>

#define PRECEDENT(id, body)                                                              \
    "[" id "]\ntitle = #T\nbrand = B\nyear = 2013\nhappened = H.\nsource = S\n" body "\n"

typedef struct {
    const char *name;
    struct {
        const char *path, *contents;
    } files[6];
    const char *rules;    /* id=level of those in force */
    const char *problems; /* path:line:E or W, a blank between them */
    guint n_files;
} Case;

/* Layers are the folders 1, 2 and 3. */
static const Case cases[] = {
    {"no folder holds nothing", {{NULL, NULL}}, "", "", 0},
    {"the files are read in the order of their names",
     {{"1/b.rules", SCRATCH_RULE ("b", "warn", "phrase = x")},
      {"1/a.rules", SCRATCH_RULE ("a", "warn", "phrase = x")},
      {"1/c.rules", SCRATCH_RULE ("c", "warn", "phrase = x")}},
     "a=warn b=warn c=warn",
     "",
     3},
    {"other files are left alone",
     {{"1/a.rules", SCRATCH_RULE ("a", "warn", "phrase = x")},
      {"1/README", "x"},
      {"1/a.rules~", "x"},
      {"1/.hidden.rules", "x"},
      {"1/below/b.rules", "x"}},
     "a=warn",
     "",
     1},
    {"later layers add rules",
     {{"2/a.rules", SCRATCH_RULE ("a", "warn", "phrase = x")},
      {"1/b.rules", SCRATCH_RULE ("b", "warn", "phrase = x")},
      {"3/c.rules", SCRATCH_RULE ("c", "warn", "phrase = x")}},
     "b=warn a=warn c=warn",
     "",
     3},
    {"a later layer replaces a rule",
     {{"1/a.rules",
       SCRATCH_RULE ("a", "warn", "phrase = x") SCRATCH_RULE ("b", "warn", "phrase = x")},
      {"2/z.rules", SCRATCH_RULE ("a", "stop", "phrase = y")}},
     "b=warn a=stop",
     "",
     2},
    {"each layer replaces a rule",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")},
      {"2/a.rules", SCRATCH_RULE ("a", "warn", "phrase = x")},
      {"3/a.rules", SCRATCH_RULE ("a", "stop", "phrase = x")}},
     "a=stop",
     "",
     3},
    {"the last layer replaces a rule of the first",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")},
      {"2/a.rules", SCRATCH_RULE ("b", "warn", "phrase = x")},
      {"3/a.rules", SCRATCH_RULE ("a", "stop", "phrase = x")}},
     "b=warn a=stop",
     "",
     3},
    {"a bad rule replaces none",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")},
      {"2/a.rules", SCRATCH_RULE ("a", "stop", "phrase = (")}},
     "a=note",
     "2/a.rules:6:E",
     2},
    {"the same name twice in a file is an error and the first stays",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")
                        SCRATCH_RULE ("a", "stop", "phrase = x")}},
     "a=note",
     "1/a.rules:8:E",
     1},
    {"the same name twice in a layer is an error and the first stays",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")},
      {"1/b.rules", SCRATCH_RULE ("a", "stop", "phrase = x")}},
     "a=note",
     "1/b.rules:1:E",
     2},
    {"the same name twice in a layer above is an error too",
     {{"1/a.rules", SCRATCH_RULE ("a", "note", "phrase = x")},
      {"2/a.rules", SCRATCH_RULE ("a", "warn", "phrase = x")},
      {"2/b.rules", SCRATCH_RULE ("a", "stop", "phrase = x")}},
     "a=warn",
     "2/b.rules:1:E",
     3},
    {"a bad rule leaves the good ones in force",
     {{"1/a.rules",
       SCRATCH_RULE ("a", "warn", "phrase = x") SCRATCH_RULE ("b", "wran", "phrase = x")
           SCRATCH_RULE ("c", "warn", "phrase = x")},
      {"1/b.rules", "nonsense\n" SCRATCH_RULE ("d", "warn", "phrase = x")}},
     "a=warn c=warn d=warn",
     "1/a.rules:10:E 1/b.rules:1:E",
     2},
    {"what is no file is reported",
     {{"1/a.rules/x", "x"}, {"1/b.rules", SCRATCH_RULE ("b", "warn", "phrase = x")}},
     "b=warn",
     "1/a.rules:0:E",
     1},
    {"what is no folder is reported",
     {{"1", "x"}, {"2/b.rules", SCRATCH_RULE ("b", "warn", "phrase = x")}},
     "b=warn",
     "1:0:E",
     1},
    {"precedents are no rules",
     {{"1/precedents/a.precedents", PRECEDENT ("a", "")},
      {"1/precedents/b.rules", "x"},
      {"1/c.precedents", "x"}},
     "",
     "",
     1},
    {"a precedent without its facts is an error",
     {{"1/precedents/a.precedents", "[a]\ntitle = T\nbrand = B\nyear = 1\nsource = S\n"}},
     "",
     "1/precedents/a.precedents:1:E",
     1},
    {"a precedent has only its own keys",
     {{"1/precedents/a.precedents", PRECEDENT ("a", "phrase = x")}},
     "",
     "1/precedents/a.precedents:7:E",
     1},
    {"a precedent has each key once",
     {{"1/precedents/a.precedents", PRECEDENT ("a", "brand = C")}},
     "",
     "1/precedents/a.precedents:7:E",
     1},
};

static BiRuleset *
load_layers (const char *folder)
{
    g_autofree char *one = g_build_filename (folder, "1", NULL);
    g_autofree char *two = g_build_filename (folder, "2", NULL);
    g_autofree char *three = g_build_filename (folder, "3", NULL);
    const char *const layers[] = {one, two, three, NULL};

    return bi_ruleset_load (layers, NULL);
}

static char *
dump_rules (const BiRuleset *ruleset)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);

        g_string_append_printf (dump, "%s%s=%s", i > 0 ? " " : "", bi_rule_get_id (rule),
                                bi_level_to_string (bi_rule_get_level (rule)));
    }
    return g_string_free (dump, FALSE);
}

/* Errors only of what is in force or not; that rules are bare is another matter. */
static char *
dump_problems (const GPtrArray *problems, const char *folder)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];

        g_assert_true (g_str_has_prefix (problem->file, folder));
        if (problem->severity == BI_PROBLEM_ERROR)
            g_string_append_printf (dump, "%s%s:%u:E", dump->len > 0 ? " " : "",
                                    problem->file + strlen (folder) + 1, problem->line);
    }
    return g_string_free (dump, FALSE);
}

static void
test_load (gconstpointer data)
{
    const Case *c = data;
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autofree char *rules = NULL;
    g_autofree char *problems = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (c->files) && c->files[i].path != NULL; i++)
        scratch_add (folder, c->files[i].path, c->files[i].contents);
    ruleset = load_layers (folder);
    scratch_remove (folder);
    rules = dump_rules (ruleset);
    problems = dump_problems (bi_ruleset_get_problems (ruleset), folder);
    g_assert_cmpstr (rules, ==, c->rules);
    g_assert_cmpstr (problems, ==, c->problems);
    g_assert_cmpuint (bi_ruleset_get_n_files (ruleset), ==, c->n_files);
}

static void
test_references (void)
{
    BiRuleset *ruleset = scratch_load (SCRATCH_RULE ("a", "warn", "phrase = x"));
    BiRuleset *other = bi_ruleset_ref (ruleset);

    bi_ruleset_unref (ruleset);
    g_assert_cmpstr (bi_rule_get_id (bi_ruleset_get_rule (other, 0)), ==, "a");
    bi_ruleset_unref (other);
    bi_ruleset_unref (NULL);
}

static void
test_precedents (void)
{
    static const struct {
        const char *id, *summary;
    } found[] = {
        {"bare", "#T, 2013: H."},
        {"full", "#T, 2013: “A?” H."},
        {"replaced", "#T, 2013: “Later?” H."},
        {"nowhere", NULL},
    };
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    scratch_add (folder, "1/precedents/a.precedents",
                 PRECEDENT ("bare", "posted = P\nbetter = B\n")
                     PRECEDENT ("full", "answered = A?\n") PRECEDENT ("replaced", ""));
    scratch_add (folder, "2/precedents/a.precedents",
                 PRECEDENT ("replaced", "answered = Later?"));
    ruleset = load_layers (folder);
    scratch_remove (folder);
    g_assert_cmpuint (bi_ruleset_get_problems (ruleset)->len, ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (found); i++) {
        const BiPrecedent *precedent = bi_ruleset_find_precedent (ruleset, found[i].id);
        g_autofree char *summary =
            precedent != NULL ? bi_precedent_summarise (precedent) : NULL;

        g_assert_cmpstr (summary, ==, found[i].summary);
        if (precedent != NULL)
            g_assert_cmpstr (bi_precedent_get_id (precedent), ==, found[i].id);
    }
}

static void
test_precedent_list (void)
{
    static const char *const expected[] = {"c", "b", "a", "d"};
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *all = NULL;

    scratch_add (folder, "1/precedents/a.precedents",
                 PRECEDENT ("d", "") PRECEDENT ("a", "posted = P") PRECEDENT ("b", ""));
    scratch_add (
        folder, "2/precedents/z.precedents",
        "[c]\ntitle = T\nbrand = C\nyear = 2009\nhappened = H\nsource = S\n"
        "[b]\ntitle = T\nbrand = Above\nyear = 2012\nhappened = H\nsource = S\n");
    ruleset = load_layers (folder);
    scratch_remove (folder);
    list = bi_ruleset_list_precedents (ruleset);
    g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < list->len; i++)
        g_assert_cmpstr (bi_precedent_get_id (list->pdata[i]), ==, expected[i]);
    g_assert_cmpstr (bi_precedent_get (list->pdata[1], "brand"), ==, "Above");
    g_assert_cmpstr (bi_precedent_get (list->pdata[2], "posted"), ==, "P");
    g_assert_null (bi_precedent_get (list->pdata[3], "posted"));
    all = bi_precedent_to_string (list->pdata[2]);
    g_assert_cmpstr (all, ==, "a\n#T\nB\n2013\nP\nH.\nS");
}

/* A fact that is empty is none. */
static void
test_empty_fact (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    scratch_add (folder, "1/precedents/a.precedents",
                 "[a]\ntitle = T\nbrand = B\nyear =\nhappened = H\nsource = S\n");
    ruleset = load_layers (folder);
    scratch_remove (folder);
    g_assert_null (bi_ruleset_find_precedent (ruleset, "a"));
}

static void
test_file (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path =
        scratch_write (folder, "a.rules", SCRATCH_RULE ("a", "warn", "phrase = x"));
    g_autofree char *nowhere = g_build_filename (folder, "nowhere.rules", NULL);
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (BiRuleset) none = NULL;

    scratch_add (folder, "b.rules", SCRATCH_RULE ("b", "warn", "phrase = x"));
    scratch_add (folder, "precedents/a.precedents", PRECEDENT ("p", ""));
    ruleset = bi_ruleset_load_file (path);
    none = bi_ruleset_load_file (nowhere);
    scratch_remove (folder);
    g_assert_cmpuint (bi_ruleset_get_size (ruleset), ==, 1);
    g_assert_cmpuint (bi_ruleset_get_n_files (ruleset), ==, 1);
    g_assert_nonnull (bi_ruleset_find_precedent (ruleset, "p"));
    g_assert_cmpuint (bi_ruleset_get_size (none), ==, 0);
    g_assert_cmpuint (bi_ruleset_get_n_files (none), ==, 0);
    g_assert_cmpuint (bi_ruleset_get_problems (none)->len, ==, 1);
}

static void
test_lint (void)
{
    static const char rules[] = SCRATCH_RULE (
        "a", "warn", "phrase = pie\nlike = p\nhit = pie\nmiss = y")
        SCRATCH_RULE ("b", "warn", "phrase = lid\nlike = p\nlike = q\nhit = y\nmiss = y");
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "a.rules", rules);
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
    const BiProblem *problem;

    scratch_add (folder, "precedents/a.precedents", PRECEDENT ("p", ""));
    ruleset = bi_ruleset_load_file (path);
    scratch_remove (folder);
    bi_lint (ruleset, now, problems);
    g_assert_cmpuint (problems->len, ==, 2);
    problem = problems->pdata[0];
    g_assert_cmpint (problem->severity, ==, BI_PROBLEM_ERROR);
    g_assert_cmpuint (problem->line, ==, 19);
    g_assert_cmpuint (problem->column, ==, 7);
    problem = problems->pdata[1];
    g_assert_cmpint (problem->severity, ==, BI_PROBLEM_WARNING);
    g_assert_cmpuint (problem->line, ==, 18);
    g_assert_cmpuint (problem->column, ==, 8);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/ruleset/%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_load);
    }
    g_test_add_func ("/ruleset/it-lives-as-long-as-somebody-holds-it", test_references);
    g_test_add_func ("/ruleset/precedents-are-found-by-their-names", test_precedents);
    g_test_add_func ("/ruleset/precedents-are-listed-by-year-and-name",
                     test_precedent_list);
    g_test_add_func ("/ruleset/a-precedent-with-an-empty-fact-is-none", test_empty_fact);
    g_test_add_func ("/ruleset/a-file-is-read-with-the-precedents-beside-it", test_file);
    g_test_add_func ("/ruleset/examples-and-precedents-are-tried", test_lint);
    return g_test_run ();
}
