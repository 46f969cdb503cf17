/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "precedentshow.h"

#include "colour.h"
#include "jsonwrite.h"
#include "quote.h"

#include <stdio.h>
#include <string.h>

/* In columns, what stands before a paragraph's text. */
#define INDENT 14

/* In the order in which they are told. */
static const struct {
    const char *key;
    const char *label; /* NULL: the heading has it */
} fields[] = {
    {"title", NULL},      {"brand", "Brand"},       {"year", "Year"},
    {"posted", "Posted"}, {"answered", "Answered"}, {"happened", "Happened"},
    {"better", "Better"}, {"source", "Source"},
};

typedef struct {
    glong width;
    gboolean coloured;
} Printer;

/* Returns: (transfer full): the ids of the rules in force that say "like" it */
static GPtrArray *
list_rules (const BiRuleset *ruleset, const BiPrecedent *precedent)
{
    const char *id = bi_precedent_get_id (precedent);
    GPtrArray *ids = g_ptr_array_new ();

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        for (guint j = 0; j < bi_rule_get_n_likes (rule); j++)
            if (strcmp (bi_rule_get_like (rule, j, NULL), id) == 0) {
                g_ptr_array_add (ids, (gpointer) bi_rule_get_id (rule));
                break;
            }
    }
    return ids;
}

static void
print_field (const Printer *printer, const char *label, const char *value)
{
    g_auto (GStrv) words = g_strsplit_set (value, " \t\n", -1);
    glong column = INDENT;

    fputs ("    ", stdout);
    bi_print_ink (printer->coloured, BI_INK_FAINT, label);
    printf ("%*s", (int) (INDENT - 4 - bi_measure (label)), "");
    for (gsize i = 0; words[i] != NULL; i++) {
        g_autofree char *word = bi_printable_whole (words[i]);
        glong width = bi_measure (word);
        if (width == 0)
            continue;
        if (column > INDENT && column + 1 + width > printer->width) {
            printf ("\n%*s", INDENT, "");
            column = INDENT;
        }
        printf ("%s%s", column > INDENT ? " " : "", word);
        column += (column > INDENT) + width;
    }
    putchar ('\n');
}

/* A paragraph, wrapped to @width columns as far as its words allow. */
void
bi_precedent_print_text (const BiRuleset *ruleset, const BiPrecedent *precedent,
                         glong width, gboolean coloured)
{
    const Printer printer = {width, coloured};
    g_autofree char *title = bi_printable_whole (bi_precedent_get (precedent, "title"));
    g_autoptr (GPtrArray) rules = list_rules (ruleset, precedent);
    g_autofree char *names = NULL;

    bi_print_ink (coloured, BI_INK_STRONG, title);
    printf (" [%s]\n", bi_precedent_get_id (precedent));
    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
        const char *value = bi_precedent_get (precedent, fields[i].key);
        if (fields[i].label != NULL && value != NULL)
            print_field (&printer, fields[i].label, value);
    }
    if (rules->len == 0)
        return;
    g_ptr_array_add (rules, NULL);
    names = g_strjoinv (", ", (char **) rules->pdata);
    print_field (&printer, "Named by", names);
}

/* An object, on a line of its own. */
void
bi_precedent_print_json (const BiRuleset *ruleset, const BiPrecedent *precedent)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (GPtrArray) rules = list_rules (ruleset, precedent);

    json_builder_begin_object (builder);
    bi_json_add_string (builder, "id", bi_precedent_get_id (precedent));
    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
        const char *value = bi_precedent_get (precedent, fields[i].key);
        if (value != NULL)
            bi_json_add_string (builder, fields[i].key, value);
    }
    json_builder_set_member_name (builder, "rules");
    json_builder_begin_array (builder);
    for (guint i = 0; i < rules->len; i++)
        json_builder_add_string_value (builder, rules->pdata[i]);
    json_builder_end_array (builder);
    bi_json_print (builder);
}

/* Returns: (transfer full): @precedent's cell of a column of the list; without one the
 * column's heading */
static char *
fill_cell (const BiPrecedent *precedent, const char *column)
{
    if (precedent == NULL)
        return g_strdup (column);
    if (strcmp (column, "id") == 0)
        return bi_printable_whole (bi_precedent_get_id (precedent));
    return bi_printable_whole (bi_precedent_get (precedent, column));
}

/* How wide a column has to be for its heading and all of @list. */
static glong
find_widest (const GPtrArray *list, const char *column)
{
    glong widest = bi_measure (column);

    for (guint i = 0; i < list->len; i++) {
        g_autofree char *cell = fill_cell (list->pdata[i], column);
        widest = MAX (widest, bi_measure (cell));
    }
    return widest;
}

/* A line each, below a heading: (element-type BiPrecedent) */
void
bi_precedent_print_list (const GPtrArray *list)
{
    static const char *const columns[] = {"id", "year", "brand"};
    glong widths[G_N_ELEMENTS (columns)];

    if (list->len == 0) {
        puts ("There are no precedents.");
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        widths[i] = find_widest (list, columns[i]);
    for (guint i = 0; i <= list->len; i++) {
        const BiPrecedent *precedent = i > 0 ? list->pdata[i - 1] : NULL;
        g_autofree char *title = fill_cell (precedent, "title");
        for (gsize j = 0; j < G_N_ELEMENTS (columns); j++) {
            g_autofree char *cell = fill_cell (precedent, columns[j]);
            printf ("%s%*s", cell, (int) (widths[j] + 2 - bi_measure (cell)), "");
        }
        puts (title);
    }
}
