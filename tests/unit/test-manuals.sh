#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages have every command, option and key that there is, and no other. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
command_page=$top/plugin/cli/badidea.1
rules_page=$top/rules/badidea-rules.5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
number=0
# shellcheck source=keys.sh
. "$top/tests/unit/keys.sh"

result () {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$scratch/output"
    fi
}

# The same words in both, one a line, and some.
compare () {
    sort -u "$scratch/there" -o "$scratch/there"
    sort -u "$scratch/told" -o "$scratch/told"
    diff --label "what there is" --label "the manual page" -u "$scratch/there" "$scratch/told" >"$scratch/output" &&
        [ -s "$scratch/there" ]
    result $? "$1"
}

# ---- badidea(1) ----

commands () {
    "$badidea" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

# "--help" of a command is told once for all.
options () {
    sed -n '/^Options:/,/^$/p;/^Application Options:/,/^$/p' | grep -oE '^ +(-[a-zA-Z], )?--[a-z-]+' | tr ', ' '\n' |
        grep . | sed "s/^/$1 /"
}

# Of a manual page: "COMMAND --option", with "badidea" for what is said before the first command.
told_options () {
    awk '
        /^\.Sh / { command = $2 == "DESCRIPTION" ? "badidea" : "" }
        /^\.Ss / { command = $2 }
        /^\.It Fl / && command != "" {
            for (i = 3; i <= NF && $i != "Ar" && $i != "Cm"; i++)
                if ($i ~ /^-?[a-zA-Z-]+$/)
                    print command, "-" $i
        }' "$1"
}

commands >"$scratch/there"
sed -n '/^\.Sh COMMANDS/,/^\.Sh JSON/s/^\.Ss \(.*\)/\1/p' "$command_page" >"$scratch/told"
compare "badidea(1) has the commands of --help"

"$badidea" --help | options badidea >"$scratch/there"
for command in $(commands | grep -vx help); do
    "$badidea" help "$command" | options "$command" | grep -vE -- ' (-h|--help)$'
done >>"$scratch/there"
told_options "$command_page" >"$scratch/told"
compare "badidea(1) has the options of each command"

# ---- badidea-rules(5) ----

# The lines of one part of the page: from its heading to the next one.
part () {
    awk -v heading="$1" '/^\.S[hs] / { on = $0 == heading } on' "$rules_page"
}

# The names that a list explains: up to the first argument.
items () {
    awk '/^\.It Cm / { for (i = 3; i <= NF && $i ~ /^([a-z-]+|,)$/; i++) if ($i != ",") print $i }'
}

# All names of a part, for there is no list of them.
names () {
    grep -E '^\.Cm ' | tr ' ' '\n' | grep -xE '[a-z-]+' | grep -vxE 'yes|no'
}

known rule >"$scratch/there"
part '.Sh RULES' | items >"$scratch/told"
compare "badidea-rules(5) has the keys of rules"

known level >"$scratch/there"
part '.Sh RULES' | awk '/^\.It / { on = $3 == "level" } on' | names | grep -xF -f "$scratch/there" >"$scratch/told"
compare "badidea-rules(5) has the levels"

known class >"$scratch/there"
part '.Sh CLASSES' | names >"$scratch/told"
compare "badidea-rules(5) has the keys of classes"

known precedent >"$scratch/there"
part '.Sh PRECEDENTS' | items >"$scratch/told"
compare "badidea-rules(5) has the keys of precedents"

known calendar >"$scratch/there"
part '.Sh CALENDAR' | items >"$scratch/told"
compare "badidea-rules(5) has the keys of a calendar"

known situation >"$scratch/there"
part '.Sh SITUATION' | names >"$scratch/told"
compare "badidea-rules(5) has the keys of a situation"

known when >"$scratch/there"
part '.Ss Conditions of when' | items >"$scratch/told"
compare "badidea-rules(5) has what \"when\" may ask"

# ---- both ----

for page in "$command_page" "$rules_page"; do
    head -n 1 "$page" | grep -qxF '.\" SPDX-License-Identifier: GPL-2.0-or-later'
    result $? "$(basename "$page") names its licence"
    if command -v mandoc >/dev/null; then
        mandoc -T lint -W warning "$page" >"$scratch/output" 2>&1
        result $? "$(basename "$page") is well formed"
    else
        number=$((number + 1))
        echo "ok $number - $(basename "$page") is well formed # SKIP it needs mandoc"
    fi
done
echo "1..$number"
