/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/problem.h"

#include <string.h>

static void
test_format (void)
{
    static const struct {
        BiPlace place;
        BiSeverity severity;
        const char *line;
    } cases[] = {
        {{"a.rules", 3, 14}, BI_PROBLEM_ERROR, "a.rules:3:14: error: \"100 %\" is wrong"},
        {{"a.rules", 3, 14},
         BI_PROBLEM_WARNING,
         "a.rules:3:14: warning: \"100 %\" is wrong"},
        {{"a b/é.rules", 1, 1},
         BI_PROBLEM_ERROR,
         "a b/é.rules:1:1: error: \"100 %\" is wrong"},
        {{"a.rules", 0, 0}, BI_PROBLEM_ERROR, "a.rules: error: \"100 %\" is wrong"},
    };
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        bi_problems_add (problems, cases[i].place, cases[i].severity, "\"%s\" is %s",
                         "100 %", "wrong");
    g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (cases));
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *line = bi_problem_format (problems->pdata[i]);

        g_assert_cmpstr (line, ==, cases[i].line);
    }
}

static void
test_file (void)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *file = g_strdup ("a.rules");

    bi_problems_add (problems, (BiPlace){file, 1, 1}, BI_PROBLEM_ERROR, "x");
    memset (file, '?', strlen (file));
    g_assert_cmpstr (((BiProblem *) problems->pdata[0])->file, ==, "a.rules");
}

static void
test_count (void)
{
    static const BiSeverity severities[] = {BI_PROBLEM_WARNING, BI_PROBLEM_ERROR,
                                            BI_PROBLEM_WARNING, BI_PROBLEM_WARNING};
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
        bi_problems_add (problems, (BiPlace){"a.rules", 1, 1}, severities[i], "x");
    g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_ERROR), ==, 1);
    g_assert_cmpuint (bi_problems_count (problems, BI_PROBLEM_WARNING), ==, 3);
}

static void
test_nearest (void)
{
    static const char *const keys[] = {"title",  "level",  "why",          "instead",
                                       "phrase", "unless", "unless-match", NULL};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"phrase", "phrase"},
        {"phrsae", "phrase"},
        {"phrases", "phrase"},
        {"prase", "phrase"},
        {"levl", "level"},
        {"titel", "title"},
        {"unles", "unless"},
        {"wy", "why"},
        {"unless_match", "unless-match"},
        {"instaed", "instead"},
        {"Why", "why"},
        {"colour", NULL},
        {"something-else", NULL},
        {"é", NULL},
        {"", NULL},
        {"unlessmatch", "unless-match"},
    };
    static const char *const none[] = {NULL};

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_test_message ("%s", cases[i].word);
        g_assert_cmpstr (bi_nearest (cases[i].word, keys), ==, cases[i].nearest);
        g_assert_null (bi_nearest (cases[i].word, none));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/problem/it-is-a-line-that-editors-read", test_format);
    g_test_add_func ("/problem/it-outlives-the-name-of-its-file", test_file);
    g_test_add_func ("/problem/errors-and-warnings-are-counted-apart", test_count);
    g_test_add_func ("/problem/a-mistyped-word-has-a-nearest-one", test_nearest);
    return g_test_run ();
}
