/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/gate.h"

typedef struct {
    const char *name;
    BiGateState state;
    BiGateEvent event;
    BiGateState next;
    BiVerdict verdict;
} Case;

#define CASE(state, event, next, verdict, name)                                          \
    {                                                                                    \
        name, BI_GATE_##state, BI_EVENT_##event, BI_GATE_##next, BI_VERDICT_##verdict    \
    }

static const Case cases[] = {
    CASE (BLIND, CLEAN, CLEAN, NONE, "blind sees a clean text"),
    CASE (BLIND, FLAGGED, FLAGGED, NONE, "blind sees a risky text"),
    CASE (BLIND, BLIND, BLIND, NONE, "blind stays blind"),
    CASE (BLIND, SEND, HELD, HOLD, "blind holds"),
    CASE (BLIND, CONFIRM, BLIND, NONE, "blind cannot be confirmed before it was held"),
    CASE (BLIND, RESUME, BLIND, NONE, "blind has nothing to resume"),
    CASE (CLEAN, CLEAN, CLEAN, NONE, "clean stays clean"),
    CASE (CLEAN, FLAGGED, FLAGGED, NONE, "clean becomes risky"),
    CASE (CLEAN, BLIND, BLIND, NONE, "clean loses its rules"),
    CASE (CLEAN, SEND, CLEAN, PASS, "clean passes"),
    CASE (CLEAN, CONFIRM, CLEAN, NONE, "clean needs no confirmation"),
    CASE (CLEAN, RESUME, CLEAN, NONE, "clean has nothing to resume"),
    CASE (FLAGGED, CLEAN, CLEAN, NONE, "risky becomes clean"),
    CASE (FLAGGED, FLAGGED, FLAGGED, NONE, "risky stays risky"),
    CASE (FLAGGED, BLIND, BLIND, NONE, "risky loses its rules"),
    CASE (FLAGGED, SEND, HELD, HOLD, "risky is held"),
    CASE (FLAGGED, CONFIRM, FLAGGED, NONE,
          "risky cannot be confirmed before it was held"),
    CASE (FLAGGED, RESUME, FLAGGED, NONE, "risky has nothing to resume"),
    CASE (HELD, CLEAN, CLEAN, NONE, "held becomes clean by an edit"),
    CASE (HELD, FLAGGED, FLAGGED, NONE, "held becomes another risky text by an edit"),
    CASE (HELD, BLIND, BLIND, NONE, "held loses its rules"),
    CASE (HELD, SEND, HELD, HOLD, "held is held again by a second Enter"),
    CASE (HELD, CONFIRM, CONFIRMED, NONE, "held is confirmed"),
    CASE (HELD, RESUME, FLAGGED, NONE, "held is resumed"),
    CASE (CONFIRMED, CLEAN, CLEAN, NONE, "confirmed becomes clean by an edit"),
    CASE (CONFIRMED, FLAGGED, FLAGGED, NONE, "confirmed is taken back by an edit"),
    CASE (CONFIRMED, BLIND, BLIND, NONE, "confirmed loses its rules"),
    CASE (CONFIRMED, SEND, FLAGGED, PASS, "confirmed passes once"),
    CASE (CONFIRMED, CONFIRM, CONFIRMED, NONE, "confirmed twice is confirmed once"),
    CASE (CONFIRMED, RESUME, FLAGGED, NONE, "confirmed is taken back by the writer"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (cases) == BI_GATE_N_STATES * BI_N_EVENTS);

static void
test_case (gconstpointer data)
{
    const Case *c = data;
    BiGateState state = c->state;

    g_assert_cmpint (bi_gate_step (&state, c->event), ==, c->verdict);
    g_assert_cmpint (state, ==, c->next);
}

/* Each state meets each event in just one case. */
static void
test_all_cases (void)
{
    gboolean seen[BI_GATE_N_STATES][BI_N_EVENTS] = {{FALSE}};

    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_assert_false (seen[cases[i].state][cases[i].event]);
        seen[cases[i].state][cases[i].event] = TRUE;
    }
}

/* What the writer and the rules have said, without the gate's states. */
typedef struct {
    gboolean is_clean;     /* so said the last check */
    gboolean is_waiting;   /* held since, and not yet decided */
    gboolean is_confirmed; /* and not yet used */
} Story;

static BiVerdict
expect (Story *story, BiGateEvent event)
{
    BiVerdict verdict = BI_VERDICT_NONE;

    switch (event) {
    case BI_EVENT_CLEAN:
    case BI_EVENT_FLAGGED:
    case BI_EVENT_BLIND: *story = (Story){event == BI_EVENT_CLEAN, FALSE, FALSE}; break;
    case BI_EVENT_SEND:
        verdict =
            story->is_clean || story->is_confirmed ? BI_VERDICT_PASS : BI_VERDICT_HOLD;
        story->is_confirmed = FALSE;
        story->is_waiting = verdict == BI_VERDICT_HOLD;
        break;
    case BI_EVENT_CONFIRM:
        story->is_confirmed |= story->is_waiting;
        story->is_waiting = FALSE;
        break;
    case BI_EVENT_RESUME: story->is_waiting = story->is_confirmed = FALSE; break;
    case BI_N_EVENTS: g_assert_not_reached ();
    }
    return verdict;
}

static void
test_any_events (void)
{
    for (guint i = 0; i < 500; i++) {
        BiGateState state = BI_GATE_BLIND;
        Story story = {FALSE, FALSE, FALSE};
        guint n_confirmed = 0, n_passed = 0;

        for (guint j = 0; j < 200; j++) {
            BiGateState before = state;
            BiGateEvent event = g_test_rand_int_range (0, BI_N_EVENTS);
            BiVerdict verdict = bi_gate_step (&state, event);

            g_assert_cmpint (verdict, ==, expect (&story, event));
            n_confirmed += before == BI_GATE_HELD && event == BI_EVENT_CONFIRM;
            n_passed += verdict == BI_VERDICT_PASS && before != BI_GATE_CLEAN;
            g_assert_cmpuint (n_passed, <=, n_confirmed);
            g_assert_true ((event == BI_EVENT_SEND) == (verdict != BI_VERDICT_NONE));
        }
    }
}

int
main (int argc, char *argv[])
{
    g_test_init (&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        g_autofree char *path = g_strdup_printf ("/gate/%s", cases[i].name);

        g_test_add_data_func (g_strdelimit (path, " ", '-'), &cases[i], test_case);
    }
    g_test_add_func ("/gate/each-state-meets-each-event", test_all_cases);
    g_test_add_func ("/gate/only-clean-or-once-confirmed-passes-whatever-happens",
                     test_any_events);
    return g_test_run ();
}
