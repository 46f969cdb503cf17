#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What bash completes behind "badidea". Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0
mkdir "$scratch/folder" "$scratch/bin"
touch "$scratch"/{mine.rules,"two words.rules",drafts.txt}
ln -s "$badidea" "$scratch/bin/badidea"
PATH=$scratch/bin:$PATH
cd "$scratch" || exit 1

# It may be called only while bash completes.
compopt () {
    options+=" $*"
}
# shellcheck source=../../plugin/cli/editors/badidea.bash
. "$top/plugin/cli/editors/badidea.bash"

# completes NAME EXPECTED WORD...: what completes the last WORD, sorted, with "," between
completes () {
    local name=$1 expected=$2 got
    shift 2
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    options=
    _badidea "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    got=$(printf '%s\n' "${COMPREPLY[@]}" | sort -u | paste -sd ,)
    number=$((number + 1))
    if [ "$got" = "$expected" ]; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name"
        echo "# expected: $expected"
        echo "# got:      $got"
    fi
}

list () {
    sort -u | paste -sd ,
}

commands=$(badidea --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
completes "a command and the options in its place" "$(printf '%s\n' "$commands" --help --version | list)" badidea ''
completes "the command that begins so" lint badidea li
completes "the command whose help is wanted" check badidea help ch
for command in $commands; do
    [ "$command" != help ] || continue
    # "--name" and "--name=VALUE" as they stand in the help.
    options=$(badidea help "$command" | grep -oE '^  (-[a-zA-Z], )?--[a-z-]+=?' | grep -oE -- '--.*' | list)
    completes "the options of $command" "$options" badidea "$command" --
done
completes "the option that begins so" --markup badidea check --m
completes "an option that wants a value" --format= badidea check --fo
completes "the values of an option" jsonl,text badidea check --format ''
completes "the values of an option, behind =" jsonl,text badidea check --format =
completes "the value that begins so, behind =" jsonl badidea check --format = j
completes "the audience" direct,public,room badidea check --to ''
completes "a folder for --rules" bin,folder badidea check --rules ''
completes "a folder for --in" bin,folder badidea new --in ''
completes "nothing for a name" '' badidea check --account ''
completes "nothing for a topic" '' badidea new ''
completes "files to check" 'bin,drafts.txt,folder,mine.rules,two words.rules' badidea check ''
completes "files behind an option without a value" drafts.txt badidea check --lines dr
completes "files and folders to lint" 'folder' badidea lint fo
completes "rule files and folders to try" 'bin,folder,mine.rules,two words.rules' badidea try ''
completes "drafts to try against" drafts.txt badidea try --against d
completes "nothing for a command that is not there" '' badidea no-such ''
HOME=$scratch
# shellcheck disable=SC2088 # it comes so from bash
completes "below a home folder" lint '~/bin/badidea' li
echo "1..$number"
