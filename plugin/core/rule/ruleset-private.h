/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "badidea/ruleset.h"
#include "snapshot.h"

struct _BiRuleset {
    gatomicrefcount references;
    BiSituation *situation;
    BiClasses *classes;
    BiWords *words;
    GPtrArray *weights; /* BiWeights, the lowest layer first: each adds to those below */
    GHashTable *precedents; /* id -> BiPrecedent */
    GPtrArray *rules;       /* in force, in the order of the files */
    GPtrArray *silences;    /* BiRule: those that take one of their id out of force */
    GPtrArray *ids;         /* of the rules, NULL-terminated */
    GPtrArray *problems;
    BiSnapshot *snapshot;   /* (nullable) what it was read from */
    gboolean lacks_weights; /* a file of them is damaged */
    guint n_files;
};

BiRuleset *bi_ruleset_new (void);
BiRule *bi_ruleset_find_silence (const BiRuleset *ruleset, const char *id);
BiRuleset *bi_ruleset_build (const BiSnapshot *snapshot, const char *const *languages);
