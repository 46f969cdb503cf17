#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What is installed, and that uninstalling takes it away again and nothing else.
set -u
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MFLAGS
number=0

result () {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$scratch/output"
    fi
}

# Names without the machine's library folders.
tree () {
    (cd "$1" && find . -type f -printf '%m %p\n' | sort -k 2) |
        sed -e "s|$(pkg-config --variable=plugindir purple)|/PURPLE|" \
            -e "s|$(pkg-config --variable=plugindir pidgin)|/PIDGIN|"
}

run () {
    make -s "B=$build" "$@" >"$scratch/output" 2>&1
}

compare () {
    tree "$1" | diff "tests/install/$2.expected" - >"$scratch/output"
    result $? "$3"
}

build=$(dirname "${BADIDEA:-build/badidea}")
run install DESTDIR="$scratch/all"
compare "$scratch/all" all "make install puts its files where they belong"

touch "$scratch/all/usr/local/share/badidea/rules/own.rules"
run uninstall DESTDIR="$scratch/all"
find "$scratch/all" -type f | diff <(echo "$scratch/all/usr/local/share/badidea/rules/own.rules") - >"$scratch/output"
result $? "make uninstall takes away what it put there and nothing else"

home=$scratch/home
mkdir -p "$home"
HOME=$home XDG_DATA_HOME='' run install-user
compare "$home" user "make install-user puts its files below the home folder"

touch "$home/.purple/plugins/another.so"
"$home/.local/bin/badidea" --version >"$scratch/output" 2>&1
result $? "the installed command runs"

HOME=$home XDG_DATA_HOME='' run uninstall-user
find "$home" -type f | diff <(echo "$home/.purple/plugins/another.so") - >"$scratch/output"
result $? "make uninstall-user takes away what it put there and nothing else"

# What a sanitizer, or counting lines, adds is not ours.
for plugin in "$build"/plugins/*.so "$build"/plugins/*/*.so; do
    nm -D --defined-only "$plugin" | grep -Ev 'asan|ubsan|odr|gcov|mangle_path' | awk '{ print $NF }' >"$scratch/output"
    [ "$(cat "$scratch/output")" = purple_init_plugin ]
    result $? "$(basename "$plugin") exports what libpurple asks for and nothing else"
done

mkdir "$scratch/build"
cp -a "$build"/{plugin,plugins,badidea,libbadidea.a,folders} "$scratch/build"
build=$scratch/build
run install DESTDIR="$scratch/elsewhere" PREFIX="$scratch/prefix"
mv "$scratch/elsewhere$scratch/prefix" "$scratch/prefix"
printf 'Ask us anything!' | HOME=$home XDG_DATA_HOME='' "$scratch/prefix/bin/badidea" check >"$scratch/output" 2>&1
[ $? = 1 ]
result $? "what is installed below another PREFIX finds its rules there"
echo "1..$number"
