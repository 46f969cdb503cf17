/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

typedef enum {
    BI_AUDIENCE_UNKNOWN,
    BI_AUDIENCE_PUBLIC,
    BI_AUDIENCE_ROOM,
    BI_AUDIENCE_DIRECT
} BiAudience;

/* What is true of a draft besides its text. It is read and validated; no rule asks about
 * it yet. NULL is what nobody said. */
typedef struct {
    char *account;
    char *protocol;
    char *conversation;
    BiAudience to;
    GDateTime *at;
    char *situation; /* the name of a file that can be read */
} BiCircumstances;

BiCircumstances *bi_circumstances_new (void);
BiCircumstances *bi_circumstances_copy (const BiCircumstances *circumstances);
void bi_circumstances_free (BiCircumstances *circumstances);
gboolean bi_circumstances_set (BiCircumstances *circumstances, const char *name,
                               const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiCircumstances, bi_circumstances_free)
