/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "trial.h"

#include "draftsource.h"
#include "quote.h"

#include "badidea/outcomes.h"

#include <stdio.h>
#include <string.h>

/* Of many changes the first ones say enough. */
#define MOST_CHANGES 20

/* A rule that gave up may have fired: the draft is held all the same. */
typedef struct {
    const BiDraftRecord *draft;
    char *rule;
    gboolean gave_up;
} Fire;

struct _BiTrial {
    const GPtrArray *drafts; /* BiDraftRecord */
    GArray *fires;           /* Fire, in the order of the drafts */
    GPtrArray *rules;        /* ids */
};

static void
fire_clear (gpointer data)
{
    Fire *fire = data;
    g_free (fire->rule);
}

static void
add_fire (BiTrial *trial, const BiDraftRecord *draft, const char *rule, BiMatch match)
{
    Fire fire = {draft, g_strdup (rule), match == BI_MATCH_GAVE_UP};

    g_array_append_val (trial->fires, fire);
}

static gboolean
is_of (const BiRule *rule, const char *file)
{
    return strcmp (bi_rule_get_place (rule).file, file) == 0;
}

/* As if every "when" were true, as it is for examples. */
static void
try_draft (BiTrial *trial, const BiRuleset *ruleset, const char *file, BiMatcher *matcher,
           const BiDraftRecord *draft)
{
    g_autoptr (BiText) text =
        bi_text_new (draft->text->str, (gssize) draft->text->len, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, bi_ruleset_get_words (ruleset));
    g_autoptr (BiScores) scores = bi_ruleset_score (ruleset, reading);
    BiRun run = {matcher, reading, bi_ruleset_get_situation (ruleset), NULL, scores};
    g_autoptr (BiOutcomes) outcomes = bi_outcomes_new (ruleset, &run, NULL);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        BiMatch match = bi_outcomes_get (outcomes, i)->match;
        if (match != BI_MATCH_NO && is_of (rule, file))
            add_fire (trial, draft, bi_rule_get_id (rule), match);
    }
}

/* Of the rules in @file; the others only count for them. @drafts: BiDraftRecord,
 * borrowed. Returns: (transfer full) */
BiTrial *
bi_trial_new (const BiRuleset *ruleset, const char *file, const GPtrArray *drafts)
{
    BiTrial *trial = g_new0 (BiTrial, 1);
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();

    trial->drafts = drafts;
    trial->fires = g_array_new (FALSE, FALSE, sizeof (Fire));
    g_array_set_clear_func (trial->fires, fire_clear);
    trial->rules = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        if (is_of (rule, file))
            g_ptr_array_add (trial->rules, g_strdup (bi_rule_get_id (rule)));
    }
    for (guint i = 0; i < drafts->len; i++)
        try_draft (trial, ruleset, file, matcher, drafts->pdata[i]);
    return trial;
}

void
bi_trial_free (BiTrial *trial)
{
    if (trial == NULL)
        return;
    g_array_unref (trial->fires);
    g_ptr_array_unref (trial->rules);
    g_free (trial);
}

static guint
count_rule (const BiTrial *trial, const char *rule)
{
    guint count = 0;

    for (guint i = 0; i < trial->fires->len; i++)
        count += g_str_equal (g_array_index (trial->fires, Fire, i).rule, rule);
    return count;
}

/* On how many drafts anything fires. */
static guint
count_drafts (const BiTrial *trial)
{
    guint count = 0;

    for (guint i = 0; i < trial->fires->len; i++)
        count += i == 0 || g_array_index (trial->fires, Fire, i).draft !=
                               g_array_index (trial->fires, Fire, i - 1).draft;
    return count;
}

/* How many drafts there are in the file @name, and on how many of them each rule fires.
 */
void
bi_trial_print (const BiTrial *trial, const char *name)
{
    guint count = count_drafts (trial);

    printf ("%s: %u draft%s, rules fire on %u\n", name, trial->drafts->len,
            trial->drafts->len == 1 ? "" : "s", count);
    for (guint i = 0; i < trial->rules->len; i++)
        printf ("  %5u  [%s]\n", count_rule (trial, trial->rules->pdata[i]),
                (const char *) trial->rules->pdata[i]);
}

static char *
name_fire (const Fire *fire)
{
    return g_strdup_printf ("%u %s", fire->draft->place.line, fire->rule);
}

/* Those of @trial that are not in @other. Returns: (transfer container), Fire */
static GPtrArray *
subtract (const BiTrial *trial, const BiTrial *other)
{
    g_autoptr (GHashTable) others =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *rest = g_ptr_array_new ();

    for (guint i = 0; i < other->fires->len; i++)
        g_hash_table_add (others, name_fire (&g_array_index (other->fires, Fire, i)));
    for (guint i = 0; i < trial->fires->len; i++) {
        Fire *fire = &g_array_index (trial->fires, Fire, i);
        g_autofree char *name = name_fire (fire);
        if (!g_hash_table_contains (others, name))
            g_ptr_array_add (rest, fire);
    }
    return rest;
}

static void
print_fires (const GPtrArray *fires, char sign)
{
    for (guint i = 0; i < MIN (fires->len, MOST_CHANGES); i++) {
        const Fire *fire = fires->pdata[i];
        g_autofree char *valid = g_utf8_make_valid (fire->draft->text->str, -1);
        g_autofree char *words = bi_printable (valid);
        printf ("  %c %s:%u: [%s]%s %s\n", sign, fire->draft->place.file,
                fire->draft->place.line, fire->rule, fire->gave_up ? " gave up:" : "",
                words);
    }
    if (fires->len > MOST_CHANGES)
        printf ("  %c and %u more\n", sign, fires->len - MOST_CHANGES);
}

/* @before: of the same drafts. */
void
bi_trial_print_changes (const BiTrial *trial, const BiTrial *before, const char *since)
{
    g_autoptr (GPtrArray) newly = subtract (trial, before);
    g_autoptr (GPtrArray) no_longer = subtract (before, trial);

    printf ("Since %s: %u newly, %u no longer\n", since, newly->len, no_longer->len);
    print_fires (newly, '+');
    print_fires (no_longer, '-');
}
