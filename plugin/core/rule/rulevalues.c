/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulevalues.h"

#include <string.h>

static const char *const aspects[] = {"timing",       "specificity", "authenticity",
                                      "transparency", "safety",      NULL};
static const char *const levels[] = {"watch",  "note", "warn", "stop",
                                     "signal", "off",  NULL};
static const char *const views[] = {"plain", "typed", "hashtags", NULL};
static const char *const booleans[] = {"yes", "no", NULL};

static int
find_choice (const char *value, const char *const *choices)
{
    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp (value, choices[i]) == 0)
            return i;
    return -1;
}

static void
report_choice (BiRuleReader *reader, const BiEntry *entry, const char *value,
               gsize offset, const char *const *choices)
{
    g_autofree char *all = g_strjoinv (", ", (char **) choices);

    bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                     BI_PROBLEM_ERROR, "\"%s\" is no value of \"%s\"; write one of %s",
                     value, bi_entry_get_key (entry), all);
}

/* Returns: the one that is there, or -1, which is reported */
static int
read_choice (BiRuleReader *reader, const BiEntry *entry, const char *const *choices)
{
    int choice = find_choice (bi_entry_get_value (entry), choices);

    if (choice < 0)
        report_choice (reader, entry, bi_entry_get_value (entry), 0, choices);
    return choice;
}

/* How well a text suits: 0 best. Without a language it is better than one of another. */
static guint
rank_of (const BiRuleReader *reader, const char *key)
{
    const char *const *languages = reader->context->languages;
    const char *bracket = strchr (key, '[');
    gsize length = bracket != NULL ? strcspn (bracket + 1, "]") : 0;
    guint i = 0;

    for (; languages != NULL && languages[i] != NULL; i++)
        if (bracket != NULL && strlen (languages[i]) == length &&
            strncmp (languages[i], bracket + 1, length) == 0)
            return i;
    return bracket == NULL ? i : i + 1;
}

void
bi_rule_read_text (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    char **text = G_STRUCT_MEMBER_P (reader->rule, key->field);
    guint rank = rank_of (reader, bi_entry_get_key (entry));
    guint best = GPOINTER_TO_UINT (g_hash_table_lookup (reader->ranks, key->name));

    if (strchr (bi_entry_get_key (entry), '[') != NULL)
        g_ptr_array_add (reader->rule->translated, g_strdup (bi_entry_get_key (entry)));
    if (*text != NULL && rank >= best)
        return;
    g_hash_table_replace (reader->ranks, (gpointer) key->name, GUINT_TO_POINTER (rank));
    g_free (*text);
    *text = g_strdup (bi_entry_get_value (entry));
}

/* The kind was read before all else. */
void
bi_rule_read_level (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    int level = read_choice (reader, entry, levels);

    if (level >= 0 && level <= BI_LEVEL_STOP - BI_LEVEL_WATCH)
        reader->rule->level = BI_LEVEL_WATCH + level;
}

void
bi_rule_read_crisis_level (BiRuleReader *reader, const BiRuleKey *key,
                           const BiEntry *entry)
{
    static const char *const shown[] = {"note", "warn", "stop", NULL};
    int level = read_choice (reader, entry, shown);

    if (level >= 0)
        reader->rule->crisis_level = BI_LEVEL_NOTE + level;
}

void
bi_rule_read_aspect (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    if (read_choice (reader, entry, aspects) >= 0)
        bi_rule_read_text (reader, key, entry);
}

void
bi_rule_read_boolean (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    gboolean *field = G_STRUCT_MEMBER_P (reader->rule, key->field);

    *field = read_choice (reader, entry, booleans) == 0;
}

void
bi_rule_read_views (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    const char *value = bi_entry_get_value (entry);
    g_auto (GStrv) names = g_strsplit_set (value, " ,", -1);
    gboolean empty = TRUE;
    gsize offset = 0;

    reader->rule->views = 0;
    for (gsize i = 0; names[i] != NULL; i++) {
        int view = find_choice (names[i], views);
        empty &= names[i][0] == '\0';
        if (view >= 0)
            reader->rule->views |= 1u << view;
        else if (names[i][0] != '\0')
            report_choice (reader, entry, names[i], offset, views);
        offset += strlen (names[i]) + 1;
    }
    if (empty)
        report_choice (reader, entry, value, 0, views);
}

void
bi_rule_read_scope (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    if (!bi_scope_parse (bi_entry_get_value (entry),
                         G_STRUCT_MEMBER_P (reader->rule, key->field)))
        bi_problems_add (
            reader->problems, bi_entry_get_value_place (entry, 0), BI_PROBLEM_ERROR,
            "\"%s\" is no distance; write draft, line, sentence, or 1 to 1000 "
            "words as in \"8 words\"",
            bi_entry_get_value (entry));
}

void
bi_rule_read_valid (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    reader->rule->valid_place = bi_entry_get_value_place (entry, 0);
    if (read_choice (reader, entry, bi_validator_list ()) >= 0)
        reader->rule->valid = bi_validator_find (bi_entry_get_value (entry));
}

void
bi_rule_read_points (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    guint64 points;

    if (g_ascii_string_to_unsigned (bi_entry_get_value (entry), 10, 1, 1000, &points,
                                    NULL))
        reader->rule->points = points;
    else
        bi_problems_add (
            reader->problems, bi_entry_get_value_place (entry, 0), BI_PROBLEM_ERROR,
            "\"%s\" is no number of points; write 1 to 1000", bi_entry_get_value (entry));
}

void
bi_rule_read_day (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    const char *value = bi_entry_get_value (entry);
    const char *why = bi_day_read (&value, G_STRUCT_MEMBER_P (reader->rule, key->field));

    if (why == NULL && *value != '\0')
        why = "a date stands alone; remove what is behind it";
    if (why != NULL)
        bi_problems_add (
            reader->problems,
            bi_entry_get_value_place (entry, value - bi_entry_get_value (entry)),
            BI_PROBLEM_ERROR, "%s", why);
}

void
bi_rule_read_line (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    GArray *lines = G_STRUCT_MEMBER (GArray *, reader->rule, key->field);
    BiLine line = {g_strdup (bi_entry_get_value (entry)),
                   bi_entry_get_value_place (entry, 0), key->option};

    g_array_append_val (lines, line);
}

static void
add_condition (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry,
               BiPattern *pattern, gsize offset, const GError *error)
{
    BiCondition condition = {key->option,
                             key->name,
                             pattern,
                             g_strdup (bi_entry_get_value (entry)),
                             bi_entry_get_value_place (entry, offset),
                             bi_entry_ref (entry)};

    if (pattern == NULL)
        bi_problems_add (reader->problems, condition.place, BI_PROBLEM_ERROR, "%s",
                         error->message);
    g_array_append_val (reader->rule->conditions, condition);
}

void
bi_rule_read_phrase (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern = bi_pattern_new_phrase (
        bi_entry_get_value (entry), reader->context->classes, &offset, &error);

    add_condition (reader, key, entry, pattern, offset, error);
}

void
bi_rule_read_expression (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern = bi_pattern_new_expression (
        bi_entry_get_value (entry), reader->context->classes, &offset, &error);

    add_condition (reader, key, entry, pattern, offset, error);
}

void
bi_rule_read_when (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiRuleWhen when = {bi_when_new (bi_entry_get_value (entry), &offset, &error),
                       bi_entry_get_value_place (entry, 0)};

    if (when.when != NULL)
        g_array_append_val (reader->rule->whens, when);
    else
        bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                         BI_PROBLEM_ERROR, "%s", error->message);
}

static void
add_learned (BiRuleReader *reader, const BiEntry *entry, gsize length, double least)
{
    const char *value = bi_entry_get_value (entry);
    BiRuleLearned learned = {g_strndup (value, length), least, g_strdup (value),
                             bi_entry_get_value_place (entry, 0)};

    g_array_append_val (reader->rule->learned, learned);
}

/* "TOPIC >= NUMBER" */
void
bi_rule_read_learned (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    const char *value = bi_entry_get_value (entry);
    gsize length = strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789-");
    const char *at = value + length + strspn (value + length, " \t");
    double least = -1;
    char *end = NULL;

    if (length > 0 && g_str_has_prefix (at, ">=")) {
        at += 2 + strspn (at + 2, " \t");
        least = g_ascii_isdigit (*at) || *at == '.' ? g_ascii_strtod (at, &end) : -1;
    }
    if (end == NULL || *end != '\0' || least < 0 || least > 1) {
        bi_problems_add (reader->problems,
                         bi_entry_get_value_place (entry, (gsize) (at - value)),
                         BI_PROBLEM_ERROR,
                         "write a topic, \">=\" and a number from 0 to 1, as in "
                         "\"open-ask >= 0.8\"");
        return;
    }
    add_learned (reader, entry, length, least);
}

void
bi_rule_read_needs (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiRuleNeeds needs = {bi_needs_new (bi_entry_get_value (entry), &offset, &error),
                         bi_entry_ref (entry)};

    g_array_append_val (reader->rule->needs, needs);
    if (needs.needs == NULL)
        bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                         BI_PROBLEM_ERROR, "%s", error->message);
}
