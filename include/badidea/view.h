/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Bytes, half open. */
typedef struct {
    gsize start, end;
} BiSpan;

typedef struct _BiView BiView;

BiView *bi_view_new (void);
void bi_view_free (BiView *view);

void bi_view_append (BiView *view, const char *bytes, gsize length, gsize origin,
                     gsize origin_length);
void bi_view_append_unit (BiView *view, const char *bytes, gsize length, gsize origin,
                          gsize origin_length);

const char *bi_view_get_string (const BiView *view, gsize *length);
BiSpan bi_view_to_origin (const BiView *view, BiSpan span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiView, bi_view_free)
