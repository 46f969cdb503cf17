/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"
#include "jsonwrite.h"

#include <string.h>

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
    json_builder_set_member_name (builder, name);
    json_builder_add_boolean_value (builder, value);
}

/* A file's name may be any bytes. */
static void
add_place (JsonBuilder *builder, BiPlace place)
{
    g_autofree char *file = g_utf8_make_valid (place.file, -1);

    bi_json_add_string (builder, "file", file);
    bi_json_add_number (builder, "line", place.line);
    bi_json_add_number (builder, "column", place.column);
}

static void
add_counted (JsonBuilder *builder, const GArray *counted)
{
    json_builder_set_member_name (builder, "counted");
    json_builder_begin_array (builder);
    for (guint i = 0; i < counted->len; i++) {
        const BiStepCount *count = &g_array_index (counted, BiStepCount, i);
        json_builder_begin_object (builder);
        bi_json_add_string (builder, "rule", bi_rule_get_id (count->rule));
        if (count->points > 0)
            bi_json_add_number (builder, "points", count->points);
        bi_json_add_spans (builder, "spans", count->spans);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

static void
add_words (JsonBuilder *builder, const GArray *words)
{
    json_builder_set_member_name (builder, "words");
    json_builder_begin_array (builder);
    for (guint i = 0; i < words->len; i++) {
        const BiWordWeight *word = &g_array_index (words, BiWordWeight, i);
        json_builder_begin_object (builder);
        bi_json_add_number (builder, "start", word->span.start);
        bi_json_add_number (builder, "end", word->span.end);
        json_builder_set_member_name (builder, "weight");
        json_builder_add_double_value (builder, word->weight);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

static void
add_nearest (JsonBuilder *builder, const BiExplained *explained, const BiStep *step)
{
    g_autoptr (GPtrArray) nearest = bi_explained_find_nearest (explained, step->signal);

    json_builder_set_member_name (builder, "like");
    json_builder_begin_array (builder);
    for (guint i = 0; i < nearest->len; i++) {
        const BiExample *example = nearest->pdata[i];
        json_builder_begin_object (builder);
        add_place (builder, example->place);
        bi_json_add_string (builder, "text", example->text);
        json_builder_end_object (builder);
    }
    json_builder_end_array (builder);
}

static void
add_learned (JsonBuilder *builder, const BiExplained *explained, const BiStep *step)
{
    json_builder_set_member_name (builder, "score");
    json_builder_add_double_value (builder, step->score);
    add_words (builder, step->words);
    add_nearest (builder, explained, step);
}

static void
add_step (JsonBuilder *builder, const BiExplained *explained, const BiStep *step)
{
    static const char *const results[] = {[BI_STEP_MET] = "met",
                                          [BI_STEP_FAILED] = "failed",
                                          [BI_STEP_EXCLUDED] = "excluded",
                                          [BI_STEP_GAVE_UP] = "gave-up"};

    json_builder_begin_object (builder);
    bi_json_add_string (builder, "key", step->key);
    bi_json_add_string (builder, "source", step->source);
    add_place (builder, step->place);
    bi_json_add_string (builder, "result", results[step->result]);
    bi_json_add_spans (builder, "spans", step->spans);
    if (bi_step_is_match (step))
        add_flag (builder, "counts", step->counts);
    if (step->around)
        add_flag (builder, "around", TRUE);
    if (step->reason != NULL)
        bi_json_add_string (builder, "reason", step->reason);
    if (strcmp (step->key, "needs") == 0)
        add_counted (builder, step->counted);
    if (strcmp (step->key, "learned") == 0)
        add_learned (builder, explained, step);
    json_builder_end_object (builder);
}

static void
add_silence (JsonBuilder *builder, const BiSilence *silence)
{
    json_builder_set_member_name (builder, "silenced");
    json_builder_begin_object (builder);
    add_place (builder, silence->place);
    bi_json_add_string (builder, "because", silence->because);
    if (silence->until != NULL)
        bi_json_add_string (builder, "until", silence->until);
    json_builder_end_object (builder);
}

static void
add_rule (JsonBuilder *builder, const BiExplained *explained,
          const BiExplanation *explanation)
{
    const BiRule *rule = bi_explanation_get_rule (explanation);
    const BiSilence *silence = bi_explanation_get_silence (explanation);

    json_builder_begin_object (builder);
    bi_json_add_string (builder, "rule", bi_rule_get_id (rule));
    bi_json_add_string (builder, "title", bi_rule_get_title (rule));
    bi_json_add_string (builder, "level", bi_explained_level (explanation));
    if (bi_explanation_get_gravity (explanation)->is_raised)
        add_flag (builder, "raised", TRUE);
    bi_json_add_metadata (builder, rule);
    add_place (builder, bi_rule_get_place (rule));
    if (silence != NULL)
        add_silence (builder, silence);
    json_builder_set_member_name (builder, "steps");
    json_builder_begin_array (builder);
    for (guint i = 0; i < bi_explanation_get_size (explanation); i++)
        add_step (builder, explained, bi_explanation_get_step (explanation, i));
    json_builder_end_array (builder);
    json_builder_end_object (builder);
}

static void
add_rules (JsonBuilder *builder, const BiExplained *explained, const char *name,
           const GPtrArray *rules)
{
    json_builder_set_member_name (builder, name);
    json_builder_begin_array (builder);
    for (guint i = 0; i < rules->len; i++)
        add_rule (builder, explained, rules->pdata[i]);
    json_builder_end_array (builder);
}

/* @number counts the drafts from 1. */
void
bi_explain_json (guint number, const BiExplained *explained)
{
    g_autoptr (JsonBuilder) builder = bi_json_begin (number);

    bi_json_add_string (builder, "level", bi_level_to_string (explained->level));
    add_rules (builder, explained, "fired", explained->fired);
    add_rules (builder, explained, "gave_up", explained->gave_up);
    add_rules (builder, explained, "near", explained->near);
    bi_json_print (builder);
}
