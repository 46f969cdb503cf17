/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

char *bi_phrase_to_expression (const char *phrase, gsize *offset, GError **error);
