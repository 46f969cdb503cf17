/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

JsonNode *bi_json_line_parse (const char *line, gsize *offset, GError **error);
