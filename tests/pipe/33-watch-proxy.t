#!/bin/bash
# watch-k8s through a proxy that the kubeconfig names, and what it says of a proxy that will not.
. "$(dirname "$0")/00-tap.sh"
echo '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},"spec":{"nodeName":"n"}}' > "$dir/objects"
"$BIN/sim-kube" --make-certs "$dir/ca" --name blue --token t1:alice --load "$dir/objects" --port-file "$dir/port" --log "$dir/log" 2> "$dir/sim.err" &
children=$!
wait_for 10 test -s "$dir/port"
# A proxy of one line a connection: it notes what was asked for, and tunnels, or answers in HTML when $dir/refuses is there.
cat > "$dir/proxy" <<'P'
use strict; use warnings; use IO::Socket::INET; use IO::Select;
my ($dir) = @ARGV;
my $listen = IO::Socket::INET->new(Listen => 16, LocalAddr => '127.0.0.1') or die;
open my $f, '>', "$dir/proxy.new"; print $f $listen->sockport; close $f; rename "$dir/proxy.new", "$dir/proxy.port";
$SIG{CHLD} = 'IGNORE';
while (my $client = $listen->accept) {
    next if fork;
    my $head = '';
    while ($head !~ /\r\n\r\n/) { sysread $client, my $bytes, 1 or exit; $head .= $bytes }
    open my $note, '>>', "$dir/proxied"; print $note $head =~ /^(.*)\r/; print $note "\n"; close $note;
    if (-e "$dir/refuses") { print $client "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html>no</html"; exit }
    my $server = IO::Socket::INET->new(PeerAddr => ($head =~ /^CONNECT (\S+)/)[0]) or exit;
    syswrite $client, "HTTP/1.1 200 Connection established\r\n\r\n";
    my $select = IO::Select->new($client, $server);
    while (1) { for my $from ($select->can_read) { sysread $from, my $bytes, 65536 or exit; my $to = $from == $client ? $server : $client; while (length $bytes) { my $n = syswrite $to, $bytes or exit; substr $bytes, 0, $n, '' } } }
}
P
perl "$dir/proxy" "$dir" & children="$children $!"
wait_for 10 test -s "$dir/proxy.port"
server=127.0.0.1:$(cat "$dir/port")
printf 'clusters: [{name: k, cluster: {server: "https://%s", certificate-authority: ca/ca.crt, proxy-url: "http://127.0.0.1:%s"}}]\ncontexts: [{name: c, context: {cluster: k, user: u}}]\nusers: [{name: u, user: {token: t1}}]\ncurrent-context: c\n' \
    "$server" "$(cat "$dir/proxy.port")" > "$dir/kc"
once() { NO_PROXY='*' no_proxy='*' https_proxy=http://127.0.0.1:1 "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --once --stale-after 2s > "$dir/out" 2> "$dir/err"; }
once; is "$? $(jq -r 'select(.type=="object.put").subject' "$dir/out" | grep pod)" '0 blue/shop/pod/web' 'everything is listed'
is "$(sort -u "$dir/proxied")" "CONNECT $server HTTP/1.1" 'through the proxy, as a tunnel, whatever the environment says'
touch "$dir/refuses"
once; is "$? $(grep -c synced "$dir/out")" '111 0' 'a proxy that will not: try again later'
like "$(cat "$dir/err")" "request to '127.0.0.1' failed: .*403" 'with a sentence'
is "$(grep -c 't1' "$dir/proxied" "$dir/err" "$dir/out" | cut -d: -f2 | sort -u)" 0 'the token was told to nobody but the server'
done_testing
