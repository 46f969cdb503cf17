/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/day.h"
#include "badidea/needs.h"
#include "badidea/rule.h"
#include "badidea/scope.h"
#include "badidea/validator.h"
#include "badidea/when.h"

/* Any of those that match must be there, all of those required, none of those excluded.
 */
typedef enum { BI_ROLE_MATCH, BI_ROLE_ALSO, BI_ROLE_UNLESS } BiRole;

typedef struct {
    BiRole role;
    const char *key; /* as the file has it; static */
    BiPattern *pattern;
    char *source;
    BiPlace place;
    BiEntry *entry;
} BiCondition;

/* A value of a repeatable key. */
typedef struct {
    char *text;
    BiPlace place;
    gboolean fires; /* of an example: a hit, not a miss */
} BiLine;

typedef struct {
    BiWhen *when;
    BiPlace place;
} BiRuleWhen;

typedef struct {
    BiNeeds *needs;
    BiEntry *entry;
} BiRuleNeeds;

/* How much a draft has to be like the examples of a signal. */
typedef struct {
    char *signal;
    double least;
    char *source;
    BiPlace place;
} BiRuleLearned;

struct _BiRule {
    char *id;
    BiPlace place;
    BiRuleKind kind;
    BiLevel level;
    BiLevel crisis_level;
    char *title;
    char *aspect;
    char *why;
    char *instead;
    char *because;
    char *owner;
    char *see;
    char *tags;
    BiDay added;
    BiDay review_by;
    BiDay until; /* of a rule that silences: the last day, or 0 */
    gboolean locked;
    gboolean secret;
    guint views; /* bits of BiViewKind */
    BiScope within;
    BiScope unless_within;
    BiValidator valid; /* (nullable) */
    BiPlace valid_place;
    guint points;
    GPtrArray *translated; /* keys of texts in some language: "title[de]" */
    GArray *likes;         /* BiLine */
    GArray *conditions;    /* BiCondition */
    GArray *learned;       /* BiRuleLearned */
    GArray *whens;         /* BiRuleWhen */
    GArray *needs;         /* BiRuleNeeds */
    GArray *examples;      /* BiLine */
};

BiRule *bi_rule_alloc (const BiSection *section);
