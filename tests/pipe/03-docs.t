#!/bin/sh
# What the documents say is what the programs do: options, event types, commands, links, the shipped example.
. "$(dirname "$0")/00-tap.sh"
cd "$(dirname "$0")/../.." || exit 1
case $BIN in /*) ;; *) BIN=$PWD/$BIN ;; esac

# the options that the OPTIONS section of the comment on top tells
manual_options() {
    awk '/\*\// { exit } /^ \* *(EXIT|EXAMPLE|COMMANDS)/ { on = 0 } /^ \* *OPTIONS/ { on = 1 } on' "$1" | grep -oE -- '--[a-z][a-z0-9-]+' | grep -vxE -- '--(help|version|usage)' | sort -u
}
help_options() { "$@" --help | grep -oE -- '--[a-z][a-z0-9-]+' | grep -vxE -- '--(help|version|usage)' | sort -u; }
# agree NAME MANUAL-FILE COMMAND...: the same options in --help and in the comment on top of the program
agree() {
    ag_name=$1 ag_file=$2; shift 2
    is "$(help_options "$@" | tr '\n' ' ')" "$(manual_options "$ag_file" | tr '\n' ' ')" "$ag_name: --help and its manual name the same options"
}
for program in watch-k8s build-podinfo plan-rules apply-aws report-k8s shift-traffic; do
    agree $program $program/main.c "$BIN/$program"
    is "$(sed '/\*\//q' $program/main.c | grep -cE '^( \*|/\*) +(READS|WRITES|STATE|OPTIONS|EXIT|EXAMPLE) ')" 6 "$program: each part of its manual begins a line"
    like "$("$BIN/$program" --version)" "^$program \(headgate\) [0-9.]+$" "$program --version"
done
for file in journal/cmd_*.c; do
    command=$(basename "$file" .c); command=${command#cmd_}
    "$BIN/journal" --help | grep -q "^  $command " || continue
    agree "journal $command" "$file" "$BIN/journal" "$command"
done

# every event type that a program names stands in docs/EVENTS.md
types=$(grep -rhoE '"(stage|timer|event|fleet|object|cluster|podinfo|service|ingress|node|binding|finalizers|traffic|plan|aws|call|batch|target|budget|report)\.[a-z]+"' \
    lib/base watch-k8s build-podinfo plan-rules apply-aws report-k8s shift-traffic --include='*.c' | tr -d '"' | sort -u)
missing=
for type in $types; do grep -q "^### $type\$" docs/EVENTS.md || missing="$missing $type"; done
is "$missing" "${KNOWN_LATER:-}" 'every event type in the code has its place in docs/EVENTS.md'

broken=
for doc in README.md docs/*.md; do
    for link in $(grep -oE '\]\([^)#]+' "$doc" | sed 's/](//' | grep -vE '^https?:'); do
        [ -e "$(dirname "$doc")/$link" ] || broken="$broken $doc:$link"
    done
done
is "$broken" '' 'every link in the documents leads somewhere'
is "$("$BIN/build-podinfo" --fleet systemd/fleet.yaml </dev/null | jq -r '.type + " " + .data.fleet')" 'fleet.configured shop' 'the shipped fleet.yaml is read'
for command in $(grep -oE 'headgate (journal|shift-traffic) [a-z]+' README.md | tr ' ' '/' | sort -u); do
    program=$(echo "$command" | cut -d/ -f2) word=$(echo "$command" | cut -d/ -f3)
    "$BIN/$program" --help | grep -q "$word"; ok $? "README: $program $word exists"
done
# shellcheck disable=SC2046
is "$(git grep -nE '(registry|proxy)\.[a-z]+\.(internal|local)' -- . ':!tests/pipe/03-docs.t' | head -n 3)" '' 'no file names a host of one network'
case $PWD in
    /*/*) is "$(git grep -nF "$PWD/" | head -n 3)" '' 'no file names the place where it was written' ;;
esac
done_testing
