#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What passes no gated entry in a real Pidgin: text sent over D-Bus, and Pidgin with the core plugin
# alone. And what the entry's gate does while offline.
. "$(dirname "$0")/desktop.sh"
desktop_require "$E2E_PLUGINS/pidgin/badidea-pidgin.so" "$E2E_PLUGINS/badidea.so"

risky='Ask us anything! #AskAcme'
other='Ask us anything about three'
harmless='See you on Thursday.'

account () {
    purple PurpleAccountsFindAny string:acme string:prpl-rehearsal
}

room () {
    purple PurpleFindConversationWithAccount int32:2 'string:#acme' "int32:$(account)"
}

send_from_elsewhere () {
    purple PurpleConvChatSend "int32:$(purple PurpleConvChat "int32:$(room)")" "string:$1" >/dev/null
}

posts_are () {
    diff "$TRANSCRIPT" - <<<"$(printf '%s\n' "$@")" >/dev/null
}

nothing_posted () {
    [ ! -s "$TRANSCRIPT" ]
}

forget_posts () {
    : >"$TRANSCRIPT"
}

held_count () {
    [ "$(find "$PROFILE/badidea/held" -name '*.json' 2>/dev/null | wc -l)" = "$1" ]
}

card_says () {
    accessible card | grep -qF -- "$1"
}

empty_entry () {
    press ctrl+a BackSpace
    true_within 5 entry_is ''
}

pidgin_kill () {
    kill -KILL "$PIDGIN_PID"
    pidgin_stop 2>/dev/null || :
}

disconnected () {
    [ "$(purple PurpleAccountIsDisconnected "int32:$(account)")" = 1 ]
}

connected () {
    [ "$(purple PurpleAccountIsConnected "int32:$(account)")" = 1 ]
}

desktop_start "$(mktemp -d)"
PROFILE=$DESKTOP/profile
pidgin_start "$PROFILE"

send_from_elsewhere "$harmless"
check "what D-Bus sends and is harmless is posted" 5 posts_are "room #acme: $harmless"
forget_posts
send_from_elsewhere "$risky"
check "what D-Bus sends and is risky is asked about" 5 text_shown "Not posted: Open-ended ask"
check "it is on disk" 1 held_count 1
check "nothing was posted" 1 nothing_posted
check "Enter would mean Edit" 5 focus_is "push button Edit"
screenshot "$E2E_RESULTS/request.png"
press Return
conversation_focus '#acme'
check "Edit gives it back to the entry" 5 entry_is "$risky"
check "still nothing was posted" 1 nothing_posted
press Return
check "from there it is held as any other" 5 card_says "Not posted"
press alt+p
check "and posted once when confirmed" 5 posts_are "room #acme: $risky"
check "nothing is held any more" 5 held_count 0
forget_posts

type_text "$risky"
press Return
true_within 5 card_says "Not posted"
send_from_elsewhere "$other"
true_within 5 text_shown "$other"
press Return
conversation_focus '#acme'
check "given back beside another draft, it is a line of its own" 5 entry_is "$risky"$'\n'"$other"
check "and both are one file" 1 held_count 1
empty_entry
type_text "$risky"
press Return
true_within 5 card_says "Not posted"
send_from_elsewhere "$other"
true_within 5 text_shown "$other"
pidgin_kill
pidgin_start "$PROFILE"
check "after a crash the first of two drafts is back" 5 entry_is "$risky"
press Return
true_within 5 card_says "Not posted"
press alt+d
check "when it is discarded the other one is" 5 entry_is "$other"
press Return
true_within 5 card_says "Not posted"
press alt+d
check "and can be discarded as well" 5 held_count 0
check "the entry is empty then" 5 entry_is ''
check "nothing was posted of them" 1 nothing_posted

type_text "$risky"
press Return
check "a draft is held" 5 card_says "Not posted"
purple PurpleAccountDisconnect "int32:$(account)" >/dev/null
check "the account goes offline" 5 disconnected
conversation_focus '#acme'
press alt+p
check "confirmed while offline it stays, and the card says so" 5 card_says "It did not leave"
check "the draft is in the entry" 1 entry_is "$risky"
check "it is on disk" 1 held_count 1
purple PurpleAccountConnect "int32:$(account)" >/dev/null
check "the account is back" 5 connected
conversation_focus '#acme'
check "nothing has left by itself" 1 nothing_posted
press alt+p
check "confirmed again it is posted, once" 5 posts_are "room #acme: $risky"
forget_posts
pidgin_stop
check "Pidgin ends well" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us" 1 no_complaint

# ---- the core plugin alone, on a connection that allows no newlines ----

PROFILE=$DESKTOP/alone
E2E_NEWLINES=0
profile_make "$PROFILE"
sed -i 's|/badidea-pidgin.so|/badidea.so|' "$PROFILE/prefs.xml"
rm "$PROFILE/plugins/badidea-pidgin.so"
pidgin_start "$PROFILE"
check "the conversation says that it is watched" 5 text_shown "takes a second look"
type_text "First line"$'\n'"$risky"$'\n'"last line"
press Return
check "the risky line is asked about" 5 text_shown "Not posted: Open-ended ask"
check "the line before it has left, the one behind it waits" 1 posts_are "room #acme: First line"
press Tab
click "Post anyway"
check "confirmed, the rest leaves in order" 5 \
    posts_are "room #acme: First line" "room #acme: $risky" "room #acme: last line"
check "nothing is held any more" 5 held_count 0
pidgin_stop
check "Pidgin ends well without our UI plugin" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us there" 1 no_complaint
