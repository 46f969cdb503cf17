/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/weights.h"

#include "weightsformat.h"

#include <math.h>
#include <string.h>

typedef struct {
    const BiWeightTable *table;
    guint n_signals;
    guint32 n_slots;
    gsize slot_size;
    float steps[BI_WEIGHTS_MOST_SIGNALS]; /* what one of 127 is worth */
    guint8 *slots;
} Writer;

/* Weights of a signal are whole numbers of steps, the greatest 127 of them. */
static void
choose_steps (Writer *writer)
{
    const GArray *values = writer->table->values;

    for (guint i = 0; i < values->len; i++) {
        float size = fabsf (g_array_index (values, float, i)) / BI_WEIGHTS_MOST_STEPS;
        float *step = &writer->steps[i % writer->n_signals];
        *step = MAX (*step, size);
    }
}

static void
put (Writer *writer, guint row)
{
    guint64 key = g_array_index (writer->table->keys, guint64, row);
    guint32 tag = GUINT32_TO_LE (bi_weights_tag (key));
    guint32 at = bi_weights_home (key, writer->n_slots);
    guint8 *slot;
    guint32 other;

    for (;; at = (at + 1) % writer->n_slots) {
        slot = writer->slots + at * writer->slot_size;
        memcpy (&other, slot, sizeof other);
        if (other == 0 || other == tag)
            break;
    }
    memcpy (slot, &tag, sizeof tag);
    for (guint i = 0; i < writer->n_signals; i++) {
        float value =
            g_array_index (writer->table->values, float, row * writer->n_signals + i);
        float step = writer->steps[i];
        slot[BI_WEIGHTS_TAG_SIZE + i] =
            (guint8) (gint8) (step > 0 ? lrintf (value / step) : 0);
    }
}

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

    writer.n_slots = table->keys->len + table->keys->len / 4 + 1;
    writer.slot_size = BI_WEIGHTS_TAG_SIZE + writer.n_signals;
    writer.slots = g_malloc0 (writer.n_slots * writer.slot_size);
    choose_steps (&writer);
    for (guint i = 0; i < table->keys->len; i++)
        put (&writer, i);
    header = format_header (&writer);
    g_byte_array_append (file, (const guint8 *) header, (guint) strlen (header));
    g_byte_array_append (file, (const guint8 *) "\n", 1);
    g_byte_array_append (file, writer.slots, (guint) (writer.n_slots * writer.slot_size));
    g_free (writer.slots);
    return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}
