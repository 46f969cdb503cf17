/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What literals promise is asked of PCRE2: of all characters, and of many made
 * expressions. */
#include "badidea/required.h"

#include "expressions.h"

#include <pcre2.h>
#include <string.h>

#define OPTIONS (PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C)

#ifdef __SANITIZE_ADDRESS__
#define CASES 30000
#else
#define CASES 60000
#endif
#define CASES_SLOW 5000000

static pcre2_code *
compile (const char *expression, guint32 options)
{
    int error;
    PCRE2_SIZE offset;

    return pcre2_compile ((PCRE2_SPTR) expression, PCRE2_ZERO_TERMINATED, options, &error,
                          &offset, NULL);
}

static void
append_characters (GString *in, GString *out, const char *class)
{
    pcre2_code *code = compile (class, OPTIONS & ~PCRE2_CASELESS);
    pcre2_match_data *data = pcre2_match_data_create (1, NULL);

    g_assert_nonnull (code);
    for (gunichar c = 1; c <= 0x10FFFF; c++) {
        char utf8[6];
        int length;
        if (!g_unichar_validate (c))
            continue;
        length = g_unichar_to_utf8 (c, utf8);
        if (pcre2_match (code, (PCRE2_SPTR) utf8, (PCRE2_SIZE) length, 0, 0, data, NULL) >
            0)
            g_string_append_len (in, utf8, length);
        else
            g_string_append_len (out, utf8, length);
    }
    pcre2_match_data_free (data);
    pcre2_code_free (code);
}

/* Folds each character of @text that is equal to @at's to PCRE2. Returns: how many there
 * are */
static guint
check_equals (const char *at, const char *text, gsize length)
{
    g_autofree char *expression = g_strdup_printf ("\\x{%x}", g_utf8_get_char (at));
    g_autofree char *folded = bi_required_fold (at, g_utf8_next_char (at) - at);
    pcre2_code *code = compile (expression, OPTIONS);
    pcre2_match_data *data = pcre2_match_data_create (1, NULL);
    const PCRE2_SIZE *pair = pcre2_get_ovector_pointer (data);
    guint n_found = 0;

    for (gsize from = 0; pcre2_match (code, (PCRE2_SPTR) text, length, from,
                                      PCRE2_NO_UTF_CHECK, data, NULL) > 0;
         from = pair[1], n_found++) {
        g_autofree char *other = bi_required_fold (text + pair[0], pair[1] - pair[0]);
        g_assert_cmpstr (other, ==, folded);
    }
    pcre2_match_data_free (data);
    pcre2_code_free (code);
    return n_found;
}

/* PCRE2 itself is asked, for each character that has cases, which others it holds equal;
 * and whether one that has none is equal to one of those. */
static void
test_fold (void)
{
    g_autoptr (GString) cased = g_string_new (NULL);
    g_autoptr (GString) rest = g_string_new (NULL);
    g_autofree char *class = NULL;
    pcre2_match_data *data = pcre2_match_data_create (1, NULL);
    pcre2_code *code;
    guint n_found = 0;

    append_characters (
        cased, rest,
        "[\\p{Cased}\\p{Changes_When_Casefolded}\\p{Changes_When_Casemapped}]");
    for (const char *at = cased->str; *at != '\0'; at = g_utf8_next_char (at)) {
        guint n = check_equals (at, cased->str, cased->len);
        g_assert_cmpuint (n, >=, 1);
        n_found += n;
    }
    g_assert_cmpuint (n_found, >, g_utf8_strlen (cased->str, -1) + 2500);

    class = g_strdup_printf ("[%s]", cased->str);
    code = compile (class, OPTIONS);
    g_assert_nonnull (code);
    g_assert_cmpint (pcre2_match (code, (PCRE2_SPTR) rest->str, rest->len, 0,
                                  PCRE2_NO_UTF_CHECK, data, NULL),
                     ==, PCRE2_ERROR_NOMATCH);
    pcre2_match_data_free (data);
    pcre2_code_free (code);
}

static gboolean
is_any_in (const GPtrArray *literals, const char *text)
{
    g_autofree char *folded = bi_required_fold (text, -1);

    for (guint i = 0; i < literals->len; i++)
        if (strstr (folded, g_ptr_array_index (literals, i)) != NULL)
            return TRUE;
    return FALSE;
}

static char *
join (GPtrArray *literals)
{
    GString *joined = g_string_new (NULL);

    for (guint i = 0; i < literals->len; i++)
        g_string_append_printf (joined, "%s%s", i > 0 ? "," : "",
                                (char *) g_ptr_array_index (literals, i));
    return g_string_free (joined, FALSE);
}

typedef struct {
    pcre2_match_context *limits;
    pcre2_match_data *data;
    guint n_found; /* expressions that match */
    guint n_told;  /* and have literals */
} Tally;

static void
check_promise (Tally *tally, const char *expression, const char *text, guint32 seed)
{
    pcre2_code *code = compile (expression, OPTIONS);
    g_autoptr (GPtrArray) literals = bi_required_find (expression);
    gboolean found =
        code != NULL && pcre2_match (code, (PCRE2_SPTR) text, strlen (text), 0,
                                     PCRE2_NO_UTF_CHECK, tally->data, tally->limits) >= 0;

    pcre2_code_free (code);
    tally->n_found += found;
    tally->n_told += found && literals != NULL;
    if (found && literals != NULL && !is_any_in (literals, text)) {
        g_autofree char *shown = g_strescape (expression, NULL);
        g_autofree char *shown_text = g_strescape (text, NULL);
        g_autofree char *joined = join (literals);
        g_error ("seed %u: \"%s\" matches \"%s\" without any of %s", seed, shown,
                 shown_text, joined);
    }
}

static void
check_made (Tally *tally, guint32 seed)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
    Maker maker = {rand, g_string_new (NULL), g_string_new (NULL), 0};
    g_autofree char *text = NULL;

    for (guint i = 0; i < 20; i++) {
        g_string_truncate (maker.expression, 0);
        g_string_truncate (maker.text, 0);
        g_clear_pointer (&text, g_free);
        make_choices (&maker);
        text = make_text (&maker);
        if (pick (&maker, 4) == 0)
            damage (&maker);
        check_promise (tally, maker.expression->str, text, seed);
    }
    g_string_free (maker.expression, TRUE);
    g_string_free (maker.text, TRUE);
}

static void
test_made (void)
{
    guint n = g_test_slow () ? CASES_SLOW : CASES;
    guint32 first = g_test_slow () ? g_random_int () : 1;
    Tally tally = {pcre2_match_context_create (NULL), pcre2_match_data_create (1, NULL),
                   0, 0};

    pcre2_set_match_limit (tally.limits, 10000);
    for (guint32 i = 0; i < n / 20; i++)
        check_made (&tally, first + i);
    g_test_message ("%u of %u match, %u of them have literals", tally.n_found, n,
                    tally.n_told);
    g_assert_cmpuint (tally.n_found, >, n / 5);
    g_assert_cmpuint (tally.n_told, >, n / 10);
    pcre2_match_data_free (tally.data);
    pcre2_match_context_free (tally.limits);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/required/what-pcre2-holds-equal-folds-to-the-same", test_fold);
    g_test_add_func ("/required/no-match-is-hidden", test_made);
    return g_test_run ();
}
