/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/layers.h"

/* The shipped layer, the site's and the person's own; the last one wins. They need not
 * exist. What "make install-user" put below @user_data_dir stands in for the system's
 * shipped rules. Returns: (transfer full), NULL-terminated */
char **
bi_layers_list (const char *user_data_dir, const char *purple_dir)
{
    g_autoptr (GPtrArray) layers = g_ptr_array_new ();
    char *shipped = g_build_filename (user_data_dir, "badidea", "rules", NULL);

    if (!g_file_test (shipped, G_FILE_TEST_IS_DIR)) {
        g_free (shipped);
        shipped = g_build_filename (BI_DATADIR, "rules", NULL);
    }
    g_ptr_array_add (layers, shipped);
    g_ptr_array_add (layers, g_build_filename (BI_SYSCONFDIR, "rules", NULL));
    g_ptr_array_add (layers, g_build_filename (purple_dir, "badidea", "rules", NULL));
    g_ptr_array_add (layers, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&layers), FALSE);
}
