#!/bin/sh
# run.sh [--update] BIN: golden files. Each folder NAME here holds
#   in.ndjson   what goes in
#   cmd         a shell line; $BIN is where the programs are, $CASE the folder
#   out.ndjson  what must come out, byte for byte
# --update writes out.ndjson anew: look at the difference before it is committed.
set -u
update=
[ "${1:-}" = --update ] && { update=yes; shift; }
BIN=$(cd "${1:-build/bin}" && pwd) || exit 1
export BIN
here=$(cd "$(dirname "$0")" && pwd)
got=$(mktemp) || exit 1
trap 'rm -f "$got"' EXIT
failed=0 count=0
for CASE in "$here"/*/; do
    CASE=${CASE%/}
    export CASE
    count=$((count + 1))
    if ! sh "$CASE/cmd" <"$CASE/in.ndjson" >"$got"; then
        echo "golden: $(basename "$CASE"): the command failed"
        failed=$((failed + 1))
    elif [ -n "$update" ]; then
        cmp -s "$got" "$CASE/out.ndjson" || { cp "$got" "$CASE/out.ndjson"; echo "golden: $(basename "$CASE"): updated"; }
    elif ! diff -u "$CASE/out.ndjson" "$got"; then
        echo "golden: $(basename "$CASE"): other output than out.ndjson (make golden-update writes it anew)"
        failed=$((failed + 1))
    fi
done
echo "golden: $count cases, $failed failed"
[ "$count" -gt 0 ] && [ "$failed" -eq 0 ]
