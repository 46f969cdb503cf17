/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/examples.h"

#include "scratch.h"

#include <string.h>

static void
parse (BiExamples *examples, const char *path, const char *contents, GPtrArray *problems)
{
    g_autoptr (GBytes) bytes = g_bytes_new_static (contents, strlen (contents));

    bi_examples_parse (examples, path, bytes, 0, problems);
}

/* "line kind:signal text" of each, "\n" behind it. */
static char *
dump_examples (const BiExamples *examples)
{
    static const char *const kinds[] = {"of", "not", "ordinary", "chat"};
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < bi_examples_get_size (examples); i++) {
        const BiExample *example = bi_examples_get (examples, i);
        g_string_append_printf (dump, "%u %s%s%s %s\n", example->place.line,
                                kinds[example->kind], example->signal != NULL ? ":" : "",
                                example->signal != NULL ? example->signal : "",
                                example->text);
    }
    return g_string_free (dump, FALSE);
}

static char *
dump_problems (const GPtrArray *problems)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *line = bi_problem_format (problems->pdata[i]);
        g_string_append_printf (dump, "%.*s|", (int) strcspn (line, ";"), line);
    }
    return g_string_free (dump, FALSE);
}

/* ---- files ---- */

#define NO_HEADING(line) "f:" line ":1: error: this stands under no heading|"
#define BAD(line, text)  "f:" line ":1: error: \"" text "\" is no heading|"
#define TAKEN(line, text)                                                                \
    "f:" line ":1: error: \"" text "\" is what we learn from [ordinary chat]|"
#define NOT_UTF8(line, column) "f:" line ":" column ": error: not valid UTF-8|"

static const struct {
    const char *name, *contents, *examples, *problems;
} files[] = {
    {"nothing", "", "", ""},
    {"a heading alone", "[a]\n", "", ""},
    {"two headings", "[a]\nOne.\nTwo.\n[b-2]\nThree.",
     "2 of:a One.\n3 of:a Two.\n5 of:b-2 Three.\n", ""},
    {"ordinary", "[ordinary]\nOne.\n[a]\nTwo.\n[ordinary]\nThree.\n",
     "2 ordinary One.\n4 of:a Two.\n6 ordinary Three.\n", ""},
    {"chat", "[ordinary chat]\nOne.\n[a]\nTwo.\n[ordinary]\nThree.\n",
     "2 chat One.\n4 of:a Two.\n6 ordinary Three.\n", ""},
    {"a heading again", "[a]\nOne.\n[b]\nTwo.\n[a]\nThree.\n",
     "2 of:a One.\n4 of:b Two.\n6 of:a Three.\n", ""},
    {"blank lines and blanks", "\n[a]\n\n  One.\t\n \t \nTwo.\n\n",
     "4 of:a One.\n6 of:a Two.\n", ""},
    {"comments", "# Of a.\n#\n[a]\n# no\n  # no\n#\nOne # two\n", "7 of:a One # two\n",
     ""},
    {"hashtags are no comments", "[a]\n#AskUs anything\n#1\n##\n",
     "2 of:a #AskUs anything\n3 of:a #1\n4 of:a ##\n", ""},
    {"a mark of the order of bytes", "\xef\xbb\xbf[a]\nOne.\n", "2 of:a One.\n", ""},
    {"that mark alone", "\xef\xbb\xbf", "", ""},
    {"lines of windows", "[a]\r\nOne.\r\n\r\nTwo.\r\n", "2 of:a One.\n4 of:a Two.\n", ""},
    {"other letters", "[a]\nÇa va 👍🏽?\n", "2 of:a Ça va 👍🏽?\n", ""},
    {"a bracket within a line", "[a]\nDear [NAME], hi\n", "2 of:a Dear [NAME], hi\n", ""},
    {"no heading", "One.\n# no\nTwo.\n[a]\nThree.\n", "5 of:a Three.\n",
     NO_HEADING ("1") NO_HEADING ("3")},
    {"a heading that has no end", "[a]\nOne.\n[b\nTwo.\nThree.\n[c]\nFour.\n",
     "2 of:a One.\n7 of:c Four.\n", BAD ("3", "[b")},
    {"a heading in capitals", "[Open-ask]\nOne.\n", "", BAD ("1", "[Open-ask]")},
    {"a heading of words", "[open ask]\nOne.\n", "", BAD ("1", "[open ask]")},
    {"a heading with a dot", "[open-ask.celebrity]\nOne.\n", "",
     BAD ("1", "[open-ask.celebrity]")},
    {"a heading with more behind it", "[a] # no\nOne.\n", "", BAD ("1", "[a] # no")},
    {"an empty heading", "[]\nOne.\n", "", BAD ("1", "[]")},
    {"half of an empty heading", "[\nOne.\n", "", BAD ("1", "[")},
    {"a heading that is taken", "[chat]\nTwo.\n[a]\nThree.\n", "4 of:a Three.\n",
     TAKEN ("1", "[chat]")},
    {"half of chat", "[ordinary chats]\nOne.\n", "", BAD ("1", "[ordinary chats]")},
    {"not utf-8", "[a]\nOne.\nCaf\xe9.\nTwo.\n", "2 of:a One.\n4 of:a Two.\n",
     NOT_UTF8 ("3", "4")},
    {"a heading that is not utf-8", "[a]\nOne.\n[\xe9]\nTwo.\n",
     "2 of:a One.\n4 of:a Two.\n", NOT_UTF8 ("3", "2")},
    {"all at once", "One.\n[A]\nTwo.\n[a]\n\xff\nThree.\n", "6 of:a Three.\n",
     NO_HEADING ("1") BAD ("2", "[A]") NOT_UTF8 ("5", "1")},
};

static void
test_files (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autoptr (BiExamples) examples = bi_examples_new ();
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autofree char *dump = NULL;
        g_autofree char *said = NULL;

        parse (examples, "f", files[i].contents, problems);
        dump = dump_examples (examples);
        said = dump_problems (problems);
        g_test_message ("%s", files[i].name);
        g_assert_cmpstr (dump, ==, files[i].examples);
        g_assert_cmpstr (said, ==, files[i].problems);
    }
}

/* What to do about it is said too. */
static void
test_advice (void)
{
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *text = NULL;

    parse (examples, "f", "One.\n[A]\n[a]\n\xff\n", problems);
    text = bi_problems_to_text (problems, BI_PROBLEM_ERROR);
    g_assert_nonnull (strstr (text, "write one above it, like [ordinary]"));
    g_assert_nonnull (strstr (text, "write one like [open-ask] or [ordinary]"));
    g_assert_nonnull (strstr (text, "save the file as UTF-8"));
}

static void
test_signals (void)
{
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_auto (GStrv) signals = NULL;
    g_autofree char *joined = NULL;

    parse (examples, "f", "[c]\nOne.\n[ordinary]\nTwo.\n[a]\nThree.\n", problems);
    parse (examples, "g", "[b]\n[c]\nFour.\n", problems);
    signals = bi_examples_list_signals (examples);
    joined = g_strjoinv (" ", signals);
    g_assert_cmpstr (joined, ==, "a b c");
    g_assert_cmpuint (bi_examples_get_size (examples), ==, 4);
    g_assert_cmpstr (bi_examples_get (examples, 3)->place.file, ==, "g");
}

/* ---- layers ---- */

static void
test_layers (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *low = g_build_filename (folder, "low", NULL);
    g_autofree char *high = g_build_filename (folder, "high", NULL);
    g_autofree char *bad = g_build_filename (low, "examples", "b.examples", NULL);
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *dump = NULL;

    scratch_add (folder, "low/examples/b.examples", "Two.\n");
    scratch_add (folder, "low/examples/c.examples", "[a]\nThree.\n");
    scratch_add (folder, "low/examples/a.examples", "[a]\nOne.\n");
    scratch_add (folder, "low/examples/README", "[a]\nNo.\n");
    scratch_add (folder, "low/examples/d.examples~", "[a]\nNo.\n");
    scratch_add (folder, "low/e.examples", "[a]\nNo.\n");
    scratch_add (folder, "high/examples/a.examples", "[a]\nFour.\n");
    bi_examples_read_layer (examples, low, 0, problems);
    bi_examples_read_layer (examples, high, 1, problems);
    bi_examples_read_layer (examples, folder, 2, problems);
    scratch_remove (folder);
    dump = dump_examples (examples);
    g_assert_cmpstr (dump, ==, "2 of:a One.\n2 of:a Three.\n2 of:a Four.\n");
    g_assert_cmpuint (bi_examples_get (examples, 1)->layer, ==, 0);
    g_assert_cmpuint (bi_examples_get (examples, 2)->layer, ==, 1);
    g_assert_cmpuint (problems->len, ==, 1);
    g_assert_cmpstr (((BiProblem *) problems->pdata[0])->file, ==, bad);
}

/* ---- rules ---- */

#define RULE(id, body) SCRATCH_RULE (id, "warn", "phrase = soup\n" body)

static void
test_rules (void)
{
    g_autoptr (BiRuleset) ruleset =
        scratch_load (RULE ("open-ask", "hit = One soup.\nmiss = Two.")
                          RULE ("open-ask.other", "hit = Three soup.\nhit = Four soup.")
                              RULE ("open-asks", "hit = Five soup.")
                                  RULE ("soup.open-ask", "hit = Six soup."));
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GString) dump = g_string_new (NULL);

    parse (examples, "f", "[open-ask]\nZero.\n", problems);
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++)
        bi_examples_add_rule (examples, bi_ruleset_get_rule (ruleset, i), 3);
    for (guint i = 0; i < bi_examples_get_size (examples); i++) {
        const BiExample *example = bi_examples_get (examples, i);
        g_string_append_printf (dump, "%d %s %s %u|", example->kind, example->signal,
                                example->text, example->layer);
    }
    g_assert_cmpstr (dump->str, ==,
                     "0 open-ask Zero. 0|0 open-ask One soup. 3|1 open-ask Two. 3|"
                     "0 open-ask Three soup. 3|0 open-ask Four soup. 3|");
    g_assert_cmpuint (bi_examples_get (examples, 2)->place.line, ==, 8);
    g_assert_true (
        g_str_has_suffix (bi_examples_get (examples, 2)->place.file, "scratch.rules"));
}

/* ---- digest ---- */

static char *
digest_of (const char *path, const char *contents)
{
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    parse (examples, path, contents, problems);
    return bi_examples_digest (examples);
}

static const struct {
    const char *path, *contents;
    gboolean same; /* as the first */
} digests[] = {
    {"f", "[a]\nOne.\nTwo.\n[ordinary]\nThree.\n", TRUE},
    {"f", "[a]\nOne.\nTwo.\n[ordinary]\nThree.\n", TRUE},
    {"g", "[a]\nOne.\nTwo.\n[ordinary]\nThree.\n", TRUE},
    {"f", "# Of a.\n[a]\nOne.\n\nTwo.\r\n#\n[ordinary]\n\nThree.", TRUE},
    {"f", "[a]\nOne.\n[a]\nTwo.\n[ordinary]\nThree.\n", TRUE},
    {"f", "[a]\nOne.\nTwo\n[ordinary]\nThree.\n", FALSE},
    {"f", "[b]\nOne.\nTwo.\n[ordinary]\nThree.\n", FALSE},
    {"f", "[a]\nTwo.\nOne.\n[ordinary]\nThree.\n", FALSE},
    {"f", "[a]\nOne.\nTwo.\nThree.\n[ordinary]\n", FALSE},
    {"f", "[a]\nOne.\n[ordinary]\nTwo.\nThree.\n", FALSE},
    {"f", "[a]\nOne.\nTwo.\n", FALSE},
    {"f", "[a]\nOne.Two.\n[ordinary]\nThree.\n", FALSE},
    {"f", "[a]\nOne.\nTwo.\nTwo.\n[ordinary]\nThree.\n", FALSE},
};

static void
test_digest (void)
{
    g_autofree char *first = digest_of (digests[0].path, digests[0].contents);

    g_assert_cmpuint (strlen (first), ==, 64);
    for (gsize i = 0; i < G_N_ELEMENTS (digests); i++) {
        g_autofree char *digest = digest_of (digests[i].path, digests[i].contents);
        g_test_message ("%zu", i);
        g_assert_cmpint (g_str_equal (digest, first), ==, digests[i].same);
    }
}

/* Whoever writes a rule need not learn anew. */
static void
test_digest_of_rules (void)
{
    static const char *const rules[] = {RULE ("a", "hit = One soup."),
                                        RULE ("a", "miss = One soup.")};
    g_autofree char *expected = digest_of ("f", "[a]\nZero.\n");

    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
        g_autoptr (BiRuleset) ruleset = scratch_load (rules[i]);
        g_autoptr (BiExamples) examples = bi_examples_new ();
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autofree char *digest = NULL;
        parse (examples, "f", "[a]\nZero.\n", problems);
        bi_examples_add_rule (examples, bi_ruleset_get_rule (ruleset, 0), 0);
        g_assert_cmpuint (bi_examples_get_size (examples), ==, 2);
        digest = bi_examples_digest (examples);
        g_assert_cmpstr (digest, ==, expected);
    }
}

/* ---- the nearest ---- */

static const struct {
    const char *draft, *signal;
    guint n_wanted;
    const char *nearest;
} nearests[] = {
    {"Ask our captain anything tonight", "a", 2,
     "Ask our captain anything.|Ask our vet.|"},
    {"ASK OUR VET", "a", 1, "Ask our vet.|"},
    {"Name the new ferry for us", "a", 1, "Name our ferry.|"},
    {"Ask our captain anything", "a", 9,
     "Ask our captain anything.|Ask our vet.|Name our ferry.|"},
    {"Ask our captain anything", "b", 2, "Ask our captain nothing.|"},
    {"Ask our captain anything", "c", 2, ""},
    {"Ask our captain anything", "ordinary", 2, ""},
    {"", "b", 2, "Ask our captain nothing.|"},
    {"Ask our captain anything", "a", 0, ""},
};

static void
test_nearest (void)
{
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    parse (examples, "f",
           "[a]\nName our ferry.\nAsk our vet.\nAsk our captain anything.\n[b]\n"
           "Ask our captain nothing.\n[ordinary]\nAsk our captain anything\n",
           problems);
    for (gsize i = 0; i < G_N_ELEMENTS (nearests); i++) {
        g_autoptr (BiText) text = bi_text_new (nearests[i].draft, -1, BI_TEXT_PLAIN);
        g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
        g_autoptr (GPtrArray) nearest = bi_examples_find_nearest (
            examples, nearests[i].signal, reading, NULL, nearests[i].n_wanted);
        g_autoptr (GString) dump = g_string_new (NULL);
        for (guint j = 0; j < nearest->len; j++)
            g_string_append_printf (dump, "%s|", ((BiExample *) nearest->pdata[j])->text);
        g_test_message ("%s", nearests[i].draft);
        g_assert_cmpstr (dump->str, ==, nearests[i].nearest);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/examples/a-file-is-read-and-its-mistakes-placed", test_files);
    g_test_add_func ("/examples/a-mistake-says-what-to-do", test_advice);
    g_test_add_func ("/examples/signals-are-listed-once-and-sorted", test_signals);
    g_test_add_func ("/examples/a-layer-has-a-folder-of-them", test_layers);
    g_test_add_func ("/examples/hits-and-misses-of-rules-are-examples", test_rules);
    g_test_add_func ("/examples/a-digest-tells-texts-and-headings", test_digest);
    g_test_add_func ("/examples/a-digest-is-not-of-the-examples-of-rules",
                     test_digest_of_rules);
    g_test_add_func ("/examples/the-nearest-come-first", test_nearest);
    return g_test_run ();
}
