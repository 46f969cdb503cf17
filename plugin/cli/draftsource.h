/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "circumstances.h"

#include "badidea/problem.h"

/* How a file is cut into drafts: it is one, a line each, or a JSON object a line. */
typedef enum { BI_INPUT_WHOLE, BI_INPUT_LINES, BI_INPUT_OBJECTS } BiInput;

/* Reads the drafts of one file, one at a time and no further than it has to. */
typedef struct _BiDraftSource BiDraftSource;

typedef struct {
    BiPlace place; /* its line is 0 when it is the whole file */
    GString *text; /* any bytes; (nullable) when the problems say why there is none */
    GPtrArray *problems; /* BiProblem */
    BiCircumstances *circumstances;
} BiDraftRecord;

BiDraftSource *bi_draft_source_new (const char *path, BiInput input,
                                    const BiCircumstances *circumstances);
BiDraftRecord *bi_draft_source_next (BiDraftSource *source);
void bi_draft_source_free (BiDraftSource *source);
void bi_draft_record_free (BiDraftRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiDraftSource, bi_draft_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiDraftRecord, bi_draft_record_free)
