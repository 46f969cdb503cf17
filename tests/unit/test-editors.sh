#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What editors make of rule files, and what the shell completes. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
editors=$top/plugin/cli/editors
highlight=$top/tests/unit/highlight
vim_file=$editors/vim/syntax/badidea.vim
lang_file=$editors/badidea.lang
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

skip () {
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

# The same words in both, and some.
compare () {
    tr ' ' '\n' <<<"$2" | grep . | sort -u >"$scratch/there"
    tr ' |' '\n' <<<"$3" | grep . | sort -u >"$scratch/told"
    diff --label "the code" --label "the editor's file" -u "$scratch/there" "$scratch/told" >"$scratch/output" &&
        [ -s "$scratch/there" ]
    result $? "$1"
}

# The string behind $1 in the vim file, which may be put together of several.
vim_words () {
    tr -d '\n' <"$vim_file" | sed "s/' *\\\\ *\.\. *'//g" | sed -n "s/.*$1 *'\([^']*\)'.*/\1/p"
}

lang_words () {
    sed -n "s/.*<define-regex id=\"$1\">\(.*\)<.*/\1/p" "$lang_file"
}

words="$(known aspect) $(known view) $(known validator) draft line sentence yes no"
compare "vim knows the keys of rules" "$(known rule)" "$(vim_words "'rules':")"
compare "vim knows the keys of classes" "$(known class)" "$(vim_words "'classes':")"
compare "vim knows the keys of precedents" "$(known precedent)" "$(vim_words "'precedents':")"
compare "vim knows the keys of a situation" "$(known situation)" "$(vim_words "'situation':")"
compare "vim knows the keys of a calendar" "$(known calendar)" "$(vim_words "'calendar':")"
compare "vim knows the levels" "$(known level)" "$(vim_words "s:levels =")"
compare "vim knows the words with a meaning" "$words" "$(vim_words "s:words =")"
compare "vim knows what \"when\" may ask" "$(known when)" "$(vim_words "s:subjects =")"

compare "GtkSourceView knows all keys" "$(known rule) $(known class) $(known precedent) $(known situation) $(known calendar)" \
    "$(lang_words '[a-z]*-keys')"
compare "GtkSourceView knows the levels" "$(known level)" "$(lang_words levels)"
compare "GtkSourceView knows the words with a meaning" "$words" "$(lang_words words)"
compare "GtkSourceView knows what \"when\" may ask" "$(known when)" "$(lang_words subjects)"

name="vim colours each kind of file"
if command -v vim >/dev/null && vim --version | grep -q '+syntax' && command -v python3 >/dev/null; then
    export CASES=$scratch/cases SCRATCH=$scratch/files COMPLAINTS=$scratch/output
    mkdir "$SCRATCH"
    python3 -B "$highlight/cases.py" vim >"$CASES"
    echo "vim did not end" >"$COMPLAINTS"
    timeout 60 vim -es -N -u NONE -i NONE -n --cmd "set runtimepath^=$editors/vim" -c 'filetype on' -c 'syntax on' \
        -S "$highlight/run.vim" </dev/null >/dev/null 2>&1
    [ "$(cat "$COMPLAINTS")" = '' ]
    result $? "$name"
else
    skip "$name" "it needs vim with syntax, and python3"
fi

name="GtkSourceView colours each kind of file"
if /usr/bin/python3 -c 'import gi; gi.require_version ("GtkSource", "4")' 2>/dev/null; then
    /usr/bin/python3 -B "$highlight/gtksource.py" "$editors" >"$scratch/output" 2>&1
    result $? "$name"
else
    skip "$name" "it needs gir1.2-gtksource-4 and python3-gi"
fi
echo "1..$number"
