# Sourced by run: the figures of apply-aws against the simulated AWS.
#   aws-cpu      processor time of a call that changes something, in one process; yardstick: boto3's for the same, where it is installed
#   aws-flight   1,000 independent changes at 30 ms each; yardstick: one after the other
#   aws-memory   resident with 1,000 target groups and 50,000 targets, and what of it is not the pages of shared libraries; yardstick: 16 MiB
#   (aws-quiet)  calls in the four seconds after a restart with nothing changed (the first turn of health comes after five); yardstick: 0
#   aws-quiet    reads a second with 100 target groups and nothing going on (QUIET seconds, default 60); yardstick: 2 a second. The controller
#                for one cluster reads 8 + T + 2L + Lt at each look at its 100 groups: 110
aws_tags='[{"Key":"elbv2.k8s.aws/cluster","Value":"shop"}]'
aws_event() { # aws_event ID SOURCE TYPE SUBJECT DATA
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s","time":"2026-11-22T08:00:00.000000Z","data":%s}\n' "$@"
}
aws_fleet() { aws_event "$1" plan-rules fleet.configured shop '{"fleet":"shop","region":"us-west-2","vpcId":"vpc-0123456789abcdef0","clusters":["blue"]}'; }
aws_call() { printf '{"id":"%s","service":"elasticloadbalancing","action":"%s","parameters":%s,"needs":%s}' "$@"; }
aws_batch() { # aws_batch ID UNIT: calls, one a line, on stdin
    aws_event "$1" plan-rules plan.batch "$2" "{\"unit\":\"$2\",\"horizon\":1,\"calls\":[$(paste -sd,)]}"
}
aws_start() { # with PATHs of its own: no Kubernetes here
    background aws "$BIN/sim-aws" --port-file "$dir/aws.port" --log "$dir/aws.requests" --access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY" "$@"
    until_true 10 test -s "$dir/aws.port"
    aws_url=http://127.0.0.1:$(cat "$dir/aws.port")
    printf 'fleet: shop\nregion: us-west-2\nvpcId: vpc-0123456789abcdef0\nclusters:\n  - {name: blue, kubeconfig: /nonexistent, context: blue}\n' >"$dir/fleet.yaml"
}
aws_stop() { stop aws KILL; rm -f "$dir/aws.port" "$dir/aws.requests"; }
aws_one_group() {
    { aws_fleet 1; aws_call 1 CreateTargetGroup "{\"Name\":\"one\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"vpc-0123456789abcdef0\",\"TargetType\":\"ip\",\"Tags\":$aws_tags}" '[]' |
        aws_batch 2 x; } | "$BIN/apply-aws" --endpoint-url "$aws_url" --budget 0 >"$dir/one"
}
# aws_changes COUNT CHAINED: a plan of so many changes of that group
aws_changes() {
    aws_fleet 1; grep aws.observed "$dir/one"
    for n in $(seq "$1"); do
        needs='[]'; [ "$2" != chained ] || [ "$n" -eq 1 ] || needs="[\"$((n - 1))\"]"
        aws_call "$n" ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/one","HealthCheckPath":"/up"}' "$needs"; echo
    done | aws_batch 3 y
}
aws_run() { "$BIN/apply-aws" --endpoint-url "$aws_url" --budget 0 "$1" >"$dir/run.out" 2>"$dir/run.err" || { echo 'bench: calls failed' >&2; tail -n 3 "$dir/run.err" >&2; exit 1; }; }
cpu_us() { # of a command, user and system
    TIMEFORMAT='%U %S'; { time "$@"; } 2>&1 >/dev/null | tail -n 1 | awk '{print int(($1 + $2) * 1000000)}'
}
aws_boto3() {
    boto=$(ls -d build/conformance/venv/bin/python 2>/dev/null || echo python3)
    "$boto" -c 'import boto3' 2>/dev/null || return 0
    "$boto" - "$aws_url" <<'PY'
import resource, sys
import boto3
elb = boto3.client('elbv2', endpoint_url=sys.argv[1], region_name='us-west-2')
arn = elb.describe_target_groups()['TargetGroups'][0]['TargetGroupArn']
def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime
before = cpu()
for _ in range(1000):
    elb.modify_target_group(TargetGroupArn=arn, HealthCheckPath='/up')
print(int((cpu() - before) * 1e6 / 1000))
PY
}
aws-cpu() {
    aws_start; aws_one_group
    aws_changes 2000 free >"$dir/many"; aws_changes 1 free >"$dir/few"
    many=$(cpu_us aws_run "$dir/many"); few=$(cpu_us aws_run "$dir/few")
    figure aws-cpu-per-call $(((many - few) / 2000)) us boto3-cpu-per-call "$(aws_boto3)"
    aws_stop
}
elapsed_ms() { el_start=$(date +%s%N); "$@"; echo $((($(date +%s%N) - el_start) / 1000000)); }
aws-flight() {
    aws_start; aws_one_group
    curl -sS -X POST "$aws_url/sim/fault?kind=delay&ms=30&count=1000000" >/dev/null
    aws_changes 1000 free >"$dir/many"; aws_changes 100 chained >"$dir/chain"
    figure aws-1000-side-by-side "$(elapsed_ms aws_run "$dir/many")" ms one-after-the-other $(($(elapsed_ms aws_run "$dir/chain") * 10))
    aws_stop
}
aws_large_world() { # 1,000 groups with 50 targets each, as events of apply-aws
    perl -e 'my $n = 0; sub e { my ($t, $s, $d) = @_; printf qq({"specversion":"1.0","id":"%020d","source":"apply-aws","type":"%s","subject":"%s","time":"2026-11-22T08:00:00.000000Z","data":%s}\n), ++$n, $t, $s, $d }
        for my $g (1 .. 1000) {
            my $name = sprintf "k8s-default-web%04d-%010x", $g, $g * 7919; my $arn = sprintf "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/%s/%016x", $name, $g;
            my $tags = join ",", map { qq({"Key":"$_->[0]","Value":"$_->[1]"}) } ["elbv2.k8s.aws/cluster", "shop/blue"], ["ingress.k8s.aws/resource", "default/web-web$g:80"], ["ingress.k8s.aws/stack", "shop"];
            my $attributes = join ",", map { qq({"Key":"$_->[0]","Value":"$_->[1]"}) } ["deregistration_delay.timeout_seconds", 300], ["stickiness.enabled", "false"], ["load_balancing.algorithm.type", "round_robin"], ["slow_start.duration_seconds", 0], ["load_balancing.cross_zone.enabled", "use_load_balancer_configuration"];
            e("aws.observed", "elasticloadbalancing/targetgroup/$arn", qq({"service":"elasticloadbalancing","resource":"TargetGroup","id":"$arn","value":{"TargetGroupArn":"$arn","TargetGroupName":"$name","Protocol":"HTTP","Port":80,"VpcId":"vpc-0123456789abcdef0","HealthCheckProtocol":"HTTP","HealthCheckPort":"traffic-port","HealthCheckEnabled":true,"HealthCheckIntervalSeconds":15,"HealthCheckTimeoutSeconds":5,"HealthyThresholdCount":2,"UnhealthyThresholdCount":2,"HealthCheckPath":"/","Matcher":{"HttpCode":"200"},"LoadBalancerArns":["arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/k8s-shop/50dc6c495c0c9188"],"TargetType":"ip","ProtocolVersion":"HTTP1","IpAddressType":"ipv4","Tags":[$tags],"Attributes":[$attributes]}}));
            for my $t (1 .. 50) { my $ip = sprintf "10.%d.%d.%d", $g % 250, $g / 250, $t; e("target.health", "$name/$ip:8080", qq({"groupArn":"$arn","group":"$name","id":"$ip","port":8080,"state":"healthy"})) }
        }
        e("aws.synced", "us-west-2", qq({"account":"111122223333","region":"us-west-2"}))'
}
aws_daemon() { background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --journal "$endpoint" --fleet "$dir/fleet.yaml" "$@"; until_true 120 grep -q 'caught up' "$dir/apply.log"; }
aws-memory() {
    aws_start; start_journal
    aws_large_world | "$BIN/journal" append --journal "$endpoint" --keep-ids >/dev/null
    aws_fleet 1 | "$BIN/journal" append --journal "$endpoint" --keep-ids >/dev/null
    aws_daemon --health-every 0 --sweep-every 0
    sleep 1
    figure aws-rss-1000-groups-50000-targets "$(rss apply)" KiB sixteen-mebibytes 16384
    figure aws-own-memory-of-that "$(awk '/RssAnon/ {print $2}' "/proc/$(cat "$dir/apply.pid")/status")" KiB sixteen-mebibytes 16384
    stop apply KILL; stop journal KILL; aws_stop; rm -rf "$dir/journal" "$dir/apply.log"
}
# 100 groups with 5 targets each behind 20 rules of one load balancer, made by the daemon itself
aws_hundred() {
    subnets=$(curl -sS -X POST "$aws_url/sim/state" >/dev/null; "$BIN/apply-aws" --endpoint-url "$aws_url" --fleet "$dir/fleet.yaml" --observe 2>/dev/null | jq -cs '[.[]|select(.data.resource=="Subnet").data.value|select(.MapPublicIpOnLaunch).SubnetId]|sort|.[:2]')
    aws_call lb CreateLoadBalancer "{\"Name\":\"hundred\",\"Type\":\"application\",\"Subnets\":$subnets,\"Tags\":$aws_tags}" '[]'; echo
    aws_call li CreateListener "{\"LoadBalancerArn\":\"@loadbalancer/hundred\",\"Port\":80,\"Protocol\":\"HTTP\",\"DefaultActions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":{\"StatusCode\":\"404\"}}],\"Tags\":$aws_tags}" '["lb"]'; echo
    for n in $(seq 100); do
        cluster=shop/blue; [ $((n % 2)) -eq 0 ] || cluster=shop/green
        aws_call "g$n" CreateTargetGroup "{\"Name\":\"g$n\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"vpc-0123456789abcdef0\",\"TargetType\":\"ip\",\"Tags\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"$cluster\"}]}" '[]'; echo
        aws_call "t$n" RegisterTargets "{\"TargetGroupArn\":\"@targetgroup/g$n\",\"Targets\":[$(for t in 1 2 3 4 5; do printf '{"Id":"10.0.%s.%s","Port":80},' "$n" "$t"; done | sed 's/,$//')]}" "[\"g$n\"]"; echo
    done
    for r in $(seq 20); do
        groups=$(for g in 1 2 3 4 5; do printf '{"TargetGroupArn":"@targetgroup/g%s"},' $((r * 5 - 5 + g)); done | sed 's/,$//')
        needs=$(for g in 1 2 3 4 5; do printf '"g%s",' $((r * 5 - 5 + g)); done)
        aws_call "r$r" CreateRule "{\"ListenerArn\":\"@listener/hundred/80\",\"Priority\":$r,\"Conditions\":[{\"Field\":\"path-pattern\",\"PathPatternConfig\":{\"Values\":[\"/$r\"]}}],\"Actions\":[{\"Type\":\"forward\",\"ForwardConfig\":{\"TargetGroups\":[$groups]}}],\"Tags\":$aws_tags}" "[$needs\"li\"]"; echo
    done
}
aws_done() { "$BIN/journal" read --journal "$endpoint" --type batch.done | grep -q '"outcome":"done"'; }
aws_all_healthy() { [ "$("$BIN/journal" read --journal "$endpoint" --type target.health | grep -c '"healthy"')" -ge 500 ]; }
aws_requests() { wc -l <"$dir/aws.requests"; }
aws-quiet() {
    aws_start; start_journal
    aws_fleet 1 | "$BIN/journal" append --journal "$endpoint" >/dev/null
    aws_daemon --budget 0
    aws_hundred | aws_batch 2 hundred | "$BIN/journal" append --journal "$endpoint" >/dev/null
    { until_true 60 aws_done && until_true 60 aws_all_healthy; } || { echo 'bench: the hundred groups were not made' >&2; tail -n 3 "$dir/apply.log" >&2; exit 1; }
    stop apply
    before=$(aws_requests); rm -f "$dir/apply.log"
    aws_daemon; sleep 4
    figure aws-calls-after-a-restart $(($(aws_requests) - before)) calls none 0
    sleep 10; before=$(aws_requests); begun=$(date +%s%N); sleep "${QUIET:-60}"
    figure aws-quiet-reads $((($(aws_requests) - before) * 3600 * 1000 / (($(date +%s%N) - begun) / 1000000))) an-hour two-a-second 7200
    echo 'bench: the controller of one cluster would read 8 + 100 + 2 * 1 + 0 = 110 at each look, by its own formula'
    stop apply KILL; stop journal KILL; aws_stop; rm -rf "$dir/journal"
}
