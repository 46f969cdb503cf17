/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "command.h"

/* How one command is called. */
typedef struct {
    const char *command;
    const char *arguments; /* what may follow the options */
    const char *summary;
    const char *description;
    const GOptionEntry *entries;
    char ***rest;  /* what does follow them; (transfer full) (nullable) */
    gpointer data; /* for the callbacks of entries */
} BiUsage;

gboolean bi_options_parse (const BiUsage *usage, char **arguments, BiExit *status);
BiExit
bi_options_complain (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
int bi_options_choose (const char *value, const char *const *choices, GError **error);
