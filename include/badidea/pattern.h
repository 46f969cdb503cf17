/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/classes.h"
#include "badidea/view.h"

/* One bounded PCRE2 expression, made from a phrase or written as one. */
typedef struct _BiPattern BiPattern;

/* The working memory and the limits of matching. One for each thread; patterns are
 * shared. */
typedef struct _BiMatcher BiMatcher;

typedef enum { BI_MATCH_NO, BI_MATCH_YES, BI_MATCH_GAVE_UP } BiMatch;

/* The bytes that one match may see ahead, or more where it takes that to finish it;
 * longer text is searched in overlapping windows.
 */
#define BI_PATTERN_WINDOW  4096
#define BI_PATTERN_OVERLAP 1024

BiPattern *bi_pattern_new_phrase (const char *phrase, BiClasses *classes, gsize *offset,
                                  GError **error);
BiPattern *bi_pattern_new_expression (const char *expression, BiClasses *classes,
                                      gsize *offset, GError **error);
BiMatch bi_pattern_find (const BiPattern *pattern, BiMatcher *matcher, const char *text,
                         gsize length, gsize from, BiSpan *found);
const GPtrArray *bi_pattern_get_required (const BiPattern *pattern);
void bi_pattern_free (BiPattern *pattern);

BiMatcher *bi_matcher_new (void);
void bi_matcher_free (BiMatcher *matcher);

#define BI_PATTERN_ERROR (bi_pattern_error_quark ())
GQuark bi_pattern_error_quark (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiPattern, bi_pattern_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiMatcher, bi_matcher_free)
