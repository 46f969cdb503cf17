/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "classes-private.h"

#include "badidea/lines.h"

#include <string.h>

/* Not for class files: what these are made of stands elsewhere. */
static const struct {
    const char *name;
    const char *advice;
} made[] = {
    {"brand", "{brand} is made of the brand's names; write them in [brand] of a "
              "*.situation file"},
    {"contact", "{contact} is made of the brand's contacts; write them in [brand] of a "
                "*.situation file"},
    {"memorial", "{memorial} is made of the calendar's words; write them in a "
                 "calendar/*.calendar file"},
};

/* Returns: (nullable) */
static const char *
find_advice (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (made); i++)
        if (strcmp (name, made[i].name) == 0)
            return made[i].advice;
    return NULL;
}

/* A class of a layer below is replaced; twice in one layer is a mistake.
 * Returns: (nullable) (transfer none) */
static BiClass *
add_class (BiClasses *classes, const char *name, BiPlace place, GPtrArray *problems)
{
    BiClass *class = g_hash_table_lookup (classes->by_name, name);

    if (class != NULL && class->of_this_layer) {
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "the class {%s} is already defined at %s:%u; give one of them "
                         "another name",
                         name, class->place.file, class->place.line);
        return NULL;
    }
    if (find_advice (name) != NULL) {
        bi_problems_add (problems, place, BI_PROBLEM_ERROR, "%s", find_advice (name));
        return NULL;
    }
    if (bi_class_find_built_in (name) != NULL) {
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "{%s} is built in; give this class another name", name);
        return NULL;
    }
    class = bi_class_new (name, place);
    class->of_this_layer = TRUE;
    g_hash_table_replace (classes->by_name, class->name, class);
    return class;
}

static void
add_line (GArray *lines, const char *text, BiPlace place, const BiEntry *entry)
{
    BiClassLine line = {g_strdup (text), place,
                        entry != NULL ? bi_entry_ref (entry) : NULL};
    g_array_append_val (lines, line);
}

/* Returns: (nullable) */
static GArray *
lines_of (const BiClass *class, const char *key)
{
    const struct {
        const char *key;
        GArray *lines;
    } kinds[] = {
        {"phrase", class->phrases}, {"hit", class->hits}, {"miss", class->misses}};

    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (key, kinds[i].key) == 0)
            return kinds[i].lines;
    return NULL;
}

/* Reads a section of a *.classes file. */
void
bi_classes_add_section (BiClasses *classes, const BiSection *section, GPtrArray *problems)
{
    gboolean has_phrase = FALSE;
    BiClass *class;

    if (bi_section_is_damaged (section))
        return;
    class = add_class (classes, bi_section_get_id (section),
                       bi_section_get_place (section), problems);
    for (guint i = 0; class != NULL && i < bi_section_get_size (section); i++) {
        const BiEntry *entry = bi_section_get_entry (section, i);
        GArray *lines = lines_of (class, bi_entry_get_key (entry));
        has_phrase |= lines != NULL && lines == class->phrases;
        if (lines != NULL && bi_entry_get_value (entry)[0] != '\0')
            add_line (lines, bi_entry_get_value (entry),
                      bi_entry_get_value_place (entry, 0), entry);
        else if (lines != NULL)
            bi_problems_add (
                problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                "\"%s\" is empty; write its value behind the \"=\" or drop the line",
                bi_entry_get_key (entry));
        else
            bi_problems_add (problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                             "unknown key \"%s\"; a class has only phrase, hit, miss",
                             bi_entry_get_key (entry));
    }
    if (class != NULL && !has_phrase)
        bi_problems_add (problems, class->place, BI_PROBLEM_ERROR,
                         "the class {%s} has no \"phrase\"; add what belongs to it",
                         class->name);
}

/* A class of phrases that stand in other files, such as those of the calendar. None:
 * the class matches nothing. @entries: (element-type BiEntry) */
void
bi_classes_add_entries (BiClasses *classes, const char *name, const GPtrArray *entries)
{
    static const char *const nothing[] = {NULL};
    BiClass *class;

    if (entries->len == 0) {
        bi_classes_add_words (classes, name, nothing);
        return;
    }
    class = bi_class_new (name, (BiPlace){NULL, 0, 0});
    for (guint i = 0; i < entries->len; i++) {
        const BiEntry *entry = entries->pdata[i];
        add_line (class->phrases, bi_entry_get_value (entry),
                  bi_entry_get_value_place (entry, 0), entry);
    }
    g_hash_table_replace (classes->by_name, class->name, class);
}

static void
add_list_line (BiClass *class, BiPlace place, const char *text, GPtrArray *problems)
{
    static const char *const examples[] = {"hit", "miss"};

    for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
        gsize length = strlen (examples[i]);
        const char *rest = text + length;
        if (!g_str_has_prefix (text, examples[i]))
            continue;
        while (*rest == ' ')
            rest++;
        if (*rest != '=')
            continue;
        rest++;
        while (*rest == ' ')
            rest++;
        place.column += g_utf8_pointer_to_offset (text, rest);
        add_line (lines_of (class, examples[i]), rest, place, NULL);
        return;
    }
    if (text[strcspn (text, "()[]{}|")] != '\0') {
        place.column += g_utf8_strlen (text, (gssize) strcspn (text, "()[]{}|"));
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "a list has plain words and phrases, one a line; write what "
                         "has brackets in "
                         "a *.classes file");
    } else
        add_line (class->phrases, text, place, NULL);
}

static char *
name_of_list (const char *path)
{
    char *name = g_path_get_basename (path);
    char *dot = strrchr (name, '.');

    if (dot != NULL)
        *dot = '\0';
    return name;
}

static void
read_list_line (BiClass *class, BiPlace place, char *line, GPtrArray *problems)
{
    const char *text = line + strspn (line, " \t");

    g_strchomp (line);
    place.column += text - line;
    if (text[0] != '\0' && !g_str_has_prefix (text, "# ") && strcmp (text, "#") != 0)
        add_list_line (class, place, text, problems);
}

/* Reads what lists/NAME.list holds, or held, as the class NAME. */
void
bi_classes_add_list (BiClasses *classes, const char *path, GBytes *bytes,
                     GPtrArray *problems)
{
    const char *file = g_intern_string (path);
    g_autofree char *name = name_of_list (path);
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    BiLines lines = bi_lines_begin (file, contents, length, problems);
    BiClass *class;

    if (name[0] == '\0' ||
        name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789.-")] != '\0') {
        bi_problems_add (problems, (BiPlace){file, 0, 0}, BI_PROBLEM_ERROR,
                         "\"%s\" cannot be a name; name the file with small letters a-z, "
                         "digits, \"-\" and \".\", as in spoken-words.list",
                         name);
        return;
    }
    class = add_class (classes, name, (BiPlace){file, 1, 1}, problems);
    if (class == NULL)
        return;
    while (bi_lines_next (&lines))
        if (lines.is_whole)
            read_list_line (class, lines.place, lines.text, problems);
    if (class->phrases->len == 0)
        bi_problems_add (problems, class->place, BI_PROBLEM_ERROR,
                         "the class {%s} has no words; write one a line", name);
}
