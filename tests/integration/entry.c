/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entry.h"

static gboolean
has_entry (PurpleConversation *conv)
{
    return TRUE;
}

/* Without a text of its own it takes any, where headless_take_confirm() lets it. */
static gboolean
give_back (PurpleConversation *conv, const char *markup)
{
    PurpleConversationUiOps *ops = purple_conversation_get_ui_ops (conv);

    if (ops->send_confirm == NULL)
        return FALSE;
    ops->send_confirm (conv, markup);
    return TRUE;
}

static void
refresh (void)
{
}

static const BiUiTable tables[] = {
    {BI_UI_VERSION, has_entry, give_back, refresh},
    {BI_UI_VERSION + 1, has_entry, give_back, refresh},
};

/* Returns: (nullable) */
const BiCoreTable *
entry_attach (guint version)
{
    gboolean called = FALSE;
    const BiCoreTable *core = purple_plugin_ipc_call (
        rehearsal_core (), "attach", &called, &tables[version - BI_UI_VERSION]);

    g_assert_true (called);
    return core;
}

void
entry_detach (void)
{
    gboolean called = FALSE;

    purple_plugin_ipc_call (rehearsal_core (), "detach", &called, &tables[0]);
    g_assert_true (called);
}

static char **
split (Rehearsal *r, const char *markup)
{
    return g_strsplit (markup, r->stage->formatted ? "\001" : "<br>", -1);
}

gboolean
entry_submit (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
              const char *markup)
{
    g_auto (GStrv) lines = split (r, markup);

    return core->submit (conv, markup,
                         r->stage->formatted ? NULL : (const char *const *) lines);
}

/* What the client does with the text of its entry: a send a line where it must. */
void
entry_emit (Rehearsal *r, PurpleConversation *conv, const char *markup)
{
    g_auto (GStrv) lines = split (r, markup);

    if (!purple_account_is_connected (r->account))
        return;
    for (char **line = lines; *line != NULL; line++)
        rehearsal_send (conv, *line);
}

/* Enter. Returns: whether the entry is empty afterwards */
gboolean
entry_enter (Rehearsal *r, const BiCoreTable *core, PurpleConversation *conv,
             const char *markup)
{
    gboolean emptied = purple_account_is_connected (r->account);

    if (!entry_submit (r, core, conv, markup))
        return FALSE;
    entry_emit (r, conv, markup);
    g_assert_true (core->has_permit (conv));
    if (!core->settle (conv, emptied))
        return FALSE;
    g_assert_false (core->has_permit (conv));
    return emptied;
}

void
entry_assert_held (Rehearsal *r, const char *lines)
{
    headless_turn (r->h);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_lines (r, lines);
}

void
entry_assert_nothing_held (Rehearsal *r)
{
    headless_turn (r->h);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

/* No permit is open: what comes now is checked. */
void
entry_assert_guarded (Rehearsal *r, PurpleConversation *conv)
{
    const guint held = rehearsal_n_held (r);

    rehearsal_send (conv, "BUY NOW");
    rehearsal_assert_posts (r, NULL);
    headless_turn (r->h);
    g_assert_cmpuint (rehearsal_n_held (r), ==, held + 1);
    g_assert_true (headless_press (r->h, "Discard"));
}
