/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rule-private.h"

#include "badidea/reading.h"

#include <string.h>

typedef struct {
    BiRule *rule;
    const BiRuleContext *context;
    GPtrArray *problems;
    GHashTable *seen; /* keys as written, with their language */
    guint *rank;      /* by key: how well the text that is there suits the reader */
} Reader;

/* In which kinds of rule a key may stand, and where it has to or had better. */
enum { SHOWN = 1 << BI_RULE_SHOWN, SIGNAL = 1 << BI_RULE_SIGNAL, OFF = 1 << BI_RULE_OFF };

typedef struct _Key Key;
struct _Key {
    const char *name;
    void (*read) (Reader *reader, const Key *key, const BiEntry *entry);
    guint kinds;
    guint required;
    guint advised;
    gboolean repeatable;
    gboolean translatable;
    gsize field; /* where a text or a day goes */
    int option;  /* what a reader makes of it */
    const char *advice;
};

static const char *const aspects[] = {"timing",       "specificity", "authenticity",
                                      "transparency", "safety",      NULL};
static const char *const levels[] = {"watch",  "note", "warn", "stop",
                                     "signal", "off",  NULL};
static const char *const kinds[] = {[BI_RULE_SHOWN] = "watch, note, warn or stop",
                                    [BI_RULE_SIGNAL] = "signal",
                                    [BI_RULE_OFF] = "off"};
static const char *const views[] = {"plain", "typed", "hashtags", NULL};
static const char *const booleans[] = {"yes", "no", NULL};

static gsize index_of (const Key *key);

static int
find_choice (const char *value, const char *const *choices)
{
    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp (value, choices[i]) == 0)
            return i;
    return -1;
}

static void
report_choice (Reader *reader, const BiEntry *entry, const char *value, gsize offset,
               const char *const *choices)
{
    g_autofree char *all = g_strjoinv (", ", (char **) choices);

    bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                     BI_PROBLEM_ERROR, "\"%s\" is no value of \"%s\"; write one of %s",
                     value, bi_entry_get_key (entry), all);
}

/* Returns: the one that is there, or -1, which is reported */
static int
read_choice (Reader *reader, const BiEntry *entry, const char *const *choices)
{
    int choice = find_choice (bi_entry_get_value (entry), choices);

    if (choice < 0)
        report_choice (reader, entry, bi_entry_get_value (entry), 0, choices);
    return choice;
}

/* How well a text suits: 0 best. Without a language it is better than one of another. */
static guint
rank_of (const Reader *reader, const char *key)
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

static void
read_text (Reader *reader, const Key *key, const BiEntry *entry)
{
    char **text = G_STRUCT_MEMBER_P (reader->rule, key->field);
    guint rank = rank_of (reader, bi_entry_get_key (entry));
    guint *best = &reader->rank[index_of (key)];

    if (strchr (bi_entry_get_key (entry), '[') != NULL)
        g_ptr_array_add (reader->rule->translated, g_strdup (bi_entry_get_key (entry)));
    if (*text != NULL && rank >= *best)
        return;
    *best = rank;
    g_free (*text);
    *text = g_strdup (bi_entry_get_value (entry));
}

/* The kind was read before all else. */
static void
read_level (Reader *reader, const Key *key, const BiEntry *entry)
{
    int level = read_choice (reader, entry, levels);

    if (level >= 0 && level <= BI_LEVEL_STOP - BI_LEVEL_WATCH)
        reader->rule->level = BI_LEVEL_WATCH + level;
}

static void
read_crisis_level (Reader *reader, const Key *key, const BiEntry *entry)
{
    static const char *const shown[] = {"note", "warn", "stop", NULL};
    int level = read_choice (reader, entry, shown);

    if (level >= 0)
        reader->rule->crisis_level = BI_LEVEL_NOTE + level;
}

static void
read_aspect (Reader *reader, const Key *key, const BiEntry *entry)
{
    if (read_choice (reader, entry, aspects) >= 0)
        read_text (reader, key, entry);
}

static void
read_boolean (Reader *reader, const Key *key, const BiEntry *entry)
{
    gboolean *field = G_STRUCT_MEMBER_P (reader->rule, key->field);

    *field = read_choice (reader, entry, booleans) == 0;
}

static void
read_views (Reader *reader, const Key *key, const BiEntry *entry)
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

static void
read_scope (Reader *reader, const Key *key, const BiEntry *entry)
{
    if (!bi_scope_parse (bi_entry_get_value (entry),
                         G_STRUCT_MEMBER_P (reader->rule, key->field)))
        bi_problems_add (
            reader->problems, bi_entry_get_value_place (entry, 0), BI_PROBLEM_ERROR,
            "\"%s\" is no distance; write draft, line, sentence, or 1 to 1000 "
            "words as in \"8 words\"",
            bi_entry_get_value (entry));
}

static void
read_valid (Reader *reader, const Key *key, const BiEntry *entry)
{
    reader->rule->valid_place = bi_entry_get_value_place (entry, 0);
    if (read_choice (reader, entry, bi_validator_list ()) >= 0)
        reader->rule->valid = bi_validator_find (bi_entry_get_value (entry));
}

static void
read_points (Reader *reader, const Key *key, const BiEntry *entry)
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

static void
read_day (Reader *reader, const Key *key, const BiEntry *entry)
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

static void
read_line (Reader *reader, const Key *key, const BiEntry *entry)
{
    GArray *lines = G_STRUCT_MEMBER (GArray *, reader->rule, key->field);
    BiLine line = {g_strdup (bi_entry_get_value (entry)),
                   bi_entry_get_value_place (entry, 0), key->option};

    g_array_append_val (lines, line);
}

static void
add_condition (Reader *reader, const Key *key, const BiEntry *entry, BiPattern *pattern,
               gsize offset, const GError *error)
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

static void
read_phrase (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern = bi_pattern_new_phrase (
        bi_entry_get_value (entry), reader->context->classes, &offset, &error);

    add_condition (reader, key, entry, pattern, offset, error);
}

static void
read_expression (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern = bi_pattern_new_expression (
        bi_entry_get_value (entry), reader->context->classes, &offset, &error);

    add_condition (reader, key, entry, pattern, offset, error);
}

static void
read_when (Reader *reader, const Key *key, const BiEntry *entry)
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
read_needs (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiRuleNeeds needs = {bi_needs_new (bi_entry_get_value (entry), &offset, &error), NULL,
                         bi_entry_get_value_place (entry, 0)};

    needs.source = needs.needs != NULL ? g_strdup (bi_entry_get_value (entry)) : NULL;
    if (needs.needs != NULL)
        g_array_append_val (reader->rule->needs, needs);
    else
        bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                         BI_PROBLEM_ERROR, "%s", error->message);
}

#define FIELD(name) G_STRUCT_OFFSET (BiRule, name)
#define ALL         (SHOWN | SIGNAL | OFF)
#define BOTH        (SHOWN | SIGNAL)

/* name, reader, kinds, required, advised, repeatable, translatable, field, option, advice
 */
static const Key keys[] = {
    {"title", read_text, BOTH, BOTH, 0, FALSE, TRUE, FIELD (title), 0,
     "name the risk in three words"},
    {"level", read_level, ALL, ALL, 0, FALSE, FALSE, 0, 0,
     "write note, warn or stop (or watch, signal, off)"},
    {"aspect", read_aspect, BOTH, 0, SHOWN, FALSE, FALSE, FIELD (aspect), 0,
     "name what is at fault: timing, specificity, authenticity, transparency or safety"},
    {"why", read_text, BOTH, SHOWN, 0, FALSE, TRUE, FIELD (why), 0,
     "say in a sentence why this is risky; the writer reads it"},
    {"instead", read_text, BOTH, 0, SHOWN, FALSE, TRUE, FIELD (instead), 0,
     "say what to write instead; the writer is left alone without it"},
    {"like", read_line, BOTH, 0, SHOWN, TRUE, FALSE, FIELD (likes), 0,
     "name a precedent, so that the writer sees what it cost others"},
    {"phrase", read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_MATCH, NULL},
    {"match", read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_MATCH, NULL},
    {"also", read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_ALSO, NULL},
    {"also-match", read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_ALSO, NULL},
    {"unless", read_phrase, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_UNLESS, NULL},
    {"unless-match", read_expression, BOTH, 0, 0, TRUE, FALSE, 0, BI_ROLE_UNLESS, NULL},
    {"on", read_views, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"within", read_scope, BOTH, 0, 0, FALSE, FALSE, FIELD (within), 0, NULL},
    {"unless-within", read_scope, BOTH, 0, 0, FALSE, FALSE, FIELD (unless_within), 0,
     NULL},
    {"valid", read_valid, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"when", read_when, BOTH, 0, 0, TRUE, FALSE, 0, 0, NULL},
    {"points", read_points, BOTH, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"needs", read_needs, BOTH, 0, 0, TRUE, FALSE, 0, 0, NULL},
    {"crisis-level", read_crisis_level, SHOWN, 0, 0, FALSE, FALSE, 0, 0, NULL},
    {"secret", read_boolean, SHOWN, 0, 0, FALSE, FALSE, FIELD (secret), 0, NULL},
    {"locked", read_boolean, BOTH, 0, 0, FALSE, FALSE, FIELD (locked), 0, NULL},
    {"hit", read_line, BOTH, 0, BOTH, TRUE, FALSE, FIELD (examples), TRUE,
     "add a draft that must be caught; it is run whenever the rule is linted"},
    {"miss", read_line, BOTH, 0, BOTH, TRUE, FALSE, FIELD (examples), FALSE,
     "add a harmless draft that must stay quiet; it is run whenever the rule is linted"},
    {"because", read_text, OFF, OFF, 0, FALSE, FALSE, FIELD (because), 0,
     "say why the rule is silenced; somebody will ask"},
    {"until", read_day, OFF, 0, 0, FALSE, FALSE, FIELD (until), 0, NULL},
    {"owner", read_text, ALL, 0, 0, FALSE, FALSE, FIELD (owner), 0, NULL},
    {"added", read_day, ALL, 0, 0, FALSE, FALSE, FIELD (added), 0, NULL},
    {"review-by", read_day, ALL, 0, 0, FALSE, FALSE, FIELD (review_by), 0, NULL},
    {"see", read_text, ALL, 0, 0, FALSE, FALSE, FIELD (see), 0, NULL},
    {"tags", read_text, ALL, 0, 0, FALSE, FALSE, FIELD (tags), 0, NULL},
};

static gsize
index_of (const Key *key)
{
    return key - keys;
}

/* @name as it is written: "title[de]" is "title", where that may be translated. */
static const Key *
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
report_unknown (Reader *reader, const BiEntry *entry)
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
read_entry (Reader *reader, const BiEntry *entry)
{
    const char *name = bi_entry_get_key (entry);
    const Key *key = find_key (name);
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
    g_hash_table_add (reader->seen, (gpointer) name);
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
has_something (const Reader *reader)
{
    return g_hash_table_contains (reader->seen, "phrase") ||
           g_hash_table_contains (reader->seen, "match") ||
           g_hash_table_contains (reader->seen, "needs");
}

static void
report_missing (Reader *reader)
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
    if (rule->kind != BI_RULE_OFF && !has_something (reader))
        bi_problems_add (reader->problems, rule->place, BI_PROBLEM_ERROR,
                         "[%s] has nothing to match; add a \"phrase\"", rule->id);
}

/* Reads a section as a rule and reports all that is wrong with it.
 * Returns: (transfer full) (nullable): NULL when an error keeps the rule out of force. */
BiRule *
bi_rule_new (const BiSection *section, const BiRuleContext *context, GPtrArray *problems)
{
    static const BiRuleContext nothing = {NULL, NULL};
    g_autoptr (BiRule) rule = bi_rule_alloc (section);
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
    guint rank[G_N_ELEMENTS (keys)] = {0};
    Reader reader = {rule, context != NULL ? context : &nothing, problems, seen, rank};
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
