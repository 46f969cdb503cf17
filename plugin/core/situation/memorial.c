/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "memorial.h"

#include "badidea/country.h"
#include "badidea/pattern.h"

#include <string.h>

#define BLANKS " \t,"

typedef struct {
    BiMemorial *memorial;
    GPtrArray *problems;
} Reader;

typedef struct _Key Key;
struct _Key {
    const char *name;
    void (*read) (Reader *reader, const BiEntry *entry);
    gboolean repeatable;
    const char *missing; /* (nullable) what to do when it is not there */
};

static void
report (Reader *reader, const BiEntry *entry, gsize offset, const char *message)
{
    bi_problems_add (reader->problems, bi_entry_get_value_place (entry, offset),
                     BI_PROBLEM_ERROR, "%s", message);
}

static void
read_title (Reader *reader, const BiEntry *entry)
{
    reader->memorial->title = g_strdup (bi_entry_get_value (entry));
}

static void
read_countries (Reader *reader, const BiEntry *entry)
{
    bi_country_read_list (entry, reader->memorial->countries, reader->problems);
}

static void
read_rule (Reader *reader, const BiEntry *entry)
{
    gsize offset;
    const char *complaint =
        bi_day_rule_read (bi_entry_get_value (entry), &reader->memorial->rule, &offset);

    reader->memorial->has_rule = TRUE;
    if (complaint != NULL)
        report (reader, entry, offset, complaint);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
    BiDay one = *(const BiDay *) a, other = *(const BiDay *) b;

    return one < other ? -1 : one > other;
}

static void
read_dates (Reader *reader, const BiEntry *entry)
{
    const char *value = bi_entry_get_value (entry);
    const char *at = value + strspn (value, BLANKS);

    while (*at != '\0') {
        BiDay day;
        const char *complaint = bi_day_read (&at, &day);
        if (complaint != NULL) {
            report (reader, entry, (gsize) (at - value), complaint);
            return;
        }
        g_array_append_val (reader->memorial->days, day);
        at += strspn (at, BLANKS);
    }
    reader->memorial->days_place = bi_entry_get_value_place (entry, 0);
    g_array_sort (reader->memorial->days, compare_days);
}

static void
read_word (Reader *reader, const BiEntry *entry)
{
    g_autoptr (GError) error = NULL;
    gsize offset = 0;
    g_autoptr (BiPattern) pattern =
        bi_pattern_new_phrase (bi_entry_get_value (entry), NULL, &offset, &error);

    g_ptr_array_add (reader->memorial->words, bi_entry_ref (entry));
    if (pattern == NULL)
        report (reader, entry, offset, error->message);
}

static const Key keys[] = {
    {"title", read_title, FALSE, "say what people call it"},
    {"country", read_countries, FALSE, NULL},
    {"day", read_rule, FALSE, NULL},
    {"dates", read_dates, FALSE, NULL},
    {"word", read_word, TRUE, "write the words by which posts name it"},
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
    g_autofree char *all = NULL;
    const char *nearest;

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        names[i] = keys[i].name;
    nearest = bi_nearest (bi_entry_get_key (entry), names);
    all = g_strjoinv (", ", (char **) names);
    bi_problems_add (reader->problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                     nearest != NULL
                         ? "unknown key \"%s\"; did you mean \"%s\"?"
                         : "unknown key \"%s\"; a day of the calendar has only %s",
                     bi_entry_get_key (entry), nearest != NULL ? nearest : all);
}

static void
read_entry (Reader *reader, const BiEntry *entry, gboolean *seen)
{
    const char *name = bi_entry_get_key (entry);
    const Key *key = find_key (name);
    BiPlace place = bi_entry_get_place (entry);

    if (key == NULL) {
        report_unknown (reader, entry);
        return;
    }
    if (bi_entry_get_value (entry)[0] == '\0')
        bi_problems_add (
            reader->problems, place, BI_PROBLEM_ERROR,
            "\"%s\" is empty; write its value behind the \"=\" or drop the line", name);
    else if (seen[key - keys] && !key->repeatable)
        bi_problems_add (reader->problems, place, BI_PROBLEM_ERROR,
                         "\"%s\" stands here a second time; keep one", name);
    else
        key->read (reader, entry);
    seen[key - keys] = TRUE;
}

static void
check_memorial (Reader *reader, const gboolean *seen)
{
    const BiMemorial *memorial = reader->memorial;
    gboolean has_day = seen[find_key ("day") - keys];
    gboolean has_dates = seen[find_key ("dates") - keys];

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (keys[i].missing != NULL && !seen[i])
            bi_problems_add (reader->problems, memorial->place, BI_PROBLEM_ERROR,
                             "[%s] has no \"%s\"; %s", memorial->id, keys[i].name,
                             keys[i].missing);
    if (has_day == has_dates)
        bi_problems_add (reader->problems, memorial->place, BI_PROBLEM_ERROR,
                         has_day
                             ? "[%s] has both \"day\" and \"dates\"; keep one"
                             : "[%s] has no \"day\"; write when it is, as in day = 11-09",
                         memorial->id);
}

static void
release_entry (gpointer data)
{
    bi_entry_unref (data);
}

static BiMemorial *
memorial_alloc (const BiSection *section)
{
    BiMemorial *memorial = g_new0 (BiMemorial, 1);

    memorial->id = g_strdup (bi_section_get_id (section));
    memorial->place = bi_section_get_place (section);
    memorial->countries = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (memorial->countries, NULL);
    memorial->words = g_ptr_array_new_with_free_func (release_entry);
    memorial->days = g_array_new (FALSE, FALSE, sizeof (BiDay));
    return memorial;
}

/* Reads a section of a calendar and reports all that is wrong with it.
 * Returns: (transfer full) (nullable): NULL when an error makes it useless. */
BiMemorial *
bi_memorial_new (const BiSection *section, GPtrArray *problems)
{
    guint errors = bi_problems_count (problems, BI_PROBLEM_ERROR);
    g_autoptr (BiMemorial) memorial = memorial_alloc (section);
    gboolean seen[G_N_ELEMENTS (keys)] = {FALSE};
    Reader reader = {memorial, problems};

    for (guint i = 0; i < bi_section_get_size (section); i++)
        read_entry (&reader, bi_section_get_entry (section, i), seen);
    if (bi_section_is_damaged (section))
        return NULL;
    check_memorial (&reader, seen);
    if (bi_problems_count (problems, BI_PROBLEM_ERROR) > errors)
        return NULL;
    return g_steal_pointer (&memorial);
}

void
bi_memorial_free (BiMemorial *memorial)
{
    if (memorial == NULL)
        return;
    g_free (memorial->id);
    g_free (memorial->title);
    g_ptr_array_unref (memorial->countries);
    g_ptr_array_unref (memorial->words);
    g_array_unref (memorial->days);
    g_free (memorial);
}
