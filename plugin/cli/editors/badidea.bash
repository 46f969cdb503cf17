# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# Completes badidea in bash. What there is, the command says itself: "badidea --help" lists the commands, "badidea help
# COMMAND" the options with their values, and what follows them.

# $1: the command as it was typed
_badidea_say () {
    "${1/#\~/$HOME}" "${@:2}" 2>/dev/null </dev/null
}

_badidea_commands () {
    _badidea_say "$1" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'
}

# From a command's help: the options, "--name" or "--name=".
_badidea_options () {
    sed -nE 's/^  (-[a-zA-Z], )?(--[a-z-]+=?).*/\2/p'
}

# From a command's help: what stands for the value of the option $1, as "DIR" or "text|jsonl".
_badidea_value () {
    sed -nE "s/^  (-[a-zA-Z], )?$1=([^ ]+).*/\2/p"
}

# $1: what stands for what is wanted, $2: the word so far, $3: the command as it was typed
_badidea_fill () {
    case $1 in
    *COMMAND*) mapfile -t COMPREPLY < <(compgen -W "$(_badidea_commands "$3")" -- "$2") ;;
    *RULEFILE*)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$2"; compgen -f -X '!*.rules' -- "$2")
        ;;
    *FILE* | *DRAFTS*)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$2")
        ;;
    *DIR*)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$2")
        ;;
    *\|*) mapfile -t COMPREPLY < <(compgen -W "${1//|/ }" -- "$2") ;;
    esac
}

# bash takes "=" for a word of its own: --format=js is three words.
_badidea () {
    local word=$2 before=$3 command help
    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_badidea_commands "$1") --help --version" -- "$word")
        return
    fi
    command=${COMP_WORDS[1]}
    if [ "$command" = help ]; then
        _badidea_fill COMMAND "$word" "$1"
        return
    fi
    help=$(_badidea_say "$1" help "$command")
    if [ "$word" = = ]; then
        word=
    elif [ "$before" = = ]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [[ $before == --* ]] && _badidea_options <<<"$help" | grep -qxF -- "$before="; then
        _badidea_fill "$(_badidea_value "$before" <<<"$help")" "$word" "$1"
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(_badidea_options <<<"$help")" -- "$word")
        [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
    else
        _badidea_fill "$(sed -n 2p <<<"$help")" "$word" "$1"
    fi
}

complete -F _badidea badidea
