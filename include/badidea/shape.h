/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What can be counted in a draft. */
typedef struct {
    guint length; /* in characters */
    guint lines, words;
    guint hashtags, mentions, links, emoji;
    guint exclamation_marks;
    guint questions;
    guint capitals; /* per cent of the letters */
    gboolean starts_with_mention;
} BiShape;

BiShape bi_shape_measure (const char *typed, gsize length);
