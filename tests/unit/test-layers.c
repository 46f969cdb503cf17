/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"

#include "scratch.h"

#include <string.h>

#define RULE(id, level) SCRATCH_RULE (id, level, "phrase = x")
#define OFF(id, more)   "[" id "]\nlevel = off\n" more "\n"
#define BECAUSE         "because = B\n"

/* A file in each of the layers 1, 2 and 3. */
static BiRuleset *
load (const char *folder, const char *const files[3], const BiSetting *setting)
{
    g_autofree char *one = g_build_filename (folder, "1", NULL);
    g_autofree char *two = g_build_filename (folder, "2", NULL);
    g_autofree char *three = g_build_filename (folder, "3", NULL);
    const char *const layers[] = {one, two, three, NULL};

    for (gsize i = 0; i < 3; i++) {
        g_autofree char *name = g_strdup_printf ("%d/a.rules", (int) i + 1);
        if (files[i] != NULL)
            scratch_add (folder, name, files[i]);
    }
    return bi_ruleset_load (layers, setting);
}

/* id=level of what "x" finds on a day (nullable) */
static char *
dump_findings (BiRuleset *ruleset, const char *day)
{
    GString *dump = g_string_new (NULL);
    g_autofree char *noon = day != NULL ? g_strconcat (day, "T12:00:00Z", NULL) : NULL;
    g_autoptr (BiCircumstances) circumstances = bi_circumstances_new ();
    g_autoptr (BiText) text = bi_text_new ("x", -1, BI_TEXT_PLAIN);
    g_autoptr (BiReport) report = NULL;

    if (noon != NULL)
        circumstances->at = g_date_time_new_from_iso8601 (noon, NULL);
    report = bi_check (ruleset, text, circumstances, NULL);
    for (guint i = 0; i < bi_report_get_size (report); i++) {
        const BiFinding *finding = bi_report_get_finding (report, i);
        g_string_append_printf (dump, "%s%s=%s", i > 0 ? " " : "",
                                bi_rule_get_id (finding->rule),
                                bi_level_to_string (finding->gravity.level));
    }
    return g_string_free (dump, FALSE);
}

/* layer/line:E or W, but for what is only advised */
static char *
dump_problems (const GPtrArray *problems, const char *folder)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];
        if (strstr (problem->message, "has no \"") != NULL &&
            problem->severity == BI_PROBLEM_WARNING)
            continue;
        g_test_message ("%s", problem->message);
        g_string_append_printf (dump, "%s%c:%u:%c", dump->len > 0 ? " " : "",
                                problem->file[strlen (folder) + 1], problem->line,
                                problem->severity == BI_PROBLEM_ERROR ? 'E' : 'W');
    }
    return g_string_free (dump, FALSE);
}

static const struct {
    const char *name;
    const char *files[3];
    const char *day;
    const char *findings, *problems;
} cases[] = {
    {"a rule is silenced", {RULE ("a", "warn"), OFF ("a", BECAUSE)}, NULL, "", ""},
    {"only that rule",
     {RULE ("a", "warn") RULE ("a.b", "note"), OFF ("a", BECAUSE)},
     NULL,
     "a.b=note",
     ""},
    {"silenced two layers above",
     {RULE ("a", "warn"), NULL, OFF ("a", BECAUSE)},
     "2026-05-04",
     "",
     ""},
    {"silenced until a day",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n")},
     "2026-05-03",
     "",
     ""},
    {"the day counts",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n")},
     "2026-05-04",
     "",
     ""},
    {"back on the next day",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n")},
     "2026-05-05",
     "a=warn",
     ""},
    {"silenced when the day is not known",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n")},
     NULL,
     "",
     ""},
    {"silenced for longer above",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n"), OFF ("a", BECAUSE)},
     "2026-05-05",
     "",
     ""},
    {"silenced for a shorter time above",
     {RULE ("a", "warn"), OFF ("a", BECAUSE), OFF ("a", BECAUSE "until = 2026-05-04\n")},
     "2026-05-05",
     "a=warn",
     ""},
    {"silenced and put in force again above",
     {RULE ("a", "warn"), OFF ("a", BECAUSE), RULE ("a", "stop")},
     NULL,
     "a=stop",
     ""},
    {"replaced and silenced above",
     {RULE ("a", "warn"), RULE ("a", "stop"), OFF ("a", BECAUSE)},
     NULL,
     "",
     ""},
    {"nothing to silence", {OFF ("a", BECAUSE)}, NULL, "", "1:1:W"},
    {"nothing to silence below",
     {NULL, OFF ("a", BECAUSE), RULE ("a", "warn")},
     NULL,
     "a=warn",
     "2:1:W"},
    {"silenced in its own layer",
     {RULE ("a", "warn") OFF ("a", BECAUSE)},
     NULL,
     "a=warn",
     "1:8:E"},
    {"silenced twice in a layer",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-05-04\n") OFF ("a", BECAUSE)},
     "2026-05-05",
     "a=warn",
     "2:6:E"},
    {"silenced and replaced in a layer",
     {RULE ("a", "warn"), OFF ("a", BECAUSE) RULE ("a", "stop")},
     NULL,
     "",
     "2:5:E"},
    {"without because", {RULE ("a", "warn"), OFF ("a", "")}, NULL, "a=warn", "2:1:E"},
    {"with a phrase",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "phrase = x\n")},
     NULL,
     "a=warn",
     "2:4:E"},
    {"with a bad day",
     {RULE ("a", "warn"), OFF ("a", BECAUSE "until = 2026-02-30\n")},
     NULL,
     "a=warn",
     "2:4:E"},
    {"a locked rule is not silenced",
     {RULE ("a", "warn"), SCRATCH_RULE ("a", "stop", "phrase = x\nlocked = yes"),
      OFF ("a", BECAUSE)},
     NULL,
     "a=stop",
     "3:1:E"},
    {"a locked rule is not replaced",
     {RULE ("a", "warn"), SCRATCH_RULE ("a", "stop", "phrase = x\nlocked = yes"),
      "\n" RULE ("a", "note")},
     NULL,
     "a=stop",
     "3:2:E"},
    {"a rule that is not locked is replaced",
     {NULL, SCRATCH_RULE ("a", "stop", "phrase = x\nlocked = no"), RULE ("a", "note")},
     NULL,
     "a=note",
     ""},
    {"a locked rule may put another in force again",
     {RULE ("a", "warn"), OFF ("a", BECAUSE),
      SCRATCH_RULE ("a", "stop", "phrase = x\nlocked = yes")},
     NULL,
     "a=stop",
     ""},
};

static void
test_cases (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiRuleset) ruleset = load (folder, cases[i].files, NULL);
        g_autofree char *findings = dump_findings (ruleset, cases[i].day);
        g_autofree char *problems = NULL;

        scratch_remove (folder);
        g_test_message ("%s", cases[i].name);
        problems = dump_problems (bi_ruleset_get_problems (ruleset), folder);
        g_assert_cmpstr (findings, ==, cases[i].findings);
        g_assert_cmpstr (problems, ==, cases[i].problems);
    }
}

static void
test_languages (void)
{
    static const char rules[] =
        SCRATCH_RULE ("a", "warn",
                      "title[de] = Titel\ntitle[de_AT] = Titl\nwhy[fr] = Pourquoi\n"
                      "instead[de] = Statt\nphrase = x");
    static const struct {
        const char *languages[4];
        const char *title, *why, *instead;
    } readers[] = {
        {{NULL}, "Title of a", "Why a.", "Statt"},
        {{"C"}, "Title of a", "Why a.", "Statt"},
        {{"de"}, "Titel", "Why a.", "Statt"},
        {{"de_AT", "de"}, "Titl", "Why a.", "Statt"},
        {{"de", "de_AT"}, "Titel", "Why a.", "Statt"},
        {{"de_CH", "de", "fr"}, "Titel", "Pourquoi", "Statt"},
        {{"d"}, "Title of a", "Why a.", "Statt"},
        {{"de_"}, "Title of a", "Why a.", "Statt"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
        const char *const files[3] = {rules};
        BiSetting setting = {readers[i].languages, NULL};
        g_autofree char *folder = scratch_new ();
        g_autoptr (BiRuleset) ruleset =
            load (folder, files, readers[i].languages[0] != NULL ? &setting : NULL);
        const BiRule *rule = bi_ruleset_get_rule (ruleset, 0);

        scratch_remove (folder);
        g_test_message ("reader %u", (guint) i);
        g_assert_cmpstr (bi_rule_get_title (rule), ==, readers[i].title);
        g_assert_cmpstr (bi_rule_get_why (rule), ==, readers[i].why);
        g_assert_cmpstr (bi_rule_get_instead (rule), ==, readers[i].instead);
    }
}

/* ---- any layers: what is in force is what a model of them says ---- */

enum { NOTHING, A_RULE, A_LOCKED, AN_OFF, AN_OFF_OVER, N_SECTIONS };

#define N_IDS 3
static const char *const levels[] = {"note", "warn", "stop"};

/* Returns: (transfer full): the layer's section of that id */
static char *
write_section (int kind, guint layer, guint id)
{
    const char *until = kind == AN_OFF_OVER ? "until = 2026-05-03\n" : "";

    if (kind == NOTHING)
        return g_strdup ("");
    if (kind == AN_OFF || kind == AN_OFF_OVER)
        return g_strdup_printf ("[r%u]\nlevel = off\nbecause = B\n%s", id, until);
    return g_strdup_printf ("[r%u]\nlevel = %s\ntitle = T\nwhy = W\nphrase = x\n%s", id,
                            levels[layer], kind == A_LOCKED ? "locked = yes\n" : "");
}

/* The level of a rule that is found, or -1; counts errors and silences of nothing. */
static int
model (const int *sections, guint *n_errors, guint *n_warnings)
{
    int in_force = -1;
    gboolean silent = FALSE;
    gboolean locked = FALSE;

    for (int layer = 0; layer < 3; layer++) {
        int kind = sections[layer];
        if (kind == NOTHING)
            continue;
        if (locked)
            *n_errors += 1;
        else if (kind == A_RULE || kind == A_LOCKED) {
            in_force = layer;
            silent = FALSE;
            locked = kind == A_LOCKED;
        } else if (in_force < 0)
            *n_warnings += 1;
        else
            silent = kind == AN_OFF;
    }
    return silent ? -1 : in_force;
}

static void
try_layers (int sections[N_IDS][3])
{
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *folder = scratch_new ();
    g_auto (GStrv) files = g_new0 (char *, 4);
    guint n_errors = 0, n_warnings = 0, n_told = 0;
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autofree char *findings = NULL;
    g_autofree char *problems = NULL;
    int level[N_IDS];

    for (guint layer = 0; layer < 3; layer++) {
        g_auto (GStrv) texts = g_new0 (char *, N_IDS + 1);
        for (guint id = 0; id < N_IDS; id++)
            texts[id] = write_section (sections[id][layer], layer, id);
        files[layer] = g_strjoinv ("", texts);
    }
    for (guint id = 0; id < N_IDS; id++)
        level[id] = model (sections[id], &n_errors, &n_warnings);
    for (int layer = 2; layer >= 0; layer--) /* the gravest first */
        for (guint id = 0; id < N_IDS; id++)
            if (level[id] == layer)
                g_string_append_printf (expected, "%sr%u=%s",
                                        expected->len > 0 ? " " : "", id, levels[layer]);
    ruleset = load (folder, (const char *const *) files, NULL);
    findings = dump_findings (ruleset, "2026-05-04");
    problems = dump_problems (bi_ruleset_get_problems (ruleset), folder);
    scratch_remove (folder);
    g_test_message ("%s\n--\n%s\n--\n%s", files[0], files[1], files[2]);
    g_assert_cmpstr (findings, ==, expected->str);
    g_assert_cmpuint (
        bi_problems_count (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR), ==,
        n_errors);
    for (const char *at = problems; (at = strchr (at, 'W')) != NULL; at++)
        n_told++;
    g_assert_cmpuint (n_told, ==, n_warnings);
}

static void
test_any (void)
{
    for (guint i = 0; i < 400; i++) {
        int sections[N_IDS][3];

        for (guint j = 0; j < N_IDS * 3; j++)
            sections[j / 3][j % 3] = g_test_rand_int_range (0, N_SECTIONS);
        try_layers (sections);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/layers/a-layer-silences-and-locks-what-is-below", test_cases);
    g_test_add_func ("/layers/a-rule-speaks-the-language-of-its-reader", test_languages);
    g_test_add_func ("/layers/any-layers-come-to-what-a-model-says", test_any);
    return g_test_run ();
}
