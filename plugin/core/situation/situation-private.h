/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/day.h"
#include "badidea/sections.h"
#include "badidea/situation.h"
#include "badidea/switches.h"

/* Bits, so that a key can belong to several. */
typedef enum {
    BI_FACT_BRAND = 1 << 0,
    BI_FACT_CRISIS = 1 << 1,
    BI_FACT_SWITCH = 1 << 2 /* a crisis, in a file of switches */
} BiFactKind;

/* What one section says. */
typedef struct {
    BiFactKind kind;
    char *id; /* of a crisis, without "crisis." */
    BiPlace place;
    guint layer;
    GPtrArray *names;     /* NULL-terminated, aliases too */
    GPtrArray *contacts;  /* NULL-terminated */
    GPtrArray *countries; /* NULL-terminated */
    char *title;
    GPtrArray *words; /* BiPattern */
    BiDay from, until, review;
    BiPlace until_place, review_place;
    BiSwitch state;
} BiFact;

BiFact *bi_fact_new (const BiSection *section, GPtrArray *problems);
void bi_fact_free (BiFact *fact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BiFact, bi_fact_free)
