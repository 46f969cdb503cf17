/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "command.h"

#include "badidea/ruleset.h"

/* How commands come by rules. */
char **bi_default_layers (void);
gboolean bi_readable_folder (const char *folder, GPtrArray *problems);
BiRuleset *bi_load_folders (char **folders, const char *situation);
BiRuleset *bi_load_rules (const char *command, char **folders, const char *situation);
BiExit bi_complain_of_none (const char *command, const char *what, const char *suffix,
                            char **folders);
