/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/circumstances.h"

/* Nothing is known yet; the fields are for the caller to fill. Returns: (transfer full)
 */
BiCircumstances *
bi_circumstances_new (void)
{
    return g_new0 (BiCircumstances, 1);
}

/* Returns: (transfer full) */
BiCircumstances *
bi_circumstances_copy (const BiCircumstances *circumstances)
{
    BiCircumstances *copy = bi_circumstances_new ();

    copy->account = g_strdup (circumstances->account);
    copy->protocol = g_strdup (circumstances->protocol);
    copy->conversation = g_strdup (circumstances->conversation);
    copy->audience = circumstances->audience;
    copy->command = circumstances->command;
    if (circumstances->at != NULL)
        copy->at = g_date_time_ref (circumstances->at);
    if (circumstances->warned_at != NULL)
        copy->warned_at = g_date_time_ref (circumstances->warned_at);
    return copy;
}

void
bi_circumstances_free (BiCircumstances *circumstances)
{
    if (circumstances == NULL)
        return;
    g_free (circumstances->account);
    g_free (circumstances->protocol);
    g_free (circumstances->conversation);
    g_clear_pointer (&circumstances->at, g_date_time_unref);
    g_clear_pointer (&circumstances->warned_at, g_date_time_unref);
    g_free (circumstances);
}
