/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "blend.h"

/* Found by cross-validation, with 0.5 % of the ordinary posts of brands and 0.3 % of chat
 * warned about: 47 % of real failures recognised by these, 33 % without. */
#define RISKY_PART 0.8
#define CHAT_PART  0.8

/* So many posts of brands sound somewhat like chat, and are judged more mildly. */
#define CHAT_SHARE 0.4

static gboolean
is_risky (const BiBlend *blend, guint signal)
{
    return (int) signal != blend->risky && (int) signal != blend->chat &&
           !blend->is_apart[signal];
}

/* From where on a draft counts as chat. @posts: guint, rows of ordinary posts of brands
 */
double
bi_blend_find_start (const BiBlend *blend, const BiValidation *validation,
                     const GArray *posts)
{
    if (blend->chat < 0 || posts->len == 0)
        return 0;
    return bi_validation_quantile (validation, (guint) blend->chat, posts, CHAT_SHARE);
}

static void
blend_row (const BiBlend *blend, BiValidation *validation, guint row)
{
    double risky = bi_validation_get (validation, (guint) blend->risky, row);
    double chat =
        blend->chat >= 0
            ? bi_validation_get (validation, (guint) blend->chat, row) - blend->chat_start
            : 0;

    for (guint i = 0; i < bi_validation_get_n_signals (validation); i++) {
        double *sum = bi_validation_at (validation, i, row);
        if (is_risky (blend, i))
            *sum += RISKY_PART * risky;
        if ((int) i != blend->chat)
            *sum -= CHAT_PART * MAX (0, chat);
    }
}

/* Does to the sums what scoring does to those of a draft. */
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

    for (guint i = 0; i < set->n_signals; i++)
        for (guint j = 0; j < n_columns; j++)
            if ((int) i == blend->chat)
                weights[i][j] *= CHAT_PART;
            else if (is_risky (blend, i))
                weights[i][j] += RISKY_PART * weights[blend->risky][j];
    if (blend->chat >= 0)
        weights[blend->chat][n_columns - 1] -= CHAT_PART * blend->chat_start;
}
