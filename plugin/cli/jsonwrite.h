/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/rule.h"

#include <json-glib/json-glib.h>

/* What commands print for programs: an object a line. */
JsonBuilder *bi_json_begin (guint number);
void bi_json_print (JsonBuilder *builder);
void bi_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void bi_json_add_number (JsonBuilder *builder, const char *name, gsize value);
void bi_json_add_metadata (JsonBuilder *builder, const BiRule *rule);
void bi_json_add_spans (JsonBuilder *builder, const char *name, const GArray *spans);
