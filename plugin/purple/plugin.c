/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include "bridge.h"
#include "conversations.h"
#include "menu.h"
#include "sending.h"
#include "settings.h"

#include <core.h>
#include <notify.h>
#include <request.h>
#include <string.h>
#include <version.h>

static gboolean
load (PurplePlugin *plugin)
{
    BiContext *context = bi_context_new (plugin);

    plugin->extra = context;
    plugin->info->flags &= ~(unsigned long) PURPLE_PLUGIN_FLAG_INVISIBLE;
    bi_bridge_register (context);
    bi_sending_connect (context);
    bi_conversations_connect (context);
    return TRUE;
}

static gboolean
unload (PurplePlugin *plugin)
{
    BiContext *context = plugin->extra;

    bi_conversations_disconnect (context);
    bi_context_free (context);
    plugin->extra = NULL;
    purple_request_close_with_handle (plugin);
    purple_notify_close_with_handle (plugin);
    return TRUE;
}

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = 0,
    .type = PURPLE_PLUGIN_STANDARD,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *) BI_CORE_PLUGIN_ID,
    .name = (char *) "Bad Idea",
    .version = (char *) BI_VERSION,
    .summary = (char *) "A second look at what a brand is about to post",
    .description = (char *) "Holds an outgoing draft that the rules call risky, says "
                            "why, and lets its "
                            "writer edit it, post it anyway or discard it.",
    .author = (char *) "The Bad Idea authors",
    .load = load,
    .unload = unload,
    .actions = bi_menu_list,
};

/* In Pidgin the person ticks the UI's entry, which brings this one along. Loaded without
 * it, as after that was unticked, it has to be found in the list itself. */
static void
init (PurplePlugin *plugin)
{
    const char *ui = purple_core_get_ui ();

    bi_settings_init ();
    if (ui != NULL && strcmp (ui, "gtk-gaim") == 0)
        plugin->info->flags |= PURPLE_PLUGIN_FLAG_INVISIBLE;
}

PURPLE_INIT_PLUGIN (badidea, init, info)
