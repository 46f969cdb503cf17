/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of secrets share: rules, a draft, and where its secret is. */
#pragma once

#include "rehearsal.h"

#include "badidea/mask.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECRET "hunter2"
#define MASK7  BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK BI_MASK
#define DRAFT  "The login is hunter2 &amp; <b>more</b> \xC3\xA9"
#define PLAIN  "The login is hunter2 & more \xC3\xA9" /* as it leaves without markup */
#define MASKED "The login is " MASK7 " &amp; <b>more</b> \xC3\xA9"

static const char secret_rules[] = "[test.secret]\n"
                                   "title = A password\n"
                                   "level = stop\n"
                                   "why = Whoever reads it has it.\n"
                                   "match = hunter\\d\n"
                                   "match = KEY(?s:.){1,40}?END\n"
                                   "secret = yes\n"
                                   "[test.watched]\n"
                                   "title = Trial\n"
                                   "level = watch\n"
                                   "why = On trial.\n"
                                   "phrase = trial\n"
                                   "[test.mask]\n"
                                   "title = Left over\n"
                                   "level = warn\n"
                                   "why = It was masked.\n"
                                   "match = \xE2\x80\xA2{3,}\n";

static inline void
secret_use_rules (Rehearsal *r)
{
    rehearsal_set_rules (secret_rules);
    g_assert_true (rehearsal_act ("Reload the rules"));
    headless_forget_notices (r->h);
}

/* Whether a file below @path holds @text. */
static inline gboolean
secret_is_on_disk (const char *path, const char *text)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    g_autofree char *contents = NULL;
    const char *name;
    gsize length;

    if (dir == NULL)
        return g_file_get_contents (path, &contents, &length, NULL) &&
               g_strstr_len (contents, (gssize) length, text) != NULL;
    while ((name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, name, NULL);
        if (secret_is_on_disk (child, text))
            return TRUE;
    }
    return FALSE;
}

static inline void
secret_assert_on_disk (Rehearsal *r, gboolean whole)
{
    g_assert_true (secret_is_on_disk (headless_dir (r->h), SECRET) == whole);
}

/* The only hash that each line of the journal has is that of @text. */
static inline void
secret_assert_hashed (Rehearsal *r, const char *text)
{
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;

    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
    lines = g_strsplit (g_strchomp (contents), "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        g_assert_nonnull (strstr (*line, hash));
}

/* Held drafts cannot be saved while a file stands in the place of their folder. */
static inline void
secret_break_folder (Rehearsal *r, gboolean broken)
{
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autofree char *away = rehearsal_path (r, "held-away");

    if (broken) {
        g_assert_cmpint (g_rename (folder, away), ==, 0);
        g_assert_true (g_file_set_contents (folder, "", 0, NULL));
    } else {
        g_assert_cmpint (g_remove (folder), ==, 0);
        g_assert_cmpint (g_rename (away, folder), ==, 0);
    }
}
