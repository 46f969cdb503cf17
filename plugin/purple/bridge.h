/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "context.h"

/* Where a UI plugin finds the core plugin: see badidea/ui.h. */
void bi_bridge_register (BiContext *context);
