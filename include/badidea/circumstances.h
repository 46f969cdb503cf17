/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
    BI_AUDIENCE_UNKNOWN,
    BI_AUDIENCE_PUBLIC,
    BI_AUDIENCE_ROOM,
    BI_AUDIENCE_DIRECT
} BiAudience;

/* What is true of a draft besides its text. NULL is what nobody knows. */
typedef struct {
    char *account;
    char *protocol;
    char *conversation;
    BiAudience audience;
    GDateTime *at;        /* in the zone whose hours and days count */
    GDateTime *warned_at; /* the account's last held or confirmed draft; NULL: none */
    gsize command;        /* bytes of its plain text: of a command, which says nothing */
} BiCircumstances;

BiCircumstances *bi_circumstances_new (void);
BiCircumstances *bi_circumstances_copy (const BiCircumstances *circumstances);
void bi_circumstances_free (BiCircumstances *circumstances);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiCircumstances, bi_circumstances_free)
