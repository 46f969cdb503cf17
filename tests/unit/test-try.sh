#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# "badidea try" while files are saved, the ways in which editors do that. Prints TAP.
# BADIDEA names the command under test.
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
pid=
trap 'kill $pid 2>/dev/null; rm -rf "$scratch"' EXIT
number=0
failures=0
export HOME=$scratch/home XDG_DATA_HOME=$scratch/home/share LC_ALL=C
cd "$scratch" || exit 1
mkdir home

report () {
    number=$((number + 1))
    echo "$1 $number - $2"
    [ "$1" = ok ] || failures=$((failures + 1))
}

# Runs a command until it holds, for no longer than half a minute.
await () {
    local deadline=$((SECONDS + 30))
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.02
    done
}

# What has been printed since the last step. Advice on rules is for other tests.
printed () {
    tail -c +$((seen + 1)) out | grep -v ': warning: \|^1 file,'
}

# Sooner or later that is all that is expected.
said () {
    cmp -s <(printed) expected
}

expect () {
    cat >expected
    if await said; then
        report ok "$1"
    else
        report "not ok" "$1"
        diff -u --label expected --label printed expected <(printed) | sed 's/^/# /'
    fi
    seen=$(wc -c <out)
}

# A rule with the phrase $1.
rule () {
    printf '[soup]\ntitle = Soup\nlevel = signal\nphrase = %s\nhit = Soup\nmiss = Bread\n' "$1"
}

begin () {
    : >out
    seen=0
    "$badidea" try "$@" >out 2>&1 &
    pid=$!
}

has_ended () {
    ! kill -0 "$pid" 2>/dev/null
}

rule soup >mine.rules
printf 'Soup\nStew\nSalad\n' >posts.txt
begin mine.rules --against posts.txt
expect "at the start it tells how often each rule fires" <<'END'
posts.txt: 3 drafts, rules fire on 1
      1  [soup]

Waiting for the next save; Ctrl+C ends this.
END

rule '(soup|stew)' >mine.rules
expect "a file written over shows what newly fires" <<'END'

Saved.
posts.txt: 3 drafts, rules fire on 2
      2  [soup]
Since the start: 1 newly, 0 no longer
  + posts.txt:2: [soup] Stew
END

rule '(stew|salad)' >.mine.rules.new
mv .mine.rules.new mine.rules
expect "a file renamed into place is compared with the last version and the first" <<'END'

Saved.
mine.rules:5:7: error: [soup] does not fire on this hit: nothing that it looks for is in it; widen a phrase or drop the example
posts.txt: 3 drafts, rules fire on 2
      2  [soup]
Since the last good version: 1 newly, 1 no longer
  + posts.txt:3: [soup] Salad
  - posts.txt:1: [soup] Soup
Since the start: 2 newly, 1 no longer
  + posts.txt:2: [soup] Stew
  + posts.txt:3: [soup] Salad
  - posts.txt:1: [soup] Soup
END

rule '(soup' >mine.rules
expect "a rule that cannot be read is not compared" <<'END'

Saved.
mine.rules:4:10: error: "(" is never closed; add ")", or write "\(" for the sign itself
Not run on the drafts: a rule cannot be read.
END

mv mine.rules mine.rules~
rule '(soup|stew|salad)' >mine.rules
expect "once mended, in a new file beside the old one, it is compared with what was good" <<'END'

Saved.
posts.txt: 3 drafts, rules fire on 3
      3  [soup]
Since the last good version: 1 newly, 0 no longer
  + posts.txt:1: [soup] Soup
Since the start: 2 newly, 0 no longer
  + posts.txt:2: [soup] Stew
  + posts.txt:3: [soup] Salad
END

printf 'Bread\nStew\n' >posts.txt
expect "drafts that were saved are run through every version" <<'END'

Saved.
posts.txt: 2 drafts, rules fire on 1
      1  [soup]
Since the last good version: 0 newly, 0 no longer
Since the start: 1 newly, 0 no longer
  + posts.txt:2: [soup] Stew
END

printf 'acacacacacacacacacacacacacacacacacacacacacacacacacacacab\n' >posts.txt
expect "drafts on which nothing fires are told of" <<'END'

Saved.
posts.txt: 1 draft, rules fire on 0
      0  [soup]
Since the last good version: 0 newly, 0 no longer
Since the start: 0 newly, 0 no longer
END

rule soup | sed 's/^phrase.*/match = ((?:ac?)+)+$/' >mine.rules
expect "a rule that gives up counts as if it fired" <<'END'

Saved.
mine.rules:5:7: error: [soup] does not fire on this hit: nothing that it looks for is in it; widen a phrase or drop the example
posts.txt: 1 draft, rules fire on 1
      1  [soup]
Since the last good version: 1 newly, 0 no longer
  + posts.txt:1: [soup] gave up: acacacacacacacacacacacacacacacacacacacacacacacacacacacab
Since the start: 1 newly, 0 no longer
  + posts.txt:1: [soup] gave up: acacacacacacacacacacacacacacacacacacacacacacacacacacacab
END

{
    for i in {1..30}; do echo "Bread $i"; done
} >posts.txt
rule bread >mine.rules
expect "of many changes the first ones are told" <<END

Saved.
mine.rules:5:7: error: [soup] does not fire on this hit: nothing that it looks for is in it; widen a phrase or drop the example
mine.rules:6:8: error: [soup] fires on this miss: "bread" is in it; narrow that or add an "unless"
posts.txt: 30 drafts, rules fire on 30
     30  [soup]
Since the last good version: 30 newly, 0 no longer
$(for i in {1..20}; do echo "  + posts.txt:$i: [soup] Bread $i"; done)
  + and 10 more
Since the start: 30 newly, 0 no longer
$(for i in {1..20}; do echo "  + posts.txt:$i: [soup] Bread $i"; done)
  + and 10 more
END

kill -INT "$pid"
if await has_ended && wait "$pid"; then
    report ok "Ctrl+C ends it, and that is no failure"
else
    report "not ok" "Ctrl+C ends it, and that is no failure"
fi

mkdir elsewhere
rule soup >elsewhere/real.rules
ln -s elsewhere/real.rules link.rules
begin link.rules
expect "without drafts it tells what is wrong with the rules" <<'END'

Waiting for the next save; Ctrl+C ends this.
END
rule bread >elsewhere/real.rules
expect "the file behind a link is watched" <<'END'

Saved.
link.rules:5:7: error: [soup] does not fire on this hit: nothing that it looks for is in it; widen a phrase or drop the example
link.rules:6:8: error: [soup] fires on this miss: "bread" is in it; narrow that or add an "unless"
END
kill -TERM "$pid"
if await has_ended && wait "$pid"; then
    report ok "so does a request to end"
else
    report "not ok" "so does a request to end"
fi

echo "1..$number"
[ "$failures" = 0 ]
