/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What a client has switched, in a file of the personal layer that nobody else writes. */
#define BI_SWITCHES_FILE "switches.situation"

typedef enum { BI_SWITCH_NONE, BI_SWITCH_ON, BI_SWITCH_OFF } BiSwitch;

gboolean bi_switches_set (const char *path, const char *crisis, BiSwitch state,
                          const GDate *until, GError **error);
