/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/weights.h"

#include "weightsformat.h"

#include <math.h>
#include <string.h>

/* Steps are tried from the greatest one that makes sense, each a tenth smaller. */
#define N_TRIES   20
#define TRY_RATIO 0.9f

#define MOST_WORDS (1 + BI_WEIGHTS_MOST_SIGNALS)

typedef struct {
    const BiWeightTable *table;
    guint n_signals;
    guint32 n_slots;
    gsize slot_size;
    float steps[BI_WEIGHTS_MOST_SIGNALS];
    guint8 *slots;
} Writer;

static float
value_of (const Writer *writer, guint row, guint signal)
{
    return g_array_index (writer->table->values, float, row * writer->n_signals + signal);
}

/* ---- sizes of weights ---- */

/* Which size is nearest to so many steps. */
static guint
find_size (float steps)
{
    guint size = 0;

    while (size + 1 < BI_WEIGHTS_N_SIZES &&
           2 * steps >= (float) (bi_weights_steps[size] + bi_weights_steps[size + 1]))
        size++;
    return size;
}

/* The sum of the squares of what is lost of a signal's weights. */
static double
measure_loss (const Writer *writer, guint signal, float step)
{
    double loss = 0;

    for (guint row = 0; row < writer->table->keys->len; row++) {
        float value = fabsf (value_of (writer, row, signal));
        float lost = value - (float) bi_weights_steps[find_size (value / step)] * step;
        loss += (double) lost * lost;
    }
    return loss;
}

/* A great step cuts the small weights to nothing, a small one cuts the great ones. */
static float
choose_step (const Writer *writer, guint signal)
{
    float step = 0, best = 0;
    double least = HUGE_VAL;

    for (guint row = 0; row < writer->table->keys->len; row++)
        step = MAX (step, fabsf (value_of (writer, row, signal)));
    step /= (float) bi_weights_steps[BI_WEIGHTS_N_SIZES - 1];
    for (guint try = 0; step > 0 && try < N_TRIES; try++, step *= TRY_RATIO) {
        double loss = measure_loss (writer, signal, step);
        if (loss >= least)
            continue;
        least = loss;
        best = step;
    }
    return best;
}

static guint
get_bits (const Writer *writer, guint row, guint signal)
{
    float value = value_of (writer, row, signal);
    float step = writer->steps[signal];
    guint size = step > 0 ? find_size (fabsf (value) / step) : 0;

    return size > 0 && value < 0 ? size + BI_WEIGHTS_N_SIZES : size;
}

/* ---- the table ---- */

/* A feature that weighs a step at most for each signal needs no slot. Of the shipped ones
 * a twelfth are such, and no figure shows it; scores of a few examples move by 0.03. */
static gboolean
is_light (const Writer *writer, guint row)
{
    for (guint i = 0; i < writer->n_signals; i++)
        if (get_bits (writer, row, i) % BI_WEIGHTS_N_SIZES > 1)
            return FALSE;
    return TRUE;
}

/* @slot: becomes that of a row. */
static void
fill_slot (const Writer *writer, guint row, guint8 *slot)
{
    guint16 words[MOST_WORDS] = {0};

    words[0] =
        (guint16) bi_weights_tag (g_array_index (writer->table->keys, guint64, row));
    for (guint i = 0; i < writer->n_signals; i++)
        words[1 + i / BI_WEIGHTS_IN_WORD] |=
            (guint16) (get_bits (writer, row, i)
                       << (i % BI_WEIGHTS_IN_WORD * BI_WEIGHTS_BITS));
    for (gsize i = 0; i * BI_WEIGHTS_WORD < writer->slot_size; i++)
        words[i] = GUINT16_TO_LE (words[i]);
    memcpy (slot, words, writer->slot_size);
}

/* A greater tag takes the place of a smaller one, which goes on in its stead. */
static void
put (Writer *writer, guint row)
{
    guint64 key = g_array_index (writer->table->keys, guint64, row);
    guint32 at = bi_weights_home (key, writer->n_slots);
    guint8 carried[MOST_WORDS * BI_WEIGHTS_WORD];
    guint8 other[MOST_WORDS * BI_WEIGHTS_WORD];

    fill_slot (writer, row, carried);
    while (bi_weights_read_tag (carried) != 0) {
        guint8 *slot = writer->slots + at * writer->slot_size;
        if (bi_weights_read_tag (slot) < bi_weights_read_tag (carried)) {
            memcpy (other, slot, writer->slot_size);
            memcpy (slot, carried, writer->slot_size);
            memcpy (carried, other, writer->slot_size);
        }
        at = (at + 1) % writer->n_slots;
    }
}

/* One slot in 16 stays free. */
static void
fill_slots (Writer *writer)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

    for (guint row = 0; row < writer->table->keys->len; row++)
        if (!is_light (writer, row))
            g_array_append_val (rows, row);
    writer->n_slots = rows->len + rows->len / 15 + 1;
    writer->slot_size = bi_weights_slot_size (writer->n_signals);
    writer->slots = g_malloc0 (writer->n_slots * writer->slot_size);
    for (guint i = 0; i < rows->len; i++)
        put (writer, g_array_index (rows, guint, i));
}

/* ---- the file ---- */

static char *
format_floats (const float *values, guint n_values)
{
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < n_values; i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        g_string_append_printf (
            text, "%s%s", i > 0 ? ";" : "",
            g_ascii_formatd (buffer, sizeof buffer, "%.8g", values[i]));
    }
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_header (const Writer *writer)
{
    const BiWeightTable *table = writer->table;
    g_autoptr (GKeyFile) header = g_key_file_new ();
    g_autofree char *biases = format_floats (table->biases, writer->n_signals);
    g_autofree char *scales = format_floats (table->scales, writer->n_signals);
    g_autofree char *steps = format_floats (writer->steps, writer->n_signals);
    g_autofree char *checksum = NULL;
    g_autofree char *signals = g_strjoinv (";", (char **) table->signals);

    g_key_file_set_integer (header, BI_WEIGHTS_GROUP, "version", BI_WEIGHTS_VERSION);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "made-from", table->made_from);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "examples", table->examples);
    if (table->adds_to != NULL)
        g_key_file_set_string (header, BI_WEIGHTS_GROUP, "adds-to", table->adds_to);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "signals", signals);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "biases", biases);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "scales", scales);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "steps", steps);
    g_key_file_set_uint64 (header, BI_WEIGHTS_GROUP, "slots", writer->n_slots);
    checksum =
        bi_weights_checksum (header, writer->slots, writer->n_slots * writer->slot_size);
    g_key_file_set_string (header, BI_WEIGHTS_GROUP, "checksum", checksum);
    return g_key_file_to_data (header, NULL, NULL);
}

/* What a file of these weights holds: the same for the same table. Returns: (transfer
 * full) */
GBytes *
bi_weights_write (const BiWeightTable *table)
{
    Writer writer = {.table = table,
                     .n_signals = g_strv_length ((char **) table->signals)};
    g_autofree char *header = NULL;
    g_autoptr (GByteArray) file = g_byte_array_new ();

    g_return_val_if_fail (writer.n_signals <= BI_WEIGHTS_MOST_SIGNALS, NULL);

    for (guint i = 0; i < writer.n_signals; i++)
        writer.steps[i] = choose_step (&writer, i);
    fill_slots (&writer);
    header = format_header (&writer);
    g_byte_array_append (file, (const guint8 *) header, (guint) strlen (header));
    g_byte_array_append (file, (const guint8 *) "\n", 1);
    g_byte_array_append (file, writer.slots, (guint) (writer.n_slots * writer.slot_size));
    g_free (writer.slots);
    return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}
