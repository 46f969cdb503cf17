/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fingerprint.h"

#include "badidea/layers.h"
#include "badidea/problem.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdint.h>

/* Links are followed. The time of change tells of new permissions too. */
static void
describe (GString *all, const char *path)
{
    GStatBuf status;

    if (g_stat (path, &status) != 0)
        g_string_append_printf (all, "%s %d\n", path, errno);
    else
        g_string_append_printf (all, "%s %ju %ju %jd %jd.%09ld %jd.%09ld\n", path,
                                (uintmax_t) status.st_dev, (uintmax_t) status.st_ino,
                                (intmax_t) status.st_size,
                                (intmax_t) status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                                (intmax_t) status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

/* Another one whenever a file of the layers is. Nothing is opened but the folders.
 * Returns: (transfer full) */
char *
bi_fingerprint_new (const char *const *layers)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *failures = NULL;
    GString *all = g_string_new (NULL);

    for (gsize i = 0; layers[i] != NULL; i++)
        for (BiFileKind kind = 0; kind < BI_FILE_KINDS; kind++) {
            g_auto (GStrv) paths = bi_layers_list_files (layers[i], kind, problems);
            for (gsize j = 0; paths[j] != NULL; j++)
                describe (all, paths[j]);
        }
    failures = bi_problems_to_text (problems, BI_PROBLEM_ERROR);
    g_string_append (all, failures);
    return g_string_free (all, FALSE);
}
