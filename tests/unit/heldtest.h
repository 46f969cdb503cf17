/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of held drafts share: a draft of two lines, and the folder of drafts. */
#pragma once

#include "badidea/held.h"

static inline BiHeld *
heldtest_new (const char *time, const char *line)
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

static inline void
heldtest_save (const char *folder, const BiHeld *held)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (bi_held_save (folder, held, &error));
    g_assert_no_error (error);
}

/* All of the folder, which has nothing else in it. Returns: (transfer full) */
static inline GPtrArray *
heldtest_list (const char *folder)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    GPtrArray *list = bi_held_list (folder, problems);

    g_assert_cmpuint (problems->len, ==, 0);
    return list;
}
