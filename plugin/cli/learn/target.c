/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "target.h"

#include "options.h"

#include "badidea/rulefile.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* Returns: (transfer full) */
static char *
path_in (const char *folder)
{
    return g_build_filename (folder, BI_WEIGHTS_FILE, NULL);
}

/* Whether it was learned from what would be learned from now. @below: (nullable) */
gboolean
bi_target_is_made (const char *folder, const BiExamples *examples, const BiWeights *below)
{
    g_autofree char *digest = bi_examples_digest (examples);
    g_autofree char *path = path_in (folder);
    g_autoptr (GBytes) bytes = bi_rulefile_load (path, NULL);
    g_autoptr (BiWeights) weights = bytes != NULL ? bi_weights_read (bytes, NULL) : NULL;

    return weights != NULL &&
           g_strcmp0 (bi_weights_get_examples (weights), digest) == 0 &&
           g_strcmp0 (bi_weights_get_adds_to (weights),
                      below != NULL ? bi_weights_get_id (below) : NULL) == 0;
}

/* To be known before minutes are spent. */
gboolean
bi_target_can_be_written (const char *folder)
{
    if (g_access (folder, W_OK) == 0)
        return TRUE;
    bi_options_complain ("learn", "%s cannot be written to: %s; check its permissions",
                         folder, g_strerror (errno));
    return FALSE;
}

gboolean
bi_target_write (const char *folder, GBytes *bytes, gboolean quiet)
{
    g_autofree char *path = path_in (folder);
    g_autoptr (GError) error = NULL;
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);

    if (!g_file_set_contents (path, contents, (gssize) length, &error)) {
        bi_options_complain ("learn", "%s; check its permissions, and the room on disk",
                             error->message);
        return FALSE;
    }
    if (!quiet)
        printf ("\n%s: %zu bytes\n", path, length);
    return TRUE;
}

/* That it is gone already is no failure. */
gboolean
bi_target_remove (const char *folder)
{
    g_autofree char *path = path_in (folder);

    if (g_unlink (path) == 0 || errno == ENOENT)
        return TRUE;
    bi_options_complain ("learn",
                         "%s cannot be removed: %s; check its folder's permissions", path,
                         g_strerror (errno));
    return FALSE;
}
