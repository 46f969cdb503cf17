/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule-private.h"

#include <string.h>

typedef struct {
    BiRule *rule;
    GPtrArray *problems;
    guint errors; /* before this rule */
} Reader;

typedef struct _Key Key;
struct _Key {
    const char *name;
    void (*read) (Reader *reader, const Key *key, const BiEntry *entry);
    enum { OPTIONAL, ADVISED, REQUIRED } need;
    gboolean repeatable;
    gsize field; /* where a text goes */
    int option;  /* what a reader makes of it */
    const char *advice;
};

static const char *const settable_levels[] = {"note", "warn", "stop", NULL};
static const char *const aspects[] = {"timing",       "specificity", "authenticity",
                                      "transparency", "safety",      NULL};

static void
condition_clear (gpointer data)
{
    BiCondition *condition = data;
    bi_pattern_free (condition->pattern);
    g_free (condition->source);
}

static void
line_clear (gpointer data)
{
    BiLine *line = data;
    g_free (line->text);
}

static void
read_text (Reader *reader, const Key *key, const BiEntry *entry)
{
    char **text = G_STRUCT_MEMBER_P (reader->rule, key->field);

    g_free (*text);
    *text = g_strdup (bi_entry_get_value (entry));
}

static void
report_choice (Reader *reader, const BiEntry *entry, const char *const *choices)
{
    g_autofree char *all = g_strjoinv (", ", (char **) choices);

    bi_problems_add (reader->problems, bi_entry_get_value_place (entry, 0),
                     BI_PROBLEM_ERROR, "\"%s\" is no %s; write one of %s",
                     bi_entry_get_value (entry), bi_entry_get_key (entry), all);
}

static void
read_level (Reader *reader, const Key *key, const BiEntry *entry)
{
    for (gsize i = 0; settable_levels[i] != NULL; i++)
        if (strcmp (bi_entry_get_value (entry), settable_levels[i]) == 0)
            reader->rule->level = BI_LEVEL_NOTE + i;
    if (reader->rule->level == BI_LEVEL_CLEAN)
        report_choice (reader, entry, settable_levels);
}

static void
read_aspect (Reader *reader, const Key *key, const BiEntry *entry)
{
    if (g_strv_contains (aspects, bi_entry_get_value (entry)))
        read_text (reader, key, entry);
    else
        report_choice (reader, entry, aspects);
}

static void
read_like (Reader *reader, const Key *key, const BiEntry *entry)
{
    BiLine line = {g_strdup (bi_entry_get_value (entry)),
                   bi_entry_get_value_place (entry, 0), FALSE};
    g_array_append_val (reader->rule->likes, line);
}

static void
read_example (Reader *reader, const Key *key, const BiEntry *entry)
{
    BiLine line = {g_strdup (bi_entry_get_value (entry)),
                   bi_entry_get_value_place (entry, 0), key->option};
    g_array_append_val (reader->rule->examples, line);
}

static void
add_condition (Reader *reader, BiRole role, const BiEntry *entry, BiPattern *pattern,
               gsize offset, const GError *error)
{
    BiCondition condition = {role, pattern, g_strdup (bi_entry_get_value (entry)),
                             bi_entry_get_value_place (entry, offset)};

    if (pattern == NULL)
        bi_problems_add (reader->problems, condition.place, BI_PROBLEM_ERROR, "%s",
                         error->message);
    g_array_append_val (reader->rule->conditions, condition);
}

static void
read_phrase (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern =
        bi_pattern_new_phrase (bi_entry_get_value (entry), &offset, &error);

    add_condition (reader, key->option, entry, pattern, offset, error);
}

static void
read_expression (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern =
        bi_pattern_new_expression (bi_entry_get_value (entry), &offset, &error);

    add_condition (reader, key->option, entry, pattern, offset, error);
}

#define FIELD(name) G_STRUCT_OFFSET (BiRule, name)

static const Key keys[] = {
    {"title", read_text, REQUIRED, FALSE, FIELD (title), 0,
     "name the risk in three words"},
    {"level", read_level, REQUIRED, FALSE, 0, 0, "write note, warn or stop"},
    {"aspect", read_aspect, ADVISED, FALSE, FIELD (aspect), 0,
     "name what is at fault: timing, specificity, authenticity, transparency or safety"},
    {"why", read_text, REQUIRED, FALSE, FIELD (why), 0,
     "say in a sentence why this is risky; the writer reads it"},
    {"instead", read_text, ADVISED, FALSE, FIELD (instead), 0,
     "say what to write instead; the writer is left alone without it"},
    {"like", read_like, ADVISED, TRUE, 0, 0,
     "name a precedent, so that the writer sees what it cost others"},
    {"phrase", read_phrase, OPTIONAL, TRUE, 0, BI_ROLE_MATCH, NULL},
    {"match", read_expression, OPTIONAL, TRUE, 0, BI_ROLE_MATCH, NULL},
    {"also", read_phrase, OPTIONAL, TRUE, 0, BI_ROLE_ALSO, NULL},
    {"also-match", read_expression, OPTIONAL, TRUE, 0, BI_ROLE_ALSO, NULL},
    {"unless", read_phrase, OPTIONAL, TRUE, 0, BI_ROLE_UNLESS, NULL},
    {"unless-match", read_expression, OPTIONAL, TRUE, 0, BI_ROLE_UNLESS, NULL},
    {"hit", read_example, ADVISED, TRUE, 0, TRUE,
     "add a draft that must be warned about; it is run whenever the rule is linted"},
    {"miss", read_example, ADVISED, TRUE, 0, FALSE,
     "add a harmless draft that must stay quiet; it is run whenever the rule is linted"},
};

static const Key *
find_key (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (strcmp (name, keys[i].name) == 0)
            return &keys[i];
    return NULL;
}

static void
report_unknown (Reader *reader, const BiEntry *entry)
{
    const char *names[G_N_ELEMENTS (keys) + 1] = {NULL};
    const char *nearest;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        names[i] = keys[i].name;
    nearest = bi_nearest (bi_entry_get_key (entry), names);
    if (nearest != NULL)
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "unknown key \"%s\"; did you mean \"%s\"?",
                         bi_entry_get_key (entry), nearest);
    else
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "unknown key \"%s\"; rules/README lists the keys",
                         bi_entry_get_key (entry));
}

static void
read_entry (Reader *reader, const BiEntry *entry, gboolean *seen)
{
    const Key *key = find_key (bi_entry_get_key (entry));

    if (key == NULL) {
        report_unknown (reader, entry);
        return;
    }
    if (bi_entry_get_value (entry)[0] == '\0')
        bi_problems_add (
            reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
            "\"%s\" is empty; write its value behind the \"=\" or drop the line",
            key->name);
    else if (seen[key - keys] && !key->repeatable)
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "\"%s\" stands here a second time; keep one", key->name);
    else
        key->read (reader, key, entry);
    seen[key - keys] = TRUE;
}

static void
report_missing (Reader *reader, const gboolean *seen)
{
    const BiRule *rule = reader->rule;
    gboolean something = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
        something |= seen[i] && keys[i].option == BI_ROLE_MATCH &&
                     (keys[i].read == read_phrase || keys[i].read == read_expression);
        if (keys[i].need != OPTIONAL && !seen[i])
            bi_problems_add (
                reader->problems, rule->place,
                keys[i].need == REQUIRED ? BI_PROBLEM_ERROR : BI_PROBLEM_WARNING,
                "[%s] has no \"%s\"; %s", rule->id, keys[i].name, keys[i].advice);
    }
    if (!something)
        bi_problems_add (reader->problems, rule->place, BI_PROBLEM_ERROR,
                         "[%s] has nothing to match; add a \"phrase\"", rule->id);
}

/* Reads a section as a rule and reports all that is wrong with it.
 * Returns: (transfer full) (nullable): NULL when an error keeps the rule out of force. */
BiRule *
bi_rule_new (const BiSection *section, GPtrArray *problems)
{
    g_autoptr (BiRule) rule = g_new0 (BiRule, 1);
    gboolean seen[G_N_ELEMENTS (keys)] = {FALSE};
    Reader reader = {rule, problems, bi_problems_count (problems, BI_PROBLEM_ERROR)};

    rule->id = g_strdup (bi_section_get_id (section));
    rule->place = bi_section_get_place (section);
    rule->likes = g_array_new (FALSE, FALSE, sizeof (BiLine));
    rule->conditions = g_array_new (FALSE, FALSE, sizeof (BiCondition));
    rule->examples = g_array_new (FALSE, FALSE, sizeof (BiLine));
    g_array_set_clear_func (rule->likes, line_clear);
    g_array_set_clear_func (rule->conditions, condition_clear);
    g_array_set_clear_func (rule->examples, line_clear);
    for (guint i = 0; i < bi_section_get_size (section); i++)
        read_entry (&reader, bi_section_get_entry (section, i), seen);
    if (!bi_section_is_damaged (section))
        report_missing (&reader, seen);
    if (bi_section_is_damaged (section) ||
        bi_problems_count (problems, BI_PROBLEM_ERROR) > reader.errors)
        return NULL;
    return g_steal_pointer (&rule);
}
