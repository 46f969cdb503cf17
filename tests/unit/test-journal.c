/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/journal.h"

#include "scratch.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* sha256sum of "abc", from FIPS 180-2 */
#define HASH_OF_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const char *const rules[] = {"ask", "other", NULL};

static const BiJournalLine full = {
    .decision = BI_DECISION_HELD,
    .time = "2026-01-01T00:00:00Z",
    .protocol = "prpl-irc",
    .account = "acme@irc.example",
    .surface = "room",
    .conversation = "#acme \"x\"\n\\ 🔥",
    .held = "an-id",
    .rules = rules,
    .text = "abc",
};

static void
append (const char *path, const BiJournalLine *line)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (bi_journal_append (path, line, &error));
    g_assert_no_error (error);
}

/* The lines of the file, each of which ends with a newline. */
static char **
read_lines (const char *path)
{
    g_autofree char *contents = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
    g_assert_cmpuint (length, >, 0);
    g_assert_cmpint (contents[length - 1], ==, '\n');
    contents[length - 1] = '\0';
    return g_strsplit (contents, "\n", -1);
}

static JsonNode *
parse (const char *line)
{
    g_autoptr (GError) error = NULL;
    JsonNode *node = json_from_string (line, &error);

    g_test_message ("%s", line);
    g_assert_no_error (error);
    g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    return node;
}

static void
test_line (void)
{
    static const struct {
        const char *name, *value;
    } members[] = {
        {"time", "2026-01-01T00:00:00Z"},
        {"decision", "held"},
        {"protocol", "prpl-irc"},
        {"account", "acme@irc.example"},
        {"surface", "room"},
        {"conversation", "#acme \"x\"\n\\ 🔥"},
        {"held", "an-id"},
        {"sha256", HASH_OF_ABC},
    };
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "journal", NULL);
    g_auto (GStrv) lines = NULL;
    g_autoptr (JsonNode) node = NULL;
    JsonArray *ids;

    append (path, &full);
    lines = read_lines (path);
    g_assert_cmpuint (g_strv_length (lines), ==, 1);
    node = parse (lines[0]);
    for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
        g_assert_cmpstr (
            json_object_get_string_member (json_node_get_object (node), members[i].name),
            ==, members[i].value);
    ids = json_object_get_array_member (json_node_get_object (node), "rules");
    g_assert_cmpuint (json_array_get_length (ids), ==, 2);
    g_assert_cmpstr (json_array_get_string_element (ids, 1), ==, "other");
    scratch_remove (folder);
}

static void
test_decisions (void)
{
    static const char *const names[BI_N_DECISIONS] = {
        "held", "edited", "confirmed", "posted", "discarded", "would-have-warned"};
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "journal", NULL);
    g_auto (GStrv) lines = NULL;

    for (guint i = 0; i < BI_N_DECISIONS; i++) {
        BiJournalLine line = full;

        line.decision = i;
        append (path, &line);
    }
    lines = read_lines (path);
    g_assert_cmpuint (g_strv_length (lines), ==, BI_N_DECISIONS);
    for (guint i = 0; i < BI_N_DECISIONS; i++) {
        g_autoptr (JsonNode) node = parse (lines[i]);

        g_assert_cmpstr (
            json_object_get_string_member (json_node_get_object (node), "decision"), ==,
            names[i]);
    }
    scratch_remove (folder);
}

static void
test_appends (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "journal", "{\"kept\":true}\n");
    g_auto (GStrv) lines = NULL;

    append (path, &full);
    lines = read_lines (path);
    g_assert_cmpuint (g_strv_length (lines), ==, 2);
    g_assert_cmpstr (lines[0], ==, "{\"kept\":true}");
    scratch_remove (folder);
}

static void
test_no_text (void)
{
    static const char *const texts[] = {"Ask us anything",
                                        "<b>Ask us anything</b>\nAsk us anything",
                                        "\xFF Ask us anything"};
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "journal", NULL);
    g_autofree char *contents = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        BiJournalLine line = full;

        line.text = texts[i];
        append (path, &line);
    }
    g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
    g_assert_null (strstr (contents, "anything"));
    g_assert_null (strstr (contents, "Ask us"));
    scratch_remove (folder);
}

static void
test_nothing_known (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = g_build_filename (folder, "journal", NULL);
    BiJournalLine line = {.decision = BI_DECISION_POSTED};
    g_auto (GStrv) lines = NULL;
    g_autoptr (JsonNode) node = NULL;
    JsonObject *object;

    append (path, &line);
    lines = read_lines (path);
    node = parse (lines[0]);
    object = json_node_get_object (node);
    g_assert_cmpstr (json_object_get_string_member (object, "decision"), ==, "posted");
    g_assert_cmpuint (
        json_array_get_length (json_object_get_array_member (object, "rules")), ==, 0);
    g_assert_false (json_object_has_member (object, "held"));
    g_assert_false (json_object_has_member (object, "sha256"));
    scratch_remove (folder);
}

static void
test_modes (void)
{
    static const mode_t masks[] = {0, 022, 077};

    for (gsize i = 0; i < G_N_ELEMENTS (masks); i++) {
        g_autofree char *base = scratch_new ();
        g_autofree char *folder = g_build_filename (base, "a", "b", NULL);
        g_autofree char *path = g_build_filename (folder, "journal", NULL);
        mode_t before = umask (masks[i]);
        GStatBuf status;

        append (path, &full);
        umask (before);
        g_test_message ("umask %03o", (guint) masks[i]);
        g_assert_cmpint (g_stat (path, &status), ==, 0);
        g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
        g_assert_cmpint (g_stat (folder, &status), ==, 0);
        g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
        scratch_remove (base);
    }
}

static void
assert_fails (const char *path)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (bi_journal_append (path, &full, &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, path));
}

static void
test_failures (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *file = scratch_write (folder, "file", "x");
    g_autofree char *below = g_build_filename (file, "journal", NULL);

    assert_fails (below);
    assert_fails (folder);
    scratch_remove (folder);
}

static void
test_full_disk (void)
{
    g_autofree char *folder = NULL;
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;

    if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip ("there is no /dev/full");
        return;
    }
    folder = scratch_new ();
    path = g_build_filename (folder, "journal", NULL);
    g_assert_cmpint (symlink ("/dev/full", path), ==, 0);
    assert_fails (path);
    bi_journal_append (path, &full, &error);
    g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
    scratch_remove (folder);
}

/* ---- reading ---- */

#define HELD   "{\"decision\":\"held\",\"rules\":[\"a\"]}\n"
#define POSTED "{\"decision\":\"posted\",\"rules\":[]}\n"

static void
note_line (const BiJournalLine *line, gpointer data)
{
    g_autofree char *ids = g_strjoinv (",", (char **) line->rules);

    g_assert_null (line->text);
    g_string_append_printf (data, "%s(%s) ", bi_decision_to_string (line->decision), ids);
}

static void
test_read (void)
{
    static const struct {
        const char *contents;
        const char *lines;
        const char *problems; /* their lines */
    } cases[] = {
        {"", "", ""},
        {HELD POSTED, "held(a) posted() ", ""},
        {HELD "{\"kind\":\"problem\",\"message\":\"x\"}\n" POSTED, "held(a) posted() ",
         ""},
        {"{\"decision\":\"held\",\"rules\":[\"]}[[[\\\"\"]}\n", "held(]}[[[\") ", ""},
        {HELD "{\"decision\":\"posted\",\"ru", "held(a) ", "2"},
        {HELD "{\"decision\":\"posted\",\"ru\n" POSTED, "held(a) posted() ", "2"},
        {"{\"decision\":\"posted\",\"rules\":[]}", "posted() ", ""},
        {"\n" HELD, "held(a) ", "1"},
        {"{\"decision\":\"burnt\",\"rules\":[]}\n" HELD, "held(a) ", "1"},
        {"{\"decision\":7,\"rules\":[]}\n" HELD, "held(a) ", "1"},
        {"{\"decision\":\"held\"}\n" HELD, "held(a) ", "1"},
        {"{\"decision\":\"held\",\"rules\":[1]}\n" HELD, "held(a) ", "1"},
        {"{\"decision\":\"held\",\"rules\":{}}\n" HELD, "held(a) ", "1"},
        {"[]\n\"held\"\n\xFF\n" HELD, "held(a) ", "1 2 3"},
        {"[[[[{\n" HELD, "held(a) ", "1"},
    };
    g_autofree char *folder = scratch_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = scratch_write (folder, "journal", cases[i].contents);
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GString) lines = g_string_new (NULL);
        g_autoptr (GString) places = g_string_new (NULL);

        g_test_message ("%s", cases[i].contents);
        g_assert_true (bi_journal_read (path, problems, note_line, lines));
        for (guint j = 0; j < problems->len; j++)
            g_string_append_printf (places, "%s%u", j > 0 ? " " : "",
                                    ((BiProblem *) problems->pdata[j])->line);
        g_assert_cmpstr (lines->str, ==, cases[i].lines);
        g_assert_cmpstr (places->str, ==, cases[i].problems);
    }
    scratch_remove (folder);
}

static void
test_many_brackets (void)
{
    static const char *const before[] = {"", "/* \" */", "['\"',"};
    g_autofree char *brackets = g_strnfill (1000000, '[');

    for (gsize i = 0; i < G_N_ELEMENTS (before); i++) {
        g_autofree char *folder = scratch_new ();
        g_autofree char *line = g_strconcat (before[i], brackets, " // \"", NULL);
        g_autofree char *path = scratch_write (folder, "journal", line);
        g_autoptr (GPtrArray) problems = bi_problems_new ();

        g_test_message ("after %s", before[i]);
        g_assert_true (bi_journal_read (path, problems, note_line, NULL));
        g_assert_cmpuint (problems->len, ==, 1);
        scratch_remove (folder);
    }
}

static void
test_read_back (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *path = scratch_write (folder, "journal", "{\"decision\":\"he");
    BiProblem problem = {(char *) "a.rules", 3, 4, BI_PROBLEM_ERROR, (char *) "What."};
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GString) read = g_string_new (NULL);
    g_auto (GStrv) lines = NULL;

    append (path, &full);
    g_assert_true (bi_journal_append_problem (path, "now", &problem, NULL));
    append (path, &full);
    g_assert_true (bi_journal_read (path, problems, note_line, read));
    g_assert_cmpstr (read->str, ==, "held(ask,other) held(ask,other) ");
    g_assert_cmpuint (problems->len, ==, 1);
    lines = read_lines (path);
    g_assert_cmpstr (lines[2], ==,
                     "{\"time\":\"now\",\"kind\":\"problem\",\"file\":\"a.rules\","
                     "\"line\":3,\"column\":4,\"message\":\"What.\"}");
    scratch_remove (folder);
}

static void
test_read_nothing (void)
{
    g_autofree char *folder = scratch_new ();
    g_autofree char *nowhere = g_build_filename (folder, "journal", NULL);
    const char *const paths[] = {nowhere, folder};

    for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();

        g_assert_false (bi_journal_read (paths[i], problems, note_line, NULL));
        g_assert_cmpuint (problems->len, ==, 1);
        g_assert_cmpstr (((BiProblem *) problems->pdata[0])->file, ==, paths[i]);
    }
    scratch_remove (folder);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/journal/a-line-says-what-was-decided-where-and-why", test_line);
    g_test_add_func ("/journal/each-decision-has-its-line", test_decisions);
    g_test_add_func ("/journal/what-is-there-stays", test_appends);
    g_test_add_func ("/journal/the-text-is-not-written-down", test_no_text);
    g_test_add_func ("/journal/what-is-not-known-is-left-out", test_nothing_known);
    g_test_add_func ("/journal/only-its-owner-can-read-it-whatever-the-umask",
                     test_modes);
    g_test_add_func ("/journal/what-cannot-be-written-is-said", test_failures);
    g_test_add_func ("/journal/a-full-disk-is-said", test_full_disk);
    g_test_add_func ("/journal/what-is-no-decision-is-named-and-skipped", test_read);
    g_test_add_func ("/journal/a-line-of-brackets-is-skipped", test_many_brackets);
    g_test_add_func ("/journal/what-was-written-is-read-beside-a-torn-line",
                     test_read_back);
    g_test_add_func ("/journal/a-journal-that-cannot-be-read-is-named",
                     test_read_nothing);
    return g_test_run ();
}
