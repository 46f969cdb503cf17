/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
    BI_DECISION_HELD,
    BI_DECISION_EDITED,
    BI_DECISION_CONFIRMED,
    BI_DECISION_POSTED,
    BI_DECISION_DISCARDED,
    BI_N_DECISIONS
} BiDecision;

/* One line of the journal: a decision about a draft. The text itself is not written down,
 * only its SHA-256, so that the journal can be shown around and still proves which text
 * it was. */
typedef struct {
    BiDecision decision;
    const char *time; /* ISO 8601 */
    const char *protocol;
    const char *account;
    const char *surface;
    const char *conversation;
    const char *held;         /* (nullable) the id of the held draft */
    const char *const *rules; /* ids of the rules that flagged it */
    const char *text;         /* the markup, for its hash */
} BiJournalLine;

gboolean bi_journal_append (const char *path, const BiJournalLine *line, GError **error);
