/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule-private.h"

static const char *const levels[] = {"clean", "watch", "note", "warn", "stop", NULL};

static void
condition_clear (gpointer data)
{
    BiCondition *condition = data;
    bi_pattern_free (condition->pattern);
    g_free (condition->source);
    bi_entry_unref (condition->entry);
}

static void
line_clear (gpointer data)
{
    BiLine *line = data;
    g_free (line->text);
}

static void
learned_clear (gpointer data)
{
    BiRuleLearned *learned = data;
    g_free (learned->signal);
    g_free (learned->source);
}

static void
when_clear (gpointer data)
{
    BiRuleWhen *when = data;
    bi_when_free (when->when);
}

static void
needs_clear (gpointer data)
{
    BiRuleNeeds *needs = data;
    bi_needs_free (needs->needs);
    bi_entry_unref (needs->entry);
}

static GArray *
array_new (gsize size, GDestroyNotify clear)
{
    GArray *array = g_array_new (FALSE, FALSE, size);
    g_array_set_clear_func (array, clear);
    return array;
}

/* With the id and place of @section and nothing else yet. Returns: (transfer full) */
BiRule *
bi_rule_alloc (const BiSection *section)
{
    BiRule *rule = g_new0 (BiRule, 1);

    rule->id = g_strdup (bi_section_get_id (section));
    rule->place = bi_section_get_place (section);
    rule->views = 1u << BI_VIEW_PLAIN;
    rule->points = 1;
    rule->translated = g_ptr_array_new_with_free_func (g_free);
    rule->likes = array_new (sizeof (BiLine), line_clear);
    rule->conditions = array_new (sizeof (BiCondition), condition_clear);
    rule->learned = array_new (sizeof (BiRuleLearned), learned_clear);
    rule->whens = array_new (sizeof (BiRuleWhen), when_clear);
    rule->needs = array_new (sizeof (BiRuleNeeds), needs_clear);
    rule->examples = array_new (sizeof (BiLine), line_clear);
    return rule;
}

void
bi_rule_free (BiRule *rule)
{
    if (rule == NULL)
        return;
    g_free (rule->id);
    g_free (rule->title);
    g_free (rule->aspect);
    g_free (rule->why);
    g_free (rule->instead);
    g_free (rule->because);
    g_free (rule->owner);
    g_free (rule->see);
    g_free (rule->tags);
    g_ptr_array_unref (rule->translated);
    g_array_unref (rule->likes);
    g_array_unref (rule->conditions);
    g_array_unref (rule->learned);
    g_array_unref (rule->whens);
    g_array_unref (rule->needs);
    g_array_unref (rule->examples);
    g_free (rule);
}

const char *
bi_rule_get_id (const BiRule *rule)
{
    return rule->id;
}

BiPlace
bi_rule_get_place (const BiRule *rule)
{
    return rule->place;
}

BiRuleKind
bi_rule_get_kind (const BiRule *rule)
{
    return rule->kind;
}

BiLevel
bi_rule_get_level (const BiRule *rule)
{
    return rule->level;
}

/* While a crisis is on; BI_LEVEL_CLEAN where the rule says nothing of it. */
BiLevel
bi_rule_get_crisis_level (const BiRule *rule)
{
    return rule->crisis_level;
}

const char *
bi_rule_get_title (const BiRule *rule)
{
    return rule->title;
}

/* Returns: (nullable) */
const char *
bi_rule_get_aspect (const BiRule *rule)
{
    return rule->aspect;
}

/* Returns: (nullable) */
const char *
bi_rule_get_owner (const BiRule *rule)
{
    return rule->owner;
}

/* Returns: (nullable): of a signal */
const char *
bi_rule_get_why (const BiRule *rule)
{
    return rule->why;
}

/* Returns: (nullable) */
const char *
bi_rule_get_instead (const BiRule *rule)
{
    return rule->instead;
}

guint
bi_rule_get_points (const BiRule *rule)
{
    return rule->points;
}

/* Whether layers above may neither replace nor silence it. */
gboolean
bi_rule_is_locked (const BiRule *rule)
{
    return rule->locked;
}

/* Whether what it matches must not be written down. */
gboolean
bi_rule_is_secret (const BiRule *rule)
{
    return rule->secret;
}

/* Of a rule that silences another: whether its last day has gone by. */
gboolean
bi_rule_is_over (const BiRule *rule, GDateTime *at)
{
    return rule->until != 0 && at != NULL && bi_day_of (at) > rule->until;
}

guint
bi_rule_get_n_likes (const BiRule *rule)
{
    return rule->likes->len;
}

/* The id of a precedent, and where the rule names it (@place is optional). */
const char *
bi_rule_get_like (const BiRule *rule, guint index, BiPlace *place)
{
    const BiLine *line = &g_array_index (rule->likes, BiLine, index);

    if (place != NULL)
        *place = line->place;
    return line->text;
}

guint
bi_rule_get_n_needs (const BiRule *rule)
{
    return rule->needs->len;
}

const BiNeeds *
bi_rule_get_needs (const BiRule *rule, guint index)
{
    return g_array_index (rule->needs, BiRuleNeeds, index).needs;
}

/* Whether nothing but what was learned can make it fire. */
gboolean
bi_rule_is_only_learned (const BiRule *rule)
{
    for (guint i = 0; i < rule->conditions->len; i++)
        if (g_array_index (rule->conditions, BiCondition, i).role != BI_ROLE_UNLESS)
            return FALSE;
    return rule->learned->len > 0 && rule->needs->len == 0;
}

/* The signals that it names. Returns: (nullable): NULL behind the last */
const char *
bi_rule_get_learned (const BiRule *rule, guint index, BiPlace *place)
{
    const BiRuleLearned *learned;

    if (index >= rule->learned->len)
        return NULL;
    learned = &g_array_index (rule->learned, BiRuleLearned, index);
    *place = learned->place;
    return learned->signal;
}

/* Whether it has phrases or expressions of its own, and not needs alone. */
gboolean
bi_rule_has_matches (const BiRule *rule)
{
    for (guint i = 0; i < rule->conditions->len; i++)
        if (g_array_index (rule->conditions, BiCondition, i).role == BI_ROLE_MATCH)
            return TRUE;
    return FALSE;
}

const char *
bi_level_to_string (BiLevel level)
{
    return levels[level];
}
