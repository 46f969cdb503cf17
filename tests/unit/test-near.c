/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* RTLD_NEXT */
#include "badidea/ruleset.h"

#include "rule/rulematch.h"
#include "scratch.h"

#include <dlfcn.h>
#include <pcre2.h>

/* ---- how often an expression is run: PCRE2 is asked by way of this ---- */

static guint n_runs;

int
pcre2_match (const pcre2_code *code, PCRE2_SPTR subject, PCRE2_SIZE length,
             PCRE2_SIZE start, uint32_t options, pcre2_match_data *data,
             pcre2_match_context *context)
{
    static int (*run) (const pcre2_code *, PCRE2_SPTR, PCRE2_SIZE, PCRE2_SIZE, uint32_t,
                       pcre2_match_data *, pcre2_match_context *);

    if (run == NULL)
        *(void **) &run = dlsym (RTLD_NEXT, "pcre2_match_8");
    n_runs++;
    return run (code, subject, length, start, options, data, context);
}

#define HEAD "[a]\ntitle = T\nlevel = warn\nwhy = W\nsecret = yes\nphrase = aa\n"

/* Near the first match the same is asked as near all that are in its sentence. */
static void
test_many (void)
{
    static const struct {
        const char *name, *conditions;
        guint most; /* that is asked once */
    } cases[] = {
        {"an unless", "unless = cc\nunless-within = sentence\n", 1},
        {"an also, in the same line", "also = bb\nwithin = line\n", 1},
        {"it is not there", "also = dd\nwithin = line\n", 1},
        {"one of each, one in the whole draft",
         "also = bb\nunless = cc\nunless-within = sentence\n", 2},
        {"both in the whole draft", "also = bb\nunless = cc\n", 2},
    };
    const guint many = 300; /* and all of them in one of the matcher's windows */
    g_autoptr (GString) draft = g_string_new (NULL);
    g_autoptr (BiText) text = NULL;
    g_autoptr (BiReading) reading = NULL;
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    BiRun run = {.matcher = matcher};

    for (guint i = 0; i < many; i++)
        g_string_append (draft, "aa bb ");
    text = bi_text_new (draft->str, -1, BI_TEXT_PLAIN);
    reading = bi_reading_new (text, NULL);
    run.reading = reading;
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *contents = g_strconcat (HEAD, cases[i].conditions, NULL);
        g_autoptr (BiRuleset) ruleset = scratch_load (contents);
        g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

        g_test_message ("%s", cases[i].name);
        n_runs = 0;
        bi_rule_match (bi_ruleset_get_rule (ruleset, 0), &run, spans);
        /* Each match, that there are no more, and what is asked about them. */
        g_assert_cmpuint (n_runs, >=, many);
        g_assert_cmpuint (n_runs, <=, many + 1 + cases[i].most);
    }
}

/* ---- what is asked once is as true as what is asked of each match ---- */

static void
ignore (const BiTold *told, gpointer data)
{
}

static char *
make_text (void)
{
    static const char *const words[] = {"aa", "bb",  "cc", "dd", "#AaBb", ".",
                                        "!",  ".\n", "\n", "…",  "é",     "(aa.)"};
    GString *text = g_string_new (NULL);

    for (int i = g_test_rand_int_range (0, 25); i > 0; i--)
        g_string_append_printf (
            text, "%s%s", words[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (words))],
            g_test_rand_int_range (0, 4) > 0 ? " " : "");
    return g_string_free (text, FALSE);
}

static const char *
pick_scope (void)
{
    static const char *const scopes[] = {"draft", "line", "sentence", "2 words"};

    return scopes[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (scopes))];
}

static BiRuleset *
make_ruleset (void)
{
    static const char *const more[] = {"", "match = a[^d]+[bc]\n", "match = (?=[ab])\n",
                                       "phrase = bb\n"};
    g_autofree char *contents = g_strdup_printf (
        HEAD "%salso-match = [be]\nwithin = %s\nunless = cc\nunless = dd bb\n"
             "unless-within = %s\non = %s\n",
        more[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (more))], pick_scope (),
        pick_scope (), g_test_rand_int_range (0, 2) > 0 ? "plain" : "plain hashtags");

    g_test_message ("%s", contents);
    return scratch_load (contents);
}

/* Who listens is told of each match, so nothing is kept from one to the next. */
static void
test_same (void)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    const BiTrace trace = {ignore, NULL};
    guint n_fired = 0;

    for (guint i = 0; i < 60; i++) {
        g_autoptr (BiRuleset) ruleset = make_ruleset ();
        const BiRule *rule = bi_ruleset_get_rule (ruleset, 0);

        for (guint j = 0; j < 100; j++) {
            g_autofree char *draft = make_text ();
            g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_PLAIN);
            g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
            g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
            g_autoptr (GArray) told = g_array_new (FALSE, FALSE, sizeof (BiSpan));
            const BiRun run = {.matcher = matcher, .reading = reading};
            BiMatch match = bi_rule_match (rule, &run, spans);

            g_test_message ("on \"%s\"", draft);
            g_assert_cmpint (match, ==, bi_rule_trace (rule, &run, told, &trace));
            g_assert_cmpmem (spans->data, spans->len * sizeof (BiSpan), told->data,
                             told->len * sizeof (BiSpan));
            n_fired += match == BI_MATCH_YES;
        }
    }
    g_assert_cmpuint (n_fired, >, 0);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/near/many-matches-ask-once-what-is-near", test_many);
    g_test_add_func ("/near/what-is-asked-once-is-true-of-each", test_same);
    return g_test_run ();
}
