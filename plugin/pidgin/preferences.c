/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "preferences.h"

#include <gtkutils.h>
#include <pidgin.h>

#define ACCOUNT_KEY "badidea-account"
#define LIST_WIDTH  360
#define LIST_HEIGHT 160

typedef struct {
    const BiCoreTable *core;
    const PurplePlugin *plugin;
    GtkWidget *page; /* owns this */
    GtkWidget *summary;
    GtkWidget *list;
} BiPreferences;

static const char *
summarise (const BiCoreTable *core)
{
    if (!core->is_chosen ())
        return "No account is chosen yet, so all of them are checked. Tick those that "
               "speak "
               "for your brand.";
    for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next)
        if (core->is_watched (l->data))
            return "What is posted from the ticked accounts is checked first.";
    return "No account is checked.";
}

static void
show_summary (BiPreferences *preferences)
{
    gtk_label_set_text (GTK_LABEL (preferences->summary), summarise (preferences->core));
}

static void
apply_row (gpointer row, gpointer data)
{
    const BiCoreTable *core = data;
    PurpleAccount *account = g_object_get_data (row, ACCOUNT_KEY);
    const gboolean ticked = gtk_toggle_button_get_active (row);

    if (core->is_watched (account) != ticked)
        core->set_watched (account, ticked);
}

/* What the page shows is what holds: the first tick also makes unwatched what is not
 * ticked. */
static void
on_toggled (GtkToggleButton *button, BiPreferences *preferences)
{
    const BiCoreTable *core = preferences->core;
    g_autoptr (GList) rows =
        gtk_container_get_children (GTK_CONTAINER (preferences->list));

    core->set_watched (g_object_get_data (G_OBJECT (button), ACCOUNT_KEY),
                       gtk_toggle_button_get_active (button));
    g_list_foreach (rows, apply_row, (gpointer) core);
    show_summary (preferences);
}

static GtkWidget *
row_new (BiPreferences *preferences, PurpleAccount *account)
{
    const BiCoreTable *core = preferences->core;
    g_autofree char *name =
        g_strdup_printf ("%s (%s)", purple_account_get_username (account),
                         purple_account_get_protocol_name (account));
    GtkWidget *row = gtk_check_button_new ();
    GtkWidget *line = gtk_hbox_new (FALSE, PIDGIN_HIG_BOX_SPACE);
    g_autoptr (GdkPixbuf) icon =
        pidgin_create_prpl_icon (account, PIDGIN_PRPL_ICON_SMALL);

    gtk_box_pack_start (GTK_BOX (line), gtk_image_new_from_pixbuf (icon), FALSE, FALSE,
                        0);
    gtk_box_pack_start (GTK_BOX (line), gtk_label_new (name), FALSE, FALSE, 0);
    gtk_container_add (GTK_CONTAINER (row), line);
    atk_object_set_name (gtk_widget_get_accessible (row), name);
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row),
                                  core->is_chosen () && core->is_watched (account));
    g_object_set_data (G_OBJECT (row), ACCOUNT_KEY, account);
    g_signal_connect (row, "toggled", G_CALLBACK (on_toggled), preferences);
    return row;
}

static void
destroy_row (gpointer row, gpointer unused)
{
    gtk_widget_destroy (row);
}

static void
fill (BiPreferences *preferences)
{
    g_autoptr (GList) rows =
        gtk_container_get_children (GTK_CONTAINER (preferences->list));

    g_list_foreach (rows, destroy_row, NULL);
    for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next)
        gtk_box_pack_start (GTK_BOX (preferences->list), row_new (preferences, l->data),
                            FALSE, FALSE, 0);
    gtk_widget_show_all (preferences->list);
    show_summary (preferences);
}

static void
on_accounts_changed (PurpleAccount *account, gpointer preferences)
{
    fill (preferences);
}

/* Pidgin leaves the page open when the plugin is unloaded by another way than its list.
 */
static void
on_plugin_unloaded (PurplePlugin *plugin, gpointer data)
{
    BiPreferences *preferences = data;

    if (plugin == preferences->plugin)
        gtk_widget_destroy (preferences->page);
}

static void
on_destroy (GtkWidget *page, gpointer data)
{
    purple_signals_disconnect_by_handle (data);
}

static void
follow_accounts (BiPreferences *preferences)
{
    void *accounts = purple_accounts_get_handle ();

    purple_signal_connect (accounts, "account-added", preferences,
                           PURPLE_CALLBACK (on_accounts_changed), preferences);
    purple_signal_connect (accounts, "account-removed", preferences,
                           PURPLE_CALLBACK (on_accounts_changed), preferences);
    purple_signal_connect (purple_plugins_get_handle (), "plugin-unload", preferences,
                           PURPLE_CALLBACK (on_plugin_unloaded), preferences);
    g_signal_connect (preferences->page, "destroy", G_CALLBACK (on_destroy), preferences);
}

/* Returns: (transfer floating) */
GtkWidget *
bi_preferences_new (const PurplePlugin *plugin, const BiCoreTable *core)
{
    BiPreferences *preferences = g_new0 (BiPreferences, 1);
    GtkWidget *frame;

    preferences->core = core;
    preferences->plugin = plugin;
    preferences->page = gtk_vbox_new (FALSE, PIDGIN_HIG_CAT_SPACE);
    preferences->summary = gtk_label_new (NULL);
    preferences->list = gtk_vbox_new (FALSE, 0);
    g_object_set_data_full (G_OBJECT (preferences->page), "badidea-preferences",
                            preferences, g_free);
    gtk_container_set_border_width (GTK_CONTAINER (preferences->page), PIDGIN_HIG_BORDER);
    frame = pidgin_make_frame (preferences->page, "Accounts to check");
    gtk_label_set_line_wrap (GTK_LABEL (preferences->summary), TRUE);
    gtk_widget_set_size_request (preferences->summary, LIST_WIDTH, -1);
    gtk_misc_set_alignment (GTK_MISC (preferences->summary), 0.0F, 0.0F);
    gtk_box_pack_start (GTK_BOX (frame), preferences->summary, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (frame),
                        pidgin_make_scrollable (preferences->list, GTK_POLICY_NEVER,
                                                GTK_POLICY_AUTOMATIC, GTK_SHADOW_IN,
                                                LIST_WIDTH, LIST_HEIGHT),
                        TRUE, TRUE, 0);
    fill (preferences);
    follow_accounts (preferences);
    gtk_widget_show_all (preferences->page);
    return preferences->page;
}
