/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/reading.h"

#include "readings.h"

typedef struct {
    const char *draft;
    BiViewKind kind;
    const char *string;
    const char *part,
        *origin; /* a part of string, and the part of draft that it maps back to */
} Case;

static const Case cases[] = {
    {"<b>A</b>sk \u201cUS\u201d", BI_VIEW_PLAIN, "ask \"us\"", "ask", "A</b>sk"},
    {"<b>A</b>sk \u201cUS\u201d", BI_VIEW_TYPED, "Ask \u201cUS\u201d", "US", "US"},
    {"a<i> s</i> <u>k</u>!", BI_VIEW_PLAIN, "ask!", "ask", "a<i> s</i> <u>k"},
    {"caf<b>e</b>\u0301", BI_VIEW_PLAIN, "caf\u00e9", "\u00e9", "e</b>\u0301"},
    {"so<b>oo</b>o &amp; co", BI_VIEW_PLAIN, "so & co", "o &", "o<b>oo</b>o &amp;"},
    {"&lt;#Ask<b>Us</b>", BI_VIEW_HASHTAGS, "ask us\naskus\n", "ask us", "#Ask<b>Us"},
    {"#Ask<b>Us</b>", BI_VIEW_HASHTAGS, "ask us\naskus\n", "us", "Us"},
    {"&#35;asku&#115;", BI_VIEW_HASHTAGS, "askus\nask us\n", "us", "u&#115;"},
    {"wait&#8230;", BI_VIEW_PLAIN, "wait...", "..", "&#8230;"},
    {"x\xff", BI_VIEW_PLAIN, "x\ufffd", "\ufffd", "\xff"},
    {"", BI_VIEW_HASHTAGS, "", NULL, NULL},
    {"/me <b>A</b>sk", BI_VIEW_PLAIN, "ask", "ask", "A</b>sk"},
    {"/m<i>e</i> Ask", BI_VIEW_TYPED, "Ask", "sk", "sk"},
    {"/me #AskUs", BI_VIEW_HASHTAGS, "ask us\naskus\n", "us", "Us"},
    {"/me", BI_VIEW_TYPED, "/me", NULL, NULL},
    {"to /me Ask", BI_VIEW_TYPED, "to /me Ask", "Ask", "Ask"},
};

static void
test_cases (void)
{
    g_autoptr (BiWords) words = readings_words ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        const Case *row = &cases[i];
        g_autoptr (BiText) text = bi_text_new (row->draft, -1, BI_TEXT_MARKUP);
        g_autoptr (BiReading) reading = bi_reading_new (text, words);
        g_autofree char *found = NULL;
        gsize length;
        BiSpan origin;

        g_assert_cmpstr (bi_reading_get_string (reading, row->kind, &length), ==,
                         row->string);
        g_assert_cmpuint (length, ==, strlen (row->string));
        if (!row->part)
            continue;
        origin = bi_reading_to_draft (reading, row->kind,
                                      readings_find (row->string, row->part));
        found = g_strndup (row->draft + origin.start, origin.end - origin.start);
        g_assert_cmpstr (found, ==, row->origin);
    }
}

static void
test_begin (void)
{
    static const char draft[] = "/msg <b>bob</b> Ask &amp; go";
    g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_MARKUP);
    g_autoptr (BiReading) reading =
        bi_reading_new_from (text, strlen ("/msg bob "), NULL);
    g_autoptr (BiReading) nothing = bi_reading_new_from (text, 100, NULL);
    BiSpan span;

    for (BiViewKind kind = BI_VIEW_PLAIN; kind <= BI_VIEW_TYPED; kind++) {
        const char *string = bi_reading_get_string (reading, kind, NULL);

        g_assert_cmpstr (string, ==, kind == BI_VIEW_PLAIN ? "ask & go" : "Ask & go");
        span = bi_reading_to_draft (reading, kind, readings_find (string, "& go"));
        g_assert_cmpstr (draft + span.start, ==, "&amp; go");
        g_assert_cmpstr (bi_reading_get_string (nothing, kind, NULL), ==, "");
        span = bi_reading_to_draft (nothing, kind, (BiSpan){0, 0});
        g_assert_cmpuint (span.end, ==, strlen (draft));
    }
}

static void
test_shape (void)
{
    g_autoptr (BiText) text = bi_text_new (
        "<b>@a</b> Ask!<br>#b <a href='http://a.example'>x</a>", -1, BI_TEXT_MARKUP);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
    const BiShape *shape = bi_reading_get_shape (reading);

    g_assert_cmpuint (shape->lines, ==, 2);
    g_assert_cmpuint (shape->mentions, ==, 1);
    g_assert_cmpuint (shape->hashtags, ==, 1);
    g_assert_cmpuint (shape->links, ==, 1);
    g_assert_cmpuint (shape->exclamation_marks, ==, 1);
    g_assert_true (shape->starts_with_mention);
}

static void
assert_spans (const BiReading *reading, BiViewKind kind, const char *draft)
{
    const char *string = bi_reading_get_string (reading, kind, NULL);
    gsize length = strlen (draft);

    for (const char *s = string; *s; s = g_utf8_next_char (s)) {
        BiSpan span = {(gsize) (s - string), (gsize) (g_utf8_next_char (s) - string)};
        BiSpan origin = bi_reading_to_draft (reading, kind, span);

        g_assert_cmpuint (origin.start, <=, origin.end);
        g_assert_true (readings_is_boundary (draft, length, origin.start));
        g_assert_true (readings_is_boundary (draft, length, origin.end));
    }
}

static void
test_spans (void)
{
    g_autoptr (BiWords) words = readings_words ();

    for (guint round = 0; round < 3000; round++) {
        g_autofree char *a = readings_random (round % 8), *b = readings_random (5);
        g_autofree char *draft = g_strconcat (a, "<b>#", b, "</b>", a, "&#769;", NULL);
        g_autoptr (BiText) text = bi_text_new (draft, -1, BI_TEXT_MARKUP);
        g_autoptr (BiReading) reading = bi_reading_new (text, words);

        g_test_message ("%s", draft);
        for (BiViewKind kind = 0; kind < BI_N_VIEWS; kind++)
            assert_spans (reading, kind, draft);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    bi_reading_free (NULL);
    g_test_add_func ("/reading/a-command-is-not-read", test_begin);
    g_test_add_func ("/reading/every-view-maps-to-the-markup", test_cases);
    g_test_add_func ("/reading/what-is-posted-is-counted", test_shape);
    g_test_add_func ("/reading/every-span-maps-to-whole-characters", test_spans);
    return g_test_run ();
}
