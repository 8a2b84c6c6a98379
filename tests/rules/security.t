#!/bin/sh
# The rules of the security groups of nodes and pods as a table: security.table.
cd "$(dirname "$0")/../.." || exit 1
. tests/pipe/00-tap.sh

grep ';;' tests/rules/security.table | grep -v '^#' >"$dir/rows"
while read -r row; do
    jq -cn -L tests/rules --argjson row "${row#*;;}" 'include "security"; $row | world' >"$dir/events"
    "$BIN/plan-rules" <"$dir/events" 2>"$dir/err" | jq -r -L tests/rules 'include "security"; calls' >"$dir/calls" 2>&1 || cat "$dir/err"
    is "$(paste -sd, "$dir/calls" | sed 's/,/, /g')" "$(printf %s "${row%%;;*}" | sed 's/ *$//')" "${row#*;; }"
done <"$dir/rows"
done_testing
