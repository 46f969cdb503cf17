/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "classes-private.h"

#include "badidea/fold.h"
#include "badidea/pattern.h"
#include "phrase.h"

#include <string.h>

#define DEEPEST_NEST 32

/* What needs no list. */
static const struct {
    const char *name;
    const char *expression;
} built_in[] = {
    {"link", "(?:(?:https?://|www\\.)\\S+)"},
    {"mention", "(?:(?<![\\w@])@\\w+)"},
    {"hashtag", "(?:(?<!\\w)#\\w+)"},
    /* Not what is a sign unless U+FE0F follows, which the plain view does not show. */
    {"emoji", "(?:(?![\\x{A9}-\\x{2319}])\\p{Extended_Pictographic}"
              "[\\x{FE0F}\\p{EMod}]?|\\p{RI}\\p{RI})"},
};

static void
line_clear (gpointer data)
{
    BiClassLine *line = data;
    g_free (line->text);
    bi_entry_unref (line->entry);
}

static GArray *
lines_new (void)
{
    GArray *lines = g_array_new (FALSE, FALSE, sizeof (BiClassLine));
    g_array_set_clear_func (lines, line_clear);
    return lines;
}

/* Without phrases yet. Returns: (transfer full) */
BiClass *
bi_class_new (const char *name, BiPlace place)
{
    BiClass *class = g_new0 (BiClass, 1);

    class->name = g_strdup (name);
    class->place = place;
    class->phrases = lines_new ();
    class->hits = lines_new ();
    class->misses = lines_new ();
    return class;
}

static void
class_free (gpointer data)
{
    BiClass *class = data;
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

/* Returns: (nullable): the expression of a class that needs no list */
const char *
bi_class_find_built_in (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
        if (strcmp (name, built_in[i].name) == 0)
            return built_in[i].expression;
    return NULL;
}

/* A word as it is looked for, with any white space between its parts. */
static void
append_word (GString *expression, const char *word)
{
    g_autofree char *folded = bi_fold_literal (word);
    g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
    gboolean first = TRUE;

    for (gsize i = 0; parts[i] != NULL; i++) {
        g_autofree char *escaped = g_regex_escape_string (parts[i], -1);
        if (escaped[0] == '\0')
            continue;
        if (!first)
            g_string_append (expression, "\\s+");
        else if (expression->len > 0)
            g_string_append_c (expression, '|');
        g_string_append (expression, escaped);
        first = FALSE;
    }
}

/* Nothing: the class matches nothing. */
static void
add_ready (BiClasses *classes, const char *name, const GString *expression)
{
    BiClass *class = bi_class_new (name, (BiPlace){NULL, 0, 0});

    class->state = BI_CLASS_READY;
    class->expression =
        g_strdup_printf ("(?:%s)", expression->len > 0 ? expression->str : "(?!)");
    g_hash_table_replace (classes->by_name, class->name, class);
}

/* A class of plain words, such as the brand's names. */
void
bi_classes_add_words (BiClasses *classes, const char *name, const char *const *words)
{
    g_autoptr (GString) expression = g_string_new (NULL);

    for (gsize i = 0; words[i] != NULL; i++)
        append_word (expression, words[i]);
    add_ready (classes, name, expression);
}

/* What may stand between the digits of a telephone number. */
#define BETWEEN_DIGITS "[\\s().\\/-]*"

/* A longer number goes on so, as with "0101" or "-12"; what is told of it, as "24/7" or
 * "9-17", does not, nor does another line. */
#define GAP "[^\\S\\r\\n]"
#define MORE_DIGITS                                                                      \
    "\\d|[.\\/-]\\d|" GAP "+(?:[\\/-]" GAP "*)?\\(?\\d(?:[()]?" GAP "?[()]?\\d){2}"

/* However its digits are grouped, with "00" for "+", and "(0)" or not; all of it: another
 * number may begin so. */
static void
append_number (GString *expression, const char *number)
{
    g_autoptr (GString) pattern = g_string_new (NULL);

    for (const char *at = number; *at != '\0'; at++) {
        if (*at == '+')
            g_string_append (pattern, "(?:\\+|00)?" BETWEEN_DIGITS);
        else if (g_str_has_prefix (at, "(0)")) {
            g_string_append (pattern, "0?" BETWEEN_DIGITS);
            at += strlen ("(0)") - 1;
        } else if (g_ascii_isdigit (*at))
            g_string_append_printf (
                pattern, "%c%s", *at,
                strpbrk (at + 1, "0123456789") != NULL ? BETWEEN_DIGITS : "");
    }
    g_string_append_printf (expression, "%s%s(?!" MORE_DIGITS ")",
                            expression->len > 0 ? "|" : "", pattern->str);
}

/* All of the address: another domain may begin so. */
static void
append_address (GString *expression, const char *address)
{
    gsize at = expression->len;

    append_word (expression, address);
    if (address[0] == '@')
        g_string_insert (expression, (gssize) at + (at > 0 ? 1 : 0), "[\\w.+-]*");
    g_string_append (expression, "(?![.-]\\w)");
}

/* A class of addresses and telephone numbers, of six digits at least; "@acme.example" is
 * all that are there. */
void
bi_classes_add_contacts (BiClasses *classes, const char *name,
                         const char *const *contacts)
{
    g_autoptr (GString) expression = g_string_new (NULL);

    for (gsize i = 0; contacts[i] != NULL; i++) {
        g_autofree char *contact = bi_fold_literal (contacts[i]);
        if (strchr (contact, '@') != NULL)
            append_address (expression, contact);
        else
            append_number (expression, contact);
    }
    add_ready (classes, name, expression);
}

/* What follows may replace what there is. */
void
bi_classes_end_layer (BiClasses *classes)
{
    GHashTableIter iter;
    gpointer class;

    g_hash_table_iter_init (&iter, classes->by_name);
    while (g_hash_table_iter_next (&iter, NULL, &class))
        ((BiClass *) class)->of_this_layer = FALSE;
}

/* ---- resolving ---- */

static void
resolve (BiClasses *classes, BiClass *class)
{
    g_autoptr (GString) expression = g_string_new ("(?:");
    gboolean broken = class->phrases->len == 0;

    class->state = BI_CLASS_RESOLVING;
    classes->depth++;
    for (guint i = 0; i < class->phrases->len; i++) {
        const BiClassLine *line = &g_array_index (class->phrases, BiClassLine, i);
        g_autoptr (GError) error = NULL;
        gsize offset = 0;
        g_autofree char *sequence =
            bi_phrase_to_sequence (line->text, classes, &offset, &error);
        BiPlace place = line->place;

        if (sequence != NULL)
            g_string_append_printf (expression, "%s%s", i > 0 ? "|" : "", sequence);
        if (sequence != NULL && bi_phrase_is_small (expression->len, &error))
            continue;
        if (line->entry != NULL)
            place = bi_entry_get_value_place (line->entry, offset);
        else
            place.column += g_utf8_strlen (line->text, (gssize) offset);
        bi_problems_add (classes->problems, place, BI_PROBLEM_ERROR, "%s",
                         error->message);
        broken = TRUE;
        if (sequence != NULL) /* what follows is too much as well */
            break;
    }
    classes->depth--;
    g_string_append_c (expression, ')');
    class->state = broken ? BI_CLASS_BROKEN : BI_CLASS_READY;
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
        BiClass *class = g_hash_table_lookup (classes->by_name, l->data);
        if (class->state == BI_CLASS_FRESH)
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

    for (gsize i = 0; nearest == NULL && i < G_N_ELEMENTS (built_in); i++)
        nearest = bi_nearest (name, (const char *const[]){built_in[i].name, NULL});
    if (classes == NULL)
        g_set_error (error, BI_PATTERN_ERROR, 0,
                     "a class such as {%s} cannot stand here; write its words as "
                     "(this|that)",
                     name);
    else if (nearest != NULL)
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
    BiClass *class =
        classes != NULL ? g_hash_table_lookup (classes->by_name, name) : NULL;

    if (class == NULL) {
        const char *expression = bi_class_find_built_in (name);
        if (expression == NULL)
            fail_unknown (classes, name, error);
        return expression;
    }
    if (class->state == BI_CLASS_FRESH && classes->problems != NULL &&
        classes->depth < DEEPEST_NEST)
        resolve (classes, class);
    if (class->state == BI_CLASS_FRESH)
        g_set_error (error, BI_PATTERN_ERROR, 0,
                     "{%s} stands in classes nested too deeply; put its words here",
                     name);
    else if (class->state == BI_CLASS_RESOLVING)
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "the class {%s} is made of itself, in a circle; take it out of one of "
            "its phrases",
            name);
    else if (class->state != BI_CLASS_READY)
        g_set_error (error, BI_PATTERN_ERROR, 0,
                     "the class {%s} has an error of its own; mend it first", name);
    return class->state == BI_CLASS_READY ? class->expression : NULL;
}

/* ---- examples ---- */

static void
try_lines (const BiClass *class, const BiPattern *pattern, BiMatcher *matcher,
           const GArray *lines, gboolean fires, GPtrArray *problems)
{
    for (guint i = 0; i < lines->len; i++) {
        const BiClassLine *line = &g_array_index (lines, BiClassLine, i);
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
        const BiClass *class = value;
        g_autofree char *phrase = g_strdup_printf ("{%s}", class->name);
        g_autoptr (BiPattern) pattern = NULL;
        gsize offset;

        if (class->state != BI_CLASS_READY || class->hits->len + class->misses->len == 0)
            continue;
        pattern = bi_pattern_new_phrase (phrase, classes, &offset, NULL);
        if (pattern == NULL)
            continue;
        try_lines (class, pattern, matcher, class->hits, TRUE, problems);
        try_lines (class, pattern, matcher, class->misses, FALSE, problems);
    }
}
