/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "drafts.h"
#include "show.h"

static const char summary[] =
    "Says what the rules find risky in a draft, why, what it cost others, and what\n"
    "to write instead. A draft is a whole file; \"-\" or none is standard input.";

static const char description[] =
    "The rules are the shipped ones, the site's and those in\n"
    "~/.purple/badidea/rules, in this order; the same name replaces. --rules reads\n"
    "the folders that it names and no others.\n"
    "\n"
    "--account, --protocol, --conversation, --to, --at and --warned-at say what else\n"
    "is true of a draft, for rules that ask with \"when\"; what is not said is taken\n"
    "to suit them, --at is now, and --warned-at never. --situation adds a file to\n"
    "those of the layers. With --input jsonl each line is an object with \"text\", and\n"
    "it may have \"account\", \"protocol\", \"conversation\", \"to\", \"at\" and\n"
    "\"warned-at\" of its own.\n"
    "\n"
    "A file of many drafts shows only those that rules have something to say of.\n"
    "--format jsonl prints one object for every draft, in order:\n"
    "  {\"line\":N,\"level\":\"clean|note|warn|stop\",\n"
    "   \"findings\":[{\"rule\":\"...\",\"level\":\"note|warn|stop\",\n"
    "                \"start\":B,\"end\":B,\"text\":\"...\"}],\n"
    "   \"gave_up\":[\"...\"]}\n"
    "B counts bytes of the draft. A finding in several places has all of them in\n"
    "\"spans\":[[B,B],...]; it may have \"aspect\", \"owner\" and \"counted\". What "
    "cannot\n"
    "be read is {\"line\":N,\"error\":\"...\"}.\n"
    "\n"
    "Examples:\n"
    "  echo 'Ask us anything!' | badidea check\n"
    "  badidea check --lines --format jsonl queue.txt\n"
    "  badidea check --rules ./rules --markup post.html\n"
    "\n"
    "Exit status:\n"
    "  0  nothing at warn or stop\n"
    "  1  something at warn or stop\n"
    "  2  it could not be done: wrong usage, no usable rules, or something that\n"
    "     cannot be read";

static BiExit
check_draft (const BiDrafts *drafts, const BiDraftRecord *record, const BiText *text)
{
    g_autoptr (BiReport) report =
        bi_check (drafts->ruleset, text, record->circumstances, NULL);
    gboolean quiet = bi_report_get_size (report) + bi_report_get_n_gave_up (report) == 0;

    if (drafts->json)
        bi_show_json (drafts->number, text, report);
    else if (!quiet || record->place.line == 0)
        bi_show_text (record->place, text, report);
    return bi_report_get_level (report) >= BI_LEVEL_WARN ? BI_EXIT_RISKY : BI_EXIT_FINE;
}

BiExit
bi_command_check (char **arguments)
{
    static const BiDraftCommand command = {"check", summary, description, NULL,
                                           check_draft};

    return bi_drafts_run (&command, arguments, NULL);
}
