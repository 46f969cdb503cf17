/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "question-private.h"

#include "handover.h"
#include "keeping.h"
#include "outgoing.h"
#include "record.h"

#include <request.h>
#include <string.h>

static void
discard (BiQuestion *question)
{
    bi_record (question->held, BI_DECISION_DISCARDED);
    bi_keeping_remove (question->held);
    bi_question_forget (question);
}

/* Judged anew: it leaves, or is held under the same file. An empty text is no answer. */
static void
answer_input (gpointer data, const char *text)
{
    BiQuestion *question = data;

    question->asked = FALSE;
    if (text == NULL || text[strspn (text, " \t\r\n")] == '\0') {
        bi_question_ask (question);
        return;
    }
    bi_held_set_lines (
        question->held,
        bi_handover_from_text (bi_question_find_conversation (question), text), NULL);
    bi_question_check (question);
    bi_question_save (question);
    bi_question_decide (question);
}

static void
cancel_input (gpointer data, const char *text)
{
    BiQuestion *question = data;

    if (!question->asked)
        return;
    question->asked = FALSE;
    bi_question_ask (question);
}

/* Where no entry can take the text back, it is edited in a request. */
static void
edit_in_request (BiQuestion *question)
{
    const BiText *text = bi_draft_get_text (question->draft);

    question->asked = TRUE;
    purple_request_input (question, "Bad Idea", "Edit and post", NULL,
                          bi_text_get_plain (text, NULL), TRUE, FALSE, NULL, "Post",
                          PURPLE_CALLBACK (answer_input), "Back",
                          PURPLE_CALLBACK (cancel_input), question->account,
                          question->held->conversation, NULL, question);
}

/* A client's own operation puts it behind what the entry has: of that only a draft which
 * was given back before is known here. Returns: whether the entry has it */
static gboolean
give_back (const BiQuestion *question, PurpleConversation *conv)
{
    const BiContext *context = question->context;
    PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conv);
    const char *before = bi_outgoing_get_held (conv) != NULL ? BI_TEXT_BREAK : "";
    g_autofree char *markup = bi_held_join (question->held);
    g_autofree char *behind = g_strconcat (before, markup, NULL);

    if (bi_context_has_entry (context, conv))
        return context->ui->give_back (conv, markup);
    if (ops == NULL || ops->send_confirm == NULL)
        return FALSE;
    ops->send_confirm (conv, behind);
    return TRUE;
}

static void
edit (BiQuestion *question)
{
    PurpleConversation *conv = bi_question_find_conversation (question);

    bi_draft_step (question->draft, BI_EVENT_RESUME);
    bi_record (question->held, BI_DECISION_EDITED);
    if (conv == NULL || !give_back (question, conv)) {
        edit_in_request (question);
        return;
    }
    bi_outgoing_give (conv, g_steal_pointer (&question->held),
                      g_steal_pointer (&question->draft));
    bi_question_forget (question);
}

/* Rules that were read since it was asked, and say something else, take the answer back.
 */
static void
post_anyway (BiQuestion *question)
{
    if (!bi_question_check (question)) {
        bi_draft_step (question->draft, BI_EVENT_CONFIRM);
        bi_record (question->held, BI_DECISION_CONFIRMED);
    }
    bi_question_decide (question);
}

/* A callback each: what number an action has when it is called back differs from client
 * to client (Pidgin counts from the other end). */
static void
on_edit (gpointer data, int action)
{
    BiQuestion *question = data;

    question->asked = FALSE;
    edit (question);
}

static void
on_post_anyway (gpointer data, int action)
{
    BiQuestion *question = data;

    question->asked = FALSE;
    post_anyway (question);
}

static void
on_discard (gpointer data, int action)
{
    BiQuestion *question = data;

    question->asked = FALSE;
    discard (question);
}

static void
on_keep_whole (gpointer data, int action)
{
    BiQuestion *question = data;

    question->asked = FALSE;
    question->held->whole = TRUE;
    bi_question_save (question);
    if (question->warning != NULL)
        question->held->whole = FALSE;
    bi_question_ask (question);
}

/* What was agreed to is not asked again. */
static void
describe_secret (BiNotice *notice, const BiHeld *held)
{
    bi_notice_add_secret (notice, held);
    if (!notice->is_whole)
        return;
    notice->is_asked_for = FALSE;
    g_free (notice->secret);
    notice->secret = g_strdup ("You keep it whole: the secret in it is on disk until the "
                               "draft is posted or discarded.");
}

/* What is asked about is held. The first answer is the default: Enter never posts. */
void
bi_question_ask (BiQuestion *question)
{
    const BiReport *report = bi_draft_get_report (question->draft);
    g_autoptr (BiNotice) notice = bi_context_describe (question->context, report);
    const char *plain = bi_text_get_plain (bi_draft_get_text (question->draft), NULL);
    g_autofree char *where = NULL;
    g_autofree char *words = NULL;

    bi_draft_step (question->draft, BI_EVENT_SEND);
    notice->warning = g_strdup (question->warning);
    describe_secret (notice, question->held);
    words = bi_notice_to_text (notice);
    where = g_strdup_printf ("To %s, from %s:\n%s\n\n%s", question->held->conversation,
                             question->held->account, plain, words);
    question->asked = TRUE;
    purple_request_action (
        question, "Bad Idea", notice->headline, where, 0, question->account,
        question->held->conversation, NULL, question, notice->is_asked_for ? 4 : 3,
        "Edit", PURPLE_CALLBACK (on_edit), "Post anyway",
        PURPLE_CALLBACK (on_post_anyway), "Discard", PURPLE_CALLBACK (on_discard),
        "Keep it whole", PURPLE_CALLBACK (on_keep_whole));
}
