/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "reader.h"

gboolean bi_repeat_read (BiReader *reader, guint *min, guint *max);
