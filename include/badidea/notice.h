/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/check.h"

/* The words with which a held draft is put before its writer, the same in every client.
 */
typedef struct {
    char *headline;  /* "Not posted: Open-ended ask" */
    char *why;       /* the rule's sentence; or why nothing could be checked */
    char *precedent; /* (nullable) what it cost others */
    char *instead;   /* (nullable) what to write instead */
    char *others;    /* (nullable) further findings, one a line */
    char *warning; /* (nullable) what else the writer must know, e.g. the disk is full */
} BiNotice;

BiNotice *bi_notice_new (const BiReport *report);
BiNotice *bi_notice_new_blind (void);
char *bi_notice_to_text (const BiNotice *notice);
void bi_notice_free (BiNotice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiNotice, bi_notice_free)
