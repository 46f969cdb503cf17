/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* May it go out? A table of states and events, nothing else. */
typedef enum {
    BI_GATE_BLIND,     /* no usable rules: nothing could be checked */
    BI_GATE_CLEAN,     /* checked, nothing to say */
    BI_GATE_FLAGGED,   /* checked, something to say, not yet sent */
    BI_GATE_HELD,      /* was to be sent and waits for its writer */
    BI_GATE_CONFIRMED, /* its writer said: post anyway */
    BI_GATE_N_STATES
} BiGateState;

typedef enum {
    BI_EVENT_CLEAN,   /* a check of new text, or under new rules, says nothing */
    BI_EVENT_FLAGGED, /* ... says something */
    BI_EVENT_BLIND,   /* ... could not be made */
    BI_EVENT_SEND,    /* the text is about to leave */
    BI_EVENT_CONFIRM, /* post anyway */
    BI_EVENT_RESUME,  /* edit */
    BI_N_EVENTS
} BiGateEvent;

typedef enum { BI_VERDICT_NONE, BI_VERDICT_PASS, BI_VERDICT_HOLD } BiVerdict;

BiVerdict bi_gate_step (BiGateState *state, BiGateEvent event);
