/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/required.h"

#include "badidea/pattern.h"

typedef struct {
    const char *expression;
    const char *literals; /* joined by "," ; NULL: none */
} Case;

static const Case cases[] = {
    {"ask", "ask"},
    {"Ask", "ask"},
    {"", NULL},
    {"\\bask\\b", "ask"},
    {"(?!(?<=\\w)\\w)ask(?!(?<=\\w)\\w)", "ask"},
    {"ask us", "ask us"},
    {"\\b(?:ask)\\s+(?:everyone|me)", "ask"},
    {"\\b(?:ask)\\s+everyone", "everyone"},
    {"ask\\w*", "ask"},
    {"ask(?:\\s+\\S*[^\\s.!?]){0,5}?\\s+anything", "anything"},
    {"a.bcd.efg", "bcd"},
    {"x\\dyz\\Dw", "yz"},
    {"^ask$", "ask"},
    {"don't", "don't"},

    /* alternatives */
    {"ask|tell", "ask,tell"},
    {"ask|tell|ask", "ask,tell"},
    {"ask|", NULL},
    {"ask|\\d", NULL},
    {"ask|\\d+tell", "ask,tell"},
    {"(?:ask|tell) us", "ask us,tell us"},
    {"(?:ask|tell)\\s+(?:us|me|them)", "ask,tell"},
    {"(?:ask|tell)\\s+(?:anyone|everyone)", "anyone,everyone"},
    {"(?:as\\d|tell) us", " us"},
    {"(?:a\\d|.+tell)", "a,tell"},
    {"(a(b|c)d|e)f", "abdf,acdf,ef"},
    {"post|posts|repost", "post"},
    {"(?:a|b)(?:c|d)", "ac,ad,bc,bd"},
    {"(?|(ask)|(tell))", "ask,tell"},
    {"(?>ask|tell)", "ask,tell"},
    {"(?<word>ask)", "ask"},
    {"(?'word'ask)", "ask"},
    {"(?P<word>ask)", "ask"},

    /* quantifiers */
    {"colou?r", "color,colour"},
    {"asks?", "ask"},
    {"(?:un)?happy", "happy"},
    {"(?:very )?happy", "happy"},
    {"(?:very\\s+)?happy", "happy"},
    {"x*happy", "happy"},
    {"x{0,5}happy", "happy"},
    {"x{0}happy", "happy"},
    {"hap{0}py", "hapy"},
    {"so+n", "so"},
    {"so+nice", "onice"},
    {"so++nice", "onice"},
    {"so+?nice", "onice"},
    {"so{2}n", "soon"},
    {"so{2,}n", "soo"},
    {"so{2,4}nice", "oonice"},
    {"(?:ab){2}", "abab"},
    {"(?:ab|c)+d", "abd,cd"},
    {"(?:ask\\s+)+", "ask"},
    {"(?:ask)*", NULL},
    {"a{1,2", "a{1,2"},
    {"a{}b", "a{}b"},
    {"a{,3}bcd", "bcd"},
    {"a{ 1 }bcd", "bcd"},
    {"ab{1,}", "ab"},
    {"(?:(?:a{50}){50}){50}", "aaaaaaaa"},

    /* characters */
    {"a\\.b", "a.b"},
    {"\\x41\\x{42}\\x{0000043}\\103", "abc"},
    {"a\\o{142}\\N{U+63}", "abc"},
    {"\\x41\\x{42}\\x{0000043}", "abc"},
    {"a\\tb\\cA", "a\tb\x01"},
    {"a\\0101", "a\x08"
                "1"},
    {"ab\\x{0}c", "ab"},
    {"\\x{0}a\\x{0}", "a"},
    {"\\Qa.b+\\E+c", "a.b+"},
    {"a\\Q\\E+bc", "abc"},
    {"\\Qa\\Qb\\E", "a\\qb"},
    {"\\Qask", "ask"},
    {"\\Qa[[:<:]](b)|\\w\\E", "a[[:<:]](b)|\\w"},
    {"ask\\E", "ask"},
    {"a\\-b\\_c", "a-b_c"},
    {"ask\\Rus", "ask"},
    {"\\p{Lu}ask\\pLx\\P{^L}yz", "ask"},
    {"ask\\Kus", "askus"},
    {"\\Aask\\z", "ask"},
    {"(a)sk\\1us", "ask"},
    {"(a)sk\\g{1}us", "ask"},
    {"(a)sk\\g-1us", "ask"},
    {"(?<n>a)sk\\k<n>us\\k{n}\\k'n'", "ask"},
    {"ask]}", "ask]}"},

    /* classes */
    {"[a]sk", "ask"},
    {"[aA]sk", "ask"},
    {"[ao]sk", "ask,osk"},
    {"[aeiou]sk", "sk"},
    {"[^a]sk", "sk"},
    {"[a-z]sk", "sk"},
    {"[a-]sk", "-sk,ask"},
    {"[-a]sk", "-sk,ask"},
    {"[]a]sk", "]sk,ask"},
    {"[^]a]sk", "sk"},
    {"[\\]a]sk", "]sk,ask"},
    {"[[a]sk", "[sk,ask"},
    {"[[:alpha:]a]sk", "sk"},
    {"[[:alpha]sk", "sk"},
    {"[\\Q]\\E]sk", "]sk"},
    {"[\\Q^\\Ea]sk", "^sk,ask"},
    {"[\\E]]sk", "]sk"},
    {"[\\E^]]sk", "sk"},
    {"[\\da]sk", "sk"},
    {"[\\b]sk", "\x08sk"},
    {"[\\x61\\x{6F}]sk", "ask,osk"},
    {"[\\p{Lu}a]sk", "sk"},
    {"(?xx)[a b]sk", "ask,bsk"},
    {"(?x)[a b]sk", " sk,ask,bsk"},
    {"(?xx)[\\Q a\\E]sk", " sk,ask"},
    {"[[:<:]]ask[[:>:]]", "ask"},

    /* groups that look */
    {"(?=.*everyone)ask", "everyone"},
    {"ask(?= us)", "ask"},
    {"(?!everyone)ask", "ask"},
    {"(?<=everyone )ask", "everyone "},
    {"(?<!everyone )ask", "ask"},
    {"a(?=x)s(?!y)k", "ask"},
    {"(?:(?=everyone))?ask", "ask"},
    {"(*pla:everyone)ask", "everyone"},
    {"(*negative_lookahead:everyone)ask", "ask"},
    {"(?*everyone)ask", "everyone"},
    {"(?<*everyone)ask", "everyone"},
    {"(*atomic:as)k", "ask"},
    {"(*sr:as)k", "ask"},
    {"(?!(*ACCEPT))ask", NULL},

    /* options and comments */
    {"(?i)ask", "ask"},
    {"(?-i)ASK", "ask"},
    {"(?x) a s k # us\n now", "asknow"},
    {"(?x) a s k # us\r\n now", NULL},
    {"(?x) a\\ s [k] \\#", "a sk#"},
    {"(?x: a s )k u", "ask u"},
    {"(?: (?x) a | s ) k", " a k,s k"},
    {"(?x)a(?-x) b", "a b"},
    {"(?x)a(?^) b", "a b"},
    {"(?x)as + k", "as"},
    {"(?x)as + ? k", "as"},
    {"a(?#b)s(?#c)?k", "ak,ask"},
    {"(?J)(?<n>ask)", "ask"},

    /* the rest */
    {"(ask)?(?(1) us|tell)", " us,tell"},
    {"(ask)?(?(1) us)x", "x"},
    {"(?(?=ask)ask|tell)", "ask,tell"},
    {"(?(?C1)(?=ask)ask|tell)", "ask,tell"},
    {"(?(*pla:ask)ask|tell)", "ask,tell"},
    {"(?(DEFINE)(?<n>everyone))ask(?&n)", "ask"},
    {"(?<n>ask)(?P>n)(?P=n)(?1)(?R)?", "ask"},
    {"(?(VERSION>=10.0)ask|tell)", "ask,tell"},
    {"a(?C)s(?C1)k(?C\"x)\"\"y\")us", "askus"},
    {"as(*PRUNE)k", "ask"},
    {"as(*MARK:x)k", "ask"},
    {"as(*:x)k|tell(*FAIL)", "ask,tell"},
    {"(*UCP)(*LIMIT_MATCH=5)ask", "ask"},
    {"(*CRLF)ask", NULL},
    {"ask(*ACCEPT)us", NULL},
    {"(*ACCEPT:x)ask", NULL},

    /* what is equal without regard to case */
    {"\xE2\x84\xAA\xC5\xBF", "ks"},
    {"Stra\xC3\x9F"
     "e",
     "strasse"},
    {"\xE1\x8E\xA0\xEA\xAD\xB0", "\xEA\xAD\xB0\xEA\xAD\xB0"},
    {"\xCE\xA3\xCF\x83\xCF\x82", "\xCF\x83\xCF\x83\xCF\x83"},

    /* no expressions */
    {"ask)", NULL},
    {"(ask", NULL},
    {"*ask", NULL},
    {"ask\\", NULL},
    {"[ask", NULL},
    {"[", NULL},
    {"a**", NULL},
    {"(?", NULL},
    {"(?Zask)", NULL},
    {"(*nonsense:ask)", NULL},
    {"\\x{ask", NULL},
    {"\\N{ask}", NULL},
    {"\\uask", NULL},
    {"(?#ask", NULL},
    {"\xFF"
     "ask",
     NULL},
};

static char *
join (GPtrArray *literals)
{
    GString *joined = g_string_new (NULL);

    for (guint i = 0; i < literals->len; i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? "," : "",
                                (char *) g_ptr_array_index (literals, i));
    return g_string_free (joined, FALSE);
}

static void
test_case (gconstpointer data)
{
    const Case *example = data;
    g_autoptr (GPtrArray) literals = bi_required_find (example->expression);
    g_autofree char *joined = literals != NULL ? join (literals) : NULL;

    g_assert_cmpstr (joined, ==, example->literals);
}

static void
test_list (void)
{
    GString *list = g_string_new ("\\b(?:");
    g_autofree char *expression = NULL;
    g_autoptr (GPtrArray) literals = NULL;

    for (guint i = 0; i < 20000; i++)
        g_string_append_printf (list, "%sbrand%05u", i > 0 ? "|" : "", i);
    g_string_append (list, ")s?\\b");
    expression = g_string_free (list, FALSE);
    literals = bi_required_find (expression);
    g_assert_nonnull (literals);
    g_assert_cmpuint (literals->len, ==, 20000);
    g_assert_cmpstr (g_ptr_array_index (literals, 19999), ==, "brand19999");
}

/* Each opens as many groups as it can, or makes as many texts. */
static void
test_large (void)
{
    static const char *const parts[] = {
        "(", "(?:a|", "(?=", "[ab]?", "(a|b){9}", "(?i:",  "\\Q",  "(?(1)", "a{9}",
        "[", "(?x)#", "a|",  "(?:a)", "(?:|)?",   "[a-z]", "\\p{", "{",     "(?#"};

    for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
        g_autoptr (GString) expression = g_string_new (NULL);
        g_autoptr (GPtrArray) literals = NULL;
        while (expression->len < 100000)
            g_string_append (expression, parts[i]);
        literals = bi_required_find (expression->str);
    }
}

static void
test_pattern (void)
{
    gsize offset;
    g_autoptr (BiPattern) phrase =
        bi_pattern_new_phrase ("(Ask|tell) [us]", NULL, &offset, NULL);
    g_autoptr (BiPattern) word = bi_pattern_new_expression ("\\w", NULL, &offset, NULL);
    const GPtrArray *literals = bi_pattern_get_required (phrase);

    g_assert_cmpuint (literals->len, ==, 2);
    g_assert_cmpstr (g_ptr_array_index (literals, 0), ==, "ask");
    g_assert_cmpstr (g_ptr_array_index (literals, 1), ==, "tell");
    g_assert_null (bi_pattern_get_required (word));
}

static void
test_fold_joins (void)
{
    g_autofree char *whole = bi_required_fold ("A\xC3\x89\xC3\x9FZ", -1);
    g_autofree char *part = bi_required_fold ("A\xC3\x89Z", 3);
    g_autofree char *none = bi_required_fold ("", -1);
    g_autofree char *zero = bi_required_fold ("A\0B\xC3\x89", 5);

    g_assert_cmpstr (whole, ==, "a\xC3\xA9ssz");
    g_assert_cmpstr (part, ==, "a\xC3\xA9");
    g_assert_cmpstr (none, ==, "");
    g_assert_cmpstr (zero, ==,
                     "a\x01"
                     "b\xC3\xA9");
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *escaped = g_strescape (cases[i].expression, NULL);
        g_autofree char *name = g_strdelimit (g_steal_pointer (&escaped), "/", '_');
        g_autofree char *path = g_strdup_printf ("/required/%u-of-%s", i + 1,
                                                 *name != '\0' ? name : "nothing");
        g_test_add_data_func (path, &cases[i], test_case);
    }
    g_test_add_func ("/required/a-list-of-20000-words-is-all-of-them", test_list);
    g_test_add_func ("/required/a-large-expression-ends", test_large);
    g_test_add_func ("/required/a-pattern-has-those-of-its-expression", test_pattern);
    g_test_add_func ("/required/each-character-is-folded-on-its-own", test_fold_joins);
    return g_test_run ();
}
