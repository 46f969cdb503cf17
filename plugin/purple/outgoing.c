/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "outgoing-private.h"

#include "conversations.h"
#include "exempt.h"
#include "keeping.h"
#include "record.h"
#include "rest.h"

#define KEY "badidea-outgoing"

/* Returns: (nullable) */
BiOutgoing *
bi_outgoing_find (PurpleConversation *conv)
{
    return purple_conversation_get_data (conv, KEY);
}

static void
free_permit (gpointer data)
{
    bi_permit_free (data);
}

BiOutgoing *
bi_outgoing_find_or_new (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (outgoing == NULL) {
        outgoing = g_new0 (BiOutgoing, 1);
        outgoing->draft = bi_draft_new ();
        outgoing->permits = g_ptr_array_new_with_free_func (free_permit);
        purple_conversation_set_data (conv, KEY, outgoing);
    }
    return outgoing;
}

/* The conversation closes, or the plugin is unloaded. What is held stays on disk. */
void
bi_outgoing_drop (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (outgoing == NULL)
        return;
    purple_conversation_set_data (conv, KEY, NULL);
    bi_draft_free (outgoing->draft);
    bi_held_free (outgoing->held);
    bi_notice_free (outgoing->notice);
    g_ptr_array_unref (outgoing->permits);
    bi_typed_free (outgoing->typed);
    g_strfreev (outgoing->lines);
    g_free (outgoing);
}

void
bi_outgoing_set_notice (BiOutgoing *outgoing, BiNotice *notice)
{
    g_clear_pointer (&outgoing->notice, bi_notice_free);
    outgoing->notice = notice;
}

/* What is held is the draft as it was checked last, or goes on to be. */
static void
set_lines (BiOutgoing *outgoing)
{
    const char *markup[] = {bi_draft_get_markup (outgoing->draft), NULL};
    char **lines = markup[0] != NULL ? (char **) markup : outgoing->held->lines;

    bi_draft_set_lines (outgoing->draft, outgoing->held, g_strdupv (lines));
}

static void
record_on_trial (PurpleConversation *conv, BiOutgoing *outgoing)
{
    bi_record_on_trial (outgoing->draft, purple_conversation_get_account (conv),
                        purple_conversation_get_type (conv),
                        purple_conversation_get_name (conv), outgoing->held);
}

/* The card names the conversation that the draft was typed in. */
static void
add_target (BiNotice *notice, const BiTyped *typed, PurpleConversation *conv)
{
    g_autofree char *why = notice->why;
    g_autofree char *target = bi_typed_describe (typed, conv);

    notice->why =
        target != NULL ? g_strdup_printf ("%s %s", target, why) : g_steal_pointer (&why);
}

/* On disk before anything else happens. */
static void
hold (PurpleConversation *conv, BiOutgoing *outgoing)
{
    const BiReport *report = bi_draft_get_report (outgoing->draft);
    BiNotice *notice = bi_context_describe (bi_context_get (), report);

    if (outgoing->held == NULL)
        outgoing->held = bi_keeping_new_held (purple_conversation_get_account (conv),
                                              purple_conversation_get_type (conv),
                                              purple_conversation_get_name (conv));
    set_lines (outgoing);
    notice->warning = bi_keeping_save (outgoing->held, report);
    bi_notice_add_secret (notice, outgoing->held);
    add_target (notice, outgoing->typed, conv);
    bi_record (outgoing->held, BI_DECISION_HELD);
    record_on_trial (conv, outgoing);
    bi_outgoing_set_notice (outgoing, notice);
}

static gboolean
is_watched (PurpleConversation *conv)
{
    return bi_outgoing_get_mode (conv) != BI_CHECK_OFF;
}

static void
read_typed (PurpleConversation *conv, BiOutgoing *outgoing, const char *markup)
{
    bi_typed_free (outgoing->typed);
    outgoing->typed = bi_typed_read (conv, markup);
}

static void
check (PurpleConversation *conv, BiOutgoing *outgoing, const char *markup)
{
    g_autoptr (BiCircumstances) circumstances = bi_context_get_circumstances (
        bi_outgoing_get_account (conv), outgoing->typed->type, outgoing->typed->name);

    circumstances->command = outgoing->typed->begin;
    bi_draft_check (outgoing->draft, bi_context_get ()->ruleset, circumstances, markup);
}

void
bi_outgoing_check (PurpleConversation *conv, BiOutgoing *outgoing, const char *markup)
{
    read_typed (conv, outgoing, markup);
    check (conv, outgoing, markup);
}

/* Returns: whether the draft, checked anew, may leave; otherwise it is held */
static gboolean
judge (PurpleConversation *conv, BiOutgoing *outgoing, const char *markup)
{
    BiGateState state;

    check (conv, outgoing, markup);
    state = bi_draft_get_state (outgoing->draft);
    outgoing->confirmed = state == BI_GATE_CONFIRMED;
    if (bi_draft_step (outgoing->draft, BI_EVENT_SEND) == BI_VERDICT_PASS) {
        record_on_trial (conv, outgoing);
        return TRUE;
    }
    if (state != BI_GATE_HELD)
        hold (conv, outgoing);
    return FALSE;
}

/* Enter was pressed. @lines: (nullable) the posts that the client will make of the draft.
 * Returns: whether it may leave; then a permit is open. */
gboolean
bi_outgoing_submit (PurpleConversation *conv, const char *markup,
                    const char *const *lines)
{
    BiOutgoing *outgoing = bi_outgoing_find_or_new (conv);

    g_strfreev (outgoing->lines);
    outgoing->lines = g_strdupv ((char **) lines);
    read_typed (conv, outgoing, markup);
    outgoing->is_exempt = bi_exempt_is_typed (conv, outgoing->typed, markup);
    if (outgoing->is_exempt || !is_watched (conv)) {
        bi_draft_forget (outgoing->draft);
        outgoing->confirmed = FALSE;
    } else if (!judge (conv, outgoing, markup))
        return FALSE;
    bi_permit_open (conv);
    return TRUE;
}

/* The held draft, or what it was edited into, has left or was given up: it need not be
 * kept. */
static void
release_held (BiOutgoing *outgoing, BiDecision decision)
{
    if (outgoing->held != NULL) {
        set_lines (outgoing);
        bi_record (outgoing->held, decision);
        bi_keeping_remove (outgoing->held);
    }
    g_clear_pointer (&outgoing->held, bi_held_free);
    bi_outgoing_set_notice (outgoing, NULL);
    bi_draft_forget (outgoing->draft);
}

/* Many a command posts by ways of its own, without the signals that count: with text, or
 * confirmed, it is taken to have left when nothing says otherwise. */
static gboolean
is_command_that_left (PurpleConversation *conv, const BiOutgoing *outgoing,
                      const BiPermit *permit)
{
    return outgoing->typed->is_command &&
           (outgoing->typed->has_text || outgoing->confirmed) &&
           bi_permit_count_posts (permit) == 0 && !bi_permit_is_refused (permit) &&
           purple_account_is_connected (purple_conversation_get_account (conv));
}

/* What was confirmed and did not leave is held again, and says so. */
static void
hold_again (BiOutgoing *outgoing)
{
    bi_draft_step (outgoing->draft, BI_EVENT_SEND);
    if (outgoing->notice == NULL)
        return;
    g_free (outgoing->notice->warning);
    outgoing->notice->warning = g_strdup (
        "It did not leave: you are not connected, or not in the room. It is kept.");
}

#define TAKEN                                                                            \
    "Bad Idea: another plugin took this draft. It is back in the entry, in case it was " \
    "not sent: look before you post it again."

/* Another plugin swallowed it, or the protocol refused it or a part of it, or something
 * else left, which is no post. What is held stays on disk and is recalled. */
static void
let_go (PurpleConversation *conv, BiOutgoing *outgoing, const BiPermit *permit)
{
    if (outgoing->held != NULL && permit != NULL && bi_permit_is_swallowed (permit))
        bi_conversations_write_line (conv, TAKEN);
    g_clear_pointer (&outgoing->held, bi_held_free);
    bi_outgoing_set_notice (outgoing, NULL);
    bi_draft_forget (outgoing->draft);
}

/* All of it, or some of its lines. */
static gboolean
has_left (PurpleConversation *conv, const BiOutgoing *outgoing, const BiPermit *permit,
          gboolean emptied)
{
    if (outgoing->is_exempt || permit == NULL)
        return FALSE;
    return bi_permit_count_left (permit) > 0 ||
           (emptied && is_command_that_left (conv, outgoing, permit));
}

/* Returns: whether only some of its lines have left, and the others are kept */
static gboolean
keep_rest (PurpleConversation *conv, BiOutgoing *outgoing, const BiPermit *permit)
{
    return !outgoing->typed->is_command && bi_rest_keep (conv, outgoing, permit);
}

/* The client's own send is over. Returns: FALSE when a confirmed draft did not leave and
 * is held again, still in the entry. */
gboolean
bi_outgoing_settle (PurpleConversation *conv, gboolean emptied)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);
    g_autoptr (BiPermit) permit = bi_permit_close (conv);

    if (outgoing == NULL)
        return TRUE;
    if (has_left (conv, outgoing, permit, emptied) &&
        !(emptied && keep_rest (conv, outgoing, permit))) {
        bi_outgoing_address (conv);
        release_held (outgoing, BI_DECISION_POSTED);
    } else if (emptied)
        let_go (conv, outgoing, permit);
    else if (outgoing->confirmed) {
        hold_again (outgoing);
        return FALSE;
    }
    return TRUE;
}

static BiOutgoing *
find_held (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);
    gboolean held =
        outgoing != NULL && bi_draft_get_state (outgoing->draft) == BI_GATE_HELD;

    return held ? outgoing : NULL;
}

void
bi_outgoing_confirm (PurpleConversation *conv)
{
    BiOutgoing *outgoing = find_held (conv);

    if (outgoing == NULL)
        return;
    bi_draft_step (outgoing->draft, BI_EVENT_CONFIRM);
    bi_record (outgoing->held, BI_DECISION_CONFIRMED);
}

void
bi_outgoing_resume (PurpleConversation *conv)
{
    BiOutgoing *outgoing = find_held (conv);

    if (outgoing == NULL)
        return;
    bi_draft_step (outgoing->draft, BI_EVENT_RESUME);
    bi_record (outgoing->held, BI_DECISION_EDITED);
}

void
bi_outgoing_discard (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (outgoing != NULL)
        release_held (outgoing, BI_DECISION_DISCARDED);
}

/* Returns: (nullable) */
const BiNotice *
bi_outgoing_get_notice (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    return outgoing != NULL ? outgoing->notice : NULL;
}

/* Whether the secret in the held draft may be written to disk. FALSE: it could not be, or
 * not be taken from there, and the notice says so. */
gboolean
bi_outgoing_keep_whole (PurpleConversation *conv, gboolean whole)
{
    BiOutgoing *outgoing = find_held (conv);
    BiNotice *notice;
    gboolean was_whole;

    if (outgoing == NULL)
        return TRUE;
    notice = outgoing->notice;
    was_whole = outgoing->held->whole;
    outgoing->held->whole = whole;
    g_free (notice->warning);
    notice->warning =
        bi_keeping_save (outgoing->held, bi_draft_get_report (outgoing->draft));
    if (notice->warning != NULL)
        outgoing->held->whole = was_whole;
    bi_notice_add_secret (notice, outgoing->held);
    return notice->warning == NULL;
}

/* A post has left without a permit. It was clean, and is what a draft given back to an
 * entry that no UI gates was edited into. */
void
bi_outgoing_count (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (bi_outgoing_get_given (conv) != NULL ||
        (outgoing != NULL && outgoing->held != NULL && !is_watched (conv))) {
        bi_outgoing_address (conv);
        release_held (outgoing, BI_DECISION_POSTED);
    }
}
