/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* The folders below a layer that its files are in; the layer itself is "". */
extern const char *const bi_layer_folders[];

char *bi_fingerprint_new (const char *const *layers);
