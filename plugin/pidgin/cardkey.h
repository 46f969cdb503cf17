/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gdk/gdk.h>

/* What a key means while the card has the focus. */
typedef enum {
    BI_CARD_KEY_OTHER,
    BI_CARD_KEY_CANCEL,
    BI_CARD_KEY_ACTIVATE,
    BI_CARD_KEY_SPACE,
    BI_CARD_KEY_NEXT,
    BI_CARD_KEY_PREVIOUS,
    BI_CARD_KEY_LEFT,
    BI_CARD_KEY_RIGHT,
    BI_CARD_KEY_UP,
    BI_CARD_KEY_DOWN,
    BI_CARD_KEY_TEXT /* types or deletes */
} BiCardKey;

BiCardKey bi_card_key_read (const GdkEventKey *event);
