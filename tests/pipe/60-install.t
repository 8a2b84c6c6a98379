#!/bin/sh
# What `make install` puts where, and that systemd accepts it.
. "$(dirname "$0")/00-tap.sh"
here=$(dirname "$0")/../..
"$here/systemd/install" "$BIN" "$dir" /usr > "$dir/log" 2>&1; ok $? 'make install DESTDIR='
for program in journal watch-k8s build-podinfo plan-rules apply-aws shift-traffic; do
    [ -x "$dir/usr/libexec/headgate/$program" ] && [ -s "$dir/usr/share/man/man1/headgate-$program.1" ]; ok $? "$program and its man page"
done
is "$("$dir/usr/bin/headgate" help | grep -c '^  ')" 7 'headgate help lists the commands'
like "$("$dir/usr/bin/headgate" journal --version)" '^journal \(headgate\)' 'headgate finds a command as installed'
"$dir/usr/bin/headgate" nonsense 2> "$dir/err"; is "$?" 100 'an unknown command: a person must act'
like "$(cat "$dir/err")" "there is no command 'nonsense'" 'and the sentence names it'
mkdir -p "$dir/bin"; cp /bin/kill "$dir/bin/kill"
for unit in headgate.target headgate-journal.service headgate-build-podinfo.service headgate-plan-rules.service headgate-apply-aws.service headgate-watch@blue.service; do
    systemd-analyze verify --man=no --recursive-errors=no --root="$dir" "$unit" > "$dir/verify" 2>&1; ok $? "systemd-analyze verify $unit"
    is "$(cat "$dir/verify")" '' 'and it has nothing to say'
done
echo mine > "$dir/etc/headgate/fleet.yaml"; "$here/systemd/install" "$BIN" "$dir" /usr >> "$dir/log" 2>&1
is "$(cat "$dir/etc/headgate/fleet.yaml")" mine 'a fleet.yaml that is there stays'
done_testing
