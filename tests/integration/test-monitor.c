/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a saved file looks like from outside: by what the kernel tells, and by looking. */
#include "../../plugin/purple/fingerprint.c" /* NOLINT: both are of the plugin alone */
#include "../../plugin/purple/monitor.c"     /* NOLINT */

#include "headless.h"
#include "unit/scratch.h"

#include <unistd.h>

#define DEADLINE 30
#define LAYER    "a/b/rules"

typedef struct {
    BiMonitor *monitor;
    char *base;
    guint changes;
} Fixture;

/* ---- the files ---- */

static char *
path_of (const char *name)
{
    return g_build_filename (headless_dir (headless_get ()), "monitor", name, NULL);
}

/* In one go, or, as some editors do, into the file itself. */
static void
save (const char *name, const char *contents)
{
    g_autofree char *path = path_of (name);
    g_autofree char *folder = g_path_get_dirname (path);
    FILE *file;

    g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
    file = fopen (path, "we");
    g_assert_nonnull (file);
    g_assert_cmpint (fputs (contents, file), >=, 0);
    g_assert_cmpint (fclose (file), ==, 0);
}

static void
move (const char *from, const char *to)
{
    g_autofree char *old = path_of (from);
    g_autofree char *new = path_of (to);

    g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void delete (const char *name)
{
    g_autofree char *path = path_of (name);

    g_assert_cmpint (g_remove (path), ==, 0);
}

/* ---- what happens to them, a step at a time; each step is a change ---- */

static void
before_saved (void)
{
    save (LAYER "/a.rules", "one");
}

static void
saved (void)
{
    save (LAYER "/a.rules", "two, and more");
}

static void
saved_by_renaming (void)
{
    save (LAYER "/.a.rules.tmp", "six");
    move (LAYER "/.a.rules.tmp", LAYER "/a.rules");
}

static void
saved_beside_a_backup (void)
{
    move (LAYER "/a.rules", LAYER "/a.rules~");
    save (LAYER "/a.rules", "two, and more");
}

static void
added (void)
{
    save (LAYER "/b.classes", "");
}

static void
deleted (void)
{
    delete (LAYER "/a.rules");
}

static void
renamed (void)
{
    move (LAYER "/a.rules", LAYER "/c.rules");
}

static void
forbidden (void)
{
    g_autofree char *path = path_of (LAYER "/a.rules");

    g_assert_cmpint (g_chmod (path, 0), ==, 0);
}

static void
folder_below_added (void)
{
    save (LAYER "/lists/a.list", "one");
}

static void
folder_below_saved (void)
{
    save (LAYER "/lists/a.list", "two, and more");
}

static void
precedents_added (void)
{
    save (LAYER "/precedents/a.precedents", "one");
}

static void
folder_gone (void)
{
    g_autofree char *path = path_of ("a");

    scratch_remove (path);
}

static void
folder_swapped (void)
{
    save ("other/a.rules", "three");
    move (LAYER, "a/b/away");
    move ("other", LAYER);
}

typedef void (*Step) (void);

static const struct {
    const char *name;
    Step before; /* (nullable) before the monitor is there */
    Step steps[4];
} cases[] = {
    {"a file is saved", before_saved, {saved, saved_by_renaming}},
    {"a file is saved by renaming", before_saved, {saved_by_renaming, saved}},
    {"a file is saved beside a backup", before_saved, {saved_beside_a_backup}},
    {"a file is added", before_saved, {added}},
    {"a file is deleted and comes back", before_saved, {deleted, before_saved}},
    {"a file is renamed", before_saved, {renamed}},
    {"a file is forbidden", before_saved, {forbidden}},
    {"a layer appears later", NULL, {before_saved, saved}},
    {"a folder of a layer appears later",
     before_saved,
     {folder_below_added, folder_below_saved, precedents_added, saved}},
    {"a layer goes and comes back", before_saved, {folder_gone, before_saved, saved}},
    {"a layer is swapped for another one", before_saved, {folder_swapped, saved}},
};

/* ---- the monitor ---- */

static char **
list_layers (void)
{
    g_autoptr (GStrvBuilder) layers = g_strv_builder_new ();
    g_autofree char *one = path_of (LAYER);
    g_autofree char *other = path_of ("nowhere/at/all");

    g_strv_builder_add_many (layers, one, other, NULL);
    return g_strv_builder_end (layers);
}

static void
on_change (gpointer data)
{
    Fixture *f = data;

    f->changes++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
    f->base = path_of (NULL);
    f->changes = 0;
    g_assert_cmpint (g_mkdir_with_parents (f->base, 0700), ==, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
    g_clear_pointer (&f->monitor, bi_monitor_free);
    scratch_remove (f->base);
    g_free (f->base);
}

static void
start (Fixture *f, BiMonitorMeans means)
{
    const BiMonitorSetting setting = {means, 20, 20};

    f->monitor = bi_monitor_new (&setting, list_layers, on_change, f);
}

static gboolean
has_changed (gpointer data)
{
    const Fixture *f = data;

    return f->changes > 0 && f->monitor->settling == 0;
}

static void
run_steps (Fixture *f, gsize index, BiMonitorMeans means)
{
    if (cases[index].before != NULL)
        cases[index].before ();
    start (f, means);
    for (gsize i = 0; i < G_N_ELEMENTS (cases[index].steps); i++) {
        if (cases[index].steps[i] == NULL)
            continue;
        f->changes = 0;
        cases[index].steps[i]();
        g_test_message ("step %" G_GSIZE_FORMAT, i + 1);
        g_assert_true (headless_wait (headless_get (), has_changed, f, DEADLINE));
    }
}

static void
test_told (Fixture *f, gconstpointer index)
{
    run_steps (f, GPOINTER_TO_SIZE (index), BI_MONITOR_EVENTS);
}

static void
test_seen (Fixture *f, gconstpointer index)
{
    run_steps (f, GPOINTER_TO_SIZE (index), BI_MONITOR_POLL);
    g_assert_cmpuint (f->monitor->watches->len, ==, 0);
}

/* A link leads to where nobody is told of anything. */
static void
test_link (Fixture *f, gconstpointer data)
{
    g_autofree char *link = path_of (LAYER "/a.rules");
    g_autofree char *target = path_of ("target");

    save (LAYER "/b.rules", "");
    save ("target", "one");
    g_assert_cmpint (symlink (target, link), ==, 0);
    start (f, BI_MONITOR_EVENTS | BI_MONITOR_POLL);
    save ("target", "two, and more");
    g_assert_true (headless_wait (headless_get (), has_changed, f, DEADLINE));
}

/* Many saves without a pause are one change. */
static void
test_burst (Fixture *f, gconstpointer data)
{
    before_saved ();
    start (f, BI_MONITOR_EVENTS);
    for (guint i = 0; i < 20; i++) {
        saved ();
        saved_by_renaming ();
    }
    g_assert_true (headless_wait (headless_get (), has_changed, f, DEADLINE));
    g_assert_cmpuint (f->changes, ==, 1);
}

static gboolean
has_looked (gpointer data)
{
    const Fixture *f = data;

    return f->monitor->settling == 0;
}

/* What nobody reads rules from is looked into and not told. */
static void
test_others (Fixture *f, gconstpointer data)
{
    before_saved ();
    start (f, BI_MONITOR_EVENTS);
    save (LAYER "/notes.txt", "one");
    save (LAYER "/.a.rules.swp", "one");
    while (f->monitor->settling == 0)
        g_main_context_iteration (NULL, TRUE);
    g_assert_true (headless_wait (headless_get (), has_looked, f, DEADLINE));
    g_assert_cmpuint (f->changes, ==, 0);
    saved ();
    g_assert_true (headless_wait (headless_get (), has_changed, f, DEADLINE));
}

static gboolean
stop (gpointer data)
{
    return G_SOURCE_REMOVE;
}

/* Sources of the main loop; their numbers count up. */
static guint
count_sources (void)
{
    const guint next = g_idle_add (stop, NULL);
    guint count = 0;

    g_source_remove (next);
    for (guint id = 1; id < next; id++)
        count += g_main_context_find_source_by_id (NULL, id) != NULL;
    return count;
}

/* Whether it is idle or in the midst of a change. */
static void
test_nothing_left (Fixture *f, gconstpointer data)
{
    guint before;

    before_saved ();
    headless_turn (headless_get ());
    before = count_sources ();
    for (guint i = 0; i < 20; i++) {
        start (f, BI_MONITOR_EVENTS | BI_MONITOR_POLL);
        g_assert_cmpuint (count_sources (), >, before);
        saved ();
        if (i % 2 == 0)
            while (f->monitor->settling == 0)
                g_main_context_iteration (NULL, TRUE);
        saved_by_renaming ();
        g_clear_pointer (&f->monitor, bi_monitor_free);
        g_assert_cmpuint (count_sources (), ==, before);
    }
    headless_turn (headless_get ());
    g_assert_cmpuint (f->changes, ==, 0);
}

static void
add (const char *name, const char *suffix, gsize index,
     void (*test) (Fixture *f, gconstpointer data))
{
    g_autofree char *path = g_strdup_printf ("/monitor/%s%s", name, suffix);

    g_test_add (g_strdelimit (path, " ", '-'), Fixture, GSIZE_TO_POINTER (index), set_up,
                test, tear_down);
}

int
main (int argc, char **argv)
{
    const char *plugins = g_getenv ("BADIDEA_PLUGINS");
    g_autoptr (Headless) h = NULL;

    g_test_init (&argc, &argv, NULL);
    h = headless_new (plugins != NULL ? plugins : "build/plugins");
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        add (cases[i].name, "/told", i, test_told);
        add (cases[i].name, "/seen", i, test_seen);
    }
    add ("what a link leads to is seen", "", 0, test_link);
    add ("many saves are one change", "", 0, test_burst);
    add ("other files are no change", "", 0, test_others);
    add ("nothing of it is left", "", 0, test_nothing_left);
    return g_test_run ();
}
