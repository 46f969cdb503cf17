/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cost.h"

#include <pcre2.h>
#include <string.h>

/* A post like many, in ASCII. */
static const char sample[] =
    "Good morning from the bakery on Mill Street! Our new rye loaf is out of the "
    "oven at 7:30, and the first 40 guests get a coffee with it. We are open unti"
    "l 6 pm, on Saturdays until 2. Bring a friend, a basket and an appetite. See "
    "the whole menu at example.org/menu and tell us your ";
G_STATIC_ASSERT (sizeof sample - 1 == BI_COST_SAMPLE_LENGTH);

#define MOST_STEPS 1000000

static int
count_step (pcre2_callout_block *block, void *data)
{
    guint *steps = data;

    return ++*steps < MOST_STEPS ? 0 : PCRE2_ERROR_CALLOUT;
}

/* All matches are looked for, as they are in a draft. */
static void
run (const pcre2_code *code, pcre2_match_data *match, pcre2_match_context *context)
{
    const PCRE2_SIZE *found = pcre2_get_ovector_pointer (match);
    PCRE2_SIZE from = 0;

    while (from <= BI_COST_SAMPLE_LENGTH &&
           pcre2_match (code, (PCRE2_SPTR) sample, BI_COST_SAMPLE_LENGTH, from,
                        PCRE2_NO_UTF_CHECK, match, context) >= 0)
        from = MAX (found[1], from + 1);
}

/* How many steps PCRE2's interpreter takes to look for all matches in a sample post of
 * BI_COST_SAMPLE_LENGTH characters, as it counts them (pcre2callout(3)); at most a
 * million. @expression: with its classes put in. Returns: 0 when it is none */
guint
bi_cost_count_steps (const char *expression)
{
    int error;
    PCRE2_SIZE offset;
    guint steps = 0;
    pcre2_code *code =
        pcre2_compile ((PCRE2_SPTR) expression, PCRE2_ZERO_TERMINATED,
                       PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | PCRE2_NEVER_BACKSLASH_C |
                           PCRE2_AUTO_CALLOUT | PCRE2_NO_START_OPTIMIZE,
                       &error, &offset, NULL);
    pcre2_match_context *context;
    pcre2_match_data *match;

    if (code == NULL)
        return 0;
    context = pcre2_match_context_create (NULL);
    match = pcre2_match_data_create (1, NULL);
    pcre2_set_callout (context, count_step, &steps);
    run (code, match, context);
    pcre2_match_data_free (match);
    pcre2_match_context_free (context);
    pcre2_code_free (code);
    return steps;
}

/* ---- texts made against an expression ---- */

#define MOST_LITERALS 4
/* What makes a match fail that has come this far. */
#define BAD_END "~"

static const char *const units[] = {"a", "ab", "word ", "0123456789", "! "};
static const gsize sizes[] = {200, 4000};

/* @unit as often as it fits into @size bytes, between @head and @end.
 * Returns: (transfer full) */
static char *
repeat (const char *head, const char *unit, gsize size, const char *end)
{
    gsize step = strlen (unit);
    gsize length = MAX (size / step, 1) * step;
    gsize before = strlen (head);
    GString *text = g_string_sized_new (before + length + strlen (end));

    g_string_append (text, head);
    g_string_append (text, unit);
    for (gsize done = step; done < length; done = text->len - before)
        g_string_append_len (text, text->str + before,
                             (gssize) MIN (done, length - done));
    g_string_append (text, end);
    return g_string_free (text, FALSE);
}

typedef struct {
    const BiPattern *pattern;
    BiMatcher *matcher;
    const char *literal; /* one that it requires, or "" */
    char *shortest;
} Probe;

static void
try_text (Probe *probe, char *text)
{
    gsize length = strlen (text);
    BiSpan found;

    if ((probe->shortest != NULL && strlen (probe->shortest) <= length) ||
        bi_pattern_find (probe->pattern, probe->matcher, text, length, 0, &found) !=
            BI_MATCH_GAVE_UP) {
        g_free (text);
        return;
    }
    g_free (probe->shortest);
    probe->shortest = text;
}

/* The literal is put in front, and behind the bad end too: PCRE2 does not even begin
 * where what it requires is not in the text. */
static void
try_unit (Probe *probe, const char *unit, gsize size)
{
    g_autofree char *behind = g_strconcat (BAD_END, probe->literal, NULL);

    try_text (probe, repeat ("", unit, size, ""));
    try_text (probe, repeat ("", unit, size, BAD_END));
    if (probe->literal[0] == '\0')
        return;
    try_text (probe, repeat (probe->literal, unit, size, BAD_END));
    try_text (probe, repeat ("", unit, size, behind));
}

/* The shortest text, of those made against it, on which a pattern gives up: what it
 * requires and some classes of characters, over and over, with a good and a bad end.
 * Returns: (transfer full) (nullable) */
char *
bi_cost_find_runaway (const BiPattern *pattern, BiMatcher *matcher)
{
    const GPtrArray *required = bi_pattern_get_required (pattern);
    guint n_literals = required != NULL ? MIN (required->len, MOST_LITERALS) : 0;
    Probe probe = {pattern, matcher, n_literals > 0 ? required->pdata[0] : "", NULL};

    for (gsize i = 0; i < G_N_ELEMENTS (sizes) && probe.shortest == NULL; i++) {
        for (guint j = 0; j < n_literals; j++)
            if (*(const char *) required->pdata[j] != '\0')
                try_unit (&probe, required->pdata[j], sizes[i]);
        for (gsize j = 0; j < G_N_ELEMENTS (units); j++)
            try_unit (&probe, units[j], sizes[i]);
    }
    return probe.shortest;
}
