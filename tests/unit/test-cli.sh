#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs the command on every case in tests/goldens and compares what comes out. Prints TAP.
#
#   tests/goldens/CASE/cmd      shell, run in a copy of the case; its first line names the test
#                     stdout    what it must print; not there when that is nothing
#                     stderr    likewise
#                     exit      its exit status; not there when that is 0
#                     ...       whatever the case reads
#
# "tell COMMAND..." in a cmd shows the command, its output and its exit status on stdout; a cmd
# that exits with 77 is skipped, for the reason on its standard error.
# BADIDEA names the command under test. UPDATE=1 writes the expected files anew: read the
# difference before you commit it.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0
failures=0

tell () {
    echo "\$ $*"
    "$@" 2>&1
    echo "exit $?"
    echo
}
export -f tell

# Nothing of whoever runs this gets in: no home, no locale, no time zone.
run_case () {
    (
        cd "$1" || exit 1
        env -u XDG_CONFIG_HOME HOME="$1/home" XDG_DATA_HOME="$1/home/.local/share" LC_ALL=C \
            TZ=UTC PATH="$scratch/bin:$PATH" bash cmd </dev/null
    ) >"$2/stdout" 2>"$2/stderr"
    echo $? >"$2/exit"
}

# What is nothing has no file.
tidy () {
    [ -s "$1/stdout" ] || rm -f "$1/stdout"
    [ -s "$1/stderr" ] || rm -f "$1/stderr"
    [ "$(cat "$1/exit")" != 0 ] || rm -f "$1/exit"
}

compare () {
    local file
    for file in stdout stderr exit; do
        touch "$2/$file"
        if [ -e "$1/$file" ]; then
            diff -u --label "$file, expected" --label "$file" "$1/$file" "$2/$file"
        else
            diff -u --label "no $file expected" --label "$file" /dev/null "$2/$file"
        fi
    done
}

report () {
    number=$((number + 1))
    echo "$1 $number - $2"
    [ "$1" = ok ] || failures=$((failures + 1))
}

try () {
    local folder=$1 name difference
    local work=$scratch/case got=$scratch/got
    name=$(sed -n '1s/^# //p' "$folder/cmd")
    rm -rf "$work" "$got"
    mkdir "$got"
    cp -R "$folder" "$work"
    rm -f "$work"/{stdout,stderr,exit}
    run_case "$work" "$got"
    if [ "$(cat "$got/exit")" = 77 ]; then
        report ok "$name # SKIP $(tail -n 1 "$got/stderr")"
        return
    fi
    tidy "$got"
    if [ "${UPDATE:-0}" = 1 ]; then
        rm -f "$folder"/{stdout,stderr,exit}
        cp "$got"/* "$folder/" 2>/dev/null
        report ok "$name # written anew"
        return
    fi
    difference=$(compare "$folder" "$got")
    if [ -z "$difference" ]; then
        report ok "$name"
    else
        report "not ok" "$name"
        echo "# ${difference//$'\n'/$'\n'# }"
    fi
}

if [ ! -x "$badidea" ]; then
    echo "Bail out! $badidea is not there; build it or set BADIDEA"
    exit 1
fi
mkdir "$scratch/bin"
ln -s "$badidea" "$scratch/bin/badidea"
for cmd in "$top"/tests/goldens/*/cmd; do
    if [ -e "$cmd" ]; then
        try "$(dirname "$cmd")"
    fi
done
[ "$number" -gt 0 ] || report "not ok" "there are cases in tests/goldens"
echo "1..$number"
[ "$failures" = 0 ]
