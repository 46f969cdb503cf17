/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is sent in one turn of the main loop is one draft. */
#include "rehearsal.h"

/* "first" leaves, the risky one is held and what follows in this turn waits behind it. */
static PurpleConversation *
hold_turn (Rehearsal *r)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, "first");
    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "third");
    rehearsal_assert_posts (r, "first", NULL);
    rehearsal_assert_lines (r, RISKY "|third");
    rehearsal_assert_asked (r, 1);
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_journal (r, "held");
    return conv;
}

static void
test_turn_confirmed (Rehearsal *r, gconstpointer data)
{
    hold_turn (r);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, "third", NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_turn_discarded (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = hold_turn (r);

    g_assert_true (headless_press (r->h, "Discard"));
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, NULL);
    rehearsal_send (conv, "fourth");
    rehearsal_assert_posts (r, "fourth", NULL);
}

static void
test_turn_edited (Rehearsal *r, gconstpointer data)
{
    headless_take_confirm (r->h, TRUE);
    hold_turn (r);
    g_assert_true (headless_press (r->h, "Edit"));
    g_assert_cmpstr (headless_confirm_text (r->h), ==, RISKY "<br>third");
}

/* What follows in the same turn may be the bound that the first line lacked. */
static void
test_turn_is_one_draft (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_open (r);

    rehearsal_send (conv, RISKY);
    rehearsal_send (conv, "about our opening hours");
    rehearsal_assert_posts (r, NULL);
    rehearsal_assert_asked (r, 0);
    rehearsal_assert_posts (r, RISKY, "about our opening hours", NULL);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 0);
}

static void
test_later_turn (Rehearsal *r, gconstpointer data)
{
    PurpleConversation *conv = rehearsal_hold (r, RISKY);

    rehearsal_send (conv, HARMLESS);
    rehearsal_assert_posts (r, HARMLESS, NULL);
    rehearsal_send (conv, "BUY NOW");
    rehearsal_assert_asked (r, 2);
    g_assert_cmpuint (rehearsal_n_held (r), ==, 2);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, "BUY NOW", NULL);
    rehearsal_assert_lines (r, RISKY);
    g_assert_true (headless_press (r->h, "Post anyway"));
    rehearsal_assert_posts (r, RISKY, NULL);
}

static const RehearsalCase tests[] = {
    {"lines-of-one-turn-are-posted-in-order", test_turn_confirmed, REHEARSAL_EVERYWHERE},
    {"a-later-turn-is-a-question-of-its-own", test_later_turn, REHEARSAL_EVERYWHERE},
    {"lines-of-one-turn-are-discarded-together", test_turn_discarded,
     REHEARSAL_EVERYWHERE},
    {"lines-of-one-turn-are-given-back-as-one-text", test_turn_edited,
     REHEARSAL_EVERYWHERE},
    {"lines-of-one-turn-are-judged-as-one-draft", test_turn_is_one_draft,
     REHEARSAL_EVERYWHERE},
};

int
main (int argc, char **argv)
{
    return rehearsal_run (argc, argv, "turn", tests, G_N_ELEMENTS (tests));
}
