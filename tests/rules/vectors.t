#!/bin/sh
# A choice of the cases in tests/vectors, through build-podinfo and plan-rules, byte for byte as in tests/vectors/golden.
# UPDATE=1 writes those files anew. tests/vectors/run compares all cases by what they mean.
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

for golden in tests/vectors/golden/*.jsonl; do
    name=$(basename "$golden" .jsonl)
    jq -c -f tests/vectors/events.jq "tests/vectors/cases/$name.json" >"$dir/events"
    "$BIN/build-podinfo" <"$dir/events" 2>"$dir/err" | "$BIN/plan-rules" --desired 2>>"$dir/err" >"$dir/out"
    jq -c 'if .stack then . elif .type | endswith(".rejected") then {rejected: .data} else empty end' "$dir/out" >"$dir/got"
    [ -n "${UPDATE:-}" ] && cp "$dir/got" "$golden"
    cmp -s "$golden" "$dir/got"
    ok $? "$name"
    cmp -s "$golden" "$dir/got" || { diff "$golden" "$dir/got" | cut -c1-400 | sed 's/^/# /'; sed 's/^/# /' "$dir/err"; }
done
done_testing
