#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Somebody who writes rules, at a terminal (tmux; without pseudo-terminals, as in a bare chroot, a
# shell): from an empty folder to a tested rule that is in force in a Pidgin which has been running
# all the time.
. "$(dirname "$0")/desktop.sh"
desktop_require "$E2E_PLUGINS/pidgin/badidea-pidgin.so" "$E2E_PLUGINS/badidea.so"
command -v tmux >/dev/null || skip_all "not here: tmux"

badidea=$(realpath "${BADIDEA:-$E2E_ROOT/build/badidea}")
draft='The kiosk will be back soon, promise!'

have_terminal () {
    script -qec true /dev/null >/dev/null 2>&1
}

at_terminal () {
    if have_terminal; then
        tmux -S "$DESKTOP/tmux" send-keys "$1" Enter
    else
        PATH="$(dirname "$badidea"):$PATH" bash -c "$1" >>"$DESKTOP/terminal" 2>&1
    fi
}

terminal_shows () {
    if have_terminal; then
        tmux -S "$DESKTOP/tmux" capture-pane -p -J -S -200 | grep -qF -- "$1"
    else
        grep -qF -- "$1" "$DESKTOP/terminal"
    fi
}

open_terminal () {
    have_terminal || return 0
    desktop_program tmux -S "$DESKTOP/tmux" -f /dev/null -D
    true_within 5 tmux -S "$DESKTOP/tmux" new-session -d -x 160 -y 50 \
        "PATH='$(dirname "$badidea")':\$PATH exec bash --norc"
}

card_says () {
    accessible card | grep -qF -- "$1"
}

rules_in_force () {
    grep -c 'badidea: rules in force' "$DESKTOP/pidgin.log"
}

reloaded_since () {
    [ "$(rules_in_force)" -gt "$1" ]
}

desktop_start "$(mktemp -d)"
PROFILE=$HOME/.purple
rules=$PROFILE/badidea/rules
pidgin_start "$PROFILE"
open_terminal
# shellcheck disable=SC2016 # for the inner shell
at_terminal 'PS1="> "; clear'

type_text "$draft"
press Return
check "without a rule the draft is posted" 5 grep -qxF "room #acme: $draft" "$TRANSCRIPT"
check "there are no rules of one's own yet" 1 test ! -e "$rules"

before=$(rules_in_force)
at_terminal 'badidea new promises'
check "badidea new says what it wrote and where" 5 terminal_shows "$rules/promises.rules"
check "a folder that came later is read by the running Pidgin" 15 reloaded_since "$before"

before=$(rules_in_force)
at_terminal "clear; sed -i 's/^title .*/title = Promise of a kiosk/; s/^hit .*soon, promise!/hit = $draft/' $rules/promises.rules"
at_terminal "badidea lint $rules; echo \"lint ended with \$?\""
check "badidea lint finds no error" 10 terminal_shows "lint ended with 0"
check "the edited rule is read by the running Pidgin" 15 reloaded_since "$before"

at_terminal "clear; echo '$draft' | badidea explain"
check "badidea explain shows the words that matched" 5 terminal_shows "back soon"

type_text "$draft"
press Return
check "the same draft is held now, by the new rule" 10 card_says "Not posted: Promise of a kiosk"
press Return
true_within 5 focus_is entry

before=$(rules_in_force)
at_terminal "clear; sed -i 's/^level .*/level = loud/' $rules/promises.rules"
check "a mistake is shown, once" 15 text_shown "There are mistakes in the rules"
check "with its place" 5 text_shown "promises.rules:"
press Escape
conversation_focus '#acme'
press ctrl+a BackSpace
true_within 5 entry_is ''
type_text "$draft"
press Return
check "the last good version stays in force" 10 card_says "Not posted: Promise of a kiosk"
press Return
true_within 5 focus_is entry

before=$(rules_in_force)
at_terminal "clear; sed -i 's/^level .*/level = watch/' $rules/promises.rules"
check "mended, it is read again" 15 reloaded_since "$before"
press ctrl+a BackSpace
true_within 5 entry_is ''
: >"$TRANSCRIPT"
type_text "$draft"
press Return
check "in shadow mode it interrupts nobody" 5 grep -qxF "room #acme: $draft" "$TRANSCRIPT"
at_terminal 'clear; badidea stats'
check "badidea stats shows what it would have done" 5 terminal_shows "promises.no-date"

! have_terminal || tmux -S "$DESKTOP/tmux" kill-server
pidgin_stop
check "Pidgin ends well" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us" 1 no_complaint
