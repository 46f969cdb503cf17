/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/examples.h"
#include "badidea/weights.h"

/* The file of weights in the folder that is learned for. What cannot be done with it is
 * said on stderr. */
gboolean bi_target_is_made (const char *folder, const BiExamples *examples,
                            const BiWeights *below);
gboolean bi_target_can_be_written (const char *folder);
gboolean bi_target_write (const char *folder, GBytes *bytes, gboolean quiet);
gboolean bi_target_remove (const char *folder);
