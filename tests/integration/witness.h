/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The far side: somebody in the room who writes down what really arrives. */
typedef struct _Witness Witness;

typedef struct {
    char *from;  /* IRC: nick; XMPP: name in the room, or the part of the address before
                    "@" */
    char *where; /* the room ("#brand", "brand@conf.localhost"), or the witness's own name
                  */
    char *body;  /* IRC: the payload's bytes; XMPP: the text of <body>, unescaped */
    char *html;  /* XMPP: the whole <html> element as it came, or NULL */
} WitnessMessage;

Witness *
witness_irc_new (guint16 port, const char *nick, const char *channel, GError **error);
Witness *witness_xmpp_new (guint16 port, const char *user, const char *password,
                           const char *room, GError **error);
const char *const *witness_get_lines (const Witness *witness);
guint witness_count (const Witness *witness, const char *text);
gboolean witness_wait (Witness *witness, const char *text, guint count, double seconds);
gboolean witness_send_raw (Witness *witness, const char *text);
gboolean witness_sync (Witness *witness);
void witness_clear (Witness *witness);
GPtrArray *witness_get_messages (const Witness *witness, const char *from);
char **witness_get_bodies (const Witness *witness, const char *from);
void witness_free (Witness *witness);
void witness_message_free (WitnessMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Witness, witness_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WitnessMessage, witness_message_free)
