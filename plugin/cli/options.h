/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "command.h"

/* An option whose value is one of a few words. */
typedef struct {
    const char *name;
    const char *help;
    const char *values; /* the words, as "text|jsonl" */
    int *chosen;        /* which of them, from 0; left alone when none was written */
} BiChoice;

/* Of every command that prints for either. @is_json: a gboolean's place */
#define BI_CHOICE_FORMAT(is_json)                                                        \
    {                                                                                    \
        "format", "Print text for people, or jsonl for programs", "text|jsonl", is_json  \
    }
#define BI_CHOICE_END                                                                    \
    {                                                                                    \
        NULL, NULL, NULL, NULL                                                           \
    }

/* How one command is called. */
typedef struct {
    const char *command;
    const char *arguments; /* what may follow the options */
    const char *summary;
    const char *description;
    const GOptionEntry *entries;
    const BiChoice *choices; /* (nullable) the last one has no name */
    char ***rest;            /* what does follow them; (transfer full) (nullable) */
    gpointer data;           /* for the callbacks of entries */
} BiUsage;

gboolean bi_options_parse (const BiUsage *usage, char **arguments, BiExit *status);
BiExit
bi_options_complain (const char *command, const char *format, ...) G_GNUC_PRINTF (2, 3);
int bi_options_choose (const char *value, const char *const *choices, GError **error);
