/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

/* Who is about to read a draft, and from whom. */
char *bi_audience_describe (PurpleConversation *conv);
