#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pidgin by keystrokes: a risky draft is held, and leaves only when its writer says so.
. "$(dirname "$0")/desktop.sh"
desktop_require "$E2E_PLUGINS/pidgin/badidea-pidgin.so" "$E2E_PLUGINS/badidea.so"

risky='Ask us anything! #AskAcme'
harmless='Our mortgage desk answers refinancing questions here on Thursday, 3 to 4 pm ET'

posts_are () {
    diff "$TRANSCRIPT" - <<<"$(printf '%s\n' "$@")" >/dev/null
}

nothing_posted () {
    [ ! -s "$TRANSCRIPT" ]
}

forget_posts () {
    : >"$TRANSCRIPT"
}

card_says () {
    accessible card | grep -qF -- "$1"
}

no_card () {
    ! accessible card
}

held_files () {
    find "$PROFILE/badidea/held" -name '*.json' 2>/dev/null
}

held_count () {
    [ "$(held_files | wc -l)" = "$1" ]
}

held_mode () {
    [ "$(held_files | xargs stat -c %a)" = 600 ]
}

decided () {
    tail -n 1 "$PROFILE/badidea/journal" | grep -q "\"decision\":\"$1\""
}

hold () {
    type_text "$1"
    press Return
    true_within 5 card_says "Not posted"
}

empty_entry () {
    press ctrl+a BackSpace
    true_within 5 entry_is ''
}

desktop_start "$(mktemp -d)"
PROFILE=$DESKTOP/profile
pidgin_start "$PROFILE"

check "a watched conversation shows that it is watched" 5 text_shown "Bad Idea: on"

type_text "$harmless"
press Return
check "a harmless draft is posted without a word" 5 posts_are "room #acme: $harmless"
check "no card has come up" 1 no_card
forget_posts

type_text "$risky"
press Return
check "a risky draft is held, and the card names the risk" 5 card_says "Not posted: Open-ended ask"
check "the card says why" 1 card_says "the crowd picks the topic"
check "the card says what happened to others" 1 card_says "#AskJPM, 2013"
check "the card says what to write instead" 1 card_says "Name the topic, who it is for"
check "the card says where to" 1 card_says "#acme"
check "nothing was posted" 1 nothing_posted
check "the draft is in the entry as it was typed" 1 entry_is "$risky"
check "Edit has the focus" 1 focus_is "push button Edit"
check "the held draft is on disk" 1 held_count 1
check "only its owner can read it" 1 held_mode
check "the journal says that it was held" 1 decided held

press Return
check "Enter on the card is Edit" 5 focus_is entry
check "the card is gone" 1 no_card
check "the draft is still in the entry" 1 entry_is "$risky"
press Return
check "the same draft is held again" 5 card_says "Not posted"
press Escape
check "Escape is Edit" 5 focus_is entry
check "Escape leaves the draft" 1 entry_is "$risky"
check "still nothing was posted" 1 nothing_posted

empty_entry
type_text "$harmless"
press Return
check "what it was edited into is posted" 5 posts_are "room #acme: $harmless"
check "then the held draft is gone from disk" 5 held_count 0
forget_posts

hold "$risky"
press Tab
check "Post anyway is one Tab away" 5 focus_is "push button Post anyway"
press Return
check "Post anyway posts" 5 posts_are "room #acme: $risky"
check "the entry is empty" 5 entry_is ''
check "nothing is held any more" 5 held_count 0
check "the journal says that it was posted" 1 decided posted
forget_posts

hold "$risky"
press alt+d
check "Discard empties the entry" 5 entry_is ''
check "and nothing is held" 5 held_count 0
check "the journal says that it was discarded" 1 decided discarded
check "nothing was posted for it" 1 nothing_posted

type_text "$risky"
press Return Return Return Return
check "Enter pressed again and again never posts" 2 nothing_posted
true_within 5 card_says "Not posted" && press Escape
true_within 5 focus_is entry
empty_entry

hold "$risky"
type_text "really"
check "letters typed on the card reach the entry" 5 entry_is "${risky}really"
check "and the card is gone" 5 no_card
empty_entry

type_text "First line"$'\n'"$risky"$'\n'"last line"
press Return
check "several lines are held as one draft" 5 card_says "Not posted"
check "none of them was posted" 1 nothing_posted
press alt+p
check "confirmed, they are posted once, all of them" 5 \
    posts_are "room #acme: First line<br>${risky}<br>last line"
forget_posts

hold "/debug $risky"
press alt+p
check "a command that fails gives the draft back" 5 entry_is "/debug $risky"
check "and it is still on disk" 1 held_count 1
check "and was not posted" 1 nothing_posted
press Return
true_within 5 card_says "Not posted" && press alt+d
check "then it can be discarded" 5 held_count 0

hold "$risky"
pidgin_stop
check "Pidgin ends while a draft is held" 1 test "$PIDGIN_STATUS" = 0
check "the draft is on disk" 1 held_count 1
pidgin_start "$PROFILE"
check "after a restart it is back in its entry" 10 entry_is "$risky"
check "and was not posted" 1 nothing_posted
press Return
check "it is held as before" 5 card_says "Not posted: Open-ended ask"
press alt+p
check "and can be posted" 5 posts_are "room #acme: $risky"
check "then nothing is held" 5 held_count 0
forget_posts

pidgin_stop
check "Pidgin ends well" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us" 1 no_complaint
