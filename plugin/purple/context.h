/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "monitor.h"

#include "badidea/check.h"
#include "badidea/ui.h"

#include <account.h>

/* What there is once in a process: the rules in force, the UI that was attached, the
 * questions that are open. Hangs on the core plugin. */
typedef struct {
    PurplePlugin *plugin;
    BiRuleset *ruleset;
    char **told; /* the errors of its files, as they were shown */
    BiMonitor *monitor;
    const BiUiTable *ui;  /* (nullable) */
    GPtrArray *questions; /* BiQuestion */
    GHashTable *known;    /* of keeping.c: held drafts of which the disk has less */
    GHashTable *ended;    /* ids of held drafts whose files could not be removed */
    guint learning;       /* a child watch, or 0: a process learns from examples */
    gboolean learn_again; /* something has changed since it began */
    guint n_on_way;       /* posts whose signals are not over, one within another */
    guint greeting;       /* a timer: conversations are to be greeted */
} BiContext;

BiContext *bi_context_new (PurplePlugin *plugin);
void bi_context_free (BiContext *context);
BiContext *bi_context_get (void);

BiCheckMode bi_context_get_mode (const BiContext *context, PurpleAccount *account);
gboolean bi_context_has_entry (const BiContext *context, PurpleConversation *conv);
BiCircumstances *
bi_context_get_circumstances (PurpleAccount *account, PurpleConversationType type,
                              const char *name);
BiNotice *bi_context_describe (const BiContext *context, const BiReport *report);
void bi_context_refresh (const BiContext *context);
gboolean
bi_context_same_name (const PurpleAccount *account, const char *a, const char *b);

char *bi_context_get_path (const char *name);
char *bi_context_get_time (void);
