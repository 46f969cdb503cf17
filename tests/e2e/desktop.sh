# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# A private desktop for Pidgin: to be sourced by a bash script that is itself the test.
#
#   . tests/e2e/desktop.sh
#   desktop_require build/plugins/pidgin/badidea-pidgin.so
#   plan 2
#   desktop_start "$(mktemp -d)"
#   pidgin_start "$DESKTOP/profile"
#   type_text "Hello"
#   check "the entry holds what was typed" 5 entry_is "Hello"
#   press Return
#   check "it was posted" 5 grep -qx 'room #acme: Hello' "$TRANSCRIPT"
#
# Nothing of the caller's session is touched: display, D-Bus, accessibility bus, home and profile are
# our own, and what was started ends with the script. Settings, all from the environment:
#   E2E_PLUGINS    folder of the .so files             (build/plugins)
#   E2E_TEMPLATES  folder of the profile's *.xml.in    (tests/e2e/profile)
#   E2E_RULES      rules shown to the plugin as the shipped ones (rules)
#   E2E_RESULTS    screenshots and logs of failures    (build/e2e)
#   E2E_NEWLINES   may a post hold several lines: 1 or 0 (1)
#   E2E_BUDDIES    is the buddy list open: 1 or 0      (0)
#   E2E_TOPIC      the topic of #acme                  (none)
#   E2E_PRELOAD    LD_PRELOAD for Pidgin alone, such as libasan's path
#   E2E_PATIENCE   multiplies every deadline           (4)

E2E_DIR=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
E2E_ROOT=$(cd "$E2E_DIR/../.." && pwd)
: "${E2E_PLUGINS:=$E2E_ROOT/build/plugins}" "${E2E_TEMPLATES:=$E2E_DIR/profile}"
: "${E2E_RULES:=$E2E_ROOT/rules}" "${E2E_RESULTS:=$E2E_ROOT/build/e2e}"
: "${E2E_NEWLINES:=1}" "${E2E_TOPIC:=}" "${E2E_BUDDIES:=0}" "${E2E_PRELOAD:=}" "${E2E_PATIENCE:=4}"

DESKTOP='' DESKTOP_RUN='' DESKTOP_PIDS=() PIDGIN_PID='' PIDGIN_STATUS=''
TAP_PLANNED='' TAP_COUNT=0 TAP_FAILED=0

# ---- what the tests print ----

plan () {
    TAP_PLANNED=$1
    echo "1..$1"
}

diag () {
    printf '%s\n' "$*" | sed 's/^/# /'
}

pass () {
    TAP_COUNT=$((TAP_COUNT + 1))
    echo "ok $TAP_COUNT - $1"
}

# fail NAME [LINE...]: the lines say why; the screen, the widgets and Pidgin's log are kept beside.
fail () {
    local name=$1
    shift
    TAP_COUNT=$((TAP_COUNT + 1)) TAP_FAILED=$((TAP_FAILED + 1))
    echo "not ok $TAP_COUNT - $name"
    if (($#)); then
        diag "$(printf '%s\n' "$@")"
    fi
    keep_evidence "$(basename "$0" .sh)-$TAP_COUNT"
}

# check NAME SECONDS COMMAND...: passes as soon as the command succeeds.
check () {
    local name=$1 seconds=$2
    shift 2
    if true_within "$seconds" "$@"; then
        pass "$name"
    else
        fail "$name" "never true within $seconds s: $*"
    fi
}

skip () {
    TAP_COUNT=$((TAP_COUNT + 1))
    echo "ok $TAP_COUNT - $1 # SKIP $2"
}

# Without the means the whole script is skipped, but where CI is set they have to be there.
skip_all () {
    if [ -n "${CI:-}" ]; then
        TAP_PLANNED=1
        plan 1
        fail "the desktop tests can run" "$1"
        exit 1
    fi
    TAP_PLANNED=0
    echo "1..0 # SKIP $1"
    exit 0
}

# desktop_require [FILE...]: skips all unless the programs used here and the files are there.
desktop_require () {
    local need missing=()
    for need in Xvfb openbox dbus-daemon dbus-send xdotool import pidgin; do
        command -v "$need" >/dev/null || missing+=("$need")
    done
    for need in "$AT_SPI_LAUNCHER" /usr/bin/python3 "$@"; do
        [ -e "$need" ] || missing+=("$need")
    done
    for need in libgail libatk-bridge; do
        compgen -G "/usr/lib/*/gtk-2.0/modules/$need.so" >/dev/null || missing+=("GTK 2's $need.so")
    done
    /usr/bin/python3 -c 'import gi; gi.require_version ("Atspi", "2.0")' 2>/dev/null ||
        missing+=("Python's Atspi 2.0")
    [ ${#missing[@]} = 0 ] || skip_all "not here: ${missing[*]}"
}

keep_evidence () {
    [ -n "$DESKTOP" ] || return 0
    mkdir -p "$E2E_RESULTS"
    screenshot "$E2E_RESULTS/$1.png" 2>/dev/null && diag "screen: $E2E_RESULTS/$1.png"
    accessible tree >"$E2E_RESULTS/$1.tree" 2>&1 && diag "widgets: $E2E_RESULTS/$1.tree"
    [ ! -e "$DESKTOP/pidgin.log" ] || cp "$DESKTOP/pidgin.log" "$E2E_RESULTS/$1.log"
}

# ---- waiting ----

microseconds () {
    echo "${EPOCHREALTIME//[!0-9]/}"
}

# true_within SECONDS COMMAND...: false after the deadline.
true_within () {
    local end=$(($(microseconds) + $1 * E2E_PATIENCE * 1000000))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(microseconds)" -lt "$end" ] || return 1
        sleep 0.05
    done
}

# wait_until DESCRIPTION SECONDS COMMAND...: false, with a diagnostic line, after the deadline.
wait_until () {
    local what=$1
    shift
    true_within "$@" || { diag "gave up waiting for $what" && false; }
}

alive () {
    [ -n "$1" ] && kill -0 "$1" 2>/dev/null
}

gone () {
    ! alive "$1"
}

# ---- the desktop ----

AT_SPI_LAUNCHER=/usr/libexec/at-spi-bus-launcher

# Starts a program that ends with this shell, even if the shell is killed. Its own session keeps the
# terminal's Ctrl+C away from it. Sets STARTED; standard output and error go to the log.
start () {
    local log=$1
    shift
    setpriv --pdeathsig TERM setsid "$@" >>"$log" 2>&1 </dev/null &
    STARTED=$!
}

desktop_program () {
    start "$DESKTOP/desktop.log" "$@"
    DESKTOP_PIDS+=("$STARTED")
}

# Sockets live in a short path of their own: their names may hold 107 bytes only.
desktop_environment () {
    DESKTOP_RUN=$(mktemp -d "${TMPDIR:-/tmp}/desktop.XXXXXX")
    mkdir -p "$DESKTOP"/{home,config,data,cache,state,no-plugins}
    unset WAYLAND_DISPLAY XAUTHORITY SESSION_MANAGER DESKTOP_STARTUP_ID NO_AT_BRIDGE LC_ALL LANGUAGE
    unset GTK_PATH GTK_IM_MODULE_FILE XMODIFIERS
    export HOME=$DESKTOP/home XDG_CONFIG_HOME=$DESKTOP/config XDG_DATA_HOME=$DESKTOP/data
    export XDG_CACHE_HOME=$DESKTOP/cache XDG_STATE_HOME=$DESKTOP/state XDG_RUNTIME_DIR=$DESKTOP_RUN
    export LANG=C.UTF-8 TZ=UTC GTK_MODULES=gail:atk-bridge GTK2_RC_FILES=/dev/null
    export GTK_IM_MODULE=gtk-im-context-simple GSETTINGS_BACKEND=memory GIO_USE_VFS=local
    # Without its plugins GStreamer need not look through them all for a fresh home.
    export GST_PLUGIN_SYSTEM_PATH_1_0=$DESKTOP/no-plugins GST_REGISTRY_FORK=no
    export DBUS_SESSION_BUS_ADDRESS=unix:path=$DESKTOP_RUN/session
    export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$DESKTOP_RUN/no-system-bus
}

# No service folders: nothing of the machine's session is ever started on this bus.
write_bus_config () {
    cat >"$DESKTOP/session.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>$DBUS_SESSION_BUS_ADDRESS</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
}

accessibility_address () {
    dbus-send --session --print-reply=literal --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress
}

# desktop_start DIR [WIDTHxHEIGHT]: DIR holds its logs, home and configuration.
desktop_start () {
    mkdir -p "$1"
    DESKTOP=$(cd "$1" && pwd)
    trap desktop_exit EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    desktop_environment
    write_bus_config
    : >"$DESKTOP_RUN/display"
    desktop_program dbus-daemon --config-file="$DESKTOP/session.conf" --nofork --nopidfile
    desktop_program Xvfb -displayfd 3 -screen 0 "${2:-1024x768}x24" -dpi 96 -nolisten tcp -noreset \
        3>"$DESKTOP_RUN/display"
    wait_until "the X server" 10 grep -q . "$DESKTOP_RUN/display" || desktop_broken
    DISPLAY=:$(<"$DESKTOP_RUN/display")
    export DISPLAY
    desktop_program openbox --sm-disable
    wait_until "the session bus" 10 [ -S "$DESKTOP_RUN/session" ] || desktop_broken
    desktop_program "$AT_SPI_LAUNCHER" --launch-immediately
    wait_until "the accessibility bus" 10 accessibility_address || desktop_broken
    AT_SPI_BUS_ADDRESS=$(accessibility_address | tr -d ' ')
    export AT_SPI_BUS_ADDRESS
}

desktop_broken () {
    fail "the desktop starts" "$(tail -n 20 "$DESKTOP/desktop.log")"
    exit 1
}

# Ends what was started, last first, and waits for it.
desktop_stop () {
    local i
    pidgin_stop || :
    for ((i = ${#DESKTOP_PIDS[@]} - 1; i >= 0; i--)); do
        end_process "${DESKTOP_PIDS[i]}" 3 || :
    done
    DESKTOP_PIDS=()
    [ -z "$DESKTOP_RUN" ] || rm -rf "$DESKTOP_RUN"
    DESKTOP_RUN=''
}

# end_process PID SECONDS: its exit status; false also if it had to be killed.
end_process () {
    local status=0
    kill -TERM "$1" 2>/dev/null
    if ! wait_until "the end of process $1" "$2" gone "$1"; then
        kill -KILL "$1" 2>/dev/null
    fi
    wait "$1" 2>/dev/null || status=$?
    return "$status"
}

# The script ends here whatever happened: a plan not met is a failure.
desktop_exit () {
    local status=$?
    trap - EXIT
    desktop_stop
    if [ "$TAP_COUNT" != "${TAP_PLANNED:-$TAP_COUNT}" ]; then
        diag "planned $TAP_PLANNED, ran $TAP_COUNT"
        status=1
    fi
    if [ -z "$TAP_PLANNED" ] && [ "$status" = 0 ]; then
        plan "$TAP_COUNT"
    fi
    [ "$TAP_FAILED" = 0 ] || status=1
    exit "$status"
}

# ---- Pidgin ----

xml_escaped () {
    printf '%s' "$1" | sed "s/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/'/\&apos;/g"
}

# profile_make PROFILE: a Pidgin profile from the templates.
profile_make () {
    local template text
    mkdir -p "$1/plugins" "$XDG_DATA_HOME/badidea"
    : >>"$1/transcript"
    find "$E2E_PLUGINS" -name '*.so' -exec ln -sf -t "$1/plugins" {} +
    ln -sfn "$E2E_RULES" "$XDG_DATA_HOME/badidea/rules"
    for template in "$E2E_TEMPLATES"/*.xml.in; do
        text=$(<"$template")
        text=${text//@PLUGINS@/"$(xml_escaped "$1/plugins")"}
        text=${text//@TRANSCRIPT@/"$(xml_escaped "$1/transcript")"}
        text=${text//@NEWLINES@/"$E2E_NEWLINES"}
        text=${text//@BUDDIES@/"$E2E_BUDDIES"}
        text=${text//@TOPIC@/"$(xml_escaped "$E2E_TOPIC")"}
        printf '%s\n' "$text" >"$1/$(basename "$template" .in)"
    done
}

# purple METHOD [ARGUMENT...]: libpurple's own D-Bus interface; prints the value that comes back.
purple () {
    local method=$1
    shift
    dbus-send --session --print-reply=literal --dest=im.pidgin.purple.PurpleService \
        /im/pidgin/purple/PurpleObject "im.pidgin.purple.PurpleInterface.$method" "$@" |
        sed 's/.*int32 //; s/\].*//; s/^ *//'
}

# pidgin_start PROFILE [TITLE]: waits until the conversation TITLE (#acme) can be typed into. The
# profile is made if there is none, so that the same one can be started again. Sets TRANSCRIPT, the file
# of what was posted. PROFILE is an absolute path.
pidgin_start () {
    local title=${2:-#acme}
    export TRANSCRIPT=$1/transcript
    [ -e "$1/accounts.xml" ] || profile_make "$1"
    start "$DESKTOP/pidgin.log" env \
        ${E2E_PRELOAD:+"LD_PRELOAD=$E2E_PRELOAD" "LSAN_OPTIONS=${LSAN_OPTIONS:-}:exitcode=0" PURPLE_LEAKCHECK_HELP=1} \
        pidgin --multiple --force-online --debug --config="$1"
    PIDGIN_PID=$STARTED PIDGIN_STATUS=''
    wait_until "the conversation $title" 20 conversation_ready "$title" && alive "$PIDGIN_PID" && return
    fail "Pidgin opens $title" "$(tail -n 20 "$DESKTOP/pidgin.log")"
    exit 1
}

# True as well when there is nothing left to wait for.
conversation_ready () {
    gone "$PIDGIN_PID" || { conversation_focus "$1" && accessible entry; }
}

# conversation_focus TITLE: gives the window of that conversation the keyboard.
conversation_focus () {
    xdotool search --onlyvisible --name "^$1\$" windowactivate
}

# pidgin_stop: asks Pidgin to quit; false if it had ended before, had to be killed, or failed.
# PIDGIN_STATUS is its exit status.
pidgin_stop () {
    local was_alive=true
    [ -n "$PIDGIN_PID" ] || return 0
    alive "$PIDGIN_PID" || was_alive=false
    PIDGIN_STATUS=0
    end_process "$PIDGIN_PID" 10 || PIDGIN_STATUS=$?
    PIDGIN_PID=''
    if [ "$was_alive" = false ]; then
        diag "Pidgin had ended before, with status $PIDGIN_STATUS"
        return 1
    fi
    [ "$PIDGIN_STATUS" = 0 ] || diag "Pidgin ended with status $PIDGIN_STATUS"
    return "$PIDGIN_STATUS"
}

# no_complaint: nothing in Pidgin's log that our code did wrong: no critical or warning of GLib's in
# our domain, and where sanitizers are preloaded no error, and no leak of memory that our code asked
# for: of the frames in Pidgin, libpurple and the plugins the innermost is ours.
no_complaint () {
    ! grep -E '(badidea|rehearsal)-?(CRITICAL|WARNING)|ERROR: AddressSanitizer|runtime error:' \
        "$DESKTOP/pidgin.log" >&2 &&
        ! awk '/^(Direct|Indirect) leak/ { leak = $0; known = 0 }
            !known && /^ *#[0-9]+ .*(libpurple|pidgin\+|plugin\/|badidea|rehearsal)/ {
                known = 1
                if (/plugin\/|badidea|rehearsal/) print leak "\n" $0
            }' "$DESKTOP/pidgin.log" | grep . >&2
}

# ---- eyes and hands ----

accessible () {
    timeout 10 /usr/bin/python3 "$E2E_DIR/accessible.py" "$@"
}

entry_text () {
    accessible entry
}

entry_is () {
    [ "$(entry_text)" = "$1" ]
}

log_text () {
    accessible log
}

text_shown () {
    accessible shows "$1" >/dev/null
}

focused_name () {
    accessible focused
}

focus_is () {
    [ "$(focused_name)" = "$1" ]
}

buttons () {
    accessible buttons
}

# type_text TEXT: a line break is typed as Shift+Return, which does not send.
type_text () {
    local line rest=$1
    while [[ $rest == *$'\n'* ]]; do
        line=${rest%%$'\n'*} rest=${rest#*$'\n'}
        type_line "$line"
        press shift+Return
    done
    type_line "$rest"
}

# Left to itself xdotool lends a key to each character that no key has, and the program, which reads the
# keyboard's map a moment later, loses or confuses them: those go in by number, as GTK lets a writer do.
type_line () {
    local ascii='' i character
    for ((i = 0; i < ${#1}; i++)); do
        character=${1:i:1}
        if [[ $character == [[:ascii:]] ]]; then
            ascii+=$character
        else
            type_ascii "$ascii"
            ascii=''
            type_by_number "$character"
        fi
    done
    type_ascii "$ascii"
}

type_ascii () {
    [ -z "$1" ] || xdotool type --delay 2 -- "$1"
}

type_by_number () {
    local digits
    digits=$(printf '%x' "'$1")
    # shellcheck disable=SC2046 # a key a digit
    press ctrl+shift+u $(printf '%s' "$digits" | sed 's/./& /g') space
}

# press KEY...: names as xdotool takes them, such as Return, Escape or ctrl+a.
press () {
    xdotool key --delay 2 -- "$@"
}

# click NAME [ROLE]: a push button unless another role is named; false if it does not show.
click () {
    local place
    place=$(accessible find "${2:-push button}" "$1") || return 1
    # shellcheck disable=SC2086 # two numbers
    xdotool mousemove $place click 1
}

# screenshot FILE.png: the whole screen.
screenshot () {
    mkdir -p "$(dirname "$1")"
    import -silent -window root "$1"
}
