/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/problem.h"
#include "badidea/view.h"

/* A held draft as it is kept on disk: what, where to, why, and since when. */
typedef struct {
    char *id;
    char *time; /* ISO 8601, when it was held */
    char *protocol;
    char *account;
    char *surface;      /* "im" or "room" */
    char *conversation; /* the name of the buddy or room */
    char **lines;       /* the markup, a post each; in the order in which they leave */
    char **rules;       /* the ids of the rules that flagged it */
    GArray *secrets;    /* (nullable) BiSpan: of what bi_held_join() makes of the lines */
    char **masked;      /* (nullable) the lines without them */
    gboolean whole;     /* its writer agreed that they are written down all the same */
    gboolean is_masked; /* from disk: the lines are masked, nobody has the others */
} BiHeld;

BiHeld *bi_held_new (void);
BiHeld *bi_held_copy (const BiHeld *held);
void bi_held_free (BiHeld *held);

void bi_held_set_lines (BiHeld *held, char **lines, GArray *secrets);
void bi_held_append (BiHeld *held, const BiHeld *other);
void bi_held_add_secrets (BiHeld *held, const GArray *secrets, gsize start);
void bi_held_drop_lines (BiHeld *held, gsize first, gsize n);
char *bi_held_join (const BiHeld *held);
char *bi_held_join_last (const BiHeld *held, gsize most, gsize *start);
char **bi_held_get_written (const BiHeld *held);
char *bi_held_join_masked (const BiHeld *held, gsize n);

/* The folder of held drafts: one file each, that only its owner can read. */
gboolean bi_held_save (const char *folder, const BiHeld *held, GError **error);
gboolean bi_held_remove (const char *folder, const char *id, GError **error);
GPtrArray *bi_held_list (const char *folder, GPtrArray *problems);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiHeld, bi_held_free)
