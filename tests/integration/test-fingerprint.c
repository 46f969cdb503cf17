/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which files make a layer another one. */
#include "../../plugin/purple/fingerprint.c" /* NOLINT: it is of the plugin alone */

#include "unit/scratch.h"

static const struct {
    const char *name;
    gboolean counts;
} files[] = {
    {"a.rules", TRUE},
    {"a.classes", TRUE},
    {"a.situation", TRUE},
    {"words", TRUE},
    {"lists/a.list", TRUE},
    {"precedents/a.precedents", TRUE},
    {"learned.weights", TRUE},
    {"calendar/a.calendar", TRUE},
    {"examples/a.examples", TRUE},
    {"swearwords", FALSE},
    {"a.rules~", FALSE},
    {".a.rules", FALSE},
    {"a.list", FALSE},
    {"lists/a.rules", FALSE},
    {"precedents/x", FALSE},
    {"below/a.rules", FALSE},
};

static void
test_files (void)
{
    g_autofree char *folder = scratch_new ();
    const char *const layers[] = {folder, NULL};

    scratch_add (folder, "lists/x", "");
    scratch_add (folder, "precedents/y", "");
    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
        g_autofree char *before = bi_fingerprint_new (layers);
        g_autofree char *after = NULL;

        scratch_add (folder, files[i].name, "x");
        after = bi_fingerprint_new (layers);
        g_test_message ("%s", files[i].name);
        g_assert_cmpint (strcmp (before, after) != 0, ==, files[i].counts);
    }
    scratch_remove (folder);
}

/* The same size, and perhaps the same time: it is another file. */
static void
test_same_size (void)
{
    g_autofree char *folder = scratch_new ();
    const char *const layers[] = {folder, NULL};
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;

    scratch_add (folder, "a.rules", "one");
    before = bi_fingerprint_new (layers);
    scratch_add (folder, "a.rules", "two");
    after = bi_fingerprint_new (layers);
    g_assert_cmpstr (before, !=, after);
    scratch_remove (folder);
}

static void
test_no_folder (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *layer = g_build_filename (folder, "layer", NULL);
    const char *const layers[] = {layer, NULL};
    g_autofree char *none = bi_fingerprint_new (layers);
    g_autofree char *file = NULL;

    scratch_add (folder, "layer", "");
    file = bi_fingerprint_new (layers);
    g_assert_cmpstr (none, !=, file);
    scratch_remove (folder);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/fingerprint/it-is-of-what-rules-are-read-from", test_files);
    g_test_add_func ("/fingerprint/a-file-put-in-the-place-of-another-is-told-apart",
                     test_same_size);
    g_test_add_func ("/fingerprint/no-folder-is-told-apart-from-a-file-in-its-place",
                     test_no_folder);
    return g_test_run ();
}
