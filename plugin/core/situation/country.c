/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/country.h"

#include <string.h>

#define BLANKS " \t,"

/* All that ISO 3166-1 assigns, which UK and EU are not, and XK, which Kosovo uses. */
static const char *const COUNTRIES =
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL "
    "BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV "
    "CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD "
    "GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM "
    "IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK "
    "LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW "
    "MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR "
    "PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS "
    "ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY "
    "UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW ";

/* Small letters will do. Returns: (transfer full) (nullable): NULL if it is none */
char *
bi_country_read (const char *text, gsize length)
{
    g_autofree char *country = g_ascii_strup (text, (gssize) length);
    g_autofree char *word = g_strconcat (" ", country, " ", NULL);

    if (length != 2 || strstr (COUNTRIES, word) == NULL)
        return NULL;
    return g_steal_pointer (&country);
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
                "this is no country of ISO 3166; write two capital letters, as in US GB "
                "(not UK)");
        at += length;
        at += strspn (at, BLANKS);
    }
}
