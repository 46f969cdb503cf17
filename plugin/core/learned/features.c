/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/features.h"

#include "keyset.h"
#include "text/emoji.h"
#include "text/token.h"

#include <string.h>

#define MOST_WORDS     3 /* in a row */
#define FEWEST_LETTERS 2
#define MOST_LETTERS   5

/* A word, sign, or what stands for a link, a name or a number. */
typedef struct {
    guint64 hash;
    BiViewKind view;
    BiSpan span;
} Word;

/* There are a thousand of them in a post: a GArray takes a call for each. */
typedef struct {
    BiFeature *features;
    guint length, size;
} Group;

struct _BiFeatures {
    const BiReading *reading;
    GArray *words; /* Word */
    Group groups[BI_N_FEATURE_GROUPS];
};

/* While a view is being read. */
typedef struct {
    BiFeatures *features;
    BiKeySet seen;
    BiViewKind view;
    const char *text;
    gsize length;
    const GArray *tokens; /* BiToken */
    guint next_token;
} Collector;

/* What a key is made of besides its text, so that no two kinds are taken for each other.
 */
typedef enum {
    KIND_WORDS = 1,
    KIND_LETTERS,
    KIND_HASHTAG,
    KIND_SHAPE,
    KIND_STAND_IN
} Kind;

/* What stands for something of which there is ever another one. */
enum { STAND_IN_START, STAND_IN_END, STAND_IN_LINK, STAND_IN_MENTION, STAND_IN_HASHTAG };

/* ---- keys ---- */

/* FNV-1a's step (Fowler, Noll, Vo), a character at a time. */
static guint64
mix (guint64 hash, guint64 value)
{
    return (hash ^ value) * G_GUINT64_CONSTANT (0x100000001b3);
}

/* MurmurHash3's last step (Austin Appleby, public domain): each bit depends on all. */
static guint64
finish (guint64 hash)
{
    hash ^= hash >> 33;
    hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    hash *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

static guint64
begin (Kind kind)
{
    return mix (G_GUINT64_CONSTANT (0xcbf29ce484222325), kind);
}

static void
add (Collector *collector, BiFeatureGroup kind, guint64 hash, guint first, guint end)
{
    Group *group = &collector->features->groups[kind];
    guint64 key = finish (hash);

    if (!bi_key_set_add (&collector->seen, key))
        return;
    if (group->length == group->size) {
        group->size = MAX (512, 2 * group->size);
        group->features = g_renew (BiFeature, group->features, group->size);
    }
    group->features[group->length++] = (BiFeature){key, first, end};
}

/* ---- words ---- */

static void
add_word (Collector *collector, guint64 hash, BiSpan span)
{
    Word word = {finish (hash), collector->view, span};

    g_array_append_val (collector->features->words, word);
}

static void
add_stand_in (Collector *collector, guint which, BiSpan span)
{
    add_word (collector, mix (begin (KIND_STAND_IN), which), span);
}

static gboolean
is_letter (gunichar c)
{
    return c < 0x80 ? g_ascii_isalnum (c) || c == '\''
                    : g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gunichar
get_char (const char *at)
{
    return (guchar) *at < 0x80 ? (gunichar) *at : g_utf8_get_char (at);
}

/* All numbers are one. */
static gunichar
read_char (const char *at)
{
    gunichar c = get_char (at);

    return c < 0x80 ? (g_ascii_isdigit (c) ? '0' : c) : g_unichar_isdigit (c) ? '0' : c;
}

/* The letter sequences of a word, which a blank opens and another one ends. */
static void
add_letters (Collector *collector, BiSpan span)
{
    guint index = collector->features->words->len;
    gunichar letters[BI_WORDS_LONGEST + 2] = {' '};
    guint n = 1;

    for (const char *at = collector->text + span.start;
         at < collector->text + span.end && n <= BI_WORDS_LONGEST;
         at = g_utf8_next_char (at))
        letters[n++] = read_char (at);
    letters[n++] = ' ';
    for (guint from = 0; from + FEWEST_LETTERS <= n; from++) {
        guint64 hash = begin (KIND_LETTERS);
        for (guint i = from; i < MIN (n, from + MOST_LETTERS); i++) {
            hash = mix (hash, letters[i]);
            if (i - from + 1 >= FEWEST_LETTERS)
                add (collector, BI_FEATURES_LETTERS, hash, index, index + 1);
        }
    }
}

/* A word, or the same sign several times. Numbers of as many digits are one. */
static gsize
read_word (Collector *collector, gsize from)
{
    const char *end = collector->text + collector->length;
    const char *at = collector->text + from;
    gunichar first = get_char (at);
    guint64 hash = begin (KIND_WORDS);
    gboolean is_word = is_letter (first);
    BiSpan span = {from, from};

    for (; at < end && (is_word ? is_letter (get_char (at)) : get_char (at) == first);
         at = g_utf8_next_char (at))
        if (is_word || at - collector->text < (gssize) from + 3)
            hash = mix (hash, read_char (at));
    span.end = (gsize) (at - collector->text);
    add_letters (collector, span);
    add_word (collector, hash, span);
    return span.end;
}

/* The link, name or hashtag that begins here. Returns: its end, or 0 */
static gsize
read_token (Collector *collector, gsize from)
{
    static const guint stand_ins[] = {[BI_TOKEN_LINK] = STAND_IN_LINK,
                                      [BI_TOKEN_ADDRESS] = STAND_IN_LINK,
                                      [BI_TOKEN_ADDRESSEE] = STAND_IN_MENTION,
                                      [BI_TOKEN_MENTION] = STAND_IN_MENTION,
                                      [BI_TOKEN_HASHTAG] = STAND_IN_HASHTAG};
    const BiToken *token;

    while (collector->next_token < collector->tokens->len) {
        token = &g_array_index (collector->tokens, BiToken, collector->next_token);
        if (token->span.start > from)
            return 0;
        collector->next_token++;
        if (token->span.start < from)
            continue;
        add_stand_in (collector, stand_ins[token->kind], token->span);
        return MIN (token->span.end, collector->length);
    }
    return 0;
}

/* Emoji are passed over: examples have too few of each, and what is learned of them is
 * who likes them. Returns: where to go on */
static gsize
read_one (Collector *collector, gsize from)
{
    gsize end = read_token (collector, from);
    const char *at = collector->text + from;
    gunichar c = get_char (at);

    if (end > 0)
        return end;
    if (c == ' ' || g_unichar_isspace (c))
        return from + (gsize) (g_utf8_skip[(guchar) *at]);
    end = bi_emoji_length (at, collector->text + collector->length);
    return end > 0 ? from + end : read_word (collector, from);
}

/* ---- words in a row ---- */

static void
add_rows (Collector *collector, guint from)
{
    const GArray *words = collector->features->words;

    for (guint first = from; first < words->len; first++) {
        guint64 hash = begin (KIND_WORDS);
        for (guint i = first; i < MIN (words->len, first + MOST_WORDS); i++) {
            hash = mix (hash, g_array_index (words, Word, i).hash);
            add (collector, BI_FEATURES_WORDS, hash, first, i + 1);
        }
    }
}

/* ---- the views ---- */

static void
open_view (Collector *collector, BiViewKind view)
{
    const char *end;

    collector->view = view;
    collector->text =
        bi_reading_get_string (collector->features->reading, view, &collector->length);
    if (collector->length <= BI_FEATURES_LONGEST)
        return;
    end = g_utf8_find_prev_char (collector->text, collector->text + BI_FEATURES_LONGEST);
    collector->length = (gsize) (end - collector->text);
}

static void
collect_plain (Collector *collector)
{
    g_autoptr (GArray) tokens = NULL;

    open_view (collector, BI_VIEW_PLAIN);
    tokens = bi_tokens_find (collector->text, collector->length);
    collector->tokens = tokens;
    add_stand_in (collector, STAND_IN_START, (BiSpan){0, 0});
    for (gsize at = 0; at < collector->length;)
        at = read_one (collector, at);
    add_stand_in (collector, STAND_IN_END,
                  (BiSpan){collector->length, collector->length});
    add_rows (collector, 0);
}

/* Each reading of a hashtag stands on a line of its own, and counts as words do and as
 * the words of a hashtag. */
static void
collect_hashtags (Collector *collector)
{
    GArray *words = collector->features->words;
    gsize at = 0;

    open_view (collector, BI_VIEW_HASHTAGS);
    while (at < collector->length) {
        guint first = words->len;
        for (; at < collector->length && collector->text[at] != '\n';)
            at = collector->text[at] == ' ' ? at + 1 : read_word (collector, at);
        at++;
        add_rows (collector, first);
        for (guint i = first; i < words->len; i++)
            add (collector, BI_FEATURES_WORDS,
                 mix (begin (KIND_HASHTAG), g_array_index (words, Word, i).hash), i,
                 i + 1);
    }
}

/* ---- shape ---- */

static guint
steps_of (guint count, guint most)
{
    return MIN (count, most);
}

/* By half powers of two: longer drafts differ less. */
static guint
size_of (guint words)
{
    guint size = 0;

    for (guint bound = 2; bound <= words && size < 12; bound += MAX (1, bound / 2))
        size++;
    return size;
}

static void
collect_shape (Collector *collector)
{
    const BiShape *shape = bi_reading_get_shape (collector->features->reading);
    const guint values[] = {
        shape->starts_with_mention,
        steps_of (shape->questions, 2),
        steps_of (shape->exclamation_marks, 2),
        shape->capitals == 0   ? 0
        : shape->capitals < 50 ? 1
                               : 2,
        steps_of (shape->links, 1),
        steps_of (shape->hashtags, 3),
        steps_of (shape->mentions, 2),
        steps_of (shape->lines, 3),
        size_of (shape->words),
    };

    for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        add (collector, BI_FEATURES_WORDS, mix (mix (begin (KIND_SHAPE), i), values[i]),
             0, 0);
}

/* Reads a draft, which has to live as long. Of a very long one only the beginning counts.
 * Returns: (transfer full) */
BiFeatures *
bi_features_new (const BiReading *reading)
{
    BiFeatures *features = g_new0 (BiFeatures, 1);
    Collector collector = {.features = features};

    features->reading = reading;
    features->words = g_array_sized_new (FALSE, FALSE, sizeof (Word), 64);
    bi_key_set_init (&collector.seen);
    collect_plain (&collector);
    collect_hashtags (&collector);
    collect_shape (&collector);
    bi_key_set_clear (&collector.seen);
    return features;
}

void
bi_features_free (BiFeatures *features)
{
    if (features == NULL)
        return;
    for (guint i = 0; i < BI_N_FEATURE_GROUPS; i++)
        g_free (features->groups[i].features);
    g_array_unref (features->words);
    g_free (features);
}

/* In the order of the draft. */
const BiFeature *
bi_features_get (const BiFeatures *features, BiFeatureGroup group, guint *n_features)
{
    *n_features = features->groups[group].length;
    return features->groups[group].features;
}

guint
bi_features_get_n_words (const BiFeatures *features)
{
    return features->words->len;
}

/* Whether a word is punctuation. */
gboolean
bi_features_is_sign (const BiFeatures *features, guint index)
{
    const Word *word = &g_array_index (features->words, Word, index);
    const char *text = bi_reading_get_string (features->reading, word->view, NULL);

    return g_unichar_ispunct (get_char (text + word->span.start)) &&
           word->span.end - word->span.start <= 3;
}

/* In bytes of the draft; empty for what only marks its start or end. */
BiSpan
bi_features_get_word (const BiFeatures *features, guint index)
{
    const Word *word = &g_array_index (features->words, Word, index);

    return bi_reading_to_draft (features->reading, word->view, word->span);
}
