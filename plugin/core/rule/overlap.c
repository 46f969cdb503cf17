/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "overlap.h"

#include "pattern/expand.h"
#include "pattern/phrase.h"

#include <string.h>

typedef struct {
    const BiRuleset *ruleset;
    BiMatcher *matcher;
    GDateTime *now;
    GPtrArray *problems;
    GHashTable *hits; /* rule -> GPtrArray of Hit: reading them is what takes time */
} Overlap;

typedef struct {
    BiText *text;
    BiReading *reading;
} Hit;

static gboolean
is_expression (const BiCondition *condition)
{
    return g_str_has_suffix (condition->key, "match");
}

/* What is run: with the classes put in, a phrase made into an expression.
 * Returns: (transfer full) */
char *
bi_condition_to_expression (const BiCondition *condition, BiClasses *classes)
{
    g_autoptr (BiView) view = NULL;
    gsize offset;
    char *expression;

    if (is_expression (condition)) {
        view = bi_expand_classes (condition->source, classes, &offset, NULL);
        return g_strdup (view != NULL ? bi_view_get_string (view, NULL) : "");
    }
    expression = bi_phrase_to_expression (condition->source, classes, &offset, NULL);
    return expression != NULL ? expression : g_strdup ("");
}

/* ---- the same expression twice ---- */

/* A line, with one blank for any white space. */
static void
append_line (GString *text, const char *line)
{
    gboolean blank = FALSE;

    for (; *line != '\0'; line++)
        if (g_ascii_isspace (*line))
            blank = TRUE;
        else {
            g_string_append_printf (text, "%s%c", blank ? " " : "", *line);
            blank = FALSE;
        }
    g_string_append_c (text, '\n');
}

/* What else decides: rules that differ in it may well look for the same. */
static char *
describe_rest (const BiRule *rule)
{
    GString *rest = g_string_new (NULL);

    g_string_append_printf (
        rest, "%u %d %u %d %u %s\n", rule->views, rule->within.kind, rule->within.words,
        rule->unless_within.kind, rule->unless_within.words,
        rule->valid != NULL ? bi_validator_get_name (rule->valid) : "");
    for (guint i = 0; i < rule->conditions->len; i++) {
        const BiCondition *condition = &g_array_index (rule->conditions, BiCondition, i);
        if (condition->role == BI_ROLE_MATCH)
            continue;
        g_string_append (rest, condition->key);
        append_line (rest, condition->source);
    }
    for (guint i = 0; i < rule->whens->len; i++)
        append_line (
            rest, bi_when_get_source (g_array_index (rule->whens, BiRuleWhen, i).when));
    for (guint i = 0; i < rule->needs->len; i++)
        append_line (
            rest, bi_entry_get_value (g_array_index (rule->needs, BiRuleNeeds, i).entry));
    for (guint i = 0; i < rule->learned->len; i++)
        append_line (rest, g_array_index (rule->learned, BiRuleLearned, i).source);
    return g_string_free (rest, FALSE);
}

static void
look_up (const Overlap *overlap, GHashTable *seen, const BiRule *rule,
         const BiCondition *condition, const char *rest)
{
    BiClasses *classes = bi_ruleset_get_classes (overlap->ruleset);
    g_autofree char *expression = bi_condition_to_expression (condition, classes);
    GString *key = g_string_new (rest);
    const BiRule *first;
    const BiCondition *there = NULL;

    append_line (key, expression);
    first = g_hash_table_lookup (seen, key->str);
    if (first == NULL || first == rule) {
        g_hash_table_insert (seen, g_string_free (key, FALSE), (gpointer) rule);
        return;
    }
    for (guint i = 0; i < first->conditions->len; i++) {
        const BiCondition *other = &g_array_index (first->conditions, BiCondition, i);
        g_autofree char *same = bi_condition_to_expression (other, classes);
        g_autoptr (GString) line = g_string_new (rest);
        append_line (line, same);
        if (there == NULL && strcmp (line->str, key->str) == 0)
            there = other;
    }
    bi_problems_add (overlap->problems, condition->place, BI_PROBLEM_WARNING,
                     "[%s] looks for the same at %s:%u; keep one of them", first->id,
                     there != NULL ? there->place.file : first->place.file,
                     there != NULL ? there->place.line : first->place.line);
    g_string_free (key, TRUE);
}

static void
report_twins (const Overlap *overlap)
{
    g_autoptr (GHashTable) seen =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < bi_ruleset_get_size (overlap->ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (overlap->ruleset, i);
        g_autofree char *rest = describe_rest (rule);
        for (guint j = 0; j < rule->conditions->len; j++) {
            const BiCondition *condition =
                &g_array_index (rule->conditions, BiCondition, j);
            if (condition->role == BI_ROLE_MATCH)
                look_up (overlap, seen, rule, condition, rest);
        }
    }
}

/* ---- hits that another rule catches ---- */

static void
hit_free (gpointer data)
{
    Hit *hit = data;
    bi_reading_free (hit->reading);
    bi_text_free (hit->text);
    g_free (hit);
}

/* Returns: (transfer full) (element-type Hit) */
static GPtrArray *
read_hits (const Overlap *overlap, const BiRule *rule)
{
    GPtrArray *hits = g_ptr_array_new_with_free_func (hit_free);

    for (guint i = 0; i < rule->examples->len; i++) {
        const BiLine *example = &g_array_index (rule->examples, BiLine, i);
        Hit *hit = example->fires ? g_new (Hit, 1) : NULL;
        if (hit == NULL)
            continue;
        hit->text = bi_text_new (example->text, -1, BI_TEXT_PLAIN);
        hit->reading =
            bi_reading_new (hit->text, bi_ruleset_get_words (overlap->ruleset));
        g_ptr_array_add (hits, hit);
    }
    return hits;
}

static gboolean
catches (const Overlap *overlap, const BiRule *rule, const BiReading *reading)
{
    g_autoptr (BiScores) scores =
        rule->learned->len > 0 ? bi_ruleset_score (overlap->ruleset, reading) : NULL;
    BiRun run = {overlap->matcher, reading, bi_ruleset_get_situation (overlap->ruleset),
                 NULL, scores};
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    return bi_rule_match (rule, &run, spans) == BI_MATCH_YES;
}

/* Whether it is sure to be shown wherever it matches. What was learned may be learned
 * otherwise. */
static gboolean
is_shown (const Overlap *overlap, const BiRule *rule)
{
    return rule->kind == BI_RULE_SHOWN && rule->level > BI_LEVEL_WATCH &&
           rule->learned->len == 0 && rule->whens->len == 0 && rule->needs->len == 0 &&
           !bi_ruleset_is_silenced (overlap->ruleset, rule->id, overlap->now);
}

/* Takes those out of @others that miss a hit of @rule. Returns: FALSE when it has none */
static gboolean
keep_catching (const Overlap *overlap, const BiRule *rule, GPtrArray *others)
{
    const GPtrArray *hits = g_hash_table_lookup (overlap->hits, rule);

    for (guint i = 0; i < hits->len && others->len > 0; i++) {
        const Hit *hit = hits->pdata[i];
        for (guint j = others->len; j > 0; j--)
            if (!catches (overlap, others->pdata[j - 1], hit->reading))
                g_ptr_array_remove_index (others, j - 1);
    }
    return hits->len > 0;
}

/* Whether all hits of @other, if it has any, are caught by @rule. */
static gboolean
is_mutual (const Overlap *overlap, const BiRule *rule, const BiRule *other)
{
    g_autoptr (GPtrArray) back = g_ptr_array_new ();

    g_ptr_array_add (back, (gpointer) rule);
    return keep_catching (overlap, other, back) && back->len > 0;
}

static void
report_caught (const Overlap *overlap, const BiRule *rule)
{
    g_autoptr (GPtrArray) others = g_ptr_array_new ();

    if (rule->kind == BI_RULE_SIGNAL || rule->needs->len > 0)
        return;
    for (guint i = 0; i < bi_ruleset_get_size (overlap->ruleset); i++) {
        const BiRule *other = bi_ruleset_get_rule (overlap->ruleset, i);
        if (other != rule && other->level >= rule->level && is_shown (overlap, other))
            g_ptr_array_add (others, (gpointer) other);
    }
    if (!keep_catching (overlap, rule, others))
        return;
    for (guint i = 0; i < others->len; i++) {
        const BiRule *other = others->pdata[i];
        if (is_mutual (overlap, rule, other))
            continue;
        bi_problems_add (overlap->problems, rule->place, BI_PROBLEM_WARNING,
                         "every hit of [%s] is caught by [%s] as well (%s:%u); add a hit "
                         "that only it catches, or drop the rule",
                         rule->id, other->id, other->place.file, other->place.line);
        return;
    }
}

/* Names rules that look for the same as another, and rules that another makes needless.
 */
void
bi_overlap_report (const BiRuleset *ruleset, BiMatcher *matcher, GDateTime *now,
                   GPtrArray *problems)
{
    g_autoptr (GHashTable) hits =
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
    Overlap overlap = {ruleset, matcher, now, problems, hits};

    report_twins (&overlap);
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        g_hash_table_insert (hits, (gpointer) rule, read_hits (&overlap, rule));
    }
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++)
        report_caught (&overlap, bi_ruleset_get_rule (ruleset, i));
}
