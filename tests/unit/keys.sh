#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What rule files may hold, read from the tables in the code. Sourced; wants $top, the project's folder.

# A table in C: from the line that holds $2 to its end.
table () {
    # shellcheck disable=SC2154 # of whoever sources this
    awk -v start="$2" 'index ($0, start) { on = 1 } on { print } on && /};$/ { exit }' "$top/plugin/core/$1"
}

# The first string of each row, whatever column it stands in.
rows () {
    grep -o '{"[a-z-]*"' | tr -d '{"' | sort
}

words () {
    grep -o '"[a-z]*"' | tr -d '"' | sort
}

# $1: rule, class, precedent, situation, calendar, when; or aspect, level, view, validator
known () {
    case $1 in
    rule) table rule/rulekeys.c 'Key keys[] = {' | rows ;;
    class) table pattern/classread.c 'kinds[] = {' | rows ;;
    precedent) table rule/precedent.c '} keys[] = {' | grep -o 'FIELD ([a-z]*' | sed 's/.*(//' | sort ;;
    situation) table situation/situationkeys.c 'Key keys[] = {' | rows ;;
    calendar) table situation/memorial.c 'Key keys[] = {' | rows ;;
    when) table situation/subject.c 'BiSubject subjects[] = {' | rows ;;
    aspect) table rule/rulevalues.c '*const aspects[] = {' | words ;;
    level) table rule/rulevalues.c '*const levels[] = {' | words ;;
    view) table rule/rulevalues.c '*const views[] = {' | words ;;
    validator) table rule/validator.c 'validators[] = {' | rows ;;
    esac
}
