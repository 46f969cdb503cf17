/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/pattern.h"

#include "scratch.h"

#include <string.h>

/* Files in the layers 1 and 2. */
typedef struct {
    const char *path, *contents;
} File;

#define MOST_FILES 5

static BiRuleset *
load (const char *folder, const File *files)
{
    g_autofree char *one = g_build_filename (folder, "1", NULL);
    g_autofree char *two = g_build_filename (folder, "2", NULL);
    const char *const layers[] = {one, two, NULL};

    for (gsize i = 0; i < MOST_FILES && files[i].path != NULL; i++)
        scratch_add (folder, files[i].path, files[i].contents);
    return bi_ruleset_load (layers, NULL);
}

/* path:line:column:E or W, a blank between them */
static char *
dump_problems (const GPtrArray *problems, const char *folder)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];

        g_test_message ("%s", problem->message);
        g_string_append_printf (dump, "%s%s:%u:%u:%c", i > 0 ? " " : "",
                                problem->file + strlen (folder) + 1, problem->line,
                                problem->column,
                                problem->severity == BI_PROBLEM_ERROR ? 'E' : 'W');
    }
    return g_string_free (dump, FALSE);
}

static const struct {
    const char *name;
    File files[MOST_FILES];
    const char *phrase, *yes, *no; /* a phrase of a rule, and drafts */
} finds[] = {
    {"a class is one of its phrases",
     {{"1/a.classes", "[pet]\nphrase = cat\nphrase = (big|small) dog*\n"}},
     "my {pet} sings",
     "my small doggies sings",
     "my dog sings"},
    {"capitals do not matter",
     {{"1/a.classes", "[pet]\nphrase = Cat\n"}},
     "{pet}",
     "CAT",
     "dog"},
    {"a class stands for whole words",
     {{"1/a.classes", "[pet]\nphrase = cat\n"}},
     "{pet}",
     "a cat.",
     "concatenate"},
    {"a class is glued to letters",
     {{"1/a.classes", "[pet]\nphrase = cat\n"}},
     "{pet}s",
     "two cats",
     "one cat"},
    {"a class is glued to a class",
     {{"1/a.classes", "[un]\nphrase = un\nphrase = non\n[kind]\nphrase = kind*\n"}},
     "{un}{kind}",
     "an unkindness",
     "un kind"},
    {"a class stands in brackets",
     {{"1/a.classes", "[pet]\nphrase = cat\n"}},
     "my [{pet}|bird] (sings|{pet})",
     "my cat sings",
     "my dog sings"},
    {"a class is made of classes",
     {{"1/a.classes", "[all]\nphrase = {pet}\nphrase = wild {beast}\n"
                      "[beast]\nphrase = {pet}\nphrase = lion\n[pet]\nphrase = cat\n"}},
     "{all} here",
     "wild lion here",
     "lion here"},
    {"a list is a class",
     {{"1/lists/pet.list", "# Pets\ncat\n\n  guinea pig \n#\ndog*\n#petsofinstagram\n"}},
     "my {pet}",
     "my guinea\npig",
     "my # pets"},
    {"a line that begins like a comment is a hashtag",
     {{"1/lists/pet.list", "#pets\n"}},
     "my {pet}",
     "my #pets",
     "my pets"},
    {"a list may begin with a byte order mark and end its lines as Windows does",
     {{"1/lists/pet.list", "\xEF\xBB\xBF# Pets\r\ncat\r\ndog\r\n"}},
     "my {pet}",
     "my dog",
     "my # pets"},
    {"a word of a list is no expression",
     {{"1/lists/pet.list", "c.t\nhits\nmissed = x\n"}},
     "my {pet}",
     "my c.t",
     "my cat"},
    {"a list and a class name each other",
     {{"1/a.classes", "[all]\nphrase = {pet}\n"}, {"1/lists/pet.list", "cat\n"}},
     "{all}",
     "cat",
     "dog"},
    {"a later layer replaces a class",
     {{"1/a.classes", "[pet]\nphrase = cat\n"}, {"2/a.classes", "[pet]\nphrase = dog\n"}},
     "my {pet}",
     "my dog",
     "my cat"},
    {"a later layer replaces a class within a class",
     {{"1/a.classes", "[all]\nphrase = {pet}\n[pet]\nphrase = cat\n"},
      {"2/lists/pet.list", "dog\n"}},
     "my {all}",
     "my dog",
     "my cat"},
    {"links are built in",
     {{NULL, NULL}},
     "see {link} now",
     "see https://example.org/a?b=c now",
     "see this now"},
    {"mentions are built in",
     {{NULL, NULL}},
     "{mention} says",
     "@example says",
     "me@example says"},
    {"hashtags are built in",
     {{NULL, NULL}},
     "{hashtag} says",
     "#example says",
     "a#example says"},
    {"emoji are built in", {{NULL, NULL}}, "hi {emoji}", "hi \xF0\x9F\x98\x80", "hi :)"},
    {"an emoji of two signs is one",
     {{NULL, NULL}},
     "hi {emoji} there",
     "hi \xF0\x9F\x87\xA9\xF0\x9F\x87\xAA there",
     "hi there"},
    {"a trade mark is no emoji",
     {{NULL, NULL}},
     "hi {emoji}",
     "hi \xE2\x9D\xA4",
     "hi \xC2\xAE \xC2\xA9"},
    {"the brand is any of its names",
     {{"1/a.situation", "[brand]\nname = Acme Tools\nalias = AT\n"}},
     "ask {brand}",
     "ask acme\n tools",
     "ask acme"},
    {"a brand may have any signs",
     {{"1/a.situation", "[brand]\nname = C++ (and|or) [x]*\nalias = Yo.o!\n"}},
     "ask {brand}",
     "ask c++ (and|or) [x]*",
     "ask yoho!"},
    {"a brand's names are whole words",
     {{"1/a.situation", "[brand]\nname = Acme\n"}},
     "{brand}",
     "by Acme!",
     "acmes"},
    {"a contact is an address",
     {{"1/a.situation", "[brand]\ncontact = Help@Acme.example\n"}},
     "{contact}",
     "write to help@acme.EXAMPLE!",
     "help@acme-example"},
    {"or a number, however it is grouped",
     {{"1/a.situation",
       "[brand]\ncontact = a@b.example\ncontact = +44 (0)20 7946 0000\n"}},
     "call {contact} now",
     "call 0044 (20) 79-46.00 00 now",
     "call +44 20 7946 0001 now"},
    {"of another domain it is none",
     {{"1/a.situation", "[brand]\ncontact = help@acme.example\n"}},
     "{contact}",
     "(help@acme.example).",
     "help@acme.example.net"},
    {"with its zero",
     {{"1/a.situation", "[brand]\ncontact = +44 (0)20 7946 0000\n"}},
     "{contact}",
     "at +44(0)2079460000.",
     "+44 20 7946 00001"},
    {"a longer number that begins so is another",
     {{"1/a.situation", "[brand]\ncontact = +44 20 7946\n"}},
     "{contact}",
     "at +44 20 7946",
     "+44 20 7946 0101"},
    {"however it goes on",
     {{"1/a.situation", "[brand]\ncontact = +44 20 7946\n"}},
     "{contact}",
     "+44 20 7946\n0101 others",
     "+44 20 7946\xC2\xA0(01)01"},
    {"as with an extension",
     {{"1/a.situation", "[brand]\ncontact = +49 30 1234\n"}},
     "{contact}",
     "+49 30 1234 - or mail",
     "+49 30 1234-12"},
    {"or in pairs",
     {{"1/a.situation", "[brand]\ncontact = +33 1 23 45\n"}},
     "{contact}",
     "+33 1 23 45. 9 to 5",
     "+33 1 23 45 67 89"},
    {"hours behind it are no part of it",
     {{"1/a.situation", "[brand]\ncontact = +44 20 7946\n"}},
     "call {contact}",
     "call +44 20 7946 24/7",
     "call +44 20 7946/24"},
    {"hours of a day neither",
     {{"1/a.situation", "[brand]\ncontact = +44 20 7946\n"}},
     "call {contact}",
     "call +44 20 7946 (9-17)",
     "call +44 20 7946 - 0101"},
    {"or all of a domain",
     {{"1/a.situation", "[brand]\ncontact = x@y.example\ncontact = @acme.example\n"}},
     "to {contact} only",
     "to jane.roe+1@acme.example only",
     "to jane@acme.example.net only"},
    {"without a contact nothing is one",
     {{"1/a.situation", "[brand]\nname = Acme\n"}},
     "to (us|{contact})",
     "to us",
     "to "},
    {"without a brand nothing is it",
     {{NULL, NULL}},
     "ask (us|{brand})",
     "ask us",
     "ask "},
};

static BiMatch
try_phrase (BiClasses *classes, const char *phrase, const char *draft)
{
    g_autoptr (GError) error = NULL;
    gsize offset;
    g_autoptr (BiPattern) pattern =
        bi_pattern_new_phrase (phrase, classes, &offset, &error);
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    BiSpan span;

    g_test_message ("%s: %s", phrase, draft);
    g_assert_no_error (error);
    return bi_pattern_find (pattern, matcher, draft, strlen (draft), 0, &span);
}

static void
test_finds (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (finds); i++) {
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiRuleset) ruleset = load (folder, finds[i].files);
        BiClasses *classes = bi_ruleset_get_classes (ruleset);

        g_test_message ("%s", finds[i].name);
        scratch_remove (folder);
        g_assert_cmpuint (bi_ruleset_get_problems (ruleset)->len, ==, 0);
        g_assert_cmpint (try_phrase (classes, finds[i].phrase, finds[i].yes), ==,
                         BI_MATCH_YES);
        g_assert_cmpint (try_phrase (classes, finds[i].phrase, finds[i].no), ==,
                         BI_MATCH_NO);
    }
}

static const struct {
    const char *name;
    File files[MOST_FILES];
    const char *problems;
} wrongs[] = {
    {"twice in a file",
     {{"1/a.classes", "[a]\nphrase = x\n[a]\nphrase = y\n"}},
     "1/a.classes:3:1:E"},
    {"twice in a layer",
     {{"1/a.classes", "[a]\nphrase = x\n"}, {"1/lists/a.list", "y\n"}},
     "1/lists/a.list:1:1:E"},
    {"twice in a layer above",
     {{"1/a.classes", "[a]\nphrase = x\n"},
      {"2/a.classes", "[a]\nphrase = x\n"},
      {"2/b.classes", "[a]\nphrase = x\n"}},
     "2/b.classes:1:1:E"},
    {"built in", {{"1/a.classes", "[link]\nphrase = x\n"}}, "1/a.classes:1:1:E"},
    {"the brand", {{"1/lists/brand.list", "x\n"}}, "1/lists/brand.list:1:1:E"},
    {"the contacts", {{"1/a.classes", "[contact]\nphrase = x\n"}}, "1/a.classes:1:1:E"},
    {"without a phrase", {{"1/a.classes", "[a]\n"}}, "1/a.classes:1:1:E"},
    {"without a word", {{"1/lists/a.list", "# x\n"}}, "1/lists/a.list:1:1:E"},
    {"another key",
     {{"1/a.classes", "[a]\nphrase = x\nword = y\n"}},
     "1/a.classes:3:1:E"},
    {"an empty phrase",
     {{"1/a.classes", "[a]\nphrase = x\nphrase =\n"}},
     "1/a.classes:3:1:E"},
    {"a bad phrase", {{"1/a.classes", "[a]\nphrase = é (x\n"}}, "1/a.classes:2:12:E"},
    {"a bad phrase that goes on below",
     {{"1/a.classes", "[a]\nphrase = é\n    x) y\n"}},
     "1/a.classes:3:6:E"},
    {"of itself", {{"1/a.classes", "[a]\nphrase = x {a}\n"}}, "1/a.classes:2:12:E"},
    {"in a circle",
     {{"1/a.classes", "[a]\nphrase = {b}\n[b]\nphrase = {c}\n[c]\nphrase = {a}\n"}},
     "1/a.classes:6:10:E 1/a.classes:4:10:E 1/a.classes:2:10:E"},
    {"in a circle through another layer",
     {{"1/a.classes", "[a]\nphrase = {b}\n[b]\nphrase = x\n"},
      {"2/a.classes", "[b]\nphrase = {a}\n"}},
     "2/a.classes:2:10:E 1/a.classes:2:10:E"},
    {"of one that is not there",
     {{"1/a.classes", "[a]\nphrase = x\n  y {b}\n"}},
     "1/a.classes:3:5:E"},
    {"brackets in a list", {{"1/lists/a.list", "x\n  y (z)\n"}}, "1/lists/a.list:2:5:E"},
    {"a star without a word", {{"1/lists/a.list", "x\n  é *\n"}}, "1/lists/a.list:2:5:E"},
    {"bad bytes in a list", {{"1/lists/a.list", "x\né\xFF\n"}}, "1/lists/a.list:2:2:E"},
    {"a list with a bad name", {{"1/lists/A.list", "x\n"}}, "1/lists/A.list:0:0:E"},
    {"a list that is a folder", {{"1/lists/a.list/b", ""}}, "1/lists/a.list:0:0:E"},
};

static void
test_wrongs (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++) {
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiRuleset) ruleset = load (folder, wrongs[i].files);
        g_autofree char *problems = NULL;

        g_test_message ("%s", wrongs[i].name);
        problems = dump_problems (bi_ruleset_get_problems (ruleset), folder);
        scratch_remove (folder);
        g_assert_cmpstr (problems, ==, wrongs[i].problems);
    }
}

static void
test_unknown (void)
{
    static const struct {
        const char *name, *message; /* what is in it */
    } cases[] = {
        {"pests", "did you mean {pets}?"}, {"hastag", "did you mean {hashtag}?"},
        {"something", "*.classes file"},   {"", "unknown class {}"},
        {"broken", "an error of its own"}, {"PETS", "unknown class {PETS}"},
    };
    static const File files[MOST_FILES] = {
        {"1/a.classes", "[pets]\nphrase = cat\n[broken]\nphrase = (\n"}};
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = load (folder, files);

    scratch_remove (folder);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        const char *found =
            bi_classes_find (bi_ruleset_get_classes (ruleset), cases[i].name, &error);

        g_assert_null (found);
        g_test_message ("%s", error->message);
        g_assert_nonnull (strstr (error->message, cases[i].message));
    }
    g_assert_nonnull (bi_classes_find (NULL, "link", NULL));
    g_assert_null (bi_classes_find (NULL, "pets", NULL));
    bi_classes_free (NULL);
}

static void
test_examples (void)
{
    static const File files[MOST_FILES] = {
        {"1/a.classes",
         "[pet]\nphrase = {cat}\nphrase = dog*\nhit = my CAT!\nhit = dogs\n"
         "miss = concatenate\nmiss = hotdog\n[cat]\nphrase = cat\n"
         "hit = dog\nmiss = a\n  cat\n"},
        {"1/lists/bird.list", "owl*\nhit = an owlet\nhit=howl\n  miss = é owl\n"}};
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiRuleset) ruleset = load (folder, files);
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *dump = NULL;

    g_assert_cmpuint (bi_ruleset_get_problems (ruleset)->len, ==, 0);
    bi_classes_try_examples (bi_ruleset_get_classes (ruleset), problems);
    dump = dump_problems (problems, folder);
    scratch_remove (folder);
    g_assert_cmpuint (problems->len, ==, 4);
    g_assert_nonnull (strstr (dump, "1/a.classes:10:7:E"));
    g_assert_nonnull (strstr (dump, "1/a.classes:11:8:E"));
    g_assert_nonnull (strstr (dump, "1/lists/bird.list:3:5:E"));
    g_assert_nonnull (strstr (dump, "1/lists/bird.list:4:10:E"));
}

/* A chain of classes, each made @times of the next one. */
static char *
make_chain (guint n, guint times)
{
    GString *chain = g_string_new (NULL);

    for (guint i = 0; i < n; i++) {
        g_string_append_printf (chain, "[c%u]\nphrase = x", i);
        for (guint j = 0; j < times; j++)
            g_string_append_printf (chain, " {c%u}", i + 1);
        g_string_append_c (chain, '\n');
    }
    g_string_append_printf (chain, "[c%u]\nphrase = y\n", n);
    return g_string_free (chain, FALSE);
}

/* They are said to be wrong before they fill the memory or the stack. */
static void
test_too_many (void)
{
    static const struct {
        guint n, times;
        gboolean ok;
    } cases[] = {{20, 1, TRUE}, {5000, 1, FALSE}, {10, 2, TRUE}, {30, 4, FALSE}};

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *chain = make_chain (cases[i].n, cases[i].times);
        const File files[MOST_FILES] = {{"1/a.classes", chain}};
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiRuleset) ruleset = load (folder, files);

        scratch_remove (folder);
        g_test_message ("%u, %u times", cases[i].n, cases[i].times);
        g_assert_true ((bi_ruleset_get_problems (ruleset)->len == 0) == cases[i].ok);
    }
}

/* Choices of a phrase too, which double in each other: two to the power of thirty. */
static void
test_too_many_choices (void)
{
    g_autoptr (GString) phrase = g_string_new ("a ");
    g_autoptr (GError) error = NULL;
    gsize offset = 99;
    g_autoptr (BiPattern) pattern = NULL;

    for (guint i = 0; i < 30; i++)
        g_string_append (phrase, i > 0 ? "[z [x]" : "[x][z [x]");
    g_string_append (phrase, "[y]");
    for (guint i = 0; i < 30; i++)
        g_string_append (phrase, "]");
    pattern = bi_pattern_new_phrase (phrase->str, NULL, &offset, &error);
    g_assert_null (pattern);
    g_assert_nonnull (strstr (error->message, "too many"));
    g_assert_cmpuint (offset, <, phrase->len);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/classes/a-name-stands-for-its-phrases", test_finds);
    g_test_add_func ("/classes/what-is-wrong-is-told-with-its-place", test_wrongs);
    g_test_add_func ("/classes/the-nearest-name-is-proposed", test_unknown);
    g_test_add_func ("/classes/examples-are-run", test_examples);
    g_test_add_func ("/classes/too-many-in-one-another-are-refused", test_too_many);
    g_test_add_func ("/classes/too-many-choices-are-refused", test_too_many_choices);
    return g_test_run ();
}
