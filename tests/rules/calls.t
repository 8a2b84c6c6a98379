#!/bin/sh
# What a change costs, in calls: docs/CALLS.md is this table. A row of calls.table is
#   CHANGE ;; INGRESSES BEFORE ;; INGRESSES AFTER
# and its calls are those that lead from what stands for the one to the other. `calls.t --update` writes the document anew.
update=${1:-}
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

limits='{"application-load-balancers":"200"}'
rows() { # rows FIELD
    jq -Rc -n --argjson field "$1" '[inputs | select(contains(";;"))] | to_entries[] | (.value | split(";;")) as $f
        | {ns: "r\(.key + 1000)", setup: ($f[$field] | fromjson)}' tests/rules/calls.table | jq -c -s --arg options '{}' --arg limits "$limits" -f tests/rules/world.jq
}
synced='{"specversion":"1.0","id":"0","source":"apply-aws","type":"aws.synced","subject":"us-west-2","time":"2026-01-05T10:00:00.000000Z","data":{"account":"111122223333","region":"us-west-2"}}'

rows 1 >"$dir/before"
rows 2 >"$dir/after"
"$BIN/plan-rules" --desired <"$dir/before" | grep '^{"stack"' | jq -c -f tests/rules/adopt.jq | sed 's/vpc-0123456789abcdef0/vpc-1/' >"$dir/made"
{ cat "$dir/after"; echo "$synced"; cat "$dir/made"; } | "$BIN/plan-rules" >"$dir/plan"
jq -c 'select(.type == "plan.batch") | (.subject | capture("(?<ns>r1[0-9]{3})").ns) as $ns | .data.calls[] | [$ns, .action]' "$dir/plan" >"$dir/calls"

jq -Rr -n --slurpfile calls "$dir/calls" '[inputs | select(contains(";;"))] | to_entries[] | "r\(.key + 1000)" as $ns
    | [$calls[] | select(.[0] == $ns) | .[1]] as $all
    | (reduce $all[] as $a ([]; if any(.[]; .[0] == $a) then map(if .[0] == $a then .[1] += 1 else . end) else . + [[$a, 1]] end)
       | map(if .[1] > 1 then "\(.[1]) \(.[0])" else .[0] end) | join(", ")) as $text
    | "| \(.value | split(";;")[0] | gsub("^\\s+|\\s+$"; "")) | \($all | length) | \($text) |"' tests/rules/calls.table >"$dir/table"
if [ "$update" = --update ]; then
    { sed '/^|---/q' docs/CALLS.md; cat "$dir/table"; } >"$dir/new" && cp "$dir/new" docs/CALLS.md
    exit
fi
[ "$(wc -l <"$dir/table")" -ge 40 ]; ok $? 'forty kinds of change and more'
sed '1,/^|---/d' docs/CALLS.md >"$dir/written"
while IFS='|' read -r _ change count calls _; do
    is "$(grep -F "|$change|" "$dir/table")" "|$change|$count|$calls|" "docs/CALLS.md:$change"
done <"$dir/written"
is "$(wc -l <"$dir/written")" "$(wc -l <"$dir/table")" 'every change stands in docs/CALLS.md'
done_testing
