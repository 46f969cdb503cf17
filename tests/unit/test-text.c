/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/text.h"

#include <string.h>

#define BAD "\357\277\275"

typedef struct {
    const char *draft, *plain;
    const char *part,
        *origin; /* a part of plain, and the part of draft it maps back to */
} Case;

static const Case plain_cases[] = {
    {"", "", "", ""},
    {"Ask us", "Ask us", "us", "us"},
    {"a &amp; <b>", "a &amp; <b>", "<b>", "<b>"},
    {"a\r\nb", "a\nb", "\n", "\r\n"},
    {"a\rb\r", "a\nb\n", "\nb", "\rb"},
    {"a\n\rb", "a\n\nb", "\nb", "\rb"},
    {"a\xff\xfe z", "a" BAD BAD " z", BAD " z", "\xfe z"},
    {"\xe2\x82", BAD BAD, BAD BAD, "\xe2\x82"},
    {"\xed\xa0\x80", BAD BAD BAD, NULL, NULL},
    {"caf\xc3\xa9\xc2\xa0", "caf\xc3\xa9\xc2\xa0", "\xc3\xa9", "\xc3\xa9"},
};

static const Case inline_cases[] = {
    {"<b>a</b>sk", "ask", "ask", "a</b>sk"},
    {"foo</b> bar", "foo bar", "foo", "foo"},
    {"foo<b> bar", "foo bar", " bar", " bar"},
    {"<B>x</B><I>y</i>", "xy", "xy", "x</B><I>y"},
    {"<span style='color: \"a>b\"'>x</span>", "x", "x", "x"},
    {"<font face=\"a>b\" size='3'>x</font>", "x", "x", "x"},
    {"<i/>x<p />y", "x\ny", "\n", "<p />"},
    {"<body bgcolor='#fff'>x", "x", "x", "x"},
    {"<html><body>x</body></html>", "x", "x", "x"},
};

static const Case line_cases[] = {
    {"a<br>b", "a\nb", "\n", "<br>"},
    {"a<BR/>b<br />", "a\nb\n", "b\n", "b<br />"},
    {"a<br>\nb", "a\nb", "\n", "\n"},
    {"a<br>\r\nb", "a\nb", "\n", "\r\n"},
    {"a<br><br>b", "a\n\nb", "\n\n", "<br><br>"},
    {"a<hr>b", "a\nb", "a\n", "a<hr>"},
    {"<p>a</p><p>b</p>", "a\nb", "\n", "</p><p>"},
    {"<p>a</p>\n<p>b</p>\n", "a\nb\n", "a\nb", "a</p>\n<p>b"},
    {"a<div>b</div>c", "a\nb\nc", "b\nc", "b</div>c"},
    {"<ul><li>a</li><li><b>b</b></li></ul>c", "a\nb\nc", "b", "b"},
    {"<h1>a</h1><blockquote>b</blockquote>", "a\nb", "a", "a"},
    {"<div><i>a</div>b", "a\nb", "a", "a"},
    {"<b><p>a</b>b", "a\nb", "\n", "</b>"},
    {"<p>a</p>&#10;b", "a\nb", "\n", "&#10;"},
    {"a&#13;b", "a\nb", "\n", "&#13;"},
};

static const Case literal_cases[] = {
    {"a <waves> b", "a <waves> b", "<waves>", "<waves>"},
    {"a <waves>b</waves>", "a <waves>b", "b", "b"},
    {"1 < 2 > 0", "1 < 2 > 0", "< 2", "< 2"},
    {"i <3 u", "i <3 u", "<3", "<3"},
    {"x <", "x <", "<", "<"},
    {"x </", "x </", "</", "</"},
    {"x </3>", "x </3>", "</3>", "</3>"},
    {"<b class='x'>y</b>", "<b class='x'>y", "y", "y"},
    {"<tr><td>x</td>", "<tr><td>x", "x", "x"},
    {"a<html>b", "a<html>b", NULL, NULL},
    {"<p <i>x", "<p x", "<p x", "<p <i>x"},
    {"<p title='>x", "<p title='>x", NULL, NULL},
    {"ask <a href=\"x>us", "ask <a href=\"x>us", "us", "us"},
    {"ask <img <b>us</b>", "ask us", "us", "us"},
    {"ask <font <b us", "ask <font <b us", "us", "us"},
    {"a<!-- b -->c", "a b -->c", "a b", "a<!-- b"},
    {"a<!-- b", "a<!-- b", "<!--", "<!--"},
    {"a<!-->b", "a<!-->b", NULL, NULL},
};

static const Case entity_cases[] = {
    {"Q&amp;A", "Q&A", "&", "&amp;"},
    {"&LT;b&gt;", "<b>", "<b>", "&LT;b&gt;"},
    {"&quot;&apos;&copy;&reg;", "\"'\xc2\xa9\xc2\xae", "\xc2\xa9", "&copy;"},
    {"a&nbsp;b", "a b", " ", "&nbsp;"},
    {"&#65;&#x42;&#x1F600;", "AB\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "&#x1F600;"},
    {"&#000000000000000000000000065;", "A", "A", "&#000000000000000000000000065;"},
    {"&amp;lt;", "&lt;", "&lt;", "&amp;lt;"},
    {"&", "&", "&", "&"},
    {"AT&T; &hellip; &amp", "AT&T; &hellip; &amp", "&T;", "&T;"},
    {"&#; &#x; &#X41; &#65 &#6a;", "&#; &#x; &#X41; &#65 &#6a;", NULL, NULL},
    {"&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;", NULL, NULL},
    {"&#99999999999999999999999;", "&#99999999999999999999999;", NULL, NULL},
};

static const Case link_cases[] = {
    {"<a href=\"http://a.example\">x</a>!", "x <http://a.example>!", "http://a.example",
     "http://a.example"},
    {"<a href=\"http://a.example\">x</a>!", "x <http://a.example>!",
     "x <http://a.example>", "<a href=\"http://a.example\">x"},
    {"<a href=\"http://a.example\">x</a>!", "x <http://a.example>!", ">!", "\">x</a>!"},
    {"<A HREF='http://a.example'>http://a.example</A>", "http://a.example", "example",
     "example"},
    {"<a href=\"mailto:me@a.example\">me@a.example</a>", "me@a.example", "me", "me"},
    {"<a href=\"mailto:me@a.example\">me</a>", "me <mailto:me@a.example>", "mailto",
     "mailto"},
    {"<a href=\"u?a&b&amp;c\">x</a>", "x <u?a&amp;b&amp;c>", "?a&amp;b", "?a&b"},
    {"<a href=u?a&amp;b>u?a&amp;b</a>", "u?a&b", "&", "&amp;"},
    {"<a href=\" u \">x</a>", "x <u>", "u", "u"},
    {"<a href=\"\">x</a>", "x <>", "x", "x"},
    {"<a>x</a>", "x", "x", "x"},
    {"<b><a href=u>x</b>y", "x <u>y", "u", "u"},
    {"<a href=u><p>x</p></a>y", "x <u>\ny", "\n", "</p>"},
    {"<a href=u>x", "x", "x", "x"},
    {"<a href=\"\xff\">x</a>", "x <" BAD ">", BAD, "\xff"},
};

static const Case image_cases[] = {
    {"<img src='x.png' alt='a cat'>!", "a cat!", "cat", "cat"},
    {"<IMG ID=\"3\" ALT=cat>", "cat", "cat", "cat"},
    {"a<img src=\"a>b\">c", "ac", "ac", "a<img src=\"a>b\">c"},
    {"<img alt='a&amp;b'>", "a&amp;b", "&amp;", "&amp;"},
};

static const struct {
    const char *name;
    BiTextFormat format;
    const Case *cases;
    gsize n_cases;
} groups[] = {
#define GROUP(name, format, cases)                                                       \
    {                                                                                    \
        name, format, cases, G_N_ELEMENTS (cases)                                        \
    }
    GROUP ("/text/plain-text-keeps-all-but-bad-bytes", BI_TEXT_PLAIN, plain_cases),
    GROUP ("/text/tags-vanish-without-splitting-words", BI_TEXT_MARKUP, inline_cases),
    GROUP ("/text/blocks-and-breaks-become-newlines", BI_TEXT_MARKUP, line_cases),
    GROUP ("/text/what-is-no-tag-stays", BI_TEXT_MARKUP, literal_cases),
    GROUP ("/text/an-entity-maps-back-to-all-its-bytes", BI_TEXT_MARKUP, entity_cases),
    GROUP ("/text/a-link-says-its-url", BI_TEXT_MARKUP, link_cases),
    GROUP ("/text/an-image-says-its-alt", BI_TEXT_MARKUP, image_cases),
#undef GROUP
};

/* A line of TAP that shows what the next assertions are about. */
static void
show (const char *draft)
{
    g_autofree char *line = g_strescape (draft, NULL);

    g_test_message ("\"%s\"", line);
}

/* Where part was last seen in string. */
static BiSpan
find (const char *string, const char *part)
{
    const char *found = g_strrstr (string, part);

    g_assert_nonnull (found);
    return (BiSpan){(gsize) (found - string), (gsize) (found - string) + strlen (part)};
}

static void
test_group (gconstpointer data)
{
    gsize group = GPOINTER_TO_SIZE (data);

    for (gsize i = 0; i < groups[group].n_cases; i++) {
        const Case *c = &groups[group].cases[i];
        g_autoptr (BiText) text = bi_text_new (c->draft, -1, groups[group].format);
        g_autofree char *origin = NULL;
        BiSpan span;

        show (c->draft);
        g_assert_cmpstr (bi_text_get_draft (text, NULL), ==, c->draft);
        g_assert_cmpstr (bi_text_get_plain (text, NULL), ==, c->plain);
        if (!c->part)
            continue;
        span = bi_text_to_draft (text, find (c->plain, c->part));
        origin = g_strndup (c->draft + span.start, span.end - span.start);
        g_assert_cmpstr (origin, ==, c->origin);
    }
}

static void
test_nul (void)
{
    g_autoptr (BiText) text = bi_text_new ("a\0b", 3, BI_TEXT_MARKUP);
    gsize length;
    BiSpan span = bi_text_to_draft (text, (BiSpan){1, 4});

    g_assert_cmpstr (bi_text_get_plain (text, &length), ==, "a" BAD "b");
    g_assert_cmpuint (length, ==, 5);
    g_assert_cmpuint (span.start, ==, 1);
    g_assert_cmpuint (span.end, ==, 2);
    g_assert_cmpmem (bi_text_get_draft (text, &length), 3, "a\0b", 3);
    g_assert_cmpuint (length, ==, 3);
}

/* Pieces of markup and of things that look like it, in any order. */
static char *
generate (gboolean with_links)
{
    static const char *const pieces[] = {
        "a",       " ",      "ask",        "\xc3\xa9", "\xf0\x9f\x98\x80",
        "\n",      "\r",     "\r\n",       "<",        ">",
        "&",       ";",      "\"",         "'",        "&amp;",
        "&lt;",    "&#233;", "&nbsp;",     "<b>",      "</b>",
        "<br>",    "<p>",    "</p>",       "<div>",    "</div>",
        "<waves>", "<!--",   "-->",        "\xff",     "\xc3",
        "<p x='y", "<font ", "<img alt='", "</a>",     "<a href='u&v'>",
    };
    gint32 n_pieces = G_N_ELEMENTS (pieces) - (with_links ? 0 : 1);
    GString *draft = g_string_new (NULL);

    for (int n = g_test_rand_int_range (0, 30); n > 0; n--)
        g_string_append (draft, pieces[g_test_rand_int_range (0, n_pieces)]);
    return g_string_free (draft, FALSE);
}

static void
test_any_markup (void)
{
    for (int round = 0; round < 20000; round++) {
        gboolean with_links = g_test_rand_bit ();
        g_autofree char *draft = generate (with_links);
        g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_MARKUP);
        gsize length, before = 0;
        const char *plain = bi_text_get_plain (text, &length);

        g_assert_true (g_utf8_validate_len (plain, length, NULL));
        g_assert_cmpuint (length, <=, 5 * strlen (draft));
        for (gsize i = 0; i < length; i++) {
            BiSpan origin = bi_text_to_draft (text, (BiSpan){i, i + 1});

            g_assert_cmpuint (origin.start, <, origin.end);
            g_assert_cmpuint (origin.end, <=, strlen (draft));
            if (!with_links)
                g_assert_cmpuint (origin.start, >=, before);
            before = origin.start;
        }
    }
}

/* Every span of characters of a text, escaped, maps back to the same characters, escaped.
 */
static void
test_escaped (void)
{
    static const char *const pieces[] = {"a", " ",   "<b>", "&amp;",
                                         "&", "'\"", "\n",  "\xc3\xa9"};

    for (int round = 0; round < 300; round++) {
        g_autoptr (GString) written = g_string_new (NULL);
        g_autofree char *draft = NULL;
        g_autoptr (BiText) text = NULL;

        for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
            g_string_append (written,
                             pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        draft = g_markup_escape_text (written->str, -1);
        text = bi_text_new (draft, -1, BI_TEXT_MARKUP);
        g_assert_cmpstr (bi_text_get_plain (text, NULL), ==, written->str);
        for (const char *s = written->str; *s; s = g_utf8_next_char (s)) {
            for (const char *e = g_utf8_next_char (s);; e = g_utf8_next_char (e)) {
                g_autofree char *part = g_markup_escape_text (s, e - s);
                BiSpan span =
                    bi_text_to_draft (text, (BiSpan){(gsize) (s - written->str),
                                                     (gsize) (e - written->str)});

                g_assert_cmpmem (draft + span.start, span.end - span.start, part,
                                 strlen (part));
                if (!*e)
                    break;
            }
        }
    }
}

/* Each would keep a scanner that looks ahead without bounds busy for minutes. */
static void
test_hostile (void)
{
    static const struct {
        const char *unit, *end;
    } cases[] = {
        {"<", ""},
        {"<!--", ""},
        {"<!--", "-->"},
        {"<a ", ""},
        {"<a ", ">"},
        {"<p ", ""},
        {"<p \"", ""},
        {"<p '\"", ""},
        {"<a href='", ""},
        {"<a ", "href='>"},
        {"<img alt=\"<a href='", ""},
        {"<a href=''\" href=\"", ""},
        {"<p \"'\"", ""},
        {"</", ""},
        {"</a", ""},
        {"&", ""},
        {"&#", ""},
        {"&#x1", ""},
        {"&#1", ";"},
        {"&amp", ""},
        {"1", ";"},
        {"<b>", "</u>"},
        {"<b></i>", ""},
        {"<i></b>", ""},
        {"<a href=u>", "</a>"},
        {"<a href=u>x", ""},
        {"<a href=u>x</a>", ""},
        {"<p>", ""},
        {"</p>", ""},
        {"\r", ""},
        {"\xff", ""},
        {"\xe2\x82", ""},
        {"&#x0", ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autoptr (GString) draft = g_string_new (cases[i].unit[0] == '1' ? "&#" : NULL);
        g_autoptr (BiText) text = NULL;
        BiSpan all;
        gsize length;

        show (cases[i].unit);
        while (draft->len < 1 << 20)
            g_string_append (draft, cases[i].unit);
        g_string_append (draft, cases[i].end);
        text = bi_text_new (draft->str, (gssize) draft->len, BI_TEXT_MARKUP);
        bi_text_get_plain (text, &length);
        all = bi_text_to_draft (text, (BiSpan){0, length});
        g_assert_cmpuint (length, <=, 5 * draft->len);
        g_assert_cmpuint (all.end, <=, draft->len);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
        g_test_add_data_func (groups[i].name, GSIZE_TO_POINTER (i), test_group);
    g_test_add_func ("/text/a-nul-is-a-bad-byte", test_nul);
    g_test_add_func ("/text/any-markup-maps-back-into-the-draft", test_any_markup);
    g_test_add_func ("/text/an-escaped-text-maps-back-to-its-escaped-slice",
                     test_escaped);
    g_test_add_func ("/text/hostile-markup-takes-linear-time", test_hostile);
    return g_test_run ();
}
