#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The shipped rules on drafts that whoever wrote them has not seen (tests/trial/README).
set -u
cd "$(dirname "$0")/../.." || exit 1
badidea=${BADIDEA:-build/badidea}
number=0

# How many drafts of a file are warned about.
warned () {
    "$badidea" check --rules rules --lines --format jsonl "tests/trial/$1.txt" | grep -cE '^\{"line":[0-9]+,"level":"(warn|stop)"'
}

# tried FILE LEAST MOST NAME
tried () {
    local count
    count=$(warned "$1")
    number=$((number + 1))
    if [ "$count" -ge "$2" ] && [ "$count" -le "$3" ]; then
        echo "ok $number - $4"
    else
        echo "not ok $number - $4"
        echo "# $count drafts of $1 are warned about; from $2 to $3 should be"
    fi
}

tried german-risky 30 40 "three quarters of the German open asks and retreats are warned about"
tried german-ordinary 0 5 "of a hundred ordinary German posts five at most are"
tried english-risky 165 220 "three quarters of the English risky drafts are warned about"
tried english-ordinary 0 22 "of the ordinary English posts one in twenty at most is"
tried english-short 0 12 "of the short plain ones three in a hundred at most are"
tried english-subtle 200 290 "seven in ten of those in harmless words are warned about"
tried english-sober 0 12 "of the sober ones three in a hundred at most are"
tried english-official 0 6 "of the official ones three in a hundred at most are"
tried english-contacts 0 8 "of those with the brand's own numbers and addresses four in a hundred at most are"
tried english-leaks 78 104 "three quarters of the leaks are warned about"
tried english-hostile 163 250 "65 in a hundred of the hostile ones are warned about"
tried english-firm 0 25 "of the firm ones one in ten at most is"
tried english-mixed 68 90 "three quarters of the mixed risky ones are warned about"
tried english-fine 0 3 "of their fine counterparts one in twenty at most is"
tried english-wide 680 810 "five in six of the wide ones are warned about"
tried english-calm 0 99 "of the calm ones of seven kinds three in fifty at most are"
tried english-accounts 0 12 "of the posts of thirty accounts one in thirty at most is"
tried english-days 0 15 "of those on days of honour and feast days three in twenty at most are"
tried english-questions 0 20 "of the questions to be talked to one in three at most is"
tried english-remembrance 0 12 "of those on days of remembrance three in twenty at most are"
tried english-trades 0 34 "of the playful and grim-sounding ones of forty trades three in twenty at most are"

echo "1..$number"
