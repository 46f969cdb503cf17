/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a held draft is written down. */
#include "badidea/held.h"

#include "badidea/mask.h"

#include "heldtest.h"
#include "scratch.h"

#include <string.h>

#define M2 BI_MASK BI_MASK
#define M3 M2 BI_MASK
#define M5 M3 M2
#define M7 M5 M2

/* Lines are written with "|" between them and secrets in brackets. */
static void
set_lines (BiHeld *held, const char *marked)
{
    g_autoptr (GString) text = g_string_new (NULL);
    GArray *secrets = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    gsize start = 0;

    for (const char *c = marked; *c != '\0'; c++)
        switch (*c) {
        case '[': start = text->len; break;
        case ']': g_array_append_vals (secrets, &(BiSpan){start, text->len}, 1); break;
        case '|': g_string_append (text, "<br>"); break;
        default: g_string_append_c (text, *c);
        }
    bi_held_set_lines (held, g_strsplit (text->str, "<br>", -1), secrets);
}

static BiHeld *
make_secret (void)
{
    BiHeld *held = heldtest_new ("2026-01-01T00:00:00Z", "x");

    set_lines (held, "pw [hunter2]|second|[third]");
    return held;
}

static BiHeld *
save_and_read (const BiHeld *held)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (GPtrArray) list = NULL;

    heldtest_save (folder, held);
    list = heldtest_list (folder);
    scratch_remove (folder);
    g_assert_cmpuint (list->len, ==, 1);
    return g_ptr_array_steal_index (list, 0);
}

static void
test_masked (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    g_autoptr (BiHeld) masked = save_and_read (held);
    g_autoptr (BiHeld) again = save_and_read (masked);
    g_autoptr (BiHeld) whole = NULL;
    g_autoptr (BiHeld) plain = heldtest_new ("2026-01-01T00:00:00Z", "x");
    g_autoptr (BiHeld) read = save_and_read (plain);

    g_assert_cmpstrv (masked->lines, held->masked);
    g_assert_null (masked->masked);
    g_assert_true (masked->is_masked && !masked->whole);
    g_assert_true (again->is_masked && !again->whole);
    held->whole = TRUE;
    whole = save_and_read (held);
    g_assert_cmpstrv (whole->lines, held->lines);
    g_assert_true (whole->whole && !whole->is_masked);
    g_assert_false (read->whole || read->is_masked);
}

/* Who has agreed has done so for this text, however it is divided into lines. */
static void
test_agreed (void)
{
    g_autoptr (BiHeld) held = make_secret ();

    held->whole = TRUE;
    bi_held_set_lines (held, g_strdupv (held->lines), NULL);
    g_assert_true (held->whole);
    bi_held_set_lines (held, g_strsplit ("pw hunter2<br>second<br>third", "|", -1), NULL);
    g_assert_true (held->whole);
    bi_held_set_lines (held, g_strsplit ("pw hunter3", "|", -1), NULL);
    g_assert_false (held->whole);
}

static const struct {
    const char *name, *before, *now;
    const char *masked; /* (nullable), lines with "|" between them */
} merges[] = {
    {"no secret", "a xyz", "a xyz", NULL},
    {"no secret now", "a [xyz]", "a xyz", "a " M3},
    {"less of a line", "[abc] [xyz]", "[abc] xyz", M3 " " M3},
    {"more of a line", "[abc] xyz", "[abc] [xyz]", M3 " " M3},
    {"another part", "[abc] xyz", "abc [xyz]", M3 " " M3},
    {"parts that overlap", "[abc]d", "a[bcd]", M3 BI_MASK},
    {"a line each", "[abc]|xyz", "abc|[xyz]", M3 "|" M3},
    {"an entity and a tag", "a[&amp;]b <b>xyz</b>", "a&amp;[b] <b>[xyz]</b>",
     "a" BI_MASK BI_MASK " <b>" M3 "</b>"},
    {"a link", "<a href=\"x\">[xyz]</a> abc", "<a href=\"x\">xyz</a> [abc]",
     "<a>" M3 "</a> " M3},
    {"characters of several bytes", "[\xC3\xA9]\xC3\xA9 z", "\xC3\xA9\xC3\xA9 [z]",
     BI_MASK "\xC3\xA9 " BI_MASK},
    {"where else it stands", "[xyzx] c|xyzx", "xyzx c|[x]yzx",
     M3 BI_MASK " c|" M3 BI_MASK},
    {"another text", "[abc] xyz", "abc [xyz]z", "abc " M3 "z"},
    {"another text without one", "[abc] xyz", "abc xyzz", NULL},
};

/* What was a secret once stays one. */
static void
test_merge (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (merges); i++) {
        g_autoptr (BiHeld) held = bi_held_new ();
        g_autofree char *masked = NULL;

        g_test_message ("%s", merges[i].name);
        set_lines (held, merges[i].before);
        set_lines (held, merges[i].now);
        masked = held->masked != NULL ? g_strjoinv ("|", held->masked) : NULL;
        g_assert_cmpstr (masked, ==, merges[i].masked);
    }
}

/* Whatever the rules say by now, and however the text is divided. */
static void
test_divided (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    char **divided = g_new0 (char *, 2);

    divided[0] = g_strjoinv ("<br>", held->lines);
    bi_held_set_lines (held, divided, NULL);
    g_assert_cmpuint (g_strv_length (held->masked), ==, 1);
    g_assert_cmpstr (held->masked[0], ==, "pw " M7 "<br>second<br>" M5);
    bi_held_set_lines (held, g_strsplit (held->lines[0], "<br>", -1), NULL);
    g_assert_cmpuint (g_strv_length (held->masked), ==, 3);
    g_assert_cmpstr (held->masked[0], ==, "pw " M7);
    g_assert_cmpstr (held->masked[2], ==, M5);
}

static void
test_was_masked (void)
{
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");

    held->is_masked = TRUE;
    bi_held_set_lines (held, g_strsplit ("a " BI_MASK BI_MASK BI_MASK, "|", -1), NULL);
    g_assert_true (held->is_masked);
    bi_held_set_lines (held, g_strsplit ("a b", "|", -1), NULL);
    g_assert_false (held->is_masked);
}

static void
test_append (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    g_autoptr (BiHeld) other = heldtest_new ("2026-01-01T00:00:00Z", "x");
    g_autoptr (BiHeld) secret = make_secret ();
    g_autofree char *joined = NULL;

    held->whole = TRUE;
    bi_held_append (held, other);
    g_assert_true (held->whole);
    g_assert_cmpstrv (bi_held_get_written (held), held->lines);
    bi_held_append (held, secret);
    g_assert_false (held->whole);
    joined = bi_held_join_masked (held, G_MAXSIZE);
    g_assert_cmpstr (joined, ==,
                     "pw " M7 "<br>second<br>" M5 "<br>x<br>second<br>pw " M7
                     "<br>second<br>" M5);
    g_assert_cmpstrv (bi_held_get_written (held), held->masked);
}

/* A line that follows is masked with the others, and makes what reaches into it a
 * secret. */
static void
test_add_secrets (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    g_autoptr (GArray) secrets = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    g_autofree char *joined = NULL;

    held->whole = TRUE;
    bi_held_add_secrets (held, secrets, 0);
    g_array_append_vals (secrets, &(BiSpan){10, 15}, 1);
    bi_held_add_secrets (held, secrets, strlen ("pw hunter2<br>"));
    g_assert_true (held->whole);
    g_array_index (secrets, BiSpan, 0).start = 0;
    bi_held_add_secrets (held, secrets, strlen ("pw hunter2<br>"));
    g_assert_false (held->whole);
    joined = bi_held_join_masked (held, G_MAXSIZE);
    g_assert_cmpstr (joined, ==, "pw " M7 "<br>" M5 BI_MASK "<br>" M5);
}

static void
test_join_last (void)
{
    static const struct {
        gsize most;
        const char *text;
    } cases[] = {
        {0, "third"},
        {5, "third"},
        {14, "third"},
        {15, "second<br>third"},
        {28, "second<br>third"},
        {29, "pw hunter2<br>second<br>third"},
        {G_MAXSIZE, "pw hunter2<br>second<br>third"},
    };
    g_autoptr (BiHeld) held = make_secret ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        gsize start;
        g_autofree char *text = bi_held_join_last (held, cases[i].most, &start);

        g_assert_cmpstr (text, ==, cases[i].text);
        g_assert_cmpuint (start, ==, 29 - strlen (text));
    }
}

static void
test_drop_lines (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    g_autofree char *first = bi_held_join_masked (held, 1);
    g_autofree char *rest = NULL;

    g_assert_cmpstr (first, ==, "pw " M7);
    bi_held_drop_lines (held, 0, 1);
    rest = bi_held_join_masked (held, G_MAXSIZE);
    g_assert_cmpstr (rest, ==, "second<br>" M5);
    g_assert_cmpstr (held->lines[1], ==, "third");
    bi_held_set_lines (held, g_strdupv (held->lines), NULL);
    g_assert_cmpstr (held->masked[1], ==, M5);
}

/* @n lines from @first on. */
static const struct {
    const char *lines;
    gsize first, n;
    const char *masked; /* lines with "|" between them */
} drops[] = {
    {"a|b [xyz]|c", 0, 1, "b " M3 "|c"},      {"a|b [xyz]|c", 2, 1, "a|b " M3},
    {"a|[xyz]|c|d [xyz]", 1, 2, "a|d " M3},   {"[abc]|b|[xyz]", 1, 1, M3 "|" M3},
    {"[abc]|b|[xyz]", 1, 0, M3 "|b|" M3},     {"a [b|c] d|e", 0, 1, BI_MASK " d|e"},
    {"a [b|c] d|e", 1, 1, "a " BI_MASK "|e"}, {"[abcde]|abcde", 0, 1, M5},
};

static void
test_drop (void)
{
    g_autoptr (BiHeld) was_masked = bi_held_new ();

    was_masked->is_masked = TRUE;
    set_lines (was_masked, "a " M3 "|b");
    bi_held_drop_lines (was_masked, 1, 1);
    g_assert_true (was_masked->is_masked);
    set_lines (was_masked, "a " M3 "|b");
    bi_held_drop_lines (was_masked, 0, 1);
    g_assert_false (was_masked->is_masked);
    for (gsize i = 0; i < G_N_ELEMENTS (drops); i++) {
        g_autoptr (BiHeld) held = bi_held_new ();
        g_autofree char *masked = NULL;

        set_lines (held, drops[i].lines);
        bi_held_drop_lines (held, drops[i].first, drops[i].n);
        masked = g_strjoinv ("|", held->masked);
        g_assert_cmpstr (masked, ==, drops[i].masked);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/held/a-secret-is-written-only-if-its-writer-agrees", test_masked);
    g_test_add_func ("/held/another-text-is-agreed-to-anew", test_agreed);
    g_test_add_func ("/held/what-was-masked-once-stays-so", test_merge);
    g_test_add_func ("/held/however-it-is-divided", test_divided);
    g_test_add_func ("/held/what-came-back-masked-is-known", test_was_masked);
    g_test_add_func ("/held/two-drafts-are-whole-only-if-both-may", test_append);
    g_test_add_func ("/held/a-secret-found-later-is-agreed-to-anew", test_add_secrets);
    g_test_add_func ("/held/the-last-lines-are-as-many-as-there-is-room-for",
                     test_join_last);
    g_test_add_func ("/held/what-has-left-leaves-the-rest-masked", test_drop_lines);
    g_test_add_func ("/held/whichever-lines-have-left", test_drop);
    return g_test_run ();
}
