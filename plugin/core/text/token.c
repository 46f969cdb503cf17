/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "token.h"

#include <string.h>

#define FULL_WIDTH_HASH 0xFF03
#define FULL_WIDTH_AT   0xFF20

typedef struct {
    const char *typed, *end;
    GArray *tokens;
} Scanner;

/* Domains that make a link of a name without a scheme or a path. Those that are words of
   a sentence too ("is", "it", "me", "now", ...) are left out: "Done.It works" is no link.
 */
static const char *const domains[] = {
    "ai",   "app",  "ar",  "biz", "blog",   "br",  "ca",  "ch", "cl", "cn", "co",
    "com",  "cz",   "de",  "dev", "dk",     "es",  "edu", "eu", "fi", "fm", "fr",
    "gg",   "gl",   "gov", "ie",  "info",   "int", "io",  "jp", "kr", "ly", "mil",
    "mx",   "net",  "nl",  "nz",  "online", "org", "pl",  "pt", "ru", "se", "shop",
    "site", "tech", "tv",  "ua",  "uk",     "xyz", "za",
};

/* Words that begin a post before a colon, English and German: nobody's name. */
static const char *const headings[] = {
    "achtung",   "aktion",   "ama",         "answer",     "breaking", "cc",
    "challenge", "closed",   "competition", "confession", "contest",  "draft",
    "edit",      "everyone", "fact",        "frage",      "friday",   "fyi",
    "giveaway",  "haters",   "hello",       "help",       "heute",    "hey",
    "hi",        "hinweis",  "important",   "info",       "me",       "monday",
    "mood",      "nb",       "need",        "neu",        "new",      "news",
    "nobody",    "note",     "poll",        "pov",        "ps",       "psa",
    "qotd",      "question", "quiz",        "re",         "remember", "reminder",
    "riddle",    "sale",     "saturday",    "sorry",      "spotted",  "sunday",
    "survey",    "team",     "thanks",      "thread",     "tip",      "tipp",
    "today",     "todo",     "tomorrow",    "tonight",    "trivia",   "umfrage",
    "update",    "us",       "via",         "wanted",     "warning",  "wichtig",
    "you",
};

/* Of names in rooms, in bytes. */
#define LONGEST_NICK 32

static gboolean
is_word (gunichar c)
{
    if (c < 0x80)
        return g_ascii_isalnum (c) || c == '_';
    return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Of host names and of what stands before the "@" of an address. */
static gboolean
is_name (gunichar c)
{
    return is_word (c) || c == '.' || c == '-' || c == '+' || c == '%';
}

/* Of a link behind its host. */
static gboolean
is_link (gunichar c)
{
    if (c < 0x80)
        return c > ' ' && c != 0x7F && c != '<' && c != '>' && c != '"';
    return is_word (c);
}

static const char *
skip (const char *at, const char *end, gboolean (*is_part) (gunichar))
{
    while (at < end && is_part (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
    return at;
}

static void
add (Scanner *scanner, BiTokenKind kind, const char *start, const char *end)
{
    BiToken token = {kind,
                     {(gsize) (start - scanner->typed), (gsize) (end - scanner->typed)}};

    g_array_append_val (scanner->tokens, token);
}

/* Where a link that begins at start ends: what closes a sentence or a bracket outside is
   not part of it. */
static const char *
end_of_link (const Scanner *scanner, const char *start, const char *from)
{
    const char *end = skip (from, scanner->end, is_link);
    gssize n_open = 0;

    for (const char *s = start; s < end; s++)
        n_open += (*s == '(') - (*s == ')');
    while (end > from) {
        char last = end[-1];

        if (last == ')' ? n_open >= 0 : !last || !strchr (".,;:!?'*_~]}", last))
            break;
        n_open += last == ')';
        end--;
    }
    return end;
}

static gboolean
is_among (const char *const *words, gsize n, const char *word, gsize length)
{
    for (gsize i = 0; i < n; i++)
        if (strlen (words[i]) == length &&
            g_ascii_strncasecmp (words[i], word, length) == 0)
            return TRUE;
    return FALSE;
}

/* Whether name is labels with dots between them, the last one of letters. */
static gboolean
is_host (const char *name, const char *end, const char **last)
{
    gboolean has_dot = FALSE, has_digit = FALSE;

    *last = name;
    for (const char *s = name; s < end; s++) {
        if (*s == '_' || *s == '+' || *s == '%')
            return FALSE;
        has_digit |= g_ascii_isdigit (*s);
        if (*s != '.')
            continue;
        if (s == *last || s[-1] == '-')
            return FALSE;
        *last = s + 1;
        has_dot = TRUE;
        has_digit = FALSE;
    }
    return has_dot && !has_digit && end - *last >= 2;
}

static gboolean
starts_with (const char *at, const char *end, const char *prefix)
{
    gsize length = strlen (prefix);

    return (gsize) (end - at) > length && g_ascii_strncasecmp (at, prefix, length) == 0;
}

static gsize
scheme_length (const char *start, const char *end)
{
    static const char *const schemes[] = {"https", "http"};

    for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
        gsize length = strlen (schemes[i]);

        if ((gsize) (end - start) >= length &&
            g_ascii_strncasecmp (end - length, schemes[i], length) == 0)
            return length;
    }
    return 0;
}

/* A run with "://" behind it. Returns: the link's end */
static const char *
read_url (Scanner *scanner, const char *start, const char *end)
{
    gsize scheme = scheme_length (start, end);
    const char *stop;

    if (scheme == 0)
        return NULL;
    stop = end_of_link (scanner, end + 3, end + 3);
    if (stop == end + 3)
        return NULL;
    add (scanner, BI_TOKEN_LINK, end - scheme, stop);
    return stop;
}

/* The link that a run of name characters begins or ends with, if any. Returns: its end */
static const char *
read_link (Scanner *scanner, const char *start, const char *end)
{
    const char *host = end, *last;

    if (starts_with (end, scanner->end, "://")) {
        const char *stop = read_url (scanner, start, end);

        if (stop)
            return stop;
    }
    while (host > start && strchr (".-+%_", host[-1]))
        host--;
    if (!is_host (start, host, &last))
        return NULL;
    if (!starts_with (start, host, "www.") &&
        !is_among (domains, G_N_ELEMENTS (domains), last, (gsize) (host - last)) &&
        !(host == end && starts_with (end, scanner->end, "/") &&
          is_link (g_utf8_get_char (end + 1))))
        return NULL;
    if (host == end && end < scanner->end && strchr ("/?#:", *end))
        host = end_of_link (scanner, start, end);
    add (scanner, BI_TOKEN_LINK, start, host);
    return host;
}

/* The address whose name is a run. Returns: its end */
static const char *
read_address (Scanner *scanner, const char *start, const char *at)
{
    const char *end, *last;

    if (at == scanner->end || *at != '@' || at[-1] == '.')
        return NULL;
    end = skip (at + 1, scanner->end, is_name);
    while (end > at + 1 && strchr (".-+%_", end[-1]))
        end--;
    if (!is_host (at + 1, end, &last))
        return NULL;
    add (scanner, BI_TOKEN_ADDRESS, start, end);
    return end;
}

static const char *
read_run (Scanner *scanner, const char *start)
{
    const char *end = skip (start, scanner->end, is_name);
    const char *found = read_address (scanner, start, end);

    if (!found)
        found = read_link (scanner, start, end);
    return found ? found : end;
}

/* "@name", or "@name@host" as in the Fediverse. */
static const char *
read_mention (Scanner *scanner, const char *start)
{
    const char *name = g_utf8_next_char (start), *last;
    const char *end = skip (name, scanner->end, is_word);

    if (end == name)
        return end;
    if (end < scanner->end && *end == '@') {
        const char *host = end + 1, *stop = skip (host, scanner->end, is_name);

        while (stop > host && strchr (".-+%_", stop[-1]))
            stop--;
        if (is_host (host, stop, &last))
            end = stop;
    }
    add (scanner, BI_TOKEN_MENTION, start, end);
    return end;
}

/* What names in rooms have besides letters and digits (RFC 2812, section 2.3.1). */
static gboolean
is_sign (gunichar c)
{
    return c > ' ' && c < 0x80 && strchr ("[]\\`_^{|}", (char) c);
}

static gboolean
is_nick (gunichar c)
{
    return is_word (c) || is_sign (c) || c == '-';
}

static gboolean
has_sign (const char *name, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (is_sign ((guchar) name[i]))
            return TRUE;
    return FALSE;
}

/* A name and a colon in front. It begins with a small letter or has a sign: "Reminder:"
   is none. Returns: its end, or start */
static const char *
read_addressee (Scanner *scanner, const char *start)
{
    const char *end = skip (start, scanner->end, is_nick);
    gsize length = (gsize) (end - start);

    if (length < 2 || length > LONGEST_NICK || scanner->end - end < 2 || end[0] != ':' ||
        end[1] != ' ' || is_among (headings, G_N_ELEMENTS (headings), start, length) ||
        !(g_unichar_islower (g_utf8_get_char (start)) || has_sign (start, length)))
        return start;
    add (scanner, BI_TOKEN_ADDRESSEE, start, end);
    return end;
}

/* Letters, digits and "_", not digits alone. */
static const char *
read_hashtag (Scanner *scanner, const char *start)
{
    const char *name = g_utf8_next_char (start);
    const char *end = skip (name, scanner->end, is_word);

    for (const char *s = name; s < end; s = g_utf8_next_char (s)) {
        if (g_unichar_isalpha (g_utf8_get_char (s))) {
            add (scanner, BI_TOKEN_HASHTAG, start, end);
            return end;
        }
    }
    return end;
}

/* Links, addresses, addressees, mentions and hashtags of a string in UTF-8, in their
   order. Every byte is read a small number of times. Returns: (transfer full)
   (element-type BiToken)
 */
GArray *
bi_tokens_find (const char *typed, gsize length)
{
    Scanner scanner = {.typed = typed, .end = typed + length};
    const char *at;
    gunichar before = ' ';

    scanner.tokens = g_array_new (FALSE, FALSE, sizeof (BiToken));
    at = read_addressee (&scanner, typed);
    while (at < scanner.end) {
        gunichar c = g_utf8_get_char (at);

        if ((c == '#' || c == FULL_WIDTH_HASH) && !is_word (before) && before != '&')
            at = read_hashtag (&scanner, at);
        else if ((c == '@' || c == FULL_WIDTH_AT) && !is_word (before))
            at = read_mention (&scanner, at);
        else if (is_word (c))
            at = read_run (&scanner, at);
        else
            at = g_utf8_next_char (at);
        before = g_utf8_get_char (g_utf8_prev_char (at));
    }
    return scanner.tokens;
}
