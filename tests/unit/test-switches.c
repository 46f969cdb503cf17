/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/switches.h"

#include "scratch.h"

#include <string.h>
#include <sys/stat.h>

#define HEADING                                                                          \
    "# What clients have switched. They write this file anew; yours is any other.\n"

typedef struct {
    char *folder;
    char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
    fixture->folder = scratch_new ();
    fixture->path = g_build_filename (fixture->folder, BI_SWITCHES_FILE, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
    scratch_remove (fixture->folder);
    g_free (fixture->folder);
    g_free (fixture->path);
}

static void
set (const Fixture *fixture, const char *crisis, BiSwitch state, const GDate *until)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (bi_switches_set (fixture->path, crisis, state, until, &error));
    g_assert_no_error (error);
}

static void
assert_file (const char *path, const char *expected)
{
    g_autofree char *contents = NULL;
    g_autoptr (GError) error = NULL;

    g_file_get_contents (path, &contents, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (contents, ==, expected);
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
    g_autoptr (GDate) until = g_date_new_dmy (1, 2, 2027);

    set (fixture, "recall", BI_SWITCH_ON, NULL);
    assert_file (fixture->path, HEADING "\n[crisis.recall]\non = yes\n");
    set (fixture, "strike.2", BI_SWITCH_OFF, until);
    assert_file (fixture->path,
                 HEADING "\n[crisis.recall]\non = yes\n"
                         "\n[crisis.strike.2]\non = no\nuntil = 2027-02-01\n");
    set (fixture, "recall", BI_SWITCH_OFF, NULL);
    assert_file (fixture->path,
                 HEADING "\n[crisis.strike.2]\non = no\nuntil = 2027-02-01\n"
                         "\n[crisis.recall]\non = no\n");
    set (fixture, "strike.2", BI_SWITCH_NONE, NULL);
    set (fixture, "never-was", BI_SWITCH_NONE, NULL);
    assert_file (fixture->path, HEADING "\n[crisis.recall]\non = no\n");
}

/* What is written is what is read. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
    g_autoptr (GDate) until = g_date_new_dmy (29, 2, 2028);
    g_autoptr (GDateTime) last = g_date_time_new_utc (2028, 2, 29, 23, 59, 59);
    g_autoptr (GDateTime) next = g_date_time_new_utc (2028, 3, 1, 0, 0, 0);
    g_autoptr (BiSituation) situation = bi_situation_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    set (fixture, "recall", BI_SWITCH_ON, until);
    set (fixture, "strike", BI_SWITCH_OFF, NULL);
    scratch_read_situation (fixture->folder, situation, problems);
    g_assert_cmpuint (problems->len, ==, 0);
    g_assert_true (bi_situation_is_crisis_on (situation, "recall", last));
    g_assert_false (bi_situation_is_crisis_on (situation, "recall", next));
    g_assert_false (bi_situation_is_crisis_on (situation, "strike", last));
}

static void
test_spoilt (Fixture *fixture, gconstpointer data)
{
    scratch_add (fixture->folder, BI_SWITCHES_FILE,
                 "stray\n[crisis.a]\non = yes\n\xFF\n[crisis.b]\non = maybe\n"
                 "[crisis.c]\non = no\n[crisis.c]\non = yes\n[brand]\nname = Acme\n");
    set (fixture, "d", BI_SWITCH_ON, NULL);
    assert_file (fixture->path,
                 HEADING "\n[crisis.c]\non = no\n\n[crisis.d]\non = yes\n");
}

static void
test_other_files (Fixture *fixture, gconstpointer data)
{
    g_autofree char *mine =
        scratch_write (fixture->folder, "mine.situation", "[crisis.a]\non = no\n");
    struct stat status;

    set (fixture, "a", BI_SWITCH_ON, NULL);
    assert_file (mine, "[crisis.a]\non = no\n");
    g_assert_cmpint (stat (fixture->path, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_new_folder (Fixture *fixture, gconstpointer data)
{
    g_autofree char *path =
        g_build_filename (fixture->folder, "a", "b", BI_SWITCHES_FILE, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (bi_switches_set (path, "a", BI_SWITCH_ON, NULL, &error));
    assert_file (path, HEADING "\n[crisis.a]\non = yes\n");
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
    g_autofree char *file = scratch_write (fixture->folder, "file", "");
    g_autofree char *below = g_build_filename (file, BI_SWITCHES_FILE, NULL);
    g_autoptr (GError) no_folder = NULL;
    g_autoptr (GError) no_file = NULL;

    g_assert_false (bi_switches_set (below, "a", BI_SWITCH_ON, NULL, &no_folder));
    g_assert_error (no_folder, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
    g_assert_nonnull (strstr (no_folder->message, file));
    /* What cannot be read is not replaced, or the other switches would be lost. */
    g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
    g_assert_false (bi_switches_set (fixture->path, "a", BI_SWITCH_ON, NULL, &no_file));
    g_assert_error (no_file, G_FILE_ERROR, G_FILE_ERROR_INVAL);
    g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_DIR));
    /* A pipe keeps nobody waiting. */
    g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
    g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
    g_clear_error (&no_file);
    g_assert_false (bi_switches_set (fixture->path, "a", BI_SWITCH_ON, NULL, &no_file));
    g_assert_error (no_file, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static gpointer
switch_many (gpointer data)
{
    static gint n_threads;
    const Fixture *fixture = data;
    int thread = g_atomic_int_add (&n_threads, 1);

    for (int i = 0; i < 8; i++) {
        g_autofree char *crisis = g_strdup_printf ("c%d.%d", thread, i);
        set (fixture, crisis, BI_SWITCH_ON, NULL);
    }
    return NULL;
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
    GThread *one = g_thread_new ("one", switch_many, fixture);
    GThread *other = g_thread_new ("other", switch_many, fixture);
    g_autoptr (BiSituation) situation = bi_situation_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    g_thread_join (one);
    g_thread_join (other);
    scratch_read_situation (fixture->folder, situation, problems);
    for (int i = 0; i < 16; i++) {
        g_autofree char *crisis = g_strdup_printf ("c%d.%d", i / 8, i % 8);
        g_assert_true (bi_situation_is_crisis_on (situation, crisis, NULL));
    }
}

#define ADD(path, test)                                                                  \
    g_test_add ("/switches/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    ADD ("a-switch-is-set-changed-and-taken-back", test_set);
    ADD ("what-is-written-is-what-is-read", test_round_trip);
    ADD ("a-spoilt-file-keeps-its-good-switches", test_spoilt);
    ADD ("nobody-elses-file-is-touched", test_other_files);
    ADD ("a-missing-folder-is-made", test_new_folder);
    ADD ("a-failure-changes-nothing", test_failures);
    ADD ("two-clients-lose-no-switch", test_two_at_once);
    return g_test_run ();
}
