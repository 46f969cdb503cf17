/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* A held draft that no entry shows: its writer is asked through purple_request. Sends of
 * one conversation in the same turn of the main loop belong to one question. */
typedef struct _BiQuestion BiQuestion;

void bi_question_open (BiContext *context, PurpleAccount *account,
                       PurpleConversationType type, const char *name, const char *markup);
gboolean
bi_question_append (BiContext *context, PurpleAccount *account,
                    PurpleConversationType type, const char *name, const char *markup);
void bi_question_recall (BiContext *context, PurpleConversation *conv);
void bi_question_ask_again (BiContext *context);
void bi_question_leave (BiContext *context, PurpleConversation *conv);
void bi_question_leave_account (BiContext *context, const PurpleAccount *account);
void bi_question_free (BiQuestion *question);

const BiHeld *bi_question_get_held (const BiQuestion *question);
