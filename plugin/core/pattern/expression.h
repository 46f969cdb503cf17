/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "literals.h"

BiLiterals bi_expression_find_need (const char *expression, GStringChunk *chunk);
