#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs each fuzz target once over its seeds, the rules and the other targets' seeds, so that the
# targets cannot rot.
set -u
cd "$(dirname "$0")/../.." || exit 1

number=0
for target in tests/fuzz/fuzz-*.c; do
    name=$(basename "$target" .c)
    number=$((number + 1))
    if output=$("${BADIDEA_FUZZERS:-build/tests/fuzz}/$name" rules rules/precedents rules/calendar tests/fuzz/seeds 2>&1); then
        echo "ok $number - $name runs over its seeds"
    else
        echo "not ok $number - $name runs over its seeds"
        printf '%s\n' "$output" | tail -n 30 | sed 's/^/# /'
    fi
done
echo "1..$number"
