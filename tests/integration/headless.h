/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/* A real libpurple without a user interface, in the test's own process. libpurple cannot
 * be started twice: one Headless a program, and for each test its own account name. */
typedef struct _Headless Headless;

typedef gboolean (*HeadlessPredicate) (gpointer data);

Headless *headless_new (const char *plugin_dir);
void headless_free (Headless *h);
Headless *headless_get (void);
const char *headless_dir (Headless *h);

void headless_turn (Headless *h);
gboolean
headless_wait (Headless *h, HeadlessPredicate predicate, gpointer data, guint seconds);

PurplePlugin *headless_load_plugin (Headless *h, const char *id);
PurpleAccount *headless_new_account (Headless *h, const char *protocol, const char *name);
gboolean headless_connect (Headless *h, PurpleAccount *account);
PurpleAccount *headless_account (Headless *h, const char *protocol, const char *name);
PurpleConversation *headless_join (Headless *h, PurpleAccount *account, const char *room);
guint headless_shown (PurpleConversation *conv, const char *text);

/* Requests: what would be a dialog. All of these mean the newest open one. */
guint headless_open_requests (Headless *h);
const char *headless_request_text (Headless *h);
const char *headless_request_buttons (Headless *h);
const char *headless_request_default (Headless *h);
PurpleRequestFields *headless_request_fields (Headless *h);
gboolean headless_press (Headless *h, const char *label);
gboolean headless_answer (Headless *h, const char *text);
gboolean headless_dismiss (Headless *h);

/* Notices: what would be a message box. */
guint headless_notices (Headless *h);
const char *headless_notice (Headless *h);
void headless_forget_notices (Headless *h);

void headless_take_confirm (Headless *h, gboolean take);
const char *headless_confirm_text (Headless *h);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Headless, headless_free)
