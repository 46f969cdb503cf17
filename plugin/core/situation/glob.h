/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gboolean bi_glob_matches (const char *glob, const char *text);
