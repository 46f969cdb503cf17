/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/shape.h"

#include "emoji.h"
#include "token.h"

typedef struct {
    BiShape *shape;
    const char *typed, *end;
    const GArray *tokens;
    guint next_token;
    guint n_letters, n_capitals;
    gboolean in_word;     /* since the last blank: something that makes a word */
    gboolean in_question; /* within a run of question and exclamation marks */
    gboolean has_begun;   /* something but blanks */
} Meter;

static void
count_token (Meter *meter, BiTokenKind kind)
{
    BiShape *shape = meter->shape;

    switch (kind) {
    case BI_TOKEN_LINK: shape->links++; break;
    case BI_TOKEN_HASHTAG: shape->hashtags++; break;
    case BI_TOKEN_ADDRESSEE:
    case BI_TOKEN_MENTION:
        shape->mentions++;
        shape->starts_with_mention |= !meter->has_begun;
        break;
    case BI_TOKEN_ADDRESS: break;
    }
}

static guint
exclamation_marks_in (gunichar c)
{
    switch (c) {
    case 0x203C: return 2; /* ‼ */
    case '!':
    case 0x2048: /* ⁈ */
    case 0x2049: /* ⁉ */
    case 0xFF01: return 1;
    default: return 0;
    }
}

static gboolean
is_question_mark (gunichar c)
{
    return c == '?' || c == 0x61F || (c >= 0x2047 && c <= 0x2049) || c == 0xFF1F;
}

static void
count_mark (Meter *meter, gunichar c)
{
    guint n_exclamations = exclamation_marks_in (c);

    meter->shape->exclamation_marks += n_exclamations;
    if (is_question_mark (c)) {
        meter->shape->questions += !meter->in_question;
        meter->in_question = TRUE;
    } else if (n_exclamations == 0) {
        meter->in_question = FALSE;
    }
}

static void
count_character (Meter *meter, gunichar c)
{
    meter->shape->lines += c == '\n';
    if (g_unichar_isspace (c)) {
        meter->in_word = FALSE;
    } else {
        meter->has_begun = TRUE;
        if (!meter->in_word && g_unichar_isalnum (c)) {
            meter->in_word = TRUE;
            meter->shape->words++;
        }
    }
    meter->n_letters += g_unichar_isalpha (c);
    meter->n_capitals += g_unichar_isupper (c) || g_unichar_istitle (c);
    count_mark (meter, c);
}

/* The token that begins here, which is a word; of its letters only a hashtag's count.
   Returns: its bytes, 0 to read on in it or if there is none */
static gsize
read_token (Meter *meter, const char *at)
{
    const BiToken *token;

    if (meter->next_token == meter->tokens->len)
        return 0;
    token = &g_array_index (meter->tokens, BiToken, meter->next_token);
    if (token->span.start != (gsize) (at - meter->typed))
        return 0;
    meter->next_token++;
    count_token (meter, token->kind);
    if (token->kind == BI_TOKEN_HASHTAG)
        return 0;
    meter->shape->words += !meter->in_word;
    meter->in_word = meter->has_begun = TRUE;
    meter->in_question = FALSE;
    return token->span.end - token->span.start;
}

static const char *
read_one (Meter *meter, const char *at)
{
    gsize token = read_token (meter, at), emoji;

    if (token > 0)
        return at + token;
    emoji = bi_emoji_length (at, meter->end);
    if (emoji > 0) {
        meter->shape->emoji++;
        meter->has_begun = TRUE;
        meter->in_question = FALSE;
        return at + emoji;
    }
    count_character (meter, g_utf8_get_char (at));
    return g_utf8_next_char (at);
}

/* Counts in a string in UTF-8. Words are what stands between blanks and holds a
   letter or digit; marks one after the other ("?!?") ask one question; letters of links
   and names are not looked at for capitals; e-mail addresses are neither links nor
   mentions. */
BiShape
bi_shape_measure (const char *typed, gsize length)
{
    BiShape shape = {.length = (guint) g_utf8_strlen (typed, (gssize) length)};
    g_autoptr (GArray) tokens = bi_tokens_find (typed, length);
    Meter meter = {
        .shape = &shape, .typed = typed, .end = typed + length, .tokens = tokens};
    const char *at = typed;

    while (at < meter.end)
        at = read_one (&meter, at);
    if (length > 0 && typed[length - 1] != '\n')
        shape.lines++;
    if (meter.n_letters > 0)
        shape.capitals = (guint) ((guint64) 100 * meter.n_capitals / meter.n_letters);
    return shape;
}
