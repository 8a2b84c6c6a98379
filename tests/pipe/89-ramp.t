#!/bin/bash
# Weights moved step by step: to the end, back when a condition says so, over a journal that is away, and stopped by Ctrl-C.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
start_stages blue green
until_true 30 world_has '^target .*healthy' 4 && quiet; ok $? 'two clusters serve the same rules'
ramp() { timeout 120 "$BIN/shift-traffic" ramp "$@" --journal "$endpoint"; }
told() { jq -r "[.ramp, .step, ${2:-.weights.green}] | map(tostring) | join(\":\")" "$1" | tr '\n' ' '; }
operator() { journal_read --type traffic.weights | tail -n 1 | jq -c '[.data.weights[]? | .cluster, .weight]'; }
in_force() { world_has "^rule.*=$1 .*=$2" 2; }

# ---- to the end
traffic weights blue=100 green=0 >/dev/null
until_true 20 in_force 100 0; ok $? 'green stands at 0'
ramp green=0..100 step=50 every=100ms --wait --timeout 60s --reason 'release 7' --abort-if 'healthy<80%' --abort-if stale >"$dir/lines" 2>"$dir/said"; is $? 0 'a ramp to the end'
in_force 100 100; ok $? 'with --wait AWS has the last weights when it ends'
is "$(jq -s 'length > 3' "$dir/lines")" true 'each line is one JSON object'
like "$(told "$dir/lines")" '^begun:0:0 .*step:1:50 .*step:2:100 .*done:2:100 $' 'what stands already is no step'
is "$(jq -c 'select(.ramp == "done") | [.of, .targets.green.healthy, .targets.green.registered]' "$dir/lines")" '[2,2,2]' 'with how many are healthy'
is "$(journal_read --type traffic.weights | tail -n 1 | jq -c '[.data.reason, (.data.user | startswith("uid "))]')" '["ramp, step 2 of 2: release 7",true]' 'each step is an event with its reason'
is "$(operator)" '["blue",100,"green",100]' 'blue keeps what was said of it'
ramp green=100..0 blue=0..100 step=50 every=100ms >"$dir/lines" 2>/dev/null; is $? 0 'two clusters at once'
like "$(told "$dir/lines" '.weights.blue, .weights.green')" 'step:0:0:100 step:1:50:50 step:2:100:0 done:2:100:0 $' 'keep pace'
until_true 20 in_force 100 0; ok $? 'and AWS follows'

# ---- back
group=$(aws_state | jq -r '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")).name][0]')
: >"$dir/lines"
ramp green=0..100 step=20 every=2s --abort-if 'healthy<80%' >"$dir/lines" 2>"$dir/said" & ramper=$!
children="$children $ramper"
has_step() { grep -q '"ramp":"step"' "$dir/lines"; }
until_true 20 has_step; ok $? 'a ramp has begun'
sim "health?state=unhealthy&group=$group"
wait $ramper; is $? 100 'targets become unhealthy: it aborts'
like "$(told "$dir/lines" .reason)" 'aborted:[0-9]:0 of 2 targets of green are healthy, 80% are needed $' 'it says why'
like "$(cat "$dir/said")" 'ramp aborted: 0 of 2 targets' 'to people too'
is "$(operator)" '["blue",100,"green",0]' 'the weights from before are back'
like "$(journal_read --type traffic.weights | tail -n 1 | jq -r .data.reason)" '^ramp aborted: ' 'on record with the reason'
before=$(count traffic.weights)
ramp green=0..100 --abort-if 'healthy<1' >"$dir/lines" 2>/dev/null; is $? 100 'where it may not even begin'
is "$(count traffic.weights)" "$before" 'nothing is said'
sim "health?state=auto&group=$group"
until_true 20 world_has '^target .*healthy' 4
traffic weights blue=100 green=0 --group none >/dev/null # a scope of its own

# ---- nobody had said a weight: back to that
: >"$dir/lines"
ramp green=10..90 step=80 every=60s --ingress default/shop --abort-if held >"$dir/lines" 2>/dev/null & ramper=$!
children="$children $ramper"
until_true 20 has_step; ok $? 'in the scope of one Ingress'
is "$(journal_read --type traffic.weights | tail -n 1 | jq -r .subject)" 'ingress/default/shop' 'with its subject'
printf '{"specversion":"1.0","source":"plan-rules/test","id":"1","type":"plan.held","subject":"targets/x","time":"2026-11-22T08:26:00.000000Z","data":{"unit":"targets/x","horizon":1,"reason":"many would leave"}}\n' | "$BIN/journal" append --journal "$endpoint" >/dev/null
wait $ramper; is $? 100 'something is held: it aborts'
is "$(operator)" '[]' 'no weight is said in that scope, as before'
until_true 20 in_force 100 0; ok $? 'so those of the fleet are in force again'
printf '{"specversion":"1.0","source":"plan-rules/test","id":"2","type":"plan.settled","subject":"targets/x","time":"2026-11-22T08:26:00.000000Z","data":{"unit":"targets/x","horizon":1}}\n' | "$BIN/journal" append --journal "$endpoint" >/dev/null

# ---- somebody else, Ctrl-C
: >"$dir/lines"
ramp green=0..100 step=20 every=60s >"$dir/lines" 2>"$dir/said" & ramper=$!
children="$children $ramper"
until_true 20 has_step
traffic weights blue=70 green=30 >/dev/null
wait $ramper; is $? 100 'somebody else sets weights: it stops'
is "$(operator)" '["blue",70,"green",30]' 'and these stay'
: >"$dir/lines"
"$BIN/shift-traffic" ramp green=30..90 step=20 every=60s --journal "$endpoint" >"$dir/lines" 2>"$dir/said" & ramper=$!
children="$children $ramper"
until_true 20 has_step
kill -INT $ramper; wait $ramper; is $? 111 'Ctrl-C ends it'
like "$(told "$dir/lines" .reason)" 'stopped:1:interrupted: the weights of this step stay $' 'it says what stays'
is "$(operator)" '["blue",70,"green",50]' 'the step that was done'

# ---- the journal goes away for a while
: >"$dir/lines"
ramp green=50..90 step=10 every=300ms >"$dir/lines" 2>"$dir/said" & ramper=$!
children="$children $ramper"
until_true 20 has_step
stop journal KILL
waits() { grep -q '"ramp":"waiting"' "$dir/lines"; }
until_true 30 waits; ok $? 'no journal answers: it waits, and says so'
start_journal
wait $ramper; is $? 0 'and goes on when the journal is back'
is "$(operator)" '["blue",70,"green",90]' 'to the end'

# ---- the guard
traffic weights blue=100 green=0 >/dev/null
until_true 20 in_force 100 0
sim "health?state=unhealthy&group=$group"
few() { world_has "^target $group .*unhealthy" 2 && ! traffic status --json | jq -e '[.rules[].shares[] | select(.cluster == "green") | .healthy] | max > 0'; }
until_true 20 few; ok $? 'nobody of green is healthy'
before=$(count traffic.weights)
timeout 30 "$BIN/shift-traffic" weights blue=50 green=50 --guard wait --timeout 1s --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 111 'the guard waits'
like "$(cat "$dir/said")" 'waiting: green would get 50% of k8s-default-shop-.* with 0 of 2 healthy targets, and needs 1' 'says for what'
like "$(cat "$dir/said")" 'nothing was changed: ' 'and gives up'
is "$(count traffic.weights)" "$before" 'with nothing said'
timeout 30 "$BIN/shift-traffic" drain blue --guard warn --group other --journal "$endpoint" >/dev/null 2>"$dir/said"; is "$? $(cat "$dir/said")" '0 ' 'what is not concerned is not warned of'
timeout 30 "$BIN/shift-traffic" weights blue=90 green=10 --guard warn --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'a warning goes on'
like "$(cat "$dir/said")" 'green would get 10% of ' 'and is said'
traffic weights blue=100 green=0 >/dev/null
sed -i 's/^options: {/&capacity-guard: wait, /' "$dir/fleet.yaml"; kill -HUP "$(cat "$dir/plan.pid")"
until_true 20 count_over fleet.configured '.data.options["capacity-guard"] == "wait"' 0
before=$(count traffic.weights)
timeout --preserve-status -s INT 2 "$BIN/shift-traffic" weights blue=50 green=50 --journal "$endpoint" >/dev/null 2>"$dir/said"; is "$? $(count traffic.weights)" "111 $before" 'the fleet asks for the guard itself'
timeout 30 "$BIN/shift-traffic" weights blue=50 green=50 --timeout 1s --journal "$endpoint" >/dev/null 2>&1; is "$? $(count traffic.weights)" "111 $before" 'not for longer than --timeout'
timeout 30 "$BIN/shift-traffic" weights blue=50 green=50 --guard off --journal "$endpoint" >/dev/null 2>&1; is $? 0 'and is overruled by the command'
sed -i 's/capacity-guard: wait, //' "$dir/fleet.yaml"; kill -HUP "$(cat "$dir/plan.pid")"
until_true 20 eval 'journal_read --type fleet.configured | tail -n 1 | jq -e ".data.options[\"capacity-guard\"] == null" >/dev/null'
traffic weights blue=100 green=0 >/dev/null
: >"$dir/lines"
ramp green=0..100 step=100 every=100ms --guard wait >"$dir/lines" 2>"$dir/said" & ramper=$!
children="$children $ramper"
until_true 30 waits; ok $? 'a ramp waits before a step'
sim "health?state=auto&group=$group"
wait $ramper; is $? 0 'and takes it when enough are healthy'
is "$(operator)" '["blue",100,"green",100]' 'to the end'

for wrong in 'ramp' 'ramp green=1' 'ramp green=0..10 --force' 'ramp green=0..10 --abort-if sick' 'ramp red=0..10' 'ramp green=0..10 --timeout 1s' 'weights green=1 --abort-if held' 'weights green=1 --guard maybe' 'resume green --guard warn'; do
    # shellcheck disable=SC2086
    timeout 20 "$BIN/shift-traffic" $wrong --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 100 "refused: $wrong: $(cut -c1-90 "$dir/said")"
done
"$BIN/shift-traffic" ramp green=0..10 >/dev/null 2>&1; is $? 100 'not without a journal'
traffic drain green >/dev/null
ramp green=0..10 >/dev/null 2>"$dir/said"; is $? 100 'nor of a cluster that is drained'
done_testing
