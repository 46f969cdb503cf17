/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "emoji.h"

#define TEXT_STYLE  0xFE0E
#define EMOJI_STYLE 0xFE0F
#define JOINER      0x200D
#define KEYCAP      0x20E3

/* The code points with the Unicode property Emoji from U+00A9 on (emoji-data.txt). */
static const struct {
    gunichar first, last;
} pictographs[] = {
    {0xA9, 0xA9},       {0xAE, 0xAE},       {0x203C, 0x203C},   {0x2049, 0x2049},
    {0x2122, 0x2122},   {0x2139, 0x2139},   {0x2194, 0x2199},   {0x21A9, 0x21AA},
    {0x231A, 0x231B},   {0x2328, 0x2328},   {0x23CF, 0x23CF},   {0x23E9, 0x23F3},
    {0x23F8, 0x23FA},   {0x24C2, 0x24C2},   {0x25AA, 0x25AB},   {0x25B6, 0x25B6},
    {0x25C0, 0x25C0},   {0x25FB, 0x25FE},   {0x2600, 0x2604},   {0x260E, 0x260E},
    {0x2611, 0x2611},   {0x2614, 0x2615},   {0x2618, 0x2618},   {0x261D, 0x261D},
    {0x2620, 0x2620},   {0x2622, 0x2623},   {0x2626, 0x2626},   {0x262A, 0x262A},
    {0x262E, 0x262F},   {0x2638, 0x263A},   {0x2640, 0x2640},   {0x2642, 0x2642},
    {0x2648, 0x2653},   {0x265F, 0x2660},   {0x2663, 0x2663},   {0x2665, 0x2666},
    {0x2668, 0x2668},   {0x267B, 0x267B},   {0x267E, 0x267F},   {0x2692, 0x2697},
    {0x2699, 0x2699},   {0x269B, 0x269C},   {0x26A0, 0x26A1},   {0x26A7, 0x26A7},
    {0x26AA, 0x26AB},   {0x26B0, 0x26B1},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26C8, 0x26C8},   {0x26CE, 0x26CF},   {0x26D1, 0x26D1},   {0x26D3, 0x26D4},
    {0x26E9, 0x26EA},   {0x26F0, 0x26F5},   {0x26F7, 0x26FA},   {0x26FD, 0x26FD},
    {0x2702, 0x2702},   {0x2705, 0x2705},   {0x2708, 0x270D},   {0x270F, 0x270F},
    {0x2712, 0x2712},   {0x2714, 0x2714},   {0x2716, 0x2716},   {0x271D, 0x271D},
    {0x2721, 0x2721},   {0x2728, 0x2728},   {0x2733, 0x2734},   {0x2744, 0x2744},
    {0x2747, 0x2747},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2763, 0x2764},   {0x2795, 0x2797},   {0x27A1, 0x27A1},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2934, 0x2935},   {0x2B05, 0x2B07},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x3030, 0x3030},
    {0x303D, 0x303D},   {0x3297, 0x3297},   {0x3299, 0x3299},   {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF}, {0x1F170, 0x1F171}, {0x1F17E, 0x1F17F}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F201, 0x1F202}, {0x1F21A, 0x1F21A}, {0x1F22F, 0x1F22F},
    {0x1F232, 0x1F23A}, {0x1F250, 0x1F251}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F7E0, 0x1F7EB}, {0x1F7F0, 0x1F7F0}, {0x1F90C, 0x1F9FF}, {0x1FA70, 0x1FAFF}};

static gboolean
is_pictograph (gunichar c)
{
    gsize low = 0, high = G_N_ELEMENTS (pictographs);

    while (low < high) {
        gsize middle = (low + high) / 2;

        if (c > pictographs[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < G_N_ELEMENTS (pictographs) && c >= pictographs[low].first;
}

/* Those that are letters, signs or arrows unless U+FE0F follows. */
static gboolean
is_text_by_itself (gunichar c)
{
    return c < 0x231A || (c >= 0x24C2 && c <= 0x25C0) || (c >= 0x2934 && c <= 0x2935) ||
           (c >= 0x3030 && c <= 0x3299) || (c >= 0x1F170 && c <= 0x1F17F);
}

static gboolean
is_regional (gunichar c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* Skin tones, and the tags that make a flag of a region. */
static gboolean
is_modifier (gunichar c)
{
    return (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F);
}

/* 0 at the end, which no emoji holds. */
static gunichar
character_at (const char *at, const char *end)
{
    return at < end ? g_utf8_get_char (at) : 0;
}

static gsize
keycap_length (const char *at, const char *end)
{
    const char *sign = at + 1;

    if (character_at (sign, end) == EMOJI_STYLE)
        sign = g_utf8_next_char (sign);
    if (character_at (sign, end) != KEYCAP)
        return 0;
    return (gsize) (g_utf8_next_char (sign) - at);
}

/* Behind one pictograph with its style and modifiers. */
static const char *
skip_pictograph (const char *at, const char *end)
{
    at = g_utf8_next_char (at);
    if (character_at (at, end) == EMOJI_STYLE)
        at = g_utf8_next_char (at);
    while (is_modifier (character_at (at, end)))
        at = g_utf8_next_char (at);
    return at;
}

/* The bytes of the emoji that begins here, joined ones, flags and keycaps as one; 0 if
   none does. Valid UTF-8 only. */
gsize
bi_emoji_length (const char *at, const char *end)
{
    const char *start = at;
    gunichar c = character_at (at, end), next;

    if (c < 0x80)
        return g_ascii_isdigit (c) || c == '#' || c == '*' ? keycap_length (at, end) : 0;
    next = character_at (g_utf8_next_char (at), end);
    if (is_regional (c))
        return is_regional (next) ? 8 : 4;
    if (!is_pictograph (c) || next == TEXT_STYLE ||
        (is_text_by_itself (c) && next != EMOJI_STYLE))
        return 0;
    at = skip_pictograph (at, end);
    while (character_at (at, end) == JOINER &&
           is_pictograph (character_at (g_utf8_next_char (at), end)))
        at = skip_pictograph (g_utf8_next_char (at), end);
    return (gsize) (at - start);
}
