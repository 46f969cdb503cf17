/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cardkey.h"

#include <gdk/gdkkeysyms.h>
#include <gtk/gtk.h>

static const struct {
    guint keyval;
    BiCardKey key;
} keys[] = {
    {GDK_Escape, BI_CARD_KEY_CANCEL},
    {GDK_Return, BI_CARD_KEY_ACTIVATE},
    {GDK_KP_Enter, BI_CARD_KEY_ACTIVATE},
    {GDK_ISO_Enter, BI_CARD_KEY_ACTIVATE},
    {GDK_3270_Enter, BI_CARD_KEY_ACTIVATE},
    {GDK_space, BI_CARD_KEY_SPACE},
    {GDK_KP_Space, BI_CARD_KEY_SPACE},
    {GDK_Tab, BI_CARD_KEY_NEXT},
    {GDK_KP_Tab, BI_CARD_KEY_NEXT},
    {GDK_ISO_Left_Tab, BI_CARD_KEY_PREVIOUS},
    {GDK_Left, BI_CARD_KEY_LEFT},
    {GDK_KP_Left, BI_CARD_KEY_LEFT},
    {GDK_Right, BI_CARD_KEY_RIGHT},
    {GDK_KP_Right, BI_CARD_KEY_RIGHT},
    {GDK_Up, BI_CARD_KEY_UP},
    {GDK_KP_Up, BI_CARD_KEY_UP},
    {GDK_Down, BI_CARD_KEY_DOWN},
    {GDK_KP_Down, BI_CARD_KEY_DOWN},
    {GDK_Page_Up, BI_CARD_KEY_UP},
    {GDK_KP_Page_Up, BI_CARD_KEY_UP},
    {GDK_Page_Down, BI_CARD_KEY_DOWN},
    {GDK_KP_Page_Down, BI_CARD_KEY_DOWN},
    {GDK_BackSpace, BI_CARD_KEY_TEXT},
    {GDK_Delete, BI_CARD_KEY_TEXT},
    {GDK_KP_Delete, BI_CARD_KEY_TEXT},
    {GDK_Multi_key, BI_CARD_KEY_TEXT},
};

/* The first half of an accented letter. */
static gboolean
is_dead_key (guint keyval)
{
    return keyval >= GDK_dead_grave && keyval <= 0xfe8f;
}

BiCardKey
bi_card_key_read (const GdkEventKey *event)
{
    const guint modifiers = event->state & gtk_accelerator_get_default_mod_mask ();
    const gunichar letter = gdk_keyval_to_unicode (event->keyval);

    if ((modifiers & ~GDK_SHIFT_MASK) != 0)
        return BI_CARD_KEY_OTHER;
    if (modifiers != 0 && event->keyval == GDK_Tab)
        return BI_CARD_KEY_PREVIOUS;
    for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        if (keys[i].keyval == event->keyval)
            return keys[i].key;
    if (is_dead_key (event->keyval) || (letter != 0 && g_unichar_isprint (letter)))
        return BI_CARD_KEY_TEXT;
    return BI_CARD_KEY_OTHER;
}
