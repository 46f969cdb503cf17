/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "headless-private.h"

#include <string.h>

#include <glib.h>

typedef struct {
    char *label; /* without the mnemonic's underscore */
    GCallback callback;
} Button;

typedef struct {
    PurpleRequestType type;
    char *text;
    char *labels;
    char *answer;                /* for an input: the value it starts with */
    PurpleRequestFields *fields; /* (nullable) */
    int choice;                  /* for a choice: the value it starts with */
    int preselected;             /* index of the default button, -1 without one */
    GArray *buttons;             /* (element-type Button) */
    gpointer user_data;
} Request;

/* The one of this process; NULL before headless_new () and after headless_free (). */
Headless *
headless_get (void)
{
    return (Headless *) purple_request_get_ui_ops ();
}

/* ---- requests ---- */

static void
button_clear (gpointer data)
{
    g_free (((Button *) data)->label);
}

static void
request_free (gpointer data)
{
    Request *request = data;
    if (request->fields)
        purple_request_fields_destroy (request->fields);
    g_array_unref (request->buttons);
    g_free (request->text);
    g_free (request->labels);
    g_free (request->answer);
    g_free (request);
}

static char *
joined_lines (const char *title, const char *primary, const char *secondary)
{
    const char *parts[] = {title, primary, secondary};
    g_autoptr (GString) text = g_string_new (NULL);

    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
        if (!parts[i] || *parts[i] == '\0')
            continue;
        if (text->len > 0)
            g_string_append_c (text, '\n');
        g_string_append (text, parts[i]);
    }
    return g_strdup (text->str);
}

/* Returns what libpurple takes as the handle of the dialog. */
static Request *
request_open (PurpleRequestType type, const char *title, const char *primary,
              const char *secondary, gpointer user_data)
{
    Request *request = g_new0 (Request, 1);
    request->type = type;
    request->text = joined_lines (title, primary, secondary);
    request->labels = g_strdup ("");
    request->preselected = -1;
    request->buttons = g_array_new (FALSE, TRUE, sizeof (Button));
    g_array_set_clear_func (request->buttons, button_clear);
    request->user_data = user_data;
    g_ptr_array_add (headless_get ()->requests, request);
    return request;
}

static void
request_add_button (Request *request, const char *label, GCallback callback)
{
    g_auto (GStrv) parts = g_strsplit (label, "_", -1);
    const Button button = {.label = g_strjoinv ("", parts), .callback = callback};
    g_array_append_val (request->buttons, button);

    const char *between = request->buttons->len > 1 ? "|" : "";
    char *labels = g_strconcat (request->labels, between, button.label, NULL);
    g_free (request->labels);
    request->labels = labels;
}

static void *
open_action (const char *title, const char *primary, const char *secondary,
             int default_action, PurpleAccount *account, const char *who,
             PurpleConversation *conv, void *user_data, size_t count, va_list actions)
{
    Request *request =
        request_open (PURPLE_REQUEST_ACTION, title, primary, secondary, user_data);
    request->preselected = default_action;
    for (size_t i = 0; i < count; i++) {
        const char *label = va_arg (actions, const char *);
        request_add_button (request, label, va_arg (actions, GCallback));
    }
    return request;
}

static void *
open_input (const char *title, const char *primary, const char *secondary,
            const char *default_value, gboolean multiline, gboolean masked, char *hint,
            const char *ok_text, GCallback ok_cb, const char *cancel_text,
            GCallback cancel_cb, PurpleAccount *account, const char *who,
            PurpleConversation *conv, void *user_data)
{
    Request *request =
        request_open (PURPLE_REQUEST_INPUT, title, primary, secondary, user_data);
    request->answer = g_strdup (default_value ? default_value : "");
    request->preselected = 0;
    request_add_button (request, ok_text, ok_cb);
    request_add_button (request, cancel_text, cancel_cb);
    return request;
}

static void *
open_choice (const char *title, const char *primary, const char *secondary,
             int default_value, const char *ok_text, GCallback ok_cb,
             const char *cancel_text, GCallback cancel_cb, PurpleAccount *account,
             const char *who, PurpleConversation *conv, void *user_data, va_list choices)
{
    Request *request =
        request_open (PURPLE_REQUEST_CHOICE, title, primary, secondary, user_data);
    request->choice = default_value;
    request->preselected = 0;
    request_add_button (request, ok_text, ok_cb);
    request_add_button (request, cancel_text, cancel_cb);
    return request;
}

static void *
open_fields (const char *title, const char *primary, const char *secondary,
             PurpleRequestFields *fields, const char *ok_text, GCallback ok_cb,
             const char *cancel_text, GCallback cancel_cb, PurpleAccount *account,
             const char *who, PurpleConversation *conv, void *user_data)
{
    Request *request =
        request_open (PURPLE_REQUEST_FIELDS, title, primary, secondary, user_data);
    request->fields = fields;
    request->preselected = 0;
    request_add_button (request, ok_text, ok_cb);
    request_add_button (request, cancel_text, cancel_cb);
    return request;
}

static void
close_request (PurpleRequestType type, void *handle)
{
    g_ptr_array_remove (headless_get ()->requests, handle);
}

static Request *
newest (Headless *h)
{
    return h->requests->len > 0 ? h->requests->pdata[h->requests->len - 1] : NULL;
}

guint
headless_open_requests (Headless *h)
{
    return h->requests->len;
}

/* Title, primary and secondary text, a line each; NULL when no request is open. */
const char *
headless_request_text (Headless *h)
{
    const Request *request = newest (h);
    return request ? request->text : NULL;
}

/* The labels as "Edit|Post anyway", in the order given to libpurple; NULL when no request
 * is open. */
const char *
headless_request_buttons (Headless *h)
{
    const Request *request = newest (h);
    return request ? request->labels : NULL;
}

/* The label of the button that Enter would press; NULL when Enter would press none. */
const char *
headless_request_default (Headless *h)
{
    const Request *request = newest (h);
    if (!request || request->preselected < 0 ||
        request->preselected >= (int) request->buttons->len)
        return NULL;
    return g_array_index (request->buttons, Button, request->preselected).label;
}

/* NULL unless the newest request is one of fields. A test may change their values before
 * it presses a button. */
PurpleRequestFields *
headless_request_fields (Headless *h)
{
    const Request *request = newest (h);
    return request ? request->fields : NULL;
}

static void
call_button (const Request *request, guint index, const char *answer)
{
    const GCallback callback = g_array_index (request->buttons, Button, index).callback;
    if (!callback)
        return;

    switch (request->type) {
    case PURPLE_REQUEST_ACTION:
        /* Pidgin counts from the other end: nobody can rely on the number. */
        ((PurpleRequestActionCb) callback) (request->user_data,
                                            (int) (request->buttons->len - 1 - index));
        break;
    case PURPLE_REQUEST_INPUT:
        ((PurpleRequestInputCb) callback) (request->user_data, answer);
        break;
    case PURPLE_REQUEST_CHOICE:
        ((PurpleRequestChoiceCb) callback) (request->user_data, request->choice);
        break;
    default:
        ((PurpleRequestFieldsCb) callback) (request->user_data, request->fields);
        break;
    }
}

/* The newest request. As in Pidgin the callback comes first, then the dialog goes; but it
 * is out of the list before, so that the callback may close it, or everything, itself. */
static void
press_index (Headless *h, Request *request, guint index, const char *answer)
{
    const PurpleRequestType type = request->type;
    g_ptr_array_steal_index (h->requests, h->requests->len - 1);

    g_autofree char *given = g_strdup (answer);
    call_button (request, index, given);
    purple_request_close (type, request);
    request_free (request);
}

/* Presses a button by its label, whether or not the label has a mnemonic, and closes the
 * request. An input answers with the value it started with. FALSE when no request is open
 * or the newest has no such button. */
gboolean
headless_press (Headless *h, const char *label)
{
    Request *request = newest (h);
    if (!request)
        return FALSE;

    for (guint i = 0; i < request->buttons->len; i++) {
        if (strcmp (g_array_index (request->buttons, Button, i).label, label) != 0)
            continue;
        press_index (h, request, i, request->answer);
        return TRUE;
    }
    return FALSE;
}

/* Answers the newest request for a line of text and closes it; NULL is its Cancel button.
 * FALSE when the newest request is not one of these. */
gboolean
headless_answer (Headless *h, const char *text)
{
    Request *request = newest (h);
    if (!request || request->type != PURPLE_REQUEST_INPUT)
        return FALSE;
    press_index (h, request, text ? 0 : 1, text);
    return TRUE;
}

/* Escape, or the window's own close button: the request goes and no callback is called.
 * FALSE when no request is open. */
gboolean
headless_dismiss (Headless *h)
{
    Request *request = newest (h);
    if (!request)
        return FALSE;
    purple_request_close (request->type, request);
    return TRUE;
}

/* ---- notices ---- */

static void *
take_message (PurpleNotifyMsgType type, const char *title, const char *primary,
              const char *secondary)
{
    g_ptr_array_add (headless_get ()->notices, joined_lines (title, primary, secondary));
    return NULL;
}

static void *
take_formatted (const char *title, const char *primary, const char *secondary,
                const char *text)
{
    g_autofree char *above = joined_lines (title, primary, secondary);
    g_ptr_array_add (headless_get ()->notices, joined_lines (above, text, NULL));
    return NULL;
}

/* How many messages and formatted texts were shown since the start or the last
 * headless_forget_notices (). */
guint
headless_notices (Headless *h)
{
    return h->notices->len;
}

/* The newest, its title, primary and secondary text a line each; NULL without one. */
const char *
headless_notice (Headless *h)
{
    return h->notices->len > 0 ? h->notices->pdata[h->notices->len - 1] : NULL;
}

void
headless_forget_notices (Headless *h)
{
    g_ptr_array_set_size (h->notices, 0);
}

/* ---- conversations ---- */

static void
take_confirm (PurpleConversation *conv, const char *message)
{
    Headless *h = headless_get ();
    g_free (h->confirm);
    h->confirm = g_strdup (message);
}

/* With take, this UI has the send_confirm operation, as Pidgin; at first it has not, as
 * Finch. Forgets the text taken before. */
void
headless_take_confirm (Headless *h, gboolean take)
{
    h->conversation_ops.send_confirm = take ? take_confirm : NULL;
    g_clear_pointer (&h->confirm, g_free);
}

/* What purple_conv_send_confirm () last gave back to the writer, or NULL. */
const char *
headless_confirm_text (Headless *h)
{
    return h->confirm;
}

/* ---- all of it ---- */

/* Before the core starts: libpurple keeps these pointers until headless_ui_remove (). */
void
headless_ui_install (Headless *h)
{
    h->requests = g_ptr_array_new_with_free_func (request_free);
    h->notices = g_ptr_array_new_with_free_func (g_free);
    h->request_ops = (PurpleRequestUiOps){
        .request_input = open_input,
        .request_choice = open_choice,
        .request_action = open_action,
        .request_fields = open_fields,
        .close_request = close_request,
    };
    h->notify_ops = (PurpleNotifyUiOps){
        .notify_message = take_message,
        .notify_formatted = take_formatted,
    };
    purple_request_set_ui_ops (&h->request_ops);
    purple_notify_set_ui_ops (&h->notify_ops);
    purple_conversations_set_ui_ops (&h->conversation_ops);
}

/* After the core has quit. */
void
headless_ui_remove (Headless *h)
{
    purple_conversations_set_ui_ops (NULL);
    purple_notify_set_ui_ops (NULL);
    purple_request_set_ui_ops (NULL);
    g_ptr_array_unref (h->requests);
    g_ptr_array_unref (h->notices);
    g_free (h->confirm);
}
