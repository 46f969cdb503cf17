/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ui.h"

/* What every part of this plugin needs from the time it is loaded until it is unloaded.
 */
typedef struct {
    PurplePlugin *plugin;
    const BiCoreTable *core;
} BiContext;
