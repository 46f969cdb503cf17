#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# One contact, two accounts, one entry: Pidgin hands it to the account that was written to last. What was
# held for a watched account is looked at whichever account it leaves through, and leaves once.
. "$(dirname "$0")/desktop.sh"
desktop_require "$E2E_PLUGINS/pidgin/badidea-pidgin.so" "$E2E_PLUGINS/badidea.so"

risky='Ask us anything! #AskAcme'

# Watched: joe; not watched: acme.
write_account () {
    cat <<END
 <account>
  <protocol>prpl-rehearsal</protocol>
  <name>$1</name>
  <settings>
   <setting name='transcript' type='string'>$PROFILE/$1</setting>
   <setting name='badidea-watched' type='bool'>$2</setting>
  </settings>
  <settings ui='gtk-gaim'>
   <setting name='auto-login' type='bool'>1</setting>
  </settings>
 </account>
END
}

write_profile () {
    profile_make "$PROFILE"
    {
        echo "<account version='1.0'>"
        write_account joe 1
        write_account acme 0
        echo "</account>"
    } >"$PROFILE/accounts.xml"
    sed -i "s|<group name='Chats'>|&<contact alias='alice'>\
<buddy account='joe' proto='prpl-rehearsal'><name>alice</name></buddy>\
<buddy account='acme' proto='prpl-rehearsal'><name>alice</name></buddy></contact>|" "$PROFILE/blist.xml"
    sed -i "s|<pref name='conversations'>|&<pref name='tabs' type='bool' value='0'/>|
        s|<pref name='purple'>|<pref name='plugins'><pref name='core'><pref name='badidea'>\
<pref name='accounts_chosen' type='bool' value='1'/></pref></pref></pref>&|" "$PROFILE/prefs.xml"
}

# conversation ACCOUNT: with alice, opened if it is not there.
conversation () {
    purple PurpleConversationNew int32:1 \
        "int32:$(purple PurpleAccountsFindAny "string:$1" string:prpl-rehearsal)" string:alice
}

# alice_writes_to ACCOUNT: then Pidgin hands the entry to it.
alice_writes_to () {
    purple PurpleConvImWrite "int32:$(purple PurpleConvIm "int32:$(conversation "$1")")" \
        string:alice "string:hello $1" int32:2 int32:0 >/dev/null
    true_within 5 text_shown "hello $1"
}

# posted ACCOUNT [TEXT...]: all that alice got from it.
posted () {
    local account=$1
    shift
    diff "$PROFILE/$account" - <<<"$(printf 'im alice: %s\n' "$@")" >/dev/null
}

nothing_posted () {
    [ ! -s "$PROFILE/joe" ] && [ ! -s "$PROFILE/acme" ]
}

forget_posts () {
    : >"$PROFILE/joe"
    : >"$PROFILE/acme"
}

held_count () {
    [ "$(find "$PROFILE/badidea/held" -name '*.json' 2>/dev/null | wc -l)" = "$1" ]
}

decided () {
    tail -n 1 "$PROFILE/badidea/journal" | grep "\"decision\":\"$1\"" | grep -q "\"account\":\"$2\""
}

card_says () {
    accessible card | grep -qF -- "$1"
}

no_card () {
    ! accessible card
}

# close_window TITLE: the one with the keyboard.
close_window () {
    press ctrl+w
    true_within 5 window_gone "$1"
}

window_gone () {
    ! conversation_focus "$1"
}

# open_both: conversations with alice.
open_both () {
    conversation acme >/dev/null
    conversation joe >/dev/null
    wait_until "the conversation alice" 10 conversation_focus alice
    true_within 5 focus_is entry
}

# send_to_acme: by Pidgin's menu, where it is the last.
send_to_acme () {
    press alt+e
    true_within 5 focus_is ''
    press End Return
    true_within 5 focus_is entry
}

desktop_start "$(mktemp -d)"
PROFILE=$DESKTOP/profile
write_profile
forget_posts
pidgin_start "$PROFILE"
close_window '#acme'
open_both

type_text "$risky"
press Return
check "a draft is held, and the card names the account" 5 card_says "to alice, from joe"
press alt+t
check "Alt and its letter are Edit beside Pidgin's own menus" 5 focus_is entry
type_text " soon"
alice_writes_to acme
press Return
check "edited, it does not leave through an account that is not watched" 5 card_says "to alice, from acme"
check "nothing was posted" 1 nothing_posted
check "it is one file" 1 held_count 1
press alt+p
check "confirmed, it leaves through the account that the card names" 5 posted acme "$risky soon"
check "and through no other" 1 test ! -s "$PROFILE/joe"
check "then nothing is held" 5 held_count 0
check "the journal says who posted it" 1 decided posted acme
forget_posts
type_text "$risky"
press Return
check "what is typed for the account that is not watched is not looked at" 5 posted acme "$risky"
forget_posts

alice_writes_to joe
type_text "$risky"
press Return
true_within 5 card_says "from joe"
alice_writes_to acme
press alt+p
check "confirmed while another account has the entry, it leaves through its own" 5 posted joe "$risky"
check "and nothing is held" 5 held_count 0
forget_posts

alice_writes_to joe
type_text "$risky"
press Return
true_within 5 card_says "from joe"
press alt+t
true_within 5 focus_is entry
send_to_acme
press Return
check "sent to the other account on purpose, it is held as well" 5 card_says "to alice, from acme"
press alt+p
check "and leaves once confirmed" 5 posted acme "$risky"
check "it is done with for the account that it was held for" 5 held_count 0
forget_posts
close_window alice
open_both
check "it is not offered there again" 2 entry_is ''

type_text "$risky"
press Return
true_within 5 card_says "from joe"
pidgin_stop
pidgin_start "$PROFILE"
close_window '#acme'
open_both
check "after a restart a held draft is back" 5 entry_is "$risky"
alice_writes_to acme
press Return
check "and does not leave through the other account" 5 card_says "to alice, from acme"
check "nothing was posted" 1 nothing_posted
press alt+d
check "discarded, it is gone from disk" 5 held_count 0

pidgin_stop
check "Pidgin ends well" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us" 1 no_complaint
