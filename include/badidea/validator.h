/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What an expression cannot say of a match. */
typedef gboolean (*BiValidator) (const char *text, gsize length);

BiValidator bi_validator_find (const char *name);
const char *bi_validator_get_name (BiValidator validator);
const char *const *bi_validator_list (void);
