/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every kind of draft, held in every way and decided upon in every way. What arrives is
 * compared with what arrives of the same draft without the plugin. */
#include "trial.h"

#include "entry.h"

#include <string.h>

#define FACE       "\xf0\x9f\x98\x80"
#define TEN_FACES  FACE FACE FACE FACE FACE FACE FACE FACE FACE FACE
#define MANY_FACES TEN_FACES TEN_FACES TEN_FACES TEN_FACES TEN_FACES

/* The long one's characters have four bytes and begin at an odd one: no even limit falls
 * between two of them. */
const TrialDraft trial_drafts[TRIAL_N_DRAFTS] = {
    [TRIAL_ONE_LINE] = {"one-line", "", ""},
    [TRIAL_LINES] = {"several-lines", "one<br>", "<br>http://a.example/ three<br>four"},
    [TRIAL_FORMATTED] = {"formatted", "<b>Now</b>: <font color=\"#ff0000\"><i>",
                         "</i></font> &amp; "
                         "&lt;here&gt; &quot;&apos; caf\xc3\xa9 "
                         "<a href=\"http://a.example/?a=1&amp;b=2\">there</a> "
                         "http://b.example/?c=3&amp;d=4"},
    [TRIAL_LONG] = {"over-400-bytes", "", " " MANY_FACES MANY_FACES MANY_FACES},
};

typedef enum { HARMLESS_PASSES, EDIT, POST_ANYWAY, DISCARD } Decision;

/* Who holds: the second ring alone, which asks and edits in a request; the same where the
 * text can be given back to an entry; and the gate of an entry. */
typedef enum { REQUEST, GIVEN_BACK, GATE } Ring;

typedef enum { NOTHING, DISCONNECTED, CLOSED } Meanwhile;

typedef struct {
    const TrialDraft *draft;
    Ring ring;
    Meanwhile meanwhile;
    Decision decision;
} Trial;

typedef struct {
    Far *far;
    const Trial *trial;
    const BiCoreTable *core; /* the gate's */
    PurpleConversation *conv;
    const char *risky;
    const char *edited; /* as markup */
} Course;

/* Returns: (transfer full) */
char *
trial_write (const TrialDraft *draft, const char *phrase)
{
    return g_strconcat (draft->before, phrase, draft->after, NULL);
}

/* ---- without the plugin ---- */

static void
emit (Far *far, Ring ring, PurpleConversation *conv, const char *markup)
{
    if (ring == GATE)
        entry_emit (&far->r, conv, markup);
    else
        rehearsal_send (conv, markup);
}

static char *
plain_of (const char *markup)
{
    char *plain = NULL;

    purple_markup_html_to_xhtml (markup, NULL, &plain);
    return plain;
}

/* The same words, as if typed without formatting. */
static char *
as_typed (const char *markup)
{
    g_autofree char *plain = plain_of (markup);
    g_autofree char *escaped = g_markup_escape_text (plain, -1);
    g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);

    return g_strjoinv ("<br>", lines);
}

/* What should arrive in the end. */
static char *
expect (Far *far, const Trial *trial, const Course *course)
{
    g_autofree char *typed = as_typed (course->edited);
    const char *markup = course->edited;

    if (trial->decision == DISCARD)
        return g_strdup ("");
    if (trial->decision == POST_ANYWAY)
        markup = course->risky;
    else if (trial->decision == EDIT && trial->ring == REQUEST)
        markup = typed;
    emit (far, trial->ring, course->conv, markup);

    char *posts = far_take (far);

    g_assert_cmpstr (posts, !=, "");
    return posts;
}

/* ---- with it ---- */

static void
assert_held (const Course *course)
{
    far_assert_silent (course->far);
    g_assert_cmpuint (rehearsal_n_held (&course->far->r), ==, 1);
    rehearsal_assert_asked (&course->far->r, course->trial->ring == GATE ? 0 : 1);
}

static gboolean
enter (const Course *course, const char *markup)
{
    return entry_enter (&course->far->r, course->core, course->conv, markup);
}

static void
hold (const Course *course)
{
    if (course->trial->ring == GATE)
        g_assert_false (enter (course, course->risky));
    else
        rehearsal_send (course->conv, course->risky);
    assert_held (course);
}

/* What is confirmed while it cannot leave is held on, and does not leave by itself. */
static void
post_in_vain (const Course *course)
{
    if (course->trial->ring == GATE) {
        course->core->confirm (course->conv);
        g_assert_false (enter (course, course->risky));
    } else {
        g_assert_true (headless_press (course->far->r.h, "Post anyway"));
    }
    assert_held (course);
}

/* The entry is empty when its conversation opens again: its draft is put back. */
static void
take_up (const Course *course)
{
    g_autofree char *markup = NULL;

    if (course->trial->ring != GATE)
        return;
    markup = course->core->recall (course->conv);
    g_assert_cmpstr (markup, ==, course->risky);
    g_assert_false (enter (course, markup));
}

static void
interrupt (Course *course)
{
    switch (course->trial->meanwhile) {
    case DISCONNECTED:
        far_disconnect (course->far);
        if (course->trial->decision == POST_ANYWAY)
            post_in_vain (course);
        course->conv = far_reconnect (course->far);
        break;
    case CLOSED:
        course->conv = far_close_and_open (course->far, course->conv);
        take_up (course);
        break;
    default: return;
    }
    assert_held (course);
}

static void
decide_at_gate (const Course *course)
{
    const BiCoreTable *core = course->core;

    switch (course->trial->decision) {
    case EDIT:
        core->resume (course->conv);
        g_assert_true (enter (course, course->edited));
        break;
    case POST_ANYWAY:
        core->confirm (course->conv);
        g_assert_true (enter (course, course->risky));
        break;
    default: core->discard (course->conv);
    }
}

static void
edit (const Course *course)
{
    Headless *h = course->far->r.h;
    g_autofree char *plain = plain_of (course->edited);

    g_assert_true (headless_press (h, "Edit"));
    if (course->trial->ring == REQUEST) {
        g_assert_true (headless_answer (h, plain));
        return;
    }
    g_assert_nonnull (strstr (headless_confirm_text (h), RISKY));
    far_assert_silent (course->far);
    rehearsal_send (course->conv, course->edited);
}

static void
decide (const Course *course)
{
    static const char *const labels[] = {
        [POST_ANYWAY] = "Post anyway", [DISCARD] = "Discard"};

    if (course->trial->ring == GATE)
        decide_at_gate (course);
    else if (course->trial->decision == EDIT)
        edit (course);
    else
        g_assert_true (
            headless_press (course->far->r.h, labels[course->trial->decision]));
}

static void
send_harmless (const Course *course)
{
    if (course->trial->ring == GATE)
        g_assert_true (enter (course, course->edited));
    else
        rehearsal_send (course->conv, course->edited);
}

static void
run (Far *far, gconstpointer data)
{
    const Trial *trial = data;
    g_autofree char *risky = trial_write (trial->draft, RISKY);
    g_autofree char *edited = trial_write (trial->draft, HARMLESS);
    Course course = {far, trial, NULL, far_open (far), risky, edited};
    g_autofree char *expected = expect (far, trial, &course);

    rehearsal_load (&far->r);
    if (trial->ring == GATE)
        course.core = entry_attach (BI_UI_VERSION);
    headless_take_confirm (far->r.h, trial->ring == GIVEN_BACK);
    if (trial->decision == HARMLESS_PASSES) {
        send_harmless (&course);
    } else {
        hold (&course);
        interrupt (&course);
        decide (&course);
    }
    far_assert_arrived (far, expected);
    entry_assert_nothing_held (&far->r);
    entry_assert_guarded (&far->r, course.conv);
}

/* ---- the table ---- */

static const char *const rings[] = {
    [REQUEST] = "asked", [GIVEN_BACK] = "given-back", [GATE] = "gated"};
static const char *const whiles[] = {
    [NOTHING] = "", [DISCONNECTED] = "-while-disconnected", [CLOSED] = "-while-closed"};
static const char *const decisions[] = {[HARMLESS_PASSES] = "harmless-passes",
                                        [EDIT] = "edited-arrives-so",
                                        [POST_ANYWAY] = "confirmed-arrives-once",
                                        [DISCARD] = "discarded-never-arrives"};

/* A harmless draft is not held, only an edited one is given back, and the drafts that
 * need most care to be put back are those that are interrupted. */
static gboolean
exists (const Trial *trial)
{
    gboolean careful = trial->draft == &trial_drafts[TRIAL_LINES] ||
                       trial->draft == &trial_drafts[TRIAL_FORMATTED];

    if (trial->meanwhile != NOTHING && (trial->decision == HARMLESS_PASSES || !careful))
        return FALSE;
    return trial->decision == EDIT || trial->ring != GIVEN_BACK;
}

static void
add (Far *far, const Trial *trial)
{
    g_autofree char *path =
        g_strdup_printf ("%s/%s%s/%s", trial->draft->name, rings[trial->ring],
                         whiles[trial->meanwhile], decisions[trial->decision]);

    for (int room = 0; room <= 1; room++)
        far_add (far, path, room, run, g_memdup2 (trial, sizeof *trial));
}

void
trial_add_all (Far *far)
{
    Trial trial;

    for (gsize i = 0; i < TRIAL_N_DRAFTS; i++)
        for (trial.ring = REQUEST; trial.ring <= GATE; trial.ring++)
            for (trial.meanwhile = NOTHING; trial.meanwhile <= CLOSED; trial.meanwhile++)
                for (trial.decision = HARMLESS_PASSES; trial.decision <= DISCARD;
                     trial.decision++) {
                    trial.draft = &trial_drafts[i];
                    if (exists (&trial))
                        add (far, &trial);
                }
}
