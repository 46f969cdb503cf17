/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/pattern.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *phrase;
    const char *text;
    const char *found; /* NULL: it is not there */
} Case;

static const Case cases[] = {
    {"a word is found", "ask", "Please ask.", "ask"},
    {"case does not matter", "Ask", "ASK", "ASK"},
    {"a word does not begin within another", "ask", "task", NULL},
    {"a word does not end within another", "ask", "asked", NULL},
    {"a word of letters and an underscore is another", "ask", "ask_me", NULL},
    {"a digit makes another word", "ask", "ask2", NULL},
    {"the first whole word is found", "ask", "asked task ask", "ask"},
    {"punctuation ends a word", "ask", "(ask)", "ask"},

    {"a blank is any white space", "ask us", "ask \t\r\n us", "ask \t\r\n us"},
    {"a blank is a no-break space too", "ask us", "ask\xC2\xA0us", "ask\xC2\xA0us"},
    {"a blank is some white space", "ask us", "askus", NULL},
    {"several blanks are one", "ask \t us", "ask us", "ask us"},
    {"outer blanks mean nothing", "  ask us  ", "ask us", "ask us"},
    {"a word in between is another text", "ask us", "ask all us", NULL},

    {"the first choice", "(ask|tell) us", "ask us", "ask us"},
    {"the last choice", "(ask|tell) us", "Tell us", "Tell us"},
    {"neither choice", "(ask|tell) us", "show us", NULL},
    {"a choice begins a whole word", "(ask|tell) us", "task us", NULL},
    {"a choice ends a whole word", "tell (us|me)", "tell use", NULL},
    {"the longer choice is found behind the shorter", "ask (a|all) us", "ask all us",
     "ask all us"},
    {"a choice of several words", "(ask us|our boss) now", "our  boss now",
     "our  boss now"},
    {"a choice glued to letters", "organi(s|z)e", "organize", "organize"},
    {"blanks within brackets mean nothing", "( ask | tell ) us", "tell us", "tell us"},
    {"brackets nest", "(a (b|c [d])|e) f", "a c d f", "a c d f"},
    {"nested brackets may lack what is optional", "(a (b|c [d])|e) f", "a c f", "a c f"},
    {"nested brackets have another choice", "(a (b|c [d])|e) f", "e f", "e f"},
    {"nested brackets keep the words together", "(a (b|c [d])|e) f", "a f", NULL},

    {"an optional word at the start is there", "[please] ask", "please ask",
     "please ask"},
    {"an optional word at the start is not there", "[please] ask", "ask", "ask"},
    {"an optional word at the start leaves whole words", "[please] ask", "task", NULL},
    {"an optional word in the middle is there", "ask us [literally] anything",
     "ask us literally anything", "ask us literally anything"},
    {"an optional word in the middle is not there", "ask us [literally] anything",
     "ask us anything", "ask us anything"},
    {"an optional word in the middle leaves a blank", "ask us [literally] anything",
     "ask usanything", NULL},
    {"an optional word is no part of another", "ask us [literally] anything",
     "ask us literallyanything", NULL},
    {"an optional word at the end is there", "ask us [now]", "ask us now", "ask us now"},
    {"an optional word at the end is not there", "ask us [now]", "ask us", "ask us"},
    {"an optional word at the end is whole", "ask us [now]", "ask us nowhere", "ask us"},
    {"optional words follow each other", "a [b] [c] d", "a d", "a d"},
    {"the second of two optional words", "a [b] [c] d", "a c d", "a c d"},
    {"both of two optional words", "a [b] [c] d", "a b c d", "a b c d"},
    {"optional words begin and end", "[a] b [c]", "b", "b"},
    {"an optional choice", "ask [us|me] now", "ask me now", "ask me now"},
    {"an optional letter is there", "colo[u]r", "colour", "colour"},
    {"an optional letter is not there", "colo[u]r", "color", "color"},
    {"an optional comma is there", "great[,] news", "great, news", "great, news"},
    {"an optional comma is not there", "great[,] news", "great news", "great news"},
    {"an optional comma leaves a blank", "great[,] news", "greatnews", NULL},
    {"an optional prefix is there", "the [un]happy few", "the unhappy few",
     "the unhappy few"},
    {"an optional prefix is not there", "the [un]happy few", "the happy few",
     "the happy few"},
    {"an optional prefix leaves a blank", "the [un]happy few", "thehappy few", NULL},
    {"an optional prefix at the start", "[un]happy", "unhappy", "unhappy"},
    {"an optional prefix at the start is not there", "[un]happy", "Happy", "Happy"},
    {"an optional ending", "ask[s] us", "asks us", "asks us"},
    {"an optional word and its comma are there", "hello [there][,] friends",
     "hello there, friends", "hello there, friends"},
    {"an optional word and its comma are not there", "hello [there][,] friends",
     "hello friends", "hello friends"},
    {"an optional word is there without its comma", "hello [there][,] friends",
     "hello there friends", "hello there friends"},
    {"an optional word and its mark at the end are not there", "well [done][!]", "Well",
     "Well"},

    {"a star is any ending", "refinanc* now", "refinancing now", "refinancing now"},
    {"a star is no ending too", "refinanc*", "refinanc", "refinanc"},
    {"a star stays within the word", "ask* us", "ask them us", NULL},
    {"a star takes the whole word", "ask*", "askings!", "askings"},
    {"a star takes other letters", "caf*", "cafés", "cafés"},
    {"a star in the middle of a word", "un*ly", "unlikely", "unlikely"},
    {"a star in brackets", "(ask*|tell) us", "asking us", "asking us"},

    {"dots are no word", "ask ... anything", "ask anything", "ask anything"},
    {"dots are a word", "ask ... anything", "ask us anything", "ask us anything"},
    {"dots are five words", "ask ... anything", "ask b c d e f anything",
     "ask b c d e f anything"},
    {"dots are not six words", "ask ... anything", "ask b c d e f g anything", NULL},
    {"dots take commas along", "ask ... anything", "ask us, please, anything",
     "ask us, please, anything"},
    {"dots go on over lines", "ask ... anything", "ask us\nanything", "ask us\nanything"},
    {"dots end with a full stop", "ask ... anything", "ask us. anything", NULL},
    {"dots end with an exclamation mark", "ask ... anything", "ask us! anything", NULL},
    {"dots end with a question mark", "ask ... anything", "ask us? anything", NULL},
    {"dots take a point within a word", "ask ... anything", "ask at 3.15 anything",
     "ask at 3.15 anything"},
    {"dots end at the nearest place", "a ... b", "a c b b", "a c b"},
    {"one character says the same as three dots", "ask … anything", "ask us anything",
     "ask us anything"},
    {"dots stand before an optional word", "a ... [b] c", "a x b c", "a x b c"},
    {"dots between brackets", "(a|b) ... (c|d)", "b x y d", "b x y d"},

    {"a backslash makes brackets literal", "ask \\(us\\)", "ask (us)", "ask (us)"},
    {"a backslash makes square brackets literal", "\\[ad\\]", "[ad]", "[ad]"},
    {"a backslash makes a class literal", "\\{a\\}", "{a}", "{a}"},
    {"a backslash makes a bar literal", "a\\|b", "a|b", "a|b"},
    {"a backslash makes a star literal", "f\\*ck", "f*ck", "f*ck"},
    {"a literal star is no ending", "f\\*ck", "fuck", NULL},
    {"a backslash makes dots literal", "wait\\.\\.\\.", "wait...", "wait..."},
    {"a backslash makes itself literal", "a\\\\b", "a\\b", "a\\b"},
    {"a backslash at the end is itself", "a\\", "a\\", "a\\"},
    {"a backslash before a letter is that letter", "\\d", "d", "d"},
    {"a backslash before a letter makes no class", "\\d", "7", NULL},
    {"a backslash before a letter of two bytes", "\\é", "É", "É"},
    {"all else is literal", "1+1=2^$.x?", "1+1=2^$.x?", "1+1=2^$.x?"},
    {"a point is a point", "a.c", "abc", NULL},
    {"two dots are two dots", "a..c", "a..c", "a..c"},
    {"a quantifier is literal", "a?", "a?", "a?"},

    {"an accented letter has two cases", "é", "É", "É"},
    {"an accent matters", "cafe", "café", NULL},
    {"a letter of two bytes is a letter", "caf", "café", NULL},
    {"a letter of two bytes begins a word", "école", "L'École", "École"},
    {"a word does not begin behind such a letter", "cole", "école", NULL},
    {"Cyrillic has two cases", "привет", "ПРИВЕТ", "ПРИВЕТ"},
    {"a sharp s is two letters, as in a folded draft", "straße", "strasse", "strasse"},
    {"a Turkish capital is not an i", "istanbul", "İstanbul", NULL},
    {"a dotless i is not an i", "istanbul", "ıstanbul", NULL},
    {"an emoji is literal", "🔥 sale", "🔥  Sale", "🔥  Sale"},
    {"words without blanks between them", "質問", "質問", "質問"},

    {"a hashtag is found", "#AskJPM", "Go on: #askjpm!", "#askjpm"},
    {"a hashtag at the start", "#AskUs anything", "#AskUs anything", "#AskUs anything"},
    {"a hashtag at the end", "send it to #AskUs", "send it to #askus",
     "send it to #askus"},
    {"a hashtag is whole", "#Ask", "#AskJPM", NULL},
    {"a word is found in a hashtag of one word", "ask", "#ask", "ask"},
    {"a hashtag is not its word", "#ask", "ask", NULL},
    {"an optional hashtag sign", "[#]ask", "#ask", "#ask"},
    {"an address is a phrase too", "@acme", "hi @Acme,", "@Acme"},
    {"an apostrophe within a word", "don't ask", "Don't ask", "Don't ask"},
    {"an apostrophe ends a word", "don", "don't", "don"},
    {"a mark at the end needs no blank", "really?", "really?yes", "really?"},
    {"a mark at the start needs no blank", "!ask", "really!ask", "!ask"},
};

static char *
find (const BiPattern *pattern, const char *text)
{
    g_autoptr (BiMatcher) matcher = bi_matcher_new ();
    gsize length = strlen (text);
    BiSpan span;
    BiMatch match = bi_pattern_find (pattern, matcher, text, length, 0, &span);

    g_assert_cmpint (match, !=, BI_MATCH_GAVE_UP);
    if (match == BI_MATCH_NO)
        return NULL;
    g_assert_cmpuint (span.start, <=, span.end);
    g_assert_cmpuint (span.end, <=, length);
    return g_strndup (text + span.start, span.end - span.start);
}

static void
test_find (gconstpointer data)
{
    const Case *c = data;
    g_autoptr (GError) error = NULL;
    gsize offset;
    g_autoptr (BiPattern) pattern =
        bi_pattern_new_phrase (c->phrase, NULL, &offset, &error);
    g_autofree char *found = NULL;

    g_assert_no_error (error);
    found = find (pattern, c->text);
    g_assert_cmpstr (found, ==, c->found);
}

static void
test_errors (void)
{
    static const struct {
        const char *phrase;
        gsize first, last; /* the error is shown somewhere here */
    } errors[] = {
        {"", 0, 0},        {"   ", 0, 3},         {"(a|b", 0, 0},
        {"a (b", 2, 2},    {"a [b", 2, 2},        {"(a]", 0, 2},
        {"[a)", 0, 2},     {"a)", 1, 1},          {"é)", 2, 2},
        {"a]", 1, 1},      {"a}", 1, 1},          {"a|b", 1, 1},
        {"*", 0, 0},       {"a *", 2, 2},         {"(a)*", 3, 3},
        {"a**", 2, 2},     {"{boss}", 0, 0},      {"tell {boss}", 5, 5},
        {"a {boss", 2, 2}, {"[a]", 0, 0},         {"[a] [b]", 0, 0},
        {"()", 1, 1},      {"(|a)", 1, 1},        {"(a|)", 3, 3},
        {"(a|[b])", 3, 3}, {"é ([b]) c", 4, 4},   {"...", 0, 2},
        {"... a", 0, 2},   {"[x] ... a", 4, 6},   {"a ...", 2, 4},
        {"a...b", 1, 3},   {"a... b", 1, 3},      {"a ...b", 2, 4},
        {"wait...", 4, 6}, {"a … b (c", 8, 8},    {"a…b", 1, 1},
        {"é …b", 3, 3},    {"a (b ...) c", 5, 7}, {"a (... b)", 3, 5},
        {"((((a)", 2, 2},  {"a (b (c) d", 2, 2},
    };

    for (gsize i = 0; i < G_N_ELEMENTS (errors); i++) {
        g_autoptr (GError) error = NULL;
        gsize offset = 12345;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_phrase (errors[i].phrase, NULL, &offset, &error);

        g_test_message ("\"%s\" at byte %" G_GSIZE_FORMAT, errors[i].phrase, offset);
        g_assert_null (pattern);
        g_assert_nonnull (error);
        g_assert_true (error->domain == BI_PATTERN_ERROR);
        g_assert_cmpuint (offset, >=, errors[i].first);
        g_assert_cmpuint (offset, <=, errors[i].last);
    }
}

static void
test_depth (void)
{
    for (guint depth = 1; depth < 2000; depth += depth < 40 ? 1 : 500) {
        g_autofree char *opening = g_strnfill (depth, '(');
        g_autofree char *closing = g_strnfill (depth, ')');
        g_autofree char *phrase = g_strconcat (opening, "a", closing, NULL);
        g_autoptr (GError) error = NULL;
        gsize offset = 0;
        g_autoptr (BiPattern) pattern =
            bi_pattern_new_phrase (phrase, NULL, &offset, &error);

        if (depth <= 32)
            g_assert_no_error (error);
        else
            g_assert_error (error, BI_PATTERN_ERROR, 0);
        g_assert_cmpuint (offset, ==, depth <= 32 ? 0 : 32);
    }
}

static const char *const letters[] = {"a", "b", "Z", "é", "ж", "Ω", "字", "7", "_"};
static const char *const blanks[] = {" ",    "  ",       "\t",           "\n",
                                     "\r\n", "\xC2\xA0", "\xE3\x80\x80", " \n "};
static const char *const marks[] = {"", " ", ", ", "(", "\n", "!", "“", "🔥"};

static const char *
pick (const char *const *list, gsize size)
{
    return list[g_test_rand_int_range (0, (gint32) size)];
}

#define PICK(list) pick (list, G_N_ELEMENTS (list))

static void
append_word (GString *word)
{
    for (int i = g_test_rand_int_range (1, 6); i > 0; i--)
        g_string_append (word, PICK (letters));
}

static void
assert_found (const BiPattern *pattern, const char *text, const char *expected)
{
    g_autofree char *found = find (pattern, text);

    g_test_message ("in \"%s\"", text);
    g_assert_cmpstr (found, ==, expected);
}

/* Any words are found where they stand, and not where they are glued to another word. */
static void
test_any_words (void)
{
    for (guint i = 0; i < 2000; i++) {
        g_autoptr (GString) phrase = g_string_new (NULL);
        g_autoptr (GString) joined = g_string_new (NULL);
        g_autofree char *among = NULL;
        g_autofree char *glued_before = NULL;
        g_autofree char *glued_behind = NULL;
        g_autoptr (BiPattern) pattern = NULL;
        gsize offset;

        for (int n = g_test_rand_int_range (1, 6); n > 0; n--) {
            g_autoptr (GString) word = g_string_new (NULL);

            append_word (word);
            g_string_append_printf (phrase, "%s%s", phrase->len > 0 ? " " : "",
                                    word->str);
            g_string_append_printf (joined, "%s%s", joined->len > 0 ? PICK (blanks) : "",
                                    word->str);
        }
        pattern = bi_pattern_new_phrase (phrase->str, NULL, &offset, NULL);
        g_test_message ("\"%s\"", phrase->str);
        g_assert_nonnull (pattern);
        among = g_strconcat (PICK (marks), joined->str, PICK (marks), NULL);
        glued_before = g_strconcat (PICK (letters), joined->str, NULL);
        glued_behind = g_strconcat (joined->str, PICK (letters), NULL);
        assert_found (pattern, among, joined->str);
        assert_found (pattern, glued_before, NULL);
        assert_found (pattern, glued_behind, NULL);
    }
}

/* Any characters, each behind a backslash, mean themselves. */
static void
test_any_characters (void)
{
    for (guint i = 0; i < 2000; i++) {
        g_autoptr (GString) phrase = g_string_new (NULL);
        g_autoptr (GString) text = g_string_new (NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (BiPattern) pattern = NULL;
        gsize offset;

        for (int n = g_test_rand_int_range (1, 9); n > 0; n--) {
            char c = (char) g_test_rand_int_range (0x21, 0x7F);

            c = c == '`' ? '\'' : c; /* a phrase takes them for the same */

            g_string_append_printf (phrase, "\\%c", c);
            g_string_append_c (text, c);
        }
        g_test_message ("\"%s\"", phrase->str);
        pattern = bi_pattern_new_phrase (phrase->str, NULL, &offset, &error);
        g_assert_no_error (error);
        assert_found (pattern, text->str, text->str);
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/phrase/%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_find);
    }
    g_test_add_func ("/phrase/what-is-wrong-is-shown-where-it-is", test_errors);
    g_test_add_func ("/phrase/brackets-nest-32-deep", test_depth);
    g_test_add_func ("/phrase/any-words-are-found-where-they-stand", test_any_words);
    g_test_add_func ("/phrase/any-characters-are-literal-behind-a-backslash",
                     test_any_characters);
    return g_test_run ();
}
