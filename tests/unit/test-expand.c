/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pattern/expand.h"

#include "badidea/pattern.h"

#include <string.h>

/* {pet} is a cat or a guinea pig, {2day} and {pet.all} a day and a pet. */
static BiClasses *
make_classes (void)
{
    static const char contents[] =
        "[pet]\nphrase = cat\nphrase = guinea pig\n[2day]\nphrase = today\n"
        "[pet.all]\nphrase = {pet}\n[tag]\nphrase = #a b\n[a]\nphrase = x\n";
    BiClasses *classes = bi_classes_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("x.classes", contents, strlen (contents), problems);

    for (guint i = 0; i < sections->len; i++)
        bi_classes_add_section (classes, sections->pdata[i], problems);
    bi_classes_close (classes, problems);
    g_assert_cmpuint (problems->len, ==, 0);
    return classes;
}

/* What PCRE2 owns. None of these classes is known: replacing one would fail. */
static void
test_same (void)
{
    static const char *const same[] = {
        "",
        "a",
        "é",
        "\\p{lu}",
        "\\P{lu}",
        "\\p{Lu}",
        "\\p{^greek}",
        "\\x{e9}",
        "\\o{351}",
        "\\N{U+e9}",
        "(?<x>a)\\k{x}",
        "\\g{1}",
        "\\g{-1}",
        "\\g{x}",
        "\\u{e9}",
        "\\c{x}",
        "\\{x}",
        "\\Q{x}\\E",
        "\\Q{x}",
        "\\Q[\\E]\\Q{x}\\E",
        "[{x}]",
        "[^{x}]",
        "[]{x}]",
        "[^]{x}]",
        "[\\]{x}]",
        "[\\\\{x}]",
        "[[:alpha:]{x}]",
        "[[:^alpha:]{x}]",
        "[a[:alpha:]-{x}]",
        "[\\Q]{x}\\E{y}]",
        "[\\x{e9}{x}]",
        "[{x}",
        "a{2}",
        "a{2,}",
        "a{2,3}",
        "a{,3}",
        "a{2}{x",
        "{",
        "}",
        "{}",
        "{X}",
        "{x y}",
        "{x_y}",
        "{é}",
        "\\",
        "a\\",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = 0;
        g_autoptr (BiView) view = bi_expand_classes (same[i], NULL, &offset, &error);

        g_test_message ("%s", same[i]);
        g_assert_no_error (error);
        g_assert_cmpstr (bi_view_get_string (view, NULL), ==, same[i]);
    }
}

static void
test_finds (void)
{
    static const struct {
        const char *expression, *draft;
        const char *found; /* NULL: nothing */
    } cases[] = {
        {"{pet}", "a cat", "cat"},
        {"{pet}", "concat", NULL},
        {"{pet}", "cats", NULL},
        {"{pet}", "GUINEA  PIG", "GUINEA  PIG"},
        {"{pet.all}", "a cat", "cat"},
        {"{2day}", "not today", "today"},
        {"x{pet}", "xcat", NULL},
        {"x.{pet}", "x cat", "x cat"},
        {"x{2}{pet}", "xx cat", NULL},
        {"x{2} {pet}", "xx cat", "xx cat"},
        {"({pet} ){2,3}", "cat cat cat ", "cat cat cat "},
        {"{pet}? sings", "cat sings", "cat sings"},
        {"{pet}{2}", "catcat", NULL},
        {"({pet})[.] \\1", "cat. cat", "cat. cat"},
        {"a|{pet}|b", "cat", "cat"},
        {"^{pet}$", "guinea pig", "guinea pig"},
        {"(?x) my {pet} ", "my guinea pig", NULL},
        {"(?x) my \\  {pet} ", "my guinea pig", "my guinea pig"},
        {"(?x) my [ ] {pet} # {pet}", "my guinea pig", "my guinea pig"},
        {"(?x) {tag}", "#a b", "#a b"},
        {"[[:]{pet}", ":cat", ":cat"},
        {"[[:] {pet} :]", ": cat :]", ": cat :]"},
        {"\\Q{\\E{pet}", "{cat", "{cat"},
        {"\\\\{pet}", "\\cat", "\\cat"},
        {"\\{{pet}\\}", "{cat}", "{cat}"},
        {"\\p{Lu}{pet}", "É cat", NULL},
        {"\\p{Lu} {pet}", "É cat", "É cat"},
        {"\\x{e9} {pet}", "é cat", "é cat"},
        {"[a{pet}]x", "{x", "{x"},
        {"x(?# an {old} one){pet}", "xcat", NULL},
        {"x(?# an {old} one) {pet}", "x cat", "x cat"},
        {"\\(?{pet}", "cat", "cat"},
        {"{link} {pet}", "http://a.b cat", "http://a.b cat"},
    };
    g_autoptr (BiClasses) classes = make_classes ();
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        const char *draft = cases[i].draft;
        gsize offset;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_expression (cases[i].expression, classes, &offset, &error);
        g_autofree char *found = NULL;
        BiSpan span;

        g_test_message ("%s: %s", cases[i].expression, draft);
        g_assert_no_error (error);
        if (bi_pattern_find (pattern, matcher, draft, strlen (draft), 0, &span) ==
            BI_MATCH_YES)
            found = g_strndup (draft + span.start, span.end - span.start);
        g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_errors (void)
{
    static const struct {
        const char *expression;
        gsize offset; /* of the expression as written */
    } cases[] = {
        {"{nothing}", 0},
        {"é {nothing}", 3},
        {"{pet} {nothing}", 6},
        {"\\p{lu} [{x}] {nothing}", 13},
        {"\\Q{x}\\E{nothing}", 7},
        {"(", 1},
        {"{pet} (", 7},
        {"{pet} {pet} é)", 14},
        {"({pet}", 6},
        {"{pet} [", 7},
        {"{pet}*", 0}, /* matches nothing at all */
        {"a {pet} \\p{Nonsense} {pet}", 20},
    };
    g_autoptr (BiClasses) classes = make_classes ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = 99;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_expression (cases[i].expression, classes, &offset, &error);

        g_test_message ("%s", cases[i].expression);
        g_assert_null (pattern);
        g_test_message ("%s", error->message);
        g_assert_cmpuint (offset, ==, cases[i].offset);
    }
}

/* Any expression without a class stays as it is; each place in it leads back to itself.
 */
static void
test_any (void)
{
    static const char *const parts[] = {
        "\\", "{", "}", "[",   "]", "^", "[:", ":]", "\\Q", "\\E",
        "2",  ",", "X", "\\p", "é", "(", ")",  "c",  "\\c", "\\x"};

    for (guint i = 0; i < 20000; i++) {
        g_autoptr (GString) expression = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        gsize offset = 0, length;
        g_autoptr (BiView) view = NULL;

        for (int j = g_test_rand_int_range (0, 12); j > 0; j--)
            g_string_append (
                expression,
                parts[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (parts))]);
        view = bi_expand_classes (expression->str, NULL, &offset, &error);
        if (view == NULL) { /* only {c} is a name here */
            g_assert_true (g_str_has_prefix (expression->str + offset, "{"));
            g_assert_nonnull (strchr (expression->str + offset, 'c'));
            continue;
        }
        g_assert_cmpstr (bi_view_get_string (view, &length), ==, expression->str);
        for (gsize j = 0; j <= length; j++)
            g_assert_cmpuint (bi_view_to_origin (view, (BiSpan){j, j}).start, ==, j);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/expand/what-pcre2-owns-stays-as-it-is", test_same);
    g_test_add_func ("/expand/a-class-stands-for-whole-words", test_finds);
    g_test_add_func ("/expand/errors-have-their-places-in-what-was-written", test_errors);
    g_test_add_func ("/expand/what-is-no-class-stays-as-it-is", test_any);
    return g_test_run ();
}
