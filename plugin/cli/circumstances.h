/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/circumstances.h"

gboolean bi_circumstances_set (BiCircumstances *circumstances, const char *name,
                               const char *value, GError **error);
