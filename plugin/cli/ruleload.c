/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ruleload.h"

#include "options.h"
#include "problems.h"

#include "badidea/layers.h"

#include <dirent.h>
#include <errno.h>

/* Returns: (transfer full) */
char **
bi_default_layers (void)
{
    g_autofree char *purple = g_build_filename (g_get_home_dir (), ".purple", NULL);

    return bi_layers_list (g_get_user_data_dir (), purple);
}

/* To a layer a missing folder is an empty one; to somebody who names it, it is a mistake.
 */
gboolean
bi_readable_folder (const char *folder, GPtrArray *problems)
{
    DIR *dir = opendir (folder);

    if (dir == NULL)
        bi_problems_add (problems, (BiPlace){folder, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be opened (%s); check its name and permissions",
                         g_strerror (errno));
    else
        closedir (dir);
    return dir != NULL;
}

static char **
layers_of (char **folders)
{
    return folders != NULL ? g_strdupv (folders) : bi_default_layers ();
}

/* What is in @folders (and @situation (nullable) above them), without any (nullable) in
 * the layers; what is wrong with it goes to standard error. Returns: (transfer full)
 * (nullable): NULL when a folder that was named is missing. */
BiRuleset *
bi_load_folders (char **folders, const char *situation)
{
    g_autoptr (GPtrArray) missing = bi_problems_new ();
    g_auto (GStrv) layers = layers_of (folders);
    BiRuleset *ruleset;
    BiSetting setting = {g_get_language_names (), situation};

    if (situation != NULL && !g_file_test (situation, G_FILE_TEST_IS_REGULAR))
        bi_problems_add (missing, (BiPlace){situation, 0, 0}, BI_PROBLEM_ERROR,
                         "cannot be read; check its name and permissions");
    for (gsize i = 0; folders != NULL && folders[i] != NULL; i++)
        bi_readable_folder (folders[i], missing);
    bi_problems_print (missing, BI_PROBLEM_ERROR, stderr);
    if (missing->len > 0)
        return NULL;
    ruleset = bi_ruleset_load ((const char *const *) layers, &setting);
    bi_problems_print (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR, stderr);
    return ruleset;
}

/* Says that there is no @what, which files called *.@suffix hold, where @folders say. */
BiExit
bi_complain_of_none (const char *command, const char *what, const char *suffix,
                     char **folders)
{
    g_auto (GStrv) layers = layers_of (folders);
    g_autofree char *places = g_strjoinv (", ", layers);

    return bi_options_complain (
        command, "no %s in %s; put *.%s files there or name a folder with --rules", what,
        places, suffix);
}

/* As bi_load_folders(), and NULL too when there is no rule to go by. */
BiRuleset *
bi_load_rules (const char *command, char **folders, const char *situation)
{
    g_autoptr (BiRuleset) ruleset = bi_load_folders (folders, situation);

    if (ruleset == NULL || bi_ruleset_get_size (ruleset) > 0)
        return g_steal_pointer (&ruleset);
    bi_complain_of_none (command, "usable rules", "rules", folders);
    return NULL;
}
