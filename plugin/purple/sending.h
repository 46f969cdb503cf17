/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* The second ring: libpurple's own send signals, for text that passed no gated entry. */
void bi_sending_connect (BiContext *context);
