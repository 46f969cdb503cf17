/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/scope.h"

#include <string.h>

static void
test_parse (void)
{
    static const struct {
        const char *text;
        gboolean ok;
        int kind;
        guint words;
    } cases[] = {
        {"draft", TRUE, BI_SCOPE_DRAFT, 0},
        {"line", TRUE, BI_SCOPE_LINE, 0},
        {"sentence", TRUE, BI_SCOPE_SENTENCE, 0},
        {"1 word", TRUE, BI_SCOPE_WORDS, 1},
        {"8 words", TRUE, BI_SCOPE_WORDS, 8},
        {"1000 words", TRUE, BI_SCOPE_WORDS, 1000},
        {"", FALSE, 0, 0},
        {"Line", FALSE, 0, 0},
        {"lines", FALSE, 0, 0},
        {"0 words", FALSE, 0, 0},
        {"1001 words", FALSE, 0, 0},
        {"-1 words", FALSE, 0, 0},
        {"99999999999999999999 words", FALSE, 0, 0},
        {"words", FALSE, 0, 0},
        {"8", FALSE, 0, 0},
        {"8words", FALSE, 0, 0},
        {"8 words more", FALSE, 0, 0},
        {"8 lines", FALSE, 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        BiScope scope = {BI_SCOPE_DRAFT, 0};

        g_test_message ("%s", cases[i].text);
        g_assert_true (bi_scope_parse (cases[i].text, &scope) == cases[i].ok);
        if (!cases[i].ok)
            continue;
        g_assert_cmpint (scope.kind, ==, cases[i].kind);
        g_assert_cmpuint (scope.words, ==, cases[i].words);
    }
}

typedef struct {
    const char *scope;
    const char *text; /* the match is the capitals of it */
    const char *near; /* blanks around it do not count */
} Near;

static const Near nears[] = {
    {"draft", "a b. c\nd M e. f", "a b. c\nd M e. f"},
    {"line", "a\nb M c\nd", "b M c"},
    {"line", "M", "M"},
    {"line", "a\nM\nb", "M"},
    {"line", "M b\nc", "M b"},
    {"line", "a. M! c", "a. M! c"},
    {"line", "a\n\nM\n\nb", "M"},
    {"line", "a\nb M\nM c\nd", "b M\nM c"},
    {"sentence", "a. b M c. d", "b M c."},
    {"sentence", "a! b M c? d", "b M c?"},
    {"sentence", "a\nb M c\nd", "b M c"},
    {"sentence", "a 1.5 M v2.0 c. d", "a 1.5 M v2.0 c."},
    {"sentence", "a. M.", "M."},
    {"sentence", "M. b", "M."},
    {"sentence", "(a.) b M c.) d", "b M c.)"},
    {"sentence", "\"a!\" b M c.\" d", "b M c.\""},
    {"sentence", "a… b M c… d", "b M c…"},
    {"sentence", "é. é M é. é", "é M é."},
    {"sentence", "a.M.b c", "a.M.b c"},
    {"sentence", "a M. M b. c", "a M. M b."},
    {"1 word", "a b M c d", "b M c"},
    {"2 words", "a b M c d", "a b M c d"},
    {"9 words", "a b M c d", "a b M c d"},
    {"1 word", "M", "M"},
    {"1 word", "a  \n b \n M \n c  d", "b \n M \n c"},
    {"1 word", "é ü M ö ä", "ü M ö"},
    {"1 word", "a b. M, c! d", "b. M, c!"}, /* the sign behind M is not a word */
    {"1 word", "a b xMy c d", "b xMy c"},   /* nor is the rest of its own word */
};

static BiSpan
capitals_of (const char *text)
{
    const char *first = strchr (text, 'M');
    const char *last = strrchr (text, 'M');

    return (BiSpan){first - text, last + 1 - text};
}

static void
test_around (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (nears); i++) {
        const Near *c = &nears[i];
        BiScope scope = {BI_SCOPE_DRAFT, 0};
        BiSpan at = capitals_of (c->text);
        g_autofree char *near = NULL;
        BiSpan span;

        g_test_message ("%s: %s", c->scope, c->text);
        g_assert_true (bi_scope_parse (c->scope, &scope));
        span = bi_scope_around (scope, c->text, strlen (c->text), at);
        g_assert_cmpuint (span.start, <=, at.start);
        g_assert_cmpuint (span.end, >=, at.end);
        g_assert_cmpuint (span.end, <=, strlen (c->text));
        near = g_strstrip (g_strndup (c->text + span.start, span.end - span.start));
        g_assert_cmpstr (near, ==, c->near);
    }
}

/* Whatever the text and the match: the part holds the match and lies in the text. */
static void
test_any (void)
{
    static const char letters[] = "aM .!\n\"";
    static const char *const scopes[] = {"draft", "line", "sentence", "1 word",
                                         "3 words"};

    for (guint i = 0; i < 20000; i++) {
        char text[12] = "";
        gsize length = (gsize) g_test_rand_int_range (0, sizeof text);
        BiScope scope = {BI_SCOPE_DRAFT, 0};
        BiSpan at, span;

        for (gsize j = 0; j < length; j++)
            text[j] = letters[g_test_rand_int_range (0, sizeof letters - 1)];
        text[length < sizeof text ? length : sizeof text - 1] = '\0';
        at.start = (gsize) g_test_rand_int_range (0, (gint32) length + 1);
        at.end = (gsize) g_test_rand_int_range ((gint32) at.start, (gint32) length + 1);
        g_assert_true (bi_scope_parse (scopes[i % G_N_ELEMENTS (scopes)], &scope));
        span = bi_scope_around (scope, text, length, at);
        g_assert_cmpuint (span.start, <=, at.start);
        g_assert_cmpuint (span.end, >=, at.end);
        g_assert_cmpuint (span.end, <=, length);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/scope/a-distance-is-read", test_parse);
    g_test_add_func ("/scope/what-is-near-to-a-match", test_around);
    g_test_add_func ("/scope/any-match-is-near-to-itself", test_any);
    return g_test_run ();
}
