#!/bin/bash
# The pure stages against the journal: what they said follows again, byte for byte, kill -9 or not; what was forged or altered does
# not; another version's lines are listed; the wanted state of any moment can be had.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
start_stages blue green
healthy() { [ "$(journal_read --type target.health | grep -c '"state":"healthy"')" -ge 4 ]; }
until_true 20 healthy; quiet; ok $? 'two clusters are served'
past=$(last_sequence)
journal_read | "$BIN/build-podinfo" 2>>"$dir/pipe.err" | "$BIN/plan-rules" --desired 2>>"$dir/pipe.err" | jq -c 'select(.stack)' >"$dir/was"

stop plan KILL; stop podinfo KILL
traffic weights blue=90 green=10 --reason test >/dev/null
slice web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
: | kube blue DELETE $pods/web-a >/dev/null
start_podinfo; start_plan
gone() { world_has '10.0.1.1' 0; }
until_true 20 gone; ok $? 'a pod leaves while both pure stages are down'
stop plan KILL; start_plan
quiet

verify() { "$BIN/journal" verify --replay --directory "$1" >"$dir/verified" 2>>"$dir/verify.err"; }
verify "$dir/journal"; is "$?" 0 'verify --replay, while the journal is served'
said() { journal_read --source "$1" | jq -r 'select(.type as $t | ["stage.started","timer.fired","fleet.configured"] | index($t) | not).type' | wc -l; }
for stage in build-podinfo plan-rules; do
    like "$(cat "$dir/verified")" "replayed  source=$stage version=[0-9.]* compared=$(said $stage) differences=0" "all that $stage said"
done

# The wanted state of the past.
desired() { "$BIN/build-podinfo" 2>>"$dir/pipe.err" | "$BIN/plan-rules" --desired 2>>"$dir/pipe.err" | jq -c 'select(.stack)'; }
targets() { jq -r '[.TargetGroups[].Targets[].Id] | sort | join(" ")'; }
is "$(journal_read --until "$past" | desired)" "$(cat "$dir/was")" 'read --until: what was wanted then'
is "$(targets <"$dir/was")" '10.0.1.1 10.0.1.2 10.0.2.1 10.0.2.2' 'with the pod that has gone'
is "$(journal_read | desired | targets)" '10.0.1.2 10.0.2.1 10.0.2.2' 'and now without it'
journal_read >"$dir/all"
{ grep -v '"source":"build-podinfo"' "$dir/all"; grep '"source":"build-podinfo"' "$dir/all"; } >"$dir/late"
is "$(desired <"$dir/late" | targets)" '10.0.1.2 10.0.2.1 10.0.2.2' 'what build-podinfo recorded is not taken over: it is made anew'

# One stage by itself, over altered lines.
replay() { "$BIN/$1" --replay "$2" <"$dir/all" >"$dir/replayed" 2>>"$dir/replay.err"; }
grep '"source":"build-podinfo"' "$dir/all" >"$dir/said"
replay build-podinfo "$dir/said"; is "$?" 0 'build-podinfo --replay'
sed '/podinfo.put/s/10\.0\.1\.2/10.0.1.9/g' "$dir/said" >"$dir/altered"
replay build-podinfo "$dir/altered"; is "$?" 1 'an altered address differs'
like "$(tr '\n' ' ' <"$dir/replayed")" 'recorded  .*10\.0\.1\.9:8080.* replayed  .*10\.0\.1\.2:8080' 'both lines are shown'
grep -v '"type":"ingress.put"' "$dir/said" >"$dir/altered"
replay build-podinfo "$dir/altered"; is "$?" 1 'lines taken out differ'
like "$(cat "$dir/replayed")" 'recorded  nothing' 'and are shown'
grep '"source":"plan-rules"' "$dir/all" >"$dir/said"
replay plan-rules "$dir/said"; is "$?" 0 'plan-rules --replay'
sed 's/"Weight":90/"Weight":91/g' "$dir/said" >"$dir/altered"
replay plan-rules "$dir/altered"; is "$?" 1 'an altered weight differs'
sed 's/"version":"[0-9.]*"/"version":"0.0.0"/' "$dir/said" >"$dir/altered"
replay plan-rules "$dir/altered"; is "$?" 0 'what another version said is not compared'
like "$(cat "$dir/replayed")" 'version=0\.0\.0 .*not compared' 'but listed'

# Forged events in a copy: the chain holds, the replay does not.
stop_stages KILL blue green; stop journal
forge() { # forge NAME SOURCE: the line on stdin, appended under that source's next number
    cp -r "$dir/journal" "$dir/$1"
    background "copy-$1" "$BIN/journal" serve --directory "$dir/$1" --listen "ipc://$dir/$1.sock"
    until_true 10 "$BIN/journal" stat --journal "ipc://$dir/$1.sock"
    "$BIN/journal" append --journal "ipc://$dir/$1.sock" >/dev/null 2>>"$dir/forge.err"
    stop "copy-$1"
}
last_said() { grep "\"type\":\"$1\"" "$dir/all" | tail -n 1; }
last_said podinfo.put | sed 's/10\.0\.1\.2/10.0.1.9/g' | forge address
verify "$dir/address"; is "$?" 1 'a forged podinfo.put'
like "$(cat "$dir/verified")" '^good' 'with a chain that holds'
last_said plan.batch | forge batch
verify "$dir/batch"; is "$?" 1 'a plan.batch said once more'
like "$(cat "$dir/verified")" '^difference  source=plan-rules' 'is told'
# Behind a cut a cluster says nothing for a while: what is answered to it then did not follow from what was compacted.
rm -rf "$dir/journal"; start_journal; start_podinfo
bookmark() { printf '{"specversion":"1.0","id":"%020d","source":"watch-k8s/%s","type":"cluster.bookmark","subject":"%s","data":{"cluster":"%s","uid":"u","versions":{"pods":"%d"}}}\n' "$2" "$1" "$1" "$1" "$2"; }
namespace() { printf '{"specversion":"1.0","id":"%020d","source":"watch-k8s/%s","type":"object.put","subject":"%s/namespace/n","data":{"cluster":"%s","object":{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"n"}}}}\n' "$2" "$1" "$1" "$1"; }
say() { "$BIN/journal" append --journal "$endpoint" >/dev/null; }
answered() { [ "$(journal_read --source build-podinfo --type cluster.bookmark | wc -l)" -ge "$1" ]; }
{ bookmark blue 1; bookmark blue 2; } | say; { bookmark green 1; bookmark green 2; } | say; until_true 10 answered 4
cut=$(last_sequence)
bookmark blue 3 | say; until_true 10 answered 5
namespace blue 4 | say; bookmark green 3 | say; until_true 10 answered 6; ok $? 'a cluster that was silent speaks again'
stop podinfo; stop journal
"$BIN/journal" compact --directory "$dir/journal" --keep 0s --until "$cut" >/dev/null 2>>"$dir/verify.err"
verify "$dir/journal"; is "$?" 0 'compacted before, its answers follow again'
like "$(cat "$dir/verified")" 'replayed  source=build-podinfo version=[0-9.]* compared=2 differences=0' 'and are compared'
done_testing
