/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/needs.h"

#include <string.h>

typedef struct {
    char *source; /* as it is written, without "not" */
    gsize offset; /* of that in the value */
    char *name;
    gboolean prefix; /* it ended with "*" */
    gboolean not ;
} Term;

struct _BiNeeds {
    guint total;
    gboolean points; /* add up points, do not count rules */
    GArray *terms;
};

static void
term_clear (gpointer data)
{
    Term *term = data;
    g_free (term->source);
    g_free (term->name);
}

static gboolean
names (const Term *term, const char *id)
{
    return term->prefix ? g_str_has_prefix (id, term->name)
                        : strcmp (id, term->name) == 0;
}

static gboolean
is_name (const char *name)
{
    return name[0] != '\0' &&
           strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen (name);
}

static gboolean
skip_word (const char **at, const char *word)
{
    gsize length = strlen (word);

    if (!g_str_has_prefix (*at, word) || !g_ascii_isspace ((*at)[length]))
        return FALSE;
    *at += length;
    while (g_ascii_isspace (**at))
        (*at)++;
    return TRUE;
}

static gboolean
read_term (BiNeeds *needs, const char *value, gsize offset, gsize length)
{
    g_autofree char *copy = g_strchomp (g_strndup (value + offset, length));
    const char *at = copy;
    Term term = {0};

    term.not = skip_word (&at, "not");
    term.offset = offset + (at - copy);
    term.prefix = g_str_has_suffix (at, "*");
    term.source = g_strdup (at);
    term.name = g_strndup (at, strlen (at) - term.prefix);
    g_array_append_val (needs->terms, term);
    return is_name (term.name);
}

/* Returns: (transfer full) (nullable): NULL with @error, and the byte of @value where it
 * stands in @offset. */
BiNeeds *
bi_needs_new (const char *value, gsize *offset, GError **error)
{
    g_autoptr (BiNeeds) needs = g_new0 (BiNeeds, 1);
    const char *at = value;
    char *rest = (char *) value;

    needs->terms = g_array_new (FALSE, FALSE, sizeof (Term));
    g_array_set_clear_func (needs->terms, term_clear);
    if (g_ascii_isdigit (*at)) /* no sign */
        needs->total = MIN (g_ascii_strtoull (at, &rest, 10), G_MAXINT);
    *offset = 0;
    at = rest;
    while (g_ascii_isspace (*at))
        at++;
    needs->points = skip_word (&at, "points") || skip_word (&at, "point");
    if (rest == value || needs->total == 0 || !skip_word (&at, "of")) {
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "a total reads \"3 of a, b, not c\" or \"4 points of a, b\"; begin with a "
            "number and \"of\"");
        return NULL;
    }
    for (const char *comma; at != NULL; at = comma != NULL ? comma + 1 : NULL) {
        while (g_ascii_isspace (*at))
            at++;
        comma = strchr (at, ',');
        *offset = at - value;
        if (read_term (needs, value, *offset,
                       comma != NULL ? (gsize) (comma - at) : strlen (at)))
            continue;
        g_set_error (
            error, BI_PATTERN_ERROR, 0,
            "this is no rule's name; write names like open-ask.verb, or open-ask.* "
            "for all that begin so, with commas between");
        return NULL;
    }
    return g_steal_pointer (&needs);
}

void
bi_needs_free (BiNeeds *needs)
{
    if (needs == NULL)
        return;
    g_array_unref (needs->terms);
    g_free (needs);
}

/* Whether the rule @id has to be run before this can be known. */
gboolean
bi_needs_names (const BiNeeds *needs, const char *id)
{
    for (guint i = 0; i < needs->terms->len; i++)
        if (names (&g_array_index (needs->terms, Term, i), id))
            return TRUE;
    return FALSE;
}

/* A name that none of @ids has. Returns: (nullable): NULL, or the name, and its byte of
 * the value in @offset. */
const char *
bi_needs_find_unknown (const BiNeeds *needs, const char *const *ids, gsize *offset)
{
    for (guint i = 0; i < needs->terms->len; i++) {
        const Term *term = &g_array_index (needs->terms, Term, i);
        gboolean known = FALSE;
        for (gsize j = 0; ids[j] != NULL && !known; j++)
            known = names (term, ids[j]);
        if (!known) {
            *offset = term->offset;
            return term->source;
        }
    }
    return NULL;
}

/* The last term that names a rule decides how it counts: 1, 0, or -1 for "not". */
static int
sign_of (const BiNeeds *needs, const char *id)
{
    for (guint i = needs->terms->len; i > 0; i--) {
        const Term *term = &g_array_index (needs->terms, Term, i - 1);
        if (names (term, id))
            return term->not ? -1 : 1;
    }
    return 0;
}

/* Whether that rule must not have fired. */
gboolean
bi_needs_forbids (const BiNeeds *needs, const char *id)
{
    return sign_of (needs, id) < 0;
}

/* How many have to fire or, with @points, how many points they have to have together. */
guint
bi_needs_get_total (const BiNeeds *needs, gboolean *points)
{
    *points = needs->points;
    return needs->total;
}

/* Whether the total is reached, asking @ask about each of @ids. Those that counted are
 * added to
 * @counted (element-type utf8, borrowed). A rule that gave up may have fired or not: the
 * answer is then BI_MATCH_GAVE_UP where it makes the difference. */
BiMatch
bi_needs_reached (const BiNeeds *needs, const char *const *ids, BiNeedsFunc ask,
                  gpointer data, GPtrArray *counted)
{
    guint64 sure = 0;
    guint64 perhaps = 0;
    gboolean doubtful = FALSE;
    gboolean forbidden = FALSE;

    for (gsize i = 0; ids[i] != NULL; i++) {
        int sign = sign_of (needs, ids[i]);
        guint points = 1;
        BiMatch match = sign != 0 ? ask (i, &points, data) : BI_MATCH_NO;

        forbidden |= sign < 0 && match == BI_MATCH_YES;
        doubtful |= sign < 0 && match == BI_MATCH_GAVE_UP;
        if (sign <= 0 || match == BI_MATCH_NO)
            continue;
        points = needs->points ? points : 1;
        sure += match == BI_MATCH_YES ? points : 0;
        perhaps += points;
        if (match == BI_MATCH_YES)
            g_ptr_array_add (counted, (gpointer) ids[i]);
    }
    if (forbidden || perhaps < needs->total)
        return BI_MATCH_NO;
    return sure >= needs->total && !doubtful ? BI_MATCH_YES : BI_MATCH_GAVE_UP;
}
