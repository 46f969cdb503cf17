/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Held drafts that somebody else has left in the folder, or damaged. */

#include "heldtest.h"
#include "scratch.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXTS                                                                            \
    "\"id\":\"i\",\"time\":\"t\",\"protocol\":\"p\",\"account\":\"a\",\"surface\":"      \
    "\"im\","                                                                            \
    "\"conversation\":\"c\","

static const char *const damaged[] = {
    "",
    "\n",
    "{",
    "not JSON",
    "null",
    "[]",
    "{}",
    "\"text\"",
    "7",
    "{\"id\":\"i\"}",
    "{" TEXTS "\"lines\":[\"x\"]}",
    "{" TEXTS "\"lines\":\"x\",\"rules\":[]}",
    "{" TEXTS "\"lines\":null,\"rules\":[]}",
    "{" TEXTS "\"lines\":[null],\"rules\":[]}",
    "{" TEXTS "\"lines\":[[\"x\"]],\"rules\":[]}",
    "{" TEXTS "\"lines\":[{}],\"rules\":[]}",
    "{" TEXTS "\"lines\":[1],\"rules\":[]}",
    "{" TEXTS "\"lines\":[\"x\"],\"rules\":{}}",
    "{" TEXTS "\"account\":[],\"lines\":[\"x\"],\"rules\":[]}",
    "{" TEXTS "\"time\":null,\"lines\":[\"x\"],\"rules\":[]}",
    "{" TEXTS "\"time\":{},\"lines\":[\"x\"],\"rules\":[]}",
    "{" TEXTS "\"time\":3,\"lines\":[\"x\"],\"rules\":[]}",
    "{" TEXTS "\"lines\":[\"\xFF\"],\"rules\":[]}",
    "{" TEXTS "\"lines\":[\"x\"],\"rules\":[]",
    "{" TEXTS "\"lines\":[\"x\"],\"rules\":[[[[]]]]}",
    /* What the parser takes and JSON has not: brackets would hide in it. */
    "// \"\n{" TEXTS "\"lines\":[\"x\"],\"rules\":[]} // \"",
    "{" TEXTS "\"lines\":['x'],\"rules\":[]}",
};

static void
test_damage (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++) {
        g_autofree char *folder = scratch_new ();
        g_autofree char *path = scratch_write (folder, "damaged.json", damaged[i]);
        g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", "x");
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GPtrArray) list = NULL;
        g_autofree char *left = NULL;

        heldtest_save (folder, held);
        list = bi_held_list (folder, problems);
        g_test_message ("%s", damaged[i]);
        g_assert_cmpuint (list->len, ==, 1);
        g_assert_cmpstr (((BiHeld *) list->pdata[0])->id, ==, held->id);
        g_assert_cmpuint (problems->len, ==, 1);
        g_assert_cmpstr (((BiProblem *) problems->pdata[0])->file, ==, path);
        g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
        g_assert_cmpstr (left, ==, damaged[i]);
        scratch_remove (folder);
    }
}

/* So that the table above is damaged where it means to be. */
static void
test_no_damage (void)
{
    g_autofree char *folder = scratch_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) list = NULL;

    scratch_add (folder, "whole.json", "{" TEXTS "\"lines\":[\"x\"],\"rules\":[]}");
    scratch_add (folder, "README", "not a held draft");
    scratch_add (folder, "whole.json.ABCDEF", "what a power cut left");
    list = bi_held_list (folder, problems);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_cmpuint (problems->len, ==, 0);
    scratch_remove (folder);
}

static void
assert_refused (const char *folder, const char *path)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) list = bi_held_list (folder, problems);

    g_assert_cmpuint (list->len, ==, 0);
    g_assert_cmpuint (problems->len, ==, 1);
    g_assert_cmpstr (((BiProblem *) problems->pdata[0])->file, ==, path);
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* The parser would call itself once a bracket, until there is no room left. */
static void
test_many_brackets (void)
{
    static const char *const before[] = {"", "// \"\n", "['\"',", "[\"\\\"\","};

    for (gsize i = 0; i < G_N_ELEMENTS (before); i++) {
        g_autofree char *folder = scratch_new ();
        g_autofree char *brackets = g_strnfill (1000000, '[');
        g_autofree char *deep = g_strconcat (before[i], brackets, NULL);
        g_autofree char *closed = g_strconcat (deep, " // \"", NULL);
        g_autofree char *path = scratch_write (folder, "deep.json", deep);

        g_test_message ("after %s", before[i]);
        assert_refused (folder, path);
        scratch_add (folder, "deep.json", closed);
        assert_refused (folder, path);
        scratch_remove (folder);
    }
}

static void
test_too_large (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *text = g_strnfill (16 * 1024 * 1024, 'x');
    g_autoptr (BiHeld) held = heldtest_new ("2026-01-01T00:00:00Z", text);
    g_autoptr (GError) error = NULL;
    g_autofree char *path = NULL;

    g_assert_false (bi_held_save (folder, held, &error));
    g_assert_nonnull (strstr (error->message, "too large"));
    path = scratch_write (folder, "large.json", "{");
    g_assert_cmpint (truncate (path, 17 * 1024 * 1024), ==, 0);
    assert_refused (folder, path);
    scratch_remove (folder);
}

/* Nobody writes to it: who waits for that waits for ever. */
static void
test_pipe (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "pipe.json", NULL);

    g_assert_cmpint (mkfifo (path, 0600), ==, 0);
    assert_refused (folder, path);
    scratch_remove (folder);
}

static void
test_unreadable_folder (void)
{
    g_autofree char *base = scratch_new ();
    g_autofree char *path = scratch_write (base, "file", "x");
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) list = bi_held_list (path, problems);

    g_assert_cmpuint (list->len, ==, 0);
    g_assert_cmpuint (problems->len, ==, 1);
    scratch_remove (base);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/heldfiles/a-damaged-file-is-reported-and-left", test_damage);
    g_test_add_func ("/heldfiles/what-is-not-damaged-is-not-reported", test_no_damage);
    g_test_add_func ("/heldfiles/many-brackets-are-no-draft", test_many_brackets);
    g_test_add_func ("/heldfiles/nor-is-what-is-too-large", test_too_large);
    g_test_add_func ("/heldfiles/nor-is-a-pipe", test_pipe);
    g_test_add_func ("/heldfiles/a-folder-that-cannot-be-read-is-reported",
                     test_unreadable_folder);
    return g_test_run ();
}
