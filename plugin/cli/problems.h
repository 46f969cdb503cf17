/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/problem.h"

#include <stdio.h>

void bi_problems_print (const GPtrArray *problems, BiSeverity least, FILE *stream);
void bi_problems_print_json (const GPtrArray *problems);
void bi_problems_print_sum (const GPtrArray *problems, guint n_files, guint n_rules);
