/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/classes.h"
#include "badidea/view.h"

const char *bi_expand_skip (const char *at);
BiView *bi_expand_classes (const char *expression, BiClasses *classes, gsize *offset,
                           GError **error);
