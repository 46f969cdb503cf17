/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "jsonwrite.h"
#include "show.h"

/* What a rule that fires on a total has counted, and how much. */
static void
add_counts (JsonBuilder *builder, const GArray *counts)
{
    json_builder_set_member_name (builder, "counted");
    json_builder_begin_array (builder);
    for (guint i = 0; i < counts->len; i++) {
        const BiCount *count = &g_array_index (counts, BiCount, i);
        json_builder_begin_object (builder);
        bi_json_add_string (builder, "rule", bi_rule_get_id (count->rule));
        bi_json_add_number (builder, "points", count->points);
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
    bi_json_add_string (builder, "rule", bi_rule_get_id (finding->rule));
    bi_json_add_string (builder, "level", bi_level_to_string (finding->gravity.level));
    bi_json_add_metadata (builder, finding->rule);
    bi_json_add_number (builder, "start", first.start);
    bi_json_add_number (builder, "end", first.end);
    bi_json_add_string (builder, "text", words);
    if (spans->len > 1)
        bi_json_add_spans (builder, "spans", spans);
    if (finding->counts->len > 0)
        add_counts (builder, finding->counts);
    json_builder_end_object (builder);
}

/* @number counts the drafts from 1. Offsets are bytes of the draft. */
void
bi_show_json (guint number, const BiText *text, const BiReport *report)
{
    g_autoptr (JsonBuilder) builder = bi_json_begin (number);

    bi_json_add_string (builder, "level",
                        bi_level_to_string (bi_report_get_level (report)));
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
    bi_json_print (builder);
}

/* Stands in the place of a draft that could not be read, so that the order stays. */
void
bi_show_json_error (guint number, const char *message)
{
    g_autoptr (JsonBuilder) builder = bi_json_begin (number);
    g_autofree char *valid = g_utf8_make_valid (message, -1);

    bi_json_add_string (builder, "error", valid);
    bi_json_print (builder);
}
