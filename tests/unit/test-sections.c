/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/sections.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *contents;
    const char *sections; /* [id]key=value|key=value|[id]... */
    const char *problems; /* line:column:E or W, a blank between them */
    gsize length;         /* 0: up to the first NUL */
} Case;

static char *
dump_sections (const GPtrArray *sections)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < sections->len; i++) {
        const BiSection *section = sections->pdata[i];

        g_string_append_printf (dump, "[%s]", bi_section_get_id (section));
        for (guint j = 0; j < bi_section_get_size (section); j++) {
            const BiEntry *entry = bi_section_get_entry (section, j);

            g_string_append_printf (dump, "%s=%s|", bi_entry_get_key (entry),
                                    bi_entry_get_value (entry));
        }
    }
    return g_string_free (dump, FALSE);
}

static char *
dump_problems (const GPtrArray *problems)
{
    GString *dump = g_string_new (NULL);

    for (guint i = 0; i < problems->len; i++) {
        const BiProblem *problem = problems->pdata[i];

        g_assert_cmpstr (problem->file, ==, "x.rules");
        g_string_append_printf (dump, "%s%u:%u:%c", i > 0 ? " " : "", problem->line,
                                problem->column,
                                problem->severity == BI_PROBLEM_ERROR ? 'E' : 'W');
    }
    return g_string_free (dump, FALSE);
}

static const Case cases[] = {
    {"an empty file holds nothing", "", "", "", 0},
    {"a file of blank lines holds nothing", "\n \n\t\n\n", "", "", 0},
    {"a heading opens a section", "[a]\nk = v\n", "[a]k=v|", "", 0},
    {"the last line needs no newline", "[a]\nk = v", "[a]k=v|", "", 0},
    {"blanks around a value are dropped", "[a]  \nk\t =\t  v w  \n", "[a]k=v w|", "", 0},
    {"blanks around the sign are not needed", "[a]\nk=v\n", "[a]k=v|", "", 0},
    {"the first sign splits", "[a]\nk = v = w\n", "[a]k=v = w|", "", 0},
    {"a key may come again", "[a]\nk = v\nk = w\n", "[a]k=v|k=w|", "", 0},
    {"a heading may come again", "[a]\nk = v\n[a]\nk = w\n", "[a]k=v|[a]k=w|", "", 0},
    {"lines may end in CR LF", "[a]\r\nk = v\r\n  w\r\n\r\n", "[a]k=v w|", "", 0},
    {"a byte order mark is skipped", "\xEF\xBB\xBF[a]\nk = v\n", "[a]k=v|", "", 0},
    {"columns do not count the byte order mark", "\xEF\xBB\xBFx\n", "", "1:1:E", 0},
    {"a comment is left out", "# c\n[a]\n# k = x\n#\nk = v\n", "[a]k=v|", "", 0},
    {"a comment without its blank is reported", "[a]\n#k = v\nl = w\n", "[a]l=w|",
     "2:1:E", 0},
    {"a hashtag goes on with a value", "[a]\nk = v\n  #AskJPM\n", "[a]k=v #AskJPM|", "",
     0},
    {"an indented line is no comment", "[a]\nk = v\n  # w\n", "[a]k=v # w|", "", 0},
    {"an indented line is no heading", "[a]\nk = v\n  [b]\n", "[a]k=v [b]|", "", 0},
    {"an indented line is no other value", "[a]\nk = v\n\tl = w\n", "[a]k=v l = w|", "",
     0},
    {"a value may begin below its key", "[a]\nk =\n  v\n  w\n", "[a]k=v w|", "", 0},
    {"a comment does not end a value", "[a]\nk = v\n# c\n  w\n", "[a]k=v w|", "", 0},
    {"a blank line ends a value", "[a]\nk = v\n\n  w\n", "[a]k=v|", "4:3:E", 0},
    {"a heading ends a value", "[a]\nk = v\n[b]\n  w\n", "[a]k=v|[b]", "4:3:E", 0},
    {"a value may be empty", "[a]\nk =\nl = w\n", "[a]k=|l=w|", "", 0},
    {"a value before the first heading is reported", "k = v\n[a]\nl = w\n", "[a]l=w|",
     "1:1:E", 0},
    {"a stray line is reported", "[a]\nhello\nk = v\n", "[a]k=v|", "2:1:E", 0},
    {"quotes keep blanks", "[a]\nk = \"  v \"\n", "[a]k=  v |", "", 0},
    {"quotes may hold nothing", "[a]\nk = \"\"\n", "[a]k=|", "", 0},
    {"one quote is itself", "[a]\nk = \"\nl = v\"\n", "[a]k=\"|l=v\"|", "", 0},
    {"doubled quotes stay", "[a]\nk = \"\"v\"\"\n", "[a]k=\"v\"|", "", 0},
    {"a value that begins and ends with quotes is doubtful", "[a]\nk = \"v\" or \"w\"\n",
     "[a]k=v\" or \"w|", "2:6:W", 0},
    {"a NUL spoils its line only", "[a]\nk = v\0w\nl = w\n", "[a]l=w|", "2:6:E", 17},
    {"a byte that is no UTF-8 spoils its line only", "[a]\nké = \xFF\nl = w\n", "[a]l=w|",
     "2:6:E", 0},
    {"a character cut short spoils its line only", "[a]\nk = \xC3\nl = w\n", "[a]l=w|",
     "2:5:E", 0},
    {"each spoilt line is reported", "\xFF\n[a]\nk = v\n  \x80\nl = \xED\xA0\x80\nm = w",
     "[a]k=v|m=w|", "1:1:E 4:3:E 5:5:E", 0},
};

static void
test_parse (gconstpointer data)
{
    const Case *c = data;
    gsize length = c->length > 0 ? c->length : strlen (c->contents);
    /* Just as long as it is, so that a read beyond shows. */
    g_autofree char *contents = g_memdup2 (c->contents, length);
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autoptr (GPtrArray) sections =
        bi_sections_parse ("x.rules", contents, length, problems);
    g_autofree char *found = dump_sections (sections);
    g_autofree char *reported = dump_problems (problems);

    g_assert_cmpstr (found, ==, c->sections);
    g_assert_cmpstr (reported, ==, c->problems);
}

static void
test_headings (void)
{
    static const char *const bad[] = {"[",   "[]",    "[a",  "[a]b",  "[a] # c",
                                      "[A]", "[a b]", "[ä]", "[a/b]", "[a]]"};
    static const char *const good[] = {"[a]", "[open-ask.2]", "[1]", "[-.]"};

    for (gsize i = 0; i < G_N_ELEMENTS (bad) + G_N_ELEMENTS (good); i++) {
        gboolean is_bad = i < G_N_ELEMENTS (bad);
        const char *line = is_bad ? bad[i] : good[i - G_N_ELEMENTS (bad)];
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GPtrArray) sections =
            bi_sections_parse ("x.rules", line, strlen (line), problems);
        g_autofree char *reported = dump_problems (problems);

        g_test_message ("%s", line);
        g_assert_cmpstr (reported, ==, is_bad ? "1:1:E" : "");
    }
}

static void
test_value_places (void)
{
    static const struct {
        const char *contents;
        gsize offset;
        guint line, column;
    } places[] = {
        /* "äöü x" */
        {"[a]\nk = äöü x\n", 0, 2, 5},
        {"[a]\nk = äöü x\n", 2, 2, 6},
        {"[a]\nk = äöü x\n", 6, 2, 8},
        {"[a]\nk = äöü x\n", 7, 2, 9},
        {"[a]\nk = äöü x\n", 8, 2, 10},
        {"[a]\nk = äöü x\n", 99, 2, 10},
        {"[a]\nä = b\n", 0, 2, 5},
        /* "ab cd ef" */
        {"[a]\nk = ab\n   cd\n\tef\n", 0, 2, 5},
        {"[a]\nk = ab\n   cd\n\tef\n", 1, 2, 6},
        {"[a]\nk = ab\n   cd\n\tef\n", 2, 2, 7},
        {"[a]\nk = ab\n   cd\n\tef\n", 3, 3, 4},
        {"[a]\nk = ab\n   cd\n\tef\n", 4, 3, 5},
        {"[a]\nk = ab\n   cd\n\tef\n", 6, 4, 2},
        {"[a]\nk = ab\n   cd\n\tef\n", 8, 4, 4},
        /* "é ñé" */
        {"[a]\nk = é\r\n  ñé\r\n", 0, 2, 5},
        {"[a]\nk = é\r\n  ñé\r\n", 3, 3, 3},
        {"[a]\nk = é\r\n  ñé\r\n", 5, 3, 4},
        {"[a]\nk =\n  ab\n", 0, 3, 3},
        {"[a]\nk =\n  ab\n", 1, 3, 4},
        {"[a]\nk = a\n# c\n  b\n", 2, 4, 3},
        {"[a]\nk = \" ab\"\n", 0, 2, 6},
        {"[a]\nk = \" ab\"\n", 1, 2, 7},
        {"[a]\nk =\n", 0, 2, 1},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
        g_autoptr (GPtrArray) problems = bi_problems_new ();
        g_autoptr (GPtrArray) sections = bi_sections_parse (
            "x.rules", places[i].contents, strlen (places[i].contents), problems);
        const BiEntry *entry = bi_section_get_entry (sections->pdata[0], 0);
        BiPlace place = bi_entry_get_value_place (entry, places[i].offset);

        g_test_message ("byte %" G_GSIZE_FORMAT " of %s", places[i].offset,
                        places[i].contents);
        g_assert_cmpstr (place.file, ==, "x.rules");
        g_assert_cmpuint (place.line, ==, places[i].line);
        g_assert_cmpuint (place.column, ==, places[i].column);
    }
}

static void
test_places (void)
{
    static const char contents[] = "# c\n\n[a]\n\nk = v\n\n[b]\nl = w\n";
    g_autoptr (GPtrArray) problems = bi_problems_new ();
    g_autofree char *file = g_strdup ("x.rules");
    g_autoptr (GPtrArray) sections =
        bi_sections_parse (file, contents, sizeof contents - 1, problems);
    const BiSection *last = sections->pdata[1];

    /* A place outlives the name that was given. */
    memset (file, '?', strlen (file));
    g_assert_cmpuint (bi_section_get_place (sections->pdata[0]).line, ==, 3);
    g_assert_cmpuint (bi_section_get_place (last).line, ==, 7);
    g_assert_cmpuint (bi_section_get_place (last).column, ==, 1);
    g_assert_cmpuint (bi_entry_get_place (bi_section_get_entry (last, 0)).line, ==, 8);
    g_assert_cmpuint (bi_entry_get_place (bi_section_get_entry (last, 0)).column, ==, 1);
    g_assert_cmpstr (bi_section_get_place (last).file, ==, "x.rules");
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/sections/%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_parse);
    }
    g_test_add_func ("/sections/a-heading-is-a-plain-name-alone-on-its-line",
                     test_headings);
    g_test_add_func ("/sections/a-byte-of-a-value-has-its-place-in-the-file",
                     test_value_places);
    g_test_add_func ("/sections/headings-and-keys-have-their-places", test_places);
    return g_test_run ();
}
