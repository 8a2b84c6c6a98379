# Sourced by run: what the whole pipeline holds in memory, and how it starts on another machine.
#   pss       the sum of PSS of all programs (journal with its index, watch-k8s, build-podinfo, plan-rules, apply-aws, report-k8s), LMDB's maps apart:
#             with nothing to do, at 1,000 pods (2 load balancers, 100 rules, 20 groups) and at 5,000 (10, 500, 100)
#   cold      two clusters with COLD_PODS (10,000) pods and COLD_INGRESSES (400) Ingresses together, in ten groups: their PSS; then all are killed, and
#             started elsewhere from an exported journal, and from nothing, with AWS's buckets, which fill eight times as fast as AWS's. An Ingress changes at once; the
#             clock runs from `journal import`, or from the start, until the call for it arrives; weights are compared before and after

co_calm() { # nothing is said for six seconds: target health was read through, and what the beginning took is given back
    for co_n in $(seq 40); do # 400 groups are read through in a minute and a half
        co_head=$(re_head); sleep 6
        [ "$(re_head)" -ne "$co_head" ] || return 0
    done
    echo 'bench: the journal was never calm' >&2; return 1
}
co_pss() { # co_pss NAME AT-MOST-MIB [INCUMBENT]
    co_calm || return 1
    # shellcheck disable=SC2046
    figure "pss-$1" "$(tests/bench/pss $(fl_programs))" KiB at-most $(($2 * 1024)) '' "${3:-}"
}
pss() {
    fl_start 1 1 1 count=0 && co_pss idle 20 '60 MB' && fl_stop || return 1
    for co_pods in '1000 30 84' '5000 50 100'; do
        read -r co_pods co_most co_theirs <<<"$co_pods"
        # 500 targets a load balancer, ten Services each
        co_groups=$((co_pods / 500))
        fl_start 1 $((co_groups * 10)) "$co_pods" count=$((co_groups * 10)) paths=5 groups=$co_groups
        bu_wait 120 bu_has RegisterTargets $((co_groups * 10)) && fl_quiet || return 1
        co_pss "$co_pods-pods" "$co_most" "$co_theirs MB" || return 1
        fl_stop
    done
}

co_weights() { # each rule's weights, by its conditions
    aws_state | jq -c '.loadBalancers[] | .name as $lb | .listeners[].rules[] | [$lb, [.conditions[].Values], [.forward[]? | .group, .weight]]' | LC_ALL=C sort
}
co_acts() { # co_acts NAME LIMIT-MS LETTER: started already; one Ingress gets a further path
    fl_load c1 ingresses only=0 groups=10 paths=1 front=svc-0000 note="$1"
    bu_wait 120 fl_changed CreateRule 1 || return 1
    figure "$1-acts-after" "$(fl_acted)" ms at-most "$2"
    fl_quiet || return 1
    sleep 5
    fl_changes | cut -d' ' -f2 | sort | uniq -c >&2
    figure "$1-weights-changed" "$(fl_changes ModifyRule | wc -l)" calls at-most 0
    fl_load c1 ingresses only=0 groups=10 paths=1
    bu_wait 60 fl_changed DeleteRule 1 && fl_quiet || return 1
    co_weights >"$dir/weights.after"
    figure "$1-rules-otherwise" "$(LC_ALL=C diff "$dir/weights.before" "$dir/weights.after" | grep -c '^[<>]')" rules at-most 0
    figure "$1-calls" "$(fl_changes | wc -l)" calls at-most 2
    figure "$1-throttled" "$(tail -n +$((fl_line + 1)) "$dir/aws.requests" | grep -c Throttling)" answers at-most 0
}
cold() {
    co_ingresses=$((${COLD_INGRESSES:-400} / 2)) fl_scale=8
    fl_start 2 $co_ingresses $((${COLD_PODS:-10000} / 2)) count=$co_ingresses groups=10
    bu_wait 240 bu_has RegisterTargets $((co_ingresses * 2)) && bu_wait 60 bu_has CreateRule $co_ingresses && bu_wait 60 fl_joined && fl_quiet || return 1
    co_weights >"$dir/weights.before"
    co_pss two-clusters 100 || return 1
    fl_kill
    curl -sS -X POST "$aws_url/sim/set?buckets=1" >/dev/null
    sed -i "s/budget: off/budget: $bu_budget/" "$dir/fleet.yaml"

    "$BIN/journal" export --zstd --directory "$dir/journal" >"$dir/exported" 2>/dev/null && mv "$dir/journal" "$dir/journal.before" || return 1
    fl_mark
    "$BIN/journal" import --directory "$dir/journal" "$dir/exported" >/dev/null || return 1
    bu_stages; fl_reports
    co_acts cold-export 5000
    fl_kill
    rm -rf "$dir/journal" "$dir/journal.before"
    sleep 2 # the buckets are full again
    fl_mark
    bu_stages; fl_reports
    co_acts cold-nothing 15000
    fl_stop
    unset fl_scale
}
