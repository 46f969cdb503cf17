/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "blend.h"

/* Found by cross-validation over real posts. */
#define RISKY_PART 0.8
#define CHAT_PART  0.4

/* So many posts of brands sound somewhat like chat, and are judged more mildly. */
#define CHAT_SHARE 0.4

/* Returns: the first signal of that role, or -1 */
int
bi_blend_find (const BiBlend *blend, BiSignalRole role)
{
    for (guint i = 0; i < blend->n_signals; i++)
        if (blend->roles[i] == role)
            return (int) i;
    return -1;
}

/* From where on a draft counts as chat. @posts: guint, rows of ordinary posts of brands
 */
double
bi_blend_find_start (const BiBlend *blend, const BiValidation *validation,
                     const GArray *posts)
{
    int chat = bi_blend_find (blend, BI_SIGNAL_ROLE_CHAT);

    if (chat < 0 || posts->len == 0)
        return 0;
    return bi_validation_quantile (validation, (guint) chat, posts, CHAT_SHARE);
}

static void
blend_row (const BiBlend *blend, BiValidation *validation, guint row)
{
    guint risky_signal = (guint) bi_blend_find (blend, BI_SIGNAL_ROLE_RISKY);
    int chat_signal = bi_blend_find (blend, BI_SIGNAL_ROLE_CHAT);
    double risky = bi_validation_get (validation, risky_signal, row);
    double chat = 0;

    if (chat_signal >= 0)
        chat = MAX (0, bi_validation_get (validation, (guint) chat_signal, row) -
                           blend->chat_start);
    for (guint i = 0; i < blend->n_signals; i++) {
        if (blend->roles[i] == BI_SIGNAL_ROLE_TOPIC)
            bi_validation_add (validation, i, row, RISKY_PART * risky);
        if (blend->roles[i] != BI_SIGNAL_ROLE_CHAT)
            bi_validation_add (validation, i, row, -CHAT_PART * chat);
    }
}

/* Does to the sums what weights and scoring do to those of a draft, but for rivals: those
 * are compared by scoring alone, when the sums are calibrated already. */
void
bi_blend_sums (const BiBlend *blend, BiValidation *validation)
{
    for (guint row = 0; row < bi_validation_get_n_rows (validation); row++)
        blend_row (blend, validation, row);
}

/* Puts into the weights what can be put there: only that chat counts from a start on, and
 * never in favour, is left to scoring. */
void
bi_blend_weights (const BiBlend *blend, const BiTrainingSet *set, double **weights)
{
    guint n_columns = bi_samples_get_n_columns (set->samples);
    const double *risky = weights[bi_blend_find (blend, BI_SIGNAL_ROLE_RISKY)];
    int chat = bi_blend_find (blend, BI_SIGNAL_ROLE_CHAT);

    for (guint i = 0; i < blend->n_signals; i++)
        for (guint j = 0; j < n_columns; j++)
            if (blend->roles[i] == BI_SIGNAL_ROLE_CHAT)
                weights[i][j] *= CHAT_PART;
            else if (blend->roles[i] == BI_SIGNAL_ROLE_TOPIC)
                weights[i][j] += RISKY_PART * risky[j];
    if (chat >= 0)
        weights[chat][n_columns - 1] -= CHAT_PART * blend->chat_start;
}
