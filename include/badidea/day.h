/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A day of the calendar, counted as GDate's Julian days; 0 is none. */
typedef guint32 BiDay;

const char *bi_day_read (const char **text, BiDay *day);
const char *bi_day_read_yearly (const char **text, guint *month, guint *day);
BiDay bi_day_of (GDateTime *at);
char *bi_day_to_string (BiDay day);
const char *bi_day_name_weekday (BiDay day);
