/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/view.h"
#include "badidea/words.h"

/* Reading past evasion and typography. */
BiView *bi_fold_view (const char *typed, gsize length, const BiWords *words);
char *bi_fold_literal (const char *literal);
