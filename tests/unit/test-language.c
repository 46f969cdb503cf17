/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/check.h"

#include "scratch.h"

#include <string.h>

#define RULE(id, body)   SCRATCH_RULE (id, "warn", body)
#define SIGNAL(id, body) "[" id "]\ntitle = T\nlevel = signal\n" body "\n\n"
#define CRISIS(body)     "[crisis.fire]\nwords = smoke*\n" body "\n"
#define PAIR             SIGNAL ("s.x", "phrase = x") SIGNAL ("s.y", "phrase = y\npoints = 3")
#define SLOW             SIGNAL ("s.slow", "match = " SCRATCH_SLOW)

typedef struct {
    const char *rules;
    const char *draft;
    const char *report; /* as dump() has it */
} Case;

/* Some time of a Monday, or NULL: nothing is known */
#define NIGHT "2026-05-04T23:00:00Z"
#define NOON  "2026-05-04T12:00:00Z"

typedef struct {
    const char *at;
    const char *account;
    const char *situation;
    Case rule;
} WhenCase;

static const Case on_views[] = {
    {RULE ("a", "match = Ask\\b"), "ÄSK ask ASK", "warn: a[ask,ASK] |"},
    {RULE ("a", "match = [0-9]{4}"), "l33t 2024", "warn: a[2024] |"},
    {RULE ("a", "phrase = free\non = plain"), "f r e e", "warn: a[f r e e] |"},
    {RULE ("a", "phrase = free\non = typed"), "f r e e", "clean: |"},
    {RULE ("a", "phrase = free\non = typed"), "so FREE", "warn: a[FREE] |"},
    {RULE ("a", "match = (?-i)[A-Z]{4,}\non = typed"), "so FREE", "warn: a[FREE] |"},
    {RULE ("a", "match = (?-i)[A-Z]{4,}"), "so FREE", "clean: |"},
    {RULE ("a", "phrase = ask us\non = hashtags"), "#AskUs now", "warn: a[#AskUs] |"},
    {RULE ("a", "phrase = ask us\non = hashtags"), "ask us now", "clean: |"},
    {RULE ("a", "phrase = ask us"), "#AskUs now", "clean: |"},
    {RULE ("a", "phrase = ask us\non = plain hashtags"), "ask us, #ask_us",
     "warn: a[ask us,#ask_us] |"},
    {RULE ("a", "phrase = free\non = plain, typed"), "free", "warn: a[free] |"},
    {RULE ("a", "phrase = ask us\nalso = win\non = plain hashtags"), "win #AskUs",
     "warn: a[#AskUs] |"},
    {RULE ("a", "phrase = ask us\nunless = no\non = hashtags"), "no #AskUs",
     "warn: a[#AskUs] |"},
    {RULE ("a", "phrase = ask us\nunless = no\non = hashtags plain"), "no #AskUs",
     "clean: |"},
};

static const Case near[] = {
    {RULE ("a", "phrase = m\nalso = x"), "x.\nm", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = draft"), "x.\nm", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = line"), "x.\nm", "clean: |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = line"), "x. m\nm", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = sentence"), "x. m", "clean: |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = sentence"), "x. x m. m", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = 2 words"), "x and m", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = 2 words"), "x and but m", "clean: |"},
    {RULE ("a", "phrase = m\nalso = x\nwithin = 1 word"), "m, x!", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nalso = x\nalso = y\nwithin = line"), "x m\nm y", "clean: |"},
    {RULE ("a", "phrase = m\nalso = x\nalso = y\nwithin = line"), "m\ny, m, x",
     "warn: a[m] |"},
    {RULE ("a", "phrase = m\nunless = x"), "m\nx", "clean: |"},
    {RULE ("a", "phrase = m\nunless = x\nunless-within = line"), "m\nx", "warn: a[m] |"},
    {RULE ("a", "phrase = m\nunless = x\nunless-within = line"), "m x", "clean: |"},
    {RULE ("a", "phrase = m*\nunless = x\nunless-within = line"), "m1 x\nm2",
     "warn: a[m2] |"},
    {RULE ("a", "phrase = m\nunless = x\nunless-within = sentence"), "m! x",
     "warn: a[m] |"},
    {RULE ("a", "phrase = m\nunless = x\nunless-within = 1 word"), "m and x",
     "warn: a[m] |"},
    {RULE ("a", "phrase = m\nunless = x\nunless-within = 1 word"), "x m", "clean: |"},
    {RULE ("a", "phrase = m\nalso = y\nunless = x\nunless-within = line"), "y x\nm",
     "warn: a[m] |"},
    {RULE ("a", "match = [0-9 ]{12,}\nvalid = luhn"),
     "4111 1111 1111 1111, 4111 1111 1111 1112", "warn: a[4111 1111 1111 1111] |"},
    {RULE ("a", "match = [0-9 ]{12,}\nvalid = luhn"), "4111 1111 1111 1112", "clean: |"},
    {RULE ("a", "match = [a-z]{2}[0-9]{2}[a-z0-9 ]{11,}\nvalid = iban\non = typed"),
     "DE89 3704 0044 0532 0130 00", "warn: a[DE89 3704 0044 0532 0130 00] |"},
    {RULE ("a", "match = [a-z]{2}[0-9]{2}[a-z0-9 ]{11,}\nvalid = iban"),
     "GB29NWBK60161331926819", "warn: a[GB29NWBK60161331926819] |"},
};

#define HOUR     RULE ("a", "phrase = x\nwhen = hour 22-6")
#define BOTH     RULE ("a", "phrase = x\nwhen = account a*\nwhen = weekday mon")
#define WORDS    RULE ("a", "phrase = x\nwhen = crisis words")
#define GRAVE(n) SCRATCH_RULE ("a", n, "phrase = x\ncrisis-level = warn")

static const WhenCase whens[] = {
    {NIGHT, NULL, NULL, {HOUR, "x", "warn: a[x] |"}},
    {NOON, NULL, NULL, {HOUR, "x", "clean: |"}},
    {NULL, NULL, NULL, {HOUR, "x", "warn: a[x] |"}},
    {NOON, "acme", NULL, {BOTH, "x", "warn: a[x] |"}},
    {NOON, "other", NULL, {BOTH, "x", "clean: |"}},
    {NOON,
     NULL,
     NULL,
     {SIGNAL ("s", "phrase = x\nwhen = hour 0-1") RULE ("a", "needs = 1 of s"), "x",
      "clean: |"}},
    {NOON, NULL, NULL, {RULE ("a", "phrase = x\nwhen = crisis"), "x", "clean: |"}},
    {NOON,
     NULL,
     CRISIS ("on = yes"),
     {RULE ("a", "phrase = x\nwhen = crisis"), "x", "warn: a[x] |"}},
    {NOON,
     NULL,
     CRISIS ("until = 2026-05-03"),
     {RULE ("a", "phrase = x\nwhen = crisis fire"), "x", "clean: |"}},
    {NOON, NULL, CRISIS ("on = yes"), {WORDS, "x smoky", "clean: |"}},
    {NOON, NULL, CRISIS ("on = yes"), {WORDS, "x smokes", "warn: a[x] |"}},
    {NOON, NULL, CRISIS ("on = yes"), {GRAVE ("note"), "x", "warn: a[x] |"}},
    {NOON, NULL, CRISIS ("on = no"), {GRAVE ("note"), "x", "note: a[x] |"}},
    {NOON, NULL, CRISIS ("on = yes"), {GRAVE ("stop"), "x", "stop: a[x] |"}},
    {NULL,
     NULL,
     CRISIS ("on = yes"),
     {SCRATCH_RULE ("b", "note", "phrase = x") GRAVE ("note"), "x", "warn: a[x] b[x] |"}},
};

static const Case totals[] = {
    {PAIR, "x y", "clean: |"},
    {PAIR RULE ("a", "needs = 2 of s.*"), "x y", "warn: a[x,y](s.x:1 s.y:3) |"},
    {PAIR RULE ("a", "needs = 2 of s.*"), "x", "clean: |"},
    {RULE ("a", "needs = 2 of s.*") PAIR, "y, y, x", "warn: a[y,y,x](s.x:1 s.y:3) |"},
    {PAIR RULE ("a", "phrase = z\nneeds = 1 of s.*"), "x z", "warn: a[z](s.x:1) |"},
    {PAIR RULE ("a", "phrase = z\nneeds = 1 of s.*"), "x y", "clean: |"},
    {PAIR RULE ("a", "needs = 3 points of s.x, s.y"), "y", "warn: a[y](s.y:3) |"},
    {PAIR RULE ("a", "needs = 4 points of s.x, s.y"), "y", "clean: |"},
    {PAIR RULE ("a", "needs = 1 of s.x, not s.y"), "x", "warn: a[x](s.x:1) |"},
    {PAIR RULE ("a", "needs = 1 of s.x, not s.y"), "x y", "clean: |"},
    {PAIR RULE ("a", "needs = 1 of s.x\nneeds = 1 of s.y"), "x", "clean: |"},
    {PAIR RULE ("a", "needs = 1 of s.x\nneeds = 1 of s.*"), "x y",
     "warn: a[x,y](s.x:1 s.y:3) |"},
    {PAIR RULE ("a", "needs = 1 of s.*\nalso = z"), "x", "clean: |"},
    {PAIR RULE ("a", "needs = 1 of s.*\nalso = z"), "x z", "warn: a[x](s.x:1) |"},
    {PAIR RULE ("a", "needs = 1 of s.*\nunless = z"), "x z", "clean: |"},
    {RULE ("b", "phrase = x") RULE ("a", "needs = 1 of b"), "x",
     "warn: b[x] a[x](b:1) |"},
    {SLOW, SCRATCH_SLOW_TEXT, "clean: |"},
    {SLOW PAIR RULE ("a", "needs = 1 of s.*"), "x " SCRATCH_SLOW_TEXT,
     "warn: a[x](s.x:1) |"},
    {SLOW PAIR RULE ("a", "needs = 2 of s.*"), "x " SCRATCH_SLOW_TEXT, "warn: | a"},
    {SLOW PAIR RULE ("a", "needs = 3 of s.*"), "x " SCRATCH_SLOW_TEXT, "clean: |"},
    {SLOW PAIR RULE ("a", "needs = 1 of s.x, not s.slow"), "x " SCRATCH_SLOW_TEXT,
     "warn: | a"},
    {SLOW PAIR RULE ("a", "phrase = z\nneeds = 1 of s.slow"), "x " SCRATCH_SLOW_TEXT,
     "clean: |"},
    {SLOW PAIR RULE ("a", "phrase = x\nneeds = 1 of s.slow\nneeds = 1 of s.y"),
     "x " SCRATCH_SLOW_TEXT, "clean: |"},
    {PAIR RULE ("a", "match = " SCRATCH_SLOW "\nneeds = 1 of s.y"),
     "x " SCRATCH_SLOW_TEXT, "clean: |"},
    {PAIR RULE ("a", "match = " SCRATCH_SLOW "\nneeds = 1 of s.x"),
     "x " SCRATCH_SLOW_TEXT, "warn: | a"},
};

static void
dump_finding (GString *line, const BiFinding *finding, const char *draft)
{
    g_string_append_printf (line, " %s[", bi_rule_get_id (finding->rule));
    for (guint i = 0; i < finding->spans->len; i++) {
        BiSpan span = g_array_index (finding->spans, BiSpan, i);
        g_string_append_printf (line, "%s%.*s", i > 0 ? "," : "",
                                (int) (span.end - span.start), draft + span.start);
    }
    g_string_append_c (line, ']');
    for (guint i = 0; i < finding->counts->len; i++) {
        BiCount count = g_array_index (finding->counts, BiCount, i);
        g_string_append_printf (line, "%s%s:%u%s", i > 0 ? " " : "(",
                                bi_rule_get_id (count.rule), count.points,
                                i + 1 < finding->counts->len ? "" : ")");
    }
}

/* level: id[place,place](counted:points ...) ... | ids that gave up */
static char *
dump (const BiReport *report, const char *draft)
{
    GString *line = g_string_new (bi_level_to_string (bi_report_get_level (report)));

    g_string_append_c (line, ':');
    for (guint i = 0; i < bi_report_get_size (report); i++)
        dump_finding (line, bi_report_get_finding (report, i), draft);
    g_string_append (line, " |");
    for (guint i = 0; i < bi_report_get_n_gave_up (report); i++)
        g_string_append_printf (line, " %s",
                                bi_rule_get_id (bi_report_get_gave_up (report, i)));
    return g_string_free (line, FALSE);
}

static void
try_when (const WhenCase *when)
{
    const Case *c = &when->rule;
    g_autofree char *folder = scratch_new ();
    const char *const layers[] = {folder, NULL};
    g_autoptr (BiText) text = bi_text_new (c->draft, -1, BI_TEXT_PLAIN);
    g_autoptr (BiCircumstances) circumstances = bi_circumstances_new ();
    g_autoptr (BiRuleset) ruleset = NULL;
    g_autoptr (BiReport) report = NULL;
    g_autofree char *found = NULL;

    scratch_add (folder, "a.rules", c->rules);
    if (when->situation != NULL)
        scratch_add (folder, "a.situation", when->situation);
    if (when->at != NULL)
        circumstances->at = g_date_time_new_from_iso8601 (when->at, NULL);
    circumstances->account = g_strdup (when->account);
    ruleset = bi_ruleset_load (layers, NULL);
    scratch_remove (folder);
    g_test_message ("%s: %s", c->rules, c->draft);
    g_assert_cmpuint (
        bi_problems_count (bi_ruleset_get_problems (ruleset), BI_PROBLEM_ERROR), ==, 0);
    report = bi_check (ruleset, text, circumstances, NULL);
    found = dump (report, c->draft);
    g_assert_cmpstr (found, ==, c->report);
}

static void
try_case (const Case *c)
{
    const WhenCase when = {NULL, NULL, NULL, *c};

    try_when (&when);
}

static void
test_views (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (on_views); i++)
        try_case (&on_views[i]);
}

static void
test_near (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (near); i++)
        try_case (&near[i]);
}

static void
test_whens (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (whens); i++)
        try_when (&whens[i]);
}

static void
test_totals (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (totals); i++)
        try_case (&totals[i]);
}

/* What is set aside is not counted either. */
static void
test_set_aside (void)
{
    g_autoptr (BiRuleset) ruleset = scratch_load (PAIR RULE ("a", "needs = 2 of s.*"));
    g_autoptr (GHashTable) set_aside = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (BiText) text = bi_text_new ("x y", -1, BI_TEXT_PLAIN);
    g_autoptr (BiReport) all = bi_check (ruleset, text, NULL, set_aside);
    g_autoptr (BiReport) without = NULL;

    g_hash_table_add (set_aside, (gpointer) "s.y");
    without = bi_check (ruleset, text, NULL, set_aside);
    g_assert_cmpuint (bi_report_get_size (all), ==, 1);
    g_assert_cmpuint (bi_report_get_size (without), ==, 0);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/language/rules-run-on-the-views-that-they-name", test_views);
    g_test_add_func ("/language/what-else-has-to-be-near", test_near);
    g_test_add_func ("/language/when-a-rule-is-run-and-how-grave-it-is", test_whens);
    g_test_add_func ("/language/a-rule-counts-others", test_totals);
    g_test_add_func ("/language/a-rule-set-aside-is-not-counted", test_set_aside);
    return g_test_run ();
}
