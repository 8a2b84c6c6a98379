# Sourced by the scenes: two clusters whose pods are real web servers, a load balancer that serves them, and a steady load that
# counts every request. AWS's own times and the pipeline's are a tenth of the usual ones (FACTOR), all by the same factor.
. "$(dirname "$0")/../pipe/70-pipeline-words.sh"
FACTOR=10
RATE=${RATE:-200} # requests a second
net=127.$((1 + $$ % 60)).$(($$ / 60 % 120 * 2))
blue_net=$net green_net=${net%.*}.$((${net##*.} + 1)) # addresses of this scene alone
scene_began=$(date +%s)

tell() { echo "# $*" >&2; } # prove lets it through

# ---- pods: a web server each ----
# run_pod CLUSTER NAME ADDRESS: says its cluster and name; answers 503 while the file ADDRESS.down is there
run_pod() {
    rp_home=$dir/pods/$1-$2
    mkdir -p "$rp_home"
    {
        echo "daemon off; master_process off; pid $rp_home/pid; error_log $rp_home/error.log; events { worker_connections 512; }"
        echo 'http { access_log off; keepalive_timeout 0; default_type text/plain;'
        for rp_kind in client_body proxy fastcgi uwsgi scgi; do echo "${rp_kind}_temp_path $rp_home/$rp_kind;"; done
        echo "server { listen $3:8080; if (-f $dir/pods/$3.down) { return 503; } return 200 \"$1 $2\\n\"; } }"
    } >"$rp_home/nginx.conf"
    background "pod-$1-$2" /usr/sbin/nginx -c "$rp_home/nginx.conf" -e "$rp_home/error.log"
}
pod_serves() { curl -s --max-time 2 "http://$1:8080/"; }
kill_pod() { stop "pod-$1-$2" KILL; rm -f "$dir/pod-$1-$2.pid"; } # kill_pod CLUSTER NAME
run_web() { # run_web CLUSTER: the two pods that load_web tells the API server of
    rw_net=${1}_net
    for rw_pod in a:1 b:2; do
        run_pod "$1" "web-${rw_pod%:*}" "${!rw_net}.${rw_pod#*:}"
        until_true 10 pod_serves "${!rw_net}.${rw_pod#*:}"
    done
}

# ---- the world of a scene ----
# Times of a customer, a tenth of them: checks every 15 s, twice; five minutes of draining are 20 s here, as many set it.
quick() {
    jq '.metadata.annotations += {"alb.ingress.kubernetes.io/healthcheck-interval-seconds":"15","alb.ingress.kubernetes.io/healthcheck-timeout-seconds":"5",
        "alb.ingress.kubernetes.io/healthy-threshold-count":"2","alb.ingress.kubernetes.io/unhealthy-threshold-count":"2",
        "alb.ingress.kubernetes.io/target-group-attributes":"deregistration_delay.timeout_seconds=20"}'
}
fetch() { curl -sS --cacert "$dir/$1/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/$1.port")$2"; }
start_plane() { start_aws --data-plane "$dir/plane" --time-scale $FACTOR --healthy-ms -1 --drain-ms -1 --buckets; }
# scene_fleet CLUSTER...: settle 10 s, unhealthy-after 30 s and the grace of five minutes, a tenth of each; AWS's budget, refilled in a tenth
scene_fleet() {
    write_fleet "$@"
    sed -i '/^options/d' "$dir/fleet.yaml"
    echo "options: {settle-time: 1s, unhealthy-after: ${UNHEALTHY_AFTER:-3s}, absence-grace: 30s," >>"$dir/fleet.yaml"
    echo "  budget: {account: '100:40', reads: '100:40', writes: '30:20', targets: '40:20', heavy: '2:10'}}" >>"$dir/fleet.yaml"
}
start_apply() {
    background apply "$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --journal "$endpoint" --health-every 500ms
}
start_report() { background "report-$1" "$BIN/report-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --fleet "$dir/fleet.yaml" --journal "$endpoint"; }
# start_scene CLUSTER...: everything up and serving, Ingress 'shop' with two pods in each
start_scene() {
    start_plane
    for ss_name; do
        ss_net=${ss_name}_net
        run_web "$ss_name"
        start_kube "$ss_name" ${KUBE_OPTIONS:-}
        load_web "$ss_name" "${!ss_net}"
        fetch "$ss_name" $ingresses/shop | quick | kube "$ss_name" PUT $ingresses/shop >/dev/null
    done
    scene_fleet "$@"
    start_journal
    start_stages "$@"
    until_true 60 world_has '^target .* healthy' $((2 * $#)) && until_true 60 serves_all "$@" && until_true 30 settled
    ok $? "$* serve behind one load balancer"
    at=$(aws_state | jq -r '.loadBalancers[0].serving[]|select(.port==80).endpoint')
}

# ---- a Deployment of each cluster, played with its kubelet and its EndpointSlice ----
# A pod is a file in $dir/deploy/CLUSTER, named like it: its address, and how its endpoint stands (waiting, ready, leaving).
GRACE=3 BOOT=0.8 # 30 s of termination grace and 8 s until a process listens, a tenth
gate=target-health.elbv2.k8s.aws/web
deployed() { # deployed CLUSTER: the two pods that load_web made
    dp_net=${1}_net
    mkdir -p "$dir/deploy/$1"
    echo "${!dp_net}.1 ready" >"$dir/deploy/$1/web-a"
    echo "${!dp_net}.2 ready" >"$dir/deploy/$1/web-b"
}
publish() ( # publish CLUSTER: the EndpointSlice, as the pods are
    exec 8>"$dir/deploy/$1.lock"
    flock 8
    cd "$dir/deploy/$1" && for name in *; do [ -e "$name" ] && read -r ip state <"$name" && echo "$name $ip $state"; done |
        jq -Rn '{apiVersion:"discovery.k8s.io/v1",kind:"EndpointSlice",metadata:{name:"web-1",namespace:"default",uid:"uid-web-1",labels:{"kubernetes.io/service-name":"web"}},
            addressType:"IPv4",ports:[{name:"http",port:8080,protocol:"TCP"}],endpoints:[inputs | split(" ") | {addresses:[.[1]],
            conditions:{ready:(.[2] == "ready"),serving:(.[2] != "waiting"),terminating:(.[2] == "leaving")},nodeName:"node-1",zone:"us-west-2a",
            targetRef:{kind:"Pod",namespace:"default",name:.[0],uid:("uid-" + .[0])}}]}' | kube "$1" PUT $slices/web-1 >/dev/null
)
# condition CLUSTER POD TYPE: its status
condition() { fetch "$1" "$pods/$2" | jq -r --arg t "$3" '.status.conditions[] | select(.type == $t).status'; }
gate_open() { [ "$(condition "$1" "$2" $gate)" = True ]; }
now_ready() { # now_ready CLUSTER POD: the kubelet says Ready; again where somebody else wrote in between
    fetch "$1" "$pods/$2" | jq '(.status.conditions[] | select(.type == "Ready")).status = "True"' | kube "$1" PUT "$pods/$2" >/dev/null
}
# be_born CLUSTER POD ADDRESS GATED: until it is Ready. Its containers run at once, its process listens a little later; without a gate
# (and without a probe) the kubelet calls it Ready as soon as its containers run.
be_born() {
    pod "$2" "$3" False | jq --arg g $gate --argjson gated "$4" '(.status.conditions[] | select(.type == "ContainersReady")).status = "True"
        | if $gated then .spec.readinessGates = [{conditionType: $g}] else . end' | kube "$1" POST $pods >/dev/null || return 1
    echo "$3 waiting" >"$dir/deploy/$1/$2"
    publish "$1"
    (sleep $BOOT; run_pod "$1" "$2" "$3"; until_true 10 pod_serves "$3"; date +%s.%N >"$dir/deploy/listens-$3") &
    ! $4 || until_true 60 gate_open "$1" "$2" || return 1
    until_true 10 now_ready "$1" "$2" || return 1
    echo "$3 ready" >"$dir/deploy/$1/$2"
    publish "$1"
}
# leave CLUSTER POD: deleted, it answers until its grace is over
leave() {
    echo "$(cut -d' ' -f1 "$dir/deploy/$1/$2") leaving" >"$dir/deploy/$1/$2"
    publish "$1"
    : | kube "$1" DELETE "$pods/$2" >/dev/null
    (sleep $GRACE; kill -9 "$(cat "$dir/pod-$1-$2.pid")"; rm -f "$dir/pod-$1-$2.pid" "$dir/deploy/$1/$2"; publish "$1") 2>/dev/null &
    children="$children $!"
}
# roll CLUSTER GATED NUMBER: every pod replaced by a new one, one after the other, never fewer than there were
roll() {
    ro_net=${1}_net ro_nth=0
    for ro_old in $(cd "$dir/deploy/$1" && grep -l ready -- *); do
        ro_nth=$((ro_nth + 1))
        be_born "$1" "web-$3-$ro_nth" "${!ro_net}.$(($3 % 20 * 10 + ro_nth))" "$2" || return 1
        leave "$1" "$ro_old"
    done
    wait
}
# roll_both GATED NUMBER: in both clusters at once
roll_both() {
    (roll blue "$1" "$2") & rb_blue=$!
    (roll green "$1" "$2") & rb_green=$!
    wait $rb_blue && wait $rb_green
}
cleanup() {
    for pid in $children $(cat "$dir"/pod-*.pid 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
    wait 2>/dev/null
    rm -rf "$dir"
}

# ---- an API server that goes and comes back ----
cluster_kinds="/api/v1/namespaces /api/v1/nodes /apis/networking.k8s.io/v1/ingressclasses $ingresses /api/v1/namespaces/default/services $slices $pods"
dump() { # dump CLUSTER: all its objects, one a line
    for du_kind in $cluster_kinds; do
        fetch "$1" "$du_kind" | jq -c '. as $l | .items[] | . + {apiVersion: $l.apiVersion, kind: ($l.kind | rtrimstr("List"))}'
    done
}
# back CLUSTER PORT OBJECTS: at the same address as before. The versions of a real one do not begin anew: changes that nobody keeps move them on.
back() {
    start_kube "$1" --port "$2" --load "$3" ${KUBE_OPTIONS:-}
    sim_kube "$1" 'touch?namespace=elsewhere&count=300'
}

# ---- weights ----
# in_force CLUSTER=WEIGHT...: every rule that the load balancer serves by has weights in this ratio, and serves nobody else
in_force() {
    aws_state | jq -e --arg want "$*" '
        ([$want | split(" ")[] | split("=") | {key: .[0], value: (.[1] | tonumber)}] | from_entries) as $want
        | ([.targetGroups[] | {key: .name, value: (.tags["elbv2.k8s.aws/cluster"] | split("/") | last)}] | from_entries) as $cluster
        | ($want | add) as $all
        | [.loadBalancers[].serving[].rules[] | .forward | select(length > 0)
            | (map(.weight) | add) as $sum
            | (reduce .[] as $t ({}; .[$cluster[$t.group]] += $t.weight)) as $has
            | all(($want + $has | keys)[]; ($has[.] // 0) * $all == ($want[.] // 0) * $sum)]
        | length > 0 and all' >/dev/null
}
serves_all() { sa_want=; for sa_name; do sa_want="$sa_want $sa_name=1"; done; in_force $sa_want; }
# shifted CLUSTER=WEIGHT...: asked for by hand; in force, and served so by the data plane
shifted() {
    traffic weights "$@" --reason "a scene" >/dev/null || return 1
    until_true 60 in_force "$@" && until_true 30 settled
}

# ---- requests ----
# start_load NAME ROUTE...: steady, until stop_load NAME
start_load() {
    sl_name=$1; shift
    background "load-$sl_name" "$BIN/sim-load" --rate "$RATE" --log "$dir/load-$sl_name.log" "$at" "$@"
}
# stop_load NAME [ERRORS]: what a load says at its end: requests sent, answered by whom, the first errors with their times.
stop_load() {
    stop "load-$1"
    tell "load $1: $(head -n 1 "$dir/load-$1.out")"
    tail -n +2 "$dir/load-$1.out" | head -n "${2:-20}" | while read -r line; do tell "  $line"; done
}
errors() { sed -n '1s/.*errors //p' "$dir/load-$1.out"; }
no_errors() { # no_errors NAME WHAT: the load ends, without one
    stop_load "$1"
    is "$(errors "$1")" 0 "$2: no request was lost"
    [ "$(errors "$1")" = 0 ] || keep_evidence "$1"
}
# errors_since NAME SECONDS: errors of requests sent after this time
errors_since() { awk -F'\t' -v from="$2" '$1 >= from && $7 != ""' "$dir/load-$1.log" | wc -l; }
# Where requests were lost: what the load balancer's own log has of it.
keep_evidence() {
    tell "  the load balancer's log of what was not answered 200:"
    jq -c 'select(.status != 200) | [.time, .group, .target, .status, .targetStatus]' "$dir/plane/access.log" | head -n 8 | while read -r line; do tell "    $line"; done
    tail -n 3 "$dir/plane/error.log" | cut -c1-200 | while read -r line; do tell "    $line"; done
}
# shares CLUSTER=WEIGHT...: as many requests as it takes that 3 % off is no chance (five standard deviations), beside the steady ones
shares() {
    sh_total=0
    for sh_want; do sh_total=$((sh_total + ${sh_want#*=})); done
    sh_count=$(for sh_want; do echo "${sh_want#*=}"; done | awk -v t=$sh_total '{ p = $1 / t; n = 27778 * p * (1 - p) + 1; if (n > most) most = n } END { print most < 500 ? 500 : int(most) }')
    rm -f "$dir/shares.log"
    "$BIN/sim-load" --rate 1000 --seconds $(((sh_count + 999) / 1000)) --log "$dir/shares.log" "$at" shop.example.com/cart >"$dir/shares.out"
    tell "$*: $(head -n 1 "$dir/shares.out"); $(awk -F'\t' '{ n[$4]++; p[$4 " " $5]++ } END { for (c in n) printf "%s %.1f %%  ", c, 100 * n[c] / NR; for (c in p) printf "%s %d  ", c, p[c] }' "$dir/shares.log")"
    is "$(sed -n '1s/.*errors //p' "$dir/shares.out")" 0 "$*: no error"
    is "$(awk -F'\t' -v want="$*" -v total=$sh_total '{ n[$4]++ } END {
        for (i = split(want, pair, " "); i > 0; i--) { split(pair[i], w, "="); off = n[w[1]] / NR - w[2] / total; if (off > 0.03 || off < -0.03 || (w[2] == 0 && n[w[1]])) print w[1], off } }' "$dir/shares.log")" '' \
        "$*: shares as the weights"
}
done_scene() {
    tell "$(basename "$0"): $(($(date +%s) - scene_began)) s"
    done_testing
}
