#!/bin/sh
# The decision order of docs/RULES.md, part A, as tables: NN-step.table, where NN is the step's number.
# A row is
#   WANTED ;; QUESTION ;; INGRESSES
# with WANTED the JSON that the jq QUESTION must answer over {stacks, rejected} of the row alone (its namespace is
# written NS), and INGRESSES a JSON list (world.jq says what stands in one). "#options JSON" gives the fleet's options, "#limits JSON"
# the account's quotas by name.
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

rows() { # rows TABLE: one JSON object a row
    jq -Rc -n '[inputs | select(test("^[^#]") and contains(";;"))] | to_entries[]
        | (.value | split(";;") | map(gsub("^\\s+|\\s+$"; ""))) as $f
        | {ns: "r\(.key + 1000)", wanted: $f[0], question: $f[1], setup: ($f[2] | fromjson)}' "$1"
}

# One jq program that answers all questions, a line each, over the output sorted by row.
questions() {
    printf '%s\n' 'reduce .[] as $l ({}; ($l | tostring | capture("(?<ns>r1[0-9]{3})").ns) as $ns
            | if $l.stack then .[$ns].stacks += [$l] elif $l.type == "plan.rejected" then .[$ns].rejected += [$l.data] else . end)
        | . as $all | def row($ns): {stacks: [], rejected: []} + ($all[$ns] // {});'
    jq -r '"(row(\"\(.ns)\") | try (\(.question)) catch \"error: \\(.)\" | tojson | gsub(\"\(.ns)\"; \"NS\"))"' "$dir/rows" | paste -sd,
}

run_table() { # run_table TABLE
    step=$(basename "$1" .table)
    options=$(sed -n 's/^#options //p' "$1")
    limits=$(sed -n 's/^#limits //p' "$1")
    rows "$1" >"$dir/rows"
    jq -c -s --arg options "${options:-{\}}" --arg limits "${limits:-null}" -f tests/rules/world.jq "$dir/rows" >"$dir/events"
    "$BIN/plan-rules" --desired <"$dir/events" >"$dir/out" 2>"$dir/err" || { ok 1 "$step runs"; sed 's/^/# /' "$dir/err"; return; }
    questions >"$dir/program"
    grep -E '"stack"|"plan.rejected"' "$dir/out" | jq -r -s -f "$dir/program" >"$dir/answers" 2>>"$dir/err" || sed 's/^/# /' "$dir/err"
    jq -r '"\(.ns) \(.question)"' "$dir/rows" >"$dir/asked"
    jq -r .wanted "$dir/rows" >"$dir/wanted"
    while read -r question; do
        read -r wanted <&3
        read -r got <&4 || got='no answer'
        is "$got" "$wanted" "$step: $question"
    done <"$dir/asked" 3<"$dir/wanted" 4<"$dir/answers"
}

for table in tests/rules/[0-9][0-9]-*.table; do
    run_table "$table"
done
done_testing
