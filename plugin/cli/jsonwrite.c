/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "jsonwrite.h"

#include <stdio.h>

void
bi_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_string_value (builder, value);
}

void
bi_json_add_number (JsonBuilder *builder, const char *name, gsize value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, (gint64) value);
}

/* What is at fault, and who answers for the rule; as far as it says so. */
void
bi_json_add_metadata (JsonBuilder *builder, const BiRule *rule)
{
    if (bi_rule_get_aspect (rule) != NULL)
        bi_json_add_string (builder, "aspect", bi_rule_get_aspect (rule));
    if (bi_rule_get_owner (rule) != NULL)
        bi_json_add_string (builder, "owner", bi_rule_get_owner (rule));
}

/* An object of a line: the draft of that number. Returns: (transfer full) */
JsonBuilder *
bi_json_begin (guint number)
{
    JsonBuilder *builder = json_builder_new ();

    json_builder_begin_object (builder);
    bi_json_add_number (builder, "line", number);
    return builder;
}

/* Ends the object and prints it on a line of its own. */
void
bi_json_print (JsonBuilder *builder)
{
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *line = NULL;

    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    line = json_to_string (root, FALSE);
    puts (line);
}

void
bi_json_add_spans (JsonBuilder *builder, const char *name, const GArray *spans)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; i < spans->len; i++) {
        BiSpan span = g_array_index (spans, BiSpan, i);
        json_builder_begin_array (builder);
        json_builder_add_int_value (builder, (gint64) span.start);
        json_builder_add_int_value (builder, (gint64) span.end);
        json_builder_end_array (builder);
    }
    json_builder_end_array (builder);
}
