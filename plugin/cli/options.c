/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "options.h"

#include "badidea/problem.h"

#include <stdio.h>
#include <string.h>

/* For usage errors: one line to standard error. Returns: BI_EXIT_FAILED */
BiExit
bi_options_complain (const char *command, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    fflush (stdout);
    fprintf (stderr, "badidea %s: %s\n", command, message);
    return BI_EXIT_FAILED;
}

/* Which of the NULL-terminated @choices it is. Returns: -1 with @error when it is none.
 */
int
bi_options_choose (const char *value, const char *const *choices, GError **error)
{
    g_autofree char *all = NULL;

    for (int i = 0; choices[i] != NULL; i++)
        if (strcmp (value, choices[i]) == 0)
            return i;
    all = g_strjoinv (", ", (char **) choices);
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                 "\"%s\" is none of its values; write one of %s", value, all);
    return -1;
}

static guint
count_choices (const BiUsage *usage)
{
    guint n = 0;

    while (usage->choices != NULL && usage->choices[n].name != NULL)
        n++;
    return n;
}

/* GLib only says "Unknown option --x". */
static void
complain_of_unknown (const BiUsage *usage, const char *message)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    const char *dash = strchr (message, '-');
    const char *option = dash != NULL ? dash : message;
    const char *nearest;

    for (const GOptionEntry *entry = usage->entries; entry->long_name != NULL; entry++)
        g_ptr_array_add (names, (gpointer) entry->long_name);
    for (guint i = 0; i < count_choices (usage); i++)
        g_ptr_array_add (names, (gpointer) usage->choices[i].name);
    g_ptr_array_add (names, NULL);
    nearest =
        bi_nearest (option + strspn (option, "-"), (const char *const *) names->pdata);
    if (nearest != NULL)
        bi_options_complain (usage->command, "unknown option %s; did you mean --%s?",
                             option, nearest);
    else
        bi_options_complain (usage->command,
                             "unknown option %s; \"badidea %s --help\" lists the options",
                             option, usage->command);
}

static void
complain_of_error (const BiUsage *usage, const GError *error)
{
    if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        complain_of_unknown (usage, error->message);
    else if (strchr (error->message, ';') != NULL)
        bi_options_complain (usage->command, "%s", error->message);
    else
        bi_options_complain (usage->command, "%s; see \"badidea %s --help\"",
                             error->message, usage->command);
}

/* What is written for each of them comes into @written, as bytes whatever the locale. */
static void
add_choices (GOptionGroup *group, const BiUsage *usage, GPtrArray *written)
{
    for (guint i = 0; i < written->len; i++) {
        const BiChoice *choice = &usage->choices[i];
        const GOptionEntry entries[] = {
            {choice->name, 0, 0, G_OPTION_ARG_FILENAME, &written->pdata[i], choice->help,
             choice->values},
            {NULL, 0, 0, 0, NULL, NULL, NULL},
        };
        g_option_group_add_entries (group, entries);
    }
}

static gboolean
take_choices (const BiUsage *usage, const GPtrArray *written, GError **error)
{
    for (guint i = 0; i < written->len; i++) {
        const BiChoice *choice = &usage->choices[i];
        g_auto (GStrv) values = g_strsplit (choice->values, "|", -1);
        int chosen;
        if (written->pdata[i] == NULL)
            continue;
        chosen =
            bi_options_choose (written->pdata[i], (const char *const *) values, error);
        if (chosen < 0) {
            g_prefix_error (error, "--%s: ", choice->name);
            return FALSE;
        }
        *choice->chosen = chosen;
    }
    return TRUE;
}

static GOptionContext *
context_new (const BiUsage *usage, gboolean *help, GPtrArray *written)
{
    const GOptionEntry common[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, help, "Show this", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, usage->rest, NULL,
         usage->arguments},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    GOptionContext *context = g_option_context_new (NULL);
    GOptionGroup *group = g_option_group_new ("main", "", "", usage->data, NULL);

    g_option_group_add_entries (group, usage->entries);
    add_choices (group, usage, written);
    g_option_group_add_entries (group, common);
    g_option_context_set_main_group (context, group);
    g_option_context_set_help_enabled (context, FALSE);
    g_option_context_set_summary (context, usage->summary);
    g_option_context_set_description (context, usage->description);
    return context;
}

/* Reads a command's arguments into what its entries and choices point to.
 * Returns: FALSE when there is nothing left to do but to return @status, since the help
 * was asked for and shown, or the arguments are wrong, which is said on standard error.
 */
gboolean
bi_options_parse (const BiUsage *usage, char **arguments, BiExit *status)
{
    gboolean help = FALSE;
    g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GOptionContext) context = NULL;
    g_auto (GStrv) copy = g_strdupv (arguments);
    g_autofree char *name = g_strconcat ("badidea ", usage->command, NULL);
    g_autoptr (GError) error = NULL;

    g_set_prgname (name);
    *status = BI_EXIT_FINE;
    g_ptr_array_set_size (written, (int) count_choices (usage));
    context = context_new (usage, &help, written);
    if (!g_option_context_parse_strv (context, &copy, &error) ||
        !take_choices (usage, written, &error)) {
        complain_of_error (usage, error);
        *status = BI_EXIT_FAILED;
        return FALSE;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
        fputs (text, stdout);
        return FALSE;
    }
    return TRUE;
}
