/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules that are read again: what a mistake takes out of force, and what it does not. */
#include "badidea/check.h"

#include "scratch.h"

#include <string.h>

#define RULE(id, phrase) SCRATCH_RULE (id, "warn", "phrase = " phrase)
#define CLASS(id, word)  "[" id "]\nphrase = " word "\n"
#define PRECEDENT(id, brand)                                                             \
    "[" id "]\ntitle = T\nbrand = " brand "\nyear = 2013\nhappened = H.\nsource = S\n"

typedef struct {
    const char *path;
    const char *contents; /* NULL: the file is removed, then */
} Save;

/* The layers are the folders 1 and 2. Between the steps they are read again. */
typedef struct {
    const char *name;
    struct {
        Save saves[3];
        const char *fires;    /* a draft of "one two three four" fires these rules */
        const char *problems; /* path:line, a blank between them; "!" where the last good
                                 version stays in force */
    } steps[4];
} Case;

static const Case cases[] = {
    {"a broken rule is left out alone at the start",
     {{{{"1/a.rules", RULE ("a", "one") RULE ("b", "(") RULE ("c", "three")}},
       "a c",
       "1/a.rules:13"}}},
    {"a file with an error stays what it was and others are renewed",
     {{{{"1/a.rules", RULE ("a", "one") RULE ("b", "two")},
        {"1/b.rules", RULE ("c", "three")}},
       "a b c",
       ""},
      {{{"1/a.rules", RULE ("a", "five") RULE ("b", "(")},
        {"1/b.rules", RULE ("d", "four")}},
       "a b d",
       "1/a.rules:13!"},
      {{{"1/a.rules", RULE ("a", "five") RULE ("b", "two")}}, "b d", ""}}},
    {"each version with an error leaves the last good one in force",
     {{{{"1/a.rules", RULE ("a", "one")}}, "a", ""},
      {{{"1/a.rules", RULE ("a", "(")}}, "a", "1/a.rules:6!"},
      {{{"1/a.rules", "\n" RULE ("a", ")")}}, "a", "1/a.rules:7!"},
      {{{"1/a.rules", RULE ("b", "two")}}, "b", ""}}},
    {"a file that was broken from the start has no last good version",
     {{{{"1/a.rules", RULE ("a", "one") RULE ("b", "(")}}, "a", "1/a.rules:13"},
      {{{"1/b.rules", RULE ("c", "three")}}, "a c", "1/a.rules:13"},
      {{{"1/a.rules", RULE ("a", ")") RULE ("b", "two")}}, "b c", "1/a.rules:6"}}},
    {"a file that is deleted is gone, its last good version too",
     {{{{"1/a.rules", RULE ("a", "one")}, {"1/b.rules", RULE ("b", "two")}}, "a b", ""},
      {{{"1/a.rules", NULL}}, "b", ""},
      {{{"1/a.rules", RULE ("a", "(")}}, "b", "1/a.rules:6"}}},
    {"a broken file that is deleted is gone",
     {{{{"1/a.rules", RULE ("a", "one")}, {"1/b.rules", RULE ("b", "two")}}, "a b", ""},
      {{{"1/a.rules", RULE ("a", "(")}}, "a b", "1/a.rules:6!"},
      {{{"1/a.rules", NULL}}, "b", ""}}},
    {"a file that cannot be read stays what it was",
     {{{{"1/a.rules", RULE ("a", "one")}}, "a", ""},
      {{{"1/a.rules", NULL}, {"1/a.rules/x", ""}}, "a", "1/a.rules:0!"},
      {{{"1/a.rules/x", NULL}, {"1/a.rules", NULL}, {"1/a.rules", RULE ("b", "two")}},
       "b",
       ""}}},
    {"a layer that is deleted and comes back is read",
     {{{{"1/a.rules", RULE ("a", "{w}")},
        {"1/lists/w.list", "one\n"},
        {"2/b.rules", RULE ("b", "two")}},
       "a b",
       ""},
      {{{"1/lists/w.list", NULL}, {"1/a.rules", NULL}}, "b", ""},
      {{{"1/lists/w.list", "one\n"}, {"1/a.rules", RULE ("a", "{w}")}}, "a b", ""}}},
    {"a rule that uses a broken class is renewed with the last good class",
     {{{{"1/a.classes", CLASS ("w", "one")}, {"1/a.rules", RULE ("a", "{w}")}}, "a", ""},
      {{{"1/a.classes", CLASS ("w", "(")}, {"1/a.rules", RULE ("b", "{w}")}},
       "b",
       "1/a.classes:2!"},
      {{{"1/a.classes", CLASS ("w", "two")}}, "b", ""}}},
    {"a rule that uses a new class of a broken file stays what it was too",
     {{{{"1/a.classes", CLASS ("w", "one")}, {"1/a.rules", RULE ("a", "{w}")}}, "a", ""},
      {{{"1/a.classes", CLASS ("w", "(") CLASS ("v", "two")},
        {"1/a.rules", RULE ("b", "{v}")}},
       "a",
       "1/a.classes:2! 1/a.rules:6!"},
      {{{"1/a.classes", CLASS ("w", "one") CLASS ("v", "two")}}, "b", ""}}},
    {"a file is not renewed at the expense of one that has fallen back",
     {{{{"1/a.classes", CLASS ("u", "one")},
        {"1/b.classes", CLASS ("v", "two")},
        {"1/c.rules", RULE ("c", "{v}")}},
       "c",
       ""},
      {{{"1/a.classes", CLASS ("u", "(")},
        {"1/b.classes", CLASS ("y", "{u}")},
        {"1/c.rules", RULE ("c", "(")}},
       "c",
       "1/a.classes:2! 1/b.classes:2! 1/c.rules:6!"},
      {{{"1/c.rules", RULE ("c", "one")}}, "c", "1/a.classes:2!"}}},
    {"a rule whose class is deleted is left out and named",
     {{{{"1/a.classes", CLASS ("w", "one")},
        {"1/a.rules", RULE ("a", "{w}") RULE ("b", "two")}},
       "a b",
       ""},
      {{{"1/a.classes", NULL}}, "b", "1/a.rules:6"},
      {{{"1/a.classes", CLASS ("w", "one")}}, "a b", ""}}},
    {"a list with an error stays what it was",
     {{{{"1/lists/w.list", "one\n"}, {"1/a.rules", RULE ("a", "{w}")}}, "a", ""},
      {{{"1/lists/w.list", "two\n(\n"}}, "a", "1/lists/w.list:2!"}}},
    {"the situation with an error stays what it was",
     {{{{"1/a.situation", "[brand]\nname = one\n"}, {"1/a.rules", RULE ("a", "{brand}")}},
       "a",
       ""},
      {{{"1/a.situation", "[brand]\nnam = one\n"}}, "a", "1/a.situation:2!"}}},
    {"precedents with an error stay what they were",
     {{{{"1/precedents/a.precedents", PRECEDENT ("p", "B")}}, "", ""},
      {{{"1/precedents/a.precedents", PRECEDENT ("p", "")}},
       "",
       "1/precedents/a.precedents:3! 1/precedents/a.precedents:1!"}}},
    {"words with an error stay what they were",
     {{{{"1/words", "one\n"}}, "", ""},
      {{{"1/words", "two words\n"}}, "", "1/words:1!"}}},
    {"a layer above still replaces the last good version",
     {{{{"1/a.rules", RULE ("a", "one")}}, "a", ""},
      {{{"1/a.rules", RULE ("a", "(")}, {"2/a.rules", RULE ("a", "five")}},
       "",
       "1/a.rules:6!"}}},
    {"a rule that moves out of a broken file stays where it was",
     {{{{"1/a.rules", RULE ("a", "one") RULE ("b", "two")}}, "a b", ""},
      {{{"1/a.rules", RULE ("a", "(")}, {"1/b.rules", RULE ("b", "two")}},
       "a b",
       "1/a.rules:6! 1/b.rules:1"}}},
};

static void
save (const char *folder, const Save *file)
{
    g_autofree char *path = g_build_filename (folder, file->path, NULL);

    if (file->contents != NULL)
        scratch_add (folder, file->path, file->contents);
    else
        g_assert_cmpint (g_remove (path), ==, 0);
}

static BiRuleset *
read_again (const char *folder, BiRuleset *previous)
{
    g_autofree char *one = g_build_filename (folder, "1", NULL);
    g_autofree char *two = g_build_filename (folder, "2", NULL);
    const char *const layers[] = {one, two, NULL};

    return bi_ruleset_reload (layers, NULL, previous);
}

static char *
dump_fires (BiRuleset *ruleset)
{
    g_autoptr (BiText) text = bi_text_new ("one two three four", -1, BI_TEXT_PLAIN);
    g_autoptr (BiReport) report = bi_check (ruleset, text, NULL, NULL);
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < bi_report_get_size (report); i++)
        g_string_append_printf (dump, "%s%s", i > 0 ? " " : "",
                                bi_rule_get_id (bi_report_get_finding (report, i)->rule));
    return g_string_free (dump, FALSE);
}

static char *
dump_problems (const BiRuleset *ruleset, const char *folder)
{
    const GPtrArray *problems = bi_ruleset_get_problems (ruleset);
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        if (problem->severity != BI_PROBLEM_ERROR)
            continue;
        g_assert_true (g_str_has_prefix (problem->file, folder));
        g_string_append_printf (
            dump, "%s%s:%u%s", dump->len > 0 ? " " : "",
            problem->file + strlen (folder) + 1, problem->line,
            g_str_has_suffix (problem->message, "; its last good version stays in force")
                ? "!"
                : "");
    }
    return g_string_free (dump, FALSE);
}

static void
test_case (gconstpointer data)
{
    const Case *c = data;
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (c->steps) && c->steps[i].fires != NULL; i++) {
        g_autoptr (BiRuleset) previous = g_steal_pointer (&ruleset);
        g_autofree char *fires = NULL;
        g_autofree char *problems = NULL;
        for (gsize j = 0; j < G_N_ELEMENTS (c->steps[i].saves); j++)
            if (c->steps[i].saves[j].path != NULL)
                save (folder, &c->steps[i].saves[j]);
        ruleset = read_again (folder, previous);
        fires = dump_fires (ruleset);
        problems = dump_problems (ruleset, folder);
        g_test_message ("step %" G_GSIZE_FORMAT, i + 1);
        g_assert_cmpstr (fires, ==, c->steps[i].fires);
        g_assert_cmpstr (problems, ==, c->steps[i].problems);
    }
    scratch_remove (folder);
}

/* What the layer held stays in force while it cannot be opened, and is gone with it. */
static void
test_lost_layer (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *layer = g_build_filename (folder, "1", NULL);
    g_autofree char *away = g_build_filename (folder, "away", NULL);
    g_autoptr (BiRuleset) first = NULL;
    g_autoptr (BiRuleset) lost = NULL;
    g_autoptr (BiRuleset) gone = NULL;
    g_autofree char *fires = NULL;
    g_autofree char *problems = NULL;

    scratch_add (folder, "1/a.rules", RULE ("a", "{w}"));
    scratch_add (folder, "1/lists/w.list", "one\n");
    first = read_again (folder, NULL);
    g_assert_cmpint (g_rename (layer, away), ==, 0);
    scratch_add (folder, "1", "no folder");
    lost = read_again (folder, first);
    fires = dump_fires (lost);
    problems = dump_problems (lost, folder);
    g_assert_cmpstr (fires, ==, "a");
    g_assert_cmpstr (problems, ==, "1:0!");
    g_assert_cmpint (g_remove (layer), ==, 0);
    gone = read_again (folder, lost);
    g_assert_cmpuint (bi_ruleset_get_size (gone), ==, 0);
    scratch_remove (folder);
}

static void
test_unchanged (void)
{
    static const char *const versions[] = {RULE ("a", "one"), RULE ("a", "(")};
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (versions); i++) {
        g_autoptr (BiRuleset) previous = g_steal_pointer (&ruleset);
        g_autoptr (BiRuleset) again = NULL;
        scratch_add (folder, "1/a.rules", versions[i]);
        ruleset = read_again (folder, previous);
        g_assert_true (ruleset != previous);
        scratch_add (folder, "1/a.rules", versions[i]);
        scratch_add (folder, "1/notes", versions[i]);
        again = read_again (folder, ruleset);
        g_assert_true (again == ruleset);
    }
    scratch_remove (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/lastgood/%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_case);
    }
    g_test_add_func ("/lastgood/a-layer-that-cannot-be-opened-stays-what-it-was",
                     test_lost_layer);
    g_test_add_func ("/lastgood/what-has-not-changed-is-not-made-anew", test_unchanged);
    return g_test_run ();
}
