/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "headless.h"

#include <string.h>
#include <unistd.h>

#include <glib.h>

typedef struct {
    GString *calls; /* one word a callback */
    PurpleConversation *conv;
} Calls;

static void
pressed (gpointer data, int index)
{
    Calls *calls = data;
    g_string_append_printf (calls->calls, "button %d;", index);
    /* Closes the request that is being answered, as the end of its handle does. */
    purple_request_close_with_handle (calls);
}

static void
answered (gpointer data, const char *text)
{
    g_string_append_printf (((Calls *) data)->calls, "text %s;", text ? text : "(null)");
}

static void
cancelled (gpointer data, const char *text)
{
    g_string_append (((Calls *) data)->calls, "cancel;");
}

static void
filled (gpointer data, PurpleRequestFields *fields)
{
    g_string_append_printf (((Calls *) data)->calls, "field %s;",
                            purple_request_fields_get_string (fields, "name"));
}

static void
set_up (Calls *calls, gconstpointer data)
{
    calls->calls = g_string_new (NULL);
}

static void
tear_down (Calls *calls, gconstpointer data)
{
    g_assert_cmpuint (headless_open_requests (headless_get ()), ==, 0);
    g_string_free (calls->calls, TRUE);
}

static void
ask (Calls *calls, int preselected)
{
    purple_request_action (calls, "Title", "Primary", NULL, preselected, NULL, NULL, NULL,
                           calls, 2, "_Edit", pressed, "Post anyway", pressed);
}

static void
test_press (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    g_assert_false (headless_press (h, "Edit"));
    ask (calls, 0);
    g_assert_cmpuint (headless_open_requests (h), ==, 1);
    g_assert_cmpstr (headless_request_text (h), ==, "Title\nPrimary");
    g_assert_cmpstr (headless_request_buttons (h), ==, "Edit|Post anyway");
    g_assert_cmpstr (headless_request_default (h), ==, "Edit");
    g_assert_false (headless_press (h, "Drop"));
    g_assert_true (headless_press (h, "Post anyway"));
    /* Counted from the other end, as Pidgin does. */
    g_assert_cmpstr (calls->calls->str, ==, "button 0;");
}

static void
test_default (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    ask (calls, PURPLE_DEFAULT_ACTION_NONE);
    g_assert_null (headless_request_default (h));
    g_assert_true (headless_dismiss (h));
    g_assert_false (headless_dismiss (h));
    g_assert_cmpstr (calls->calls->str, ==, "");
}

static void
test_newest (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    purple_request_input (calls, NULL, "First", NULL, "old", FALSE, FALSE, NULL, "_OK",
                          G_CALLBACK (answered), "_Cancel", G_CALLBACK (cancelled), NULL,
                          NULL, NULL, calls);
    ask (calls, 1);
    g_assert_false (headless_answer (h, "wrong one"));
    g_assert_true (headless_dismiss (h));
    g_assert_cmpstr (headless_request_text (h), ==, "First");
    g_assert_true (headless_answer (h, "new"));
    g_assert_cmpstr (calls->calls->str, ==, "text new;");
}

static void
input (Calls *calls)
{
    purple_request_input (calls, NULL, "First", NULL, "old", FALSE, FALSE, NULL, "_OK",
                          G_CALLBACK (answered), "_Cancel", G_CALLBACK (cancelled), NULL,
                          NULL, NULL, calls);
}

static void
test_input (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    input (calls);
    g_assert_true (headless_press (h, "OK"));
    input (calls);
    g_assert_true (headless_answer (h, NULL));
    g_assert_cmpstr (calls->calls->str, ==, "text old;cancel;");
}

static void
test_fields (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    PurpleRequestFields *fields = purple_request_fields_new ();
    PurpleRequestFieldGroup *group = purple_request_field_group_new (NULL);
    purple_request_field_group_add_field (
        group, purple_request_field_string_new ("name", "Name", "one", FALSE));
    purple_request_fields_add_group (fields, group);
    purple_request_fields (calls, NULL, "Fields", NULL, fields, "OK", G_CALLBACK (filled),
                           "Cancel", G_CALLBACK (filled), NULL, NULL, NULL, calls);
    g_assert_true (headless_request_fields (h) == fields);
    purple_request_field_string_set_value (
        purple_request_fields_get_field (fields, "name"), "two");
    g_assert_true (headless_press (h, "OK"));
    g_assert_cmpstr (calls->calls->str, ==, "field two;");
}

static void
test_confirm (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    PurpleAccount *account = headless_account (h, "prpl-rehearsal", "confirm");
    PurpleConversation *conv =
        purple_conversation_new (PURPLE_CONV_TYPE_IM, account, "b");
    headless_take_confirm (h, TRUE);
    g_assert_null (headless_confirm_text (h));
    purple_conv_send_confirm (conv, "draft");
    g_assert_cmpstr (headless_confirm_text (h), ==, "draft");
    headless_take_confirm (h, FALSE);
    g_assert_null (headless_confirm_text (h));
    purple_accounts_delete (account);
}

static void
test_notice (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    purple_notify_error (calls, "T", "P", "S");
    purple_notify_formatted (calls, "T", "P", NULL, "<b>x</b>", NULL, NULL);
    g_assert_cmpuint (headless_notices (h), ==, 2);
    g_assert_cmpstr (headless_notice (h), ==, "T\nP\n<b>x</b>");
    headless_forget_notices (h);
    g_assert_null (headless_notice (h));
}

static gboolean
never (gpointer data)
{
    return FALSE;
}

static gboolean
set_flag (gpointer data)
{
    *(gboolean *) data = TRUE;
    return G_SOURCE_REMOVE;
}

static gboolean
is_set (gpointer data)
{
    return *(gboolean *) data;
}

static void
got_byte (gpointer data, int fd, PurpleInputCondition condition)
{
    char byte;
    if ((condition & PURPLE_INPUT_READ) && read (fd, &byte, 1) == 1)
        *(gboolean *) data = TRUE;
}

static void
test_loop (Calls *calls, gconstpointer data)
{
    Headless *h = headless_get ();
    gboolean flag = FALSE;
    g_assert_false (headless_wait (h, never, NULL, 0));
    purple_timeout_add (0, set_flag, &flag);
    headless_turn (h);
    g_assert_true (flag);

    flag = FALSE;
    int ends[2];
    g_assert_cmpint (pipe (ends), ==, 0);
    const guint watch = purple_input_add (ends[0], PURPLE_INPUT_READ, got_byte, &flag);
    headless_turn (h);
    g_assert_false (flag);
    g_assert_cmpint (write (ends[1], "x", 1), ==, 1);
    g_assert_true (headless_wait (h, is_set, &flag, 10));
    purple_input_remove (watch);
    close (ends[0]);
    close (ends[1]);
}

int
main (int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*test) (Calls *, gconstpointer);
    } tests[] = {
        {"a-button-is-pressed-by-its-label-once", test_press},
        {"a-dismissed-request-calls-nobody", test_default},
        {"the-newest-request-is-meant", test_newest},
        {"an-input-is-answered-or-cancelled", test_input},
        {"fields-reach-their-callback", test_fields},
        {"send-confirm-is-taken-when-wanted", test_confirm},
        {"notices-are-kept-until-forgotten", test_notice},
        {"the-main-loop-serves-timers-and-descriptors", test_loop},
    };
    g_test_init (&argc, &argv, NULL);
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (Headless) h = headless_new (plugins ? plugins : "build/plugins");

    for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
        g_autofree char *path = g_strconcat ("/headless/", tests[i].path, NULL);
        g_test_add (path, Calls, NULL, set_up, tests[i].test, tear_down);
    }
    return g_test_run ();
}
