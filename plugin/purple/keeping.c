/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Held drafts on disk, and what the disk has less of. */
#include "keeping.h"

#include "conversations.h"
#include "outgoing.h"
#include "question.h"

#include <debug.h>
#include <notify.h>
#include <string.h>

static char **
list_rules (const BiReport *report)
{
    g_autoptr (GStrvBuilder) rules = g_strv_builder_new ();

    for (guint i = 0; i < bi_report_get_n_shown (report); i++)
        g_strv_builder_add (rules,
                            bi_rule_get_id (bi_report_get_finding (report, i)->rule));
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        g_strv_builder_add (rules, bi_rule_get_id (bi_report_get_gave_up (report, i)));
    return g_strv_builder_end (rules);
}

/* A held draft of which the disk has less. */
typedef struct {
    BiHeld *held;
    gboolean is_saved; /* masked */
} Known;

static void
known_free (gpointer data)
{
    Known *known = data;

    bi_held_free (known->held);
    g_free (known);
}

/* Returns: (transfer full): an empty table of them, by id */
GHashTable *
bi_keeping_new (void)
{
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
}

/* What is masked on disk, or could not be saved, is whole here until it has left or this
 * program ends. */
static void
remember (const BiHeld *held, gboolean is_saved)
{
    Known *known;

    g_hash_table_remove (bi_context_get ()->known, held->id);
    if (is_saved && (held->masked == NULL || held->whole))
        return;
    known = g_new0 (Known, 1);
    known->held = bi_held_copy (held);
    known->held->whole = held->whole && is_saved;
    known->is_saved = is_saved;
    g_hash_table_insert (bi_context_get ()->known, g_strdup (held->id), known);
}

static gboolean
has_id (gconstpointer held, gconstpointer id)
{
    return strcmp (((const BiHeld *) held)->id, id) == 0;
}

/* What was saved may have become another draft on disk since. */
static gboolean
is_known (const Known *known, const BiHeld *held)
{
    return !known->is_saved || g_strv_equal ((const char *const *) held->lines,
                                             (const char *const *) known->held->masked);
}

/* Puts what is known here in the place of what was read from disk, and adds what is not
 * there. */
static void
use_known (GPtrArray *list)
{
    GHashTableIter iter;
    gpointer id, value;

    g_hash_table_iter_init (&iter, bi_context_get ()->known);
    while (g_hash_table_iter_next (&iter, &id, &value)) {
        const Known *known = value;
        guint at;
        gboolean is_there = g_ptr_array_find_with_equal_func (list, id, has_id, &at);

        if (is_there && is_known (known, list->pdata[at])) {
            bi_held_free (list->pdata[at]);
            list->pdata[at] = bi_held_copy (known->held);
        } else if (!is_there && !known->is_saved)
            g_ptr_array_add (list, bi_held_copy (known->held));
    }
}

/* As held drafts and the journal name it. */
static const char *
surface_of (PurpleConversationType type)
{
    return type == PURPLE_CONV_TYPE_CHAT ? "room" : "im";
}

/* Returns: (transfer full), without lines yet */
BiHeld *
bi_keeping_new_held (PurpleAccount *account, PurpleConversationType type,
                     const char *name)
{
    BiHeld *held = bi_held_new ();

    held->time = bi_context_get_time ();
    held->protocol = g_strdup (purple_account_get_protocol_id (account));
    held->account = g_strdup (purple_account_get_username (account));
    held->surface = g_strdup (surface_of (type));
    held->conversation = g_strdup (name);
    return held;
}

/* Puts the draft on disk, with the rules that flag it.
 * Returns: (transfer full) (nullable): a sentence for the writer when that failed */
char *
bi_keeping_save (BiHeld *held, const BiReport *report)
{
    g_autofree char *folder = bi_context_get_path ("held");
    g_autoptr (GError) error = NULL;
    gboolean saved;

    g_strfreev (held->rules);
    held->rules = list_rules (report);
    saved = bi_held_save (folder, held, &error);
    remember (held, saved);
    if (saved)
        return NULL;
    purple_debug_error ("badidea", "%s\n", error->message);
    return g_strdup_printf (
        "This draft could not be saved (%s). Copy it before you close "
        "this window.",
        error->message);
}

/* An account stays the same when only its resource changes. */
static gboolean
is_for (const BiHeld *held, PurpleConversation *conv)
{
    PurpleAccount *account = purple_conversation_get_account (conv);

    return purple_accounts_find (held->account, held->protocol) == account &&
           strcmp (held->surface, surface_of (purple_conversation_get_type (conv))) ==
               0 &&
           bi_context_same_name (account, held->conversation,
                                 purple_conversation_get_name (conv));
}

/* Returns: (nullable): where there is none that shows what is written to it */
static PurpleConversation *
find_conversation (const BiHeld *held)
{
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        if (is_for (held, l->data) &&
            (purple_conversation_get_type (l->data) != PURPLE_CONV_TYPE_CHAT ||
             !purple_conv_chat_has_left (
                 PURPLE_CONV_CHAT ((PurpleConversation *) l->data))))
            return l->data;
    return NULL;
}

/* In the conversation, or where there is none in a window. */
static void
tell (const BiHeld *held, const char *sentence)
{
    PurpleConversation *conv = find_conversation (held);

    if (conv == NULL)
        purple_notify_warning (bi_context_get ()->plugin, "Bad Idea",
                               "A draft is still on disk.", sentence);
    else
        bi_conversations_write_line (conv, sentence);
}

/* It has left, was given up, or is part of another one. A file that stays all the same is
 * not to bring it back. */
void
bi_keeping_remove (const BiHeld *held)
{
    g_autofree char *folder = bi_context_get_path ("held");
    g_autofree char *sentence = NULL;
    g_autoptr (GError) error = NULL;

    g_hash_table_remove (bi_context_get ()->known, held->id);
    if (bi_held_remove (folder, held->id, &error))
        return;
    purple_debug_error ("badidea", "%s\n", error->message);
    g_hash_table_add (bi_context_get ()->ended, g_strdup (held->id));
    sentence = g_strdup_printf (
        "Bad Idea is done with a draft to %s, but %s. Remove that file yourself: "
        "otherwise the draft comes back when Bad Idea starts next.",
        held->conversation, error->message);
    tell (held, sentence);
}

/* Whether only its file could not be removed, which is tried again. */
static gboolean
is_ended (BiContext *context, const char *folder, const BiHeld *held)
{
    if (!g_hash_table_contains (context->ended, held->id))
        return FALSE;
    if (bi_held_remove (folder, held->id, NULL))
        g_hash_table_remove (context->ended, held->id);
    return TRUE;
}

static gboolean
is_in_entry (const BiHeld *held)
{
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next) {
        const BiHeld *given = bi_outgoing_get_held (l->data);
        if (given != NULL && strcmp (given->id, held->id) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_asked (const BiContext *context, const BiHeld *held)
{
    for (guint i = 0; i < context->questions->len; i++)
        if (strcmp (bi_question_get_held (context->questions->pdata[i])->id, held->id) ==
            0)
            return TRUE;
    return FALSE;
}

/* What is kept for a conversation and in no entry, or for all (@conv: nullable), and not
 * asked about already. @problems (nullable): what cannot be read.
 * Returns: (transfer full) (element-type BiHeld), the oldest first */
GPtrArray *
bi_keeping_list (PurpleConversation *conv, GPtrArray *problems)
{
    BiContext *context = bi_context_get ();
    g_autofree char *folder = bi_context_get_path ("held");
    g_autoptr (GPtrArray) found =
        problems != NULL ? g_ptr_array_ref (problems) : bi_problems_new ();
    GPtrArray *list = bi_held_list (folder, found);

    for (guint i = 0; i < found->len; i++) {
        g_autofree char *line = bi_problem_format (found->pdata[i]);
        purple_debug_error ("badidea", "%s\n", line);
    }
    use_known (list);
    for (guint i = list->len; i > 0; i--) {
        const BiHeld *held = list->pdata[i - 1];
        if ((conv != NULL && (!is_for (held, conv) || is_in_entry (held))) ||
            is_asked (context, held) || is_ended (context, folder, held))
            g_ptr_array_remove_index (list, i - 1);
    }
    return list;
}
