/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "input.h"

GtkTextBuffer *
bi_input_get_buffer (GtkWidget *entry)
{
    return gtk_text_view_get_buffer (GTK_TEXT_VIEW (entry));
}

gboolean
bi_input_is_empty (GtkWidget *entry)
{
    return gtk_text_buffer_get_char_count (bi_input_get_buffer (entry)) == 0;
}

/* A smiley or an image counts as text. */
gboolean
bi_input_is_blank (GtkWidget *entry)
{
    GtkTextIter at;

    gtk_text_buffer_get_start_iter (bi_input_get_buffer (entry), &at);
    while (g_unichar_isspace (gtk_text_iter_get_char (&at)))
        if (!gtk_text_iter_forward_char (&at))
            break;
    return gtk_text_iter_is_end (&at);
}
