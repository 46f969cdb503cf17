/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

char *bi_fingerprint_new (const char *const *layers);
