/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/country.h"

#include <string.h>

#define BLANKS " \t,"

/* Small letters will do. Returns: (transfer full) (nullable): NULL if it is none */
char *
bi_country_read (const char *text, gsize length)
{
    if (length != 2 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
        return NULL;
    return g_ascii_strup (text, 2);
}

/* Keeps the list NULL-terminated. @country: (transfer full) */
void
bi_country_add (GPtrArray *countries, char *country)
{
    countries->pdata[countries->len - 1] = country;
    g_ptr_array_add (countries, NULL);
}

/* Several in a line, where small letters will not do. */
void
bi_country_read_list (const BiEntry *entry, GPtrArray *countries, GPtrArray *problems)
{
    const char *value = bi_entry_get_value (entry);

    for (const char *at = value + strspn (value, BLANKS); *at != '\0';) {
        gsize length = strcspn (at, BLANKS);
        g_autofree char *country = bi_country_read (at, length);
        if (country != NULL && strncmp (country, at, length) == 0)
            bi_country_add (countries, g_steal_pointer (&country));
        else
            bi_problems_add (
                problems, bi_entry_get_value_place (entry, (gsize) (at - value)),
                BI_PROBLEM_ERROR,
                "a country is two capital letters; write it as in US GB (ISO 3166)");
        at += length;
        at += strspn (at, BLANKS);
    }
}
