/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What a conversation's entry holds. */
GtkTextBuffer *bi_input_get_buffer (GtkWidget *entry);
gboolean bi_input_is_empty (GtkWidget *entry);
gboolean bi_input_is_blank (GtkWidget *entry);
void bi_input_append (GtkWidget *entry, const char *markup);
