/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/draft.h"
#include "badidea/mask.h"

#include "scratch.h"

#include <string.h>

#define M2 BI_MASK BI_MASK
#define M3 M2 BI_MASK
#define M4 M2 M2
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
            SCRATCH_RULE ("told", "warn",
                          "match = pin is \\K\\d{4}\nmatch = cvv \\K\\d{3}\nsecret = yes")
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
    {"the same again in tags", "pin is 4821 (48<b>21</b>)",
     "pin is " M4 " (" M2 "<b>" M2 "</b>)"},
    {"in tags and the same again", "pin is 48<b>21</b> (4821)",
     "pin is " M2 "<b>" M2 "</b> (" M4 ")"},
    {"the same again as entities", "pin is 4821 (4&#56;&#x32;1)",
     "pin is " M4 " (" M4 ")"},
    {"entities and the same again", "pin is &#52;821 (4821)", "pin is " M4 " (" M4 ")"},
    {"the same again, overlapping", "pin is 4444 (444444)", "pin is " M4 " (" M4 M2 ")"},
    {"the same again, but across lines", "pin is 4821 48|21 48<br>21 48\n21",
     "pin is " M4 " 48|21 48<br>21 48\n21"},
    {"the same again, but in paragraphs", "pin is 4821 <p>48</p><p>21</p>",
     "pin is " M4 " <p>48</p><p>21</p>"},
    {"half of it a link", "pin is 48<a href=\"http://21/\">21</a> 4821 http://21/",
     "pin is " M2 "<a>" M2 "</a> " M4 " " M7 BI_MASK BI_MASK BI_MASK},
    {"half of it an image", "pin is 48<img alt=\"21\"> 4821",
     "pin is " M2 "<img>" M3 " " M4},
    {"an image in which it is again", "pin is 4821 48<img alt=\"21\">",
     "pin is " M4 " " M2 "<img>" M3},
    {"a link in which it is again", "pin is 4821 <a href=\"/?4&#56;21\">x</a>",
     "pin is " M4 " <a>" M3 "x</a>"},
    {"a link that hides it, and it again",
     "<a href=\"/?pin is 4821\">here</a> 4821 <b>48</b>21",
     "<a>" M3 "here</a> " M4 " <b>" M2 "</b>" M2},
    {"a line of it again", "BEGIN|  longer   |END longer; no END",
     M4 BI_MASK "|" M7 M4 "|" M2 BI_MASK " " M4 M2 "; no END"},
    {"what is short stands elsewhere by chance", "cvv 904 of 904 guests",
     "cvv " M2 BI_MASK " of 904 guests"},
    {"a link that says it", "<A HREF=\"mailto:abcd@b.c\">abcd@b.c</A> x",
     "<A>" M3 M4 M4 "</A> x"},
    {"a link that hides it", "<a href=\"http://x.example/?k=hunter2\">here</a>",
     "<a>" M3 "here</a>"},
    {"another link", "<a href=\"http://x.example/\">x</a> hunter2",
     "<a href=\"http://x.example/\">x</a> " M7},
    {"the text of an image", "<img id=\"3\" alt=\"hunter2\">", "<img>" M3},
    {"an attribute that repeats it", "hunter2 <span title=\"hunter2\">x</span>",
     M7 " <span>" M3 "x</span>"},
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

/* Of a secret of at least @size bytes, "7a" over and over, which comes nowhere else. */
static void
assert_nothing_left (BiRuleset *ruleset, const char *const *around, gsize size,
                     gsize offset)
{
    g_autoptr (GString) secret = g_string_new (NULL);
    g_autofree char *before = g_strnfill (offset, '-');
    g_autofree char *behind = g_strnfill (2000, '-');
    g_autofree char *line = NULL;
    g_autofree char *masked = NULL;
    char *lines[] = {NULL, NULL};

    g_test_message ("%s...%s: %" G_GSIZE_FORMAT " bytes at %" G_GSIZE_FORMAT, around[0],
                    around[1], size, offset);
    while (secret->len < size)
        g_string_append (secret, "7a");
    line =
        g_strconcat (before, " ", around[0], secret->str, around[1], " ", behind, NULL);
    lines[0] = line;
    masked = mask (ruleset, lines);
    g_assert_nonnull (masked);
    g_assert_null (strstr (masked, "7a"));
}

/* However long it is and wherever windows are cut, of what the shipped rules find nothing
 * is left. */
static void
test_any_length (void)
{
    static const char *const around[][2] = {
        {"password: ", ""},
        {"the password is ", ", see you"},
        {"pw is \"", "\""},
        {"the wifi password is ", "<br>"},
        {"login: me pass: ", ""},
        {"login me password ", "."},
        {"recovery phrase: ", ""},
        {"order number ", ""},
        {"order number 12345-", "_1"},
        {"your order 123456-", "/1"},
        {"ghp_", ""},
        {"github_pat_", ""},
        {"glpat-", ""},
        {"xoxb-", ""},
        {"AIza", ""},
        {"sk_live_", ""},
        {"sk-", ""},
        {"npm_", ""},
        {"https://discord.com/api/webhooks/12345678901234567/", ""},
        {"eyJhbGciOiJub25lIn0.", ""},
        {"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", " is it"},
        {"Bearer ", ""},
        {"api_key = ", ""},
        {"{\"access_token\": \"", "\"}"},
        {"-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----"},
        {"-----BEGIN PRIVATE KEY-----<br>  ", " - <br>-----END PRIVATE KEY-----"},
        {"-----BEGIN PRIVATE KEY-----\\n", ""},
    };
    static const gsize sizes[] = {60, 300, 1400, 7000};
    static const gsize offsets[] = {0, 2000, 3064, 3900};
    const char *const layers[] = {"rules", NULL};
    BiSetting nowhere = {0};
    g_autoptr (BiRuleset) ruleset = bi_ruleset_reload (layers, &nowhere, NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
        for (gsize j = 0; j < G_N_ELEMENTS (sizes); j++)
            for (gsize k = 0; k < G_N_ELEMENTS (offsets); k++)
                assert_nothing_left (ruleset, around[i], sizes[j], offsets[k]);
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
    g_test_add_func ("/mask/however-long-it-is", test_any_length);
    g_test_add_func ("/mask/only-what-was-checked-is-known", test_other);
    g_test_add_func ("/mask/a-mask-that-is-left-over-is-seen", test_left_over);
    g_test_add_func ("/mask/any-bytes-and-spans-keep-their-lines", test_any);
    return g_test_run ();
}
