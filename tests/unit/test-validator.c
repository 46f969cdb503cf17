/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/validator.h"

#include <string.h>

static const struct {
    const char *validator, *text;
    gboolean valid;
} cases[] = {
    /* Numbers that card networks publish for tests. */
    {"luhn", "4111111111111111", TRUE},
    {"luhn", "4111 1111 1111 1111", TRUE},
    {"luhn", "4111-1111-1111-1111", TRUE},
    {"luhn", "4111.1111.1111.1111", TRUE},
    {"luhn", "41 11 11 11 11 11 11 11", TRUE},
    {"luhn", "5555555555554444", TRUE},
    {"luhn", "5555 5555 5555 4444", TRUE},
    {"luhn", "378282246310005", TRUE},
    {"luhn", "3782 822463 10005", TRUE},
    {"luhn", "6011111111111117", TRUE},
    {"luhn", "30569309025904", TRUE},
    {"luhn", "79927398713", TRUE},
    {"luhn", "18", TRUE},
    {"luhn", "4111111111111112", FALSE},
    {"luhn", "4111 1111 1111 1112", FALSE},
    {"luhn", "1411111111111111", FALSE},
    {"luhn", "5555555555554445", FALSE},
    {"luhn", "79927398710", FALSE},
    {"luhn", "79927398714", FALSE},
    {"luhn", "", FALSE},
    {"luhn", "0", FALSE},
    {"luhn", " - . ", FALSE},
    {"luhn", "4111x1111111111111", FALSE},
    {"luhn", "4111/1111/1111/1111", FALSE},
    {"luhn", "４１１１１１１１１１１１１１１１", FALSE},
    /* The examples of the SWIFT registry. */
    {"iban", "DE89370400440532013000", TRUE},
    {"iban", "DE89 3704 0044 0532 0130 00", TRUE},
    {"iban", "de89 3704 0044 0532 0130 00", TRUE},
    {"iban", "DE89-3704-0044-0532-0130-00", TRUE},
    {"iban", "GB29 NWBK 6016 1331 9268 19", TRUE},
    {"iban", "gb29nwbk60161331926819", TRUE},
    {"iban", "FR14 2004 1010 0505 0001 3M02 606", TRUE},
    {"iban", "NO93 8601 1117 947", TRUE},
    {"iban", "MT84 MALT 0110 0001 2345 MTLC AST0 01S", TRUE},
    {"iban", "NL91ABNA0417164300", TRUE},
    {"iban", "DE88370400440532013000", FALSE},
    {"iban", "DE89 3704 0044 0532 0130 01", FALSE},
    {"iban", "GB29 NWBK 6016 1331 9268 91", FALSE},
    {"iban", "ED89370400440532013000", FALSE},
    {"iban", "", FALSE},
    {"iban", "DE89", FALSE},
    {"iban", "8937 0400 4405 3201 3000 DE", FALSE},
    {"iban", "DEX9370400440532013000", FALSE},
    {"iban", "DE89_3704_0044_0532_0130_00", FALSE},
    {"iban", "DE89 3704 0044 0532 0130 00é", FALSE},
    {"iban", "MT84 MALT 0110 0001 2345 MTLC AST0 01S0 0000 0000", FALSE},
};

static void
test_numbers (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        BiValidator check = bi_validator_find (cases[i].validator);

        g_test_message ("%s: %s", cases[i].validator, cases[i].text);
        g_assert_nonnull (check);
        g_assert_true (check (cases[i].text, strlen (cases[i].text)) == cases[i].valid);
    }
}

/* What stands behind the match is not part of it. */
static void
test_length (void)
{
    g_assert_true (bi_validator_find ("luhn") ("4111111111111111 x", 16));
    g_assert_true (bi_validator_find ("iban") ("DE893704004405320130001", 22));
}

/* Either check notices each digit that is mistyped. */
static void
test_mistyped (void)
{
    static const char *const numbers[][2] = {{"luhn", "4111111111111111"},
                                             {"iban", "DE89370400440532013000"}};

    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
        BiValidator check = bi_validator_find (numbers[i][0]);
        gsize length = strlen (numbers[i][1]);

        for (gsize at = 0; at < length; at++)
            for (char digit = '0'; digit <= '9'; digit++) {
                g_autofree char *text = g_strdup (numbers[i][1]);
                if (!g_ascii_isdigit (text[at]) || text[at] == digit)
                    continue;
                text[at] = digit;
                g_test_message ("%s", text);
                g_assert_false (check (text, length));
            }
    }
}

static void
test_names (void)
{
    const char *const *names = bi_validator_list ();

    g_assert_cmpstr (names[0], ==, "luhn");
    g_assert_cmpstr (names[1], ==, "iban");
    g_assert_null (names[2]);
    g_assert_null (bi_validator_find ("Luhn"));
    g_assert_null (bi_validator_find (""));
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/validator/numbers-in-several-spellings", test_numbers);
    g_test_add_func ("/validator/only-the-match-is-looked-at", test_length);
    g_test_add_func ("/validator/a-mistyped-digit-is-noticed", test_mistyped);
    g_test_add_func ("/validator/they-are-found-by-their-names", test_names);
    return g_test_run ();
}
