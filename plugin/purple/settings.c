/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings.h"

#include <prefs.h>

/* A preference's path splits at "/", which the name of an XMPP account may hold: what is
 * said of one account is a setting of that account. */
#define ROOT    "/plugins/core/badidea"
#define CHOSEN  ROOT "/accounts_chosen"
#define WATCHED "badidea-watched"
#define WARNED  "badidea-warned-at"

void
bi_settings_init (void)
{
    purple_prefs_add_none (ROOT);
    purple_prefs_add_bool (CHOSEN, FALSE);
}

static gboolean
is_set (const PurpleAccount *account)
{
    return purple_account_get_bool (account, WATCHED, TRUE) ==
           purple_account_get_bool (account, WATCHED, FALSE);
}

/* The accounts' settings are in another file than the mark that they were made, and a
 * second client may write that anew without them: a choice of which nothing is left is
 * none. */
gboolean
bi_settings_is_chosen (void)
{
    if (!purple_prefs_get_bool (CHOSEN))
        return FALSE;
    for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next)
        if (is_set (l->data))
            return TRUE;
    return FALSE;
}

/* Until somebody has chosen, every account is watched; after that only those ticked are.
 */
gboolean
bi_settings_is_watched (const PurpleAccount *account)
{
    return !bi_settings_is_chosen () || purple_account_get_bool (account, WATCHED, FALSE);
}

/* The first choice turns what held for all into a setting of each. */
void
bi_settings_set_watched (PurpleAccount *account, gboolean watched)
{
    if (!bi_settings_is_chosen ())
        for (GList *l = purple_accounts_get_all (); l != NULL; l = l->next)
            purple_account_set_bool (l->data, WATCHED, TRUE);
    purple_prefs_set_bool (CHOSEN, TRUE);
    purple_account_set_bool (account, WATCHED, watched);
}

/* Returns: (transfer full) (nullable) */
GDateTime *
bi_settings_get_warned_at (const PurpleAccount *account)
{
    const char *time = purple_account_get_string (account, WARNED, NULL);

    return time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
}

/* @time: ISO 8601 */
void
bi_settings_set_warned_at (PurpleAccount *account, const char *time)
{
    purple_account_set_string (account, WARNED, time);
}
