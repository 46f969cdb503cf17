/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/nopost.h"

/* The services of IRC networks that one logs in to, as a nick; the last row, QuakeNet's
 * and Undernet's, needs its server, for a person may be called so. */
#define SERVICE                                                                          \
    "(?:(?:nick|chan|auth|user)serv(?:@\\S+)?"                                           \
    "|q@cserve\\.\\S+|x@channels\\.\\S+|l@lightweight\\.\\S+)"

/* What has a password behind it, and no more words than each of them takes. */
#define LOGIN                                                                            \
    "(?:(?:s?identify|id|auth|login|ghost|recover|release|regain)(?: +\\S+){1,2}"        \
    "|register(?: +#\\S+)?(?: +\\S+)(?: +\\S+@\\S+)?"                                    \
    "|challengeauth(?: +\\S+){2,3}"                                                      \
    "|set +passw(?:or)?d(?: +\\S+){1,2}|newpass(?: +\\S+){1,3}) *\\z"

static const char *const commands[] = {
    "\\A/(?:msg|m|query|notice|quote|raw) +" SERVICE " +" LOGIN,
    "\\A/(?:quote|raw) +(?:privmsg|squery) +" SERVICE " +:?" LOGIN,
    "\\A/(?:ns|cs|(?:nick|chan|auth|user)serv) +" LOGIN,
    "\\A/(?:quote|raw) +(?:pass|oper|authenticate)(?: +\\S+){1,2} *\\z",
    "\\A/oper(?: +\\S+){2} *\\z",
    NULL,
};

static const char *const logins[] = {"\\A" LOGIN, NULL};

static const char *const services[] = {"\\A(?:" SERVICE "|[qxl])\\z", NULL};

/* RFC 4880 */
static const char armour[] =
    "\\A-----BEGIN PGP MESSAGE-----\\s*\\n"
    "(?:(?:Version|Comment|MessageID|Hash|Charset): [^\\n]{0,80}\\n)*+"
    "(?:[a-z0-9+/=]*+\\s*\\n)++-----END PGP MESSAGE-----\\s*\\z";

/* Off-the-Record Messaging, protocol version 3: data, fragments and queries without the
 * words that may follow. */
static const char *const ciphertexts[] = {
    "\\A\\?OTR:[a-z0-9+/=]++\\.\\s*\\z",
    "\\A\\?OTR(?:\\|[0-9a-f]++\\|[0-9a-f]++)?,\\d++,\\d++,[a-z0-9+/=?:.]++,\\s*\\z",
    "\\A\\?OTR(?:\\?|\\??v[0-9x]*\\?)\\s*\\z",
    armour,
    NULL,
};

static gboolean
is_any (const char *text, const char *const *expressions)
{
    for (gsize i = 0; expressions[i] != NULL; i++)
        if (g_regex_match_simple (expressions[i], text, G_REGEX_CASELESS, 0))
            return TRUE;
    return FALSE;
}

gboolean
bi_nopost_is_ciphertext (const char *plain)
{
    return (plain[0] == '?' || plain[0] == '-') && is_any (plain, ciphertexts);
}

/* A command that gives a password to a service, on IRC where the client knows it. */
gboolean
bi_nopost_is_login_command (const char *plain)
{
    return plain[0] == '/' && is_any (plain, commands);
}

/* The same, said to the service itself, on IRC. */
gboolean
bi_nopost_is_login (const char *plain, const char *receiver)
{
    return is_any (receiver, services) && is_any (plain, logins);
}
