/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "permit.h"

#include "outgoing-private.h"

typedef enum { POST_BEGUN, POST_LEFT, POST_REFUSED } PostState;

struct _BiPermit {
    GArray *posts;    /* PostState */
    guint n_on_way;   /* posts that were on their way when it was opened */
    gboolean refused; /* see bi_permit_is_refused() */
};

void
bi_permit_free (BiPermit *permit)
{
    if (permit == NULL)
        return;
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

    permit->posts = g_array_new (FALSE, FALSE, sizeof (PostState));
    permit->n_on_way = bi_context_get ()->n_on_way;
    g_ptr_array_add (outgoing->permits, permit);
}

/* Returns: (transfer full) (nullable): the one that was opened last, if there is one */
BiPermit *
bi_permit_close (PurpleConversation *conv)
{
    BiOutgoing *outgoing = bi_outgoing_find (conv);

    if (get_permit (outgoing) == NULL)
        return NULL;
    return g_ptr_array_steal_index (outgoing->permits, outgoing->permits->len - 1);
}

/* A post is about to leave. @conv: (nullable). Returns: whether it is the client's own,
 * under a permit */
gboolean
bi_permit_begin_post (PurpleConversation *conv)
{
    BiContext *context = bi_context_get ();
    BiPermit *permit = conv != NULL ? get_permit (bi_outgoing_find (conv)) : NULL;
    const PostState state = POST_BEGUN;
    gboolean is_own = permit != NULL && permit->n_on_way == context->n_on_way;

    if (is_own)
        g_array_append_val (permit->posts, state);
    context->n_on_way++;
    return is_own;
}

/* Returns: (nullable): the client's own last post, when @n more are on their way than
 * when the permit was opened */
static PostState *
find_post (PurpleConversation *conv, guint n)
{
    const BiPermit *permit = get_permit (bi_outgoing_find (conv));

    return permit != NULL && permit->posts->len > 0 &&
                   permit->n_on_way + n == bi_context_get ()->n_on_way
               ? &g_array_index (permit->posts, PostState, permit->posts->len - 1)
               : NULL;
}

/* It has left, unless the protocol refuses it yet. Returns: whether it is the client's
 * own, under a permit */
gboolean
bi_permit_leave_post (PurpleConversation *conv)
{
    PostState *post = find_post (conv, 1);

    if (post != NULL && *post == POST_BEGUN)
        *post = POST_LEFT;
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
    PostState *on_way = find_post (conv, 1);
    PostState *last = find_post (conv, 0);

    if (on_way != NULL && *on_way == POST_BEGUN)
        *on_way = POST_REFUSED;
    if (last != NULL && *last == POST_LEFT)
        *last = POST_REFUSED;
    if (permit != NULL && permit->n_on_way == bi_context_get ()->n_on_way)
        permit->refused = TRUE;
}

/* ---- what became of it ---- */

guint
bi_permit_count_posts (const BiPermit *permit)
{
    return permit->posts->len;
}

static gboolean
is_post (const BiPermit *permit, guint post, PostState state)
{
    return post < permit->posts->len &&
           g_array_index (permit->posts, PostState, post) == state;
}

static guint
count_posts (const BiPermit *permit, PostState state)
{
    guint n = 0;

    for (guint i = 0; i < permit->posts->len; i++)
        n += is_post (permit, i, state);
    return n;
}

gboolean
bi_permit_has_left (const BiPermit *permit, guint post)
{
    return is_post (permit, post, POST_LEFT);
}

guint
bi_permit_count_left (const BiPermit *permit)
{
    return count_posts (permit, POST_LEFT);
}

/* Whether a post of it went no way that is known: another plugin has it. */
gboolean
bi_permit_is_swallowed (const BiPermit *permit)
{
    return count_posts (permit, POST_BEGUN) > 0;
}

/* Whether an error was written while none of its posts was on its way. */
gboolean
bi_permit_is_refused (const BiPermit *permit)
{
    return permit->refused;
}
