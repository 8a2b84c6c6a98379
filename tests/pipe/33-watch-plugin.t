#!/bin/bash
# watch-k8s signs in by a credential plugin: asked once for all requests, again when it is refused, and its failures are sentences.
. "$(dirname "$0")/00-tap.sh"
cat > "$dir/objects" <<'J'
{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system"}}
{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},"spec":{"nodeName":"n"}}
J
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token first:alice --token second:alice --load "$dir/objects" --port-file "$dir/port" \
    --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
cat > "$dir/plugin" <<'P'
#!/bin/sh
# says the next line of the file `tokens`; counts
here=$(dirname "$0")
echo "$1 $KUBERNETES_EXEC_INFO" >> "$here/asked"
n=$(wc -l < "$here/asked")
token=$(sed -n "${n}p" "$here/tokens")
[ -n "$token" ] || { echo 'plugin: nobody is signed in' >&2; exit 4; }
echo "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{\"token\":\"$token\"}}"
P
chmod +x "$dir/plugin"
config() { # config EXEC: a kubeconfig whose user signs in so
    cat > "$dir/kc" <<K
clusters:
- {name: k, cluster: {server: "https://127.0.0.1:$(cat "$dir/port")", certificate-authority: ca/ca.crt}}
users:
- {name: u, user: {exec: {$1}}}
contexts:
- {name: c, context: {cluster: k, user: u}}
current-context: c
K
}
once() { rm -f "$dir/asked"; "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --once "$@" > "$dir/out" 2> "$dir/err"; }
v1='apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never'

config "$v1, command: ./plugin, args: [hello], provideClusterInfo: true"
echo first > "$dir/tokens"
once; is $? 0 'what the plugin gives lets in'
is "$(jq -r 'select(.type=="object.put").subject' "$dir/out" | grep pod)" blue/shop/pod/web 'and everything is listed'
is "$(wc -l < "$dir/asked")" 1 'it was asked once, for all requests'
is "$(sed 's/^hello //' "$dir/asked" | jq -r '.spec.cluster.server')" "https://127.0.0.1:$(cat "$dir/port")" 'and told of the cluster'
printf 'wrong\nsecond\n' > "$dir/tokens"
once; is "$? $(wc -l < "$dir/asked")" '0 2' 'what is refused is asked for again, once'
printf 'wrong\nwrong\nsecond\n' > "$dir/tokens"
once; is "$? $(wc -l < "$dir/asked")" '100 2' 'not more than once'
like "$(cat "$dir/err")" 'were refused \(401' 'with a sentence'
: > "$dir/tokens"
once --stale-after 1s; is $? 111 'a plugin that fails: try again'
like "$(cat "$dir/err")" "credentials of user 'u' of '.*/kc': '.*/plugin' failed with exit code 4" 'with a sentence'
like "$(cat "$dir/err")" 'plugin: nobody is signed in' 'beside its own words'
config "$v1, command: no-such-plugin, installHint: ask the platform team"
once; is $? 100 'a plugin that is not there: a person must act'
like "$(cat "$dir/err")" "'no-such-plugin' of user 'u' .*: ask the platform team" 'with its hint'
config "apiVersion: client.authentication.k8s.io/v1beta1, command: ./plugin"
echo first > "$dir/tokens"
once; is $? 100 'a plugin that speaks another version'
like "$(cat "$dir/err")" "speaks apiVersion 'client.authentication.k8s.io/v1'" 'is told'
is "$(cat "$dir/out" "$dir/err" | grep -c -e '"first"' -e second -e wrong)" 0 'no token stands in events or log'
done_testing
