/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rules.h"

#include "conversations.h"
#include "learning.h"
#include "record.h"

#include "badidea/layers.h"

#include <debug.h>
#include <notify.h>
#include <string.h>
#include <util.h>

static const BiMonitorSetting setting = {BI_MONITOR_EVENTS | BI_MONITOR_POLL, 300, 10000};

/* A dialog has room for so many. */
#define MOST_LINES 12

/* They may be others later: BitlBee moves the user's folder, and rules may be installed.
 */
static char **
list_layers (void)
{
    return bi_layers_list (g_get_user_data_dir (), purple_user_dir ());
}

/* The lines of the errors, as they are shown. Returns: (transfer full) */
static char **
list_errors (const BiRuleset *ruleset)
{
    g_autofree char *text =
        bi_problems_to_text (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR);

    return g_strsplit (text, "\n", -1);
}

/* Errors that are not among @told go into the journal. Returns: whether there were any */
static gboolean
record_new (const BiRuleset *ruleset, char **told)
{
    const GPtrArray *problems = bi_ruleset_get_problems (ruleset);
    gboolean any = FALSE;

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        g_autofree char *line = bi_problem_format (problem);
        purple_debug_warning ("badidea", "%s\n", line);
        if (problem->severity != BI_PROBLEM_ERROR ||
            (told != NULL && g_strv_contains ((const char *const *) told, line)))
            continue;
        bi_record_problem (problem);
        any = TRUE;
    }
    return any;
}

static void
show (const BiContext *context)
{
    guint size = g_strv_length (context->told);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < MIN (size, MOST_LINES); i++)
        g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", context->told[i]);
    if (size > MOST_LINES)
        g_string_append_printf (text, "\n… and %u more: “badidea lint” lists them.",
                                size - MOST_LINES);
    purple_notify_warning (
        context->plugin, "Bad Idea",
        bi_ruleset_get_size (context->ruleset) > 0
            ? "There are mistakes in the rules. All others are in force."
            : "There are mistakes in the rules, and none is in force: every draft is "
              "held.",
        text->str);
}

/* Returns: whether there are errors that were not there before */
static gboolean
load (BiContext *context)
{
    g_auto (GStrv) layers = list_layers ();
    const BiSetting languages = {.languages = g_get_language_names ()};
    BiRuleset *ruleset =
        bi_ruleset_reload ((const char *const *) layers, &languages, context->ruleset);
    gboolean is_new = ruleset != context->ruleset && record_new (ruleset, context->told);

    bi_ruleset_unref (context->ruleset);
    context->ruleset = ruleset;
    g_strfreev (context->told);
    context->told = list_errors (ruleset);
    purple_debug_info ("badidea", "rules in force: %u\n", bi_ruleset_get_size (ruleset));
    bi_learning_start (context, (const char *const *) layers);
    return is_new;
}

/* A file was saved. Between two turns of the main loop nothing is being checked. */
static void
follow (gpointer data)
{
    BiContext *context = data;
    const BiRuleset *before = context->ruleset;

    if (load (context))
        show (context);
    if (context->ruleset != before)
        bi_conversations_announce_all (context);
}

/* Somebody asks for it, and shows the errors. Drafts that were confirmed stay so unless
 * their report changes. */
void
bi_rules_reload (BiContext *context)
{
    load (context);
    bi_conversations_announce_all (context);
}

void
bi_rules_start (BiContext *context)
{
    context->monitor = bi_monitor_new (&setting, list_layers, follow, context);
    if (load (context))
        show (context);
}

void
bi_rules_stop (BiContext *context)
{
    bi_learning_stop (context);
    g_clear_pointer (&context->monitor, bi_monitor_free);
    g_clear_pointer (&context->told, g_strfreev);
    g_clear_pointer (&context->ruleset, bi_ruleset_unref);
}
