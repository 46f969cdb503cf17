/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/classes.h"

#include "badidea/fold.h"
#include "badidea/pattern.h"
#include "phrase.h"

#include <string.h>

/* A phrase of a class, or an example of it. */
typedef struct {
    char *text;
    BiPlace place;
} Line;

typedef enum { FRESH, RESOLVING, READY, BROKEN } State;

typedef struct {
    char *name;
    BiPlace place;
    GArray *phrases; /* Line */
    GArray *hits;
    GArray *misses;
    State state;
    gboolean of_this_layer;
    char *expression; /* once READY */
} Class;

struct _BiClasses {
    GHashTable *by_name; /* name -> Class */
    GPtrArray *problems; /* while it is being closed */
};

/* What needs no list. */
static const struct {
    const char *name;
    const char *expression;
} built_in[] = {
    {"link", "(?:(?:https?://|www\\.)\\S+)"},
    {"mention", "(?:(?<![\\w@])@\\w+)"},
    {"hashtag", "(?:(?<!\\w)#\\w+)"},
    {"emoji", "(?:\\p{Extended_Pictographic}\\x{FE0F}?)"},
};

static void
line_clear (gpointer data)
{
    Line *line = data;
    g_free (line->text);
}

static GArray *
lines_new (void)
{
    GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
    g_array_set_clear_func (lines, line_clear);
    return lines;
}

static void
class_free (gpointer data)
{
    Class *class = data;
    g_free (class->name);
    g_array_unref (class->phrases);
    g_array_unref (class->hits);
    g_array_unref (class->misses);
    g_free (class->expression);
    g_free (class);
}

BiClasses *
bi_classes_new (void)
{
    BiClasses *classes = g_new0 (BiClasses, 1);

    classes->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, class_free);
    return classes;
}

void
bi_classes_free (BiClasses *classes)
{
    if (classes == NULL)
        return;
    g_hash_table_unref (classes->by_name);
    g_free (classes);
}

static const char *
find_built_in (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
        if (strcmp (name, built_in[i].name) == 0)
            return built_in[i].expression;
    return NULL;
}

/* A class of a layer below is replaced; twice in one layer is a mistake.
 * Returns: (nullable) (transfer none) */
static Class *
add_class (BiClasses *classes, const char *name, BiPlace place, GPtrArray *problems)
{
    Class *class = g_hash_table_lookup (classes->by_name, name);

    if (class != NULL && class->of_this_layer) {
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "the class {%s} is already defined at %s:%u; give one of them "
                         "another name",
                         name, class->place.file, class->place.line);
        return NULL;
    }
    if (find_built_in (name) != NULL) {
        bi_problems_add (problems, place, BI_PROBLEM_ERROR,
                         "{%s} is built in; give this class another name", name);
        return NULL;
    }
    class = g_new0 (Class, 1);
    class->name = g_strdup (name);
    class->place = place;
    class->phrases = lines_new ();
    class->hits = lines_new ();
    class->misses = lines_new ();
    class->of_this_layer = TRUE;
    g_hash_table_replace (classes->by_name, class->name, class);
    return class;
}

static void
add_line (GArray *lines, const char *text, BiPlace place)
{
    Line line = {g_strdup (text), place};
    g_array_append_val (lines, line);
}

/* Returns: (nullable) */
static GArray *
lines_of (const Class *class, const char *key)
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
    Class *class;

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
                      bi_entry_get_value_place (entry, 0));
        else
            bi_problems_add (
                problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                "\"%s\" is nothing that a class has; write phrase, hit or miss "
                "with a value",
                bi_entry_get_key (entry));
    }
    if (class != NULL && !has_phrase)
        bi_problems_add (problems, class->place, BI_PROBLEM_ERROR,
                         "the class {%s} has no \"phrase\"; add what belongs to it",
                         class->name);
}

static void
add_list_line (Class *class, BiPlace place, const char *text, GPtrArray *problems)
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
        add_line (lines_of (class, examples[i]), rest, place);
        return;
    }
    if (strpbrk (text, "()[]{}|") != NULL)
        bi_problems_add (
            problems, place, BI_PROBLEM_ERROR,
            "a list has plain words and phrases, one a line; brackets belong "
            "into a *.classes file");
    else
        add_line (class->phrases, text, place);
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

/* Reads lists/NAME.list as the class NAME. Returns: FALSE when it could not be read */
gboolean
bi_classes_add_list (BiClasses *classes, const char *path, GPtrArray *problems)
{
    const char *file = g_intern_string (path);
    g_autofree char *name = name_of_list (path);
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;
    Class *class;

    if (!g_file_get_contents (path, &contents, NULL, NULL)) {
        bi_problems_add (problems, (BiPlace){file, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be read; check its name and permissions");
        return FALSE;
    }
    class = add_class (classes, name, (BiPlace){file, 1, 1}, problems);
    lines = g_strsplit (contents, "\n", -1);
    for (guint i = 0; class != NULL && lines[i] != NULL; i++) {
        BiPlace place = {file, i + 1, 1};
        const char *bad;
        if (!g_utf8_validate (lines[i], -1, &bad)) {
            place.column = g_utf8_pointer_to_offset (lines[i], bad) + 1;
            bi_problems_add (
                problems, place, BI_PROBLEM_ERROR,
                "not valid UTF-8; save the file as UTF-8 and type the character "
                "anew");
            continue;
        }
        g_strstrip (lines[i]);
        if (lines[i][0] != '\0' && !g_str_has_prefix (lines[i], "# ") &&
            strcmp (lines[i], "#") != 0)
            add_list_line (class, place, lines[i], problems);
    }
    return TRUE;
}

/* A class of plain words, such as the brand's names. None: the class matches nothing. */
void
bi_classes_add_words (BiClasses *classes, const char *name, const char *const *words)
{
    g_autoptr (GString) expression = g_string_new ("(?:(?!)");
    Class *class = g_new0 (Class, 1);

    for (gsize i = 0; words[i] != NULL; i++) {
        g_autofree char *folded = bi_fold_literal (words[i]);
        g_autofree char *escaped = g_regex_escape_string (folded, -1);
        g_string_append_printf (expression, "|%s", escaped);
    }
    g_string_append_c (expression, ')');
    class->name = g_strdup (name);
    class->phrases = lines_new ();
    class->hits = lines_new ();
    class->misses = lines_new ();
    class->state = READY;
    class->expression = g_strdup (expression->str);
    g_hash_table_replace (classes->by_name, class->name, class);
}

/* What follows may replace what there is. */
void
bi_classes_end_layer (BiClasses *classes)
{
    GHashTableIter iter;
    gpointer class;

    g_hash_table_iter_init (&iter, classes->by_name);
    while (g_hash_table_iter_next (&iter, NULL, &class))
        ((Class *) class)->of_this_layer = FALSE;
}

/* ---- resolving ---- */

static void
resolve (BiClasses *classes, Class *class)
{
    g_autoptr (GString) expression = g_string_new ("(?:");
    gboolean broken = class->phrases->len == 0;

    class->state = RESOLVING;
    for (guint i = 0; i < class->phrases->len; i++) {
        const Line *line = &g_array_index (class->phrases, Line, i);
        g_autoptr (GError) error = NULL;
        gsize offset = 0;
        g_autofree char *sequence =
            bi_phrase_to_sequence (line->text, classes, &offset, &error);
        BiPlace place = line->place;

        if (sequence != NULL) {
            g_string_append_printf (expression, "%s%s", i > 0 ? "|" : "", sequence);
            continue;
        }
        place.column += g_utf8_strlen (line->text, offset);
        bi_problems_add (classes->problems, place, BI_PROBLEM_ERROR, "%s",
                         error->message);
        broken = TRUE;
    }
    g_string_append_c (expression, ')');
    class->state = broken ? BROKEN : READY;
    class->expression = broken ? NULL : g_strdup (expression->str);
}

/* All layers are read: classes are put into one another. What is wrong is reported once.
 */
void
bi_classes_close (BiClasses *classes, GPtrArray *problems)
{
    g_autoptr (GList) names = g_hash_table_get_keys (classes->by_name);

    classes->problems = problems;
    names = g_list_sort (names, (GCompareFunc) strcmp);
    for (GList *l = names; l != NULL; l = l->next) {
        Class *class = g_hash_table_lookup (classes->by_name, l->data);
        if (class->state == FRESH)
            resolve (classes, class);
    }
    classes->problems = NULL;
}

static void
fail_unknown (BiClasses *classes, const char *name, GError **error)
{
    static const char *const none[] = {NULL};
    g_autofree gpointer *names =
        classes != NULL ? g_hash_table_get_keys_as_array (classes->by_name, NULL) : NULL;
    const char *nearest =
        bi_nearest (name, names != NULL ? (const char *const *) names : none);

    if (nearest != NULL)
        g_set_error (error, BI_PATTERN_ERROR, 0, "unknown class {%s}; did you mean {%s}?",
                     name, nearest);
    else
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "unknown class {%s}; define it in a *.classes file, or write its words "
            "as (this|that)",
            name);
}

/* The expression of a class: one of its phrases, without regard to where words end.
 * Returns: (transfer none) (nullable): NULL with @error */
const char *
bi_classes_find (BiClasses *classes, const char *name, GError **error)
{
    Class *class = classes != NULL ? g_hash_table_lookup (classes->by_name, name) : NULL;

    if (class == NULL) {
        const char *expression = find_built_in (name);
        if (expression == NULL)
            fail_unknown (classes, name, error);
        return expression;
    }
    if (class->state == FRESH && classes->problems != NULL)
        resolve (classes, class);
    if (class->state == RESOLVING)
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "the class {%s} is made of itself, in a circle; take it out of one of "
            "its phrases",
            name);
    else if (class->state != READY)
        g_set_error (error, BI_PATTERN_ERROR, 0,
                     "the class {%s} has an error of its own; mend it first", name);
    return class->state == READY ? class->expression : NULL;
}

/* ---- examples ---- */

static void
try_lines (const Class *class, const BiPattern *pattern, BiMatcher *matcher,
           const GArray *lines, gboolean fires, GPtrArray *problems)
{
    for (guint i = 0; i < lines->len; i++) {
        const Line *line = &g_array_index (lines, Line, i);
        g_autofree char *text = bi_fold_literal (line->text);
        BiSpan span;
        BiMatch found = bi_pattern_find (pattern, matcher, text, strlen (text), 0, &span);

        if (found != (fires ? BI_MATCH_YES : BI_MATCH_NO))
            bi_problems_add (
                problems, line->place, BI_PROBLEM_ERROR,
                fires ? "nothing of {%s} is in this hit; add its phrase or drop "
                        "the example"
                      : "{%s} is in this miss; narrow a phrase or drop the "
                        "example",
                class->name);
    }
}

/* Runs the hits and misses of all classes. */
void
bi_classes_try_examples (BiClasses *classes, GPtrArray *problems)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    GHashTableIter iter;
    gpointer value;

    g_hash_table_iter_init (&iter, classes->by_name);
    while (g_hash_table_iter_next (&iter, NULL, &value)) {
        const Class *class = value;
        g_autofree char *phrase = g_strdup_printf ("{%s}", class->name);
        g_autoptr (BiPattern) pattern = NULL;
        gsize offset;

        if (class->state != READY || class->hits->len + class->misses->len == 0)
            continue;
        pattern = bi_pattern_new_phrase (phrase, classes, &offset, NULL);
        if (pattern == NULL)
            continue;
        try_lines (class, pattern, matcher, class->hits, TRUE, problems);
        try_lines (class, pattern, matcher, class->misses, FALSE, problems);
    }
}
