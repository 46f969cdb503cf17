/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "training.h"

double *bi_contrast_find (const BiTrainingSet *set, int left_out);
