/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What looks like text and is no post. All of the text has to be it. */
gboolean bi_nopost_is_ciphertext (const char *plain);
gboolean bi_nopost_is_login_command (const char *plain);
gboolean bi_nopost_is_login (const char *plain, const char *receiver);
