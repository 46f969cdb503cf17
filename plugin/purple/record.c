/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "record.h"

#include "keeping.h"
#include "settings.h"

#include "badidea/mask.h"

#include <debug.h>

/* @about: where to, and the id of the held draft (nullable); @text: without secrets */
static void
append (const BiHeld *about, BiDecision decision, const char *time,
        const char *const *rules, const char *text)
{
    g_autofree char *path = bi_context_get_path ("journal");
    g_autoptr (GError) error = NULL;
    BiJournalLine line = {.decision = decision,
                          .time = time,
                          .protocol = about->protocol,
                          .account = about->account,
                          .surface = about->surface,
                          .conversation = about->conversation,
                          .held = about->id,
                          .rules = rules,
                          .text = text};

    if (!bi_journal_append (path, &line, &error))
        purple_debug_error ("badidea", "%s\n", error->message);
}

/* Not before the held draft has come to its end: it is no earlier warning to itself. */
static void
remember_warning (const BiHeld *held, const char *time)
{
    PurpleAccount *account = purple_accounts_find (held->account, held->protocol);

    if (account != NULL)
        bi_settings_set_warned_at (account, time);
}

/* @text: that of the draft which it is about, without secrets */
void
bi_record_text (const BiHeld *held, BiDecision decision, const char *text)
{
    g_autofree char *time = bi_context_get_time ();

    append (held, decision, time, (const char *const *) held->rules, text);
    if (decision == BI_DECISION_POSTED || decision == BI_DECISION_DISCARDED)
        remember_warning (held, time);
}

/* Of the first @n lines. */
void
bi_record_lines (const BiHeld *held, BiDecision decision, gsize n)
{
    g_autofree char *text = bi_held_join_masked (held, n);

    bi_record_text (held, decision, text);
}

void
bi_record (const BiHeld *held, BiDecision decision)
{
    bi_record_lines (held, decision, G_MAXSIZE);
}

/* What is checked, without the secrets in it. Returns: (transfer full) */
static char *
mask_draft (const BiDraft *draft)
{
    const char *markup = bi_draft_get_markup (draft);
    const char *lines[] = {markup, NULL};
    g_autoptr (GArray) secrets = bi_draft_list_secrets (draft, (char **) lines);
    g_auto (GStrv) masked =
        secrets != NULL ? bi_mask_lines ((char **) lines, secrets) : NULL;

    return g_strdup (masked != NULL ? masked[0] : markup);
}

/* A rule on trial fires silently and is counted: as often as it fires on the draft for
 * the first time. The draft is about to be handed over, or held as @held (nullable). */
void
bi_record_on_trial (BiDraft *draft, PurpleAccount *account, PurpleConversationType type,
                    const char *name, const BiHeld *held)
{
    g_autoptr (BiHeld) about = bi_keeping_new_held (account, type, name);
    g_auto (GStrv) ids = bi_draft_take_on_trial (draft);
    g_autofree char *text = mask_draft (draft);

    g_free (about->id);
    about->id = held != NULL ? g_strdup (held->id) : NULL;
    for (gsize i = 0; ids[i] != NULL; i++) {
        const char *const rules[] = {ids[i], NULL};
        append (about, BI_DECISION_WOULD_HAVE_WARNED, about->time, rules, text);
    }
}

void
bi_record_problem (const BiProblem *problem)
{
    g_autofree char *path = bi_context_get_path ("journal");
    g_autofree char *time = bi_context_get_time ();
    g_autoptr (GError) error = NULL;

    if (!bi_journal_append_problem (path, time, problem, &error))
        purple_debug_error ("badidea", "%s\n", error->message);
}
