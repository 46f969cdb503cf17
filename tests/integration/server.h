/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A real chat server on loopback, for one test: private, and gone with it. */
typedef struct _Server Server;

typedef enum { SERVER_NGIRCD, SERVER_PROSODY, SERVER_N_KINDS } ServerKind;

gboolean server_available (ServerKind kind, char **reason);
gboolean server_skip (ServerKind kind);
Server *server_start (ServerKind kind, GError **error);
guint16 server_get_port (const Server *server);
const char *server_get_dir (const Server *server);
char *server_dup_log (const Server *server);
gboolean
server_add_user (Server *server, const char *name, const char *password, GError **error);
void server_free (Server *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)
