/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any text is an expression up to its first NUL or tab; the rest is a text to match. What
 * matches holds one of the expression's literals. */
#include "badidea/required.h"

#include <pcre2.h>
#include <stdint.h>
#include <string.h>

#define MATCH_LIMIT 10000

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gboolean
matches (const char *expression, const char *text)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile ((PCRE2_SPTR) expression, PCRE2_ZERO_TERMINATED,
                       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C,
                       &error, &offset, NULL);
    pcre2_match_context *limits = pcre2_match_context_create (NULL);
    pcre2_match_data *found = pcre2_match_data_create (1, NULL);
    gboolean result;

    pcre2_set_match_limit (limits, MATCH_LIMIT);
    result = code != NULL && pcre2_match (code, (PCRE2_SPTR) text, strlen (text), 0, 0,
                                          found, limits) >= 0;
    pcre2_match_data_free (found);
    pcre2_match_context_free (limits);
    pcre2_code_free (code);
    return result;
}

static void
check_literals (const GPtrArray *literals, const char *text, gboolean matched)
{
    g_autofree char *folded = bi_required_fold (text, -1);
    gboolean found = FALSE;

    g_assert (literals->len > 0);
    for (guint i = 0; i < literals->len; i++) {
        const char *literal = g_ptr_array_index (literals, i);
        g_assert (*literal != '\0' && g_utf8_validate (literal, -1, NULL));
        g_assert (i == 0 || strcmp (g_ptr_array_index (literals, i - 1), literal) < 0);
        found = found || strstr (folded, literal) != NULL;
    }
    g_assert (found || !matched);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autofree char *expression = g_strndup ((const char *) data, size);
    char *tab = strchr (expression, '\t');
    gsize length = tab != NULL ? (gsize) (tab - expression) : strlen (expression);
    gsize start = MIN (length + 1, size);
    g_autofree char *text =
        g_utf8_make_valid ((const char *) data + start, (gssize) (size - start));
    g_autoptr (GPtrArray) literals = NULL;

    expression[length] = '\0';
    literals = bi_required_find (expression);
    if (literals != NULL)
        check_literals (literals, text, matches (expression, text));
    return 0;
}
