/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "input.h"

#include <gtkimhtml.h>

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

/* On a line of its own, with the cursor behind it. Nobody is typing, so Pidgin, which
 * tells the other side who is, does not see it. */
void
bi_input_append (GtkWidget *entry, const char *markup)
{
    GtkTextBuffer *buffer = bi_input_get_buffer (entry);
    const guint signal = g_signal_lookup ("insert-text", GTK_TYPE_TEXT_BUFFER);
    const GSignalMatchType match = G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA;
    void *window = g_object_get_data (G_OBJECT (entry), "gtkconv");
    g_autofree char *line =
        g_strconcat (bi_input_is_empty (entry) ? "" : "<br>", markup, NULL);
    GtkTextIter end;

    g_signal_handlers_block_matched (buffer, match, signal, 0, NULL, NULL, window);
    gtk_imhtml_append_text_with_images (GTK_IMHTML (entry), line, 0, NULL);
    g_signal_handlers_unblock_matched (buffer, match, signal, 0, NULL, NULL, window);
    gtk_text_buffer_get_end_iter (buffer, &end);
    gtk_text_buffer_place_cursor (buffer, &end);
}
