/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"

#include "colour.h"
#include "drafts.h"

static const char summary[] =
    "Says of each rule that fires on a draft which of its lines matched which words,\n"
    "and what it counted; then which rules came near, and what kept them from it. A\n"
    "draft is a whole file; \"-\" or none is standard input.";

static const char description[] =
    "Drafts, rules and circumstances are named as for \"badidea check\". Without a\n"
    "circumstance, as --to, a \"when\" that asks for it is taken to hold; the line says\n"
    "so.\n"
    "\n"
    "A rule is near if its phrase or match is in the draft, or rules that it counts\n"
    "fire, and something else keeps it from firing. In front of each line stands\n"
    "  +  it is as the rule wants it\n"
    "  -  it keeps the rule from firing\n"
    "  ?  it took too long and gave up\n"
    "and what is asked of one match only stands indented below it.\n"
    "\n"
    "--color auto colours a terminal's output unless NO_COLOR is set.\n"
    "--format jsonl prints one object for every draft:\n"
    "  {\"line\":N,\"level\":\"clean|note|warn|stop\",\n"
    "   \"fired\":[RULE],\"gave_up\":[RULE],\"near\":[RULE]}\n"
    "  RULE: {\"rule\":\"...\",\"title\":\"...\",\"level\":\"signal|note|warn|stop\",\n"
    "         \"file\":\"...\",\"line\":N,\"column\":N,\"steps\":[STEP]}\n"
    "  STEP: "
    "{\"key\":\"...\",\"source\":\"...\",\"file\":\"...\",\"line\":N,\"column\":N,\n"
    "         \"result\":\"met|failed|excluded|gave-up\",\"spans\":[[B,B]]}\n"
    "B counts bytes of the draft. A rule may have \"aspect\", \"owner\", \"silenced\" "
    "and\n"
    "\"raised\", a step \"counts\", \"around\", \"reason\" and \"counted\".\n"
    "\n"
    "Examples:\n"
    "  echo 'Ask us anything!' | badidea explain\n"
    "  badidea explain --rules ./rules --to direct post.txt\n"
    "\n"
    "Exit status:\n"
    "  0  nothing at warn or stop\n"
    "  1  something at warn or stop\n"
    "  2  it could not be done: wrong usage, no usable rules, or something that\n"
    "     cannot be read";

typedef struct {
    int colour;           /* a BiColour */
    BiExamples *examples; /* (nullable) once the first draft has asked for them */
} Explain;

static void
free_explanation (gpointer data)
{
    bi_explanation_free (data);
}

/* Borrowed. */
const char *
bi_explained_level (const BiExplanation *explanation)
{
    if (bi_rule_get_kind (bi_explanation_get_rule (explanation)) == BI_RULE_SIGNAL)
        return "signal";
    return bi_level_to_string (bi_explanation_get_gravity (explanation)->level);
}

/* A signal's level is below all others; of equals the order of the files stays. */
static int
compare_explanations (gconstpointer a, gconstpointer b)
{
    return bi_gravity_compare (bi_explanation_get_gravity (*(BiExplanation *const *) a),
                               bi_explanation_get_gravity (*(BiExplanation *const *) b));
}

/* The two examples of a signal that a draft is most like. Returns: (transfer container)
 * (element-type BiExample) */
GPtrArray *
bi_explained_find_nearest (const BiExplained *explained, const char *signal)
{
    return bi_examples_find_nearest (explained->examples, signal, explained->reading,
                                     bi_ruleset_get_words (explained->ruleset), 2);
}

/* What is wrong with them "badidea lint" and "badidea learn" tell. Returns: (transfer
 * full)
 */
static BiExamples *
read_examples (const BiRuleset *ruleset)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();

    return bi_examples_read (bi_ruleset_get_folders (ruleset), problems);
}

static void
explain_rules (const BiDrafts *drafts, const BiCircumstances *circumstances,
               BiExplained *explained)
{
    const BiRuleset *ruleset = drafts->ruleset;
    const BiReading *reading = explained->reading;
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autoptr (BiScores) scores = bi_ruleset_score (ruleset, reading);
    BiRun run = {matcher, reading, bi_ruleset_get_situation (ruleset), circumstances,
                 scores};
    g_autoptr (BiOutcomes) outcomes = bi_outcomes_new (ruleset, &run, NULL);

    for (guint i = 0; i < bi_ruleset_get_size (ruleset); i++) {
        g_autoptr (BiExplanation) explanation =
            bi_explanation_new (ruleset, i, &run, outcomes);
        BiMatch match = bi_explanation_get_match (explanation);
        GPtrArray *rules = match == BI_MATCH_YES       ? explained->fired
                           : match == BI_MATCH_GAVE_UP ? explained->gave_up
                                                       : explained->near;
        if (match != BI_MATCH_NO || bi_explanation_is_near (explanation))
            g_ptr_array_add (rules, g_steal_pointer (&explanation));
    }
    g_ptr_array_sort (explained->fired, compare_explanations);
}

static BiExit
explain_draft (const BiDrafts *drafts, const BiDraftRecord *record, const BiText *text)
{
    Explain *explain = drafts->data;
    g_autoptr (BiReport) report =
        bi_check (drafts->ruleset, text, record->circumstances, NULL);
    g_autoptr (GPtrArray) fired = g_ptr_array_new_with_free_func (free_explanation);
    g_autoptr (GPtrArray) gave_up = g_ptr_array_new_with_free_func (free_explanation);
    g_autoptr (GPtrArray) near = g_ptr_array_new_with_free_func (free_explanation);
    g_autoptr (BiReading) reading =
        bi_reading_new (text, bi_ruleset_get_words (drafts->ruleset));
    BiExplained explained = {.text = text,
                             .reading = reading,
                             .ruleset = drafts->ruleset,
                             .level = bi_report_get_level (report),
                             .fired = fired,
                             .gave_up = gave_up,
                             .near = near};

    if (explain->examples == NULL)
        explain->examples = read_examples (drafts->ruleset);
    explained.examples = explain->examples;
    explain_rules (drafts, record->circumstances, &explained);
    if (drafts->json)
        bi_explain_json (drafts->number, &explained);
    else
        bi_explain_text (record->place, &explained,
                         bi_colour_is_wanted (explain->colour));
    return explained.level >= BI_LEVEL_WARN ? BI_EXIT_RISKY : BI_EXIT_FINE;
}

BiExit
bi_command_explain (char **arguments)
{
    Explain explain = {BI_COLOUR_AUTO, NULL};
    const BiChoice color = {"color", "Colour the text", BI_COLOUR_WORDS, &explain.colour};
    const BiDraftCommand command = {"explain", summary, description, &color,
                                    explain_draft};
    BiExit status = bi_drafts_run (&command, arguments, &explain);

    bi_examples_free (explain.examples);
    return status;
}
