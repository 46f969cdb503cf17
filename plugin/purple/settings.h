/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <account.h>

/* Which accounts are watched. */
void bi_settings_init (void);
gboolean bi_settings_is_chosen (void);
gboolean bi_settings_is_watched (const PurpleAccount *account);
void bi_settings_set_watched (PurpleAccount *account, gboolean watched);

/* When the account's last held draft came to its end. */
GDateTime *bi_settings_get_warned_at (const PurpleAccount *account);
void bi_settings_set_warned_at (PurpleAccount *account, const char *time);
