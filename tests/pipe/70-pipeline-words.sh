# Sourced by the tests of the pipeline as a whole: every stage on the journal, and questions to the simulated AWS.
. "$(dirname "$0")/../pipe/00-tap.sh"
. "$(dirname "$0")/../sim/harness.sh"

# CUT_JOURNALS=N: at the end of a test everything is killed, and its journal is compacted up to N places at random, which must leave what was
# said behind them as it was: it follows again, byte for byte. Not where it did not follow uncompacted.
cut_journal() {
    for cj_pid in $children; do kill -9 "$cj_pid" 2>/dev/null; done
    "$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/cut.before" 2>&1 || { echo '# not cut: it does not follow uncompacted'; return; }
    cj_head=$(sed -n 's/^good sequence=\([0-9]*\) .*/\1/p' "$dir/cut.before") cj_bad=0 cj_lines=0
    RANDOM=${SEED:-$$} # bash
    for cj_n in $(seq 1 "$CUT_JOURNALS"); do
        cj_cut=$((1 + (RANDOM * 32768 + RANDOM) % cj_head))
        rm -rf "$dir/cut"; cp -r "$dir/journal" "$dir/cut"
        "$BIN/journal" compact --directory "$dir/cut" --keep 0s --until $cj_cut >"$dir/cut.out" 2>>"$dir/cut.err" &&
            "$BIN/journal" verify --replay --directory "$dir/cut" >"$dir/cut.after" 2>>"$dir/cut.err" ||
            { cj_bad=$((cj_bad + 1)); echo "# cut at $cj_cut (SEED=${SEED:-$$}):"; cut -c1-2000 "$dir/cut.after" | sed 's/^/#   /' | tail -n 12; }
        cj_lines=$((cj_lines + $(sed -n 's/^replayed .* compared=\([0-9]*\) .*/\1/p' "$dir/cut.after" | awk '{ n += $1 } END { print n + 0 }')))
    done
    is $cj_bad 0 "cut at $CUT_JOURNALS places, all behind them follows again ($cj_lines lines compared)"
}
done_testing() {
    [ -z "${CUT_JOURNALS:-}" ] || [ ! -e "$dir/journal/data.mdb" ] || cut_journal
    echo "1..$tests_run"
}

start_stages() { # start_stages CLUSTER...
    for st_name in "$@"; do start_watch "$st_name"; done
    start_podinfo; start_plan; start_apply
}
start_report() { background report "$BIN/report-k8s" --cluster blue --fleet "$dir/fleet.yaml" --journal "$endpoint" "$@"; }
stop_stages() { # stop_stages SIGNAL CLUSTER...
    st_signal=$1; shift
    for st_name in "$@"; do stop "watch-$st_name" "$st_signal"; done
    for st_name in podinfo plan apply; do stop "$st_name" "$st_signal"; done
} 2>/dev/null
start_world() { # start_world CLUSTER...: simulators, Ingress 'shop' with two pods in each, the journal; no stage yet
    sw_number=0
    start_aws
    for sw_name in "$@"; do
        sw_number=$((sw_number + 1))
        start_kube "$sw_name"
        load_web "$sw_name" 10.0.$sw_number
    done
    write_fleet "$@"
    start_journal
}

# ---- the simulated AWS ----
sim() { curl -sS -X POST "$aws_url/sim/$1" >/dev/null; }
sim_kube() { # sim_kube CLUSTER REQUEST
    curl -sS --cacert "$dir/$1/ca.crt" -X POST "https://127.0.0.1:$(cat "$dir/$1.port")/sim/$2" >/dev/null
}
# What AWS holds of ours, one thing a line, without what only AWS decides (ARNs, ids) and without priorities; rules in order.
world() {
    aws_state | jq -r '
        def said: if .Type == "forward" then "" elif .Type == "fixed-response" then .FixedResponseConfig.StatusCode else (.RedirectConfig | tostring) end;
        def forward: [(.forward // [])[] | "\(.group)=\(.weight)"] | join(" ");
        (.loadBalancers[] | .name as $lb | "loadbalancer \($lb) \(.scheme)",
            (.listeners[] | "listener \($lb):\(.port) \(.protocol) \([.defaultActions[] | said] | join(" "))\(forward)",
                (.port as $port | .rules | sort_by(.priority) | to_entries[] | .key as $nth | .value |
                    "rule \($lb):\($port) \($nth) \([.conditions[].Values[]] | join(" ")) -> \([.actions[] | said] | join(" "))\(forward)"))),
        (.targetGroups[] | .name as $group | "group \($group) \(.settings.TargetType)", (.targets[] | "target \($group) \(.id):\(.port) \(.state)")),
        (.securityGroups[] | select(.name != "default") | "securitygroup \(.name) \([.permissions[] | "\(.from)-\(.to)/\(.cidrIp // .cidrIpv6 // .group)"] | sort | join(" "))")' | LC_ALL=C sort
}
# world_has PATTERN [COUNT]: lines of the world, at least one or just so many
world_has() {
    wh_seen=$(world | grep -Ec -- "$1")
    if [ $# -gt 1 ]; then [ "$wh_seen" -eq "$2" ]; else [ "$wh_seen" -gt 0 ]; fi
}
world_is() { [ "$(world)" = "$1" ]; }
requests() { jq -r '.action // empty' "$dir/aws.requests"; }
changes() { requests | grep -Evc '^(Describe|Get|List)'; } # mutating requests, also those that were refused
reads() { requests | grep -E '^(Describe|Get|List)' | grep -vc '^DescribeTargetHealth$'; }
# Things that stand twice, or that nobody uses: none is right.
strays() {
    aws_state | jq -r '
        [.loadBalancers[].securityGroups[]] as $used
        | (.loadBalancers[].listeners[] | .port as $port | [.rules[] | [.conditions[].Values] | tostring] | group_by(.)[] | select(length > 1) | "two rules on \($port): \(.[0])"),
          (.loadBalancers | group_by(.tags | .["elbv2.k8s.aws/cluster"], .["ingress.k8s.aws/stack"], .["ingress.k8s.aws/resource"])[] | select(length > 1) | "two load balancers: \(map(.name))"),
          (.targetGroups | group_by(.tags)[] | select(length > 1) | "two target groups: \(map(.name))"),
          (.targetGroups[] | select(.loadBalancer == null) | "unused target group \(.name)"),
          (.securityGroups | group_by(.name)[] | select(length > 1) | "two security groups \(.[0].name)"),
          (.securityGroups[] | select(.name != "default" and (.id as $id | $used | index($id) | not)) | "unused security group \(.name)")'
}
# twice [FROM]: what was made more than once, behind this line of the log; for tests in which nothing is removed and made again
twice() {
    tail -n +$((${1:-0} + 1)) "$dir/aws.requests" | jq -r 'select(.status == 200 and (.action // "" | test("^Create(LoadBalancer|TargetGroup|Listener|Rule|SecurityGroup)$"))) | [.action, (.parameters |
        .GroupName // .Name // ([.LoadBalancerArn // .ListenerArn, .Port, ([.Conditions[]? | .PathPatternConfig.Values?, .HostHeaderConfig.Values?, .Values?] | tostring)] | map(. // "") | join(" ")))] | join(" ")' |
        LC_ALL=C sort | uniq -d
}

# ---- the journal ----
# count TYPE [FILTER]: events of a type for which the jq filter holds
count() { journal_read --type "$1" | jq -c "select(${2:-true})" | wc -l; }
count_is() { [ "$(count "$1" "$2")" -eq "$3" ]; }
count_over() { [ "$(count "$1" "$2")" -gt "$3" ]; }
last_sequence() { journal_read | tail -n 1 | jq -r .sequence; }
# Every batch has ended.
no_batch_open() {
    journal_read >"$dir/open.all"
    jq -r 'select(.type == "plan.batch") | .source + "#" + .id' "$dir/open.all" | LC_ALL=C sort >"$dir/open.batches"
    jq -r 'select(.type == "batch.done") | .data.batch' "$dir/open.all" | LC_ALL=C sort -u >"$dir/open.done"
    [ -z "$(LC_ALL=C comm -23 "$dir/open.batches" "$dir/open.done")" ]
}
# Nothing is said for a while (longer than settle-time and a health round) and no batch is open.
is_quiet() {
    iq_last=$(last_sequence)
    sleep 1.2
    [ "$(last_sequence)" = "$iq_last" ] && no_batch_open
}
quiet() { until_true "${1:-20}" is_quiet; }

# ---- objects ----
# ingress NAME BACKEND-PORT [GROUP] [PATH] [ANNOTATIONS...]: before Service web; annotations as JSON members
ingress() {
    in_name=$1 in_port=$2 in_group=${3:-} in_path=${4:-/$1}
    shift; shift; [ $# -gt 0 ] && shift; [ $# -gt 0 ] && shift
    jq -n --arg name "$in_name" --argjson port "$in_port" --arg group "$in_group" --arg path "$in_path" --argjson more "{${1:-}}" '
        {apiVersion:"networking.k8s.io/v1",kind:"Ingress",metadata:{name:$name,namespace:"default",
         annotations:({"alb.ingress.kubernetes.io/scheme":"internet-facing","alb.ingress.kubernetes.io/target-type":"ip"}
            + (if $group == "" then {} else {"alb.ingress.kubernetes.io/group.name":$group} end) + $more)},
         spec:{ingressClassName:"alb",rules:[{host:($name+".example.com"),http:{paths:[{path:$path,pathType:"Prefix",backend:{service:{name:"web",port:{number:$port}}}}]}}]}}'
}
ingresses=/apis/networking.k8s.io/v1/namespaces/default/ingresses
slices=/apis/discovery.k8s.io/v1/namespaces/default/endpointslices
pods=/api/v1/namespaces/default/pods
add_ingress() { ai_cluster=$1; shift; ingress "$@" | kube "$ai_cluster" POST $ingresses >/dev/null; }
put_ingress() { pi_cluster=$1; shift; ingress "$@" | kube "$pi_cluster" PUT "$ingresses/$1" >/dev/null; }
remove_ingress() { : | kube "$1" DELETE "$ingresses/$2" >/dev/null; }
