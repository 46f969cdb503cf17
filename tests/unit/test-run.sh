#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What tests/run makes of programs that fail, stop or skip. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0

# counts SUM PRINTED NAME: of a program that prints PRINTED, and then ends with status 0.
counts () {
    local sum
    number=$((number + 1))
    printf 'printf "%s"\n' "$2" >"$scratch/program.sh"
    "$top/tests/run" -l "$scratch/log" "$scratch/program.sh" >"$scratch/output" 2>&1
    sum=$(tail -n 1 "$scratch/output")
    [ "$sum" = "$1" ] || echo -n "not "
    echo "ok $number - $3"
    [ "$sum" = "$1" ] || sed 's/^/# /' "$scratch/output"
}

unset CI
counts "2 passed, 0 failed, 0 skipped" 'ok 1 - a\nok 2 - b\n1..2\n' "what passed is counted"
counts "1 passed, 1 failed, 0 skipped" '1..2\nok 1 - a\nnot ok 2 - b\n' "what failed is counted"
counts "1 passed, 1 failed, 0 skipped" '1..5\nok 1 - a\n' "a program that stops before its plan is done has failed"
counts "1 passed, 1 failed, 0 skipped" 'ok 1 - a\n' "a program without a plan has failed"
counts "0 passed, 1 failed, 0 skipped" '' "a program that tests nothing has failed"
counts "0 passed, 0 failed, 1 skipped" '1..1\nok 1 - a # SKIP not here: b\n' "a skipped test is counted"
counts "0 passed, 0 failed, 1 skipped" '1..0 # SKIP not here: b\n' "a skipped program is counted"
CI=true counts "0 passed, 1 failed, 1 skipped" '1..0 # SKIP not here: b\n' "where CI is set it has failed"
echo "1..$number"
