# Sourced by run: what AWS's token buckets allow, and what is made of it (docs/RULES.md, Budget). sim-aws keeps the buckets that AWS documents, SCALE
# (4) times as fast, and answers each call after 30 ms; the fleet's option says the same. The lower bound is what the requests that were made need at the
# least: of each bucket what is beyond its burst, over its rate. Seconds are AWS's: those of the clock times SCALE.
#   budget-first    10 load balancers, 500 rules, 100 target groups, 1,000 targets from nothing; budget-first-off: the same without buckets
#   budget-fleet    5 clusters with 200 Services each, behind 10 load balancers, from nothing
#   budget-groups   1,000 Ingresses in 10 groups at once, without buckets and with them; calls over what is made
#   budget-leave    targets that go while the registrations of 100 groups wait, at AWS's own speed: five at once, then one after the other
#   budget-replace  one pod of each of 100 Services is replaced at once, at AWS's own speed

bu_scale=${SCALE:-4}
bu_rate() { awk -v r="$1" -v s="$bu_scale" 'BEGIN { print r * s }'; }
bu_start() { # bu_start CLUSTERS SERVICES PODS: simulators and the fleet; no stage yet
    bu_clusters=
    rm -f "$dir"/*.requests # they are appended to
    for bu_n in $(seq "$1"); do
        bu_clusters="$bu_clusters c$bu_n"
        start_kube "c$bu_n" --bulk "pods=$3,services=$2,nodes=20" --log "$dir/c$bu_n.requests"
        bu_space=$(curl -sS --cacert "$dir/c$bu_n/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/c$bu_n.port")/api/v1/services?limit=1" | jq -r '.items[0].metadata.namespace')
        : | kube "c$bu_n" DELETE "/apis/networking.k8s.io/v1/namespaces/$bu_space/ingresses/bulk" >/dev/null
    done
    if [ "$bu_scale" = 1 ]; then start_aws; else start_aws ${bu_buckets-"--buckets"} --time-scale "$bu_scale"; fi
    curl -sS -X POST "$aws_url/sim/fault?kind=delay&ms=30&count=1000000" >/dev/null
    # shellcheck disable=SC2086
    write_fleet $bu_clusters
    bu_budget="{account: '$(bu_rate 10):40', reads: '$(bu_rate 10):40', writes: '$(bu_rate 3):20', targets: '$(bu_rate 4):20', heavy: '$(bu_rate 0.2):10'}"
    [ -z "${bu_buckets-x}" ] || sed -i "s/budget: off/budget: $bu_budget/" "$dir/fleet.yaml"
}
bu_stages() {
    start_journal; bu_others
}
bu_others() {
    start_podinfo; start_plan; start_apply --health-every 5s
    for bu_name in $bu_clusters; do start_watch "$bu_name"; done
}
bu_stop() {
    for bu_name in $bu_clusters; do stop "watch-$bu_name" KILL; stop "kube-$bu_name" KILL; done
    for bu_name in podinfo plan apply journal aws; do stop "$bu_name" KILL; done
    rm -rf "$dir/journal" "$dir/aws.requests"
}
# bu_ingress CLUSTER NAME GROUP FIRST LAST PATHS: one Ingress, so many paths before each of these Services
bu_ingress() {
    jq -n --arg name "$2" --arg ns "$bu_space" --arg group "$3" --argjson first "$4" --argjson last "$5" --argjson paths "$6" '
        def two: tostring | "000\(.)"[-4:];
        {apiVersion:"networking.k8s.io/v1",kind:"Ingress",metadata:{name:$name,namespace:$ns,annotations:({"alb.ingress.kubernetes.io/scheme":"internet-facing","alb.ingress.kubernetes.io/target-type":"ip"}
            + (if $group == "" then {} else {"alb.ingress.kubernetes.io/group.name":$group} end))},
         spec:{ingressClassName:"alb",rules:[{host:($name+".example.com"),http:{paths:[range($first; $last + 1) as $s | range($paths) | {path:"/s\($s)-\(.)",pathType:"Exact",backend:{service:{name:"svc-\($s | two)",port:{number:80}}}}]}}]}}' |
        kube "$1" POST "/apis/networking.k8s.io/v1/namespaces/$bu_space/ingresses" >/dev/null
}
bu_asks() { grep -c "\"action\":\"$1\"" "$dir/aws.requests"; }
bu_has() { [ "$(bu_asks "$1")" -ge "$2" ]; }
# took, lower bound (AWS's seconds), changes, refusals
bu_sum() { tests/bench/budget "$dir/aws.requests" "$bu_scale"; }
bu_figures() { # bu_figures NAME THINGS [INCUMBENT'S-TIME [CALLS [THROTTLED]]]
    read -r bu_took bu_bound bu_calls bu_refused < <(bu_sum)
    [ -z "${bu_allowed:-}" ] || bu_bound=$(awk -v n="$bu_calls" 'BEGIN { print n * 0.03 }')
    figure "$1-time" "$bu_took" s "${bu_allowed:-buckets-allow}" "$bu_bound" '' "${3:-}"
    figure "$1-calls" "$bu_calls" calls things-made "$2" '' "${4:-}"
    figure "$1-throttled" "$bu_refused" answers at-most 0 '' "${5:-}"
}
bu_wait() { # bu_wait SECONDS COMMAND...
    until_true "$@" || { echo "bench: '$*' never came true" >&2; tail -n 3 "$dir"/*.log >&2; bu_stop; return 1; }
}

bu_first() { # 10 load balancers, 500 rules, 100 groups, 1,000 targets from nothing
    bu_start 1 100 1000
    fl_load c1 ingresses count=10 services=10 paths=5 || return 1
    bu_stages
    bu_wait 300 bu_has CreateRule 500 && bu_wait 60 bu_has RegisterTargets 100 || return 1
    sleep 2
}
# made are load balancers, their security groups and the shared one, listeners, rules, groups; one registration for each of these
budget-first() { bu_first && bu_figures budget-first $((10 + 11 + 10 + 500 + 100 + 100)) '239 s' 1,190 507 && bu_stop; }
budget-first-off() {
    bu_scale=1 bu_buckets='' bu_allowed=one-after-the-other
    bu_first && bu_figures budget-first-off $((10 + 11 + 10 + 500 + 100 + 100)) '27.5 s' 1,190 none && bu_stop
    bu_scale=${SCALE:-4}; unset bu_buckets bu_allowed
}

budget-fleet() {
    bu_start 5 200 200
    for bu_name in $bu_clusters; do
        for bu_n in $(seq 0 9); do bu_ingress "$bu_name" "app-$bu_n" "" $((bu_n * 20)) $((bu_n * 20 + 19)) 1; done
    done
    bu_stages
    bu_wait 600 bu_has RegisterTargets 1000 && bu_wait 300 bu_has CreateRule 200 || return 1
    sleep 2
    bu_figures budget-fleet $((10 + 11 + 10 + 200 + 1000 + 1000))
    bu_stop
}

budget-groups() {
    for bu_buckets in "" --buckets; do
        bu_start 1 1000 1000
        for bu_n in $(seq 0 999); do bu_ingress c1 "app-$bu_n" "g$((bu_n / 100))" "$bu_n" "$bu_n" 1; done
        bu_stages
        bu_wait 600 bu_has RegisterTargets 1000 && bu_wait 300 bu_has CreateRule 1000 || return 1
        sleep 2
        grep -o '"action":"[A-Z][A-Za-z]*"' "$dir/aws.requests" | sort | uniq -c | sort -rn | grep -v Describe | sed "s/^/bench: budget-groups${bu_buckets}: /" >&2
        bu_figures "budget-groups$bu_buckets" $((10 + 11 + 10 + 1000 + 1000 + 1000))
        bu_stop
    done
    unset bu_buckets
}

# ---- at AWS's own speed: made without buckets, which are there from then on ----
bu_made() {
    bu_scale=1 bu_buckets=
    bu_start 1 100 200
    for bu_n in $(seq 0 9); do bu_ingress c1 "app-$bu_n" "" $((bu_n * 10)) $((bu_n * 10 + 9)) 1; done
    bu_stages
    bu_wait 120 bu_has RegisterTargets 100 || return 1
    bu_changes pods 0 99
    sleep 3
    curl -sS -X POST "$aws_url/sim/set?buckets=1" >/dev/null
    sed -i 's/budget: off/budget: {share: 20%}/' "$dir/fleet.yaml"
    kill -HUP "$(cat "$dir/plan.pid")"
    bu_wait 30 sh -c "'$BIN/journal' read --journal '$endpoint' --type fleet.configured | grep -q share" || return 1
    sleep 5
    bu_scale=${SCALE:-4}; unset bu_buckets
}
bu_changes() { # bu_changes WHAT FIRST LAST [PARALLEL]
    tests/bench/budget-changes "$1" "https://127.0.0.1:$(cat "$dir/c1.port")" "$dir/c1/ca.crt" "$bu_space" "$2" "$3" >"$dir/changes"
    curl -sS ${4:+-Z --parallel-max "$4"} -K "$dir/changes" 2>>"$dir/changes.log"
}
bu_left() { [ "$(grep '"action":"DeregisterTargets"' "$dir/aws.requests" | grep -Eo '10\.100\.0\.[0-9]+' | sort -u | wc -l)" -ge "$1" ]; }

budget-leave() {
    bu_made || return 1
    bu_changes join 0 99 4
    sleep 2 # some are sent, the others wait
    bu_from=$(date +%s%N)
    bu_changes swap 50 64
    bu_wait 60 bu_left 15 || return 1
    sleep 3
    read -r bu_five bu_rest bu_behind bu_missing < <(tests/bench/budget-lag "$dir/c1.requests" "$dir/aws.requests" "$bu_from" 50 64)
    figure budget-leave-five "$bu_five" ms at-most 50 '' 'behind the queue'
    figure budget-leave-others "$bu_rest" ms over-250-each 50
    figure budget-leave-passed "$bu_behind" calls registrations-behind 1
    [ "$bu_missing" = 0 ] || { echo "bench: $bu_missing of 15 were not seen" >&2; return 1; }
    bu_stop
}

budget-replace() {
    bu_made || return 1
    : >"$dir/aws.requests"
    bu_changes swap 0 99 8
    bu_wait 120 bu_left 100 && bu_wait 120 bu_has RegisterTargets 100 || return 1
    sleep 1
    read -r bu_took bu_all < <(perl -ne '/"time_ns":(\d+)/ or next; $t = $1; $f //= $t if /"action":"(De)?registerTargets"/i; $d = $t if /"action":"DeregisterTargets"/; $n++ if /"action":"DeregisterTargets"/;
        END { printf "%.1f %d\n", ($d - $f) / 1e9, $n }' "$dir/aws.requests")
    figure budget-replace-last "$bu_took" s deregistrations-first "$(awk -v n="$bu_all" 'BEGIN { print (n - 20) / 4 }')" '' '44 s'
    figure budget-replace-throttled "$(bu_sum | cut -d' ' -f4)" answers at-most 0
    bu_stop
}
