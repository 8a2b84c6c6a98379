#!/bin/bash
# A Service of green is left without a pod, in the three ways in which deploys do that: scaled to nothing, a selector that fits nobody, a
# readiness probe that fails everywhere. Its pods answer on for a while, so requests leave first, and then its targets. blue serves all.
. "$(dirname "$0")/00-scene-words.sh"
KUBE_OPTIONS="--kubelet-ms $((GRACE * 1000))"
start_scene blue green
deployed blue; deployed green

mark=0
# Times (s) since the mark of what AWS did.
done_at() { tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r --arg a "$1" 'select(.action == $a and .status == 200) | .time_ns / 1e9'; }
left_green() { world_has "^target .* $green_net\\." 0; }
serve_green() { world_has "^target .* $green_net\\..* healthy" "$1"; }
# emptied WHAT: blue alone serves; green's last target left when no request was sent to it any more, the one before it at once
emptied() {
    until_true 30 in_force blue=1 green=0; ok $? "$1: green's weight is 0"
    until_true 30 left_green; ok $? 'then its targets have left'
    is "$(done_at ModifyRule | sort -n | tail -n 1 | awk -v left="$(done_at DeregisterTargets | sort -n | tail -n 1)" '{ print (left - $1 >= 1) ? "behind" : left " is too early: " $1 }')" behind \
        'a settle time behind the last weight'
    until_true 30 settled
    shares blue=1 green=0
    mark=$(wc -l <"$dir/aws.requests")
}
filled() { # filled WHAT TARGETS
    until_true 60 serve_green "$2" && until_true 60 in_force blue=1 green=1 && until_true 30 settled; ok $? "$1: green serves again"
    mark=$(wc -l <"$dir/aws.requests")
}
start_load steady shop.example.com/cart shop.example.com/
mark=$(wc -l <"$dir/aws.requests")

leave green web-a; leave green web-b
emptied 'scaled to nothing'
wait
be_born green web-c "$green_net.3" false; be_born green web-d "$green_net.4" false
filled 'scaled up' 2

mkdir "$dir/deploy/nobody"; mv "$dir"/deploy/green/web-* "$dir/deploy/nobody/"
publish green
emptied 'a selector that fits nobody'
mv "$dir"/deploy/nobody/web-* "$dir/deploy/green/"
publish green
filled 'a selector that fits' 2

sed -i 's/ready/waiting/' "$dir"/deploy/green/web-*
for name in web-c web-d; do
    fetch green "$pods/$name" | jq '(.status.conditions[] | select(.type == "Ready" or .type == "ContainersReady")).status = "False"' | kube green PUT "$pods/$name" >/dev/null
done
publish green
emptied 'nobody is ready'

no_errors steady 'a Service emptied three times'
done_scene
