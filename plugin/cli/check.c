/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "draftsource.h"
#include "options.h"
#include "problems.h"
#include "ruleload.h"
#include "show.h"

static const char summary[] =
    "Says what the rules find risky in a draft, why, what it cost others, and what\n"
    "to write instead. A draft is a whole file; \"-\" or none is standard input.";

static const char description[] =
    "The rules are the shipped ones, the site's and those in\n"
    "~/.purple/badidea/rules, in this order; the same name replaces. --rules reads\n"
    "the folders that it names and no others.\n"
    "\n"
    "--account, --protocol, --conversation, --to and --at say what else is true of\n"
    "a draft, for rules that ask with \"when\"; what is not said is taken to suit\n"
    "them, and --at is now. --situation adds a file to those of the layers. With\n"
    "--input jsonl each line is an object with \"text\", and it may have \"account\",\n"
    "\"protocol\", \"conversation\", \"to\" and \"at\" of its own.\n"
    "\n"
    "A file of many drafts shows only those that rules have something to say of.\n"
    "--format jsonl prints one object for every draft, in order:\n"
    "  {\"line\":N,\"level\":\"clean|note|warn|stop\",\n"
    "   \"findings\":[{\"rule\":\"...\",\"level\":\"note|warn|stop\",\n"
    "                \"start\":B,\"end\":B,\"text\":\"...\"}],\n"
    "   \"gave_up\":[\"...\"]}\n"
    "B counts bytes of the draft. A finding in several places has all of them in\n"
    "\"spans\":[[B,B],...]. What cannot be read is {\"line\":N,\"error\":\"...\"}.\n"
    "\n"
    "Examples:\n"
    "  echo 'Ask us anything!' | badidea check\n"
    "  badidea check --lines --format jsonl queue.txt\n"
    "  badidea check --rules ./rules --markup post.html\n"
    "\n"
    "Exit status:\n"
    "  0  nothing at warn or stop\n"
    "  1  something at warn or stop\n"
    "  2  it could not be done: wrong usage, no usable rules, or a draft that\n"
    "     cannot be read";

typedef struct {
    char **folders;
    char **files;
    char *situation;
    gboolean markup;
    gboolean lines;
    gboolean objects;
    gboolean json;
    BiCircumstances *circumstances;
    BiRuleset *ruleset;
    guint n_drafts;
} Check;

/* A GOptionArgFunc for all of the circumstances. */
static gboolean
take_circumstance (const char *option, const char *value, gpointer data, GError **error)
{
    Check *check = data;

    if (bi_circumstances_set (check->circumstances, option + 2, value, error))
        return TRUE;
    g_prefix_error (error, "%s: ", option);
    return FALSE;
}

static gboolean
take_encoding (const char *option, const char *value, gpointer data, GError **error)
{
    static const char *const encodings[] = {"text", "jsonl", NULL};
    Check *check = data;
    int encoding = bi_options_choose (value, encodings, error);

    if (encoding < 0) {
        g_prefix_error (error, "%s: ", option);
        return FALSE;
    }
    *(g_str_equal (option, "--input") ? &check->objects : &check->json) = encoding == 1;
    return TRUE;
}

/* Bytes are taken as they are, whatever the locale. */
#define CIRCUMSTANCE(name, help, value)                                                  \
    {                                                                                    \
        name, 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,                          \
            (gpointer) take_circumstance, help, value                                    \
    }

static gboolean
read_options (Check *check, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &check->folders,
         "Read the rules of this folder only; may be repeated", "DIR"},
        {"markup", 0, 0, G_OPTION_ARG_NONE, &check->markup,
         "Drafts are markup as Pidgin writes it, not plain text", NULL},
        {"lines", 0, 0, G_OPTION_ARG_NONE, &check->lines, "Each line is a draft", NULL},
        {"input", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
         (gpointer) take_encoding, "text, or jsonl: each line is an object",
         "text|jsonl"},
        {"format", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK,
         (gpointer) take_encoding, "Print text for people, or jsonl for programs",
         "text|jsonl"},
        CIRCUMSTANCE ("account", "The account that posts", "NAME"),
        CIRCUMSTANCE ("protocol", "Its protocol, as prpl-jabber", "ID"),
        CIRCUMSTANCE ("conversation", "The buddy or room", "NAME"),
        CIRCUMSTANCE ("to", "Who will read it", "public|room|direct"),
        CIRCUMSTANCE ("at", "When it will be posted (ISO 8601)", "TIME"),
        {"situation", 0, 0, G_OPTION_ARG_FILENAME, &check->situation,
         "What is true of the brand now", "FILE"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiUsage usage = {
        "check", "[FILE...]", summary, description, entries, &check->files, check,
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
check_draft (Check *check, const BiDraftRecord *record)
{
    g_autoptr (BiText) text =
        bi_text_new (record->text->str, (gssize) record->text->len,
                     check->markup ? BI_TEXT_MARKUP : BI_TEXT_PLAIN);
    g_autoptr (BiReport) report =
        bi_check (check->ruleset, text, record->circumstances, NULL);
    gboolean quiet = bi_report_get_size (report) + bi_report_get_n_gave_up (report) == 0;

    if (check->json)
        bi_show_json (check->n_drafts, text, report);
    else if (!quiet || record->place.line == 0)
        bi_show_text (record->place, text, report);
    return bi_report_get_level (report) >= BI_LEVEL_WARN ? BI_EXIT_RISKY : BI_EXIT_FINE;
}

static BiExit
check_record (Check *check, const BiDraftRecord *record)
{
    GPtrArray *problems = record->problems;
    BiExit status = problems->len > 0 ? BI_EXIT_FAILED : BI_EXIT_FINE;

    check->n_drafts++;
    bi_problems_print (problems, BI_PROBLEM_WARNING, stderr);
    if (record->text != NULL)
        return worse (status, check_draft (check, record));
    if (check->json)
        bi_show_json_error (check->n_drafts, ((BiProblem *) problems->pdata[0])->message);
    return status;
}

/* Every draft is answered before the next one is read, so that a program can converse. */
static BiExit
check_file (Check *check, const char *path)
{
    BiInput input = check->objects ? BI_INPUT_OBJECTS
                    : check->lines ? BI_INPUT_LINES
                                   : BI_INPUT_WHOLE;
    g_autoptr (BiDraftSource) source =
        bi_draft_source_new (path, input, check->circumstances);
    BiExit status = BI_EXIT_FINE;

    while (TRUE) {
        g_autoptr (BiDraftRecord) record = bi_draft_source_next (source);
        if (record == NULL)
            return status;
        status = worse (status, check_record (check, record));
        if (fflush (stdout) != 0)
            return BI_EXIT_FAILED;
    }
}

static BiExit
check_files (Check *check)
{
    BiExit status = BI_EXIT_FINE;

    if (check->files == NULL)
        return check_file (check, "-");
    for (gsize i = 0; check->files[i] != NULL && !ferror (stdout); i++)
        status = worse (status, check_file (check, check->files[i]));
    return status;
}

BiExit
bi_command_check (char **arguments)
{
    Check check = {.circumstances = bi_circumstances_new ()};
    BiExit status;

    if (read_options (&check, arguments, &status)) {
        if (check.circumstances->at == NULL)
            check.circumstances->at = g_date_time_new_now_local ();
        check.ruleset = bi_load_rules ("check", check.folders, check.situation);
        status = check.ruleset != NULL ? check_files (&check) : BI_EXIT_FAILED;
    }
    bi_ruleset_unref (check.ruleset);
    bi_circumstances_free (check.circumstances);
    g_strfreev (check.folders);
    g_free (check.situation);
    g_strfreev (check.files);
    return status;
}
