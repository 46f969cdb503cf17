/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Text that wraps to the width it is given, asks for none itself, and scrolls when it
 * would take too much of the pane it is in. */
GtkWidget *bi_paragraphs_new (GtkWidget *pane, const char *heading, const char *aside);
void bi_paragraphs_add (GtkWidget *paragraphs, const char *markup);
void bi_paragraphs_prepare (GtkWidget *paragraphs, GtkWidget *card);
void bi_paragraphs_set_background (GtkWidget *paragraphs, const GdkColor *color);
void bi_paragraphs_scroll (GtkWidget *paragraphs, int steps);
