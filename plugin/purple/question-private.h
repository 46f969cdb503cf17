/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "question.h"

#include "badidea/draft.h"

/* A question is put and answered in answer.c; the rest is in question.c. */
struct _BiQuestion {
    BiContext *context;
    PurpleAccount *account; /* NULL once it was deleted while the lines are being sent */
    PurpleConversationType type;
    BiHeld *held;
    BiDraft *draft;
    guint turn; /* a timer until the turn of the main loop is over; more lines may come */
    gboolean asked;   /* a request may be open; the question is its handle */
    gboolean posting; /* the lines are being sent now */
    char *warning;    /* (nullable) what went wrong */
};

gboolean bi_question_check (BiQuestion *question);
void bi_question_save (BiQuestion *question);
void bi_question_decide (BiQuestion *question);
void bi_question_ask (BiQuestion *question);
void bi_question_forget (BiQuestion *question);
PurpleConversation *bi_question_find_conversation (const BiQuestion *question);
