/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "bridge.h"

#include "conversations.h"
#include "outgoing.h"
#include "permit.h"
#include "settings.h"

static void
set_watched (PurpleAccount *account, gboolean watched)
{
    bi_settings_set_watched (account, watched);
    bi_conversations_announce_all (bi_context_get ());
}

static const BiCoreTable table = {
    .version = BI_UI_VERSION,
    .get_mode = bi_outgoing_get_mode,
    .move = bi_outgoing_move,
    .submit = bi_outgoing_submit,
    .has_permit = bi_permit_is_open,
    .settle = bi_outgoing_settle,
    .confirm = bi_outgoing_confirm,
    .resume = bi_outgoing_resume,
    .discard = bi_outgoing_discard,
    .keep_whole = bi_outgoing_keep_whole,
    .get_notice = bi_outgoing_get_notice,
    .recall = bi_outgoing_recall,
    .is_chosen = bi_settings_is_chosen,
    .is_watched = bi_settings_is_watched,
    .set_watched = set_watched,
};

/* While a UI plugin is there its entry in the list of plugins is the one to tick. Without
 * it this one has to be found there, or nobody could untick it. */
static void
set_listed (gboolean listed)
{
    PurplePluginInfo *info = bi_context_get ()->plugin->info;

    if (listed)
        info->flags &= ~(unsigned long) PURPLE_PLUGIN_FLAG_INVISIBLE;
    else
        info->flags |= PURPLE_PLUGIN_FLAG_INVISIBLE;
}

static const BiCoreTable *
attach (const BiUiTable *ui)
{
    if (ui->version != BI_UI_VERSION)
        return NULL;
    bi_context_get ()->ui = ui;
    set_listed (FALSE);
    return &table;
}

/* A permit that was open stays so no longer: nobody will settle it. */
static void
detach (const BiUiTable *ui)
{
    BiContext *context = bi_context_get ();

    if (context->ui != ui)
        return;
    context->ui = NULL;
    set_listed (TRUE);
    for (GList *l = purple_get_conversations (); l != NULL; l = l->next)
        while (bi_permit_is_open (l->data))
            bi_permit_free (bi_permit_close (l->data));
    bi_conversations_greet_soon (context);
}

/* libpurple forgets the commands of a plugin that it unloads. */
void
bi_bridge_register (BiContext *context)
{
    PurpleValue *pointer = purple_value_new (PURPLE_TYPE_POINTER);

    purple_plugin_ipc_register (context->plugin, "attach", PURPLE_CALLBACK (attach),
                                purple_marshal_POINTER__POINTER, pointer, 1,
                                purple_value_new (PURPLE_TYPE_POINTER));
    purple_plugin_ipc_register (context->plugin, "detach", PURPLE_CALLBACK (detach),
                                purple_marshal_VOID__POINTER, NULL, 1,
                                purple_value_new (PURPLE_TYPE_POINTER));
}
