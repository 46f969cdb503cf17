/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "headless.h"

#include "badidea/held.h"

/* The core plugin on a stage: an account of the Rehearsal protocol, rules of our own, and
 * a witness of what is posted. */

#define RISKY    "Ask us anything!"
#define HARMLESS "We open at nine."

typedef struct {
    gboolean room;
    gboolean formatted; /* the account takes markup and several lines in one post */
} Stage;

typedef struct {
    Headless *h;
    const Stage *stage;
    PurpleAccount *account; /* NULL once a test has deleted it */
    GString *posts;         /* a line each: "surface where|text" */
} Rehearsal;

extern const char *const rehearsal_rules;

void rehearsal_set_rules (const char *contents);
void rehearsal_unwatch (Rehearsal *r);

/* Where a test is run: in an IM that takes markup, in such a room, in both of either
 * kind, or in both where each line is a post of its own. */
typedef struct {
    const char *name;
    void (*test) (Rehearsal *r, gconstpointer stage);
    enum { REHEARSAL_IM, REHEARSAL_ROOM, REHEARSAL_EVERYWHERE, REHEARSAL_PLAIN } where;
} RehearsalCase;

int rehearsal_run (int argc, char **argv, const char *prefix, const RehearsalCase *cases,
                   gsize n_cases);

PurplePlugin *rehearsal_core (void);
void rehearsal_unload (Rehearsal *r);
void rehearsal_load (Rehearsal *r);
gboolean rehearsal_act (const char *label);

PurpleConversation *rehearsal_open (Rehearsal *r);
PurpleConversation *rehearsal_find (Rehearsal *r);
void rehearsal_send (PurpleConversation *conv, const char *markup);
PurpleConversation *rehearsal_hold (Rehearsal *r, const char *markup);
void rehearsal_assert_asked (Rehearsal *r, guint requests);
void rehearsal_assert_says (Rehearsal *r, const char *part);
void rehearsal_assert_posts (Rehearsal *r, ...) G_GNUC_NULL_TERMINATED;
void rehearsal_assert_posted (Rehearsal *r, const char *expected);

char *rehearsal_path (Rehearsal *r, const char *name);
guint rehearsal_n_held (Rehearsal *r);
BiHeld *rehearsal_held (Rehearsal *r);
void rehearsal_assert_lines (Rehearsal *r, const char *joined);
void rehearsal_assert_journal (Rehearsal *r, const char *decisions);
