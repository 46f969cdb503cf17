/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "rehearsal.h"

#include <string.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define PROTOCOL "prpl-rehearsal"
#define CORE     "core-badidea"

static const Stage stages[] = {
    {FALSE, TRUE}, {FALSE, FALSE}, {TRUE, TRUE}, {TRUE, FALSE}};

const char *const rehearsal_rules = "[test.ask]\n"
                                    "title = Open-ended ask\n"
                                    "level = warn\n"
                                    "why = Anyone may answer anything.\n"
                                    "instead = Name the topic.\n"
                                    "phrase = ask us anything\n"
                                    "unless = about our opening hours\n"
                                    "[test.shout]\n"
                                    "title = Shouting\n"
                                    "level = warn\n"
                                    "why = It is loud.\n"
                                    "phrase = BUY NOW\n"
                                    "[test.slow]\n"
                                    "title = Slow\n"
                                    "level = warn\n"
                                    "why = It never ends.\n"
                                    "match = (?:x+x+)+[yz]\n";

/* ---- the files ---- */

static char *
rules_folder (void)
{
    return g_build_filename (g_get_user_data_dir (), "badidea", "rules", NULL);
}

static void
remove_tree (const char *path)
{
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
        g_autofree char *child = g_build_filename (path, name, NULL);
        remove_tree (child);
    }
    g_remove (path);
}

/* First of all, before GLib has read where a user's data are: an empty home for them. */
static void
prepare (void)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *home = g_dir_make_tmp ("badidea-data-XXXXXX", &error);

    g_assert_no_error (error);
    g_setenv ("XDG_DATA_HOME", home, TRUE);
}

/* Whoever uses the account has chosen so. */
void
rehearsal_unwatch (Rehearsal *r)
{
    purple_prefs_set_bool ("/plugins/core/badidea/accounts_chosen", TRUE);
    purple_account_set_bool (r->account, "badidea-watched", FALSE);
}

/* The only shipped rules there are; they count when they are read next. NULL: none. */
void
rehearsal_set_rules (const char *contents)
{
    g_autofree char *folder = rules_folder ();
    g_autofree char *path = g_build_filename (folder, "test.rules", NULL);

    g_mkdir_with_parents (folder, 0700);
    if (contents != NULL)
        g_assert_true (g_file_set_contents (path, contents, -1, NULL));
    else
        g_remove (path);
}

/* Below the folder where the core plugin keeps its own files. */
char *
rehearsal_path (Rehearsal *r, const char *name)
{
    return g_build_filename (headless_dir (r->h), "badidea", name, NULL);
}

static GPtrArray *
list_held (Rehearsal *r)
{
    g_autofree char *folder = rehearsal_path (r, "held");
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    GPtrArray *list = bi_held_list (folder, problems);

    g_assert_cmpuint (problems->len, ==, 0);
    return list;
}

guint
rehearsal_n_held (Rehearsal *r)
{
    g_autoptr (GPtrArray) list = list_held (r);

    return list->len;
}

/* The only one there is. */
BiHeld *
rehearsal_held (Rehearsal *r)
{
    g_autoptr (GPtrArray) list = list_held (r);

    g_assert_cmpuint (list->len, ==, 1);
    return g_ptr_array_steal_index (list, 0);
}

/* The only held draft is these lines, with "|" between them. */
void
rehearsal_assert_lines (Rehearsal *r, const char *joined)
{
    g_autoptr (BiHeld) held = rehearsal_held (r);
    g_autofree char *lines = g_strjoinv ("|", held->lines);

    g_assert_cmpstr (lines, ==, joined);
}

static char *
decision_of (const char *line)
{
    g_autoptr (JsonParser) parser = json_parser_new ();
    g_autoptr (GError) error = NULL;
    JsonObject *object;

    json_parser_load_from_data (parser, line, -1, &error);
    g_assert_no_error (error);
    object = json_node_get_object (json_parser_get_root (parser));
    g_assert_cmpuint (strlen (json_object_get_string_member (object, "sha256")), ==, 64);
    return g_strdup (json_object_get_string_member (object, "decision"));
}

/* The decisions since the test began, a blank between them. */
void
rehearsal_assert_journal (Rehearsal *r, const char *decisions)
{
    g_autofree char *path = rehearsal_path (r, "journal");
    g_autofree char *contents = NULL;
    g_auto (GStrv) lines = NULL;
    g_autofree char *joined = NULL;

    g_file_get_contents (path, &contents, NULL, NULL);
    lines = g_strsplit (contents != NULL ? g_strchomp (contents) : "", "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *decision = decision_of (*line);
        g_free (*line);
        *line = decision;
    }
    joined = g_strjoinv (" ", lines);
    g_assert_cmpstr (joined, ==, decisions);
}

/* ---- the plugin ---- */

PurplePlugin *
rehearsal_core (void)
{
    return purple_plugins_find_with_id (CORE);
}

void
rehearsal_unload (Rehearsal *r)
{
    g_assert_true (purple_plugin_unload (rehearsal_core ()));
}

void
rehearsal_load (Rehearsal *r)
{
    g_assert_nonnull (headless_load_plugin (r->h, CORE));
    headless_turn (r->h);
}

/* Chooses an item of the plugin's menu. FALSE when there is none of this label. */
gboolean
rehearsal_act (const char *label)
{
    PurplePlugin *core = rehearsal_core ();
    GList *actions = PURPLE_PLUGIN_ACTIONS (core, NULL);
    gboolean found = FALSE;

    for (GList *l = actions; l != NULL; l = l->next) {
        PurplePluginAction *action = l->data;
        action->plugin = core;
        if (strcmp (action->label, label) == 0) {
            action->callback (action);
            found = TRUE;
        }
        purple_plugin_action_free (action);
    }
    g_list_free (actions);
    return found;
}

/* ---- fixture ---- */

static void
note_post (PurpleAccount *account, const char *surface, const char *where,
           const char *text, gpointer data)
{
    Rehearsal *r = data;

    if (account == r->account)
        g_string_append_printf (r->posts, "%s %s|%s\n", surface, where, text);
}

static void
forget_account (PurpleAccount *account, gpointer data)
{
    Rehearsal *r = data;

    if (account == r->account)
        r->account = NULL;
}

/* With the core plugin loaded and a conversation for each test to open. */
static void
set_up (Rehearsal *r, gconstpointer stage)
{
    r->h = headless_get ();
    r->stage = stage;
    r->posts = g_string_new (NULL);
    r->account = headless_new_account (r->h, PROTOCOL, g_test_get_path ());
    purple_account_set_bool (r->account, "newlines", r->stage->formatted);
    purple_signal_connect (purple_find_prpl (PROTOCOL), "rehearsal-posted", r,
                           PURPLE_CALLBACK (note_post), r);
    purple_signal_connect (purple_accounts_get_handle (), "account-removed", r,
                           PURPLE_CALLBACK (forget_account), r);
    headless_take_confirm (r->h, FALSE);
    rehearsal_set_rules (rehearsal_rules);
    g_assert_true (headless_connect (r->h, r->account));
    rehearsal_load (r);
}

static void
tear_down (Rehearsal *r, gconstpointer stage)
{
    g_autofree char *own = rehearsal_path (r, NULL);

    if (purple_plugin_is_loaded (rehearsal_core ()))
        rehearsal_unload (r);
    g_assert_cmpuint (headless_open_requests (r->h), ==, 0);
    if (r->account != NULL)
        purple_accounts_delete (r->account);
    purple_signals_disconnect_by_handle (r);
    purple_prefs_set_bool ("/plugins/core/badidea/accounts_chosen", FALSE);
    headless_forget_notices (r->h);
    headless_turn (r->h);
    remove_tree (own);
    g_string_free (r->posts, TRUE);
}

static void
add (const char *prefix, const RehearsalCase *test, const Stage *stage)
{
    g_autofree char *path =
        g_strdup_printf ("/%s/%s/%s/%s", prefix, test->name, stage->room ? "room" : "im",
                         stage->formatted ? "formatted" : "plain");

    g_test_add (path, Rehearsal, stage, set_up, test->test, tear_down);
}

static gboolean
is_for (const RehearsalCase *test, const Stage *stage)
{
    if (test->where == REHEARSAL_PLAIN)
        return !stage->formatted;
    return test->where == REHEARSAL_EVERYWHERE ||
           (stage->formatted && stage->room == (test->where == REHEARSAL_ROOM));
}

/* A test program's main (). The plugins are looked for where BADIDEA_PLUGINS says. */
int
rehearsal_run (int argc, char **argv, const char *prefix, const RehearsalCase *cases,
               gsize n_cases)
{
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (Headless) h = NULL;
    int result;

    prepare ();
    g_test_init (&argc, &argv, NULL);
    h = headless_new (plugins != NULL ? plugins : "build/plugins");
    for (gsize i = 0; i < n_cases; i++)
        for (gsize j = 0; j < G_N_ELEMENTS (stages); j++)
            if (is_for (&cases[i], &stages[j]))
                add (prefix, &cases[i], &stages[j]);
    result = g_test_run ();
    remove_tree (g_get_user_data_dir ());
    return result;
}

/* ---- what happens on it ---- */

/* The stage's conversation; joins the room again if it was left. */
PurpleConversation *
rehearsal_open (Rehearsal *r)
{
    PurpleConversation *conv =
        r->stage->room ? headless_join (r->h, r->account, "#acme")
                       : purple_conversation_new (PURPLE_CONV_TYPE_IM, r->account, "bob");

    headless_turn (r->h);
    return conv;
}

/* Returns: (nullable) */
PurpleConversation *
rehearsal_find (Rehearsal *r)
{
    return purple_find_conversation_with_account (
        PURPLE_CONV_TYPE_ANY, r->stage->room ? "#acme" : "bob", r->account);
}

/* As a client does it, or another plugin; the main loop does not turn. */
void
rehearsal_send (PurpleConversation *conv, const char *markup)
{
    if (purple_conversation_get_type (conv) == PURPLE_CONV_TYPE_IM)
        purple_conv_im_send (PURPLE_CONV_IM (conv), markup);
    else
        purple_conv_chat_send (PURPLE_CONV_CHAT (conv), markup);
}

/* Turns the main loop, and counts the open requests. */
void
rehearsal_assert_asked (Rehearsal *r, guint requests)
{
    headless_turn (r->h);
    g_assert_cmpuint (headless_open_requests (r->h), ==, requests);
}

/* The newest open request does. */
void
rehearsal_assert_says (Rehearsal *r, const char *part)
{
    g_assert_nonnull (strstr (headless_request_text (r->h), part));
}

/* Sends risky text in the stage's conversation, until its writer is asked. */
PurpleConversation *
rehearsal_hold (Rehearsal *r, const char *markup)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, markup);
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    return conv;
}

/* What was posted since the last call, as the witness has written it. */
void
rehearsal_assert_posted (Rehearsal *r, const char *expected)
{
    g_assert_cmpstr (r->posts->str, ==, expected);
    g_string_truncate (r->posts, 0);
}

/* The texts that were posted on this stage since the last call. */
void
rehearsal_assert_posts (Rehearsal *r, ...)
{
    g_autoptr (GString) expected = g_string_new (NULL);
    const char *text;
    va_list texts;

    va_start (texts, r);
    while ((text = va_arg (texts, const char *)) != NULL)
        g_string_append_printf (expected, "%s|%s\n",
                                r->stage->room ? "room #acme" : "im bob", text);
    va_end (texts);
    rehearsal_assert_posted (r, expected->str);
}
