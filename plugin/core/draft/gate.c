/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "badidea/gate.h"

#define PASS BI_VERDICT_PASS
#define HOLD BI_VERDICT_HOLD
#define NONE BI_VERDICT_NONE

typedef struct {
    BiGateState next;
    BiVerdict verdict;
} Step;

/* Only a clean or a confirmed draft passes, only a held one can be confirmed, and what
 * was confirmed passes once: the next Enter holds again. */
static const Step steps[BI_GATE_N_STATES][BI_N_EVENTS] = {
    [BI_GATE_BLIND] =
        {
            [BI_EVENT_CLEAN] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_FLAGGED] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_BLIND] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_SEND] = {BI_GATE_HELD, HOLD},
            [BI_EVENT_CONFIRM] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_RESUME] = {BI_GATE_BLIND, NONE},
        },
    [BI_GATE_CLEAN] =
        {
            [BI_EVENT_CLEAN] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_FLAGGED] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_BLIND] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_SEND] = {BI_GATE_CLEAN, PASS},
            [BI_EVENT_CONFIRM] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_RESUME] = {BI_GATE_CLEAN, NONE},
        },
    [BI_GATE_FLAGGED] =
        {
            [BI_EVENT_CLEAN] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_FLAGGED] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_BLIND] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_SEND] = {BI_GATE_HELD, HOLD},
            [BI_EVENT_CONFIRM] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_RESUME] = {BI_GATE_FLAGGED, NONE},
        },
    [BI_GATE_HELD] =
        {
            [BI_EVENT_CLEAN] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_FLAGGED] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_BLIND] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_SEND] = {BI_GATE_HELD, HOLD},
            [BI_EVENT_CONFIRM] = {BI_GATE_CONFIRMED, NONE},
            [BI_EVENT_RESUME] = {BI_GATE_FLAGGED, NONE},
        },
    [BI_GATE_CONFIRMED] =
        {
            [BI_EVENT_CLEAN] = {BI_GATE_CLEAN, NONE},
            [BI_EVENT_FLAGGED] = {BI_GATE_FLAGGED, NONE},
            [BI_EVENT_BLIND] = {BI_GATE_BLIND, NONE},
            [BI_EVENT_SEND] = {BI_GATE_FLAGGED, PASS},
            [BI_EVENT_CONFIRM] = {BI_GATE_CONFIRMED, NONE},
            [BI_EVENT_RESUME] = {BI_GATE_FLAGGED, NONE},
        },
};

BiVerdict
bi_gate_step (BiGateState *state, BiGateEvent event)
{
    Step step = steps[*state][event];

    *state = step.next;
    return step.verdict;
}
