/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is checked is what protocols post: the plain text of libpurple itself. */
#include "badidea/text.h"

#include <purple.h>

static const char *const same[] = {
    "",
    "Ask us anything! #AskAcme",
    "two\nlines",
    "<b>a</b>sk <I>us</I> <u>any</u><s>thing</s>",
    "<bold>a</bold> <strong>b</strong> <underline>c</underline> <strike>d</strike>",
    "x<sub>1</sub><sup>2</sup> <em>e</em> <italic>i</italic> <cite>c</cite> <q>q</q>",
    "<span style='font-weight: bold;'>a</span> <font color=\"red\" size=\"3\">b</font>",
    "<font face=Bob's>a</font> <FONT BACK=\"a>b\">c</FONT>",
    "<html><body bgcolor='#ffffff'>a</body></html>",
    "<div>one block</div>",
    "<p>one block</p>",
    "a<br>b<BR/>c<br />d<hr>e",
    "a<br>\nb<br><br>c",
    "<br clear=all>",
    "a <waves> b</waves> <tr><td>c</td></tr> <script>d</script>",
    "1 < 2 > 0, i <3 u, x </3> <",
    "<b class='x'>a</b> <b/> <u >",
    "<p <i>a</i>",
    "<span title='>a",
    "<span title=\"it's > <\">a</span>",
    "<a title=\"a>b\">c</a>",
    "</b></waves></>a</b >",
    "a<!-- b -->c",
    "a<!-- b <!-- c <!-->",
    "&amp;&LT;&gt;&quot;&apos;&copy;&reg;",
    "a&nbsp;b",
    "&#65;&#x42;&#x1f600;&#00000000000000000000066;",
    "&hellip; AT&T; &amp &#; &#x; &#X41; &#65 &#6a; &#0;",
    "<a href=\"http://a.example/?a&b&amp;c\">x</a>",
    "<A HREF='http://a.example'>http://a.example</A>",
    "<a href=\"http://a.example\"><b>x</b> y</a> z",
    "<a href=\"mailto:me@a.example\">me@a.example</a>",
    "<a href=\"MAILTO:me@a.example\">me</a>",
    "<a href=http://a.example/it's>x</a> and <a>y</a>",
    "<a href=u?a&amp;b>u?a&amp;b</a>",
    "<a href=\" u \">x</a> <a href=\"\">y</a>",
    "<a href=u>x",
    "<b><a href=u>x</b>y</a>z",
    "<a href=u><a href=v>x</a>y</a>z",
    "<img src=\"x.png\" alt=\"a &amp; b\"> <img alt=c> <img src='a>b'> <IMG ID=\"3\">",
    "caf\xc3\xa9 \xf0\x9f\x98\x80",
};

static const struct {
    const char *markup, *libpurple, *ours, *why;
} other[] = {
    {"<p>a</p><p>b</p>", "ab", "a\nb",
     "readers of HTML see two lines, so words end here"},
    {"<div>a<ul><li>b</li></ul></div>c", "abc", "a\nb\nc", "the same"},
    {"</h1>a", "</h1>a", "a", "the end tag of an element that is known is never text"},
    {"a\r\nb\rc", "a\r\nb\rc", "a\nb\nc", "one kind of newline for the rules"},
    {"a<br>\r\nb", "a\n\r\nb", "a\nb", "the same"},
    {"a&#13;b", "a\rb", "a\nb", "the same"},
    {"a <a href=\"b", "a ", "a <a href=\"b",
     "what a writer typed is checked, lost or not"},
    {"a <img b", "a ", "a <img b", "the same"},
    {"a <font b", "a ", "a <font b", "the same"},
    {"a\xff", "a\xff", "a\357\277\275", "rules need valid UTF-8"},
    {"&#xd800;", "\xed\xa0\x80", "&#xd800;", "the same"},
    {"&#x 41;", "A", "&#x 41;", "a number has digits only"},
    {"<a href=\"a<b\">a<b</a>", "a<b <a<b>", "a<b", "the label does say the URL"},
};

static char *
libpurple_plain (const char *markup)
{
    g_autofree char *line = g_strescape (markup, NULL);
    char *plain = NULL;

    g_test_message ("%s", line);
    purple_markup_html_to_xhtml (markup, NULL, &plain);
    return plain;
}

static void
test_same (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (same); i++) {
        g_autofree char *plain = libpurple_plain (same[i]);
        g_autoptr (BiText) text = bi_text_new (same[i], -1, BI_TEXT_MARKUP);

        g_assert_cmpstr (bi_text_get_plain (text, NULL), ==, plain);
    }
}

static void
test_other (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (other); i++) {
        g_autofree char *plain = libpurple_plain (other[i].markup);
        g_autoptr (BiText) text = bi_text_new (other[i].markup, -1, BI_TEXT_MARKUP);

        g_test_message ("%s", other[i].why);
        g_assert_cmpstr (plain, ==, other[i].libpurple);
        g_assert_cmpstr (bi_text_get_plain (text, NULL), ==, other[i].ours);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/markup/the-plain-text-is-libpurples", test_same);
    g_test_add_func ("/markup/it-differs-only-for-a-reason", test_other);
    return g_test_run ();
}
