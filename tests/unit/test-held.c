/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "heldtest.h"
#include "scratch.h"

#include <string.h>
#include <sys/stat.h>

static guint
count_files (const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    guint count = 0;

    g_assert_nonnull (dir);
    while (g_dir_read_name (dir) != NULL)
        count++;
    return count;
}

static guint
mode_of (const char *path)
{
    GStatBuf status;

    g_assert_cmpint (g_stat (path, &status), ==, 0);
    return status.st_mode & 0777;
}

static void
assert_same (const BiHeld *one, const BiHeld *other)
{
    g_assert_cmpstr (one->id, ==, other->id);
    g_assert_cmpstr (one->time, ==, other->time);
    g_assert_cmpstr (one->protocol, ==, other->protocol);
    g_assert_cmpstr (one->account, ==, other->account);
    g_assert_cmpstr (one->surface, ==, other->surface);
    g_assert_cmpstr (one->conversation, ==, other->conversation);
    g_assert_cmpstrv (one->lines, other->lines);
    g_assert_cmpstrv (one->rules, other->rules);
}

static void
test_id (void)
{
    g_autoptr (BiHeld) one = bi_held_new ();
    g_autoptr (BiHeld) other = bi_held_new ();

    g_assert_cmpstr (one->id, !=, other->id);
    g_assert_null (strchr (one->id, G_DIR_SEPARATOR));
}

static void
test_modes (void)
{
    static const mode_t masks[] = {0, 022, 077, 0177};

    for (gsize i = 0; i < G_N_ELEMENTS (masks); i++) {
        g_autofree char *base = scratch_new ();
        g_autofree char *folder = g_build_filename (base, "a", "held", NULL);
        g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
        g_autofree char *name = g_strconcat (held->id, ".json", NULL);
        g_autofree char *path = g_build_filename (folder, name, NULL);
        mode_t before;

        /* A mask that takes the search bit from folders is only for one that is there. */
        if (masks[i] & 0100)
            g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
        before = umask (masks[i]);
        heldtest_save (folder, held);
        umask (before);
        g_test_message ("umask %03o", (guint) masks[i]);
        g_assert_cmpuint (mode_of (folder), ==, 0700);
        g_assert_cmpuint (mode_of (path), ==, 0600);
        g_assert_cmpuint (count_files (folder), ==, 1);
        scratch_remove (base);
    }
}

static void
test_round_trip (void)
{
    static const char *const texts[] = {
        "plain",
        "",
        " blanks \t around ",
        "two\nlines\r\nand more\n",
        "\"quoted\" 'twice' \\ \\n \\u0041 /",
        "<b>bold</b> &amp; <a href=\"http://x.example/?a=1&b=2\">x</a> </script>",
        "🔥 é ß 質問 \xE2\x80\xA8 \xE2\x80\xAE \xEF\xBB\xBF \xEF\xBF\xBD",
        "\001\002\003\004\005\006\007\b\t\n\v\f\r\016\017\020\033\037\177",
        "{\"id\": null}",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", texts[i]);
        g_autoptr (GPtrArray) list = NULL;

        g_free (held->conversation);
        held->conversation = g_strdup (texts[i]);
        heldtest_save (folder, held);
        list = heldtest_list (folder);
        g_test_message ("\"%s\"", texts[i]);
        g_assert_cmpuint (list->len, ==, 1);
        assert_same (list->pdata[0], held);
        scratch_remove (folder);
    }
}

/* What is said to be safe can be read again, whatever its bytes and whatever is not
 * known. */
static void
test_any_bytes (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiHeld) held =
        heldtest_new ("2026-01-01T00:00:00Z", "caf\xE9 \xFF ask us");
    g_autoptr (GPtrArray) list = NULL;

    heldtest_save (folder, held);
    list = heldtest_list (folder);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_nonnull (strstr (((BiHeld *) list->pdata[0])->lines[0], "ask us"));
    scratch_remove (folder);
}

static void
test_nothing_known (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiHeld) held = bi_held_new ();
    g_autoptr (GPtrArray) list = NULL;

    held->time = g_strdup ("2026-01-01T00:00:00Z");
    held->lines = g_strsplit ("ask us", ",", -1);
    heldtest_save (folder, held);
    list = heldtest_list (folder);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpstr (((BiHeld *) list->pdata[0])->lines[0], ==, "ask us");
    scratch_remove (folder);
}

static void
test_order (void)
{
    static const char *const times[] = {"2026-03-01T00:00:00Z", "2025-12-31T23:59:59Z",
                                        "2026-02-01T10:00:00Z", "2026-02-01T09:59:59Z",
                                        "2026-03-01T00:00:01Z"};
    static const guint order[] = {1, 3, 2, 0, 4};
    g_autofree char *folder = scratch_new ();
    g_autoptr (GPtrArray) list = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
        g_autoptr (BiHeld) held = heldtest_new (times[i], "x");

        heldtest_save (folder, held);
    }
    list = heldtest_list (folder);
    g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (times));
    for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
        g_assert_cmpstr (((BiHeld *) list->pdata[i])->time, ==, times[order[i]]);
    scratch_remove (folder);
}

static void
test_save_again (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
    g_autoptr (GPtrArray) list = NULL;

    heldtest_save (folder, held);
    g_free (held->lines[0]);
    held->lines[0] = g_strdup ("y");
    heldtest_save (folder, held);
    g_assert_cmpuint (count_files (folder), ==, 1);
    list = heldtest_list (folder);
    assert_same (list->pdata[0], held);
    scratch_remove (folder);
}

static void
test_no_folder (void)
{
    g_autofree char *base = scratch_new ();
    g_autofree char *folder = g_build_filename (base, "held", NULL);
    g_autoptr (GPtrArray) list = heldtest_list (folder);

    g_assert_cmpuint (list->len, ==, 0);
    scratch_remove (base);
}

static void
test_remove (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
    g_autoptr (BiHeld) other = heldtest_new ("2026-01-02T00:00:00Z", "y");
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;

    heldtest_save (folder, held);
    heldtest_save (folder, other);
    for (guint i = 0; i < 2; i++) {
        g_assert_true (bi_held_remove (folder, held->id, &error));
        g_assert_no_error (error);
    }
    list = heldtest_list (folder);
    g_assert_cmpuint (list->len, ==, 1);
    assert_same (list->pdata[0], other);
    scratch_remove (folder);
}

static void
test_failures (void)
{
    g_autofree char *base = scratch_new ();
    g_autofree char *file = scratch_write (base, "file", "x");
    g_autofree char *below = g_build_filename (file, "held", NULL);
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
    const char *const folders[] = {file, below};

    for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
        g_autoptr (GError) saving = NULL;
        g_autoptr (GError) removing = NULL;

        g_test_message ("in %s", folders[i]);
        g_assert_false (bi_held_save (folders[i], held, &saving));
        g_assert_nonnull (saving);
        g_assert_nonnull (strstr (saving->message, folders[i]));
        g_assert_false (bi_held_remove (folders[i], held->id, &removing));
        g_assert_nonnull (removing);
        g_assert_nonnull (strstr (removing->message, folders[i]));
    }
    scratch_remove (base);
}

/* A file that cannot be replaced is left as it is, and nothing else beside it. */
static void
test_nothing_temporary (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
    g_autofree char *inside = g_strconcat (held->id, ".json/inside", NULL);
    g_autoptr (GError) error = NULL;

    scratch_add (folder, inside, "x");
    g_assert_false (bi_held_save (folder, held, &error));
    g_assert_nonnull (error);
    g_assert_cmpuint (count_files (folder), ==, 1);
    scratch_remove (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/held/each-has-an-id-of-its-own", test_id);
    g_test_add_func ("/held/only-its-owner-can-read-it-whatever-the-umask", test_modes);
    g_test_add_func ("/held/any-text-comes-back-as-it-was", test_round_trip);
    g_test_add_func ("/held/what-is-no-utf-8-comes-back-too", test_any_bytes);
    g_test_add_func ("/held/what-is-not-known-does-not-matter", test_nothing_known);
    g_test_add_func ("/held/the-oldest-comes-first", test_order);
    g_test_add_func ("/held/saved-again-it-replaces-itself", test_save_again);
    g_test_add_func ("/held/no-folder-holds-nothing", test_no_folder);
    g_test_add_func ("/held/it-can-be-removed-twice", test_remove);
    g_test_add_func ("/held/what-cannot-be-written-or-removed-is-said", test_failures);
    g_test_add_func ("/held/nothing-temporary-stays", test_nothing_temporary);
    return g_test_run ();
}
