/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What of a held draft is written down. */
#include "badidea/held.h"

#include "badidea/mask.h"

#include "scratch.h"

static BiHeld *
make_held (const char *time, const char *line)
{
    BiHeld *held = bi_held_new ();

    held->time = g_strdup (time);
    held->protocol = g_strdup ("prpl-irc");
    held->account = g_strdup ("acme@irc.example");
    held->surface = g_strdup ("room");
    held->conversation = g_strdup ("#acme");
    held->lines = g_new0 (char *, 3);
    held->lines[0] = g_strdup (line);
    held->lines[1] = g_strdup ("second");
    held->rules = g_strsplit ("ask,other", ",", -1);
    return held;
}

static void
save (const char *folder, const BiHeld *held)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (bi_held_save (folder, held, &error));
    g_assert_no_error (error);
}

static GPtrArray *
list_all (const char *folder)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    GPtrArray *list = bi_held_list (folder, problems);

    g_assert_cmpuint (problems->len, ==, 0);
    return list;
}

static BiHeld *
make_secret (void)
{
    BiHeld *held = make_held ("2026-01-01T00:00:00Z", "pw hunter2");

    bi_held_set_lines (held, g_strsplit ("pw hunter2|second|third", "|", -1),
                       g_strsplit ("pw " BI_MASK "|second|" BI_MASK, "|", -1));
    return held;
}

static BiHeld *
save_and_read (const BiHeld *held)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (GPtrArray) list = NULL;

    save (folder, held);
    list = list_all (folder);
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
    g_autoptr (BiHeld) plain = make_held ("2026-01-01T00:00:00Z", "x");
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
    g_assert_cmpstr (held->masked[0], ==, "pw " BI_MASK);
    g_assert_cmpstr (held->masked[2], ==, BI_MASK);
    bi_held_set_lines (held, g_strsplit ("pw hunter2<br>second<br>third", "|", -1), NULL);
    g_assert_true (held->whole);
    g_assert_null (held->masked);
    bi_held_set_lines (held, g_strsplit ("pw hunter3", "|", -1), NULL);
    g_assert_false (held->whole);
}

static void
test_was_masked (void)
{
    g_autoptr (BiHeld) held = make_held ("2026-01-01T00:00:00Z", "x");

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
    g_autoptr (BiHeld) other = make_held ("2026-01-01T00:00:00Z", "x");
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
                     "pw " BI_MASK "<br>second<br>" BI_MASK
                     "<br>x<br>second<br>pw " BI_MASK "<br>second<br>" BI_MASK);
    g_assert_cmpstrv (bi_held_get_written (held), held->masked);
}

static void
test_drop_lines (void)
{
    g_autoptr (BiHeld) held = make_secret ();
    g_autofree char *first = bi_held_join_masked (held, 1);
    g_autofree char *rest = NULL;

    g_assert_cmpstr (first, ==, "pw " BI_MASK);
    bi_held_drop_lines (held, 1);
    rest = bi_held_join_masked (held, G_MAXSIZE);
    g_assert_cmpstr (rest, ==, "second<br>" BI_MASK);
    g_assert_cmpstr (held->lines[1], ==, "third");
    bi_held_set_lines (held, g_strdupv (held->lines), NULL);
    g_assert_cmpstr (held->masked[1], ==, BI_MASK);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/held/a-secret-is-written-only-if-its-writer-agrees", test_masked);
    g_test_add_func ("/held/another-text-is-agreed-to-anew", test_agreed);
    g_test_add_func ("/held/what-came-back-masked-is-known", test_was_masked);
    g_test_add_func ("/held/two-drafts-are-whole-only-if-both-may", test_append);
    g_test_add_func ("/held/what-has-left-leaves-the-rest-masked", test_drop_lines);
    return g_test_run ();
}
