/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/precedent.h"

#include <string.h>

struct _BiPrecedent {
    char *id;
    char *title;
    char *brand;
    char *year;
    char *posted;
    char *happened;
    char *answered;
    char *better;
    char *source;
};

#define FIELD(name, required)                                                            \
    {                                                                                    \
#name, G_STRUCT_OFFSET(BiPrecedent, name), required                              \
    }

static const struct {
    const char *name;
    gsize field;
    gboolean required;
} keys[] = {
    FIELD (title, TRUE),   FIELD (brand, TRUE),    FIELD (year, TRUE),
    FIELD (posted, FALSE), FIELD (happened, TRUE), FIELD (answered, FALSE),
    FIELD (better, FALSE), FIELD (source, TRUE),
};

static char **
find_field (BiPrecedent *precedent, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (strcmp (name, keys[i].name) == 0)
            return G_STRUCT_MEMBER_P (precedent, keys[i].field);
    return NULL;
}

static void
read_entry (BiPrecedent *precedent, const BiEntry *entry, GPtrArray *problems)
{
    char **field = find_field (precedent, bi_entry_get_key (entry));

    if (field == NULL)
        bi_problems_add (problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "unknown key \"%s\" of a precedent; rules/README lists the keys",
                         bi_entry_get_key (entry));
    else if (bi_entry_get_value (entry)[0] == '\0')
        bi_problems_add (
            problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
            "\"%s\" is empty; write its value behind the \"=\" or drop the line",
            bi_entry_get_key (entry));
    else if (*field != NULL)
        bi_problems_add (problems, bi_entry_get_place (entry), BI_PROBLEM_ERROR,
                         "\"%s\" stands here a second time; keep one",
                         bi_entry_get_key (entry));
    else
        *field = g_strdup (bi_entry_get_value (entry));
}

/* Reads a section as a precedent and reports all that is wrong with it.
 * Returns: (transfer full) (nullable): NULL when an error makes it useless. */
BiPrecedent *
bi_precedent_new (const BiSection *section, GPtrArray *problems)
{
    g_autoptr (BiPrecedent) precedent = g_new0 (BiPrecedent, 1);
    gboolean damaged = bi_section_is_damaged (section);
    guint errors = bi_problems_count (problems, BI_PROBLEM_ERROR);

    precedent->id = g_strdup (bi_section_get_id (section));
    for (guint i = 0; i < bi_section_get_size (section); i++)
        read_entry (precedent, bi_section_get_entry (section, i), problems);
    for (gsize i = 0; !damaged && i < G_N_ELEMENTS (keys); i++) {
        char **field = G_STRUCT_MEMBER_P (precedent, keys[i].field);
        if (keys[i].required && *field == NULL)
            bi_problems_add (problems, bi_section_get_place (section), BI_PROBLEM_ERROR,
                             "[%s] has no \"%s\"; a precedent is only worth its facts",
                             precedent->id, keys[i].name);
    }
    if (damaged || bi_problems_count (problems, BI_PROBLEM_ERROR) > errors)
        return NULL;
    return g_steal_pointer (&precedent);
}

void
bi_precedent_free (BiPrecedent *precedent)
{
    if (precedent == NULL)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        g_free (*(char **) G_STRUCT_MEMBER_P (precedent, keys[i].field));
    g_free (precedent->id);
    g_free (precedent);
}

const char *
bi_precedent_get_id (const BiPrecedent *precedent)
{
    return precedent->id;
}

/* What stands behind @key, one of those that a section may have.
 * Returns: (nullable): NULL when it is not given. */
const char *
bi_precedent_get (const BiPrecedent *precedent, const char *key)
{
    char **field = find_field ((BiPrecedent *) precedent, key);

    g_return_val_if_fail (field != NULL, NULL);
    return *field;
}

/* All that it says, the id first, a line each. Returns: (transfer full) */
char *
bi_precedent_to_string (const BiPrecedent *precedent)
{
    GString *all = g_string_new (precedent->id);

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
        const char *value = G_STRUCT_MEMBER (char *, precedent, keys[i].field);
        if (value != NULL)
            g_string_append_printf (all, "\n%s", value);
    }
    return g_string_free (all, FALSE);
}

/* In a line: what it was, one answer, how it ended. Returns: (transfer full) */
char *
bi_precedent_summarise (const BiPrecedent *precedent)
{
    if (precedent->answered == NULL)
        return g_strdup_printf ("%s, %s: %s", precedent->title, precedent->year,
                                precedent->happened);
    return g_strdup_printf ("%s, %s: “%s” %s", precedent->title, precedent->year,
                            precedent->answered, precedent->happened);
}
