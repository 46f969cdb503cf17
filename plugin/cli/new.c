/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "options.h"
#include "ruleload.h"

#include "badidea/rulefile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PLACEHOLDER "@TOPIC@"

static const char summary[] =
    "Writes TOPIC.rules, a rule file with one rule to change and a comment on each\n"
    "key, into your own rules; or with --situation brand.situation: what is true of\n"
    "the brand, and a crisis to change. It never overwrites a file.";

static const char description[] =
    "A topic is of small letters a-z, digits and \"-\". Your own rules are in\n"
    "~/.purple/badidea/rules, which is made if it is not there.\n"
    "\n"
    "Examples:\n"
    "  badidea new prices\n"
    "  badidea new prices --in /usr/local/etc/badidea/rules\n"
    "  badidea new --situation\n"
    "\n"
    "Exit status:\n"
    "  0  the file is written\n"
    "  2  it could not be done: wrong usage, a file of that name, or a folder that\n"
    "     cannot be written to";

/* What is to be written. */
typedef struct {
    const char *template;
    const char *topic;
    char *name; /* of the file */
} Plan;

static gboolean
is_topic (const char *topic)
{
    return topic[0] != '\0' && topic[0] != '-' &&
           topic[strspn (topic, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* The template of the topmost layer that has one, about the topic.
 * Returns: (transfer full) (nullable): NULL when it is in none, which is said. */
static GString *
fill_template (char **layers, const Plan *plan)
{
    g_autoptr (GBytes) contents = NULL;
    g_autofree char *places = NULL;
    GString *text;

    for (guint i = g_strv_length (layers); i > 0 && contents == NULL; i--) {
        g_autofree char *path =
            g_build_filename (layers[i - 1], "templates", plan->template, NULL);
        contents = bi_rulefile_load (path, NULL);
    }
    if (contents == NULL) {
        places = g_strjoinv (", ", layers);
        bi_options_complain ("new", "no templates/%s in %s; install the rules again",
                             plan->template, places);
        return NULL;
    }
    text = g_string_new (g_bytes_get_data (contents, NULL));
    if (plan->topic != NULL)
        g_string_replace (text, PLACEHOLDER, plan->topic, 0);
    return text;
}

/* What is there already is left as it is. */
static BiExit
write_new (const char *path, const char *text)
{
    FILE *stream = fopen (path, "wxe");
    gboolean written;

    if (stream == NULL && errno == EEXIST)
        return bi_options_complain (
            "new", "%s is there already and stays as it is; %s", path,
            g_str_has_suffix (path, ".situation") ? "edit it" : "choose another topic");
    if (stream == NULL)
        return bi_options_complain (
            "new", "%s cannot be written (%s); check the folder's name and permissions",
            path, g_strerror (errno));
    written = fputs (text, stream) >= 0;
    if (fclose (stream) == 0 && written)
        return BI_EXIT_FINE;
    remove (path);
    return bi_options_complain ("new", "%s could not be written; is the disk full?",
                                path);
}

/* As a shell takes it. Returns: (transfer full) */
static char *
quote (const char *path)
{
    gsize plain = strspn (path, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/._+-");

    return path[plain] == '\0' ? g_strdup (path) : g_shell_quote (path);
}

/* A folder that somebody names may be in no layer, so there the file is named to lint. */
static void
show_next (const Plan *plan, const char *path, gboolean is_own)
{
    g_autofree char *file = quote (path);

    if (plan->topic == NULL) {
        printf ("Wrote %s: what is true of the brand, and a crisis, which is off.\n"
                "\n"
                "Next:\n"
                "  edit it: the brand's names first\n"
                "  badidea lint\n",
                path);
        return;
    }
    printf ("Wrote %s: one rule, and a comment on each key.\n"
            "\n"
            "Next:\n"
            "  edit it\n"
            "  badidea lint%s%s\n"
            "  badidea try %s\n",
            path, is_own ? "" : " ", is_own ? "" : file, file);
}

/* Somebody who names a folder means one that is there. */
static BiExit
write_plan (const Plan *plan, const char *folder)
{
    g_auto (GStrv) layers = bi_default_layers ();
    const char *own = layers[g_strv_length (layers) - 1];
    g_autofree char *path =
        g_build_filename (folder != NULL ? folder : own, plan->name, NULL);
    GString *text = fill_template (layers, plan);
    BiExit status = BI_EXIT_FAILED;

    if (text == NULL)
        return BI_EXIT_FAILED;
    if (folder != NULL || g_mkdir_with_parents (own, 0700) == 0)
        status = write_new (path, text->str);
    else
        bi_options_complain ("new", "%s cannot be made (%s); check the permissions", own,
                             g_strerror (errno));
    g_string_free (text, TRUE);
    if (status == BI_EXIT_FINE)
        show_next (plan, path, folder == NULL);
    if (status == BI_EXIT_FINE && folder == NULL)
        puts ("\nA client that runs reads it by itself, each time it is saved.");
    return status;
}

static BiExit
begin_situation (char **topics, const char *folder)
{
    g_autofree char *name = g_strdup ("brand.situation");
    const Plan plan = {"situation.template", NULL, name};

    if (topics != NULL)
        return bi_options_complain (
            "new", "\"%s\" is one too many; a situation has no topic", topics[0]);
    return write_plan (&plan, folder);
}

static BiExit
begin_topic (char **topics, const char *folder)
{
    g_autofree char *name = NULL;

    if (topics == NULL)
        return bi_options_complain ("new",
                                    "no topic; name one, as in \"badidea new prices\"");
    if (topics[1] != NULL)
        return bi_options_complain ("new", "\"%s\" is one topic too many; name one",
                                    topics[1]);
    if (!is_topic (topics[0]))
        return bi_options_complain (
            "new",
            "\"%s\" cannot be a topic; write small letters a-z, digits and \"-\", as in "
            "spring-sale",
            topics[0]);
    name = g_strconcat (topics[0], ".rules", NULL);
    return write_plan (&(const Plan){"topic.template", topics[0], name}, folder);
}

BiExit
bi_command_new (char **arguments)
{
    g_autofree char *folder = NULL;
    gboolean situation = FALSE;
    g_auto (GStrv) topics = NULL;
    const GOptionEntry entries[] = {
        {"in", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Write it into this folder", "DIR"},
        {"situation", 0, 0, G_OPTION_ARG_NONE, &situation,
         "Write brand.situation, not a rule file", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiUsage usage = {"new",   "[TOPIC]", summary, description,
                           entries, NULL,      &topics, NULL};
    BiExit status;

    if (!bi_options_parse (&usage, arguments, &status))
        return status;
    return situation ? begin_situation (topics, folder) : begin_topic (topics, folder);
}
