/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indicator.h"

#include <pidginstock.h>

#define ICON_KEY  "badidea-icon"
#define LABEL_KEY "badidea-label"

static const struct {
    const char *icon;
    const char *text;
    const char *tooltip;
} modes[] = {
    [BI_CHECK_OFF] = {NULL, "", NULL},
    [BI_CHECK_ON] = {GTK_STOCK_APPLY, "Bad Idea: on",
                     "Drafts are checked before they are posted here. One that a rule "
                     "calls risky is held "
                     "until you decide."},
    [BI_CHECK_BLIND] = {GTK_STOCK_DIALOG_WARNING, "Bad Idea: blind, every draft is held",
                        "There are no usable rules, so nothing can be checked. Every "
                        "draft is held until you "
                        "decide. “badidea lint” tells what is wrong with the rules."},
};

/* Returns: (transfer floating) hidden until a mode is set. */
GtkWidget *
bi_indicator_new (void)
{
    GtkWidget *indicator = gtk_event_box_new ();
    GtkWidget *line = gtk_hbox_new (FALSE, 4);
    GtkWidget *icon = gtk_image_new ();
    GtkWidget *label = gtk_label_new (NULL);

    gtk_event_box_set_visible_window (GTK_EVENT_BOX (indicator), FALSE);
    gtk_misc_set_alignment (GTK_MISC (label), 0.0F, 0.5F);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_box_pack_start (GTK_BOX (line), icon, FALSE, FALSE, 0);
    gtk_box_pack_start (GTK_BOX (line), label, TRUE, TRUE, 0);
    gtk_container_add (GTK_CONTAINER (indicator), line);
    gtk_widget_show_all (line);
    g_object_set_data (G_OBJECT (indicator), ICON_KEY, icon);
    g_object_set_data (G_OBJECT (indicator), LABEL_KEY, label);
    return indicator;
}

void
bi_indicator_set_mode (GtkWidget *indicator, BiCheckMode mode)
{
    GtkImage *icon = g_object_get_data (G_OBJECT (indicator), ICON_KEY);
    GtkLabel *label = g_object_get_data (G_OBJECT (indicator), LABEL_KEY);
    g_autofree char *markup = NULL;

    g_return_if_fail ((guint) mode < G_N_ELEMENTS (modes));
    markup = g_markup_printf_escaped ("<small>%s</small>", modes[mode].text);
    gtk_image_set_from_stock (
        icon, modes[mode].icon,
        gtk_icon_size_from_name (PIDGIN_ICON_SIZE_TANGO_EXTRA_SMALL));
    gtk_label_set_markup (label, markup);
    gtk_widget_set_tooltip_text (indicator, modes[mode].tooltip);
    gtk_widget_set_visible (indicator, mode != BI_CHECK_OFF);
}
