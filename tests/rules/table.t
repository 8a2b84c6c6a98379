#!/bin/sh
# plan-rules --desired --format table: one stack as people read it, and nothing else.
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

wanted() { jq -c -f tests/vectors/events.jq "tests/vectors/cases/$1.json" | "$BIN/build-podinfo" | "$BIN/plan-rules" --desired --format table; }

wanted 434-fleet-rich >"$dir/table"
cat >"$dir/expected" <<'END'
shop  k8s-shop-c475697984, internal, ipv4
  port 80 HTTP
       -  anything else                                       redirect HTTP_301 HTTPS 443
  port 443 HTTPS, 2 certificates
       1  host www.example.com, path /*                       60 blue k8s-default-web-99dab635a1 (2 targets), 40 green k8s-default-web-b585c80005 (2 targets)
       2  host api.example.com, path /v1 or /v1/*             40 blue k8s-default-api-18e998b4a1 (1 target), 0 green k8s-default-api-3348ab225a (0 targets)
       3  host api.example.com, path /*                       fixed-response 410
       -  anything else                                       fixed-response 404
END
is "$(cat "$dir/table")" "$(cat "$dir/expected")" 'listeners, rules, groups, weights and targets, and no event between'
is "$(wanted 237-group-one-bad | grep -c '^left out: Ingress ')" 1 'who is left out is said in words'
is "$(wanted 346-binding-ip | grep -c '^targetgroupbinding/')" 1 'a binding has its place'
"$BIN/plan-rules" --desired --format xml </dev/null >"$dir/out" 2>"$dir/err"
is "$?" 100 'another format is refused'
done_testing
