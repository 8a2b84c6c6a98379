#!/bin/bash
# The journal of a pipeline's life is compacted up to places at random. Whatever stands behind the cut follows again byte for byte, the
# wanted state is the same, and stages that start on what is left say nothing new and go on where they were.
. "$(dirname "$0")/70-pipeline-words.sh"
seed=${SEED:-$$} cuts=${CUTS:-16}
echo "# SEED=$seed"
RANDOM=$seed
start_world blue green
start_stages blue green
healthy() { [ "$(journal_read --type target.health | grep -c '"state":"healthy"')" -ge 4 ]; }
until_true 30 healthy && quiet; ok $? 'two clusters are served'

# a life of some turns
traffic weights blue=90 green=10 --reason test >/dev/null
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
slice web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
: | kube blue DELETE $pods/web-a >/dev/null
add_ingress blue cart 80 cart; add_ingress green cart 80 cart
until_true 30 world_has 'target .* 10\.0\.1\.3:8080 healthy'; ok $? 'a pod goes and another comes'
put_ingress blue cart 80 shop2
put_ingress green cart 81 cart '/cart' '"alb.ingress.kubernetes.io/scheme":"nonsense"'
rejected() { count_over plan.rejected true 0; }
until_true 30 rejected; ok $? 'an Ingress is rejected, and its last good form stays'
traffic hold --group shop2 --reason test >/dev/null
stop plan KILL; stop podinfo KILL
for p in 1 2 3 4 5 6; do
    pod web-b 10.0.1.2 "$([ $((p % 2)) -eq 0 ] && echo True || echo False)" | kube blue PUT $pods/web-b >/dev/null; sleep 0.1
done
start_podinfo; start_plan
traffic release --group shop2 --reason test >/dev/null
traffic weights blue=50 green=50 --reason test >/dev/null
remove_ingress green cart
quiet 40; ok $? 'it comes to rest'
stop_stages TERM blue green; stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verified" 2>>"$dir/verify.err"; is "$?" 0 'uncompacted, all follows again'
cp -r "$dir/journal" "$dir/base"
upto() { # the newest sequence up to which build-podinfo, which answers event by event, has answered
    start_journal; "$BIN/journal" stat --json --journal "$endpoint" | jq '[.sources[] | select(.source == "build-podinfo").upto][0]'; stop journal
}
last=$(upto)
read_copy() { # read_copy DIRECTORY: all that it holds
    background copy "$BIN/journal" serve --directory "$1" --listen "ipc://$dir/copy.sock"
    until_true 10 "$BIN/journal" stat --journal "ipc://$dir/copy.sock"
    "$BIN/journal" read --journal "ipc://$dir/copy.sock"; stop copy
}
desired() { "$BIN/build-podinfo" 2>>"$dir/pipe.err" | "$BIN/plan-rules" --desired 2>>"$dir/pipe.err" | jq -c 'select(.stack)'; }
read_copy "$dir/base" >"$dir/all"; desired <"$dir/all" >"$dir/want"
[ -s "$dir/want" ]; ok $? "the wanted state, of $(wc -l <"$dir/all") events"

compact() { # compact DIRECTORY OPTION...
    co_directory=$1; shift
    "$BIN/journal" compact --directory "$co_directory" --keep 0s "$@" --journal "$endpoint" >"$dir/compacted" 2>>"$dir/compact.err"
}
compared=0 different=0 other=0 broken=0 least=999999
for n in $(seq 1 "$cuts"); do
    cut=$((1 + (RANDOM * 32768 + RANDOM) % last))
    rm -rf "$dir/copy"; cp -r "$dir/base" "$dir/copy"
    compact "$dir/copy" --until "$cut" || broken=$((broken + 1))
    "$BIN/journal" verify --replay --directory "$dir/copy" >"$dir/verified" 2>>"$dir/verify.err" || { different=$((different + 1)); echo "# cut at $cut:"; sed 's/^/#   /' "$dir/verified" | cut -c1-1500 | tail -n 12; }
    compared=$((compared + $(sed -n 's/^replayed .* compared=\([0-9]*\) .*/\1/p' "$dir/verified" | awk '{ n += $1 } END { print n + 0 }')))
    if [ $((n % 4)) -eq 0 ]; then
        read_copy "$dir/copy" >"$dir/left"
        left=$(wc -l <"$dir/left"); [ "$left" -lt $least ] && least=$left
        desired <"$dir/left" | cmp -s - "$dir/want" || { other=$((other + 1)); echo "# cut at $cut: another wanted state"; }
    fi
done
is "$broken" 0 "cut at $cuts places"
is "$different" 0 "what was said behind the cut follows again ($compared lines compared)"
[ $compared -gt 0 ]; ok $? 'and something was'
is "$other" 0 "the wanted state is the same ($least events left at least)"

# everything starts on what is left; the second time without what ended just now, and goes on
for linger in 1d 0s; do
    rm -rf "$dir/journal"; cp -r "$dir/base" "$dir/journal"
    compact "$dir/journal" --linger $linger; ok $? "all is compacted, with a linger of $linger: $(cut -d' ' -f2-4 "$dir/compacted")"
    start_journal; before=$((10#$(last_sequence))) changed=$(changes) world=$(world)
    start_stages blue green
    caught_up() { for cu_stage in podinfo plan apply; do [ "$(grep -c 'caught up' "$dir/$cu_stage.log")" -ge "$1" ] || return 1; done; }
    until_true 20 caught_up $((linger_round + 2)); linger_round=$((linger_round + 1))
    quiet 30; ok $? 'all stages start on what is left, and rest'
    journal_read --from $((before + 1)) >"$dir/new"
    is "$(jq -r 'select(.source == "build-podinfo" and (.type | test("^cluster|started") | not)).type' "$dir/new" | sort | uniq -c)" '' 'build-podinfo says nothing new'
    is "$(jq -r 'select(.type == "plan.batch" or .type == "ingress.accepted" or .type == "plan.rejected" or .type == "plan.held") | .type + " " + .subject' "$dir/new")" '' 'plan-rules plans nothing'
    is "$(changes)" "$changed" 'and nothing is sent to AWS'
    world_is "$world"; ok $? 'the world is as it was'
    if [ $linger = 0s ]; then
        slice web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
        until_true 20 world_has '10\.0\.1\.3:' 0; ok $? 'the next event is followed'
        is "$(count plan.batch '(.sequence | tonumber) > '"$before"' and (.subject | startswith("targets/") | not)')" 0 'by the targets that it is about'
        slice web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
        until_true 20 world_has 'target .* 10\.0\.1\.3:8080 healthy'
        quiet 30
    fi
    # without a linger what is under way at the cut may name fewer causes: only the chain is held against it
    replay=; [ $linger = 1d ] && replay=--replay
    "$BIN/journal" verify $replay --directory "$dir/journal" >"$dir/verified" 2>>"$dir/verify.err"; is "$?" 0 "verify $replay, behind it"
    grep '^difference' -A2 "$dir/verified" | cut -c1-2000 | sed 's/^/# /'
    stop_stages TERM blue green; stop journal
done
done_testing
