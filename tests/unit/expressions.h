/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Makes expressions of PCRE2 at random, odd ones too. */
#pragma once

#include <glib.h>

/* An expression, and a text that it is likely to match. */
typedef struct {
    GRand *rand;
    GString *expression;
    GString *text;
    guint depth;
} Maker;

static const char characters[] =
    "abksSKiIx1_ -'\xC3\x9F\xE1\xBA\x9E\xE2\x84\xAA\xC5\xBF\xC3\xA9\xC3\x89"
    "\xCF\x83\xCF\x82\xC4\xB0\xC4\xB1\xC7\x85\xEF\xAC\x81\xE1\x8F\xB0"
    "\xEA\xAD\xB0\xF0\x90\x90\x80\xCD\x85\xCE\xB9";

/* Odd pieces, and what they match. */
static const struct {
    const char *expression;
    const char *text;
} pieces[] = {{"\\d", "7"},
              {"\\s+", " "},
              {"\\w*", "ab"},
              {".", "b"},
              {"\\b", ""},
              {"\\B", ""},
              {"^", ""},
              {"$", ""},
              {"\\K", ""},
              {"\\R", "\n"},
              {"\\X", "a"},
              {"\\pL", "k"},
              {"\\p{Lu}", "K"},
              {"\\x{6B}", "k"},
              {"\\x6B", "k"},
              {"\\153", "k"},
              {"\\0153", "\r3"},
              {"\\o{153}", "k"},
              {"\\N{U+6B}", "k"},
              {"\\N", "a"},
              {"\\N{2}", "ab"},
              {"\\ca", "\x01"},
              {"\\Qa+b\\E", "a+b"},
              {"\\Qab\\E+", "abb"},
              {"k\\Q\\E*", ""},
              {"\\Q\\E", ""},
              {"\\Q[[:<:]](a|k)*\\E", "[[:<:]](a|k)*"},
              {"\\E", ""},
              {"[]a]", "]"},
              {"[^a]", "b"},
              {"[[:alpha:]1]", "k"},
              {"[\\Q]\\E]", "]"},
              {"[a-]", "-"},
              {"[^\\]]", "a"},
              {"[[:alpha]", ":"},
              {"[\\E]k]", "]"},
              {"[\\E^k]", "a"},
              {"[k-s]", "p"},
              {"[\\x{212A}]", "k"},
              {"[k\xC5\xBF]", "S"},
              {"[ks]", "\xC5\xBF"},
              {"[ab\\d]", "1"},
              {"[a\\E-\\Es]", "p"},
              {"[\\Qa-s\\E]", "-"},
              {"[\\1\\8]", "8"},
              {"[[:<:]]", ""},
              {"[[:>:]]", ""},
              {"[a b]", " "},
              {"[[.a]", "["},
              {"[\\b]", "\b"},
              {"[\\N{U+6B}]", "k"},
              {"a{2}", "aa"},
              {"a{,3}", "a{,3}"},
              {"a{,3}", ""},
              {"a{ 1 }", "a{ 1 }"},
              {"a{2,3}b", "aab"},
              {"a{x", "a{x"},
              {"a{0}", ""},
              {"(?#k)", ""},
              {"(?#k)*", "kk"},
              {"(?C1)", ""},
              {"(?C'a)''b')", ""},
              {"(*F)", ""},
              {"(*PRUNE)", ""},
              {"(*SKIP)", ""},
              {"(*THEN)", ""},
              {"(*COMMIT)", ""},
              {"(*MARK:k)", ""},
              {"(*ACCEPT)", ""},
              {"(?i)", ""},
              {"(?-i)", ""},
              {"(?x)", ""},
              {"(?xx)", ""},
              {"(?-x)", ""},
              {"(?xx)[\\Q k\\E]", " "},
              {"(?^)", ""},
              {"(?s-i)", ""},
              {" # k\n", ""},
              {"#(\n", "#(\n"},
              {" k # k\n", "k"},
              {"\\1", "k"},
              {"\\2", ""},
              {"\\g{-1}", ""},
              {"\\12", "\n"},
              {"(?1)", "k"},
              {"(?R)?", ""},
              {"(?-1)", "k"},
              {"\\g<1>", "k"},
              {"(?(1)k|s)", "k"},
              {"(?(1)k)", ""},
              {"(?(DEFINE)k)", ""},
              {"(?(R)k|s)", "s"},
              {"(?(?=k)k|s)", "s"},
              {"(?(?C1)(?!k)k|s)", ""},
              {"(?(*nla:k)a|k)", "k"},
              {"(?(VERSION>=10)k|s)", "k"},
              {"(?<=k)", ""},
              {"(?<!s)", ""},
              {"(?=k)", ""},
              {"(?!s)", ""},
              {"(?|(k)|(s))", "s"},
              {"(?<n>k)\\k<n>", "kk"},
              {"(?>k|ks)", "ks"},
              {"(?:)", ""},
              {"(?:k|)", ""},
              {"(?:|k)+", "kk"},
              {"()", ""},
              {"k*+", "kk"},
              {"k+?", "k"},
              {"k??", ""},
              {"k{2}+", "kk"},
              {"k{1,2}?", "k"},
              {"k+ +", "kk"},
              {"k (?#s)+", "kkk"},
              {"\\ ", " "},
              {"\\#", "#"},
              {"]", "]"},
              {"}", "}"},
              {"{", "{"},
              {",", ","},
              {"(*napla:k)", ""},
              {"(*sr:k)", "k"},
              {"(?*k)", ""},
              {"(?<*k)", ""}};

static const char *const openings[] = {
    "(?:",     "(?:",       "(",     "(?>",   "(?|",    "(?i:",  "(?x:",     "(?-i:",
    "(?xx-i:", "(*atomic:", "(*sr:", "(?'q'", "(?P<q>", "(?<q>", "(?J)(?<q>"};

static const char *const aheads[] = {"(?=", "(*pla:", "(?*",
                                     "(*positive_lookahead:", "(?!"};

static const struct {
    const char *sign;
    guint times;
} signs[] = {{"?", 0},    {"?", 1},     {"*", 0},   {"*", 2},     {"+", 1},    {"+", 3},
             {"{2}", 2},  {"{0,1}", 0}, {"{0}", 0}, {"{1,}", 2},  {"??", 1},   {"*?", 0},
             {"{,2}", 1}, {"++", 2},    {"?+", 1},  {"{2,3}", 3}, {"{10}", 10}};

static void make_sequence (Maker *maker);

static guint
pick (Maker *maker, guint n)
{
    return (guint) g_rand_int_range (maker->rand, 0, (gint32) n);
}

static void
make_character (Maker *maker)
{
    guint n = pick (maker, (guint) g_utf8_strlen (characters, -1));
    gunichar value = g_utf8_get_char (g_utf8_offset_to_pointer (characters, n));
    char c[7] = {0};

    g_unichar_to_utf8 (value, c);
    switch (pick (maker, 8)) {
    case 0: g_string_append_printf (maker->expression, "\\x{%x}", value); break;
    case 1: g_string_append_printf (maker->expression, "[%s]", c); break;
    case 2: g_string_append_printf (maker->expression, "\\Q%s\\E", c); break;
    case 3: g_string_append_printf (maker->expression, "[%sk]", c); break;
    default: g_string_append (maker->expression, c);
    }
    g_string_append (maker->text, c);
}

static void
make_piece (Maker *maker)
{
    guint i = pick (maker, G_N_ELEMENTS (pieces));

    g_string_append (maker->expression, pieces[i].expression);
    g_string_append (maker->text, pieces[i].text);
}

static void
make_choices (Maker *maker)
{
    guint n = 1 + pick (maker, 3);
    guint taken = pick (maker, n);

    for (guint i = 0; i < n; i++) {
        gsize length = maker->text->len;
        if (i > 0)
            g_string_append_c (maker->expression, '|');
        make_sequence (maker);
        if (i != taken)
            g_string_truncate (maker->text, length);
    }
}

static void
make_group (Maker *maker)
{
    g_string_append (maker->expression, openings[pick (maker, G_N_ELEMENTS (openings))]);
    make_choices (maker);
    g_string_append_c (maker->expression, ')');
}

/* Looks ahead at what then comes, or back at what has come. */
static void
make_look (Maker *maker)
{
    gsize start = maker->text->len;

    if (pick (maker, 2) == 0) {
        g_string_append (maker->expression, aheads[pick (maker, G_N_ELEMENTS (aheads))]);
        make_choices (maker);
        g_string_append_printf (maker->expression, ")\\Q%s\\E", maker->text->str + start);
    } else {
        make_character (maker);
        g_string_append_printf (maker->expression, "(?<=%s)", maker->text->str + start);
    }
}

static void
repeat (Maker *maker, gsize start)
{
    guint i = pick (maker, G_N_ELEMENTS (signs));
    g_autofree char *once = g_strdup (maker->text->str + start);

    g_string_append (maker->expression, signs[i].sign);
    g_string_truncate (maker->text, start);
    for (guint n = 0; n < signs[i].times && maker->text->len < 1000; n++)
        g_string_append (maker->text, once);
}

static void
make_sequence (Maker *maker)
{
    guint n = pick (maker, 5);

    maker->depth++;
    for (guint i = 0; i < n; i++) {
        gsize start = maker->text->len;
        guint kind = pick (maker, 20);
        if (kind < 3 && maker->depth < 5)
            make_group (maker);
        else if (kind == 3 && maker->depth < 5)
            make_look (maker);
        else if (kind < 7)
            make_piece (maker);
        else
            make_character (maker);
        if (pick (maker, 6) == 0)
            repeat (maker, start);
    }
    maker->depth--;
}

static gunichar
change_case (Maker *maker, gunichar c)
{
    switch (pick (maker, 6)) {
    case 0: return g_unichar_toupper (c);
    case 1: return g_unichar_tolower (c);
    case 2: return c == 'k' ? 0x212A : c == 's' ? 0x17F : c == 0xDF ? 0x1E9E : c;
    default: return c;
    }
}

static char *
make_text (Maker *maker)
{
    static const char *const noise[] = {"", "", " ", "k", "\n", "a ", "7", "\xC3\xA9"};
    GString *text = g_string_new (noise[pick (maker, G_N_ELEMENTS (noise))]);

    for (const char *at = maker->text->str; *at != '\0'; at = g_utf8_next_char (at))
        g_string_append_unichar (text, change_case (maker, g_utf8_get_char (at)));
    g_string_append (text, noise[pick (maker, G_N_ELEMENTS (noise))]);
    return g_string_free (text, FALSE);
}

/* Puts in, or takes out, what means much to PCRE2. */
static void
damage (Maker *maker)
{
    static const char *const scraps[] = {"(",    ")",  "[",   "]",   "{",   "}",    "|",
                                         "?",    "*",  "+",   "\\",  "#",   "^",    "$",
                                         "-",    ":",  "\\E", "\\Q", " ",   "\n",   "(?",
                                         "(?x)", "[^", "{2",  ",",   "\\0", "\\N{", "[:"};
    gsize at = pick (maker, (guint) maker->expression->len + 1);

    if (pick (maker, 2) == 0 && at < maker->expression->len &&
        maker->expression->str[at] > 0)
        g_string_erase (maker->expression, (gssize) at, 1);
    else if (at == maker->expression->len || (maker->expression->str[at] & 0xC0) != 0x80)
        g_string_insert (maker->expression, (gssize) at,
                         scraps[pick (maker, G_N_ELEMENTS (scraps))]);
}
