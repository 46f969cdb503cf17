/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a fuzz target once over each file named, and each file of each folder named. A
   target that finds something ends the program, so the plan at the end is missing. */
#include <glib.h>

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
collect (GPtrArray *files, const char *path)
{
    g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
    const char *name;

    if (!folder) {
        g_ptr_array_add (files, g_strdup (path));
        return;
    }
    while ((name = g_dir_read_name (folder))) {
        g_autofree char *file = g_build_filename (path, name, NULL);

        if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_add (files, g_steal_pointer (&file));
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
    return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static gboolean
run (const char *file)
{
    g_autofree char *data = NULL;
    g_autoptr (GError) error = NULL;
    gsize length;

    g_print ("# %s\n", file);
    if (!g_file_get_contents (file, &data, &length, &error)) {
        g_print ("# %s\n", error->message);
        return FALSE;
    }
    LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
    return TRUE;
}

int
main (int argc, char *argv[])
{
    g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
    guint n_failed = 0;

    for (int i = 1; i < argc; i++) {
        if (!g_str_equal (argv[i], "--tap"))
            collect (files, argv[i]);
    }
    g_ptr_array_sort (files, compare);
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index (files, i);
        gboolean is_ok = run (file);

        n_failed += !is_ok;
        g_print ("%s %u - %s\n", is_ok ? "ok" : "not ok", i + 1, file);
    }
    if (files->len == 0)
        g_print ("not ok 1 - there is nothing to run\n");
    g_print ("1..%u\n", MAX (files->len, 1));
    return n_failed > 0 || files->len == 0;
}
