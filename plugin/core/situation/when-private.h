/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/when.h"

/* Reads a condition in one pass; the first error ends it. */
typedef struct {
    const char *at;
    const char *error_at;
    GError *error;
} BiWhenParser;

typedef enum { BI_ANSWER_NO, BI_ANSWER_YES, BI_ANSWER_UNKNOWN } BiAnswer;

typedef enum {
    BI_COMPARISON_AT_LEAST,
    BI_COMPARISON_AT_MOST,
    BI_COMPARISON_MORE,
    BI_COMPARISON_LESS,
    BI_COMPARISON_EQUAL
} BiComparison;

typedef struct _BiSubject BiSubject;

struct _BiWhen {
    const BiSubject *subject;
    gboolean negated;
    char *source;
    BiAnswer always; /* what it says whatever is true, before "not" */
    char **globs;
    guint32 set;         /* bits: audiences, hours or weekdays */
    guint32 first, last; /* days, or days of the year */
    GTimeSpan span;
    char *crisis;
    char **countries;
    BiComparison comparison;
    guint number;
};

void bi_when_fail (BiWhenParser *parser, const char *at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
void bi_when_skip_blanks (BiWhenParser *parser);
gsize bi_when_measure_word (const char *at);
gboolean bi_when_take_word (BiWhenParser *parser, const char *word);
gboolean bi_when_take_hyphen (BiWhenParser *parser);
void bi_when_parse_number (BiWhenParser *parser, guint *number, const char *advice);
int bi_when_parse_name (BiWhenParser *parser, const char *const *names);
void bi_when_parse_alternatives (BiWhenParser *parser, BiWhen *when,
                                 void (*parse_one) (BiWhenParser *parser, BiWhen *when));
