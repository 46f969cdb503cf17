/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the tests of views share: a small word list, and random text that is hard to read.
 */
#pragma once

#include "badidea/view.h"
#include "badidea/words.h"

#include <string.h>

static inline BiWords *
readings_words (void)
{
    static const char *const list[] = {
        "a",    "album",  "all",      "an",     "anal",  "anything", "ask",   "bum",
        "cher", "chers",  "cool",     "dead",   "good",  "hate",     "hello", "hmm",
        "i",    "kind",   "lives",    "lol",    "no",    "now",      "of",    "party",
        "save", "shit",   "so",       "sus",    "susan", "that",     "the",   "too",
        "us",   "yes",    "thatcher", "matter", "black", "her",      "pen",   "is",
        "land", "island", "penis",
    };
    BiWords *words = bi_words_new ();

    for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
        bi_words_add (words, list[i]);
    return words;
}

static inline char *
readings_random (guint n_pieces)
{
    static const char *const pieces[] = {
        "a",          "b",      "A",      "s",      "k",       " ",        "  ",
        "\n",         ".",      "-",      "_",      "*",       "ooo",      "lll",
        "#",          "@",      "#AskUs", "/",      "http://", "www.",     "a.com",
        "1",          "0",      "$",      "!",      "?",       "'",        "“",
        "’",          "—",      "…",      "\u00a0", "\u200b",  "\u00ad",   "\u200d",
        "\ufe0f",     "\u20e3", "\u0301", "\u0336", "\u0327",  "é",        "ﬁ",
        "ß",          "İ",      "ſ",      "Å",      "а",       "о",        "я",
        "В",          "ο",      "Η",      "😀",      "👩",       "👍🏽", "🇦",
        "\u2764",     "™",      "ᄒ",     "ᅡ",     "ᆫ",      "한",       "가",
        "㉠",         "ㅎ",     "ﾊ",      "ﾞ",      "𝐀",       "🅰",        "Ａ",
        "\u202e",     "\u2028", "哈",     "\x02",   "\u3164",  "\u0345",   "ΐ",
        "\U000E0061", "🏴",   "\u037a", "´",      "ㄳ",      "½",        "\ufdfa",
    };
    GString *text = g_string_new (NULL);

    for (guint i = 0; i < n_pieces; i++)
        g_string_append (
            text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
    return g_string_free (text, FALSE);
}

static inline gboolean
readings_is_boundary (const char *string, gsize length, gsize offset)
{
    return offset <= length &&
           (offset == length || ((guchar) string[offset] & 0xC0) != 0x80);
}

/* Where the only piece of a string that is looked for stands. */
static inline BiSpan
readings_find (const char *string, const char *part)
{
    const char *at = strstr (string, part);

    g_assert_nonnull (at);
    return (BiSpan){(gsize) (at - string), (gsize) (at - string) + strlen (part)};
}
