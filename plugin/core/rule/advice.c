/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "advice.h"

#include "badidea/lint.h"

#include "overlap.h"
#include "pattern/cost.h"
#include "pattern/expand.h"
#include "rulematch.h"

#include <string.h>

typedef struct {
    const BiRuleset *ruleset;
    BiMatcher *matcher;
    GPtrArray *problems;
} Advice;

/* ---- "unless" that nothing proves ---- */

/* What a miss tells while the rule is run on it. */
typedef struct {
    GHashTable *proven; /* conditions that excluded a match */
    gboolean lacking;   /* what must be near the match is not */
} Proof;

static void
note_excluded (const BiTold *told, gpointer data)
{
    Proof *proof = data;

    if (told->kind == BI_TOLD_MATCH)
        proof->lacking = FALSE;
    if (told->kind != BI_TOLD_AROUND && told->kind != BI_TOLD_WHOLE)
        return;
    if (told->condition->role == BI_ROLE_ALSO && told->match != BI_MATCH_YES)
        proof->lacking = TRUE;
    if (told->condition->role == BI_ROLE_UNLESS && told->match == BI_MATCH_YES &&
        !proof->lacking)
        g_hash_table_add (proof->proven, (gpointer) told->condition);
}

static void
try_misses (const Advice *advice, const BiRule *rule, GHashTable *proven)
{
    g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BiSpan));

    for (guint i = 0; i < rule->examples->len; i++) {
        const BiLine *example = &g_array_index (rule->examples, BiLine, i);
        Proof proof = {proven, FALSE};
        BiTrace trace = {note_excluded, &proof};
        g_autoptr (BiText) text = NULL;
        g_autoptr (BiReading) reading = NULL;
        g_autoptr (BiScores) scores = NULL;
        BiRun run = {advice->matcher, NULL, bi_ruleset_get_situation (advice->ruleset),
                     NULL, NULL};
        if (example->fires)
            continue;
        text = bi_text_new (example->text, -1, BI_TEXT_PLAIN);
        reading = bi_reading_new (text, bi_ruleset_get_words (advice->ruleset));
        run.reading = reading;
        scores = bi_ruleset_score (advice->ruleset, reading);
        run.scores = scores;
        bi_rule_trace (rule, &run, spans, &trace);
    }
}

static const BiCondition *
get_condition (const BiRule *rule, guint index)
{
    return &g_array_index (rule->conditions, BiCondition, index);
}

static gboolean
has_role (const BiRule *rule, BiRole role)
{
    for (guint i = 0; i < rule->conditions->len; i++)
        if (get_condition (rule, i)->role == role)
            return TRUE;
    return FALSE;
}

static void
advise_unless (const Advice *advice, const BiRule *rule)
{
    g_autoptr (GHashTable) proven = g_hash_table_new (NULL, NULL);

    if (!has_role (rule, BI_ROLE_UNLESS))
        return;
    try_misses (advice, rule, proven);
    for (guint i = 0; i < rule->conditions->len; i++) {
        const BiCondition *condition = get_condition (rule, i);
        if (condition->role == BI_ROLE_UNLESS &&
            !g_hash_table_contains (proven, condition))
            bi_problems_add (
                advice->problems, condition->place, BI_PROBLEM_WARNING,
                "nothing proves this \"%s\"; add a \"miss\" that would fire without it",
                condition->key);
    }
}

/* ---- what runs on every draft ---- */

static gboolean
has_required (const BiCondition *condition)
{
    const GPtrArray *required = bi_pattern_get_required (condition->pattern);

    for (guint i = 0; required != NULL && i < required->len; i++)
        if (strlen (required->pdata[i]) >= 2)
            return TRUE;
    return FALSE;
}

/* To two figures: the last ones depend on the version of PCRE2. */
static guint
round_steps (guint steps)
{
    guint unit = 1;

    while (steps / unit >= 100)
        unit *= 10;
    return (steps + unit / 2) / unit * unit;
}

/* Of a secret nothing is known but its form. */
static void
advise_required (const Advice *advice, const BiRule *rule)
{
    if (rule->secret)
        return;
    for (guint i = 0; i < rule->conditions->len; i++)
        if (get_condition (rule, i)->role == BI_ROLE_ALSO &&
            has_required (get_condition (rule, i)))
            return;
    for (guint i = 0; i < rule->conditions->len; i++) {
        const BiCondition *condition = get_condition (rule, i);
        g_autofree char *expression = NULL;
        if (condition->role != BI_ROLE_MATCH || has_required (condition))
            continue;
        expression = bi_condition_to_expression (
            condition, bi_ruleset_get_classes (advice->ruleset));
        bi_problems_add (advice->problems, condition->place, BI_PROBLEM_WARNING,
                         "this runs on every draft, and takes about %u steps on a post "
                         "of %d characters; make a word of two letters or more required",
                         round_steps (bi_cost_count_steps (expression)),
                         BI_COST_SAMPLE_LENGTH);
    }
}

/* ---- how an expression is written ---- */

static BiPlace
place_of (const BiCondition *condition, const char *at)
{
    return bi_entry_get_value_place (condition->entry, at - condition->source);
}

/* Behind a "*", "+" or "{2,}" at @at. Returns: (nullable) */
static const char *
skip_unbounded (const char *at)
{
    gsize digits;

    if (*at == '*' || *at == '+')
        return at + 1;
    digits = *at == '{' ? strspn (at + 1, "0123456789") : 0;
    return digits > 0 && g_str_has_prefix (at + 1 + digits, ",}") ? at + digits + 3
                                                                  : NULL;
}

static void
advise_gaps (const Advice *advice, const BiCondition *condition)
{
    for (const char *at = condition->source; *at != '\0';) {
        const char *next = bi_expand_skip (at);
        const char *end = *at == '.' ? skip_unbounded (next) : NULL;

        if (end != NULL) {
            g_autofree char *gap = g_strndup (at, end - at);
            bi_problems_add (
                advice->problems, place_of (condition, at), BI_PROBLEM_WARNING,
                "\"%s\" reaches to the end of the line; bound it, as in .{0,40}", gap);
            next = end;
        }
        at = next;
    }
}

/* Behind what only opens a group or sets options: "(", "(?:", "(?i)". */
static const char *
skip_openings (const char *at)
{
    while (*at == '(') {
        gsize options = at[1] == '?' ? strspn (at + 2, "imsxnJ^-") : 0;
        if (at[1] != '?' && at[1] != '*')
            at++;
        else if (at[1] == '?' && strchr (":)", at[2 + options]) != NULL &&
                 at[2 + options] != '\0')
            at += 3 + options;
        else
            return at;
    }
    return at;
}

static void
advise_lookahead (const Advice *advice, const BiCondition *condition)
{
    const char *at = skip_openings (condition->source);
    gboolean negative = g_str_has_prefix (at, "(?!");

    if (!negative && !g_str_has_prefix (at, "(?="))
        return;
    bi_problems_add (advice->problems, place_of (condition, at), BI_PROBLEM_WARNING,
                     "a lookahead here is tried at every place of a draft; begin with ^, "
                     "or write it as \"%s\"",
                     negative ? "unless-match" : "also-match");
}

static void
advise_runaway (const Advice *advice, const BiCondition *condition)
{
    g_autofree char *text = bi_cost_find_runaway (condition->pattern, advice->matcher);
    g_autofree char *start = NULL;

    if (text == NULL)
        return;
    start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 20));
    bi_problems_add (
        advice->problems, condition->place, BI_PROBLEM_WARNING,
        "this runs away: it gives up on \"%s...%s\" (%ld characters); let no "
        "repeat stand inside another",
        start, g_utf8_find_prev_char (text, text + strlen (text)),
        (long) g_utf8_strlen (text, -1));
}

/* Tells what could be better in the rules that are in force. */
void
bi_advise (const BiRuleset *ruleset, BiMatcher *matcher, GDateTime *now,
           GPtrArray *problems)
{
    Advice advice = {ruleset, matcher, problems};

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        advise_unless (&advice, rule);
        advise_required (&advice, rule);
        for (guint j = 0; j < rule->conditions->len; j++) {
            const BiCondition *condition = get_condition (rule, j);
            if (g_str_has_suffix (condition->key, "match")) {
                advise_gaps (&advice, condition);
                advise_lookahead (&advice, condition);
            }
            advise_runaway (&advice, condition);
        }
    }
    bi_overlap_report (ruleset, matcher, now, problems);
}

/* ---- translations ---- */

/* The languages that texts of any rule are in. Returns: (transfer container) */
static GPtrArray *
list_languages (const BiRuleset *ruleset)
{
    GPtrArray *languages = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        for (guint j = 0; j < rule->translated->len; j++) {
            const char *bracket = strchr (rule->translated->pdata[j], '[');
            g_autofree char *language = g_strndup (bracket + 1, strlen (bracket) - 2);
            if (!g_ptr_array_find_with_equal_func (languages, language, g_str_equal,
                                                   NULL))
                g_ptr_array_add (languages, g_steal_pointer (&language));
        }
    }
    return languages;
}

static void
lint_language (const BiRule *rule, const char *language, GPtrArray *problems)
{
    const struct {
        const char *key, *text;
    } texts[] = {{"title", rule->title}, {"why", rule->why}, {"instead", rule->instead}};
    g_autoptr (GString) lacking = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autofree char *key = g_strdup_printf ("%s[%s]", texts[i].key, language);
        if (texts[i].text != NULL &&
            !g_ptr_array_find_with_equal_func (rule->translated, key, g_str_equal, NULL))
            g_string_append_printf (lacking, "%s%s", lacking->len > 0 ? ", " : "", key);
    }
    if (lacking->len > 0)
        bi_problems_add (problems, rule->place, BI_PROBLEM_WARNING,
                         "[%s] has no %s; translate it, as other rules are", rule->id,
                         lacking->str);
}

/* Names what is shown to writers and not translated to a language that others are. */
void
bi_lint_translations (const BiRuleset *ruleset, GPtrArray *problems)
{
    g_autoptr (GPtrArray) languages = list_languages (ruleset);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        const BiRule *rule = bi_ruleset_get_rule (ruleset, i);
        for (guint j = 0; j < languages->len && rule->kind == BI_RULE_SHOWN; j++)
            lint_language (rule, languages->pdata[j], problems);
    }
}
