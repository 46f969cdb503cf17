/* SPDX-License-Identifier: GPL-2.0-or-later */
#define PURPLE_PLUGINS

#include "compose.h"
#include "preferences.h"

#include <gtkplugin.h>
#include <version.h>

static const BiUiTable ui_table = {
    .version = BI_UI_VERSION,
    .has_entry = bi_compose_has_entry,
    .give_back = bi_compose_give_back,
    .refresh = bi_compose_refresh,
};

static void
say_goodbye (void)
{
    PurplePlugin *core_plugin = purple_plugins_find_with_id (BI_CORE_PLUGIN_ID);

    if (core_plugin != NULL)
        purple_plugin_ipc_call (core_plugin, "detach", NULL, &ui_table);
}

/* Returns: (nullable) the core plugin's table, if it speaks our version. */
static const BiCoreTable *
meet_core (void)
{
    PurplePlugin *core_plugin = purple_plugins_find_with_id (BI_CORE_PLUGIN_ID);
    const BiCoreTable *core = NULL;
    gboolean called = FALSE;

    if (core_plugin != NULL)
        core = purple_plugin_ipc_call (core_plugin, "attach", &called, &ui_table);
    if (!called || core == NULL)
        return NULL;
    if (core->version != BI_UI_VERSION) {
        say_goodbye ();
        return NULL;
    }
    return core;
}

static gboolean
plugin_load (PurplePlugin *plugin)
{
    const BiCoreTable *core = meet_core ();

    if (core == NULL) {
        g_free (plugin->error);
        plugin->error =
            g_strdup ("Bad Idea's two parts, core and Pidgin, are of different "
                      "versions. Install both anew, then start Pidgin again.");
        return FALSE;
    }
    plugin->extra = (void *) core;
    bi_compose_attach (plugin, core);
    return TRUE;
}

static gboolean
plugin_unload (PurplePlugin *plugin)
{
    bi_compose_detach (plugin);
    say_goodbye ();
    plugin->extra = NULL;
    return TRUE;
}

static GtkWidget *
get_config_frame (PurplePlugin *plugin)
{
    return bi_preferences_new (plugin, plugin->extra);
}

static PidginPluginUiInfo ui_info = {
    .get_config_frame = get_config_frame,
};

static PurplePluginInfo info = {
    .magic = PURPLE_PLUGIN_MAGIC,
    .major_version = PURPLE_MAJOR_VERSION,
    .minor_version = PURPLE_MINOR_VERSION,
    .type = PURPLE_PLUGIN_STANDARD,
    .ui_requirement = (char *) PIDGIN_PLUGIN_TYPE,
    .priority = PURPLE_PRIORITY_DEFAULT,
    .id = (char *) "gtk-badidea",
    .name = (char *) "Bad Idea",
    .version = (char *) BI_VERSION,
    .summary = (char *) "A second look at what your brand is about to post.",
    .description =
        (char *) "Holds a draft that your rules call risky before it is posted, says "
                 "why, and lets you edit it, post it anyway or drop it.",
    .author = (char *) "The Bad Idea authors",
    .load = plugin_load,
    .unload = plugin_unload,
    .ui_info = &ui_info,
};

static void
plugin_init (PurplePlugin *plugin)
{
    info.dependencies = g_list_prepend (NULL, (char *) BI_CORE_PLUGIN_ID);
}

PURPLE_INIT_PLUGIN (badidea_pidgin, plugin_init, info)
