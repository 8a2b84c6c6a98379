# Sourced by run: many clusters, one load balancer: what a change costs, from the line of the watch to the wire, beside the limit that must hold and,
# where it was measured, the figure of the controller for one cluster (docs/BENCH.md). AWS answers each call after 30 ms and has no buckets, unless said.
#   ready     a pod's line on the watch -> RegisterTargets arrives, all hops durable (EVENTS, 500 single changes, 300 ms apart); yardstick too: as many
#             synced 1 KB writes as there are hops (4), one after the other; AWS answers at once
#   weight    a command of weights -> the first ModifyRule arrives; 100 rules before two clusters
#   deploy    200 pods of one Service replaced at once, in each of two clusters
#   noop      an annotation that means nothing is touched, 100 rules: calls, and processor time of all programs together
#   front     a path at the front of 100 rules: of a Service that has its group, and of a new one
#   budget-first-off   see budget.sh
#   again     everything is killed and started again behind 10 load balancers with 500 rules: calls without a change; until it acts on one
#   away      one cluster's API server is away for 30 s: the other one's pods; until it acts on what changed meanwhile
# `fleet` are all of these, with ready, budget-leave, budget-replace, budget-first, and those of cold.sh, in the order of their table.

fleet_parts='ready budget-leave budget-replace weight deploy noop front budget-first-off budget-first again away cold pss'
fleet() { for fl_part in $fleet_parts; do $fl_part || return 1; done; }

fl_load() { # fl_load CLUSTER WHAT KEY=VALUE...: objects of fleet-objects
    fl_cluster=$1; shift
    tests/bench/fleet-objects "$@" ns=bulk |
        curl -sS --fail-with-body --cacert "$dir/$fl_cluster/ca.crt" --data-binary @- "https://127.0.0.1:$(cat "$dir/$fl_cluster.port")/sim/load" >/dev/null
}
fl_reports() { # fl_reports: report-k8s for each cluster, too
    for fl_name in $bu_clusters; do fl_report "$fl_name"; done
}
fl_report() {
    background "report-$1" "$BIN/report-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --fleet "$dir/fleet.yaml" --journal "$endpoint"
}
fl_programs() { # process ids of the whole pipeline, the journal's index too
    for fl_name in journal podinfo plan apply $(for fl_n in $bu_clusters; do echo "watch-$fl_n report-$fl_n"; done); do cat "$dir/$fl_name.pid"; done
    pgrep -P "$(cat "$dir/journal.pid")"
}
fl_stop() { # everything that fl_start, bu_stages and fl_reports started; also after a kill of stages
    for fl_name in $bu_clusters; do stop "report-$fl_name" KILL; done
    bu_stop
}
fl_start() { # fl_start CLUSTERS SERVICES PODS INGRESSES-KEY=VALUE...: without buckets; stages are started, and the same Ingresses in each cluster
    fl_clusters=$1 fl_services=$2 fl_pods=$3; shift 3
    bu_scale=${fl_scale:-1} bu_buckets='' bu_start "$fl_clusters" "$fl_services" "$fl_pods"
    bu_scale=${SCALE:-4}; unset bu_buckets
    curl -sS -X POST "$aws_url/sim/limit?name=rules-per-application-load-balancer&max=200" >/dev/null # at 100 of 100 a further one would pack some
    sed -i 's/unhealthy-after: 2s/unhealthy-after: 30s/' "$dir/fleet.yaml" # as usual: a target that was not looked at yet is no sick one
    for fl_name in $bu_clusters; do fl_load "$fl_name" ingresses "$@" || return 1; done
    bu_stages; fl_reports
}
fl_weighed() { # each rule's groups have got their weight: those of a cluster that is new begin with none
    [ "$(aws_state | jq '[.loadBalancers[].listeners[].rules[].forward[]?.weight] | min')" -gt 0 ]
}
fl_joined() { # each rule has a group of each cluster
    [ "$(aws_state | jq '[.loadBalancers[].listeners[].rules[] | .forward // [] | length] | min')" -eq "$fl_clusters" ]
}
fl_healthy() { [ "$(journal_read --type target.health | grep -c '"state":"healthy"')" -ge "$1" ]; }
fl_quiet() { # nothing but reads for two seconds, and nothing to come
    bu_wait 60 fl_weighed || return 1
    for fl_n in $(seq 60); do
        fl_before=$(fl_wrote); sleep 2
        [ "$(fl_wrote)" != "$fl_before" ] || return 0
    done
    echo 'bench: AWS was never left alone' >&2; return 1
}
fl_wrote() { grep '"action"' "$dir/aws.requests" | grep -Evc '"action":"(Describe|Get|List)'; }
fl_mark() { fl_line=$(wc -l <"$dir/aws.requests"); fl_from=$(date +%s%N); }
fl_calls() { tail -n +$((fl_line + 1)) "$dir/aws.requests" | grep -c '"action"'; }
fl_changes() { # fl_changes [ACTION]: those since fl_mark, each with its milliseconds from fl_from
    tail -n +$((fl_line + 1)) "$dir/aws.requests" | perl -ne 'BEGIN { $from = shift; $want = shift // "" } /"action":"(\w+)"/ or next; $a = $1; next if $want ? $a ne $want : $a =~ /^(Describe|Get|List)/;
        /"time_ns":(\d+)/; printf "%.1f %s\n", ($1 - $from) / 1e6, $a' "$fl_from" "${1:-}"
}
fl_changed() { [ "$(fl_changes "$1" | wc -l)" -ge "$2" ]; } # fl_changed ACTION COUNT
fl_from_watch() { # fl_from_watch CLUSTER KIND: the clock runs from the first line of that watch behind fl_mark
    fl_from=$(perl -ne 'BEGIN { $kind = shift; $from = shift } if (/"time_ns":(\d+),"watch":"\Q$kind\E"/ && $1 >= $from) { print $1; exit }' "$2" "$fl_from" <"$dir/$1.requests")
}
fl_kill() { # every program, at the same time, -9
    # shellcheck disable=SC2046
    kill -KILL $(fl_programs)
    for fl_name in journal podinfo plan apply $(for fl_n in $bu_clusters; do echo "watch-$fl_n report-$fl_n"; done); do stop "$fl_name" KILL; done 2>/dev/null
}
fl_front() { fl_load c1 ingresses only=0 "$@" front=svc-0000; } # a change that makes one CreateRule
fl_acted() { fl_changes CreateRule | head -n 1 | cut -d' ' -f1; } # when
fl_hundred() { # 100 rules of 20 Ingresses before two clusters, 400 targets; two Services more that nobody uses
    fl_start 2 22 220 count=20 paths=5 groups=1 && bu_wait 60 bu_has CreateRule 100 && bu_wait 60 bu_has RegisterTargets 40 && bu_wait 60 fl_joined && bu_wait 120 fl_healthy 400 && fl_quiet
}
fl_middle() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)], v[NR] }'; } # median and longest

ready() {
    count=${EVENTS:-500}
    start_kube blue --log "$dir/blue.requests"; start_aws
    write_fleet blue; load_web blue 10.0.1
    start_journal; start_watch blue; start_podinfo; start_plan
    start_apply --budget 0 # each event is a registration and a deregistration: more than AWS's bucket gives in the long run
    until_true 30 registered 10.0.1.1 || { echo 'bench: the first targets were never registered' >&2; tail -n 3 "$dir"/*.log >&2; exit 1; }
    echo "bench: $count pod events, 300 ms apart" >&2
    for n in $(seq 1 "$count"); do
        ip=10.0.$((2 + n / 250)).$((1 + n % 250))
        pod "web-$n" "$ip" | kube blue POST /api/v1/namespaces/default/pods >/dev/null
        slice web-a=10.0.1.1 web-b=10.0.1.2 "web-$n=$ip" | kube blue PUT /apis/discovery.k8s.io/v1/namespaces/default/endpointslices/web-1 >/dev/null
        sleep 0.3
    done
    sleep 1
    read -r p50 p99 seen < <(tests/bench/ready-latency "$dir/blue.requests" "$dir/aws.requests")
    [ "$seen" -ge $((count * 95 / 100)) ] || { echo "bench: only $seen of $count registrations were seen" >&2; exit 1; }
    read -r y50 y99 < <("$BIN/sim-yardstick" sync "$dir/yardstick" "$count" 4)
    for fl_share in "50 $p50 $y50 10000 24" "99 $p99 $y99 40000 104"; do
        read -r fl_share fl_took fl_writes fl_most fl_theirs <<<"$fl_share"
        figure "ready-p$fl_share" "$fl_took" us at-most "$fl_most" '' "$fl_theirs ms"
        figure "ready-p$fl_share-beside" "$fl_took" us "four-synced-writes-p$fl_share" "$fl_writes"
    done
    for p in aws kube-blue watch-blue podinfo plan apply journal; do stop $p KILL; done
    rm -rf "$dir/journal"
}
registered() { grep RegisterTargets "$dir/aws.requests" | grep -q "$1"; }

weight() {
    fl_hundred || return 1
    for fl_n in $(seq 10); do
        fl_mark
        traffic weights c1=$((50 + fl_n)) c2=50 --reason bench >/dev/null
        bu_wait 30 fl_changed ModifyRule 100 || return 1
        fl_changes ModifyRule | head -n 1 >>"$dir/weights"
        sleep 0.5
    done
    read -r fl_median fl_longest < <(fl_middle <"$dir/weights")
    figure weight-to-modify-rule-p50 "$fl_median" ms at-most 20
    figure weight-to-modify-rule-longest "$fl_longest" ms - 0
    fl_stop
}

deploy() {
    fl_start 2 1 200 count=1 && bu_wait 30 bu_has RegisterTargets 2 && bu_wait 60 fl_joined && fl_quiet || return 1
    for fl_name in c1 c2; do fl_load $fl_name pods count=200; done
    sleep 1
    fl_mark
    for fl_name in c1 c2; do { tests/bench/fleet-objects slices count=200 slice=2; tests/bench/fleet-objects slices bulk=1 state=terminating count=200; } >"$dir/slices"
        curl -sS --cacert "$dir/$fl_name/ca.crt" --data-binary "@$dir/slices" "https://127.0.0.1:$(cat "$dir/$fl_name.port")/sim/load" >/dev/null; done
    fl_gone() { [ "$(tail -n +$((fl_line + 1)) "$dir/aws.requests" | grep '"action":"DeregisterTargets"' | grep -Eo '"Id":"10\.100\.[0-9.]+"' | wc -l)" -ge 400 ]; }
    bu_wait 30 fl_gone && fl_quiet || return 1
    fl_from_watch c1 endpointslices
    fl_changes >"$dir/calls"
    figure deploy-register "$(grep -c ' RegisterTargets' "$dir/calls")" calls at-most 4 '' 'two a cluster'
    figure deploy-deregister "$(grep -c DeregisterTargets "$dir/calls")" calls at-most 4 '' 'two a cluster'
    figure deploy-last-call "$(tail -n 1 "$dir/calls" | cut -d' ' -f1)" ms - 0 '' '230 to 380 ms'
    figure deploy-deregistered-first "$(tests/bench/fleet-order "$dir/aws.requests" "$fl_line")" groups at-most 0 '' all
    fl_stop
}

fl_spent() { fl_programs | while read -r fl_pid; do cat /proc/"$fl_pid"/task/*/schedstat; done | awk '{ n += $1 } END { printf "%.0f\n", n / 1000 }'; } # microseconds
noop() {
    fl_hundred || return 1
    for fl_key in example.com/note alb.ingress.kubernetes.io/note; do
        fl_times=40
        for fl_n in $(seq $fl_times); do tests/bench/fleet-objects ingresses only=3 paths=5 groups=1 key=$fl_key note="n$fl_n" >"$dir/touch.$fl_n"; done
        fl_mark; fl_before=$(fl_spent); fl_began=$(date +%s%N)
        for fl_n in $(seq $fl_times); do
            curl -sS --cacert "$dir/c1/ca.crt" --data-binary "@$dir/touch.$fl_n" "https://127.0.0.1:$(cat "$dir/c1.port")/sim/load" >/dev/null; sleep 0.1
        done
        fl_used=$(($(fl_spent) - fl_before)) fl_lasted=$((($(date +%s%N) - fl_began) / 1000000)); fl_wrote=$(fl_changes | wc -l)
        fl_before=$(fl_spent); fl_began=$(date +%s%N); sleep 5 # what they use anyway
        fl_idle=$((($(fl_spent) - fl_before) * fl_lasted / (($(date +%s%N) - fl_began) / 1000000)))
        case $fl_key in alb*) fl_name=noop-of-ours ;; *) fl_name=noop ;; esac
        [ "$fl_wrote" = 0 ] || fl_changes >&2
        figure $fl_name-calls "$fl_wrote" calls at-most 0 '' '33 to 41'
        figure $fl_name-cpu $(((fl_used - fl_idle) / fl_times)) us at-most 1000 '' '2.5 to 3.5 s'
    done
    fl_stop
}

front() {
    fl_hundred || return 1
    for fl_case in 'front svc-0000 1' 'front-new-group svc-0020 2'; do
        read -r fl_name fl_service fl_most <<<"$fl_case"
        fl_load c2 ingresses only=0 paths=5 groups=1 # as it was: only c1 has the path, below
        fl_quiet || return 1
        fl_mark
        fl_load c1 ingresses only=0 paths=5 groups=1 front="$fl_service"
        bu_wait 30 fl_changed CreateRule 1 && fl_quiet || return 1
        fl_from_watch c1 ingresses
        fl_changes | grep -v RegisterTargets >"$dir/calls"
        cat "$dir/calls" >&2
        figure "$fl_name-calls" "$(wc -l <"$dir/calls")" calls at-most "$fl_most" '' '135 to 141'
        figure "$fl_name-done" "$(tail -n 1 "$dir/calls" | awk '{ print $1 + 30 }')" ms at-most 100 '' '7,300 ms'
        fl_load c1 ingresses only=0 paths=5 groups=1
        fl_quiet || return 1
    done
    fl_stop
}

again() {
    bu_scale=1 bu_buckets=''
    bu_first && fl_reports && fl_quiet || return 1
    bu_scale=${SCALE:-4}; unset bu_buckets
    fl_kill; fl_mark
    bu_stages; fl_reports; sleep 4
    figure again-calls-without-a-change "$(fl_calls)" calls at-most 0 '' 272
    fl_kill; fl_mark
    background journal "$BIN/journal" serve --directory "$dir/journal" --listen "$endpoint"
    bu_others; fl_reports
    fl_front services=10 paths=5
    bu_wait 60 fl_changed CreateRule 1 || return 1
    figure again-acts-after "$(fl_acted)" ms at-most 1000 '' '18 to 19 s'
    fl_quiet || return 1
    fl_changes >"$dir/calls"; cat "$dir/calls" >&2
    figure again-calls-for-a-change "$(wc -l <"$dir/calls")" calls at-most 1
    fl_stop
}

fl_gate() { # fl_gate: the door to the API server of c1, which can be shut; a real one's HTTP/2 too
    background gate nghttpx --conf=/dev/null --frontend="127.0.0.1,$fl_door" --backend="127.0.0.1,$(cat "$dir/c1.port");;tls" --insecure --workers=1 "$dir/c1/server.key" "$dir/c1/server.crt"
}
away() {
    fl_door=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen=>1,LocalAddr=>"127.0.0.1")->sockport')
    fl_hundred || return 1
    fl_gate
    stop watch-c1; stop report-c1
    sed -i "s,server: .*,server: https://127.0.0.1:$fl_door," "$dir/c1/kubeconfig"
    start_watch c1; fl_report c1
    sleep 3; fl_quiet || return 1
    stop gate KILL
    sleep 15
    fl_mark
    fl_load c2 ingresses only=0 paths=5 groups=1 front=svc-0000
    bu_wait 20 fl_changed CreateRule 1 || return 1
    fl_from_watch c2 ingresses
    figure away-others-go-on "$(fl_acted)" ms at-most 100 '' exits
    fl_load c1 ingresses only=1 paths=5 groups=1 front=svc-0001
    sleep 15
    fl_mark
    fl_gate
    bu_wait 120 fl_changed CreateRule 1 || return 1
    figure away-acts-after "$(fl_acted)" ms at-most 2000 '' '30 s'
    figure away-removals "$(grep -Ec '"action":"(Delete|Deregister)' "$dir/aws.requests")" calls at-most 0
    stop gate KILL
    fl_stop
}
