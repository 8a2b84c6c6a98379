#!/bin/bash
# Objects that cannot be used: object.rejected says which and why, and all others go on.
. "$(dirname "$0")/00-tap.sh"
subjects() { jq -r 'select(.type=="'"$1"'").subject' "$dir/out" | tr '\n' ' '; }

# A server of files: no API server gives out what the reader refuses, so these answers are written by hand.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/key" -out "$dir/crt" -subj /CN=api \
    -addext subjectAltName=IP:127.0.0.1 -days 2 2> /dev/null
mkdir -p "$dir/www/api/v1" "$dir/www/apis/networking.k8s.io/v1" "$dir/www/apis/discovery.k8s.io/v1" "$dir/www/apis/elbv2.k8s.aws/v1beta1"
page() { # page PATH KIND ITEMS
    printf 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"kind":"%sList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[%s]}' "$2" "$3" > "$dir/www/$1"
}
pod() { echo "{\"metadata\":{\"name\":\"$1\",\"namespace\":\"shop\",\"uid\":\"u-$1\",\"resourceVersion\":\"$2\"}$3}"; }
page 'api/v1/namespaces?limit=500&fieldSelector=metadata.name%3Dkube-system' Namespace ''
page 'api/v1/namespaces?limit=500' Namespace ''
page 'api/v1/nodes?limit=500' Node ''
page 'api/v1/services?limit=500' Service ''
page 'apis/networking.k8s.io/v1/ingresses?limit=500' Ingress ''
page 'apis/networking.k8s.io/v1/ingressclasses?limit=500' IngressClass ''
page 'apis/discovery.k8s.io/v1/endpointslices?limit=500' EndpointSlice ''
for crd in ingressclassparams targetgroupbindings; do
    printf 'HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n404 page not found\n' > "$dir/www/apis/elbv2.k8s.aws/v1beta1/$crd?limit=500"
done
page 'api/v1/pods?limit=500' Pod "$(pod good 1),$(pod twice 2 ',"spec":{},"spec":{"nodeName":"x"}'),$(pod bytes 3 ',"x":"'$'\xff''"'),$(pod last 4)"
port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen=>1,LocalAddr=>"127.0.0.1")->sockport')
(cd "$dir/www" && exec openssl s_server -accept "127.0.0.1:$port" -cert "$dir/crt" -key "$dir/key" -HTTP -quiet > /dev/null 2>&1) &
children=$!
cat > "$dir/kc" <<K
clusters: [{name: k, cluster: {server: "https://127.0.0.1:$port", certificate-authority: crt}}]
contexts: [{name: c, context: {cluster: k}}]
current-context: c
K
wait_for 10 curl -s --cacert "$dir/crt" "https://127.0.0.1:$port/api/v1/nodes?limit=500"
once() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --once "$@" > "$dir/out" 2> "$dir/err"; }
once; is $? 0 'a list with two objects that cannot be read'
is "$(subjects object.put)" 'blue/shop/pod/good blue/shop/pod/last ' 'the others are reported'
is "$(subjects object.rejected)" 'blue/shop/pod/twice/rejected blue/shop/pod/bytes/rejected ' 'and those two are rejected'
like "$(jq -r 'select(.type=="object.rejected").data.reason' "$dir/out" | head -n 1)" 'spec' 'with the reason'
is "$(jq -c 'select(.type=="object.rejected").data|[.cluster,.kind,.namespace,.name]' "$dir/out" | head -n 1)" '["blue","Pod","shop","twice"]' 'and which'
is "$("$BIN/build-podinfo" "$dir/out" | jq -r .type | grep -c object.rejected)" 2 'in a pipe they pass on'

# with a journal: said once, over restarts too; one that is gone is gone, though another cannot be read
"$BIN/journal" serve --directory "$dir/journal" --listen "ipc://$dir/j" 2> "$dir/journal.err" &
children="$children $!"
wait_for 10 test -S "$dir/j"
with_journal() { once --journal "ipc://$dir/j"; }
read_all() { "$BIN/journal" read --journal "ipc://$dir/j" --source watch-k8s/blue > "$dir/out"; }
with_journal; with_journal; read_all
is "$(subjects object.rejected)" 'blue/shop/pod/twice/rejected blue/shop/pod/bytes/rejected ' 'a restart does not say it again'
page 'api/v1/pods?limit=500' Pod "$(pod good 1),$(pod twice 5 ',"spec":{"nodeName":"x"}'),$(pod bytes 3 ',"x":"'$'\xff''"')"
with_journal; read_all
is "$(subjects object.delete)" 'blue/shop/pod/last ' 'what is missing beside one that cannot be read is gone'
is "$(subjects object.put)" 'blue/shop/pod/good blue/shop/pod/last blue/shop/pod/twice ' 'one that is good again is reported'
page 'api/v1/pods?limit=500' Pod "$(pod good 1),$(pod twice 5 ',"spec":{"nodeName":"x"}')"
with_journal; read_all
is "$(subjects object.delete)" 'blue/shop/pod/last blue/shop/pod/bytes ' 'and one that was never good ends its rejection when it goes'
page 'api/v1/pods?limit=500' Pod "{\"metadata\":{\"name\":7,\"name\":8}}"
with_journal; read_all
is "$(subjects object.delete)" 'blue/shop/pod/last blue/shop/pod/bytes ' 'beside one without a name nothing is called gone'
done_testing
