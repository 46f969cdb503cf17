/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "draftsource.h"
#include "options.h"

#include "badidea/ruleset.h"

/* Commands that say something of each draft share how drafts, rules and circumstances are
 * named. */
typedef struct _BiDrafts BiDrafts;

typedef struct {
    const char *command;
    const char *summary;
    const char *description;
    const BiChoice *choice; /* (nullable) its own */
    BiExit (*judge) (const BiDrafts *drafts, const BiDraftRecord *record,
                     const BiText *text);
} BiDraftCommand;

struct _BiDrafts {
    const BiDraftCommand *command;
    gpointer data; /* the command's own */
    char **folders;
    char **files;
    char *situation;
    gboolean markup;
    gboolean lines;
    gboolean objects;
    gboolean json;
    BiCircumstances *circumstances;
    BiRuleset *ruleset;
    guint number; /* of the draft, from 1 */
};

BiExit bi_drafts_run (const BiDraftCommand *command, char **arguments, gpointer data);
