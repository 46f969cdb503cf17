/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "typed.h"

#include "badidea/text.h"

#include <cmds.h>
#include <string.h>

typedef enum { HERE, TARGET, NOBODY_KNOWS } Where;

typedef struct {
    const char *name;
    guint words; /* between its name and its text */
    Where where;
} Command;

/* Those that post what they are given: Pidgin's own, IRC's and XMPP's. Of others nobody
 * knows that they post, nor where: they are judged as they stand. */
static const Command commands[] = {
    {"say", 0, HERE},
    {"me", 0, HERE},
    {"action", 0, HERE},
    {"topic", 0, HERE},
    {"kick", 1, HERE},
    {"remove", 1, HERE},
    {"ban", 1, HERE},
    {"msg", 1, TARGET},
    {"query", 1, TARGET},
    {"notice", 1, TARGET},
    {"ctcp", 2, TARGET},
    {"away", 0, NOBODY_KNOWS},
    {"quit", 0, NOBODY_KNOWS},
    {"wallops", 0, NOBODY_KNOWS},
    {"operwall", 0, NOBODY_KNOWS},
};

/* The word that ends at a blank, as libpurple divides a command. */
static char *
dup_word (const char *text)
{
    return g_strndup (text, strcspn (text, " "));
}

static const char *
skip_word (const char *text)
{
    text += strcspn (text, " ");
    return *text != '\0' ? text + 1 : text;
}

/* Whether the client will run it: what is no command here is posted as it stands. */
static gboolean
is_run (PurpleConversation *conv, const char *name)
{
    GList *names = purple_cmd_list (conv);
    gboolean found = g_list_find_custom (names, name, (GCompareFunc) strcmp) != NULL;

    g_list_free (names);
    return found;
}

/* Returns: (nullable) */
static const Command *
find (const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        if (strcmp (commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* One of these signs says of an IRC channel that it is one; of several names, any does.
 */
static void
set_target (BiTyped *typed, const char *words)
{
    g_free (typed->name);
    typed->name = dup_word (words);
    typed->type = strpbrk (typed->name, "#&+!") != NULL ? PURPLE_CONV_TYPE_CHAT
                                                        : PURPLE_CONV_TYPE_IM;
}

static void
read_words (BiTyped *typed, const Command *command, const char *plain)
{
    const char *words = skip_word (plain);
    const char *text = words;

    for (guint i = 0; i < command->words; i++)
        text = skip_word (text);
    typed->begin = (gsize) (text - plain);
    typed->has_text = text[strspn (text, " \n")] != '\0';
    if (command->where == TARGET)
        set_target (typed, words);
}

/* As it stands in the conversation's entry. Returns: (transfer full) */
BiTyped *
bi_typed_read (PurpleConversation *conv, const char *markup)
{
    g_autoptr (BiText) text = bi_text_new (markup, -1, BI_TEXT_MARKUP);
    const char *plain = bi_text_get_plain (text, NULL);
    g_autofree char *name = plain[0] == '/' ? dup_word (plain + 1) : NULL;
    BiTyped *typed = g_new0 (BiTyped, 1);
    const Command *command;

    typed->type = purple_conversation_get_type (conv);
    typed->name = g_strdup (purple_conversation_get_name (conv));
    typed->is_command = name != NULL && is_run (conv, name);
    if (!typed->is_command)
        return typed;
    command = find (name);
    if (command == NULL || command->where == NOBODY_KNOWS)
        typed->type = PURPLE_CONV_TYPE_UNKNOWN;
    if (command != NULL)
        read_words (typed, command, plain);
    return typed;
}

void
bi_typed_free (BiTyped *typed)
{
    if (typed == NULL)
        return;
    g_free (typed->name);
    g_free (typed);
}

/* For its writer, where a draft goes that does not go to the conversation it was typed
 * in. Returns: (transfer full) (nullable) */
char *
bi_typed_describe (const BiTyped *typed, PurpleConversation *conv)
{
    const PurpleAccount *account = purple_conversation_get_account (conv);
    const char *here = purple_conversation_get_name (conv);

    if (typed->type == PURPLE_CONV_TYPE_UNKNOWN ||
        bi_context_same_name (account, typed->name, here))
        return NULL;
    return g_strdup_printf ("This goes to %s, not to %s.", typed->name, here);
}
