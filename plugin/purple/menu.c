/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "menu.h"

#include "conversations.h"
#include "keeping.h"
#include "question.h"
#include "rules.h"
#include "settings.h"

#include <notify.h>
#include <request.h>

static void
choose (gpointer data, PurpleRequestFields *fields)
{
    for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next) {
        g_autofree char *id = g_strdup_printf ("%p", l->data);
        if (purple_request_fields_exists (fields, id))
            bi_settings_set_watched (l->data,
                                     purple_request_fields_get_bool (fields, id));
    }
    bi_conversations_announce_all (data);
}

static void
ask_for_accounts (PurplePluginAction *action)
{
    BiContext *context = action->plugin->extra;
    PurpleRequestFields *fields = purple_request_fields_new ();
    PurpleRequestFieldGroup *group = purple_request_field_group_new (NULL);

    purple_request_fields_add_group (fields, group);
    for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next) {
        g_autofree char *id = g_strdup_printf ("%p", l->data);
        g_autofree char *label =
            g_strdup_printf ("%s (%s)", purple_account_get_username (l->data),
                             purple_account_get_protocol_name (l->data));
        purple_request_field_group_add_field (
            group,
            purple_request_field_bool_new (id, label, bi_settings_is_watched (l->data)));
    }
    purple_request_fields (
        context->plugin, "Bad Idea", "Which accounts speak for your brand?",
        bi_settings_is_chosen ()
            ? "What the ticked ones post is checked first."
            : "Until you choose, what any account posts is checked first.",
        fields, "Save", PURPLE_CALLBACK (choose), "Cancel", NULL, NULL, NULL, NULL,
        context);
}

static char *
describe_held (const BiHeld *held)
{
    g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (held->time, NULL);
    g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_local (utc) : NULL;
    g_autofree char *when = time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M")
                                         : g_strdup (held->time);

    return g_strdup_printf ("%s, to %s, from %s", when, held->conversation,
                            held->account);
}

/* A dialog has room for so many. */
#define MOST_LISTED 12

/* What no question is open about, the oldest first. */
static void
list_held (BiContext *context, const GPtrArray *kept)
{
    g_autofree char *folder = bi_context_get_path ("held");
    g_autoptr (GString) list = g_string_new (NULL);

    for (guint i = 0; i < MIN (kept->len, MOST_LISTED); i++) {
        g_autofree char *line = describe_held (kept->pdata[i]);
        g_string_append_printf (list, "%s\n", line);
    }
    if (kept->len > MOST_LISTED)
        g_string_append_printf (list, "and %u more\n", kept->len - MOST_LISTED);
    g_string_append_printf (
        list,
        "\nEach is in the entry of its conversation, or offered there when it is opened "
        "anew and its account is watched. They are files in %s.",
        folder);
    purple_notify_info (context->plugin, "Bad Idea", "These drafts are kept.", list->str);
}

static void
show_held (PurplePluginAction *action)
{
    BiContext *context = action->plugin->extra;
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) kept = bi_keeping_list (NULL, problems);
    g_autofree char *errors = bi_problems_to_text (problems, BI_PROBLEM_ERROR);

    if (problems->len > 0)
        purple_notify_warning (context->plugin, "Bad Idea",
                               "Not all that was held can be read.", errors);
    if (kept->len > 0)
        list_held (context, kept);
    else if (problems->len == 0 && context->questions->len == 0)
        purple_notify_info (context->plugin, "Bad Idea", "No draft is held.", NULL);
    bi_question_ask_again (context);
}

static void
reload_rules (PurplePluginAction *action)
{
    BiContext *context = action->plugin->extra;
    const GPtrArray *problems;
    g_autofree char *count = NULL;
    g_autofree char *errors = NULL;

    bi_rules_reload (context);
    problems = bi_ruleset_get_problems (context->ruleset);
    count = g_strdup_printf ("%u rules are in force.",
                             bi_ruleset_get_size (context->ruleset));
    errors = bi_problems_to_text (problems, BI_PROBLEM_ERROR);
    purple_notify_info (context->plugin, "Bad Idea", count, errors);
}

static const struct {
    const char *label;
    void (*act) (PurplePluginAction *action);
} items[] = {
    {"Watched accounts…", ask_for_accounts},
    {"Held drafts…", show_held},
    {"Reload the rules", reload_rules},
};

/* Returns: (transfer full) (element-type PurplePluginAction) */
GList *
bi_menu_list (PurplePlugin *plugin, gpointer data)
{
    GList *list = NULL;

    for (gsize i = G_N_ELEMENTS (items); i > 0; i--)
        list = g_list_prepend (
            list, purple_plugin_action_new (items[i - 1].label, items[i - 1].act));
    return list;
}
