/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean bi_nesting_is_flat (const char *json);
