/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/problem.h"

typedef enum {
    BI_DECISION_HELD,
    BI_DECISION_EDITED,
    BI_DECISION_CONFIRMED,
    BI_DECISION_POSTED,
    BI_DECISION_DISCARDED,
    BI_DECISION_WOULD_HAVE_WARNED, /* of a rule on trial: nobody was asked */
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
    const char *text; /* the markup without secrets, which could be guessed from its
                       * hash; NULL in a line that was read */
} BiJournalLine;

typedef void (*BiJournalFunc) (const BiJournalLine *line, gpointer data);

gboolean bi_journal_append (const char *path, const BiJournalLine *line, GError **error);
gboolean bi_journal_append_problem (const char *path, const char *time,
                                    const BiProblem *problem, GError **error);
gboolean
bi_journal_read (const char *path, GPtrArray *problems, BiJournalFunc use, gpointer data);

const char *bi_decision_to_string (BiDecision decision);
