/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

/* The permit under which a client's own posts leave a conversation. One that is begun
 * while another is on its way is not the client's, but of a plugin that answers it. */
typedef struct _BiPermit BiPermit;

gboolean bi_permit_is_open (PurpleConversation *conv);
void bi_permit_open (PurpleConversation *conv);
BiPermit *bi_permit_close (PurpleConversation *conv);
void bi_permit_free (BiPermit *permit);

guint bi_permit_count_posts (const BiPermit *permit);
guint bi_permit_count_left (const BiPermit *permit);
gboolean bi_permit_has_left (const BiPermit *permit, guint post);
gboolean bi_permit_is_swallowed (const BiPermit *permit);
gboolean bi_permit_is_refused (const BiPermit *permit);

gboolean bi_permit_begin_post (PurpleConversation *conv);
gboolean bi_permit_leave_post (PurpleConversation *conv);
void bi_permit_end_post (void);
void bi_permit_refuse_post (PurpleConversation *conv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiPermit, bi_permit_free)
