/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tables.h"

void bi_report_signals (const BiLesson *lesson, const BiValidation *validation,
                        const BiCalibration *calibrations, double share);
void bi_report_doubts (const BiLesson *lesson, const BiValidation *validation,
                       const BiCalibration *calibrations);
void bi_report_likes (const BiLesson *lesson);
