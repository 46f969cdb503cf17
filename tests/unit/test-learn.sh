#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# "badidea learn": what it writes, what it says, and what a team's own examples change. Learns
# from a part of the shipped examples. Prints TAP.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
badidea=$(realpath "${BADIDEA:-$top/build/badidea}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME=$scratch LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME
number=0
cd "$scratch" || exit 1

result () {
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        tail -n 30 "$scratch/output" | sed 's/^/# /'
    fi
}

# learn STATUS ARGUMENT...: what it prints is in the file "output", errors in "errors" too.
learn () {
    local expected=$1 status
    shift
    "$badidea" learn "$@" >output 2>errors
    status=$?
    cat errors >>output
    echo "exit $status" >>output
    [ $status = "$expected" ]
}

# checks RULES... <drafts: the ids of the rules that fire, a line a draft
checks () {
    local layers=()
    for layer; do layers+=(--rules "$layer"); done
    "$badidea" check "${layers[@]}" --lines --format jsonl 2>errors |
        sed 's/"rule":"\([^"]*\)"/\n<\1>\n/g' | awk '
            /^{"line"/ { if (NR > 1) print line; line = "" }
            /^</ { line = line (line == "" ? "" : " ") substr($0, 2, length($0) - 2) }
            END { print line }'
}

# scores TOPIC LAYER... <drafts: how much each is like the topic's examples
scores () {
    local topic=$1 layers=()
    shift
    mkdir -p probe
    for layer; do layers+=(--rules "$layer"); done
    printf '%s\n' '[probe]' 'title = Any' 'level = note' 'why = To see.' 'match = .' \
        "learned = $topic >= 0" >probe/probe.rules
    "$badidea" explain "${layers[@]}" --rules probe --lines --format jsonl 2>errors |
        sed 's/.*"source":"'"$topic"' >= 0"[^{}]*"score":\([0-9.e-]*\).*/\1/'
}

# ---- a part of the shipped examples ----

mkdir -p base/examples
part () {
    grep -v -e '^#' -e '^$' "$top/rules/examples/$1.examples" | head -n "$2" >"base/examples/$1.examples"
}
part open-ask 100
part retreat 80
part ordinary-asks 60
part ordinary-posts 60
rule () {
    printf '[%s]\ntitle = T\nlevel = %s\nwhy = W\n' "$1" "$2"
    printf '%s\n' "${@:3}" ''
}
rule asks warn 'learned = open-ask >= 0.8' >base/a.rules
rule asks-locked warn 'learned = open-ask >= 0.8' 'locked = yes' >>base/a.rules

learn 0 --rules base && [ -s base/learned.weights ] && grep -qF "base/learned.weights: $(wc -c <base/learned.weights) bytes" output
result $? "the weights are written, and where is said"

cp output report
grep -Eq '^topic +examples +recognised +at score$' report && grep -Eq '^open-ask +9[0-9] +[0-9]+ %  [01]\.[0-9]+$' report && grep -Eq '^retreat +[0-9]+ +[0-9]+ %' report &&
    grep -qF 'where 0.1 % of ordinary posts' report
result $? "how much of each topic is recognised is said"

grep -q '^Least like the others of \[open-ask\]:$' report && grep -q '^Not of \[retreat\], and most like it:$' report &&
    [ "$(grep -c '^base/examples/open-ask\.examples:[0-9]*: [01]\.[0-9][0-9] ' report)" -ge 5 ]
result $? "the examples that it gets most wrong are said with their places"

head -n 3 base/learned.weights | grep -aq '^made-from=.*29[0-9] examples'
result $? "the file names what it was made from"

cp base/learned.weights first
learn 0 --rules base && cmp first base/learned.weights >output
result $? "the same examples give the same file"

# Other folders, made in another order, with other comments.
mkdir -p other/examples
for file in $(find base/examples -name '*.examples' | sort -r); do
    { echo '# Again.'; echo; cat "$file"; } >"other/examples/$(basename "$file")"
done
learn 0 --rules other && cmp first other/learned.weights >output
result $? "neither the order of creation nor comments change it"

sed 's/^\[open-ask\]$/&\nOne more, ask us whatever./' -i other/examples/open-ask.examples
learn 0 --rules other && ! cmp -s first other/learned.weights
result $? "one more example changes it"

learn 0 --quiet --rules base && [ "$(cat output)" = "exit 0" ]
result $? "--quiet prints nothing"

learn 0 --percent 10 --rules base && grep -qF 'where 10 % of ordinary posts' output
result $? "--percent names the share of false warnings"

recall () {
    awk '$1 == "open-ask" { print $3 }' "$1"
}
[ "$(recall output)" -gt "$(recall report)" ]
result $? "more false warnings recognise more"

for percent in 0 100 -1 nan 150; do
    learn 2 "--percent=$percent" --rules base && grep -qF -- '--percent is between 0 and 100' output
    result $? "$percent percent are refused"
done
learn 2 --percent=few --rules base && grep -q '^badidea learn: ' output
result $? "a word is no percentage"

learn 2 base && grep -qF -- '"base" is no option; name a folder with --rules' output
result $? "a folder without --rules is refused"

# ---- a team's own examples ----

mkdir -p team/examples
cat >team/examples/dares.examples <<'END'
# What went wrong with us before.
[open-ask]
Dare our pilots to do something and we film it.
Give the crew a dare, whatever it is, they do it on camera.
Dare of the week: you pick it, the captain does it.
Which dare should the cabin crew do next? Wildest one wins.
The pilots take any dare you post before noon.
Send a dare to the flight deck and watch them do it live.
We do whatever dare gets the most likes, no backing out.
Our captain never refused a dare. Try him.
Dare the ground crew! The best one is filmed tomorrow.
Post your dare for our pilots below, all are accepted.
END
cat >paraphrases <<'END'
Got a dare for our pilots? They will do it on film.
Your dare, our crew, one camera. Go.
The captain does the dare that you pick this week.
What dare should the crew take on next?
Any dare you post tonight, our pilots do.
Watch the flight deck do your dare live on Friday.
The dare with the most likes gets done, no excuses.
No dare is too wild for our captain.
Ground crew is waiting for your dare, the best is filmed.
Leave a dare below and the pilots take it.
END
scores open-ask base <paraphrases >before
learn 0 --rules base --rules team
result $? "a team's examples are learned on top"

head -n 8 team/learned.weights | grep -aqx "adds-to=$(sed -n 's/^checksum=//p' base/learned.weights)"
result $? "its weights say to which they add"

cmp first base/learned.weights >output
result $? "those below stay as they are"

cp team/learned.weights reported
learn 0 --quiet --rules base --rules team && cmp reported team/learned.weights >output
result $? "a running client, which reports nothing, learns the same"

scores open-ask base team <paraphrases >after
paste before after >output
[ "$(wc -l <output)" = 10 ] && [ "$(awk '$2 > $1 + 0.9 * (1 - $1)' output | wc -l)" -ge 9 ]
result $? "ten examples of a team raise what their paraphrases score"

[ "$(awk '$1 >= 0.95' output | wc -l)" -le 1 ] && [ "$(awk '$2 >= 0.95' output | wc -l)" -ge 9 ]
result $? "paraphrases that did not score 0.95 do"

sed 's/^\[ordinary\]$//' base/examples/ordinary-posts.examples | sed '/^$/d' | head -n 40 >posts
checks base <posts >before
checks base team <posts >after
diff before after >output
[ "$(grep -c '^>' output)" -le 2 ]
result $? "and other posts hardly change"

# ---- how much two examples take ----

# They teach nothing of talk in a room: its weights are all 0, and no reason for a row.
cp -R base talk
rm talk/learned.weights
grep -v -e '^#' -e '^$' "$top/rules/examples/ordinary-chat.examples" | head -n 60 >talk/examples/ordinary-chat.examples
mkdir -p two/examples
printf '%s\n' '[open-ask]' 'Dare our pilots to do something and we film it.' \
    'The pilots take any dare you post before noon.' >two/examples/two.examples
learn 0 --quiet --rules talk && scores open-ask talk <two/examples/two.examples | tail -n 2 >before
learn 0 --quiet --rules talk --rules two
size=$(wc -c <two/learned.weights)
below=$(wc -c <talk/learned.weights)
echo "$size bytes on top of $below" >output
# Those below are of 360 texts: two have no tenth of their features.
[ "$size" -lt $((below / 10)) ]
result $? "two examples make a small file"

scores open-ask talk two <two/examples/two.examples | tail -n 2 >after
paste before after >output
# How far two go depends on the few that they are added to.
[ "$(awk '$1 < 0.8 && $2 > $1 + 0.5 * (1 - $1)' output | wc -l)" = 2 ]
result $? "and score more than half of what they lacked"

# ---- what is shown first ----

warned='Ask us anything, our boss answers all of it.'
mkdir -p words
rule words warn 'phrase = boss' >words/w.rules
checks base words <<<"$warned" >output
[ "$(cat output)" = 'words asks asks-locked' ]
result $? "a rule's own words come before what only reads like examples"

"$badidea" explain --rules base --rules words --format jsonl <<<"$warned" |
    sed 's/,"gave_up":.*//' | grep -o '"rule":"[^"]*"' | cut -d '"' -f 4 | paste -sd ' ' >output
[ "$(cat output)" = 'words asks asks-locked' ]
result $? "explain tells them in the same order"

# ---- what is ordinary for one person ----

mkdir -p own/examples
[ "$(checks base <<<"$warned")" = 'asks asks-locked' ]
result $? "before it is warned about"

printf '%s\n' '[ordinary]' "$warned" 'Ask us anything, our boss reads it all.' >own/examples/mine.examples
learn 0 --quiet --rules base --rules own
checks base own <<<"$warned" >output
grep -qv '\(^\| \)asks\( \|$\)' output
result $? "what somebody calls ordinary is not warned about any more"

grep -q '\(^\| \)asks-locked\( \|$\)' output
result $? "a locked rule stays"

# ---- a topic of one's own ----

mkdir -p site/examples
cat >site/examples/secret.examples <<'END'
[acme-secret]
Project Ziggurat ships in March.
The Ziggurat prototype is in building four.
Who has the Ziggurat budget sheet?
Ziggurat demo went well, nobody outside knows.
Don't tell anyone, Ziggurat slipped again.
Our Ziggurat supplier is Norvane.
I put the Ziggurat plans on the shared drive.
First photos of Ziggurat, for your eyes only!
END
rule secret warn 'learned = acme-secret >= 0.8' >site/s.rules
learn 0 --rules base --rules site
[ "$(printf '%s\n' 'The new Ziggurat plans are on the drive.' 'The new opening hours are on the door.' |
    checks base site | paste -sd ,)" = 'secret,' ]
result $? "a site teaches a topic of its own"

"$badidea" lint site >output 2>&1
! grep -q 'nothing was learned' output
result $? "which its rules may name"

# ---- doubts ----

cp -R base doubts
{
    echo '[open-ask]'
    printf 'Ask our boss anything on %s, anything at all!\n' Monday Tuesday Wednesday Thursday Friday Saturday
    printf '%s\n' '[ordinary]' 'Ask our boss anything on Sunday, anything at all!'
} >doubts/examples/z.examples
learn 0 --rules doubts
sed -n '/^Perhaps under the wrong heading:$/,/^$/p' output >part
grep -qxF 'doubts/examples/z.examples:9: [open-ask]? Ask our boss anything on Sunday, anything at all!' part
result $? "a risky sentence among the ordinary ones is doubted"

cp -R base twins
printf '%s\n' '[open-ask]' 'Dare the gardener to eat a worm.' 'Dare the gardener to eat a worm!' >twins/examples/z.examples
learn 0 --rules twins
sed -n '/^Nearly the same:$/,/^$/p' output >part
grep -qxF 'twins/examples/z.examples:3: as twins/examples/z.examples:2: Dare the gardener to eat a worm!' part
result $? "what is said twice is named"

# ---- rules as examples ----

cp -R base rules-too
rule open-ask.dares note 'phrase = dare' 'hit = Any dare from you is done on film.' 'miss = Do not dare.' \
    >rules-too/d.rules
learn 0 --rules rules-too
head -n 3 rules-too/learned.weights | grep -aq "^made-from=.*$(($(sed -n 's/^made-from=\([0-9]*\).*/\1/p' base/learned.weights) + 2)) examples"
result $? "hits and misses of rules count too"

# Of two folders, one's name begins with that of the other.
mkdir -p rules
learn 0 --rules rules-too --rules rules && grep -qxF "There are no examples in rules/examples" output
result $? "a folder is not taken for one whose name begins alike"

# ---- mistakes ----

mkdir -p nothing
learn 0 --rules nothing && grep -qxF 'There are no examples in nothing/examples' output && [ ! -e nothing/learned.weights ]
result $? "without examples it says so and writes nothing"

learn 0 --quiet --rules nothing && [ "$(cat output)" = "exit 0" ]
result $? "--quiet does not say even that"

cp -R base bad
printf 'Lost.\n[Open ask]\nLost too.\n[open-ask]\nCaf\xe9.\nAsk us.\n' >bad/examples/b.examples
learn 1 --quiet --rules bad && grep -q '^bad/examples/b\.examples:1:1: error: this stands under no heading' errors &&
    grep -q '^bad/examples/b\.examples:2:1: error: .* is no heading' errors &&
    grep -q '^bad/examples/b\.examples:5:4: error: not valid UTF-8' errors && [ "$(wc -l <errors)" = 3 ]
result $? "what cannot be read is placed, and the status is 1"

checks bad <<<"$warned" | grep -q asks
result $? "the rest is learned all the same"

cp -R base closed
rm closed/learned.weights
mkdir -p closed/learned.weights/x
learn 2 --quiet --rules closed && grep -q '^badidea learn: .*learned\.weights' errors
result $? "where nothing can be written it says so, and the status is 2"

cp -R base damaged
# shellcheck disable=SC2059 # an octal escape
printf '\125\252' | dd of=damaged/learned.weights bs=1 seek=4000 conv=notrunc 2>/dev/null
learn 0 --quiet --rules damaged && cmp first damaged/learned.weights >output
result $? "damaged weights are made again from their examples"

printf '\125\252' | dd of=damaged/learned.weights bs=1 seek=4000 conv=notrunc 2>/dev/null
cp team/learned.weights before
learn 2 --rules damaged --rules team && grep -q '^damaged/learned\.weights: error: it is damaged' errors &&
    cmp before team/learned.weights >>output
result $? "nothing is learned on top of damaged ones"

rule words warn 'phrase = boss' >damaged/w.rules
[ "$(checks damaged <<<"$warned")" = words ] && grep -q '^damaged/learned\.weights: error: it is damaged' errors
result $? "damaged weights are refused, and rules go on"

"$badidea" lint damaged >output 2>&1
[ $? = 1 ] && grep -q '^damaged/learned\.weights: error: it is damaged.*; make it again with "badidea learn"$' output
result $? "lint says so too, and what to do"

printf 'Just some\n\nnotes.\n' >damaged/learned.weights
"$badidea" lint damaged >output 2>&1
[ $? = 1 ] && grep -q '^damaged/learned\.weights: error: this is no file of weights' output
result $? "so is a file that is none of ours"

cp -R team stale
sed -i 's/^adds-to=.*/adds-to=0123456789abcdef/' stale/learned.weights
"$badidea" lint base stale >output 2>&1
grep -q '^stale/learned\.weights: warning: this was learned on top of other weights' output
result $? "weights on top of others are warned about"

mkdir -p ordinary/examples
printf '%s\n' '[ordinary]' 'Good morning, all.' 'Good morning, you.' >ordinary/examples/o.examples
learn 0 --quiet --rules ordinary
"$badidea" lint ordinary >problems 2>&1
! grep 'learned\.weights: error' problems >>output
result $? "of ordinary examples alone no file is written that cannot be read"

mkdir -p many/examples
for i in {1..33}; do
    printf '[s%s]\nWe sell number %s hot.\nWe buy a number %s hot dog.\n' "$i" "$i" "$i"
done >many/examples/m.examples
printf '%s\n' '[ordinary]' 'Good morning, all.' >>many/examples/m.examples
learn 2 --quiet --rules many && grep -q '^badidea learn: ' errors
result $? "more topics than a file can hold are refused"

mkdir -p lonely/examples
printf '%s\n' '[open-ask]' 'Ask us anything.' >lonely/examples/l.examples
learn 0 --rules lonely && "$badidea" lint lonely 2>&1 | grep -c error >>output
! "$badidea" lint lonely 2>&1 | grep -q 'learned\.weights: error'
result $? "a single example is no mistake"

mkdir -p letter/examples
printf '%s\n' '[shout]' a >letter/examples/l.examples
learn 0 --rules letter && ! grep -q ' %' output &&
    grep -qxF 'There is nothing ordinary to measure on; write ordinary posts below [ordinary]' output
result $? "without ordinary examples no share is told"

mkdir -p short/examples
printf '%s\n' '[shout]' 'buy now' '[ordinary]' 'we open' >short/examples/s.examples
learn 0 --rules short && grep -q '^shout .* % ' output && ! grep -q '^Nearly the same' output
result $? "two that are only as short as each other are not nearly the same"

echo "1..$number"
