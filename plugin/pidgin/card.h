/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/notice.h"

#include <gtk/gtk.h>

/* The card that puts a held draft before its writer, between the log and the entry. */
typedef enum {
    BI_CARD_EDIT,
    BI_CARD_POST,
    BI_CARD_DISCARD,
    BI_CARD_N_CHOICES
} BiCardChoice;

/* What the writer says. The card may be destroyed meanwhile. */
typedef struct {
    void (*decided) (BiCardChoice choice, gpointer data);
    void (*keep_whole) (gboolean whole, gpointer data);
} BiCardListener;

GtkWidget *bi_card_new (GtkWidget *pane, const BiNotice *notice, const char *audience,
                        const BiCardListener *listener, gpointer data);
void bi_card_focus (GtkWidget *card);
gboolean bi_card_has_focus (GtkWidget *card);
