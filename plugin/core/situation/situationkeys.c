/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "situation-private.h"

#include "badidea/country.h"
#include "badidea/fold.h"

#include <string.h>

#define CRISIS "crisis."

typedef struct {
    BiFact *fact;
    GPtrArray *problems;
} Reader;

typedef struct _Key Key;
struct _Key {
    const char *name;
    guint kinds; /* of BiFactKind */
    void (*read) (Reader *reader, const Key *key, const BiEntry *entry);
    gboolean repeatable;
    gsize field;
    gsize place; /* where the place of a date goes, or 0 */
};

static void
    G_GNUC_PRINTF (3, 4) report (Reader *reader, BiPlace place, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    bi_problems_add (reader->problems, place, BI_PROBLEM_ERROR, "%s", message);
}

static void
read_text (Reader *reader, const Key *key, const BiEntry *entry)
{
    char **text = G_STRUCT_MEMBER_P (reader->fact, key->field);

    *text = g_strdup (bi_entry_get_value (entry));
}

/* Keeps the list NULL-terminated. */
static void
read_item (Reader *reader, const Key *key, const BiEntry *entry)
{
    GPtrArray *list = G_STRUCT_MEMBER (GPtrArray *, reader->fact, key->field);

    list->pdata[list->len - 1] = g_strdup (bi_entry_get_value (entry));
    g_ptr_array_add (list, NULL);
}

/* An address, with nothing before the "@" all of its domain. */
#define ADDRESS                                                                          \
    "^[\\p{L}\\p{N}._%+'-]*@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+\\p{L}" \
    "[\\p{L}\\p{N}-]*[\\p{L}\\p{N}]$"
/* Six digits at least: what is shorter begins or is part of many a number. */
#define NUMBER "^[\\h+.()/-]*([0-9][\\h+.()/-]*){6,}$"

/* What is published is no leak: a few letters or digits would hide all that are. */
static void
read_contact (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autofree char *contact = bi_fold_literal (bi_entry_get_value (entry));

    if (g_regex_match_simple (ADDRESS, contact, 0, 0) ||
        g_regex_match_simple (NUMBER, contact, 0, 0))
        read_item (reader, key, entry);
    else
        report (reader, bi_entry_get_value_place (entry, 0),
                "this is neither an address nor a number; write help@acme.example, "
                "@acme.example or +44 20 7946 0000");
}

static void
read_countries (Reader *reader, const Key *key, const BiEntry *entry)
{
    bi_country_read_list (entry, reader->fact->countries, reader->problems);
}

static void
read_words (Reader *reader, const Key *key, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    BiPattern *pattern =
        bi_pattern_new_phrase (bi_entry_get_value (entry), NULL, &offset, &error);

    if (pattern != NULL)
        g_ptr_array_add (reader->fact->words, pattern);
    else
        report (reader, bi_entry_get_value_place (entry, offset), "%s", error->message);
}

static void
read_day (Reader *reader, const Key *key, const BiEntry *entry)
{
    BiDay *day = G_STRUCT_MEMBER_P (reader->fact, key->field);
    const char *text = bi_entry_get_value (entry);
    const char *complaint = bi_day_read (&text, day);
    gsize offset = (gsize) (text - bi_entry_get_value (entry));

    if (complaint != NULL)
        report (reader, bi_entry_get_value_place (entry, offset), "%s", complaint);
    else if (*text != '\0')
        report (reader, bi_entry_get_value_place (entry, offset),
                "a date stands alone; remove what is behind it");
    /* Whatever is behind it: it may be compared with other dates, and reported. */
    if (key->place != 0)
        *(BiPlace *) G_STRUCT_MEMBER_P (reader->fact, key->place) =
            bi_entry_get_value_place (entry, 0);
}

static void
read_switch (Reader *reader, const Key *key, const BiEntry *entry)
{
    const char *value = bi_entry_get_value (entry);

    if (strcmp (value, "yes") == 0)
        reader->fact->state = BI_SWITCH_ON;
    else if (strcmp (value, "no") == 0)
        reader->fact->state = BI_SWITCH_OFF;
    else
        report (reader, bi_entry_get_value_place (entry, 0),
                "\"%s\" is neither yes nor no; write one of them", value);
}

#define FIELD(name) G_STRUCT_OFFSET (BiFact, name)

static const Key keys[] = {
    {"name", BI_FACT_BRAND, read_item, TRUE, FIELD (names), 0},
    {"alias", BI_FACT_BRAND, read_item, TRUE, FIELD (names), 0},
    {"contact", BI_FACT_BRAND, read_contact, TRUE, FIELD (contacts), 0},
    {"country", BI_FACT_BRAND, read_countries, TRUE, 0, 0},
    {"title", BI_FACT_CRISIS, read_text, FALSE, FIELD (title), 0},
    {"words", BI_FACT_CRISIS, read_words, TRUE, 0, 0},
    {"from", BI_FACT_CRISIS, read_day, FALSE, FIELD (from), 0},
    {"until", BI_FACT_CRISIS | BI_FACT_SWITCH, read_day, FALSE, FIELD (until),
     FIELD (until_place)},
    {"review", BI_FACT_CRISIS, read_day, FALSE, FIELD (review), FIELD (review_place)},
    {"on", BI_FACT_CRISIS | BI_FACT_SWITCH, read_switch, FALSE, 0, 0},
};

static const Key *
find_key (const char *name, BiFactKind kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (strcmp (name, keys[i].name) == 0 && (keys[i].kinds & kind) != 0)
            return &keys[i];
    return NULL;
}

static void
report_unknown (Reader *reader, const BiEntry *entry)
{
    const char *names[G_N_ELEMENTS (keys) + 1] = {NULL};
    g_autofree char *all = NULL;
    const char *nearest;
    gsize n = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if ((keys[i].kinds & reader->fact->kind) != 0)
            names[n++] = keys[i].name;
    nearest = bi_nearest (bi_entry_get_key (entry), names);
    if (nearest != NULL)
        report (reader, bi_entry_get_place (entry),
                "unknown key \"%s\"; did you mean \"%s\"?", bi_entry_get_key (entry),
                nearest);
    else {
        all = g_strjoinv (", ", (char **) names);
        report (reader, bi_entry_get_place (entry),
                "unknown key \"%s\"; this section has only %s", bi_entry_get_key (entry),
                all);
    }
}

static void
read_entry (Reader *reader, const BiEntry *entry, gboolean *seen)
{
    const Key *key = find_key (bi_entry_get_key (entry), reader->fact->kind);

    if (key == NULL) {
        report_unknown (reader, entry);
        return;
    }
    if (bi_entry_get_value (entry)[0] == '\0')
        report (reader, bi_entry_get_place (entry),
                "\"%s\" is empty; write its value behind the \"=\" or drop the line",
                key->name);
    else if (seen[key - keys] && !key->repeatable)
        report (reader, bi_entry_get_place (entry),
                "\"%s\" stands here a second time; keep one", key->name);
    else
        key->read (reader, key, entry);
    seen[key - keys] = TRUE;
}

/* Returns: 0 when no section is called so, which is reported */
static BiFactKind
find_kind (const BiSection *section, GPtrArray *problems)
{
    const char *id = bi_section_get_id (section);
    BiPlace place = bi_section_get_place (section);
    g_autofree char *file = g_path_get_basename (place.file);
    gboolean switches = strcmp (file, BI_SWITCHES_FILE) == 0;

    if (strcmp (id, CRISIS "words") == 0)
        bi_problems_add (
            problems, place, BI_PROBLEM_ERROR,
            "no crisis can be called \"words\", for \"when = crisis words\" asks "
            "for something else; give it another name");
    else if (g_str_has_prefix (id, CRISIS) && id[strlen (CRISIS)] != '\0')
        return switches ? BI_FACT_SWITCH : BI_FACT_CRISIS;
    else if (strcmp (id, "brand") == 0 && !switches)
        return BI_FACT_BRAND;
    else if (!bi_section_is_damaged (section))
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "[%s] has no meaning here; write %s", id,
                         switches ? "[crisis.NAME]" : "[brand] or [crisis.NAME]");
    return 0;
}

static void
check_fact (Reader *reader, const BiSection *section, const gboolean *seen)
{
    BiFact *fact = reader->fact;

    if (fact->from != 0 && fact->until != 0 && fact->from > fact->until)
        report (reader, fact->until_place,
                "the crisis ends before it begins; mend \"from\" or \"until\"");
    if (fact->kind == BI_FACT_SWITCH && !bi_section_is_damaged (section) &&
        !seen[find_key ("on", fact->kind) - keys])
        report (reader, fact->place,
                "[%s] switches nothing; add \"on = yes\" or \"on = no\"",
                bi_section_get_id (section));
}

static void
free_pattern (gpointer data)
{
    bi_pattern_free (data);
}

static BiFact *
fact_new_empty (BiFactKind kind, const BiSection *section)
{
    BiFact *fact = g_new0 (BiFact, 1);
    const char *id = bi_section_get_id (section);

    fact->kind = kind;
    fact->id = g_strdup (kind == BI_FACT_BRAND ? id : id + strlen (CRISIS));
    fact->place = bi_section_get_place (section);
    fact->names = g_ptr_array_new_with_free_func (g_free);
    fact->contacts = g_ptr_array_new_with_free_func (g_free);
    fact->words = g_ptr_array_new_with_free_func (free_pattern);
    g_ptr_array_add (fact->names, NULL);
    g_ptr_array_add (fact->contacts, NULL);
    fact->countries = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (fact->countries, NULL);
    return fact;
}

/* Reads a section of a situation and reports all that is wrong with it. What it may hold
 * depends on the file's name. Returns: (transfer full) (nullable): NULL when an error
 * makes it useless. */
BiFact *
bi_fact_new (const BiSection *section, GPtrArray *problems)
{
    guint errors = bi_problems_count (problems, BI_PROBLEM_ERROR);
    BiFactKind kind = find_kind (section, problems);
    gboolean seen[G_N_ELEMENTS (keys)] = {FALSE};
    g_autoptr (BiFact) fact = NULL;
    Reader reader;

    if (kind == 0)
        return NULL;
    fact = fact_new_empty (kind, section);
    reader = (Reader){fact, problems};
    for (guint i = 0; i < bi_section_get_size (section); i++)
        read_entry (&reader, bi_section_get_entry (section, i), seen);
    check_fact (&reader, section, seen);
    if (bi_section_is_damaged (section) ||
        bi_problems_count (problems, BI_PROBLEM_ERROR) > errors)
        return NULL;
    return g_steal_pointer (&fact);
}

void
bi_fact_free (BiFact *fact)
{
    if (fact == NULL)
        return;
    g_free (fact->id);
    g_ptr_array_unref (fact->names);
    g_ptr_array_unref (fact->contacts);
    g_ptr_array_unref (fact->countries);
    g_free (fact->title);
    g_ptr_array_unref (fact->words);
    g_free (fact);
}
