/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rule-private.h"

/* While a section is read as a rule. */
typedef struct {
    BiRule *rule;
    const BiRuleContext *context;
    GPtrArray *problems;
    GHashTable *seen;  /* keys as written, with their language -> BiEntry, the last */
    GHashTable *ranks; /* by key: how well the text that is there suits the reader */
} BiRuleReader;

/* One key of a rule: a row of the table in rulekeys.c. */
typedef struct _BiRuleKey BiRuleKey;
struct _BiRuleKey {
    const char *name;
    void (*read) (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
    guint kinds;    /* in which kinds of rule it may stand, */
    guint required; /* where it has to, */
    guint advised;  /* and where it had better */
    gboolean repeatable;
    gboolean translatable;
    gsize field; /* where a text or a day goes */
    int option;  /* what a reader makes of it */
    const char *advice;
};

/* Each reads the value of a key into the rule, and reports what is wrong with it. */
void bi_rule_read_text (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_level (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void bi_rule_read_crisis_level (BiRuleReader *reader, const BiRuleKey *key,
                                const BiEntry *entry);
void
bi_rule_read_aspect (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_boolean (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_views (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_scope (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_valid (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_points (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void bi_rule_read_day (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void bi_rule_read_line (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_phrase (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void bi_rule_read_expression (BiRuleReader *reader, const BiRuleKey *key,
                              const BiEntry *entry);
void bi_rule_read_when (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_learned (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
void
bi_rule_read_needs (BiRuleReader *reader, const BiRuleKey *key, const BiEntry *entry);
