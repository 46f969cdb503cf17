/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "colour.h"
#include "options.h"
#include "precedentshow.h"
#include "ruleload.h"

#include "badidea/fold.h"
#include "badidea/problem.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* In columns, where there is no terminal to ask. */
#define USUAL_WIDTH 80

static const char summary[] =
    "Looks up documented failures: without words a list of all, by year; with words\n"
    "what was posted, what people answered, and how it ended, for each one that has\n"
    "all of the words somewhere. The id of one shows that one.";

static const char description[] =
    "Capitals do not matter, a word may be part of another one, and the order is\n"
    "free. Precedents are in the folders \"precedents\" of the rules; those of a layer\n"
    "replace those of the same id below. \"Named by\" are the rules in force that say\n"
    "\"like\" it: where they fire, this is what their writer is shown.\n"
    "\n"
    "--color auto colours a terminal's output unless NO_COLOR is set.\n"
    "--format jsonl prints one object for every precedent:\n"
    "  {\"id\":\"...\",\"title\":\"...\",\"brand\":\"...\",\"year\":\"...\",\n"
    "   \"posted\":\"...\",\"answered\":\"...\",\"happened\":\"...\",\n"
    "   \"better\":\"...\",\"source\":\"...\",\"rules\":[\"...\"]}\n"
    "\"posted\", \"answered\" and \"better\" may be missing.\n"
    "\n"
    "Examples:\n"
    "  badidea precedent\n"
    "  badidea precedent askjpm-2013\n"
    "  badidea precedent storm sale\n"
    "\n"
    "Exit status:\n"
    "  0  the list, or what was found, is shown\n"
    "  1  there is none that has all of the words\n"
    "  2  it could not be done: wrong usage, or no usable rules";

typedef struct {
    char **words; /* (nullable) */
    char **folders;
    gboolean json;
    int colour; /* a BiColour */
} Request;

/* ---- what was asked for ---- */

static gboolean
has_words (const BiPrecedent *precedent, char **words)
{
    g_autofree char *all = bi_precedent_to_string (precedent);
    g_autofree char *folded = bi_fold_literal (all);

    for (gsize i = 0; words[i] != NULL; i++)
        if (strstr (folded, words[i]) == NULL)
            return FALSE;
    return TRUE;
}

/* Returns: (transfer container): without words all, else those that have them all */
static GPtrArray *
find_precedents (const BiRuleset *ruleset, char **words, char **folded)
{
    g_autoptr (GPtrArray) list = bi_ruleset_list_precedents (ruleset);
    gboolean is_one = words != NULL && words[1] == NULL;
    gpointer one =
        is_one ? (gpointer) bi_ruleset_find_precedent (ruleset, words[0]) : NULL;

    if (one != NULL) {
        g_ptr_array_set_size (list, 0);
        g_ptr_array_add (list, one);
    }
    for (guint i = list->len; folded != NULL && one == NULL && i > 0; i--)
        if (!has_words (list->pdata[i - 1], folded))
            g_ptr_array_remove_index (list, i - 1);
    return g_steal_pointer (&list);
}

/* Of an id somebody remembers less well the year, behind the last "-".
 * Returns: (nullable) (transfer none): an id */
static const char *
find_nearest (const BiRuleset *ruleset, const char *words)
{
    g_autoptr (GPtrArray) list = bi_ruleset_list_precedents (ruleset);
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();
    g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);
    const char *nearest;
    guint index;

    for (guint i = 0; i < list->len; i++) {
        const char *id = bi_precedent_get_id (list->pdata[i]);
        const char *dash = strrchr (id, '-');
        g_ptr_array_add (ids, (gpointer) id);
        g_ptr_array_add (
            stems, g_strndup (id, dash != NULL ? (gsize) (dash - id) : strlen (id)));
    }
    g_ptr_array_add (ids, NULL);
    g_ptr_array_add (stems, NULL);
    nearest = bi_nearest (words, (const char *const *) ids->pdata);
    if (nearest != NULL)
        return nearest;
    nearest = bi_nearest (words, (const char *const *) stems->pdata);
    return nearest != NULL && g_ptr_array_find (stems, nearest, &index)
               ? ids->pdata[index]
               : NULL;
}

static BiExit
complain_of_nothing (const BiRuleset *ruleset, const Request *request, char **folded)
{
    g_autofree char *words = g_strjoinv (" ", request->words);
    g_autofree char *wanted = g_strjoinv ("-", folded);
    const char *nearest = find_nearest (ruleset, wanted);

    if (nearest != NULL)
        bi_options_complain ("precedent", "there is none of \"%s\"; did you mean \"%s\"?",
                             words, nearest);
    else
        bi_options_complain (
            "precedent",
            "there is none of \"%s\"; \"badidea precedent\" lists all of them", words);
    return BI_EXIT_RISKY;
}

/* In columns: the terminal's, if it is one. */
static glong
find_width (void)
{
    struct winsize size = {0};

    if (isatty (STDOUT_FILENO) != 1 || ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0)
        return USUAL_WIDTH;
    return size.ws_col;
}

static void
print_all (const BiRuleset *ruleset, const Request *request, const GPtrArray *list)
{
    gboolean coloured = bi_colour_is_wanted (request->colour);

    for (guint i = 0; i < list->len; i++)
        if (request->json) {
            bi_precedent_print_json (ruleset, list->pdata[i]);
        } else {
            fputs (i > 0 ? "\n" : "", stdout);
            bi_precedent_print_text (ruleset, list->pdata[i], find_width (), coloured);
        }
}

/* ---- the command ---- */

static BiExit
look_up (const BiRuleset *ruleset, const Request *request)
{
    g_auto (GStrv) folded = g_strdupv (request->words);
    g_autoptr (GPtrArray) list = NULL;

    for (gsize i = 0; folded != NULL && folded[i] != NULL; i++) {
        g_free (folded[i]);
        folded[i] = bi_fold_literal (request->words[i]);
    }
    list = find_precedents (ruleset, request->words, folded);
    if (folded != NULL && list->len == 0)
        return complain_of_nothing (ruleset, request, folded);
    if (folded != NULL || request->json)
        print_all (ruleset, request, list);
    else
        bi_precedent_print_list (list);
    return list->len > 0 ? BI_EXIT_FINE : BI_EXIT_RISKY;
}

BiExit
bi_command_precedent (char **arguments)
{
    Request request = {.colour = BI_COLOUR_AUTO};
    const GOptionEntry entries[] = {
        {"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request.folders,
         "Read the rules of this folder only; may be repeated", "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiChoice choices[] = {
        BI_CHOICE_FORMAT (&request.json),
        {"color", "Colour the text", BI_COLOUR_WORDS, &request.colour},
        BI_CHOICE_END,
    };
    const BiUsage usage = {"precedent", "[WORD...]", summary,        description,
                           entries,     choices,     &request.words, NULL};
    BiExit status;

    if (bi_options_parse (&usage, arguments, &status)) {
        g_autoptr (BiRuleset) ruleset =
            bi_load_rules ("precedent", request.folders, NULL);
        status = ruleset != NULL ? look_up (ruleset, &request) : BI_EXIT_FAILED;
    }
    g_strfreev (request.words);
    g_strfreev (request.folders);
    return status;
}
