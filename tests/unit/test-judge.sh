#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The table of how well the rules judge a corpus: on a tiny one, with rules of its own. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0

if ! command -v python3 >/dev/null; then
    echo "1..0 # SKIP it needs python3"
    exit
fi

result () {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$scratch/output"
    fi
}

judge () {
    "$top/tests/judge/judge" --rules "$scratch/rules" "$@" "$badidea" "$scratch/corpus" >"$scratch/output" 2>&1
}

# The line of the table that begins with $1 is $2, whatever the blanks.
shows () {
    tr -s ' ' <"$scratch/output" | sed 's/^ //; s/ $//' | grep -F -- "$1 " >"$scratch/lines"
    grep -qxF -- "$1 $2" "$scratch/lines"
}

# draft FILE CATEGORY BRAND TEXT [MORE]: a line of the corpus, whose id is counted. TEXT is as JSON has it.
ids=0
draft () {
    ids=$((ids + 1))
    printf '{"id": "d%s", "category": "%s", "brand": "%s", "text": "%s"%s}\n' $ids "$2" "$3" "$4" "${5-}" \
        >>"$scratch/corpus/$1.jsonl"
}

# 16 mod 5 is 1: a number in hexadecimal leaves what the sum of its digits leaves.
part_of () {
    local sum=0 digit
    while read -r digit; do
        sum=$((sum + 16#$digit))
    done < <(printf 'badidea%s' "$1" | sha256sum | cut -d ' ' -f 1 | grep -o .)
    echo $((sum % 5))
}

mkdir "$scratch/rules" "$scratch/corpus"
rule () {
    printf '[%s]\ntitle = T\nlevel = %s\naspect = timing\nwhy = W.\ninstead = I.\nphrase = %s\n%s\n' "$@"
}
{
    rule a.pickle warn pickles
    rule a.stop stop 'gherkins for ever'
    rule a.note note maybe
    rule a.storm warn brine 'when = crisis'
} >"$scratch/rules/a.rules"
printf '[crisis.flood]\ntitle = Flood\nwords = brine\n' >"$scratch/flood.situation"

draft risky_real open-ask Krautworks 'Tell us about your pickles!'
draft risky_real open-ask Krautworks 'It is gherkins\nfor  ever\u2028for us.'
draft risky_real open-ask Krautworks 'Maybe tell us nothing.'
draft risky_real tragedy-newsjack Brinehouse 'The flood smells of brine, like our sale.'
draft risky_real wrong-account Brinehouse 'pickles again, mum'
draft risky_real open-ask Brinehouse 'Any questions?' ', "needs_context": true'
draft risky_constructed open-ask Tinfoil 'Pickles: discuss.'
draft risky_constructed wrong-account Tinfoil 'who is coming tonight'
draft risky_constructed sarcasm Tinfoil 'pickles, of course'
draft benign_real support-reply Krautworks 'Your jar is on its way.'
draft benign_real support-reply Krautworks 'Maybe on Monday.'
draft benign_real playful Tinfoil 'Two pickles walk into a bar.'
draft benign_nearmiss_constructed bounded-ask Tinfoil 'Which lid fits?'
draft benign_recovery_real honest-recovery Tinfoil 'We are sorry about the pickles.'
echo >>"$scratch/corpus/benign_real.jsonl"

judge
result $? "a corpus is judged, with files that are not there"
grep -qF 'benign_chat.jsonl is not there; its rows stay empty' "$scratch/output" && shows 'team chat' '0 0 - 0 0.3 % -'
result $? "a file that is not there is named, and its row says nothing"
shows 'open asks' '3 2 66.7 % 1 1 1 100.0 % 0 90 / 85 % no / yes'
result $? "real and constructed drafts are counted side by side, what spans lines as one draft"
shows 'wrong account' '1 1 100.0 % 0 1 0 0.0 % 0 65 % of both no'
result $? "small categories count together"
shows sarcasm '0 0 - 0 1 1 100.0 % 0'
result $? "a category that we have no goal for has a row"
shows 'all of these' '5 3 60.0 % 1 3 2 66.7 % 0 75 / 75 % no / no'
result $? "what needs its context does not count among the others"
shows 'open asks' '1 0 0.0 % 0 0 0 - 0'
result $? "what needs its context has rows apart"
shows 'brand posts' '3 1 33.3 % 1 0.5 %, noted under 4 % no' && shows playful '1 1 100.0 % 0'
result $? "harmless drafts are counted, by category too"
shows 'near misses' '1 0 0.0 % 0 3 % yes' && shows recoveries '1 1 100.0 % 0 1 of 8 no'
result $? "near misses and recoveries have their own goals"
! grep -q '^  d3 \|Maybe' "$scratch/output"
result $? "no draft is shown unless it is asked for"

judge --misses 1
grep -qxF 'risky_real, open-ask: 1 not warned about' "$scratch/output" && grep -qxF '  d3 note [a.note]' "$scratch/output" &&
    grep -qxF '    Two pickles walk into a bar.' "$scratch/output" && ! grep -q '^  d6 ' "$scratch/output"
result $? "what is judged wrongly is shown with its id and rules"

shows 'beside a tragedy' '1 0 0.0 % 0 0 0 - 0 65 / 65 % no / -' && judge --situation "$scratch/flood.situation" &&
    shows 'beside a tragedy' '1 1 100.0 % 0 0 0 - 0 85 / 85 % yes / -'
result $? "a situation is heeded, and more is to reach with it"

sum=0
for part in 0 1 2 3 4; do
    judge --part $part
    own=$(for brand in Krautworks Krautworks Tinfoil; do part_of $brand; done | grep -c $part)
    n=$(awk '/^brand posts/ { print $3 }' "$scratch/output")
    [ "$n" = "$own" ] && sum=$((sum + n))
done
[ $sum = 3 ]
result $? "each brand is in one of five parts"
judge --part 0,1,2,3,4 && shows 'all of these' '5 3 60.0 % 1 3 2 66.7 % 0 75 / 75 % no / no'
result $? "several parts are judged together"

# Status 2, and a message that says $1.
refuses () {
    local words=$1
    shift
    "$@" >"$scratch/output" 2>&1
    [ $? = 2 ] && grep -qF -- "$words" "$scratch/output"
}

refuses '"5" is no part; write one of 0 to 4' "$top/tests/judge/judge" --part 5 "$badidea" "$scratch/corpus"
result $? "there are five parts"
refuses 'say where they are: make judge CORPUS=DIR' "$top/tests/judge/judge" "$badidea" ''
result $? "without a corpus it says what is needed"
refuses 'risky_real.jsonl' "$top/tests/judge/judge" "$badidea" "$scratch/rules"
result $? "a folder without any of the files is no corpus"
refuses 'cannot be run' "$top/tests/judge/judge" "$scratch/no-such" "$scratch/corpus"
result $? "without the command it says so"
refuses 'ended with status 2' "$top/tests/judge/judge" --rules "$scratch/corpus" "$badidea" "$scratch/corpus"
result $? "where the command fails it says so"
"$top/tests/judge/judge" "$badidea" "$scratch/corpus" >"$scratch/output" 2>&1 && grep -q '^brand posts  *3 ' "$scratch/output"
result $? "the shipped rules are those that are judged"
echo '{"id": "d0"' >>"$scratch/corpus/benign_real.jsonl"
refuses 'benign_real.jsonl:5: no object with id, category, brand and text' "$top/tests/judge/judge" "$badidea" \
    "$scratch/corpus"
result $? "a line that is no draft is named"
echo "1..$number"
