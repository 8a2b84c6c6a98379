#!/bin/sh
# What `make install` puts where, and that systemd accepts it.
. "$(dirname "$0")/00-tap.sh"
here=$(dirname "$0")/../..
"$here/systemd/install" "$BIN" "$dir" /usr > "$dir/log" 2>&1; ok $? 'make install DESTDIR='
for program in journal watch-k8s build-podinfo plan-rules apply-aws report-k8s shift-traffic; do
    [ -x "$dir/usr/libexec/headgate/$program" ] && [ -s "$dir/usr/share/man/man1/headgate-$program.1" ]; ok $? "$program and its man page"
done
is "$("$dir/usr/bin/headgate" help | grep -c '^  ')" 8 'headgate help lists the commands'
like "$("$dir/usr/bin/headgate" journal --version)" '^journal \(headgate\)' 'headgate finds a command as installed'
"$dir/usr/bin/headgate" nonsense 2> "$dir/err"; is "$?" 100 'an unknown command: a person must act'
like "$(cat "$dir/err")" "there is no command 'nonsense'" 'and the sentence names it'
mkdir -p "$dir/bin"; cp /bin/kill "$dir/bin/kill"
for unit in headgate.target headgate-journal.service headgate-compact.service headgate-compact.timer headgate-build-podinfo.service headgate-plan-rules.service headgate-apply-aws.service headgate-watch@blue.service headgate-report@blue.service; do
    systemd-analyze verify --man=no --recursive-errors=no --root="$dir" "$unit" > "$dir/verify" 2>&1; ok $? "systemd-analyze verify $unit"
    is "$(cat "$dir/verify")" '' 'and it has nothing to say'
done
for file in fleet.yaml journal.access; do
    cp "$dir/etc/headgate/$file" "$dir/$file"
    echo mine > "$dir/etc/headgate/$file"; "$here/systemd/install" "$BIN" "$dir" /usr >> "$dir/log" 2>&1
    is "$(cat "$dir/etc/headgate/$file")" mine "a $file that is there stays"
    cp "$dir/$file" "$dir/etc/headgate/$file"
done

# One user a unit, each made by sysusers, and the journal in the group of each of its endpoints.
units=$dir/usr/lib/systemd/system access=$dir/etc/headgate/journal.access
systemd-sysusers --root="$dir" > "$dir/sysusers" 2>&1; ok $? 'systemd-sysusers takes the users'
is "$(grep -v ^Creating "$dir/sysusers")" '' 'and has nothing to say against one'
users=$(for unit in "$units"/*.service; do [ "${unit##*/}" = headgate-compact.service ] || sed -n 's/^User=//p' "$unit"; done | sort)
is "$(echo "$users" | uniq -d)" '' 'no two units share a user'
is "$(sed -n 's/^User=//p' "$units/headgate-compact.service")" headgate-journal 'but for the compaction, which writes the files of the journal'
for user in $users; do
    grep -q "^$user:" "$dir/etc/passwd"; ok $? "user $user"
done
for group in $(sed -n 's/^[a-z].* group=\([^ ]*\).*/\1/p' "$access"); do
    grep "^$group:" "$dir/etc/group" | grep -q headgate-journal; ok $? "the journal can give an endpoint to $group"
done

# The table as it is shipped, at other paths, for this user: each unit's command line gets in and may read and append what its program does.
sed "s|/run/headgate/|$dir/|; s| group=[^ ]*||" "$access" > "$dir/access"
"$BIN/journal" serve --directory "$dir/db" --access "$dir/access" 2> "$dir/journal.log" & children="$children $!"
wait_for 20 "$BIN/journal" stat --journal "ipc://$dir/admin"; ok $? 'the journal serves the shipped table'
sed "s|/etc/headgate/|$dir/|" "$dir/fleet.yaml" > "$dir/fleet"
cat > "$dir/blue.kubeconfig" <<YAML
apiVersion: v1
kind: Config
current-context: nobody
contexts: [{name: nobody, context: {cluster: nobody, user: nobody}}]
clusters: [{name: nobody, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: nobody, user: {token: none}}]
YAML
for unit in headgate-build-podinfo headgate-plan-rules headgate-apply-aws headgate-watch@ headgate-report@; do
    sed -n 's/^ExecStart=//p' "$units/$unit.service" | sed "s|/usr/libexec/headgate|$BIN|; s|/run/headgate/|$dir/|; s|/etc/headgate/fleet.yaml|$dir/fleet|; s|%i|blue|" > "$dir/command"
    env AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_EC2_METADATA_DISABLED=true sh -c "exec $(cat "$dir/command")" 2> "$dir/$unit.log" & pid=$!
    children="$children $pid"
    wait_for 20 grep -qE 'caught up sequence=' "$dir/$unit.log"; ok $? "$unit: as its unit starts it, it is let in and reads"
    kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
    like "$(grep -c 'may not' "$dir/$unit.log")" '^0$' 'and nothing is refused'
done
"$BIN/journal" read --journal "ipc://$dir/journal" | jq -r 'select(.type == "stage.started").source' | sort | tr '\n' ' ' > "$dir/sources"
is "$(cat "$dir/sources")" 'apply-aws build-podinfo plan-rules report-k8s/blue watch-k8s/blue ' 'each has appended under its own name'
"$BIN/shift-traffic" --journal "ipc://$dir/journal" hold --reason test > /dev/null 2> "$dir/err"; is $? 0 'operators move traffic by the usual endpoint'
done_testing
