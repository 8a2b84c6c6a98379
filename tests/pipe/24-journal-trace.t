#!/bin/sh
# journal trace from a pod, an Ingress, a target, a rule; its index is a file beside the database, which a process beside serve keeps; either can be lost.
. "$(dirname "$0")/00-tap.sh"
export HEADGATE_JOURNAL=ipc://$dir/sock
serve() {
    $BIN/journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/journal.log" & hub=$!; children="$children $hub"
    wait_for 10 $BIN/journal stat
}
serve
event() { # event SOURCE NUMBER TYPE SUBJECT CAUSE DATA
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s"%s,"data":%s}\n' "$2" "$1" "$3" "$4" "${5:+,\"causationid\":\"$5\"}" "$6"
}
ref() { printf '%s#%020d' "$1" "$2"; }
append() { $BIN/journal append --keep-ids >/dev/null 2>>"$dir/append.err"; }
rule=arn:aws:elasticloadbalancing:r:1:listener-rule/app/x/1/2/3
{
    event watch-k8s/blue 1 object.put blue/default/pod/web-a '' '{}'
    event watch-k8s/blue 2 object.put blue/default/ingress/shop '' '{}'
    event watch-k8s/blue 3 object.put blue/default/pod/other '' '{}'
    event build-podinfo 1 podinfo.put blue/default/web:80/10.0.0.1:8080 "$(ref watch-k8s/blue 1)" '{}'
    event build-podinfo 2 ingress.put blue/default/ingress/shop "$(ref watch-k8s/blue 2)" '{}'
    event plan-rules 1 plan.batch targets/g "$(ref build-podinfo 1)" '{"reason":"one target","calls":[{"because":["'"$(ref build-podinfo 1)"'"]},{"because":["'"$(ref build-podinfo 2)"'"]}]}'
    event apply-aws 1 call.done targets/g "$(ref plan-rules 1)" '{"batch":"'"$(ref plan-rules 1)"'","action":"RegisterTargets","requestId":"req-1","because":["'"$(ref build-podinfo 1)"'"],"parameters":{"Targets":[{"Id":"10.0.0.1","Port":8080}]}}'
    event apply-aws 2 call.done loadbalancer/x "$(ref plan-rules 1)" '{"batch":"'"$(ref plan-rules 1)"'","action":"ModifyRule","requestId":"req-2","because":["'"$(ref build-podinfo 2)"'"],"parameters":{"RuleArn":"'$rule'"}}'
    event apply-aws 3 aws.observed "elasticloadbalancing/rule/$rule" "$(ref plan-rules 1)" '{}'
} | append
trace() { $BIN/journal trace --json "$@" 2>>"$dir/trace.err" | jq -r '.role + " " + .event.source + " " + .event.type + " " + (.event.data.requestId // "")' | tr '\n' ';'; }

is "$(trace --pod blue/default/web-a)" 'start watch-k8s/blue object.put ;effect build-podinfo podinfo.put ;effect plan-rules plan.batch ;effect apply-aws call.done req-1;effect apply-aws aws.observed ;' 'a pod, to the call and its request id; the other call of the batch has nothing to do with it'
is "$(trace --target 10.0.0.1:8080)" 'cause watch-k8s/blue object.put ;start build-podinfo podinfo.put ;effect plan-rules plan.batch ;start apply-aws call.done req-1;effect apply-aws aws.observed ;' 'a target: what is said of it and the call that names it'
like "$(trace --rule $rule)" 'start apply-aws call.done req-2;start apply-aws aws.observed' 'a rule, by the call and by what was observed'
like "$(trace --ingress blue/default/shop)" '^start watch-k8s/blue object.put ;start build-podinfo ingress.put ;effect plan-rules plan.batch ;effect apply-aws call.done req-2' 'an Ingress'
is "$(trace --ingress blue/default/shop --last 1 | tr ';' '\n' | grep -c '^start')" 1 '--last 1: only the newest is asked for'
like "$($BIN/journal trace --target 10.0.0.1:8080)" 'RegisterTargets  request req-1' 'as a tree'
$BIN/journal trace --pod blue/default/nobody 2>"$dir/err"; is "$?" 100 'nobody of that name'
like "$(cat "$dir/err")" "no event 'blue/default/nobody'" 'is said'
$BIN/journal trace --pod a --target b 2>/dev/null; is "$?" 100 'one question at a time'

# The index goes on where it was, and is made anew when it is lost or damaged.
event watch-k8s/blue 4 object.delete blue/default/pod/web-a '' '{}' | append
event build-podinfo 3 podinfo.delete blue/default/web:80/10.0.0.1:8080 "$(ref watch-k8s/blue 4)" '{}' | append
trace_is() { [ "$(trace --pod blue/default/web-a)" = "$1" ]; }
want='start watch-k8s/blue object.put ;effect build-podinfo podinfo.put ;effect plan-rules plan.batch ;effect apply-aws call.done req-1;effect apply-aws aws.observed ;start watch-k8s/blue object.delete ;effect build-podinfo podinfo.delete ;'
is "$(trace --pod blue/default/web-a)" "$want" 'what came since'
index=$dir/db/trace.index
again() { kill -TERM $hub; wait $hub; [ -z "$1" ] || eval "$1"; serve; } # again BETWEEN
again ''; is "$(trace --pod blue/default/web-a)" "$want" 'after a new start'
again 'rm -f $index'; is "$(trace --pod blue/default/web-a)" "$want" 'without its index'
again 'head -c 8192 /dev/urandom >$index'; is "$(trace --pod blue/default/web-a)" "$want" 'with an index that is none'
again 'perl -e "open F, q(+<), shift; seek F, 8192, 0; print F chr(255) x 40960" $index'
wait_for 20 trace_is "$want" || { grep -q . "$dir/trace.err" && tail -n 2 "$dir/trace.err" "$dir/journal.log" >&2; }
is "$(trace --pod blue/default/web-a)" "$want" 'with one whose pages are spoiled'
beside() { pgrep -P $hub | head -n 1; }
gone() { ! kill -0 "$was" 2>/dev/null; }
was=$(beside); kill -KILL "$was"; wait_for 10 gone
event watch-k8s/blue 5 object.put blue/default/pod/web-b '' '{}' | append; ok $? 'the process that keeps it is killed: appends go on'
is "$(trace --pod blue/default/web-b)" 'start watch-k8s/blue object.put ;' 'and it comes again'
like "$(cat "$dir/journal.log")" 'the process that keeps the index of trace has ended, it is started again .*signal=9' 'which is in the log'
was=$(beside); kill -STOP "$was"
event watch-k8s/blue 6 object.put blue/default/pod/web-c '' '{}' | append; ok $? 'when it hangs, too'
is "$($BIN/journal read --from 12 | jq -r .subject)" 'blue/default/pod/web-b
blue/default/pod/web-c' 'and readings'
kill -CONT "$was"; is "$(trace --pod blue/default/web-c)" 'start watch-k8s/blue object.put ;' 'until it goes on'
is "$(trace 1 2>&1; trace watch-k8s/blue#3)" 'start watch-k8s/blue object.put ;effect build-podinfo podinfo.put ;effect plan-rules plan.batch ;effect apply-aws call.done req-1;effect apply-aws aws.observed ;start watch-k8s/blue object.put ;' 'by sequence, by reference'
for n in 1 2 3 4; do trace --pod blue/default/web-a >"$dir/at-once-$n" & asking="${asking:-} $!"; done
wait $asking
is "$(cat "$dir"/at-once-*)" "$want$want$want$want" 'four ask at once'

# by hand
like "$($BIN/journal index --directory "$dir/db")" "^indexed sequence=13 events=13 live=11 file=$index\$" 'journal index, while it is served'
like "$($BIN/journal index --directory "$dir/db" --rebuild)" "^indexed sequence=13 events=13 live=11" 'and all anew'
is "$(trace --pod blue/default/web-a)" "$want" 'the answers stay'
kill -TERM $hub; wait $hub
left() { pgrep -f "$dir/db" >/dev/null; }
left; is $? 1 'with serve the process beside it ends'
rm -f "$index"; like "$($BIN/journal index --directory "$dir/db")" '^indexed sequence=13 ' 'while nobody serves'
$BIN/journal index --directory "$dir/none" 2>"$dir/err"; is $? 100 'index where there is no journal'
like "$(cat "$dir/err")" "directory '$dir/none' holds no journal" 'is told'
rm -rf "$index" "$index-lock"; mkdir "$index"; serve
HEADGATE_JOURNAL=$HEADGATE_JOURNAL $BIN/journal stat >/dev/null; ok $? 'an index that cannot be made keeps nobody from serving'
log_has() { grep -q "the index of trace '$index' cannot be opened" "$dir/journal.log"; }
wait_for 10 log_has; ok $? 'and is in the log'
done_testing
