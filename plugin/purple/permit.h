/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <conversation.h>

typedef enum { BI_POST_BEGUN, BI_POST_LEFT, BI_POST_REFUSED } BiPostState;

/* The permit under which a client's own posts leave a conversation. One that is begun
 * while another is on its way is not the client's, but of a plugin that answers it. */
gboolean bi_permit_is_open (PurpleConversation *conv);
void bi_permit_open (PurpleConversation *conv);
GArray *bi_permit_close (PurpleConversation *conv);
guint bi_permit_count_left (const GArray *posts);

gboolean bi_permit_begin_post (PurpleConversation *conv);
gboolean bi_permit_leave_post (PurpleConversation *conv);
void bi_permit_end_post (void);
void bi_permit_refuse_post (PurpleConversation *conv);
