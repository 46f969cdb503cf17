/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "jsonwrite.h"
#include "options.h"
#include "problems.h"
#include "quote.h"

#include "badidea/journal.h"

#include <string.h>

static const char summary[] =
    "Counts what the rules did, from the journal: how often each one held a draft,\n"
    "how that ended, and how often a rule of level watch would have held one.";

static const char description[] =
    "The journal is ~/.purple/badidea/journal. Those that fired most come first. A\n"
    "draft that several rules flagged counts for each of them, and one that is edited\n"
    "and held again counts again. \"would-have-warned\" are the drafts on which a rule\n"
    "of level watch has fired; nobody was asked.\n"
    "--format jsonl prints one object for every rule:\n"
    "  {\"rule\":\"...\",\"held\":N,\"edited\":N,\"confirmed\":N,\"posted\":N,\n"
    "   \"discarded\":N,\"would-have-warned\":N}\n"
    "A line of the journal that cannot be read is named and skipped.\n"
    "\n"
    "Examples:\n"
    "  badidea stats\n"
    "  badidea stats --journal ~/old-journal --format jsonl\n"
    "\n"
    "Exit status:\n"
    "  0  the journal was read\n"
    "  2  it could not be done: wrong usage, or no journal that can be read";

typedef struct {
    char *id;
    guint counts[BI_N_DECISIONS];
} Row;

typedef struct {
    char *path;
    gboolean json;
    GHashTable *rows; /* id -> Row */
} Stats;

static void
row_free (gpointer data)
{
    Row *row = data;
    g_free (row->id);
    g_free (row);
}

static gboolean
read_options (Stats *stats, char **arguments, BiExit *status)
{
    const GOptionEntry entries[] = {
        {"journal", 0, 0, G_OPTION_ARG_FILENAME, &stats->path, "Read this journal",
         "FILE"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    const BiChoice choices[] = {
        BI_CHOICE_FORMAT (&stats->json),
        BI_CHOICE_END,
    };
    g_auto (GStrv) rest = NULL;
    const BiUsage usage = {"stats", "",      summary, description,
                           entries, choices, &rest,   NULL};

    if (!bi_options_parse (&usage, arguments, status))
        return FALSE;
    if (rest == NULL)
        return TRUE;
    *status = bi_options_complain ("stats",
                                   "\"%s\" is one too many; name a journal with "
                                   "--journal",
                                   rest[0]);
    return FALSE;
}

static void
count_line (const BiJournalLine *line, gpointer data)
{
    const Stats *stats = data;

    for (gsize i = 0; line->rules[i] != NULL; i++) {
        Row *row = g_hash_table_lookup (stats->rows, line->rules[i]);
        if (row == NULL) {
            row = g_new0 (Row, 1);
            row->id = g_strdup (line->rules[i]);
            g_hash_table_insert (stats->rows, row->id, row);
        }
        row->counts[line->decision]++;
    }
}

static guint
n_fired (const Row *row)
{
    return row->counts[BI_DECISION_HELD] + row->counts[BI_DECISION_WOULD_HAVE_WARNED];
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
    if (n_fired (a) != n_fired (b))
        return n_fired (a) > n_fired (b) ? -1 : 1;
    return strcmp (((const Row *) a)->id, ((const Row *) b)->id);
}

static void
print_object (const Row *row)
{
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    bi_json_add_string (builder, "rule", row->id);
    for (BiDecision i = 0; i < BI_N_DECISIONS; i++)
        bi_json_add_number (builder, bi_decision_to_string (i), row->counts[i]);
    bi_json_print (builder);
}

static void
print_row (const Row *row, glong width)
{
    g_autofree char *id = bi_printable_whole (row->id);

    printf ("%s%*s", id, (int) (width - bi_measure (id)), "");
    for (BiDecision i = 0; i < BI_N_DECISIONS; i++)
        printf ("  %*u", (int) strlen (bi_decision_to_string (i)), row->counts[i]);
    putchar ('\n');
}

static void
print_table (const GList *rows)
{
    glong width = (glong) strlen ("rule");

    if (rows == NULL) {
        puts ("No rule has fired.");
        return;
    }
    for (const GList *l = rows; l != NULL; l = l->next) {
        g_autofree char *id = bi_printable_whole (((const Row *) l->data)->id);
        width = MAX (width, bi_measure (id));
    }
    printf ("%-*s", (int) width, "rule");
    for (BiDecision i = 0; i < BI_N_DECISIONS; i++)
        printf ("  %s", bi_decision_to_string (i));
    putchar ('\n');
    for (const GList *l = rows; l != NULL; l = l->next)
        print_row (l->data, width);
}

static BiExit
print_rows (const Stats *stats)
{
    g_autoptr (GList) rows =
        g_list_sort (g_hash_table_get_values (stats->rows), compare_rows);

    if (!stats->json)
        print_table (rows);
    for (const GList *l = rows; stats->json && l != NULL; l = l->next)
        print_object (l->data);
    return BI_EXIT_FINE;
}

static BiExit
print_stats (const Stats *stats)
{
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    gboolean is_read =
        bi_journal_read (stats->path, problems, count_line, (gpointer) stats);

    bi_problems_print (problems, BI_PROBLEM_WARNING, stderr);
    return is_read ? print_rows (stats) : BI_EXIT_FAILED;
}

BiExit
bi_command_stats (char **arguments)
{
    g_autoptr (GHashTable) rows =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_free);
    Stats stats = {.rows = rows};
    BiExit status;

    if (read_options (&stats, arguments, &status)) {
        g_autofree char *own =
            g_build_filename (g_get_home_dir (), ".purple", "badidea", "journal", NULL);
        /* before the first draft is held there is no journal */
        gboolean is_empty = stats.path == NULL && !g_file_test (own, G_FILE_TEST_EXISTS);
        if (stats.path == NULL)
            stats.path = g_steal_pointer (&own);
        status = is_empty ? print_rows (&stats) : print_stats (&stats);
    }
    g_free (stats.path);
    return status;
}
