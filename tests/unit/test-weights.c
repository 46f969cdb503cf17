/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/weights.h"

#include "learned/weightsformat.h"

#include "learned.h"

#include <math.h>

static const char *const names[] = {
    "s0",  "s1",  "s2",  "s3",  "s4",  "s5",  "s6",  "s7",  "s8",  "s9",  "s10",
    "s11", "s12", "s13", "s14", "s15", "s16", "s17", "s18", "s19", "s20", "s21",
    "s22", "s23", "s24", "s25", "s26", "s27", "s28", "s29", "s30", "s31", NULL};

/* ---- a table and its file ---- */

typedef struct {
    const char *signals[BI_WEIGHTS_MOST_SIGNALS + 1];
    float biases[BI_WEIGHTS_MOST_SIGNALS], scales[BI_WEIGHTS_MOST_SIGNALS];
    GArray *keys, *values;
    BiWeightTable table;
} Table;

/* Numbers at random: no two keys are the same, none is zero. */
static void
table_init (Table *table, guint n_signals, guint n_keys)
{
    g_autoptr (GRand) rand = g_rand_new_with_seed (n_signals * 1000 + n_keys);

    memset (table, 0, sizeof *table);
    table->keys = g_array_new (FALSE, FALSE, sizeof (guint64));
    table->values = g_array_new (FALSE, FALSE, sizeof (float));
    for (guint i = 0; i < n_signals; i++) {
        table->signals[i] = names[i];
        table->biases[i] = (float) g_rand_double_range (rand, -3, 3);
        table->scales[i] = (float) g_rand_double_range (rand, 0.1, 9);
    }
    for (guint i = 0; i < n_keys; i++) {
        guint64 key = (guint64) g_rand_int (rand) << 32 | (i + 2);
        g_array_append_val (table->keys, key);
        for (guint j = 0; j < n_signals; j++) {
            float value = (float) g_rand_double_range (rand, -1.0 - j, 1.0 + j);
            g_array_append_val (table->values, value);
        }
    }
    table->table = (BiWeightTable){table->signals, table->biases, table->scales,
                                   table->keys,    table->values, "ten\nlines; all mine",
                                   "abc=def",      "0123456789"};
}

static void
table_clear (Table *table)
{
    g_array_unref (table->keys);
    g_array_unref (table->values);
}

static BiWeights *
read_good (GBytes *bytes)
{
    g_autoptr (GError) error = NULL;
    BiWeights *weights = bi_weights_read (bytes, &error);

    g_assert_no_error (error);
    g_assert_nonnull (weights);
    return weights;
}

/* What the file says a signal's step is. */
static double
read_step (GBytes *bytes, guint signal)
{
    g_autofree char *text =
        g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_auto (GStrv) steps = NULL;

    g_strdelimit (strstr (text, "\nsteps=") + 1, "\n", '\0');
    steps = g_strsplit (strstr (text, "\nsteps=") + strlen ("\nsteps="), ";", -1);
    return g_ascii_strtod (steps[signal], NULL);
}

/* What is lost of a value if the nearest size is taken. */
static double
find_least_loss (double value, double step)
{
    double least = fabs (value);

    for (gsize i = 0; i < G_N_ELEMENTS (bi_weights_steps); i++)
        least = MIN (least, fabs (bi_weights_steps[i] * step - value));
    return least;
}

static gboolean
is_light (const Table *table, const BiWeights *weights, guint row)
{
    guint64 key = g_array_index (table->keys, guint64, row);

    for (guint i = 0; i < bi_weights_get_n_signals (weights); i++)
        if (bi_weights_get (weights, key, i) != 0)
            return FALSE;
    return TRUE;
}

/* Each weight becomes the nearest one that five bits can say, or nothing if it is light,
 * and the step is such that little is lost. */
static void
check_values (const Table *table, GBytes *bytes, const BiWeights *weights, guint signal)
{
    guint n_signals = bi_weights_get_n_signals (weights);
    double step = read_step (bytes, signal);
    double loss = 0, all = 0;

    for (guint i = 0; i < table->keys->len; i++) {
        double value = g_array_index (table->values, float, i *n_signals + signal);
        double kept =
            bi_weights_get (weights, g_array_index (table->keys, guint64, i), signal);
        double lost = value - kept;
        if (is_light (table, weights, i))
            g_assert_cmpfloat (fabs (value), <=, 1.5 * step + 1e-5);
        else
            g_assert_cmpfloat_with_epsilon (fabs (lost), find_least_loss (value, step),
                                            1e-5);
        loss += lost * lost;
        all += value * value;
    }
    g_assert_cmpfloat (loss, <=, 0.01 * all);
}

static void
check_round_trip (guint n_signals, guint n_keys)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (BiWeights) weights = NULL;

    table_init (&table, n_signals, n_keys);
    bytes = bi_weights_write (&table.table);
    weights = read_good (bytes);
    g_assert_cmpuint (bi_weights_get_n_signals (weights), ==, n_signals);
    for (guint i = 0; i < n_signals; i++) {
        g_assert_cmpstr (bi_weights_get_signal (weights, i), ==, names[i]);
        g_assert_cmpint (bi_weights_find_signal (weights, names[i]), ==, (int) i);
        g_assert_cmpfloat_with_epsilon (bi_weights_get_scale (weights, i),
                                        table.scales[i], 1e-6);
        check_values (&table, bytes, weights, i);
        for (guint64 other = 0; other < 100; other++)
            g_assert_cmpfloat (
                bi_weights_get (weights, other << 57 | (other + n_keys + 2), i), ==, 0);
    }
    table_clear (&table);
}

static void
test_round_trip (void)
{
    static const guint sizes[] = {0, 1, 2, 3, 100, 5000};

    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
        check_round_trip (1, sizes[i]);
        check_round_trip (7, sizes[i]);
        check_round_trip (8, sizes[i]);
        check_round_trip (BI_WEIGHTS_MOST_SIGNALS, sizes[i]);
    }
}

static void
test_said (void)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) again = NULL;
    g_autoptr (BiWeights) weights = NULL;
    g_autoptr (BiWeights) same = NULL;
    g_autoptr (BiWeights) alone = NULL;

    table_init (&table, 3, 20);
    bytes = bi_weights_write (&table.table);
    weights = read_good (bytes);
    g_assert_cmpstr (bi_weights_get_examples (weights), ==, "abc=def");
    g_assert_cmpstr (bi_weights_get_adds_to (weights), ==, "0123456789");
    g_assert_cmpint (bi_weights_find_signal (weights, "s3"), ==, -1);
    g_assert_cmpint (bi_weights_find_signal (weights, ""), ==, -1);
    same = bi_weights_ref (weights);
    g_assert_true (same == weights);
    table.table.adds_to = NULL;
    again = bi_weights_write (&table.table);
    alone = read_good (again);
    g_assert_null (bi_weights_get_adds_to (alone));
    g_assert_cmpstr (bi_weights_get_id (alone), ==, bi_weights_get_id (weights));
    table_clear (&table);
}

/* Values that differ make weights of another name. */
static void
test_same_bytes (void)
{
    Table table;
    g_autoptr (GBytes) one = NULL;
    g_autoptr (GBytes) again = NULL;
    g_autoptr (GBytes) other = NULL;
    g_autoptr (BiWeights) first = NULL;
    g_autoptr (BiWeights) second = NULL;

    table_init (&table, 8, 500);
    one = bi_weights_write (&table.table);
    again = bi_weights_write (&table.table);
    g_assert_true (g_bytes_equal (one, again));
    g_array_index (table.values, float, 17) += 5;
    other = bi_weights_write (&table.table);
    first = read_good (one);
    second = read_good (other);
    g_assert_cmpstr (bi_weights_get_id (first), !=, bi_weights_get_id (second));
    table_clear (&table);
}

/* A locale whose decimal point is a comma changes nothing in a file. */
static void
test_numbers (void)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    table_init (&table, 2, 3);
    table.biases[0] = 0.5f;
    table.biases[1] = -1.25f;
    bytes = bi_weights_write (&table.table);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_assert_nonnull (strstr (text, "\nbiases=0.5;-1.25\n"));
    g_assert_nonnull (strstr (text, "\nsignals=s0;s1\n"));
    table_clear (&table);
}

/* Keys that begin in the same slot, and one in the last, are all found. */
static void
test_crowded (void)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (BiWeights) weights = NULL;

    table_init (&table, 1, 50);
    for (guint i = 0; i < 50; i++) {
        guint64 upper = i % 2 == 0 ? 7 : G_GUINT64_CONSTANT (0xffffffff);
        g_array_index (table.keys, guint64, i) = upper << 32 | (i + 2);
        g_array_index (table.values, float, i) = bi_weights_steps[2 + i % 14];
    }
    /* A key whose lower half is zero is not taken for a free slot. */
    g_array_index (table.keys, guint64, 3) = G_GUINT64_CONSTANT (9) << 32;
    bytes = bi_weights_write (&table.table);
    weights = read_good (bytes);
    for (guint i = 0; i < 50; i++)
        g_assert_cmpfloat_with_epsilon (
            bi_weights_get (weights, g_array_index (table.keys, guint64, i), 0),
            bi_weights_steps[2 + i % 14], 1e-5);
    table_clear (&table);
}

static void
check_slots (float value, const char *slots)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    table_init (&table, 2, 14);
    for (guint i = 0; i < table.values->len; i++)
        g_array_index (table.values, float, i) = i < 14 ? value : 1;
    bytes = bi_weights_write (&table.table);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_assert_nonnull (strstr (text, slots));
    table_clear (&table);
}

/* A feature whose weights are a step at most has no slot; the greatest size is 60. */
static void
test_light (void)
{
    check_slots (0, "\nslots=8\n");
    check_slots (1 / 60.f, "\nslots=8\n");
    check_slots (2 / 60.f, "\nslots=15\n");
}

/* ---- sums ---- */

static double
sum_by_hand (const BiWeights *weights, const BiFeatures *features, guint signal,
             double bias)
{
    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (features, group, &n_features);
        double sum = 0;
        for (guint i = 0; i < n_features; i++)
            sum += bi_weights_get (weights, feature[i].key, signal);
        bias += n_features > 0 ? sum / sqrt (n_features) : 0;
    }
    return bias;
}

/* A value at random for each feature of a draft. */
static void
weigh_features (Table *table, const BiFeatures *features, guint n_signals)
{
    g_array_set_size (table->keys, 0);
    g_array_set_size (table->values, 0);
    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++) {
        guint n_features;
        const BiFeature *feature = bi_features_get (features, group, &n_features);
        for (guint i = 0; i < n_features; i += 2) {
            g_array_append_val (table->keys, feature[i].key);
            for (guint j = 0; j < n_signals; j++) {
                float value = (float) g_test_rand_double_range (-5, 5);
                g_array_append_val (table->values, value);
            }
        }
    }
}

static void
test_sums (void)
{
    static const char *const drafts[] = {
        "",
        "ask",
        "Ask us anything, @jpm! #AskUs",
        "One two three four five six seven eight nine ten, eleven? Twelve "
        "http://a.example",
    };
    static const guint sizes[] = {1, 7, BI_WEIGHTS_MOST_SIGNALS};

    for (gsize i = 0; i < G_N_ELEMENTS (drafts) * G_N_ELEMENTS (sizes); i++) {
        guint n_signals = sizes[i % G_N_ELEMENTS (sizes)];
        g_autoptr (BiText) text =
            bi_text_new (drafts[i / G_N_ELEMENTS (sizes)], -1, BI_TEXT_PLAIN);
        g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
        g_autoptr (BiFeatures) features = bi_features_new (reading);
        g_autoptr (GBytes) bytes = NULL;
        g_autoptr (BiWeights) weights = NULL;
        float sums[BI_WEIGHTS_MOST_SIGNALS];
        Table table;
        table_init (&table, n_signals, 0);
        weigh_features (&table, features, n_signals);
        bytes = bi_weights_write (&table.table);
        weights = read_good (bytes);
        bi_weights_sum (weights, features, sums);
        for (guint j = 0; j < n_signals; j++)
            g_assert_cmpfloat_with_epsilon (
                sums[j], sum_by_hand (weights, features, j, table.biases[j]), 1e-4);
        table_clear (&table);
    }
}

/* ---- what is refused ---- */

#define CUT          "cut short"
#define NONE         "this is no file of weights"
#define SIGNALS      "names no signals, or too many"
#define FULL         "its table is full"
#define DAMAGED      "it is damaged"
#define NUMBERS(key) "it has not one number for each signal behind \"" key "\""

static void
assert_refused (GBytes *bytes, const char *reason)
{
    g_autoptr (GError) error = NULL;

    g_assert_null (bi_weights_read (bytes, &error));
    g_assert_error (error, BI_WEIGHTS_ERROR, 0);
    if (strstr (error->message, reason) == NULL)
        g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, reason));
    g_assert_nonnull (strstr (error->message, "make it again with \"badidea learn\""));
}

/* A good file of two signals, whose header has @to in the place of @from. */
static GBytes *
write_changed (const char *from, const char *to)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    const char *contents;
    gsize length;
    gsize header;
    g_autoptr (GString) text = NULL;

    table_init (&table, 2, 30);
    table.biases[0] = table.biases[1] = 0.5f;
    table.scales[0] = table.scales[1] = 0.5f;
    for (guint i = 0; i < table.values->len; i++)
        g_array_index (table.values, float, i) = 60;
    bytes = bi_weights_write (&table.table);
    table_clear (&table);
    contents = g_bytes_get_data (bytes, &length);
    header = (gsize) (g_strstr_len (contents, (gssize) length, "\n\n") - contents);
    text = g_string_new_len (contents, (gssize) header);
    g_assert_nonnull (strstr (text->str, from));
    g_string_replace (text, from, to, 1);
    g_string_append_len (text, contents + header, (gssize) (length - header));
    return g_string_free_to_bytes (g_steal_pointer (&text));
}

#define EIGHT "a;b;c;d;e;f;g;h;"

static const struct {
    const char *from, *to;
    const char *reason;
} changes[] = {
    {"[badidea-weights]", "[something-else]", NONE},
    {"[badidea-weights]", "badidea-weights", NONE},
    {"[badidea-weights]\n", "", NONE},
    {"version=3", "version=2", "another version"},
    {"version=3", "version=", "another version"},
    {"version=3", "version=one", "another version"},
    {"version=3\n", "", "another version"},
    {"signals=s0;s1\n", "", SIGNALS},
    {"signals=s0;s1", "signals=", SIGNALS},
    {"signals=s0;s1", "signals=" EIGHT EIGHT EIGHT EIGHT "i", SIGNALS},
    {"signals=s0;s1", "signals=s0", NUMBERS ("biases")},
    {"signals=s0;s1", "signals=s0;s1;s2", NUMBERS ("biases")},
    {"signals=s0;s1", "signals=s0;\xff", SIGNALS},
    {"biases=0.5;0.5\n", "", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=0.5", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=0.5;", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=0.5;0.5;0.5", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=0.5;0,5", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=nan;0.5", NUMBERS ("biases")},
    {"biases=0.5;0.5", "biases=0.5;-inf", NUMBERS ("biases")},
    {"scales=0.5;0.5", "scales=0.5;x", NUMBERS ("scales")},
    {"scales=0.5;0.5", "scales=", NUMBERS ("scales")},
    {"steps=1;1", "steps=one;two", NUMBERS ("steps")},
    {"steps=1;1", "steps=1;inf", NUMBERS ("steps")},
    {"steps=1;1", "steps=nan;1", NUMBERS ("steps")},
    {"steps=1;1", "steps=1;1e300", NUMBERS ("steps")},
    {"slots=33", "slots=0", CUT},
    {"slots=33", "slots=-33", CUT},
    {"slots=33", "slots=32", CUT},
    {"slots=33", "slots=34", CUT},
    {"slots=33", "slots=", CUT},
    {"slots=33\n", "", CUT},
    {"slots=33", "slots=4294967296", CUT},
    {"slots=33", "slots=4294967329", CUT},
    {"slots=33", "slots=18446744073709551615", CUT},
    {"slots=33", "slots=4611686018427387937", CUT},
    {"checksum=", "checksum=0", DAMAGED},
    {"checksum=", "check=", DAMAGED},
};

static void
test_changed (void)
{
    g_autoptr (GBytes) good = write_changed ("steps=1;1", "steps=1;1");
    g_autoptr (BiWeights) weights = read_good (good);

    g_assert_cmpuint (bi_weights_get_n_signals (weights), ==, 2);
    for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
        g_autoptr (GBytes) bytes = write_changed (changes[i].from, changes[i].to);
        g_test_message ("%zu: %s", i, changes[i].from);
        assert_refused (bytes, changes[i].reason);
    }
}

static void
test_foreign (void)
{
    static const char *const texts[] = {
        "",
        "\n\n",
        "[badidea-weights]\n\n",
        "[open-ask]\ntitle = T\n\nphrase = ask us\n",
        "hello\n\nyou",
        "\xff\xfe\n\n",
        "[badidea-weights]\nversion=3\n",
        "[badidea-weights\nversion=3\n\n",
    };

    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
        g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
        assert_refused (bytes, i == 2 ? "another version" : NONE);
    }
}

/* Nothing at all has no address either. */
static void
test_nothing (void)
{
    g_autoptr (GBytes) bytes = g_bytes_new (NULL, 0);

    assert_refused (bytes, NONE);
}

/* The end of a header is not looked for in all of a large file. */
static void
test_endless_header (void)
{
    g_autoptr (GString) text = g_string_new ("[badidea-weights]\nversion=3\n");
    g_autoptr (GBytes) bytes = NULL;

    while (text->len < 70000)
        g_string_append (text, "# and so on\n");
    g_string_append (text, "\n\nslots");
    bytes = g_bytes_new (text->str, text->len);
    assert_refused (bytes, NONE);
}

static void
test_cut (void)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    const char *contents;
    gsize length;

    table_init (&table, 3, 300);
    bytes = bi_weights_write (&table.table);
    contents = g_bytes_get_data (bytes, &length);
    for (gsize end = 0; end < length; end += end < 400 ? 1 : 97) {
        /* Of its own size, so that what is read behind it is noticed. */
        g_autoptr (GBytes) part = g_bytes_new (contents, end);
        g_autoptr (GError) error = NULL;
        if (end == 0)
            continue;
        g_assert_null (bi_weights_read (part, &error));
        g_assert_error (error, BI_WEIGHTS_ERROR, 0);
    }
    table_clear (&table);
}

static gsize
find_slots (const char *contents, gsize length)
{
    return (gsize) (g_strstr_len (contents, (gssize) length, "\n\n") + 2 - contents);
}

static void
test_flipped (void)
{
    Table table;
    g_autoptr (GBytes) bytes = NULL;
    const char *contents;
    gsize length;

    table_init (&table, 3, 60);
    bytes = bi_weights_write (&table.table);
    contents = g_bytes_get_data (bytes, &length);
    for (gsize at = find_slots (contents, length); at < length; at++) {
        g_autofree char *copy = g_memdup2 (contents, length);
        g_autoptr (GBytes) flipped = NULL;
        copy[at] = (char) (copy[at] ^ 1 << at % 8);
        flipped = g_bytes_new (copy, length);
        assert_refused (flipped, DAMAGED);
    }
    table_clear (&table);
}

/* A header may say something else then; it is read or refused, and nothing worse. */
static void
test_flipped_header (void)
{
    g_autoptr (BiText) text = bi_text_new ("Ask us anything", -1, BI_TEXT_PLAIN);
    g_autoptr (BiReading) reading = bi_reading_new (text, NULL);
    g_autoptr (BiFeatures) features = bi_features_new (reading);
    g_autoptr (GBytes) bytes = write_changed ("steps=1;1", "steps=1;1");
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    gsize n_bits = find_slots (contents, length) * 8;

    for (gsize bit = 0; bit < n_bits; bit++) {
        g_autofree char *copy = g_memdup2 (contents, length);
        g_autoptr (GBytes) flipped = NULL;
        g_autoptr (BiWeights) weights = NULL;
        g_autoptr (GError) error = NULL;
        float sums[BI_WEIGHTS_MOST_SIGNALS];
        copy[bit / 8] = (char) (copy[bit / 8] ^ 1 << bit % 8);
        flipped = g_bytes_new (copy, length);
        weights = bi_weights_read (flipped, &error);
        g_assert_true ((weights == NULL) == (error != NULL));
        if (weights != NULL)
            bi_weights_sum (weights, features, sums);
    }
}

/* Slots of which none is free would be searched for ever. */
static void
test_full (void)
{
    static const guint8 slots[] = {1, 0, 5, 0, 1, 0, 6, 0, 2, 0, 7, 0};
    static const char head[] = "[badidea-weights]\nversion=3\nsignals=x\nbiases=0\n"
                               "scales=1\nsteps=1\nslots=3\n";
    g_autoptr (GKeyFile) header = g_key_file_new ();
    g_autofree char *checksum = NULL;
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GBytes) full = NULL;

    g_assert_true (g_key_file_load_from_data (header, head, -1, 0, NULL));
    checksum = bi_weights_checksum (header, slots, sizeof slots);
    g_string_printf (text, "%schecksum=%s\n\n", head, checksum);
    g_string_append_len (text, (const char *) slots, sizeof slots);
    full = g_bytes_new (text->str, text->len);
    assert_refused (full, FULL);
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/weights/what-is-written-is-read-as-the-nearest-size",
                     test_round_trip);
    g_test_add_func ("/weights/they-say-what-they-were-made-from", test_said);
    g_test_add_func ("/weights/the-same-table-is-the-same-file", test_same_bytes);
    g_test_add_func ("/weights/numbers-are-written-as-in-c", test_numbers);
    g_test_add_func ("/weights/keys-in-each-others-way-are-found", test_crowded);
    g_test_add_func ("/weights/what-weighs-a-step-has-no-slot", test_light);
    g_test_add_func ("/weights/a-sum-is-that-of-the-features", test_sums);
    g_test_add_func ("/weights/a-header-that-cannot-be-is-refused", test_changed);
    g_test_add_func ("/weights/foreign-text-is-refused", test_foreign);
    g_test_add_func ("/weights/an-empty-file-is-refused", test_nothing);
    g_test_add_func ("/weights/a-header-without-end-is-refused", test_endless_header);
    g_test_add_func ("/weights/a-file-that-is-cut-short-is-refused", test_cut);
    g_test_add_func ("/weights/a-flipped-bit-is-refused", test_flipped);
    g_test_add_func ("/weights/a-flipped-bit-of-the-header-does-no-harm",
                     test_flipped_header);
    g_test_add_func ("/weights/a-full-table-is-refused", test_full);
    return g_test_run ();
}
