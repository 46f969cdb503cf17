/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/circumstances.h"
#include "badidea/shape.h"
#include "badidea/situation.h"

/* One condition on the situation, as "when" has it: "not hour 9-17". Immutable. */
typedef struct _BiWhen BiWhen;

/* All that conditions ask about. Borrowed. */
typedef struct {
    const BiSituation *situation;
    const BiCircumstances *circumstances;
    const BiShape *shape;
    BiMatcher *matcher;
    const char *text; /* plain */
    gsize length;
} BiMoment;

BiWhen *bi_when_new (const char *value, gsize *offset, GError **error);
void bi_when_free (BiWhen *when);

gboolean bi_when_holds (const BiWhen *when, const BiMoment *moment);
const char *bi_when_get_source (const BiWhen *when);
const char *bi_when_get_crisis (const BiWhen *when);
gboolean bi_when_is_about_words (const BiWhen *when);
gboolean bi_when_is_over (const BiWhen *when, GDateTime *now);

#define BI_WHEN_ERROR (bi_when_error_quark ())
GQuark bi_when_error_quark (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiWhen, bi_when_free)
