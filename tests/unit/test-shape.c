/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/shape.h"

#include "text/token.h"

#include "readings.h"

typedef struct {
    const char *typed;
    const char *tokens; /* Link, Address, addressEe, Mention, Hashtag, each in [ ] */
} TokenCase;

static const TokenCase link_cases[] = {
    {"http://a.example/x?y=1#z.", "[L http://a.example/x?y=1#z]"},
    {"(see HTTPS://a.example/b_(c)).", "[L HTTPS://a.example/b_(c)]"},
    {"<https://a.example>, \"http://b.example\"",
     "[L https://a.example][L http://b.example]"},
    {"看http://a.example。", "[L http://a.example]"},
    {"www.foo.example!", "[L www.foo.example]"},
    {"foo.com, Foo.ORG/ and foo.com:80/x", "[L foo.com][L Foo.ORG/][L foo.com:80/x]"},
    {"a.example/x a.example", "[L a.example/x]"},
    {"t.co/abc youtu.be/x?a=b", "[L t.co/abc][L youtu.be/x?a=b]"},
    {"münchen.de/x", "[L münchen.de/x]"},
    {"Done.It works. Ask.us e.g. i.e. 3.5/2 1.2.3 and/or node.js ...", ""},
    {"http:// http://... www. .com a..com -.com", ""},
};

static const TokenCase name_cases[] = {
    {"@jpm and @you_2!", "[M @jpm][M @you_2]"},
    {"me@a.example, me.too+x@a-b.com.", "[A me@a.example][A me.too+x@a-b.com]"},
    {"wh@t @ @! a@b", ""},
    {"thanks.@jpm (@a) /@b", "[M @jpm][M @a][M @b]"},
    {"@me@social.example hi", "[M @me@social.example]"},
    {"@é ＠a", "[M @é][M ＠a]"},
    {"anna: ask bob: he knows", "[E anna]"},
    {"Teddy___: @bob", "[E Teddy___][M @bob]"},
    {"ann|away: hi", "[E ann|away]"},
    {"élise: hi", "[E élise]"},
    {"Reminder: psa: hi", ""},
    {"psa: hi", ""},
    {"frage: wer kommt?", ""},
    {"a: b", ""},
    {"12:30: tea", ""},
    {"anna:x anna: x", ""},
    {"anna :", ""},
    {"anna:", ""},
    {"#AskUs #1 #1a a#b C# &#39; ##x", "[H #AskUs][H #1a][H #x]"},
    {"#über_uns, #哈", "[H #über_uns][H #哈]"},
};

static char *
describe_tokens (const char *typed)
{
    g_autoptr (GArray) tokens = bi_tokens_find (typed, strlen (typed));
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < tokens->len; i++) {
        const BiToken *token = &g_array_index (tokens, BiToken, i);

        g_string_append_printf (text, "[%c %.*s]", "LAEMH"[token->kind],
                                (int) (token->span.end - token->span.start),
                                typed + token->span.start);
    }
    return g_string_free (text, FALSE);
}

static void
assert_tokens (const TokenCase *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_autofree char *tokens = describe_tokens (cases[i].typed);

        g_assert_cmpstr (tokens, ==, cases[i].tokens);
    }
}

static void
test_links (void)
{
    assert_tokens (link_cases, G_N_ELEMENTS (link_cases));
}

static void
test_names (void)
{
    assert_tokens (name_cases, G_N_ELEMENTS (name_cases));
}

static const struct {
    const char *typed;
    BiShape shape;
} shape_cases[] = {
    {"", {0}},
    {" \n", {.length = 2, .lines = 1}},
    {"Ask us", {.length = 6, .lines = 1, .words = 2, .capitals = 20}},
    {"a\n\nb", {.length = 4, .lines = 3, .words = 2}},
    {"a\nb\n", {.length = 4, .lines = 2, .words = 2}},
    {"ÉA é", {.length = 4, .lines = 1, .words = 2, .capitals = 66}},
    {"Wow!! No?!? -- Why? ‼",
     {.length = 21,
      .lines = 1,
      .words = 3,
      .exclamation_marks = 5,
      .questions = 2,
      .capitals = 37}},
    {" @jpm WHY http://A.example/?! me@A.example",
     {.length = 42,
      .lines = 1,
      .words = 4,
      .mentions = 1,
      .links = 1,
      .capitals = 100,
      .exclamation_marks = 1,
      .questions = 1,
      .starts_with_mention = TRUE}},
    {"anna: hi",
     {.length = 8, .lines = 1, .words = 2, .mentions = 1, .starts_with_mention = TRUE}},
    {"#AskUs @a #b",
     {.length = 12,
      .lines = 1,
      .words = 3,
      .hashtags = 2,
      .mentions = 1,
      .capitals = 33}},
    {"👩\u200d👩\u200d👧👍🏽 \u2764\ufe0f🇩🇪1\ufe0f\u20e3x™",
     {.length = 17, .lines = 1, .words = 1, .emoji = 5}},
    {"😀 @a", {.length = 4, .lines = 1, .words = 1, .mentions = 1, .emoji = 1}},
};

static void
test_shapes (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (shape_cases); i++) {
        const char *typed = shape_cases[i].typed;
        BiShape shape = bi_shape_measure (typed, strlen (typed));
        const BiShape *expected = &shape_cases[i].shape;

        g_test_message ("%s", typed);
        g_assert_cmpuint (shape.length, ==, expected->length);
        g_assert_cmpuint (shape.lines, ==, expected->lines);
        g_assert_cmpuint (shape.words, ==, expected->words);
        g_assert_cmpuint (shape.hashtags, ==, expected->hashtags);
        g_assert_cmpuint (shape.mentions, ==, expected->mentions);
        g_assert_cmpuint (shape.links, ==, expected->links);
        g_assert_cmpuint (shape.emoji, ==, expected->emoji);
        g_assert_cmpuint (shape.exclamation_marks, ==, expected->exclamation_marks);
        g_assert_cmpuint (shape.questions, ==, expected->questions);
        g_assert_cmpuint (shape.capitals, ==, expected->capitals);
        g_assert_cmpint (shape.starts_with_mention, ==, expected->starts_with_mention);
    }
}

/* Tokens are whole characters, in order, and apart. */
static void
test_random (void)
{
    for (guint round = 0; round < 5000; round++) {
        g_autofree char *typed = readings_random (1 + round % 20);
        gsize length = strlen (typed), before = 0;
        g_autoptr (GArray) tokens = bi_tokens_find (typed, length);

        for (guint i = 0; i < tokens->len; i++) {
            BiSpan span = g_array_index (tokens, BiToken, i).span;

            g_assert_cmpuint (span.start, >=, before);
            g_assert_cmpuint (span.start, <, span.end);
            g_assert_true (readings_is_boundary (typed, length, span.start));
            g_assert_true (readings_is_boundary (typed, length, span.end));
            before = span.end;
        }
    }
}

static void
test_megabytes (void)
{
    static const char *const pieces[] = {"http://", "a@",       "@a", "a.",
                                         "(",       "a.com ",   "#",  "://a",
                                         "www.",    "http://.", ".",  "@a@b.c"};

    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
        g_autoptr (GString) typed = g_string_new (NULL);

        while (typed->len < 1000000)
            g_string_append (typed, pieces[i]);
        g_assert_cmpuint (bi_shape_measure (typed->str, typed->len).length, ==,
                          typed->len);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/shape/links-are-found-without-what-follows", test_links);
    g_test_add_func ("/shape/names-tags-and-addresses-are-told-apart", test_names);
    g_test_add_func ("/shape/a-draft-is-counted", test_shapes);
    g_test_add_func ("/shape/tokens-are-whole-and-apart", test_random);
    g_test_add_func ("/shape/a-megabyte-of-anything-is-counted", test_megabytes);
    return g_test_run ();
}
