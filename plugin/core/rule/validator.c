/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/validator.h"

#include <string.h>

/* Luhn's check of card numbers (US patent 2,950,048, 1960): from the right, every other
 * digit is doubled, and the sum of all digits ends in 0. Blanks, dots and hyphens do not
 * count. */
static gboolean
is_luhn (const char *text, gsize length)
{
    guint digits = 0;
    guint sum = 0;

    for (gsize i = length; i > 0; i--) {
        guint value;
        if (!g_ascii_isdigit (text[i - 1])) {
            if (strchr (" .-", text[i - 1]) == NULL)
                return FALSE;
            continue;
        }
        value = (text[i - 1] - '0') * (1 + digits % 2);
        sum += value / 10 + value % 10;
        digits++;
    }
    return digits >= 2 && sum % 10 == 0;
}

/* ISO 13616: the first four characters go to the end, letters count from 10, and the
 * number leaves 1 when divided by 97. */
static gboolean
is_iban (const char *text, gsize length)
{
    g_autoptr (GString) number = g_string_sized_new (length);
    guint rest = 0;

    for (gsize i = 0; i < length; i++) {
        if (g_ascii_isalnum (text[i]))
            g_string_append_c (number, g_ascii_toupper (text[i]));
        else if (text[i] != ' ' && text[i] != '-')
            return FALSE;
    }
    if (number->len < 15 || number->len > 34 || !g_ascii_isalpha (number->str[0]) ||
        !g_ascii_isalpha (number->str[1]) || !g_ascii_isdigit (number->str[2]) ||
        !g_ascii_isdigit (number->str[3]))
        return FALSE;
    for (gsize i = 0; i < number->len; i++) {
        char c = number->str[(i + 4) % number->len];
        rest = g_ascii_isdigit (c) ? (rest * 10 + (c - '0')) % 97
                                   : (rest * 100 + (c - 'A' + 10)) % 97;
    }
    return rest == 1;
}

/* A new one is a row here, and a line in badidea-rules(5). */
static const struct {
    const char *name;
    BiValidator check;
} validators[] = {
    {"luhn", is_luhn},
    {"iban", is_iban},
};

static const char *const names[] = {"luhn", "iban", NULL};
G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (validators) + 1);

/* Returns: (nullable) */
BiValidator
bi_validator_find (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (validators); i++)
        if (strcmp (name, validators[i].name) == 0)
            return validators[i].check;
    return NULL;
}

/* Returns: (nullable) */
const char *
bi_validator_get_name (BiValidator validator)
{
    for (gsize i = 0; i < G_N_ELEMENTS (validators); i++)
        if (validator == validators[i].check)
            return validators[i].name;
    return NULL;
}

/* Their names, NULL-terminated. */
const char *const *
bi_validator_list (void)
{
    return names;
}
