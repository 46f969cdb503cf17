/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "drafts.h"

#include "problems.h"
#include "ruleload.h"
#include "show.h"

/* A GOptionArgFunc for all of the circumstances. */
static gboolean
take_circumstance (const char *option, const char *value, gpointer data, GError **error)
{
    BiDrafts *drafts = data;

    if (bi_circumstances_set (drafts->circumstances, option + 2, value, error))
        return TRUE;
    g_prefix_error (error, "%s: ", option);
    return FALSE;
}

/* Bytes are taken as they are, whatever the locale. */
#define CIRCUMSTANCE(name, help, value)                                                  \
    {                                                                                    \
        name, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,                          \
            (gpointer) take_circumstance, help, value                                    \
    }

static gboolean
read_options (BiDrafts *drafts, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &drafts->folders,
         "Read the rules of this folder only; may be repeated", "DIR"},
        {"markup", 0, 0, G_OPTION_ARG_NONE, &drafts->markup,
         "Drafts are markup as Pidgin writes it, not plain text", NULL},
        {"lines", 0, 0, G_OPTION_ARG_NONE, &drafts->lines, "Each line is a draft", NULL},
        CIRCUMSTANCE ("account", "The account that posts", "NAME"),
        CIRCUMSTANCE ("protocol", "Its protocol, as prpl-jabber", "ID"),
        CIRCUMSTANCE ("conversation", "The buddy or room", "NAME"),
        CIRCUMSTANCE ("to", "Who will read it", "public|room|direct"),
        CIRCUMSTANCE ("at", "When it will be posted (ISO 8601)", "TIME"),
        CIRCUMSTANCE ("warned-at", "When a draft of the account was last held", "TIME"),
        {"situation", 0, 0, G_OPTION_ARG_FILENAME, &drafts->situation,
         "What is true of the brand now", "FILE"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiChoice none = BI_CHOICE_END;
    const BiChoice choices[] = {
        {"input", "text, or jsonl: each line is an object", "text|jsonl",
         &drafts->objects},
        BI_CHOICE_FORMAT (&drafts->json),
        drafts->command->choice != NULL ? *drafts->command->choice : none,
        none,
    };
    const BiUsage usage = {
        .command = drafts->command->command,
        .arguments = "[FILE...]",
        .summary = drafts->command->summary,
        .description = drafts->command->description,
        .entries = entries,
        .choices = choices,
        .rest = &drafts->files,
        .data = drafts,
    };

    return bi_options_parse (&usage, arguments, status);
}

/* MAX() would run its arguments twice. */
static BiExit
worse (BiExit a, BiExit b)
{
    return MAX (a, b);
}

static BiExit
judge_draft (const BiDrafts *drafts, const BiDraftRecord *record)
{
    g_autoptr (BiText) text =
        bi_text_new (record->text->str, (gssize) record->text->len,
                     drafts->markup ? BI_TEXT_MARKUP : BI_TEXT_PLAIN);

    return drafts->command->judge (drafts, record, text);
}

static BiExit
judge_record (BiDrafts *drafts, const BiDraftRecord *record)
{
    GPtrArray *problems = record->problems;
    BiExit status = problems->len > 0 ? BI_EXIT_FAILED : BI_EXIT_FINE;

    drafts->number++;
    bi_problems_print (problems, BI_PROBLEM_WARNING, stderr);
    if (record->text != NULL)
        return worse (status, judge_draft (drafts, record));
    if (drafts->json)
        bi_show_json_error (drafts->number, ((BiProblem *) problems->pdata[0])->message);
    return status;
}

/* Every draft is answered before the next one is read, so that a program can converse. */
static BiExit
judge_file (BiDrafts *drafts, const char *path)
{
    BiInput input = drafts->objects ? BI_INPUT_OBJECTS
                    : drafts->lines ? BI_INPUT_LINES
                                    : BI_INPUT_WHOLE;
    g_autoptr (BiDraftSource) source =
        bi_draft_source_new (path, input, drafts->circumstances);
    BiExit status = BI_EXIT_FINE;

    while (TRUE) {
        g_autoptr (BiDraftRecord) record = bi_draft_source_next (source);
        if (record == NULL)
            return status;
        status = worse (status, judge_record (drafts, record));
        if (fflush (stdout) != 0)
            return BI_EXIT_FAILED;
    }
}

static BiExit
judge_files (BiDrafts *drafts)
{
    BiExit status = BI_EXIT_FINE;

    if (drafts->files == NULL)
        return judge_file (drafts, "-");
    for (gsize i = 0; drafts->files[i] != NULL && !ferror (stdout); i++)
        status = worse (status, judge_file (drafts, drafts->files[i]));
    return status;
}

/* Reads the arguments and judges each draft that they name. @data: the command's own.
 * Returns: the gravest that happened */
BiExit
bi_drafts_run (const BiDraftCommand *command, char **arguments, gpointer data)
{
    BiDrafts drafts = {
        .command = command, .data = data, .circumstances = bi_circumstances_new ()};
    BiExit status;

    if (read_options (&drafts, arguments, &status)) {
        if (drafts.circumstances->at == NULL)
            drafts.circumstances->at = g_date_time_new_now_local ();
        drafts.ruleset =
            bi_load_rules (command->command, drafts.folders, drafts.situation);
        status = drafts.ruleset != NULL ? judge_files (&drafts) : BI_EXIT_FAILED;
        if (drafts.ruleset != NULL && bi_ruleset_is_incomplete (drafts.ruleset))
            status = BI_EXIT_FAILED;
    }
    bi_ruleset_unref (drafts.ruleset);
    bi_circumstances_free (drafts.circumstances);
    g_strfreev (drafts.folders);
    g_free (drafts.situation);
    g_strfreev (drafts.files);
    return status;
}
