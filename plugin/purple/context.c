/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "context.h"

#include "keeping.h"
#include "question.h"
#include "rules.h"
#include "settings.h"

#include <string.h>
#include <util.h>

static void
free_question (gpointer data)
{
    bi_question_free (data);
}

/* Returns: (transfer full) */
BiContext *
bi_context_new (PurplePlugin *plugin)
{
    BiContext *context = g_new0 (BiContext, 1);

    context->plugin = plugin;
    context->known = bi_keeping_new ();
    context->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    context->questions = g_ptr_array_new_with_free_func (free_question);
    bi_rules_start (context);
    return context;
}

void
bi_context_free (BiContext *context)
{
    g_ptr_array_unref (context->questions);
    g_hash_table_unref (context->known);
    g_hash_table_unref (context->ended);
    bi_rules_stop (context);
    g_free (context);
}

/* For callbacks that libpurple gives no data: the one of the loaded core plugin. */
BiContext *
bi_context_get (void)
{
    return purple_plugins_find_with_id (BI_CORE_PLUGIN_ID)->extra;
}

BiCheckMode
bi_context_get_mode (const BiContext *context, PurpleAccount *account)
{
    if (!bi_settings_is_watched (account))
        return BI_CHECK_OFF;
    return bi_ruleset_get_size (context->ruleset) > 0 ? BI_CHECK_ON : BI_CHECK_BLIND;
}

/* Whether a UI plugin gates the conversation's entry and shows its drafts there. */
gboolean
bi_context_has_entry (const BiContext *context, PurpleConversation *conv)
{
    return context->ui != NULL && context->ui->has_entry (conv);
}

static const BiProblem *
first_error (const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        if (problem->severity == BI_PROBLEM_ERROR)
            return problem;
    }
    return NULL;
}

/* When the rules have changed since, or only the rest of it could not leave. */
static BiNotice *
notice_new_clean (const BiReport *report)
{
    BiNotice *notice = g_new0 (BiNotice, 1);

    notice->is_searched = bi_report_is_searched (report);
    notice->headline = g_strdup ("Not posted yet");
    notice->why =
        g_strdup ("The rules in force now have nothing against this draft. It was "
                  "held before, and waits for you.");
    return notice;
}

/* Of more people than this a room is public. */
#define ROOM_PEOPLE 20

static BiAudience
audience_of (PurpleAccount *account, PurpleConversationType type, const char *name)
{
    PurpleConversation *conv = NULL;

    if (type == PURPLE_CONV_TYPE_IM)
        return BI_AUDIENCE_DIRECT;
    if (type == PURPLE_CONV_TYPE_CHAT)
        conv = purple_find_conversation_with_account (type, name, account);
    if (conv == NULL)
        return BI_AUDIENCE_UNKNOWN;
    return g_list_length (purple_conv_chat_get_users (PURPLE_CONV_CHAT (conv))) >
                   ROOM_PEOPLE
               ? BI_AUDIENCE_PUBLIC
               : BI_AUDIENCE_ROOM;
}

/* What is true of a draft to this conversation now. @type: unknown if nobody knows where
 * it goes. Returns: (transfer full) */
BiCircumstances *
bi_context_get_circumstances (PurpleAccount *account, PurpleConversationType type,
                              const char *name)
{
    BiCircumstances *circumstances = bi_circumstances_new ();

    circumstances->account = g_strdup (purple_account_get_username (account));
    circumstances->protocol = g_strdup (purple_account_get_protocol_id (account));
    circumstances->conversation = g_strdup (name);
    circumstances->audience = audience_of (account, type, name);
    circumstances->at = g_date_time_new_now_local ();
    circumstances->warned_at = bi_settings_get_warned_at (account);
    return circumstances;
}

/* The words for a held draft. Returns: (transfer full) */
BiNotice *
bi_context_describe (const BiContext *context, const BiReport *report)
{
    const BiProblem *error;
    BiNotice *notice;

    if (bi_ruleset_get_size (bi_report_get_ruleset (report)) > 0)
        return bi_report_get_level (report) >= BI_LEVEL_WARN ? bi_notice_new (report)
                                                             : notice_new_clean (report);
    notice = bi_notice_new_blind ();
    error = first_error (bi_ruleset_get_problems (context->ruleset));
    if (error != NULL)
        notice->others = bi_problem_format (error);
    return notice;
}

void
bi_context_refresh (const BiContext *context)
{
    if (context->ui != NULL)
        context->ui->refresh ();
}

/* Of a file of ours. BitlBee moves the user's folder while it runs, so it is asked for
 * each time. Returns: (transfer full) */
char *
bi_context_get_path (const char *name)
{
    return g_build_filename (purple_user_dir (), "badidea", name, NULL);
}

/* Now, as ISO 8601. Returns: (transfer full) */
char *
bi_context_get_time (void)
{
    g_autoptr (GDateTime) time = g_date_time_new_now_utc ();
    return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ");
}

/* Whether two names of a buddy or room mean the same one. */
gboolean
bi_context_same_name (const PurpleAccount *account, const char *a, const char *b)
{
    g_autofree char *one = g_strdup (purple_normalize (account, a));

    return strcmp (one, purple_normalize (account, b)) == 0;
}
