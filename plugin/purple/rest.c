/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of a held draft that did not leave, where others did. */
#include "rest.h"

#include "conversations.h"
#include "keeping.h"
#include "outgoing-private.h"
#include "record.h"

/* An empty line is no post. */
static guint
count_posts (char **lines)
{
    guint n = 0;

    for (; *lines != NULL; lines++)
        n += **lines != '\0';
    return n;
}

/* Leaves in @held what did not leave. Returns: (transfer full): the lines that did */
static BiHeld *
cut_left (BiHeld *held, const BiPermit *permit)
{
    BiHeld *left = bi_held_new ();
    guint post = count_posts (held->lines);

    bi_held_append (left, held);
    for (gsize i = g_strv_length (held->lines); i-- > 0;) {
        gboolean is_empty = held->lines[i][0] == '\0';
        gboolean has_left = is_empty || bi_permit_has_left (permit, --post);

        bi_held_drop_lines (has_left ? held : left, i, 1);
    }
    return left;
}

static void
tell (PurpleConversation *conv, guint n, guint n_left, const char *warning)
{
    g_autofree char *line = g_strdup_printf (
        "Bad Idea: %u of %u lines of this draft did not leave, and come back to the "
        "entry. %s",
        n - n_left, n, warning != NULL ? warning : "They are kept.");

    bi_conversations_write_line (conv, line);
}

/* The held draft becomes the posts that the client made of it, and is looked at for
 * secrets as such. */
static void
divide (PurpleConversation *conv, BiOutgoing *outgoing)
{
    g_autofree char *markup = g_strjoinv (BI_TEXT_BREAK, outgoing->lines);

    bi_outgoing_check (conv, outgoing, markup);
    bi_draft_set_lines (outgoing->draft, outgoing->held, g_strdupv (outgoing->lines));
}

/* @permit: under which it was sent. Returns: whether some lines of the held
 * draft have left and others have not, which are kept on disk */
gboolean
bi_rest_keep (PurpleConversation *conv, BiOutgoing *outgoing, const BiPermit *permit)
{
    guint n = outgoing->lines != NULL ? count_posts (outgoing->lines) : 0;
    guint n_left = bi_permit_count_left (permit);
    g_autoptr (BiHeld) left = NULL;
    g_autofree char *warning = NULL;
    g_autofree char *text = NULL;

    if (outgoing->held == NULL || bi_permit_count_posts (permit) > n || n_left == n)
        return FALSE;
    divide (conv, outgoing);
    left = cut_left (outgoing->held, permit);
    text = bi_held_join_masked (left, G_MAXSIZE);
    bi_record_text (outgoing->held, BI_DECISION_POSTED, text);
    warning = bi_keeping_save (outgoing->held, bi_draft_get_report (outgoing->draft));
    tell (conv, n, n_left, warning);
    return TRUE;
}
