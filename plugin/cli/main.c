/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include "badidea/problem.h"

#include <stdio.h>
#include <string.h>

static BiExit help (char **arguments);

static const struct {
    const char *name;
    const char *summary;
    BiExit (*run) (char **arguments);
} commands[] = {
    {"check", "Say what the rules find risky in a draft", bi_command_check},
    {"explain", "Say which line of which rule matched which words", bi_command_explain},
    {"lint", "Find mistakes in rule files, and run their examples", bi_command_lint},
    {"learn", "Learn from example sentences what drafts of each kind look like",
     bi_command_learn},
    {"try", "Rerun a rule file on every save, and show what changes", bi_command_try},
    {"new", "Begin a rule file of your own", bi_command_new},
    {"precedent", "Look up what went badly for others", bi_command_precedent},
    {"calendar", "Print the coming memorial days", bi_command_calendar},
    {"stats", "Count what the rules did, from the journal", bi_command_stats},
    {"help", "Show this, or the help of a command", help},
};

static BiExit
show_help (void)
{
    fputs ("Usage:\n"
           "  badidea COMMAND [OPTION...] [FILE...]\n"
           "\n"
           "A second look at what a brand account is about to post.\n"
           "\n"
           "Commands:\n",
           stdout);
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        printf ("  %-10s %s\n", commands[i].name, commands[i].summary);
    fputs ("\n"
           "Options:\n"
           "  -h, --help     Show this\n"
           "  -V, --version  Show the version\n"
           "\n"
           "Example:\n"
           "  echo 'Ask us anything!' | badidea check\n"
           "\n"
           "\"badidea help COMMAND\" tells all about one of them.\n",
           stdout);
    return BI_EXIT_FINE;
}

static BiExit
reject (const char *word)
{
    const char *names[G_N_ELEMENTS (commands) + 3] = {NULL};
    const char *nearest;

    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        names[i] = commands[i].name;
    names[G_N_ELEMENTS (commands)] = "--help";
    names[G_N_ELEMENTS (commands) + 1] = "--version";
    nearest = bi_nearest (word, names);
    fprintf (stderr, "badidea: no %s is called \"%s\"; ",
             word[0] == '-' ? "option" : "command", word);
    if (nearest != NULL)
        fprintf (stderr, "did you mean \"%s\"?\n", nearest);
    else
        fputs ("\"badidea --help\" lists what there is\n", stderr);
    return BI_EXIT_FAILED;
}

static BiExit
run (char **arguments)
{
    for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
        if (strcmp (arguments[0], commands[i].name) == 0)
            return commands[i].run (arguments);
    return reject (arguments[0]);
}

static BiExit
help (char **arguments)
{
    char option[] = "--help";
    char *request[] = {arguments[1], option, NULL};

    if (arguments[1] == NULL || arguments[1][0] == '-' ||
        strcmp (arguments[1], "help") == 0)
        return show_help ();
    return run (request);
}

static BiExit
start (char **arguments)
{
    static const char *const helps[] = {"-h", "--help", NULL};
    static const char *const versions[] = {"-V", "--version", NULL};

    if (arguments[0] == NULL) {
        fputs ("badidea: no command; \"badidea --help\" lists them\n", stderr);
        return BI_EXIT_FAILED;
    }
    if (g_strv_contains (helps, arguments[0]))
        return show_help ();
    if (g_strv_contains (versions, arguments[0])) {
        puts ("badidea " BI_VERSION);
        return BI_EXIT_FINE;
    }
    return run (arguments);
}

/* The locale is left alone: words go in and out as the UTF-8 they are. */
int
main (int argc, char **argv)
{
    BiExit status = start (argv + MIN (argc, 1));
    gboolean failed = ferror (stdout) != 0;

    if (fclose (stdout) != 0 || failed) {
        fputs ("badidea: the output could not be written; is the disk full?\n", stderr);
        return BI_EXIT_FAILED;
    }
    return (int) status;
}
