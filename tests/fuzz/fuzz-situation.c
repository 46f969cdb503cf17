/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes are a file of a situation; each of its values, and each line, is a condition
 * too. */
#include "badidea/when.h"

#include "situation/situation-private.h"

#include <stdint.h>
#include <string.h>

/* A section and a line have only so many things to be wrong. */
#define MOST_PROBLEMS 8

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static const char *const times[] = {"2026-11-21T23:59:59.5+05:30", "2024-02-29T00:00:00Z",
                                    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"};

/* Either it holds or its opposite, and both only when something is not known. */
static void
check_opposite (const char *condition, gboolean holds, const BiMoment *moment)
{
    g_autofree char *opposite = g_strconcat ("not ", condition, NULL);
    gboolean known = moment->circumstances->at != NULL &&
                     g_ascii_strncasecmp (condition, "crisis", 6) != 0;
    gsize offset;
    g_autoptr (BiWhen) when = bi_when_new (opposite, &offset, NULL);

    if (when != NULL && known)
        g_assert (holds != bi_when_holds (when, moment));
    else if (when != NULL)
        g_assert (holds || bi_when_holds (when, moment));
}

static void
check_condition (const char *condition, BiMoment *moment)
{
    g_autoptr (GError) error = NULL;
    gsize offset = G_MAXSIZE;
    g_autoptr (BiWhen) when = bi_when_new (condition, &offset, &error);
    gboolean holds;

    if (when == NULL) {
        g_assert (error != NULL && error->domain == BI_WHEN_ERROR);
        g_assert (g_utf8_validate (error->message, -1, NULL));
        g_assert (strstr (error->message, "; ") != NULL);
        g_assert (offset <= strlen (condition));
        g_assert (((guchar) condition[offset] & 0xC0) != 0x80);
        return;
    }
    g_assert_cmpstr (bi_when_get_source (when), ==, condition);
    holds = bi_when_holds (when, moment);
    if (moment->circumstances->at != NULL &&
        bi_when_is_over (when, moment->circumstances->at))
        g_assert (!holds);
    if (!g_str_has_prefix (condition, "not"))
        check_opposite (condition, holds, moment);
}

static void
check_lines (char *text, const BiSituation *situation, BiMatcher *matcher)
{
    g_auto (GStrv) lines = g_strsplit (text, "\n", 64);

    for (gsize i = 0; lines[i] != NULL; i++) {
        g_autoptr (GDateTime) at =
            i % 5 < 4 ? g_date_time_new_from_iso8601 (times[i % 5], NULL) : NULL;
        g_autoptr (GDateTime) warned_at = g_date_time_new_utc (2026, 11, 20, 12, 0, 0);
        BiShape shape = {.length = (guint) i, .capitals = (guint) i};
        BiCircumstances circumstances = {
            lines[i], (char *) "prpl-jabber",   text, BI_AUDIENCE_PUBLIC + i % 3,
            at,       i % 2 ? warned_at : NULL, 0};
        BiMoment moment = {situation, &circumstances, &shape,
                           matcher,   text,           strlen (text)};

        check_condition (lines[i], &moment);
    }
}

static void
check_problems (const GPtrArray *problems, const char *bytes, gsize size)
{
    guint n_lines = 1;

    for (gsize i = 0; i < size; i++)
        n_lines += bytes[i] == '\n';
    g_assert (problems->len <= MOST_PROBLEMS * n_lines);
    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];

        g_assert (problem->line >= 1 && problem->line <= n_lines);
        g_assert (problem->column >= 1 && problem->column <= size + 1);
        g_assert (g_utf8_validate (problem->message, -1, NULL));
    }
}

static void
check_file (const char *file, const char *bytes, gsize size)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections = bi_sections_parse (file, bytes, size, problems);
    g_autoptr (BiSituation) situation = bi_situation_new ();
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    g_autofree char *text = g_utf8_make_valid (bytes, (gssize) size);

    for (guint i = 0; i < sections->len; i++)
        bi_situation_add (sections->pdata[i], problems, situation);
    for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
        g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (times[i], NULL);
        bi_situation_report_dates (situation, at, problems);
    }
    check_problems (problems, bytes, size);
    g_assert (bi_situation_get_names (situation) != NULL);
    check_lines (text, situation, matcher);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    check_file ("fuzz.situation", (const char *) data, size);
    check_file (BI_SWITCHES_FILE, (const char *) data, size);
    return 0;
}
