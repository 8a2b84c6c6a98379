#!/bin/sh
# journal serve --metrics: the journal's figures, and what the events that pass say of load balancers and clusters.
. "$(dirname "$0")/00-tap.sh"
export HEADGATE_JOURNAL=ipc://$dir/sock
serve() { # serve PORT [MORE]
    rm -f "$dir/journal.log"
    $BIN/journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" --metrics "$@" 2>"$dir/journal.log" &
    pid=$!; children="$children $pid"
    wait_for 10 $BIN/journal stat
    port=$(sed -n 's/.*metrics at .*:\([0-9]*\)\/metrics/\1/p' "$dir/journal.log")
}
metrics() { curl -sS --noproxy '*' "http://127.0.0.1:$port/metrics"; }
# figure NAME VALUE: so it is now, or soon (what passes is read behind)
figure() { metrics | grep -qxF "$1 $2"; }
shows() { wait_for 10 figure "$1" "$2"; ok $? "$1 $2"; }
event() { printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s","data":{%s}}\n' 1 "$1" "$2" "$3" "$4"; }
append() { $BIN/journal append >/dev/null 2>>"$dir/append.err"; }
serve 0
like "$(metrics)" '^headgate_journal_sequence 0' 'an empty journal has figures'
{ event watch-k8s/blue cluster.synced blue; event watch-k8s/green cluster.synced green; event plan-rules plan.batch loadbalancer/default/shop
  event plan-rules plan.settled 'loadbalancer/odd\"one\\' ; } | append
shows headgate_passing_sequence 4
shows headgate_journal_sequence 4
shows headgate_journal_appended_total 4
shows 'headgate_events_total{type="cluster.synced"}' 2
shows 'headgate_loadbalancer_converged{stack="default/shop"}' 0
shows 'headgate_loadbalancer_converged{stack="odd\"one\\"}' 1
shows 'headgate_cluster_stale{cluster="blue"}' 0
like "$(metrics | grep unconverged)" 'stack="default/shop"} [0-9]*\.[0-9]+' 'how long it has not been so'
{ event watch-k8s/blue cluster.stale blue; event plan-rules plan.settled loadbalancer/default/shop; } | append
shows 'headgate_cluster_stale{cluster="blue"}' 1
shows 'headgate_cluster_stale{cluster="green"}' 0
shows 'headgate_loadbalancer_converged{stack="default/shop"}' 1
shows 'headgate_loadbalancer_unconverged_seconds{stack="default/shop"}' 0
event plan-rules plan.held loadbalancer/default/shop | append
shows 'headgate_loadbalancer_held{stack="default/shop"}' 1
event apply-aws call.done loadbalancer/default/shop '"action":"DeleteLoadBalancer"' | append
gone() { metrics | grep -q odd && ! metrics | grep -q default/shop; }
wait_for 10 gone; ok $? 'a load balancer that was deleted is not told any more'
$BIN/journal read --follow >/dev/null & children="$children $!"
reader() { metrics | grep -Eq '^headgate_journal_reader_lag_events\{source="",client="[0-9a-f]+"\} 0$'; }
wait_for 10 reader; ok $? 'a reader with its lag'
is "$(metrics | grep -v '^#' | sed 's/ [^ ]*$//' | sort | uniq -d)" '' 'no figure twice'
is "$(metrics | grep -v '^#' | grep -Evc '^[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)+\})? [0-9.e+]+$')" 0 'all in the format'
is "$(curl -s --noproxy '*' -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/other")" 404 'another page'
is "$(curl -s --noproxy '*' -o /dev/null -w '%{http_code}' -d x=y "http://127.0.0.1:$port/metrics")" 404 'another method'
$BIN/journal serve --directory "$dir/second" --listen "ipc://$dir/second.sock" --metrics "$port" 2>"$dir/err"; is "$?" 100 'a port that is in use'
like "$(cat "$dir/err")" "127.0.0.1:$port: Address already in use" 'is told'
kill "$pid"; wait "$pid"; is "$?" 0 'stops cleanly'
serve 0
shows headgate_passing_sequence 8
shows 'headgate_cluster_stale{cluster="blue"}' 1
$BIN/journal serve --metrics 70000 2>"$dir/err"; is "$?" 100 'no port'
done_testing
