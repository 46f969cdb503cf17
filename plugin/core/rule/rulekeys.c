/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rulevalues.h"

#include <string.h>

/* The kinds of rule. */
enum { SHOWN = 1 << BI_RULE_SHOWN, SIGNAL = 1 << BI_RULE_SIGNAL, OFF = 1 << BI_RULE_OFF };

static const char *const kinds[] = {[BI_RULE_SHOWN] = "watch, note, warn or stop",
                                    [BI_RULE_SIGNAL] = "signal",
                                    [BI_RULE_OFF] = "off"};

#define FIELD(name) G_STRUCT_OFFSET (BiRule, name)
#define ALL         (SHOWN | SIGNAL | OFF)
#define BOTH        (SHOWN | SIGNAL)

/* name, reader, kinds, required, advised, repeatable, translatable, field, option, advice
 */
static const BiRuleKey keys[] = {
    {"title", bi_rule_read_text, BOTH, BOTH, 0, FALSE, TRUE, FIELD (title), 0,
     "name the risk in three words"},
    {"level", bi_rule_read_level, ALL, ALL, 0, FALSE, FALSE, 0, 0,
     "write note, warn or stop (or watch, signal, off)"},
    {"aspect", bi_rule_read_aspect, BOTH, 0, SHOWN, FALSE, FALSE, FIELD (aspect), 0,
     "name what is at fault: timing, specificity, authenticity, transparency or safety"},
    {"why", bi_rule_read_text, BOTH, SHOWN, 0, FALSE, TRUE, FIELD (why), 0,
     "say in a sentence why this is risky; the writer reads it"},
    {"instead", bi_rule_read_text, BOTH, 0, SHOWN, FALSE, TRUE, FIELD (instead), 0,
     "say what to write instead; the writer is left alone without it"},
    {"like", bi_rule_read_line, BOTH, 0, SHOWN, TRUE, FALSE, FIELD (likes), 0,
     "name a precedent, so that the writer sees what it cost others"},
    {"phrase", bi_rule_read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_MATCH, NULL},
    {"match", bi_rule_read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_MATCH, NULL},
    {"also", bi_rule_read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_ALSO, NULL},
    {"also-match", bi_rule_read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_ALSO,
     NULL},
    {"unless", bi_rule_read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_UNLESS, NULL},
    {"unless-match", bi_rule_read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_UNLESS,
     NULL},
    {"on", bi_rule_read_views, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"within", bi_rule_read_scope, BOTH, 0, 0, FALSE, FALSE, FIELD (within), 0, NULL},
    {"unless-within", bi_rule_read_scope, BOTH, 0, 0, FALSE, FALSE, FIELD (unless_within),
     0, NULL},
    {"valid", bi_rule_read_valid, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"learned", bi_rule_read_learned, BOTH, 0, 0, TRUE, FALSE, 0, 0, NULL},
    {"when", bi_rule_read_when, BOTH, 0, 0, TRUE, FALSE, 0, 0, NULL},
    {"points", bi_rule_read_points, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"needs", bi_rule_read_needs, BOTH, 0, 0, TRUE, FALSE, 0, 0, NULL},
    {"crisis-level", bi_rule_read_crisis_level, SHOWN, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"secret", bi_rule_read_boolean, SHOWN, 0, 0, FALSE, FALSE, FIELD (secret), 0, NULL},
    {"locked", bi_rule_read_boolean, BOTH, 0, 0, FALSE, FALSE, FIELD (locked), 0, NULL},
    {"hit", bi_rule_read_line, BOTH, 0, BOTH, TRUE, FALSE, FIELD (examples), TRUE,
     "add a draft that must be caught; it is run whenever the rule is linted"},
    {"miss", bi_rule_read_line, BOTH, 0, BOTH, TRUE, FALSE, FIELD (examples), FALSE,
     "add a harmless draft that must stay quiet; it is run whenever the rule is linted"},
    {"because", bi_rule_read_text, OFF, OFF, 0, FALSE, FALSE, FIELD (because), 0,
     "say why the rule is silenced; somebody will ask"},
    {"until", bi_rule_read_day, OFF, 0, 0, FALSE, FALSE, FIELD (until), 0, NULL},
    {"owner", bi_rule_read_text, ALL, 0, 0, FALSE, FALSE, FIELD (owner), 0, NULL},
    {"added", bi_rule_read_day, ALL, 0, 0, FALSE, FALSE, FIELD (added), 0, NULL},
    {"review-by", bi_rule_read_day, ALL, 0, 0, FALSE, FALSE, FIELD (review_by), 0, NULL},
    {"see", bi_rule_read_text, ALL, 0, 0, FALSE, FALSE, FIELD (see), 0, NULL},
    {"tags", bi_rule_read_text, ALL, 0, 0, FALSE, FALSE, FIELD (tags), 0, NULL},
};

/* @name as it is written: "title[de]" is "title", where that may be translated. */
static const BiRuleKey *
find_key (const char *name)
{
    gsize length = strcspn (name, "[");
    gboolean translated = name[length] != '\0';

    if (translated && (name[length + 1] == ']' || !g_str_has_suffix (name, "]")))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (strlen (keys[i].name) == length && strncmp (name, keys[i].name, length) == 0)
            return translated && !keys[i].translatable ? NULL : &keys[i];
    return NULL;
}

static void
report_unknown (BiRuleReader *reader, const BiEntry *entry)
{
    const char *names[G_N_ELEMENTS (keys) + 1] = {NULL};
    const char *bracket = strchr (bi_entry_get_key (entry), '[');
    g_autofree char *name = g_strdup (bi_entry_get_key (entry));
    const char *nearest;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        names[i] = keys[i].name;
    name[strcspn (name, "[")] = '\0';
    nearest = bi_nearest (name, names);
    if (bracket != NULL && (bracket[1] == ']' || !g_str_has_suffix (bracket, "]")))
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "\"%s\" names no language; write it as in title[de]",
                         bi_entry_get_key (entry));
    else if (bracket != NULL && find_key (name) != NULL)
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "\"%s\" cannot be translated; title, why and instead can, as in "
                         "title[de]",
                         bi_entry_get_key (entry));
    else if (nearest != NULL)
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "unknown key \"%s\"; did you mean \"%s\"?",
                         bi_entry_get_key (entry), nearest);
    else
        bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "unknown key \"%s\"; badidea-rules(5) lists the keys",
                         bi_entry_get_key (entry));
}

static void
read_entry (BiRuleReader *reader, const BiEntry *entry)
{
    const char *name = bi_entry_get_key (entry);
    const BiRuleKey *key = find_key (name);
    BiPlace place = bi_entry_get_place (entry);

    if (key == NULL)
        report_unknown (reader, entry);
    else if (bi_entry_get_value (entry)[0] == '\0')
        bi_problems_add (
            reader->problems, place, BI_PROBLEM_ERROR,
            "\"%s\" is empty; write its value behind the \"=\" or drop the line", name);
    else if (g_hash_table_contains (reader->seen, name) && !key->repeatable)
        bi_problems_add (reader->problems, place, BI_PROBLEM_ERROR,
                         "\"%s\" stands here a second time; keep one", name);
    else if ((key->kinds & 1u << reader->rule->kind) == 0)
        bi_problems_add (
            reader->problems, place, BI_PROBLEM_ERROR,
            "\"%s\" has no meaning in a rule whose level is %s; drop the line", name,
            kinds[reader->rule->kind]);
    else
        key->read (reader, key, entry);
    g_hash_table_insert (reader->seen, (gpointer) name, (gpointer) entry);
}

/* What other keys mean depends on it, wherever it stands. */
static BiRuleKind
find_kind (const BiSection *section)
{
    for (guint i = 0; i < bi_section_get_size (section); i++) {
        const BiEntry *entry = bi_section_get_entry (section, i);
        if (strcmp (bi_entry_get_key (entry), "level") != 0)
            continue;
        if (strcmp (bi_entry_get_value (entry), "off") == 0)
            return BI_RULE_OFF;
        if (strcmp (bi_entry_get_value (entry), "signal") == 0)
            return BI_RULE_SIGNAL;
    }
    return BI_RULE_SHOWN;
}

static gboolean
has_something (const BiRuleReader *reader)
{
    const GArray *whens = reader->rule->whens;

    for (guint i = 0; i < whens->len; i++)
        if (bi_when_is_about_words (g_array_index (whens, BiRuleWhen, i).when))
            return TRUE;
    return g_hash_table_contains (reader->seen, "phrase") ||
           g_hash_table_contains (reader->seen, "match") ||
           g_hash_table_contains (reader->seen, "learned") ||
           g_hash_table_contains (reader->seen, "needs");
}

/* Keys that say nothing without another one. */
static const struct {
    const char *key;
    const char *others[2];
    const char *why;
} companions[] = {
    {"within",
     {"also", "also-match"},
     "is about \"also\", and there is none; add one, or drop the line"},
    {"unless-within",
     {"unless", "unless-match"},
     "is about \"unless\", and there is none; add one, or drop the line"},
    {"valid",
     {"phrase", "match"},
     "is about what a \"phrase\" matches, and there is none; add one, or drop the line"},
};

static void
report_idle_key (BiRuleReader *reader, const char *key, const char *why)
{
    const BiEntry *entry = g_hash_table_lookup (reader->seen, key);

    bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_WARNING,
                     "\"%s\" %s", key, why);
}

/* What may stand there and changes nothing. */
static void
report_idle (BiRuleReader *reader)
{
    static const char never[] = "is never more than warn where \"learned\" stands alone; "
                                "lower it, or add a \"phrase\"";
    const BiRule *rule = reader->rule;
    gboolean only_learned = bi_rule_is_only_learned (rule);

    for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
        if (g_hash_table_contains (reader->seen, companions[i].key) &&
            !g_hash_table_contains (reader->seen, companions[i].others[0]) &&
            !g_hash_table_contains (reader->seen, companions[i].others[1]))
            report_idle_key (reader, companions[i].key, companions[i].why);
    if (only_learned && rule->level == BI_LEVEL_STOP)
        report_idle_key (reader, "level", never);
    if (only_learned && rule->crisis_level == BI_LEVEL_STOP)
        report_idle_key (reader, "crisis-level", never);
    else if (rule->crisis_level != BI_LEVEL_CLEAN && rule->crisis_level <= rule->level)
        report_idle_key (reader, "crisis-level",
                         "is not above \"level\", so a crisis changes nothing; raise it, "
                         "or drop the line");
}

static void
report_missing (BiRuleReader *reader)
{
    const BiRule *rule = reader->rule;
    guint kind = 1u << rule->kind;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
        gboolean required = (keys[i].required & kind) != 0;
        if ((!required && (keys[i].advised & kind) == 0) ||
            g_hash_table_contains (reader->seen, keys[i].name))
            continue;
        bi_problems_add (reader->problems, rule->place,
                         required ? BI_PROBLEM_ERROR : BI_PROBLEM_WARNING,
                         "[%s] has no \"%s\"; %s", rule->id, keys[i].name,
                         keys[i].advice);
    }
    if (rule->kind == BI_RULE_OFF)
        return;
    if (!has_something (reader))
        bi_problems_add (reader->problems, rule->place, BI_PROBLEM_ERROR,
                         "[%s] has nothing to match; add a \"phrase\"", rule->id);
    report_idle (reader);
}

/* Reads a section as a rule and reports all that is wrong with it.
 * Returns: (transfer full) (nullable): NULL when an error keeps the rule out of force. */
BiRule *
bi_rule_new (const BiSection *section, const BiRuleContext *context, GPtrArray *problems)
{
    static const BiRuleContext nothing = {NULL, NULL};
    g_autoptr (BiRule) rule = bi_rule_alloc (section);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
    BiRuleReader reader = {rule, context != NULL ? context : &nothing, problems, seen,
                           ranks};
    guint errors = bi_problems_count (problems, BI_PROBLEM_ERROR);

    rule->kind = find_kind (section);
    for (guint i = 0; i < bi_section_get_size (section); i++)
        read_entry (&reader, bi_section_get_entry (section, i));
    if (!bi_section_is_damaged (section))
        report_missing (&reader);
    if (bi_section_is_damaged (section) ||
        bi_problems_count (problems, BI_PROBLEM_ERROR) > errors)
        return NULL;
    return g_steal_pointer (&rule);
}
