/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/weights.h"

#include "lesson.h"

/* How a signal's sums become scores: the same share of ordinary posts reaches the same
 * score, whatever the signal. */
typedef struct {
    double centre;
    double scale;
} BiCalibration;

double bi_lesson_quantile (const BiLesson *lesson, const BiValidation *validation,
                           guint signal, double share);
BiCalibration
bi_calibrate (const BiLesson *lesson, const BiValidation *validation, guint signal);
double bi_calibrated_score (BiCalibration calibration, double sum);

GBytes *bi_lesson_write (const BiLesson *lesson, double *const *weights,
                         const BiCalibration *calibrations, const char *made_from,
                         const BiWeights *below);
