/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The exit status of a command. The gravest thing that happened decides. */
typedef enum { BI_EXIT_FINE, BI_EXIT_RISKY, BI_EXIT_FAILED } BiExit;

/* Each command is a file of its own and a row of the table in main.c. @arguments is the
 * command's name and what follows it, NULL-terminated. */
BiExit bi_command_check (char **arguments);
BiExit bi_command_explain (char **arguments);
BiExit bi_command_learn (char **arguments);
BiExit bi_command_lint (char **arguments);
BiExit bi_command_precedent (char **arguments);
BiExit bi_command_stats (char **arguments);
BiExit bi_command_try (char **arguments);
BiExit bi_command_calendar (char **arguments);
BiExit bi_command_new (char **arguments);
