/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rulematch.h"

#include "badidea/explanation.h"

BiStep *
bi_step_new (const char *key, const char *source, BiPlace place, BiStepResult result);
void bi_step_free (gpointer data);
BiStepResult bi_step_result_of (BiMatch match, gboolean excludes);

BiMatch bi_steps_listen (GPtrArray *steps, const BiRule *rule, const BiRun *run);
