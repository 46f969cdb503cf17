/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scratch.h"

#include <string.h>

/* Files are read from folders 1, 2 and 3, each a layer. */
typedef struct {
    char *folder;
    BiSituation *situation;
    GPtrArray *problems;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
    fixture->folder = scratch_new ();
    fixture->situation = bi_situation_new ();
    fixture->problems = bi_problems_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
    scratch_remove (fixture->folder);
    g_free (fixture->folder);
    bi_situation_free (fixture->situation);
    g_ptr_array_unref (fixture->problems);
}

static void
add (Fixture *fixture, const char *name, const char *contents)
{
    scratch_add (fixture->folder, name, contents);
}

static guint
read_layer (Fixture *fixture, const char *name)
{
    g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);

    return scratch_read_situation (folder, fixture->situation, fixture->problems);
}

/* Line, column, severity and message of each, without the folder. Returns: (transfer
 * full) */
static char *
list_problems (const Fixture *fixture)
{
    GString *list = g_string_new (NULL);

    for (guint i = 0; i < fixture->problems->len; i++) {
        const BiProblem *problem = fixture->problems->pdata[i];

        g_assert_true (g_str_has_prefix (problem->file, fixture->folder));
        g_string_append_printf (list, "%u:%u:%c: %s\n", problem->line, problem->column,
                                problem->severity == BI_PROBLEM_ERROR ? 'E' : 'W',
                                problem->message);
    }
    return g_string_free (list, FALSE);
}

static void
assert_no_problems (const Fixture *fixture)
{
    g_autofree char *problems = list_problems (fixture);

    g_assert_cmpstr (problems, ==, "");
}

static gboolean
is_on (const Fixture *fixture, const char *id, const char *text)
{
    g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (text, NULL);

    g_assert_nonnull (at);
    g_test_message ("%s at %s", id, text);
    return bi_situation_is_crisis_on (fixture->situation, id, at);
}

#define DAY(text) text "T12:00:00Z"

static void
assert_list (const char *const *list, const char *expected)
{
    g_autofree char *joined = g_strjoinv ("|", (char **) list);

    g_assert_cmpstr (joined, ==, expected);
}

static void
test_brand (Fixture *fixture, gconstpointer data)
{
    assert_list (bi_situation_get_names (fixture->situation), "");
    assert_list (bi_situation_get_contacts (fixture->situation), "");
    add (fixture, "1/a.situation",
         "[brand]\nname = Acme & Söhne (UK)\nalias = Acme\nalias = #acme\n"
         "contact = press@acme.example\ncontact = +44 20 7946 0000\n");
    g_assert_cmpuint (read_layer (fixture, "1"), ==, 1);
    assert_no_problems (fixture);
    assert_list (bi_situation_get_names (fixture->situation),
                 "Acme & Söhne (UK)|Acme|#acme");
    assert_list (bi_situation_get_contacts (fixture->situation),
                 "press@acme.example|+44 20 7946 0000");
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *id;
        const char *at;
        gboolean expected;
    } cases[] = {
        {"both", "2026-10-31T23:59:59Z", FALSE},
        {"both", "2026-11-01T00:00:00Z", TRUE},
        {"both", "2026-11-30T23:59:59Z", TRUE},
        {"both", "2026-12-01T00:00:00Z", FALSE},
        {"both", "2026-12-01T00:30:00+02:00", FALSE},
        {"both", "2026-10-31T23:30:00-02:00", FALSE},
        {"both", "2026-11-30T23:30:00-02:00", TRUE},
        {"one-day", "2026-11-01T23:59:59Z", TRUE},
        {"one-day", "2026-11-02T00:00:00Z", FALSE},
        {"from", "2026-10-31T23:59:59Z", FALSE},
        {"from", "2999-01-01T00:00:00Z", TRUE},
        {"until", "1999-01-01T00:00:00Z", TRUE},
        {"until", "2026-12-01T00:00:00Z", FALSE},
        {"bare", "1999-01-01T00:00:00Z", TRUE},
        {"yes", "2026-12-01T00:00:00Z", TRUE},
        {"yes", "2026-10-01T00:00:00Z", TRUE},
        {"no", "2026-11-15T00:00:00Z", FALSE},
        {"other", "2026-11-15T00:00:00Z", FALSE},
    };

    add (fixture, "1/a.situation",
         "[crisis.both]\nfrom = 2026-11-01\nuntil = 2026-11-30\n"
         "[crisis.one-day]\nfrom = 2026-11-01\nuntil = 2026-11-01\n"
         "[crisis.from]\nfrom = 2026-11-01\n"
         "[crisis.until]\nuntil = 2026-11-30\n"
         "[crisis.bare]\ntitle = Bare\n"
         "[crisis.yes]\nfrom = 2026-11-01\nuntil = 2026-11-30\non = yes\n"
         "[crisis.no]\nfrom = 2026-11-01\nuntil = 2026-11-30\non = no\n");
    read_layer (fixture, "1");
    assert_no_problems (fixture);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpint (is_on (fixture, cases[i].id, cases[i].at), ==,
                         cases[i].expected);
}

static void
test_any (Fixture *fixture, gconstpointer data)
{
    g_assert_false (is_on (fixture, NULL, DAY ("2026-11-15")));
    g_assert_false (bi_situation_is_crisis_on (fixture->situation, NULL, NULL));
    add (fixture, "1/a.situation",
         "[brand]\nname = Acme\n[crisis.a]\non = no\n[crisis.b]\nuntil = 2026-11-15\n");
    read_layer (fixture, "1");
    g_assert_true (is_on (fixture, NULL, DAY ("2026-11-15")));
    g_assert_false (is_on (fixture, NULL, DAY ("2026-11-16")));
    /* On a day that nobody knows. */
    g_assert_true (bi_situation_is_crisis_on (fixture->situation, NULL, NULL));
    g_assert_false (bi_situation_is_crisis_on (fixture->situation, "a", NULL));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
    static const char text[] = "Größe matters; the glassware recall begins";
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (GDateTime) at = g_date_time_new_utc (2026, 11, 15, 12, 0, 0);
    BiSpan span = {99, 99};

    add (fixture, "1/a.situation",
         "[crisis.off]\non = no\nwords = matters\n"
         "[crisis.a]\nwords = (nothing|of ours)\nwords = glass* recall\n"
         "[crisis.b]\nwords = recall\n");
    read_layer (fixture, "1");
    assert_no_problems (fixture);
    g_assert_cmpint (bi_situation_find_crisis_words (fixture->situation, at, matcher,
                                                     text, strlen (text), &span),
                     ==, BI_MATCH_YES);
    g_assert_cmpuint (span.start, ==, strstr (text, "glass") - text);
    g_assert_cmpuint (span.end, ==, strstr (text, " begins") - text);
    g_assert_cmpint (bi_situation_find_crisis_words (fixture->situation, at, matcher,
                                                     text, strlen ("Größe matters"),
                                                     &span),
                     ==, BI_MATCH_NO);
}

static void
test_layers (Fixture *fixture, gconstpointer data)
{
    add (fixture, "1/a.situation",
         "[brand]\nname = Old\ncontact = old@acme.example\n"
         "[crisis.a]\ntitle = Old\nuntil = 2026-11-30\n[crisis.b]\ntitle = Kept\n");
    add (fixture, "1/notes.txt", "[crisis.c]\n");
    add (fixture, "2/b.situation", "[crisis.a]\nfrom = 2026-12-01\n");
    add (fixture, "2/c.situation", "[brand]\nname = New\n");
    g_assert_cmpuint (read_layer (fixture, "0"), ==, 0);
    g_assert_cmpuint (read_layer (fixture, "1"), ==, 1);
    g_assert_cmpuint (read_layer (fixture, "2"), ==, 2);
    assert_no_problems (fixture);
    assert_list (bi_situation_get_names (fixture->situation), "New");
    assert_list (bi_situation_get_contacts (fixture->situation), "");
    g_assert_false (is_on (fixture, "a", DAY ("2026-11-15")));
    g_assert_true (is_on (fixture, "a", DAY ("2026-12-15")));
    g_assert_cmpstr (bi_situation_get_crisis_title (fixture->situation, "a"), ==, "a");
    g_assert_cmpstr (bi_situation_get_crisis_title (fixture->situation, "b"), ==, "Kept");
    g_assert_true (bi_situation_has_crisis (fixture->situation, "b"));
    g_assert_false (bi_situation_has_crisis (fixture->situation, "c"));
    g_assert_false (bi_situation_has_crisis (fixture->situation, "brand"));
}

static void
test_switches (Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *id;
        const char *at;
        gboolean expected;
    } cases[] = {
        {"on", DAY ("2026-11-15"), TRUE},        {"on", DAY ("2030-01-01"), TRUE},
        {"on-until", DAY ("2026-11-20"), TRUE},  {"on-until", DAY ("2026-11-21"), FALSE},
        {"off", DAY ("2026-11-15"), FALSE},      {"off-until", DAY ("2026-11-20"), FALSE},
        {"off-until", DAY ("2026-11-21"), TRUE}, {"own", DAY ("2026-11-20"), TRUE},
        {"own", DAY ("2026-11-21"), FALSE},
    };

    add (fixture, "1/z.situation",
         "[crisis.on]\nuntil = 2025-01-01\n[crisis.on-until]\non = no\n"
         "[crisis.off]\non = yes\n[crisis.off-until]\ntitle = T\nfrom = 2026-11-01\n");
    /* In its own layer, in one below the crisis' and in one above. */
    add (fixture, "1/switches.situation",
         "[crisis.on]\non = yes\n[crisis.on-until]\non = yes\nuntil = 2026-11-20\n"
         "[crisis.off]\non = yes\n");
    add (fixture, "2/switches.situation",
         "[crisis.off]\non = no\n[crisis.off-until]\non = no\nuntil = 2026-11-20\n"
         "[crisis.own]\non = yes\nuntil = 2026-11-20\n");
    add (fixture, "3/a.situation",
         "[crisis.off-until]\ntitle = New\nfrom = 2026-11-01\n");
    read_layer (fixture, "1");
    read_layer (fixture, "2");
    read_layer (fixture, "3");
    assert_no_problems (fixture);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        g_assert_cmpint (is_on (fixture, cases[i].id, cases[i].at), ==,
                         cases[i].expected);
    g_assert_true (bi_situation_has_crisis (fixture->situation, "own"));
    g_assert_cmpstr (bi_situation_get_crisis_title (fixture->situation, "own"), ==,
                     "own");
    g_assert_cmpstr (bi_situation_get_crisis_title (fixture->situation, "off-until"), ==,
                     "New");
}

static void
test_switched_on_alone (Fixture *fixture, gconstpointer data)
{
    add (fixture, "1/switches.situation", "[crisis.own]\non = yes\nuntil = 2026-11-20\n");
    read_layer (fixture, "1");
    g_assert_true (is_on (fixture, NULL, DAY ("2026-11-20")));
    g_assert_false (is_on (fixture, NULL, DAY ("2026-11-21")));
}

static void
test_report_dates (Fixture *fixture, gconstpointer data)
{
    static const struct {
        int day;
        const char *expected;
    } cases[] = {
        {1, ""},
        {2,
         "3:9:W: the crisis [crisis.recall] ended on 2026-05-01; remove it or move its "
         "\"until\"\n"},
        {3,
         "3:9:W: the crisis [crisis.recall] ended on 2026-05-01; remove it or move its "
         "\"until\"\n"
         "7:10:W: the crisis [crisis.strike] was to be looked at again by 2026-05-02; "
         "do, "
         "and move its \"review\"\n"},
        {4,
         "3:9:W: the crisis [crisis.recall] ended on 2026-05-01; remove it or move its "
         "\"until\"\n"
         "6:9:W: the crisis [crisis.strike] was to end on 2026-05-03 and \"on = yes\" "
         "keeps it on; drop one of them\n"
         "7:10:W: the crisis [crisis.strike] was to be looked at again by 2026-05-02; "
         "do, "
         "and move its \"review\"\n"},
    };

    add (fixture, "1/a.situation",
         "[crisis.recall]\ntitle = Recall\nuntil = 2026-05-01\n\n"
         "[crisis.strike]\nuntil = 2026-05-03\nreview = 2026-05-02\non = yes\n"
         "[crisis.later]\nfrom = 2026-06-01\nuntil = 2026-07-01\n");
    add (fixture, "1/switches.situation", "[crisis.own]\non = yes\nuntil = 2020-01-01\n");
    read_layer (fixture, "1");
    assert_no_problems (fixture);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 5, cases[i].day, 12, 0, 0);
        g_autofree char *reported = NULL;

        g_ptr_array_set_size (fixture->problems, 0);
        bi_situation_report_dates (fixture->situation, now, fixture->problems);
        reported = list_problems (fixture);
        g_assert_cmpstr (reported, ==, cases[i].expected);
    }
}

/* A file and all that is wrong with it: the start of each problem's line. */
static const struct {
    const char *name;
    const char *contents;
    const char *const problems[6];
} errors[] = {
    {"a.situation",
     "[crisis.a]\nutnil = 2026-01-01\n",
     {"2:1:E: unknown key \"utnil\"; did you mean \"until\"?"}},
    {"a.situation",
     "[crisis.a]\ncontact = x\n",
     {"2:1:E: unknown key \"contact\"; this section has only title, words, from, until, "
      "review, "
      "on"}},
    {"a.situation",
     "[brand]\nwebsite = x\nnames = Acme\n",
     {"2:1:E: unknown key \"website\"; this section has only name, alias, contact",
      "3:1:E: unknown key \"names\"; did you mean \"name\"?"}},
    {"a.situation",
     "[brand]\ncontact = +\ncontact = +44\ncontact = 12 34-5\n",
     {"2:11:E: this is neither an address nor a number; write help@acme.example, "
      "@acme.example or +44 20 7946 0000",
      "3:11:E: this is neither", "4:11:E: this is neither"}},
    {"a.situation",
     "[brand]\ncontact = @\ncontact = a\ncontact = @acme\ncontact = help@acme\n"
     "contact = acme.example\n",
     {"2:11:E: this is neither", "3:11:E: this is neither", "4:11:E: this is neither",
      "5:11:E: this is neither", "6:11:E: this is neither"}},
    {"a.situation",
     "[brand]\ncontact = a b@acme.example\ncontact = *@acme.example\n"
     "contact = @.example\ncontact = 020 7946 0000 ext 1\n"
     "contact = \331\244\331\244\331\244\331\244\331\244\331\244\n",
     {"2:11:E: this is neither", "3:11:E: this is neither", "4:11:E: this is neither",
      "5:11:E: this is neither", "6:11:E: this is neither"}},
    {"a.situation",
     "[crisis.a]\nfrom = 2026-02-30\nuntil = tomorrow\nreview = 2026-1-1\n",
     {"2:8:E: the calendar has no such day", "3:9:E: this is no date",
      "4:10:E: this is no date"}},
    {"a.situation",
     "[crisis.a]\nfrom = 2026-02-01 noon\n",
     {"2:18:E: a date stands alone"}},
    {"a.situation",
     "[crisis.a]\nfrom = 2026-02-02\nuntil = 2026-02-01\n",
     {"3:9:E: the crisis ends before it begins"}},
    {"a.situation",
     "[crisis.a]\non = maybe\n",
     {"2:6:E: \"maybe\" is neither yes nor no"}},
    {"a.situation",
     "[crisis.a]\non = yes\non = no\n",
     {"3:1:E: \"on\" stands here a second"}},
    {"a.situation", "[crisis.a]\nwords =\n", {"2:1:E: \"words\" is empty"}},
    {"a.situation",
     "[crisis.a]\nwords = re (call\nwords = ok\nwords =\n  the\n  x)\n",
     {"2:12:E: ", "6:4:E: "}},
    {"a.situation",
     "[crises.a]\n[brnad]\n[crisis]\n[crisis.]\n",
     {"1:1:E: [crises.a] has no meaning here; write [brand] or [crisis.NAME]",
      "2:1:E: [brnad] has", "3:1:E: [crisis] has", "4:1:E: [crisis.] has"}},
    {"a.situation", "[crisis.words]\n", {"1:1:E: no crisis can be called \"words\""}},
    {"a.situation",
     "[crisis.a]\n[brand]\n[crisis.a]\n[brand]\n",
     {"3:1:E: [crisis.a] is already defined at ",
      "4:1:E: [brand] is already defined at "}},
    {"a.situation", "[crisis.A]\nfrom = 2026-02-30\n", {"1:1:E: ", "2:8:E: "}},
    {"a.situation", "[crisis.a]\nhello\n", {"2:1:E: "}},
    {"switches.situation",
     "[crisis.a]\non = yes\ntitle = T\n",
     {"3:1:E: unknown key \"title\"; this section has only until, on"}},
    {"switches.situation",
     "[crisis.a]\nuntil = 2026-01-01\n[crisis.b]\non = x\n",
     {"1:1:E: [crisis.a] switches nothing; add", "4:6:E: \"x\" is neither"}},
    {"switches.situation",
     "[brand]\nname = Acme\n",
     {"1:1:E: [brand] has no meaning here; write [crisis.NAME]"}},
};

static void
test_errors (Fixture *fixture, gconstpointer data)
{
    for (gsize i = 0; i < G_N_ELEMENTS (errors); i++) {
        g_autofree char *name = g_strdup_printf ("%u/%s", (guint) i, errors[i].name);
        g_autofree char *reported = NULL;
        g_auto (GStrv) lines = NULL;
        guint n = 0;

        add (fixture, name, errors[i].contents);
        g_ptr_array_set_size (fixture->problems, 0);
        *strchr (name, '/') = '\0';
        read_layer (fixture, name);
        reported = list_problems (fixture);
        g_test_message ("%s\n%s", errors[i].contents, reported);
        lines = g_strsplit (reported, "\n", -1);
        for (; errors[i].problems[n] != NULL; n++)
            g_assert_true (lines[n] != NULL &&
                           g_str_has_prefix (lines[n], errors[i].problems[n]));
        g_assert_cmpuint (fixture->problems->len, ==, n);
    }
}

static void
test_what_is_good_counts (Fixture *fixture, gconstpointer data)
{
    add (fixture, "1/a.situation", "[crisis.a]\non = no\n[crisis.b]\non = no\n");
    add (fixture, "2/a.situation", "[crisis.a]\non = oui\n[crisis.b]\non = yes\n");
    read_layer (fixture, "1");
    read_layer (fixture, "2");
    g_assert_cmpuint (fixture->problems->len, ==, 1);
    g_assert_true (is_on (fixture, "b", DAY ("2026-11-15")));
    g_assert_false (is_on (fixture, "a", DAY ("2026-11-15")));
}

#define ADD(path, test)                                                                  \
    g_test_add ("/situation/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    ADD ("a-brand-has-names-and-contacts", test_brand);
    ADD ("a-crisis-is-on-from-its-first-day-to-its-last", test_dates);
    ADD ("any-crisis-will-do", test_any);
    ADD ("words-are-those-of-a-crisis-that-is-on", test_words);
    ADD ("a-later-layer-replaces-sections", test_layers);
    ADD ("a-switch-decides-until-it-ends", test_switches);
    ADD ("a-switch-may-make-a-crisis", test_switched_on_alone);
    ADD ("dates-gone-by-are-reported", test_report_dates);
    ADD ("every-error-has-its-place-and-its-remedy", test_errors);
    ADD ("what-is-good-beside-an-error-counts", test_what_is_good_counts);
    return g_test_run ();
}
