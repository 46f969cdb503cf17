/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/weights.h"

#include "weightsformat.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK (bi - weights - error - quark, bi_weights_error)

/* How many keys are asked for ahead of the one that is looked at: memory is slow. */
#define AHEAD 16

/* So many taken slots in a row no file of ours has; one that was made to be slow may. */
#define MOST_TAKEN 16384

struct _BiWeights {
    gatomicrefcount references;
    GBytes *bytes;
    const guint8 *slots; /* in the bytes */
    guint32 n_slots;
    gsize slot_size;
    char **signals;
    guint n_signals;
    float biases[BI_WEIGHTS_MOST_SIGNALS];
    float scales[BI_WEIGHTS_MOST_SIGNALS];
    float steps[BI_WEIGHTS_MOST_SIGNALS];
    char *id, *examples;
    char *adds_to; /* (nullable) */
};

static guint64
add_to_sum (guint64 sum, const void *bytes, gsize length)
{
    sum ^= length;
    for (gsize at = 0; at < length; at += 8) {
        guint64 word = 0;
        memcpy (&word, (const guint8 *) bytes + at, MIN (8, length - at));
        sum = (sum ^ GUINT64_FROM_LE (word)) * G_GUINT64_CONSTANT (0x100000001b3);
        sum ^= sum >> 32;
    }
    return sum;
}

/* Of all that counts in a file. Against damage, not against forgery: FNV-1a over words of
 * eight bytes. Returns: (transfer full) */
char *
bi_weights_checksum (GKeyFile *header, const guint8 *slots, gsize length)
{
    static const char *const keys[] = {"signals", "biases", "scales", "steps", "slots"};
    guint64 sum = G_GUINT64_CONSTANT (0xcbf29ce484222325);

    for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
        g_autofree char *value =
            g_key_file_get_string (header, BI_WEIGHTS_GROUP, keys[i], NULL);
        sum = add_to_sum (sum, value != NULL ? value : "",
                          value != NULL ? strlen (value) : 0);
    }
    sum = add_to_sum (sum, slots, length);
    return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", sum);
}

/* ---- reading ---- */

static gboolean
fail (GError **error, const char *what)
{
    g_set_error (error, BI_WEIGHTS_ERROR, 0, "%s; make it again with \"badidea learn\"",
                 what);
    return FALSE;
}

static gboolean
read_floats (GKeyFile *header, const char *key, guint n_values, float *values,
             GError **error)
{
    g_autofree char *text = g_key_file_get_string (header, BI_WEIGHTS_GROUP, key, NULL);
    g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);
    g_autofree char *what = NULL;

    for (guint i = 0; g_strv_length (parts) == n_values && i < n_values; i++) {
        char *end;
        values[i] = (float) g_ascii_strtod (parts[i], &end);
        if (end == parts[i] || *end != '\0' || !(fabsf (values[i]) < BI_WEIGHTS_GREATEST))
            break;
        if (i + 1 == n_values)
            return TRUE;
    }
    what = g_strdup_printf ("it has not one number for each signal behind \"%s\"", key);
    return fail (error, what);
}

static char *
get_string (GKeyFile *header, const char *key)
{
    return g_key_file_get_string (header, BI_WEIGHTS_GROUP, key, NULL);
}

static gboolean
read_signals (BiWeights *weights, GKeyFile *header, GError **error)
{
    g_autofree char *signals = get_string (header, "signals");

    weights->signals = g_strsplit (signals != NULL ? signals : "", ";", -1);
    weights->n_signals = g_strv_length (weights->signals);
    if (weights->n_signals == 0 || weights->n_signals > BI_WEIGHTS_MOST_SIGNALS)
        return fail (error, "it names no signals, or too many");
    return read_floats (header, "biases", weights->n_signals, weights->biases, error) &&
           read_floats (header, "scales", weights->n_signals, weights->scales, error) &&
           read_floats (header, "steps", weights->n_signals, weights->steps, error);
}

static gboolean
read_slots (BiWeights *weights, GKeyFile *header, gsize length, GError **error)
{
    guint64 n_slots = g_key_file_get_uint64 (header, BI_WEIGHTS_GROUP, "slots", NULL);
    g_autofree char *checksum = NULL;

    weights->slot_size = bi_weights_slot_size (weights->n_signals);
    if (n_slots == 0 || n_slots > G_MAXUINT32 || n_slots * weights->slot_size != length)
        return fail (error, "it is cut short, or longer than it says");
    weights->n_slots = (guint32) n_slots;
    weights->id = get_string (header, "checksum");
    checksum = bi_weights_checksum (header, weights->slots, length);
    if (g_strcmp0 (weights->id, checksum) != 0)
        return fail (error, "it is damaged: its checksum is not that of its weights");
    return TRUE;
}

/* Returns: (transfer full) (nullable) */
static GKeyFile *
read_header (const char *contents, gsize length, GError **error)
{
    g_autoptr (GKeyFile) header = g_key_file_new ();
    g_autofree char *text = g_strndup (contents, length);

    if (!g_key_file_load_from_data (header, text, strlen (text), 0, NULL) ||
        !g_key_file_has_group (header, BI_WEIGHTS_GROUP)) {
        fail (error, "this is no file of weights");
        return NULL;
    }
    if (g_key_file_get_integer (header, BI_WEIGHTS_GROUP, "version", NULL) !=
        BI_WEIGHTS_VERSION) {
        fail (error, "it is of another version of Bad Idea");
        return NULL;
    }
    return g_steal_pointer (&header);
}

static const guint8 *
slot_at (const BiWeights *weights, guint32 index)
{
    return weights->slots + index * weights->slot_size;
}

/* Whether each search soon comes to a free slot. */
static gboolean
has_room (const BiWeights *weights)
{
    guint64 n_taken = 0; /* in a row, the last ones before the first ones */

    for (guint64 i = 0; i < 2 * (guint64) weights->n_slots; i++) {
        const guint8 *slot = slot_at (weights, (guint32) (i % weights->n_slots));
        n_taken = bi_weights_read_tag (slot) != 0 ? n_taken + 1 : 0;
        if (n_taken > MIN (MOST_TAKEN, weights->n_slots))
            return FALSE;
    }
    return TRUE;
}

/* Reads what a file of weights holds, without copying it. Returns: (transfer full)
 * (nullable): NULL with a reason when it is damaged or none of ours */
BiWeights *
bi_weights_read (GBytes *bytes, GError **error)
{
    gsize length;
    const char *contents = g_bytes_get_data (bytes, &length);
    const char *gap =
        length > 0 ? g_strstr_len (contents, MIN (length, 65536), "\n\n") : NULL;
    g_autoptr (GKeyFile) header = NULL;
    g_autoptr (BiWeights) weights = g_new0 (BiWeights, 1);

    g_atomic_ref_count_init (&weights->references);
    weights->bytes = g_bytes_ref (bytes);
    if (gap == NULL) {
        fail (error, "this is no file of weights");
        return NULL;
    }
    header = read_header (contents, (gsize) (gap - contents), error);
    weights->slots = (const guint8 *) gap + 2;
    if (header == NULL || !read_signals (weights, header, error) ||
        !read_slots (weights, header,
                     length - (gsize) ((const char *) weights->slots - contents), error))
        return NULL;
    if (!has_room (weights)) {
        fail (error, "its table is full");
        return NULL;
    }
    weights->adds_to = get_string (header, "adds-to");
    weights->examples = get_string (header, "examples");
    return g_steal_pointer (&weights);
}

BiWeights *
bi_weights_ref (BiWeights *weights)
{
    g_atomic_ref_count_inc (&weights->references);
    return weights;
}

void
bi_weights_unref (BiWeights *weights)
{
    if (weights == NULL || !g_atomic_ref_count_dec (&weights->references))
        return;
    g_strfreev (weights->signals);
    g_free (weights->id);
    g_free (weights->examples);
    g_free (weights->adds_to);
    g_bytes_unref (weights->bytes);
    g_free (weights);
}

/* ---- what they say of themselves ---- */

guint
bi_weights_get_n_signals (const BiWeights *weights)
{
    return weights->n_signals;
}

const char *
bi_weights_get_signal (const BiWeights *weights, guint index)
{
    return weights->signals[index];
}

/* Returns: its index, or -1 */
int
bi_weights_find_signal (const BiWeights *weights, const char *signal)
{
    for (guint i = 0; i < weights->n_signals; i++)
        if (strcmp (weights->signals[i], signal) == 0)
            return (int) i;
    return -1;
}

/* What makes a sum of training one of these weights. */
float
bi_weights_get_scale (const BiWeights *weights, guint signal)
{
    return weights->scales[signal];
}

/* What tells them from others. */
const char *
bi_weights_get_id (const BiWeights *weights)
{
    return weights->id;
}

/* Returns: (nullable): NULL if they stand alone */
const char *
bi_weights_get_adds_to (const BiWeights *weights)
{
    return weights->adds_to;
}

/* Returns: (nullable) */
const char *
bi_weights_get_examples (const BiWeights *weights)
{
    return weights->examples;
}

/* ---- looking up ---- */

/* Returns: (nullable): the slot of a key */
static const guint8 *
find (const BiWeights *weights, guint64 key)
{
    guint wanted = bi_weights_tag (key);
    guint32 at = bi_weights_home (key, weights->n_slots);

    while (bi_weights_read_tag (slot_at (weights, at)) > wanted)
        at = at + 1 < weights->n_slots ? at + 1 : 0;
    return bi_weights_read_tag (slot_at (weights, at)) == wanted ? slot_at (weights, at)
                                                                 : NULL;
}

/* What a feature weighs before it is divided among those of its group. */
float
bi_weights_get (const BiWeights *weights, guint64 key, guint signal)
{
    const guint8 *slot = find (weights, key);
    guint word;

    if (slot == NULL)
        return 0;
    word = bi_weights_read_word (slot, 1 + signal / BI_WEIGHTS_IN_WORD);
    return (float) bi_weights_read_steps (word, signal % BI_WEIGHTS_IN_WORD) *
           weights->steps[signal];
}

/* @steps: has room for what the last word holds beyond the last signal */
static void
add_slot (const BiWeights *weights, const guint8 *slot, gint32 *steps)
{
    gsize n_words = bi_weights_count_words (weights->n_signals);

    for (gsize i = 0; i < n_words; i++) {
        guint word = bi_weights_read_word (slot, 1 + i);
        for (guint j = 0; j < BI_WEIGHTS_IN_WORD; j++)
            steps[i * BI_WEIGHTS_IN_WORD + j] += bi_weights_read_steps (word, j);
    }
}

static void
add_group (const BiWeights *weights, const BiFeatures *features, BiFeatureGroup group,
           float *sums)
{
    gint32 steps[BI_WEIGHTS_MOST_SIGNALS + BI_WEIGHTS_IN_WORD] = {0};
    guint n_features;
    const BiFeature *feature = bi_features_get (features, group, &n_features);

    for (guint i = 0; i < n_features; i++) {
        const guint8 *slot;
        if (i + AHEAD < n_features)
            __builtin_prefetch (slot_at (
                weights, bi_weights_home (feature[i + AHEAD].key, weights->n_slots)));
        slot = find (weights, feature[i].key);
        if (slot != NULL)
            add_slot (weights, slot, steps);
    }
    for (guint j = 0; j < weights->n_signals && n_features > 0; j++)
        sums[j] += (float) steps[j] * weights->steps[j] / sqrtf ((float) n_features);
}

/* @sums: becomes for each signal the sum of the weights of a draft's features. */
void
bi_weights_sum (const BiWeights *weights, const BiFeatures *features, float *sums)
{
    memcpy (sums, weights->biases, weights->n_signals * sizeof *sums);
    for (BiFeatureGroup group = 0; group < BI_N_FEATURE_GROUPS; group++)
        add_group (weights, features, group, sums);
}
