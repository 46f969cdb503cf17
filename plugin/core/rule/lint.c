/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/lint.h"

#include "badidea/examples.h"

#include "advice.h"
#include "badidea/fold.h"
#include "badidea/outcomes.h"
#include "badidea/required.h"
#include "rulematch.h"

#include <math.h>

typedef struct {
    const BiRuleset *ruleset;
    BiMatcher *matcher;
    GDateTime *now;
    GPtrArray *problems;
} Lint;

static const char *const results[] = {
    [BI_MATCH_NO] = "does not fire on this hit",
    [BI_MATCH_YES] = "fires on this miss",
    [BI_MATCH_GAVE_UP] = "gives up on this example",
};

/* Why, where needs settled it and not the matches; */
static const char *const counted[] = {
    [BI_MATCH_NO] = "what it counts does not add up to what \"needs\" asks for; lower "
                    "that or drop the example",
    [BI_MATCH_YES] = "what it counts is in it; narrow that or add an \"unless\"",
    [BI_MATCH_GAVE_UP] = "a rule that it counts takes too long; make that one simpler",
};

/* where nothing in particular did; */
static const char *const unsettled[] = {
    [BI_MATCH_NO] =
        "nothing that it looks for is in it; widen a phrase or drop the example",
    [BI_MATCH_YES] = "nothing in it makes it harmless; add an \"unless\"",
};

/* and what a condition had to do with it. */
static const char *const settled[][BI_ROLE_UNLESS + 1] = {
    [BI_MATCH_NO] = {[BI_ROLE_MATCH] = "is in it, and \"valid\" refuses what it matches; "
                                       "mend that or drop the example",
                     [BI_ROLE_ALSO] =
                         "must be there too and is not; widen it or drop the "
                         "example",
                     [BI_ROLE_UNLESS] = "excludes it; narrow the \"unless\" or drop the "
                                        "example"},
    [BI_MATCH_YES] = {[BI_ROLE_MATCH] = "is in it; narrow that or add an \"unless\""},
    [BI_MATCH_GAVE_UP] = {[BI_ROLE_MATCH] = "takes too long; make it simpler",
                          [BI_ROLE_ALSO] = "takes too long; make it simpler",
                          [BI_ROLE_UNLESS] = "takes too long; make it simpler"},
};

static void
note_unlike (const BiTold *told, gpointer data)
{
    BiTold *unlike = data;

    if (told->kind == BI_TOLD_LEARNED && told->match == BI_MATCH_NO)
        *unlike = *told;
}

/* Returns: (transfer full) (nullable): NULL where the example is like what it has to be
 */
static char *
explain_unlike (const BiRule *rule, const BiRun *run)
{
    BiTold unlike = {0};
    BiTrace trace = {note_unlike, &unlike};
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    bi_rule_judge_learned (rule, run, bi_rule_has_matches (rule) ? NULL : spans, &trace);
    if (unlike.learned == NULL)
        return NULL;
    if (unlike.score < unlike.learned->least)
        return g_strdup_printf (
            "\"%s\" wants more than the %.3f that it scores; lower that, write more "
            "examples like it, or drop the hit",
            unlike.learned->source, floor (unlike.score * 1000) / 1000);
    return g_strdup_printf (
        "no few words of it speak for \"%s\"; add a phrase, or drop the hit",
        unlike.learned->source);
}

/* Why an example turned out otherwise. Returns: (transfer full) */
static char *
explain (const BiRule *rule, const BiRun *run, BiMatch result,
         const BiCondition *decisive)
{
    char *unlike = result == BI_MATCH_NO ? explain_unlike (rule, run) : NULL;

    if (unlike != NULL)
        return unlike;
    if (decisive != NULL)
        return g_strdup_printf ("\"%s\" %s", decisive->source,
                                settled[result][decisive->role]);
    if (result == BI_MATCH_YES && rule->learned->len > 0)
        return g_strdup_printf (
            "\"%s\" holds; write more like it below [ordinary], or raise the number",
            g_array_index (rule->learned, BiRuleLearned, 0).source);
    return g_strdup (unsettled[result]);
}

/* With the others where the rule counts them, else the rule alone. */
static BiMatch
try_rule (const Lint *lint, guint index, const BiRun *run, gboolean *counts,
          const BiCondition **decisive)
{
    const BiRule *rule = bi_ruleset_get_rule (lint->ruleset, index);
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));
    BiMatch match = bi_rule_judge (rule, run, spans, decisive);
    g_autoptr (BiOutcomes) outcomes = NULL;

    *counts = bi_rule_get_n_needs (rule) > 0 && match == BI_MATCH_YES;
    if (bi_rule_get_n_needs (rule) == 0 || match == BI_MATCH_NO)
        return match;
    outcomes = bi_outcomes_new_of (lint->ruleset, run, index);
    return bi_outcomes_get (outcomes, index)->match;
}

/* Without the weights nobody can say what they would find. */
static gboolean
can_be_tried (const Lint *lint, const BiRule *rule)
{
    return rule->learned->len == 0 || bi_ruleset_get_weights (lint->ruleset)->len > 0;
}

static void
try_examples (const Lint *lint, guint index)
{
    const BiRule *rule = bi_ruleset_get_rule (lint->ruleset, index);

    for (guint i = 0; i < rule->examples->len && can_be_tried (lint, rule); i++) {
        const BiLine *example = &g_array_index (rule->examples, BiLine, i);
        g_autoptr (BiText) text = bi_text_new (example->text, -1, BI_TEXT_PLAIN);
        g_autoptr (BiReading) reading =
            bi_reading_new (text, bi_ruleset_get_words (lint->ruleset));
        g_autoptr (BiScores) scores = bi_ruleset_score (lint->ruleset, reading);
        BiRun run = {lint->matcher, reading, bi_ruleset_get_situation (lint->ruleset),
                     NULL, scores};
        const BiCondition *decisive = NULL;
        gboolean counts;
        BiMatch result = try_rule (lint, index, &run, &counts, &decisive);
        g_autofree char *why = NULL;

        if (result == (example->fires ? BI_MATCH_YES : BI_MATCH_NO))
            continue;
        why =
            counts ? g_strdup (counted[result]) : explain (rule, &run, result, decisive);
        bi_problems_add (lint->problems, example->place, BI_PROBLEM_ERROR, "[%s] %s: %s",
                         rule->id, results[result], why);
    }
}

/* Whether every text that matches holds something that folding takes out of a draft. */
static gboolean
needs_unfolded (const BiPattern *pattern)
{
    const GPtrArray *required = bi_pattern_get_required (pattern);

    for (guint i = 0; required != NULL && i < required->len; i++) {
        g_autofree char *folded = bi_fold_literal (required->pdata[i]);
        g_autofree char *same = bi_required_fold (folded, -1);
        if (g_str_equal (same, required->pdata[i]))
            return FALSE;
    }
    return required != NULL;
}

static void
lint_views (const Lint *lint, const BiRule *rule)
{
    if ((rule->views & 1u << BI_VIEW_TYPED) != 0)
        return;
    for (guint i = 0; i < rule->conditions->len; i++) {
        const BiCondition *condition = &g_array_index (rule->conditions, BiCondition, i);
        if (needs_unfolded (condition->pattern))
            bi_problems_add (lint->problems, condition->place, BI_PROBLEM_WARNING,
                             "this can never match: the draft is folded first (straight "
                             "quotes and dashes, plain letters); write it so, or add "
                             "\"on = typed\"");
    }
}

static void
lint_likes (const Lint *lint, const BiRule *rule)
{
    for (guint i = 0; i < bi_rule_get_n_likes (rule); i++) {
        BiPlace place;
        const char *id = bi_rule_get_like (rule, i, &place);
        if (bi_ruleset_find_precedent (lint->ruleset, id) == NULL)
            bi_problems_add (
                lint->problems, place, BI_PROBLEM_WARNING,
                "no precedent is called \"%s\"; add it to precedents/ or mend "
                "the name",
                id);
    }
}

/* The ids of those that count: rules without needs of their own.
 * Returns: (transfer container), NULL-terminated */
static const char **
list_countable (const BiRuleset *ruleset, gboolean watched)
{
    GPtrArray *ids = g_ptr_array_new ();

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        if (bi_rule_get_n_needs (rule) == 0 &&
            (watched || bi_rule_get_level (rule) != BI_LEVEL_WATCH))
            g_ptr_array_add (ids, (gpointer) bi_rule_get_id (rule));
    }
    g_ptr_array_add (ids, NULL);
    return (const char **) g_ptr_array_free (ids, FALSE);
}

static void
lint_needs (const Lint *lint, const BiRule *rule)
{
    g_autofree const char **countable = NULL;
    g_autofree const char **loud = NULL;

    if (rule->needs->len == 0)
        return;
    countable = list_countable (lint->ruleset, TRUE);
    loud = list_countable (lint->ruleset, FALSE);
    for (guint i = 0; i < rule->needs->len; i++) {
        const BiRuleNeeds *line = &g_array_index (rule->needs, BiRuleNeeds, i);
        const struct {
            const char *const *ids;
            BiSeverity severity;
            const char *why;
        } lists[] = {
            {bi_ruleset_get_ids (lint->ruleset), BI_PROBLEM_ERROR,
             "names no rule, so it never counts; mend it"},
            {(const char *const *) countable, BI_PROBLEM_ERROR,
             "has \"needs\" of its own, so it never counts; name the rules that it "
             "counts"},
            {(const char *const *) loud, BI_PROBLEM_WARNING,
             "is only watched, so it does not count; give it another level"},
        };
        const char *name = NULL;
        for (gsize j = 0; j < G_N_ELEMENTS (lists) && name == NULL; j++) {
            gsize offset;
            name = bi_needs_find_unknown (line->needs, lists[j].ids, &offset);
            if (name != NULL)
                bi_problems_add (lint->problems,
                                 bi_entry_get_value_place (line->entry, offset),
                                 lists[j].severity, "\"%s\" %s", name, lists[j].why);
        }
    }
}

static void
lint_whens (const Lint *lint, const BiRule *rule)
{
    for (guint i = 0; i < rule->whens->len; i++) {
        const BiRuleWhen *when = &g_array_index (rule->whens, BiRuleWhen, i);
        const char *crisis = bi_when_get_crisis (when->when);
        if (crisis != NULL &&
            !bi_situation_has_crisis (bi_ruleset_get_situation (lint->ruleset), crisis))
            bi_problems_add (
                lint->problems, when->place, BI_PROBLEM_WARNING,
                "no crisis is called \"%s\"; add [crisis.%s] to a *.situation "
                "file or mend the name",
                crisis, crisis);
        if (bi_when_is_over (when->when, lint->now))
            bi_problems_add (
                lint->problems, when->place, BI_PROBLEM_WARNING,
                "\"%s\" has gone by, so [%s] is never run; remove the rule or "
                "move the date",
                bi_when_get_source (when->when), rule->id);
    }
}

static void
lint_days (const Lint *lint, const BiRule *rule)
{
    if (rule->review_by != 0 && bi_day_of (lint->now) > rule->review_by) {
        g_autofree char *day = bi_day_to_string (rule->review_by);
        bi_problems_add (
            lint->problems, rule->place, BI_PROBLEM_WARNING,
            "[%s] was to be reviewed by %s; look at it and move \"review-by\"", rule->id,
            day);
    }
}

static void
lint_silences (const Lint *lint)
{
    for (guint i = 0; i < bi_ruleset_get_n_silences (lint->ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_silence (lint->ruleset, i);
        g_autofree char *day = NULL;
        lint_days (lint, rule);
        if (!bi_rule_is_over (rule, lint->now))
            continue;
        day = bi_day_to_string (rule->until);
        bi_problems_add (
            lint->problems, rule->place, BI_PROBLEM_WARNING,
            "[%s] was silenced until %s and is in force again; remove the section "
            "or move its \"until\"",
            rule->id, day);
    }
}

/* Whether reading the weights of a layer has found something wrong with them. */
static gboolean
is_told (const Lint *lint, const char *path)
{
    return bi_problems_concern (bi_ruleset_get_problems (lint->ruleset), path,
                                BI_PROBLEM_WARNING);
}

/* Told once, at the first rule that is not tried. Damaged weights have been told of. */
static void
lint_untried (const Lint *lint)
{
    const char *const *folders = bi_ruleset_get_folders (lint->ruleset);

    for (gsize i = 0; folders[i] != NULL; i++) {
        g_autofree char *path = g_build_filename (folders[i], BI_WEIGHTS_FILE, NULL);
        if (is_told (lint, path))
            return;
    }
    for (guint i = 0; i < bi_ruleset_get_size (lint->ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (lint->ruleset, i);
        BiPlace place;
        if (rule->examples->len == 0 || can_be_tried (lint, rule))
            continue;
        bi_rule_get_learned (rule, 0, &place);
        bi_problems_add (lint->problems, place, BI_PROBLEM_WARNING,
                         "without weights the hits and misses of rules with \"learned\" "
                         "are not tried; lint the folders of all layers, or run "
                         "\"badidea learn\"");
        return;
    }
}

/* The weights of the last layer, if it has any, are to be those of these examples. */
static void
lint_learned (const Lint *lint)
{
    const char *const *folders = bi_ruleset_get_folders (lint->ruleset);
    const GPtrArray *all = bi_ruleset_get_weights (lint->ruleset);
    const char *last = folders[g_strv_length ((char **) folders) - 1];
    g_autoptr (BiExamples) examples = bi_examples_read (folders, lint->problems);
    g_autofree char *digest = bi_examples_digest (examples);
    g_autofree char *path = g_build_filename (last, BI_WEIGHTS_FILE, NULL);

    if (all->len > 0 && g_file_test (path, G_FILE_TEST_EXISTS) && !is_told (lint, path) &&
        g_strcmp0 (bi_weights_get_examples (all->pdata[all->len - 1]), digest) != 0)
        bi_problems_add (lint->problems, (BiPlace){path, 0, 0}, BI_PROBLEM_WARNING,
                         "was learned from other examples than there are now; run "
                         "\"badidea learn\" again");
}

/* Runs all examples, follows all names and compares all days with @now. */
void
bi_lint (const BiRuleset *ruleset, GDateTime *now, GPtrArray *problems)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    Lint lint = {ruleset, matcher, now, problems};

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        try_examples (&lint, i);
        lint_views (&lint, rule);
        lint_likes (&lint, rule);
        lint_needs (&lint, rule);
        lint_whens (&lint, rule);
        lint_days (&lint, rule);
    }
    lint_silences (&lint);
    lint_untried (&lint);
    lint_learned (&lint);
    bi_advise (ruleset, matcher, now, problems);
    bi_classes_try_examples (bi_ruleset_get_classes (ruleset), problems);
    bi_situation_report_dates (bi_ruleset_get_situation (ruleset), now, problems);
}
