#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# "badidea new": what it writes is a good rule, and it overwrites nothing. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0

result () {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$scratch/output"
    fi
}

# The shipped layer is this tree's.
export HOME=$scratch XDG_DATA_HOME=$scratch/data
mkdir -p "$XDG_DATA_HOME/badidea" "$scratch/own"
ln -s "$top/rules" "$XDG_DATA_HOME/badidea/rules"
personal=$scratch/.purple/badidea/rules

new () {
    "$badidea" new "$@" >"$scratch/output" 2>&1
}

# Status 2, and a message that says $1.
refuses () {
    local words=$1
    shift
    new "$@"
    [ $? = 2 ] && grep -qF -- "$words" "$scratch/output"
}

new spring-sale && grep -q '^\[spring-sale\.' "$personal/spring-sale.rules"
result $? "a topic becomes a rule file in the personal layer"

[ "$(stat -c %a "$personal")" = 700 ]
result $? "the folder that it makes is nobody else's"

grep -qxF '  badidea lint' "$scratch/output" && grep -qxF "  badidea try $personal/spring-sale.rules" "$scratch/output"
result $? "what to do next is said"

! grep -r '@' "$personal" >"$scratch/output"
result $? "no placeholder is left"

"$badidea" lint "$top/rules" "$personal" >"$scratch/output" 2>&1 && grep -q ' 0 errors, 0 warnings$' "$scratch/output"
result $? "with the shipped precedents there is nothing to warn about"

"$badidea" lint "$personal/spring-sale.rules" >"$scratch/output" 2>&1
[ "$(grep -c ': warning: ' "$scratch/output")" = "$(grep -c ': warning: no precedent is called ' "$scratch/output")" ] &&
    grep -q ' 1 rule: 0 errors' "$scratch/output"
result $? "alone it wants for the precedent and nothing else"

# All that is commented out, put into the section.
sed -E '/^#?$/d; s/^# ([a-z-]+ *= )/\1/' "$personal/spring-sale.rules" >"$scratch/own/whole.rules"
[ "$(grep -c '^[a-z-]* *= ' "$scratch/own/whole.rules")" -gt "$(grep -c '^[a-z-]* *= ' "$personal/spring-sale.rules")" ] &&
    "$badidea" lint "$top/rules" "$scratch/own" >"$scratch/output" 2>&1 && grep -q ' 0 errors, 0 warnings$' "$scratch/output"
result $? "the keys that are commented out are good too"

echo mine >"$personal/prices.rules"
refuses "$personal/prices.rules is there already" prices && [ "$(cat "$personal/prices.rules")" = mine ]
result $? "a file that is there stays as it is"

ln -s "$scratch/elsewhere" "$personal/linked.rules"
refuses 'is there already' linked && [ ! -e "$scratch/elsewhere" ]
result $? "a link that is there is not followed"

new prices --in "$scratch/own" && [ -s "$scratch/own/prices.rules" ] &&
    grep -qxF "  badidea lint $scratch/own/prices.rules" "$scratch/output"
result $? "--in names another folder"

refuses 'No such file' prices --in "$scratch/missing" && [ ! -e "$scratch/missing" ]
result $? "a folder that is named has to be there"

for topic in Prices prices.rules ../prices 'two words' preise-für-alle ''; do
    refuses 'cannot be a topic' "$topic"
    result $? "\"$topic\" is no topic"
done

refuses 'no topic'
result $? "without a topic it says so"

refuses 'one topic too many' one two
result $? "two topics are one too many"

new --situation && mkdir "$scratch/brand" && cp "$personal/brand.situation" "$scratch/brand" &&
    "$badidea" lint "$top/rules" "$scratch/brand" >"$scratch/output" 2>&1 && grep -q ' 0 errors, 0 warnings$' "$scratch/output"
result $? "a situation is written, and there is nothing to warn about in it"

echo 'Please wait at the till.' >"$scratch/draft"
"$badidea" check --rules "$top/rules" --situation "$personal/brand.situation" "$scratch/draft" >"$scratch/output" 2>&1 &&
    sed -i 's/^on  .*/on = yes/' "$personal/brand.situation" &&
    ! "$badidea" check --rules "$top/rules" --situation "$personal/brand.situation" "$scratch/draft" >"$scratch/output" 2>&1
result $? "its crisis is off until it is switched on, and then its words count"

refuses 'brand.situation is there already' --situation && grep -qx 'on = yes' "$personal/brand.situation"
result $? "a situation that is there stays as it is"

mkdir -p "$scratch/nothing/badidea/rules"
XDG_DATA_HOME=$scratch/nothing refuses 'install the rules again' lost
result $? "without the template it says where it looked"
echo "1..$number"
