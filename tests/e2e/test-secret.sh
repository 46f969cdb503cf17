#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A secret in a draft: masked on disk unless its writer agrees, in a real Pidgin by keystrokes.
. "$(dirname "$0")/desktop.sh"
desktop_require "$E2E_PLUGINS/pidgin/badidea-pidgin.so" "$E2E_PLUGINS/badidea.so"

secret=Marigold-4471
draft="The guest password: $secret, enjoy"
masked="The guest password: •••••••••••••, enjoy"
keep='Keep it whole on this computer'

posts_are () {
    diff "$TRANSCRIPT" - <<<"$(printf '%s\n' "$@")" >/dev/null
}

nothing_posted () {
    [ ! -s "$TRANSCRIPT" ]
}

card_says () {
    accessible card | grep -qF -- "$1"
}

# Whether the profile, but for what was posted, holds the secret.
on_disk () {
    grep -rqF --exclude=transcript -- "$1" "$PROFILE"
}

not_on_disk () {
    ! on_disk "$1"
}

held_count () {
    [ "$(find "$PROFILE/badidea/held" -name '*.json' 2>/dev/null | wc -l)" = "$1" ]
}

ticked () {
    accessible states "check box" "$keep" | grep -qw checked
}

not_ticked () {
    accessible find "check box" "$keep" && ! ticked
}

no_check_box () {
    ! accessible find "check box" "$keep"
}

hold () {
    type_text "$1"
    press Return
    true_within 5 card_says "Not posted"
}

desktop_start "$(mktemp -d)"
PROFILE=$DESKTOP/profile
pidgin_start "$PROFILE"

type_text "$draft"
press Return
check "a password is held" 5 card_says "Not posted: Password"
check "the card says that the secret is masked on disk" 1 card_says "masked on disk"
check "and that the whole draft can be lost" 1 card_says "lost when this program ends"
check "a box is there, and not ticked" 1 not_ticked
check "Edit has the focus" 1 focus_is "push button Edit"
check "the draft is on disk" 1 held_count 1
check "without the secret" 1 not_on_disk "$secret"
check "masked" 1 on_disk "$masked"
check "the entry has it whole" 1 entry_is "$draft"
screenshot "$E2E_RESULTS/secret.png"

press shift+Tab
check "the box is one Tab back from Edit" 5 focus_is "check box $keep"
press space
check "Space ticks it" 5 ticked
check "then the secret is on disk" 5 on_disk "$secret"
screenshot "$E2E_RESULTS/secret-kept.png"
press space
check "and unticks it" 5 not_ticked
check "then it is masked again" 5 not_on_disk "$secret"
check "nothing was posted meanwhile" 1 nothing_posted
press Tab
check "Tab goes on to Edit" 5 focus_is "push button Edit"
press alt+k
check "Alt+K ticks it" 5 ticked
check "and the secret is on disk" 5 on_disk "$secret"
press Return
check "Enter on the box is Edit" 5 focus_is entry
check "and posts nothing" 1 nothing_posted
press Return
check "the same draft is held, and the box is ticked" 5 ticked
press Escape
true_within 5 focus_is entry
type_text "!"
press Return
check "another text is asked about anew" 5 not_ticked
check "and is masked" 5 not_on_disk "$secret"
press alt+p
check "confirmed, it is posted whole, once" 5 posts_are "room #acme: $draft!"
check "nothing is held any more" 5 held_count 0
check "and no secret is left on disk" 1 not_on_disk "$secret"
: >"$TRANSCRIPT"

hold "$draft"
kill -KILL "$PIDGIN_PID" && wait "$PIDGIN_PID" 2>/dev/null
PIDGIN_PID=''
check "after a crash the secret is not on disk" 1 not_on_disk "$secret"
pidgin_start "$PROFILE"
check "the draft comes back masked" 10 entry_is "$masked"
check "and the conversation says so" 5 text_shown "it was not written to disk"
press Return
check "it is held, and cannot leave by mistake" 5 card_says "Not posted: Masked part left over"
check "the card says what is missing" 1 card_says "kept masked only"
check "there is nothing to agree to" 1 no_check_box
check "nothing was posted" 1 nothing_posted
screenshot "$E2E_RESULTS/secret-masked.png"
press alt+d
check "it can be discarded" 5 held_count 0

pidgin_stop
check "Pidgin ends well" 1 test "$PIDGIN_STATUS" = 0
check "and says nothing critical about us" 1 no_complaint
