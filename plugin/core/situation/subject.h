/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/day.h"

#include "when-private.h"

/* What a condition may ask about. */
struct _BiSubject {
    const char *name;
    void (*parse) (BiWhenParser *parser, BiWhen *when);
    BiAnswer (*ask) (const BiWhen *when, const BiMoment *moment);
    gsize field; /* of the circumstances or of the shape */
};

/* What "crisis" becomes when "words" follows it. */
extern const BiSubject bi_subject_crisis_words;

const BiSubject *bi_subject_find (const char *word, gsize length);
const char *bi_subject_nearest (const char *word);

void bi_subject_parse_hours (BiWhenParser *parser, BiWhen *when);
void bi_subject_parse_weekdays (BiWhenParser *parser, BiWhen *when);
void bi_subject_parse_date (BiWhenParser *parser, BiWhen *when);
void bi_subject_parse_yearly (BiWhenParser *parser, BiWhen *when);
void bi_subject_parse_warned_within (BiWhenParser *parser, BiWhen *when);
void bi_subject_parse_calendar (BiWhenParser *parser, BiWhen *when);

BiAnswer bi_subject_ask_hours (const BiWhen *when, const BiMoment *moment);
BiAnswer bi_subject_ask_weekdays (const BiWhen *when, const BiMoment *moment);
BiAnswer bi_subject_ask_date (const BiWhen *when, const BiMoment *moment);
BiAnswer bi_subject_ask_yearly (const BiWhen *when, const BiMoment *moment);
BiAnswer bi_subject_ask_warned_within (const BiWhen *when, const BiMoment *moment);
BiAnswer bi_subject_ask_calendar (const BiWhen *when, const BiMoment *moment);

const char *const *bi_subject_list_countries (const BiWhen *when, const BiMoment *moment);

static inline BiAnswer
bi_answer (gboolean yes)
{
    return yes ? BI_ANSWER_YES : BI_ANSWER_NO;
}
