/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "show.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gsize value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_int_value (builder, (gint64) value);
}

static JsonBuilder *
begin (guint number)
{
    JsonBuilder *builder = json_builder_new ();

    json_builder_begin_object (builder);
    add_number (builder, "line", number);
    return builder;
}

static void
print (JsonBuilder *builder)
{
    g_autoptr (JsonNode) root = NULL;
    g_autofree char *line = NULL;

    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    line = json_to_string (root, FALSE);
    puts (line);
}

static void
add_spans (JsonBuilder *builder, const GArray *spans)
{
    json_builder_set_member_name (builder, "spans");
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

/* What a rule that fires on a total has counted, and how much. */
static void
add_counts (JsonBuilder *builder, const GArray *counts)
{
    json_builder_set_member_name (builder, "counted");
    json_builder_begin_array (builder);
    for (guint i = 0; i < counts->len; i++) {
        const BiCount *count = &g_array_index (counts, BiCount, i);
        json_builder_begin_object (builder);
        add_string (builder, "rule", bi_rule_get_id (count->rule));
        add_number (builder, "points", count->points);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

static void
add_finding (JsonBuilder *builder, const BiText *text, const BiFinding *finding)
{
    const GArray *spans = finding->spans;
    BiSpan first = spans->len > 0 ? g_array_index (spans, BiSpan, 0) : (BiSpan){0, 0};
    g_autofree char *words = g_utf8_make_valid (
        bi_text_get_draft (text, NULL) + first.start, (gssize) (first.end - first.start));

    json_builder_begin_object (builder);
    add_string (builder, "rule", bi_rule_get_id (finding->rule));
    add_string (builder, "level", bi_level_to_string (finding->level));
    add_number (builder, "start", first.start);
    add_number (builder, "end", first.end);
    add_string (builder, "text", words);
    if (spans->len > 1)
        add_spans (builder, spans);
    if (finding->counts->len > 0)
        add_counts (builder, finding->counts);
    json_builder_end_object (builder);
}

/* @number counts the drafts from 1. Offsets are bytes of the draft. */
void
bi_show_json (guint number, const BiText *text, const BiReport *report)
{
    g_autoptr (JsonBuilder) builder = begin (number);

    add_string (builder, "level", bi_level_to_string (bi_report_get_level (report)));
    json_builder_set_member_name (builder, "findings");
    json_builder_begin_array (builder);
    for (guint i = 0; i < bi_report_get_size (report); i++)
        add_finding (builder, text, bi_report_get_finding (report, i));
    json_builder_end_array (builder);
    json_builder_set_member_name (builder, "gave_up");
    json_builder_begin_array (builder);
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        json_builder_add_string_value (
            builder, bi_rule_get_id (bi_report_get_gave_up (report, i)));
    json_builder_end_array (builder);
    print (builder);
}

/* Stands in the place of a draft that could not be read, so that the order stays. */
void
bi_show_json_error (guint number, const char *message)
{
    g_autoptr (JsonBuilder) builder = begin (number);
    g_autofree char *valid = g_utf8_make_valid (message, -1);

    add_string (builder, "error", valid);
    print (builder);
}
