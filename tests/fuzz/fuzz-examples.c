/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a file of examples, the first of which is a draft that is compared with
 * all others. */
#include "badidea/examples.h"

#include <stdint.h>
#include <string.h>

/* A draft is compared with so many. */
#define MOST_COMPARED 50

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_example (const BiExample *example, guint n_lines)
{
    g_assert (example->text[0] != '\0' && g_utf8_validate (example->text, -1, NULL));
    g_assert (example->place.line >= 1 && example->place.line <= n_lines);
    g_assert ((example->signal != NULL) == (example->kind == BI_EXAMPLE_OF));
    g_assert (example->kind != BI_EXAMPLE_NOT_OF);
}

static void
compare (const BiExamples *examples)
{
    const BiExample *first = bi_examples_get (examples, 0);
    g_autoptr (BiText) text = bi_text_new (first->text, -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
    g_autoptr (GPtrArray) nearest = NULL;

    if (first->signal == NULL || bi_examples_get_size (examples) > MOST_COMPARED)
        return;
    nearest = bi_examples_find_nearest (examples, first->signal, reading, NULL, 2);
    g_assert (nearest->len >= 1 && nearest->len <= 2);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GBytes) bytes = g_bytes_new (size > 0 ? data : (const uint8_t *) "", size);
    g_autoptr (BiExamples) examples = bi_examples_new ();
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_auto (GStrv) signals = NULL;
    g_autofree char *digest = NULL;
    guint n_lines = 1;

    for (size_t i = 0; i < size; i++)
        n_lines += data[i] == '\n';
    bi_examples_parse (examples, "fuzz.examples", bytes, 0, problems);
    g_assert (bi_examples_get_size (examples) + problems->len <= n_lines);
    for (guint i = 0; i < bi_examples_get_size (examples); i++)
        check_example (bi_examples_get (examples, i), n_lines);
    for (guint i = 0; i < problems->len; i++) {
        g_autofree char *line = bi_problem_format (problems->pdata[i]);
        g_assert (g_utf8_validate (line, -1, NULL));
    }
    signals = bi_examples_list_signals (examples);
    g_assert (g_strv_length (signals) <= n_lines);
    digest = bi_examples_digest (examples);
    if (bi_examples_get_size (examples) > 0)
        compare (examples);
    return 0;
}
