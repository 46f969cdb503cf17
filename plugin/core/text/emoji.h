/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

gsize bi_emoji_length (const char *at, const char *end);
