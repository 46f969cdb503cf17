/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "expression.h"

#include "badidea/required.h"

#include "repeat.h"

/* An expression is read by recursive descent, with the syntax and the order of PCRE2:
 *
 *   alternatives = sequence { "|" sequence }
 *   sequence     = { item [quantifier] }
 *   item         = atom | "(" ... [alternatives] ")"
 * Each gives back what it needs of a text. */

#define DEEPEST_NEST 250 /* PCRE2's own limit */

typedef struct {
    BiReader reader;
    GStringChunk *chunk;
    guint depth;
} Parser;

typedef enum {
    GROUP_TAKES, /* takes what is in it */
    GROUP_LOOKS, /* only looks whether it is there */
    GROUP_SHUNS  /* looks that it is not there */
} GroupKind;

/* What stands behind the "(" of a group, for each kind. */
static const char *const openings[][12] = {
    [GROUP_TAKES] = {"?:", "?>", "?|",
                     "*atomic:", "*sr:", "*script_run:", "*asr:", "*atomic_script_run:"},
    [GROUP_LOOKS] = {"?=", "?<=", "?*", "?<*",
                     "*pla:", "*plb:", "*napla:", "*naplb:", "*positive_lookahead:",
                     "*positive_lookbehind:", "*non_atomic_positive_lookahead:",
                     "*non_atomic_positive_lookbehind:"},
    [GROUP_SHUNS] = {"?!", "?<!",
                     "*nla:", "*nlb:", "*negative_lookahead:", "*negative_lookbehind:"},
};

/* Verbs and settings that let nothing match what would not without them. */
#define VERBS                                                                            \
    " MARK F FAIL COMMIT PRUNE SKIP THEN"                                                \
    " UTF UCP NO_AUTO_POSSESS NO_DOTSTAR_ANCHOR NO_JIT NO_START_OPT NOTEMPTY"            \
    " NOTEMPTY_ATSTART BSR_ANYCRLF BSR_UNICODE LIMIT_DEPTH LIMIT_HEAP LIMIT_MATCH"       \
    " LIMIT_RECURSION "

static const BiLiterals unknown = {.exact.texts = NULL};

static BiLiterals parse_alternatives (Parser *parser, guint *n_alternatives);

static gsize
fold_character (gunichar c, char folded[BI_NEED_LONGEST])
{
    char utf8[6];
    g_autofree char *string = NULL;

    if (c < 128) {
        folded[0] = g_ascii_tolower ((char) c);
        return 1;
    }
    string = bi_required_fold (utf8, g_unichar_to_utf8 (c, utf8));
    return g_strlcpy (folded, string, BI_NEED_LONGEST);
}

static BiLiterals
fail (Parser *parser)
{
    parser->reader.failed = TRUE;
    return unknown;
}

static gboolean
accept (Parser *parser, const char *string)
{
    if (!g_str_has_prefix (parser->reader.at, string))
        return FALSE;
    parser->reader.at += strlen (string);
    return TRUE;
}

/* Returns: whether a group of this kind begins here, behind "(" */
static gboolean
accept_opening (Parser *parser, GroupKind kind)
{
    for (guint i = 0; i < G_N_ELEMENTS (openings[kind]) && openings[kind][i] != NULL; i++)
        if (accept (parser, openings[kind][i]))
            return TRUE;
    return FALSE;
}

static BiLiterals
need_nothing (Parser *parser)
{
    return bi_literals_new_text (parser->chunk, "", 0);
}

/* Up to the ")" of a group. What options are set in it are those of @outer again behind
 * it. */
static BiLiterals
parse_body (Parser *parser, const BiReader *outer, guint *n_alternatives)
{
    BiLiterals need;

    if (++parser->depth > DEEPEST_NEST)
        return fail (parser);
    need = parse_alternatives (parser, n_alternatives);
    parser->depth--;
    if (!accept (parser, ")"))
        parser->reader.failed = TRUE;
    parser->reader.extended = outer->extended;
    parser->reader.extended_more = outer->extended_more;
    return need;
}

static BiLiterals
parse_group (Parser *parser, GroupKind kind)
{
    BiReader outer = parser->reader;
    guint n_alternatives;
    BiLiterals need = parse_body (parser, &outer, &n_alternatives);
    BiLiterals looked;

    if (kind == GROUP_TAKES)
        return need;
    looked = need_nothing (parser);
    if (kind == GROUP_SHUNS)
        bi_literals_clear (&need);
    bi_literals_require (&looked, need);
    return looked;
}

/* Behind "(*". A name alone, "(*:name)", is a mark. */
static BiLiterals
parse_verb (Parser *parser)
{
    gsize length = strcspn (parser->reader.at, ":=) ");
    g_autofree char *verb = g_strdup_printf (" %.*s ", (int) length, parser->reader.at);

    if (length == 0 ? *parser->reader.at != ':' : strstr (VERBS, verb) == NULL)
        return fail (parser);
    bi_reader_skip_past (&parser->reader, ')');
    return need_nothing (parser);
}

/* Behind "(?C": a number or a string. */
static BiLiterals
parse_callout (Parser *parser)
{
    BiReader *reader = &parser->reader;
    char delimiter = *reader->at;

    if (delimiter != '\0' && strchr ("`'\"^%#${", delimiter) != NULL) {
        delimiter = delimiter == '{' ? '}' : delimiter;
        reader->at++;
        /* Twice it stands for itself. */
        while (bi_reader_skip_past (reader, delimiter) && *reader->at == delimiter)
            reader->at++;
    }
    reader->at += strspn (reader->at, "0123456789");
    return accept (parser, ")") ? need_nothing (parser) : fail (parser);
}

/* Reads letters up to ":" or ")" and turns options on, or off behind "-". */
static void
parse_letters (Parser *parser)
{
    BiReader *reader = &parser->reader;
    gboolean on = TRUE;

    if (accept (parser, "^"))
        reader->extended = reader->extended_more = FALSE;
    for (; *reader->at != '\0' && strchr ("-imnsxJU", *reader->at) != NULL;
         reader->at++) {
        if (*reader->at == '-')
            on = FALSE;
        if (*reader->at != 'x')
            continue;
        reader->extended = on;
        reader->extended_more = on && reader->at[1] == 'x';
        reader->at += reader->at[1] == 'x';
    }
}

/* Behind "(?". */
static BiLiterals
parse_options (Parser *parser)
{
    BiReader outer = parser->reader;
    guint n_alternatives;

    parse_letters (parser);
    if (accept (parser, ")"))
        return need_nothing (parser);
    if (!accept (parser, ":"))
        return fail (parser);
    return parse_body (parser, &outer, &n_alternatives);
}

/* At "(", where a condition may be one of the groups that only look. */
static void
parse_assertion (Parser *parser)
{
    BiLiterals condition = unknown;

    if (accept (parser, "(") &&
        (accept_opening (parser, GROUP_LOOKS) || accept_opening (parser, GROUP_SHUNS)))
        condition = parse_group (parser, GROUP_SHUNS);
    else
        parser->reader.failed = TRUE;
    bi_literals_clear (&condition);
}

/* At "(". */
static void
parse_condition (Parser *parser)
{
    BiLiterals callout;

    if (parser->reader.at[1] != '?' && parser->reader.at[1] != '*') {
        bi_reader_skip_past (&parser->reader, ')');
        return;
    }
    if (accept (parser, "(?C")) {
        callout = parse_callout (parser);
        bi_literals_clear (&callout);
        bi_reader_skip_ignored (&parser->reader);
    }
    parse_assertion (parser);
}

/* Behind "(?", at the "(" of the condition. */
static BiLiterals
parse_conditional (Parser *parser)
{
    BiReader outer = parser->reader;
    guint n_alternatives = 0;
    BiLiterals need;

    parse_condition (parser);
    if (parser->reader.failed)
        return unknown;
    need = parse_body (parser, &outer, &n_alternatives);
    if (n_alternatives == 2)
        return need;
    bi_literals_clear (&need);
    return unknown;
}

/* Behind "(?", where a group is called or what another one took is taken again. */
static BiLiterals
parse_call (Parser *parser)
{
    parser->reader.at += strcspn (parser->reader.at, "()");
    return accept (parser, ")") ? unknown : fail (parser);
}

static gboolean
is_call (const char *at)
{
    return g_ascii_isdigit (at[0]) || at[0] == 'R' || at[0] == '&' || at[0] == '+' ||
           (at[0] == '-' && g_ascii_isdigit (at[1])) ||
           (at[0] == 'P' && (at[1] == '>' || at[1] == '='));
}

/* Behind "(?" where it begins no group that is in the table. */
static BiLiterals
parse_special (Parser *parser)
{
    BiReader *reader = &parser->reader;

    if (*reader->at == '(')
        return parse_conditional (parser);
    if (accept (parser, "C"))
        return parse_callout (parser);
    if (is_call (reader->at))
        return parse_call (parser);
    if (accept (parser, "<") || accept (parser, "P<") || accept (parser, "'"))
        return bi_reader_skip_past (reader, reader->at[-1] == '<' ? '>' : '\'')
                   ? parse_group (parser, GROUP_TAKES)
                   : unknown;
    return parse_options (parser);
}

/* At "(". */
static BiLiterals
parse_brackets (Parser *parser)
{
    parser->reader.at++;
    if (*parser->reader.at != '?' && *parser->reader.at != '*')
        return parse_group (parser, GROUP_TAKES);
    for (GroupKind kind = GROUP_TAKES; kind <= GROUP_SHUNS; kind++)
        if (accept_opening (parser, kind))
            return parse_group (parser, kind);
    if (accept (parser, "*"))
        return parse_verb (parser);
    parser->reader.at++;
    return parse_special (parser);
}

static BiLiterals
need_atom (Parser *parser, const BiAtom *atom)
{
    char folded[BI_NEED_LONGEST];
    BiLiterals need = unknown;

    if (atom->kind == BI_ATOM_EMPTY)
        return need_nothing (parser);
    for (guint i = 0; atom->kind == BI_ATOM_ONE_OF && i < atom->n_characters; i++) {
        gsize length = fold_character (atom->characters[i], folded);
        bi_literals_add_exact (&need, parser->chunk, folded, length);
    }
    return need;
}

static void
parse_atom (Parser *parser, BiSequence *sequence)
{
    BiReader *reader = &parser->reader;
    gboolean repeated;
    guint min = 1, max = 1;
    BiAtom atom;

    bi_reader_read_atom (reader, &atom);
    repeated = bi_repeat_read (reader, &min, &max);
    if (!repeated && atom.kind == BI_ATOM_ONE_OF && atom.n_characters == 1) {
        char folded[BI_NEED_LONGEST];
        gsize length = fold_character (atom.characters[0], folded);
        bi_sequence_append_text (sequence, folded, length);
    } else if (repeated || atom.kind != BI_ATOM_EMPTY) {
        bi_sequence_append (sequence, need_atom (parser, &atom), min, max);
    }
}

/* Most of an expression: letters, digits and blanks, as long as no quantifier may follow.
 */
static void
parse_plain (Parser *parser, BiSequence *sequence)
{
    BiReader *reader = &parser->reader;

    while ((g_ascii_isalnum (*reader->at) || *reader->at == ' ') && !reader->quoting &&
           !reader->extended && strchr ("\\(?*+{", reader->at[1]) == NULL) {
        char folded = g_ascii_tolower (*reader->at++);
        bi_sequence_append_text (sequence, &folded, 1);
    }
}

/* Up to the end, or to a "|" or ")" that the caller looks at. */
static BiLiterals
parse_sequence (Parser *parser)
{
    BiReader *reader = &parser->reader;
    BiSequence sequence = {.chunk = parser->chunk};

    while (!reader->failed) {
        parse_plain (parser, &sequence);
        bi_reader_skip_ignored (reader);
        if (*reader->at == '\0')
            break;
        if (reader->quoting || strchr ("|()", *reader->at) == NULL) {
            parse_atom (parser, &sequence);
        } else if (*reader->at == '(') {
            BiLiterals need = parse_brackets (parser);
            guint min = 1, max = 1;
            bi_repeat_read (reader, &min, &max);
            bi_sequence_append (&sequence, need, min, max);
        } else {
            break;
        }
    }
    return bi_sequence_end (&sequence);
}

static BiLiterals
parse_alternatives (Parser *parser, guint *n_alternatives)
{
    BiLiterals need = parse_sequence (parser);

    for (*n_alternatives = 1; !parser->reader.failed && accept (parser, "|");
         ++*n_alternatives)
        bi_literals_or (&need, parse_sequence (parser));
    return need;
}

/* Reads @expression, which is valid UTF-8, as one of PCRE2's for UTF without regard to
 * case. Returns: what it needs of a text folded by bi_required_fold(); nothing is known
 * of a text for an expression that is not understood. Its texts belong to @chunk. */
BiLiterals
bi_expression_find_need (const char *expression, GStringChunk *chunk)
{
    Parser parser = {.reader.at = expression, .chunk = chunk};
    guint n_alternatives;
    BiLiterals need = parse_alternatives (&parser, &n_alternatives);

    if (!parser.reader.failed && *parser.reader.at == '\0')
        return need;
    bi_literals_clear (&need);
    return unknown;
}
