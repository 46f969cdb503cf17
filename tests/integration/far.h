/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal.h"
#include "server.h"
#include "witness.h"

/* The core plugin over a real protocol and a real server, with a witness at the far side
 * who is both the buddy and in the room. */
typedef struct {
    ServerKind server;
    const char *name;
    const char *protocol;
    const char *account;
    const char *buddy;
    const char *room;
    gboolean formatted; /* the protocol takes markup and several lines in one post */
    void (*set_options) (PurpleAccount *account, guint16 port);

    /* What the witness reads and what it is told, as the protocol writes it. */
    const char *post[2]; /* how a post of ours begins, and what else is in it */
    const char *gone;    /* we have disconnected */
    const char *mark;    /* "%" is the mark */
} FarProtocol;

typedef struct {
    Rehearsal r; /* for what does not depend on the protocol */
    const FarProtocol *protocol;
    Server *server; /* NULL until the first test */
    Witness *witness;
    guint marks;
} Far;

typedef void (*FarFunction) (Far *far, gconstpointer data);

Far *far_new (int *argc, char ***argv, const FarProtocol *protocol);
void far_add (Far *far, const char *path, gboolean room, FarFunction test, gpointer data);
int far_run (Far *far);

PurpleConversation *far_open (Far *far);
void far_disconnect (Far *far);
PurpleConversation *far_reconnect (Far *far);
PurpleConversation *far_close_and_open (Far *far, PurpleConversation *conv);

char *far_take (Far *far);
char **far_take_bodies (Far *far);
void far_assert_arrived (Far *far, const char *posts);
void far_assert_silent (Far *far);
