/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "outgoing.h"
#include "permit.h"

gboolean
bi_rest_keep (PurpleConversation *conv, BiOutgoing *outgoing, const BiPermit *permit);
