#!/bin/bash
# An incident, and a move. The commands of docs/OPERATIONS.md do what it says, as they are printed; then the journal is exported, imported on another
# machine, and the pipeline started there goes on from it: nothing is said again, nothing is planned twice.
. "$(dirname "$0")/70-pipeline-words.sh"
docs=$(cd "$(dirname "$0")/../.." && pwd)/docs/OPERATIONS.md
PATH=$BIN:$PATH
export HEADGATE_JOURNAL=$endpoint
start_world blue
start_stages blue
healthy() { [ "$(journal_read --type target.health | grep -c '"state":"healthy"')" -ge 2 ]; }
until_true 20 healthy; quiet; ok $? 'a cluster is served'
past=$(last_sequence | sed 's/^0*//')
slice web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
: | kube blue DELETE $pods/web-a >/dev/null
gone() { world_has '10.0.1.1' 0; }
until_true 20 gone; quiet; ok $? 'a pod leaves'
now=$(last_sequence | sed 's/^0*//')

# each block of the section on incidents, with the names of this world in the place of those of the page
call=$(journal_read --type call.done | jq -r 'select(.data.action == "DeregisterTargets").id' | tail -n 1 | sed 's/^0*//')
rule=$(aws_state | jq -r '[.. | objects | .arn? // empty | strings | select(contains(":listener-rule/"))][0]')
here() { sed "s#apply-aws\#17#apply-aws\#$call#; s#10\.0\.1\.17:8080#10.0.1.1:8080#; s#blue/shop/web-7c9f#blue/default/web-a#; s#green/shop/web#blue/default/shop#
    s#arn:aws:elasticloadbalancing:….*#$rule#; s#\b1234\b#$past#g; s#\b1240\b#$now#g; s#/var/lib/headgate/journal#$dir/journal#"; }
sed -n '/^## How to debug/,$p' "$docs" | here | awk -v to="$dir/block" '/^```/ { on = !on; if (on) n++; next } on { print > (to "." n) }'
blocks=$(ls "$dir"/block.* | wc -l); [ "$blocks" -ge 6 ]; ok $? "$blocks blocks of commands"
for n in $(seq "$blocks"); do
    sed -i 's/^\(.* --follow.*\)$/timeout 3 \1 || [ $? = 124 ]/' "$dir/block.$n"
    (cd "$dir" && timeout 60 bash "$dir/block.$n" >"$dir/shown.$n" 2>"$dir/shown.err")
    [ -s "$dir/shown.$n" ] || [ "$(grep -c '^wanted()' "$dir/block.$n")" = 1 ]; ok $? "block $n shows something: $(head -n 1 "$dir/block.$n" | cut -c1-70)"
    is "$(grep -vE '^(build-podinfo|plan-rules): ' "$dir/shown.err" | head -n 3)" '' 'and complains of nothing'
done
shown() { cat "$dir/shown.$(grep -l -- "$1" "$dir"/block.* | head -n 1 | sed 's/.*\.//')"; }
like "$(shown '^journal trace')" "DeregisterTargets  request [0-9a-f-]+  \[apply-aws#$call @" 'trace leads to the call and its request id'
is "$(shown '^wanted()' | grep -c '^< .*10\.0\.1\.1"')" 1 'the two wanted states differ by the pod that left'
like "$(shown 'verify --replay')" '^replayed  source=plan-rules .* differences=0' 'it would be decided so again'
# the state of a moment told by the clock
at=$(journal_read --from "$past" --until "$past" | jq -r .recordedtime)
is "$(journal_read --until "$at" | tail -n 1 | jq -r .sequence)" "$(printf '%020d' "$past")" 'read --until TIME ends at that moment'

# the move
said() { journal_read | jq -r 'select(.type | test("^(stage.started|timer.fired|cluster.bookmark)$") | not) | [.sequence, .recordedtime, .source, .id, .type, .subject] | @tsv'; }
said >"$dir/said"; changed=$(changes)
journal verify --directory "$dir/journal" | sed 's/^good/noted/' >"$dir/anchors"
stop_stages TERM blue
journal export --zstd --directory "$dir/journal" >"$dir/moved.zst" 2>>"$dir/export.log"; ok $? 'the journal is exported'
stop journal; mv "$dir/journal" "$dir/left-behind"
journal import --directory "$dir/journal" <"$dir/moved.zst" >"$dir/imported" 2>&1; ok $? 'and imported elsewhere'
start_journal; start_stages blue
started() { [ "$(count stage.started 'true')" -ge 8 ]; }
until_true 20 started; quiet; ok $? 'all stages start on it'
said >"$dir/said.now"
is "$(LC_ALL=C diff "$dir/said" "$dir/said.now")" '' 'nothing is said again, nothing is planned'
is "$(changes)" "$changed" 'and AWS is asked for nothing'
slice web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
until_true 20 world_has '10.0.1.3:8080 healthy'; quiet; ok $? 'and they go on'
journal verify --replay --directory "$dir/journal" --anchor "$dir/anchors" >"$dir/verified" 2>>"$dir/verify.err"; is $? 0 'what was said before and after follows from one chain'
like "$(head -n 1 "$dir/verified")" '^good .* anchors=1' 'which the anchor of before vouches for'
done_testing
