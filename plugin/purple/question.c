/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "question-private.h"

#include "handover.h"
#include "keeping.h"
#include "outgoing.h"
#include "record.h"

#include "badidea/check.h"

#include <request.h>

/* No key or token is as long. */
#define SEARCHED_BYTES (16 * 1024)

/* @held: (transfer full), @draft: (transfer full) */
static BiQuestion *
question_new (BiContext *context, PurpleAccount *account, PurpleConversationType type,
              BiHeld *held, BiDraft *draft)
{
    BiQuestion *question = g_new0 (BiQuestion, 1);

    question->context = context;
    question->account = account;
    question->type = type;
    question->held = held;
    question->draft = draft;
    g_ptr_array_add (context->questions, question);
    return question;
}

/* A request that was closed without an answer leaves nothing to be found by its own
 * handle. */
static void
close_request (BiQuestion *question)
{
    gboolean asked = question->asked;

    /* Before it is closed: some clients take that for a press of "Back". */
    question->asked = FALSE;
    if (asked)
        purple_request_close_with_handle (question);
}

/* Judged, and on disk. */
static void
keep (BiQuestion *question)
{
    bi_question_check (question);
    bi_question_save (question);
}

static void
record_on_trial (const BiQuestion *question)
{
    bi_record_on_trial (question->draft, question->account, question->type,
                        question->held->conversation, question->held);
}

/* What was held in a turn that is not over yet is judged now. All of it stays on disk. */
void
bi_question_free (BiQuestion *question)
{
    if (question->turn != 0) {
        purple_timeout_remove (question->turn);
        keep (question);
        bi_record (question->held, BI_DECISION_HELD);
        record_on_trial (question);
    }
    close_request (question);
    bi_held_free (question->held);
    bi_draft_free (question->draft);
    g_free (question->warning);
    g_free (question);
}

const BiHeld *
bi_question_get_held (const BiQuestion *question)
{
    return question->held;
}

void
bi_question_forget (BiQuestion *question)
{
    g_ptr_array_remove (question->context->questions, question);
}

static gboolean
is_about (const BiQuestion *question, const PurpleAccount *account,
          PurpleConversationType type, const char *name)
{
    return question->account == account && question->type == type &&
           bi_context_same_name (account, question->held->conversation, name);
}

/* As it is now: it may have been closed, and opened again, since. Returns: (nullable) */
PurpleConversation *
bi_question_find_conversation (const BiQuestion *question)
{
    return purple_find_conversation_with_account (
        question->type, question->held->conversation, question->account);
}

void
bi_question_save (BiQuestion *question)
{
    g_free (question->warning);
    question->warning =
        bi_keeping_save (question->held, bi_draft_get_report (question->draft));
}

/* Returns: whether the text, or what the rules say of it, is another one now */
gboolean
bi_question_check (BiQuestion *question)
{
    BiHeld *held = question->held;
    gboolean is_other;
    g_autofree char *markup = bi_held_join (question->held);
    g_autoptr (BiCircumstances) circumstances = bi_context_get_circumstances (
        question->account, question->type, question->held->conversation);

    is_other = bi_draft_check (question->draft, question->context->ruleset, circumstances,
                               markup);
    bi_draft_set_lines (question->draft, held, g_strdupv (held->lines));
    return is_other;
}

/* ---- posting ---- */

/* Returns: how many lines have left */
static gsize
send_lines (BiQuestion *question)
{
    gsize sent;

    question->posting = TRUE;
    sent = bi_handover_send (question->account, question->type,
                             question->held->conversation, question->held->lines);
    question->posting = FALSE;
    return sent;
}

/* @sent lines have left, the others are held on. */
static void
keep_rest (BiQuestion *question, gsize sent)
{
    if (sent > 0)
        bi_record_lines (question->held, BI_DECISION_POSTED, sent);
    bi_held_drop_lines (question->held, 0, sent);
    if (question->account != NULL)
        bi_question_check (question);
    bi_question_save (question);
}

static void
ask_about_rest (BiQuestion *question)
{
    g_autofree char *unsaved = g_steal_pointer (&question->warning);

    question->warning =
        g_strconcat ("It did not leave: you are not connected, or not in the "
                     "room. ",
                     unsaved != NULL ? unsaved : "It is kept.", NULL);
    bi_question_ask (question);
}

static void
post (BiQuestion *question)
{
    gsize sent = send_lines (question);

    if (question->held->lines[sent] == NULL) {
        bi_record (question->held, BI_DECISION_POSTED);
        bi_keeping_remove (question->held);
        bi_question_forget (question);
        return;
    }
    keep_rest (question, sent);
    if (question->account != NULL)
        ask_about_rest (question);
    else
        bi_question_forget (question);
}

/* As it was checked last, it leaves or is held. */
void
bi_question_decide (BiQuestion *question)
{
    record_on_trial (question);
    if (bi_draft_step (question->draft, BI_EVENT_SEND) == BI_VERDICT_PASS) {
        post (question);
        return;
    }
    bi_question_save (question);
    bi_record (question->held, BI_DECISION_HELD);
    bi_question_ask (question);
}

/* ---- what comes in ---- */

/* The turn is over: its lines are one draft, and judged as one. */
static gboolean
end_turn (gpointer data)
{
    BiQuestion *question = data;

    question->turn = 0;
    bi_question_check (question);
    bi_question_decide (question);
    return FALSE;
}

/* The same line keeps what is masked in it. */
static void
set_line (BiHeld *held, const char *markup)
{
    const char *lines[] = {markup, NULL};

    bi_held_set_lines (held, g_strdupv ((char **) lines), NULL);
}

/* A secret may go over several lines, and need not be known by its last one. */
static void
mask_last (BiQuestion *question)
{
    gsize start;
    g_autofree char *markup = bi_held_join_last (question->held, SEARCHED_BYTES, &start);
    g_autoptr (BiText) text = bi_text_new (markup, -1, BI_TEXT_MARKUP);
    g_autoptr (BiCircumstances) circumstances = bi_context_get_circumstances (
        question->account, question->type, question->held->conversation);
    g_autoptr (GArray) secrets =
        bi_check_secrets (question->context->ruleset, text, circumstances);

    bi_held_add_secrets (question->held, secrets, start);
}

/* Of a line in the middle of many nothing is asked but what must not be written down. */
static void
add_line (BiQuestion *question, const char *markup)
{
    g_autoptr (BiHeld) line = bi_held_new ();

    set_line (line, markup);
    bi_held_append (question->held, line);
    mask_last (question);
    bi_question_save (question);
}

/* Holds a line that was to be sent. It is on disk when this returns, and its writer is
 * asked when this turn of the main loop is over. */
void
bi_question_open (BiContext *context, PurpleAccount *account, PurpleConversationType type,
                  const char *name, const char *markup)
{
    PurpleConversation *conv =
        purple_find_conversation_with_account (type, name, account);
    BiDraft *draft = NULL;
    BiHeld *held = conv != NULL ? bi_outgoing_take (conv, &draft) : NULL;
    BiQuestion *question;

    if (held == NULL) {
        held = bi_keeping_new_held (account, type, name);
        draft = bi_draft_new ();
    }
    set_line (held, markup);
    question = question_new (context, account, type, held, draft);
    keep (question);
    question->turn = purple_timeout_add (0, end_turn, question);
}

/* A line that follows a held one in the same turn waits behind it. Returns: whether it
 * does */
gboolean
bi_question_append (BiContext *context, PurpleAccount *account,
                    PurpleConversationType type, const char *name, const char *markup)
{
    for (guint i = 0; i < context->questions->len; i++) {
        BiQuestion *question = context->questions->pdata[i];
        if (question->turn != 0 && is_about (question, account, type, name)) {
            add_line (question, markup);
            return TRUE;
        }
    }
    return FALSE;
}

/* Asks about what was held in this conversation before it was closed, or before a crash.
 */
void
bi_question_recall (BiContext *context, PurpleConversation *conv)
{
    g_autoptr (GPtrArray) kept = bi_keeping_list (conv, NULL);

    while (kept->len > 0) {
        BiQuestion *question =
            question_new (context, purple_conversation_get_account (conv),
                          purple_conversation_get_type (conv),
                          g_ptr_array_steal_index (kept, 0), bi_draft_new ());
        bi_question_check (question);
        g_strfreev (bi_draft_take_on_trial (question->draft)); /* when it was held */
        bi_question_ask (question);
    }
}

/* A request can be closed without an answer, and nobody is told: ask anew. */
void
bi_question_ask_again (BiContext *context)
{
    for (guint i = 0; i < context->questions->len; i++) {
        BiQuestion *question = context->questions->pdata[i];
        if (question->turn == 0) {
            close_request (question);
            bi_question_ask (question);
        }
    }
}

/* The conversation closes: its questions too. What they hold is on disk, and is asked
 * about when it opens again. */
void
bi_question_leave (BiContext *context, PurpleConversation *conv)
{
    for (guint i = context->questions->len; i > 0; i--) {
        BiQuestion *question = context->questions->pdata[i - 1];
        if (!question->posting &&
            is_about (question, purple_conversation_get_account (conv),
                      purple_conversation_get_type (conv),
                      purple_conversation_get_name (conv)))
            bi_question_forget (question);
    }
}

/* The account is being deleted: what it held stays on disk, but for what is being sent.
 */
void
bi_question_leave_account (BiContext *context, const PurpleAccount *account)
{
    for (guint i = context->questions->len; i > 0; i--) {
        BiQuestion *question = context->questions->pdata[i - 1];
        if (question->account != account)
            continue;
        if (question->posting)
            question->account = NULL;
        else
            bi_question_forget (question);
    }
}
