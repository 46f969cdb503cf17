/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/draft.h"

#include <string.h>

struct _BiDraft {
    BiText *text;     /* (nullable) until the first check */
    BiReport *report; /* (nullable) likewise */
    BiGateState state;
    GHashTable *set_aside; /* ids of rules that gave up and have been shown */
    GHashTable *not_run;   /* those of them that were not run on this text */
    GHashTable *taken;     /* ids of rules on trial that are counted already */
};

BiDraft *
bi_draft_new (void)
{
    BiDraft *draft = g_new0 (BiDraft, 1);

    draft->set_aside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    draft->not_run = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    draft->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    draft->state = BI_GATE_BLIND;
    return draft;
}

void
bi_draft_free (BiDraft *draft)
{
    if (draft == NULL)
        return;
    bi_draft_forget (draft);
    g_hash_table_unref (draft->set_aside);
    g_hash_table_unref (draft->not_run);
    g_hash_table_unref (draft->taken);
    g_free (draft);
}

/* The text has left or was given up: the next one is another draft. */
void
bi_draft_forget (BiDraft *draft)
{
    g_clear_pointer (&draft->text, bi_text_free);
    g_clear_pointer (&draft->report, bi_report_free);
    g_hash_table_remove_all (draft->set_aside);
    g_hash_table_remove_all (draft->taken);
    draft->state = BI_GATE_BLIND;
}

static void
copy_ids (GHashTable *from, GHashTable *to)
{
    GHashTableIter iter;
    gpointer id;

    g_hash_table_remove_all (to);
    g_hash_table_iter_init (&iter, from);
    while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (to, g_strdup (id));
}

static gboolean
is_blind (const BiReport *report)
{
    return bi_ruleset_get_size (bi_report_get_ruleset (report)) == 0;
}

static BiGateEvent
event_of (const BiReport *report)
{
    if (is_blind (report))
        return BI_EVENT_BLIND;
    return bi_report_get_level (report) >= BI_LEVEL_WARN ? BI_EVENT_FLAGGED
                                                         : BI_EVENT_CLEAN;
}

/* Judges the text that stands there now, under the rules and circumstances of now. A
 * confirmation stands as long as neither the text nor what the rules say of it has
 * changed. Returns: whether one of them has. */
gboolean
bi_draft_check (BiDraft *draft, BiRuleset *ruleset, const BiCircumstances *circumstances,
                const char *markup)
{
    g_autoptr (BiReport) report = NULL;
    gboolean same_text =
        draft->text != NULL && strcmp (bi_draft_get_markup (draft), markup) == 0;
    gboolean same_rules =
        draft->report != NULL && bi_report_get_ruleset (draft->report) == ruleset;
    gboolean same_report;

    if (!same_rules)
        g_hash_table_remove_all (draft->set_aside);
    if (!same_text) {
        g_clear_pointer (&draft->text, bi_text_free);
        draft->text = bi_text_new (markup, -1, BI_TEXT_MARKUP);
    }
    if (!same_text || !same_rules)
        copy_ids (draft->set_aside, draft->not_run);
    report = bi_check (ruleset, draft->text, circumstances, draft->not_run);
    same_report = same_text && is_blind (report) == is_blind (draft->report) &&
                  bi_report_equal (report, draft->report);
    g_clear_pointer (&draft->report, bi_report_free);
    draft->report = g_steal_pointer (&report);
    if (!same_report)
        bi_gate_step (&draft->state, event_of (draft->report));
    return !same_report;
}

static void
set_aside_gave_up (BiDraft *draft)
{
    for (guint i = 0; i < bi_report_get_n_gave_up (draft->report); i++) {
        const BiRule *rule = bi_report_get_gave_up (draft->report, i);
        g_hash_table_add (draft->set_aside, g_strdup (bi_rule_get_id (rule)));
    }
}

/* What the writer does: SEND, CONFIRM or RESUME. Once a held draft was shown, the rules
 * that gave up on it are not run on it again. */
BiVerdict
bi_draft_step (BiDraft *draft, BiGateEvent event)
{
    if (draft->report != NULL && (event == BI_EVENT_CONFIRM || event == BI_EVENT_RESUME))
        set_aside_gave_up (draft);
    return bi_gate_step (&draft->state, event);
}

/* The ids of the rules on trial that fire on the draft, each of them once as long as it
 * is the same draft, however it is edited. Returns: (transfer full), NULL-terminated */
char **
bi_draft_take_on_trial (BiDraft *draft)
{
    g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
    guint size = draft->report != NULL ? bi_report_get_size (draft->report) : 0;

    for (guint i = 0; i < size; i++) {
        const BiFinding *finding = bi_report_get_finding (draft->report, i);
        const char *id = bi_rule_get_id (finding->rule);
        if (finding->gravity.level == BI_LEVEL_WATCH &&
            g_hash_table_add (draft->taken, g_strdup (id)))
            g_strv_builder_add (ids, id);
    }
    return g_strv_builder_end (ids);
}

/* What must not be written down of the lines, with BI_TEXT_BREAK between them.
 * Returns: (transfer full) (nullable) (element-type BiSpan): NULL when that is not what
 * was checked last */
GArray *
bi_draft_list_secrets (const BiDraft *draft, char **lines)
{
    g_autofree char *markup = lines != NULL ? g_strjoinv (BI_TEXT_BREAK, lines) : NULL;

    if (draft->report == NULL || g_strcmp0 (bi_draft_get_markup (draft), markup) != 0)
        return NULL;
    return bi_report_list_secrets (draft->report);
}

/* @lines: (transfer full) what is held from now on, without what the last check has found
 * to be secret in it. */
void
bi_draft_set_lines (const BiDraft *draft, BiHeld *held, char **lines)
{
    bi_held_set_lines (held, lines, bi_draft_list_secrets (draft, lines));
}

BiGateState
bi_draft_get_state (const BiDraft *draft)
{
    return draft->state;
}

/* As it was given to the last check. Returns: (nullable) */
const char *
bi_draft_get_markup (const BiDraft *draft)
{
    return draft->text != NULL ? bi_text_get_draft (draft->text, NULL) : NULL;
}

/* Returns: (nullable) */
const BiText *
bi_draft_get_text (const BiDraft *draft)
{
    return draft->text;
}

/* Returns: (nullable) */
const BiReport *
bi_draft_get_report (const BiDraft *draft)
{
    return draft->report;
}
