/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/draft.h"
#include "badidea/mask.h"

#include "scratch.h"

#include <string.h>

#define M4 BI_MASK BI_MASK BI_MASK BI_MASK
#define M7 M4 BI_MASK BI_MASK BI_MASK
#define M9 M7 BI_MASK BI_MASK

/* Lines are written with "|" between them. @masked: NULL where there is nothing to mask
 */
typedef struct {
    const char *name;
    const char *lines;
    const char *masked;
} Case;

static const char rules[] =
    SCRATCH_RULE ("word", "stop", "match = hunter\\d\nsecret = yes")
        SCRATCH_RULE ("card", "warn", "match = (?:\\d[ -]?){15}\\d\nsecret = yes")
            SCRATCH_RULE ("told", "warn", "match = pin is \\K\\d{4}\nsecret = yes")
                SCRATCH_RULE ("block", "watch",
                              "match = BEGIN.{1,80}?END\nmatch = BEGIN(?s:.){1,80}?END\n"
                              "secret = yes")
                    SCRATCH_RULE ("address", "warn", "match = \\w+@b[.]c\nsecret = yes")
                        SCRATCH_RULE ("kept", "warn", "phrase = buy now\nsecret = no");

static const Case cases[] = {
    {"nothing", "We open at nine.", NULL},
    {"no secret", "Buy now", NULL},
    {"all of it", "hunter2", M7},
    {"a part", "It is hunter2!", "It is " M7 "!"},
    {"no more than was matched", "The pin is 4821, ok?", "The pin is " M4 ", ok?"},
    {"several", "hunter1 hunter2 hunter3", M7 " " M7 " " M7},
    {"the same again", "pin is 4821 (4821)", "pin is " M4 " (" M4 ")"},
    {"a tag in between", "hun<b>ter</b>2",
     BI_MASK BI_MASK BI_MASK "<b>" BI_MASK BI_MASK BI_MASK "</b>" BI_MASK},
    {"an entity before it", "&lt;&auml; hunter2 &amp;", "&lt;&auml; " M7 " &amp;"},
    {"an entity in it", "BEGIN&amp;END", M9},
    {"characters of several bytes",
     "é BEGIN\xF0\x9F\x94\x91"
     "END €",
     "é " M9 " €"},
    {"wide digits", "pin is ４８２１", "pin is " M4},
    {"what is no UTF-8", "\xFF hunter2 \xFE", "\xFF " M7 " \xFE"},
    {"a link that says it", "<A HREF=\"mailto:abcd@b.c\">abcd@b.c</A> x",
     "<A>" M4 M4 "</A> x"},
    {"a link that hides it", "<a href=\"http://x.example/?k=hunter2\">here</a>",
     "<a>here</a>"},
    {"another link", "<a href=\"http://x.example/\">x</a> hunter2",
     "<a href=\"http://x.example/\">x</a> " M7},
    {"the text of an image", "<img id=\"3\" alt=\"hunter2\">", "<img>"},
    {"an attribute that repeats it", "hunter2 <span title=\"hunter2\">x</span>",
     M7 " <span>x</span>"},
    {"an attribute of a tag within", "hun<font color=\"#ff0000\">ter2</font>",
     BI_MASK BI_MASK BI_MASK "<font color=\"#ff0000\">" M4 "</font>"},
    {"lines", "one|hunter2|three", "one|" M7 "|three"},
    {"across lines", "a BEGIN|xy|END b",
     "a " M4 BI_MASK "|" BI_MASK BI_MASK "|" BI_MASK BI_MASK BI_MASK " b"},
    {"lines in a line", "BEGIN<br>END", M4 BI_MASK "<br>" BI_MASK BI_MASK BI_MASK},
    {"a newline", "BEGIN\nEND", M4 BI_MASK "\n" BI_MASK BI_MASK BI_MASK},
    {"a tag across lines", "<a href=\"x|y\">hunter2</a>", "<a>|" M7 "</a>"},
    {"empty lines", "|hunter2|", "|" M7 "|"},
    {"masked already", M7, NULL},
};

static BiRuleset *
load (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "x.rules", rules);
    BiRuleset *ruleset = bi_ruleset_load_file (path);

    scratch_remove (folder);
    g_assert_cmpuint (bi_ruleset_get_size (ruleset), ==, 6);
    return ruleset;
}

/* Returns: (transfer full) (nullable) */
static char **
mask_checked (const BiDraft *draft, char **lines)
{
    g_autoptr (GArray) secrets = bi_draft_list_secrets (draft, lines);

    return secrets != NULL ? bi_mask_lines (lines, secrets) : NULL;
}

/* Returns: (transfer full) (nullable) */
static char *
mask (BiRuleset *ruleset, char **lines)
{
    g_autoptr (BiDraft) draft = bi_draft_new ();
    g_autofree char *markup = g_strjoinv ("<br>", lines);
    g_auto (GStrv) masked = NULL;

    bi_draft_check (draft, ruleset, NULL, markup);
    masked = mask_checked (draft, lines);
    g_assert_true (masked == NULL || g_strv_length (masked) == g_strv_length (lines));
    return masked != NULL ? g_strjoinv ("|", masked) : NULL;
}

static void
test_cases (void)
{
    g_autoptr (BiRuleset) ruleset = load ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_auto (GStrv) lines = g_strsplit (cases[i].lines, "|", -1);
        g_autofree char *masked = mask (ruleset, lines);

        g_test_message ("%s", cases[i].name);
        g_assert_cmpstr (masked, ==, cases[i].masked);
    }
}

/* More than a report shows of another rule. */
static void
test_many (void)
{
    g_autoptr (BiRuleset) ruleset = load ();
    g_autoptr (GString) line = g_string_new (NULL);
    g_auto (GStrv) lines = NULL;
    g_autofree char *masked = NULL;

    for (guint i = 0; i < 300; i++)
        g_string_append_printf (line, "hunter%u, no card 1234 123%u; ", i % 10, i % 10);
    for (guint i = 0; i < 20; i++)
        g_string_append_printf (line, "42%02u 4242 4242 42%02u. ", i, i);
    lines = g_strsplit (line->str, "|", -1);
    masked = mask (ruleset, lines);
    g_assert_null (strstr (masked, "hunter"));
    g_assert_null (strstr (masked, "4242"));
    g_assert_nonnull (strstr (masked, "no card 1234 1239"));
    g_assert_cmpint (g_utf8_strlen (masked, -1), ==, g_utf8_strlen (line->str, -1));
}

/* What was not checked is not known. */
static void
test_other (void)
{
    g_autoptr (BiRuleset) ruleset = load ();
    g_autoptr (BiDraft) draft = bi_draft_new ();
    const char *const lines[] = {"hunter2", NULL};
    const char *const others[] = {"hunter3", NULL};
    g_auto (GStrv) masked = NULL;

    g_assert_null (bi_draft_list_secrets (draft, (char **) lines));
    bi_draft_check (draft, ruleset, NULL, "hunter2");
    g_assert_null (bi_draft_list_secrets (draft, (char **) others));
    g_assert_null (bi_draft_list_secrets (draft, NULL));
    masked = mask_checked (draft, (char **) lines);
    g_assert_cmpstr (masked[0], ==, M7);
}

static void
test_left_over (void)
{
    const char *const left[] = {"one", "a " M4 " b", NULL};
    const char *const points[] = {BI_MASK " one", BI_MASK BI_MASK, NULL};

    g_assert_true (bi_mask_is_in ((char **) left));
    g_assert_false (bi_mask_is_in ((char **) points));
    g_assert_false (bi_mask_is_in (NULL));
}

/* Whatever the bytes and spans: there are as many lines. */
static void
test_any (void)
{
    static const char *const scraps[] = {
        "a",    "<b>", "</b>", "<a href=\"z\">", "</a>", "&amp;", "é", "<br>", "|",
        "\xFF", "<",   ">",    "zzzz",           "\n"};

    for (guint i = 0; i < 3000; i++) {
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
        g_auto (GStrv) lines = NULL;
        g_auto (GStrv) masked = NULL;

        for (int j = g_test_rand_int_range (0, 12); j > 0; j--)
            g_string_append (text,
                             scraps[g_test_rand_int_range (0, G_N_ELEMENTS (scraps))]);
        for (int j = g_test_rand_int_range (0, 4); j > 0; j--) {
            gsize start = (gsize) g_test_rand_int_range (0, 40);
            BiSpan span = {start, start + (gsize) g_test_rand_int_range (0, 12)};
            g_array_append_val (spans, span);
        }
        lines = g_strsplit (text->str, "|", -1);
        masked = bi_mask_lines (lines, spans);
        if (masked != NULL)
            g_assert_cmpuint (g_strv_length (masked), ==, g_strv_length (lines));
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/mask/what-a-rule-calls-secret-is-masked", test_cases);
    g_test_add_func ("/mask/however-many-there-are", test_many);
    g_test_add_func ("/mask/only-what-was-checked-is-known", test_other);
    g_test_add_func ("/mask/a-mask-that-is-left-over-is-seen", test_left_over);
    g_test_add_func ("/mask/any-bytes-and-spans-keep-their-lines", test_any);
    return g_test_run ();
}
