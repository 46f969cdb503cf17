/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/check.h"
#include "badidea/held.h"

/* The words with which a held draft is put before its writer, the same in every client.
 */
typedef struct {
    char *headline;  /* "Not posted: Open-ended ask" */
    char *why;       /* the rule's sentence; or why nothing could be checked */
    char *precedent; /* (nullable) what it cost others */
    char *instead;   /* (nullable) what to write instead */
    char *others;    /* (nullable) further findings, one a line */
    char *secret;    /* (nullable) how a secret in it is kept */
    char *
        warning; /* (nullable) what else the writer must know, as that the disk is full */
    gboolean is_asked_for; /* may the secret be written to disk? */
    gboolean is_whole;     /* it may */
    gboolean is_searched;  /* whatever the rules call a secret was found */
} BiNotice;

BiNotice *bi_notice_new (const BiReport *report);
BiNotice *bi_notice_new_blind (void);
void bi_notice_add_secret (BiNotice *notice, const BiHeld *held);
char *bi_notice_to_text (const BiNotice *notice);
void bi_notice_free (BiNotice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiNotice, bi_notice_free)
