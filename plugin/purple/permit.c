/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "permit.h"

#include "outgoing-private.h"

struct _BiPermit {
    GArray *posts;    /* BiPostState */
    guint n_on_way;   /* posts that were on their way when it was opened */
    gboolean refused; /* an error was written */
};

void
bi_permit_free (gpointer data)
{
    BiPermit *permit = data;

    g_array_unref (permit->posts);
    g_free (permit);
}

/* The one that was opened last. Returns: (nullable) */
static BiPermit *
get_permit (const BiOutgoing *outgoing)
{
    return outgoing != NULL && outgoing->permits->len > 0
               ? outgoing->permits->pdata[outgoing->permits->len - 1]
               : NULL;
}

gboolean
bi_permit_is_open (PurpleConversation *conv)
{
    return get_permit (bi_outgoing_find (conv)) != NULL;
}

void
bi_permit_open (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find_or_new (conv);
    BiPermit *permit = g_new0 (BiPermit, 1);

    permit->posts = g_array_new (FALSE, FALSE, sizeof (BiPostState));
    permit->n_on_way = bi_context_get ()->n_on_way;
    g_ptr_array_add (outgoing->permits, permit);
    outgoing->refused = FALSE;
}

/* Returns: (transfer full) (nullable) (element-type BiPostState): the posts under it, in
 * their order; NULL when none was open */
GArray *
bi_permit_close (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);
    BiPermit *permit = get_permit (outgoing);
    GArray *posts;

    if (permit == NULL)
        return NULL;
    posts = g_array_ref (permit->posts);
    outgoing->refused = permit->refused;
    g_ptr_array_set_size (outgoing->permits, (gint) outgoing->permits->len - 1);
    return posts;
}

/* A post is about to leave. @conv: (nullable). Returns: whether it is the client's own,
 * under a permit */
gboolean
bi_permit_begin_post (PurpleConversation *conv)
{
    BiContext *context = bi_context_get ();
    BiPermit *permit = conv != NULL ? get_permit (bi_outgoing_find (conv)) : NULL;
    const BiPostState state = BI_POST_BEGUN;
    gboolean is_own = permit != NULL && permit->n_on_way == context->n_on_way;

    if (is_own)
        g_array_append_val (permit->posts, state);
    context->n_on_way++;
    return is_own;
}

/* @posts: (nullable) of a permit that was closed */
guint
bi_permit_count_left (const GArray *posts)
{
    guint n = 0;

    for (guint i = 0; posts != NULL && i < posts->len; i++)
        n += g_array_index (posts, BiPostState, i) == BI_POST_LEFT;
    return n;
}

/* Returns: (nullable): the client's own last post, when @n more are on their way than
 * when the permit was opened */
static BiPostState *
find_post (PurpleConversation *conv, guint n)
{
    const BiPermit *permit = get_permit (bi_outgoing_find (conv));

    return permit != NULL && permit->posts->len > 0 &&
                   permit->n_on_way + n == bi_context_get ()->n_on_way
               ? &g_array_index (permit->posts, BiPostState, permit->posts->len - 1)
               : NULL;
}

/* It has left, unless the protocol refuses it yet. Returns: whether it is the client's
 * own, under a permit */
gboolean
bi_permit_leave_post (PurpleConversation *conv)
{
    BiPostState *post = find_post (conv, 1);

    if (post != NULL && *post == BI_POST_BEGUN)
        *post = BI_POST_LEFT;
    return post != NULL;
}

/* The signals of the post that was begun last are over, also if it was swallowed. */
void
bi_permit_end_post (void)
{
    BiContext *context = bi_context_get ();

    if (context->n_on_way > 0) /* it may have begun before this plugin was loaded */
        context->n_on_way--;
}

/* An error was written into the conversation. libpurple says that a post was sent before
 * it knows that the protocol refuses it. */
void
bi_permit_refuse_post (PurpleConversation *conv)
{
    BiPermit *permit = get_permit (bi_outgoing_find (conv));
    BiPostState *on_way = find_post (conv, 1);
    BiPostState *last = find_post (conv, 0);

    if (on_way != NULL && *on_way == BI_POST_BEGUN)
        *on_way = BI_POST_REFUSED;
    if (last != NULL && *last == BI_POST_LEFT)
        *last = BI_POST_REFUSED;
    if (permit != NULL && permit->n_on_way == bi_context_get ()->n_on_way)
        permit->refused = TRUE;
}
