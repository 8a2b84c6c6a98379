#!/bin/bash
# What a server, or something in front of it, answers and should not: each gets a sentence or an object.rejected, and nothing is called whole.
. "$(dirname "$0")/00-tap.sh"
subjects() { jq -r 'select(.type=="'"$1"'").subject' "$dir/out" | tr '\n' ' '; }
make_cert() { # make_cert NAME SAN [OPTION...]: signed by the one CA
    local name=$1 san=$2; shift 2
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/$name.key" -out "$dir/$name.csr" -subj /CN=api 2> /dev/null
    echo "subjectAltName=$san" > "$dir/ext"
    openssl ca -batch -config "$dir/ca.conf" -in "$dir/$name.csr" -out "$dir/$name.crt" -notext -extfile "$dir/ext" "$@" 2> /dev/null
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$dir/ca.key" -out "$dir/ca.crt" -subj /CN=ca -days 2 2> /dev/null
: > "$dir/index"; echo 01 > "$dir/serial"
cat > "$dir/ca.conf" <<C
[ca]
default_ca = a
[a]
database = $dir/index
serial = $dir/serial
new_certs_dir = $dir
certificate = $dir/ca.crt
private_key = $dir/ca.key
default_md = sha256
default_days = 2
unique_subject = no
policy = p
[p]
commonName = supplied
C
make_cert good IP:127.0.0.1
make_cert expired IP:127.0.0.1 -startdate 20200101000000Z -enddate 20200102000000Z
make_cert named DNS:elsewhere.example.com

core=api/v1 pods='api/v1/pods?limit=500'
mkdir -p "$dir/www/api/v1" "$dir/www/apis/networking.k8s.io/v1" "$dir/www/apis/discovery.k8s.io/v1"
answer() { printf 'HTTP/1.1 %s\r\n%s\r\nConnection: close\r\n\r\n' "$2" "$3" > "$dir/www/$1"; cat >> "$dir/www/$1"; }
page() { printf '{"kind":"%sList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[%s]}' "$2" "$3" | answer "$1" '200 OK' 'Content-Type: application/json'; }
object() { echo "{\"metadata\":{\"name\":\"$1\",\"namespace\":\"shop\",\"uid\":\"u-$1\",\"resourceVersion\":\"1\"}$2}"; }
page "$core/namespaces?limit=500&fieldSelector=metadata.name%3Dkube-system" Namespace ''
page "$core/namespaces?limit=500" Namespace ''
page "$core/services?limit=500" Service ''
page 'apis/networking.k8s.io/v1/ingresses?limit=500' Ingress ''
page 'apis/networking.k8s.io/v1/ingressclasses?limit=500' IngressClass ''
page 'apis/discovery.k8s.io/v1/endpointslices?limit=500' EndpointSlice ''
page "$pods" Pod "$(object good)"
serve() { # serve CERTIFICATE: $port
    port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen=>1,LocalAddr=>"127.0.0.1")->sockport')
    (cd "$dir/www" && exec openssl s_server -accept "127.0.0.1:$port" -cert "$dir/$1.crt" -key "$dir/$1.key" -HTTP -quiet > /dev/null 2>&1) &
    children="$children $!"
    wait_for 10 curl -sk "https://127.0.0.1:$port/$core/services?limit=500"
    printf 'clusters: [{name: k, cluster: {server: "https://127.0.0.1:%s", certificate-authority: ca.crt%s}}]\ncontexts: [{name: c, context: {cluster: k}}]\ncurrent-context: c\n' "$port" "$2" > "$dir/kc"
}
once() { "$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/kc" --once --leave-out nodes,targetgroupbindings,ingressclassparams --stale-after 2s > "$dir/out" 2> "$dir/err"; }
refused() { # refused STATUS PATTERN NAME
    is "$? $(grep -c cluster.synced "$dir/out")" "$1 0" "$3"
    like "$(tr '\n' ' ' < "$dir/err")" "$2" "$3: the sentence"
}

serve expired
once; refused 100 "TLS certificate of '127.0.0.1' was not accepted: .*expired" 'a certificate that has expired'
serve named
once; refused 100 "TLS certificate of '127.0.0.1' was not accepted: .*(name|match)" 'a certificate for another name'
serve named ', tls-server-name: elsewhere.example.com'
once; is "$? $(subjects object.put)" '0 blue/shop/pod/good ' 'which tls-server-name may ask for'
serve good
once; is "$? $(subjects object.put)" '0 blue/shop/pod/good ' 'a good one'

echo '<html><body>sign in first</body></html>' | answer "$pods" '200 OK' 'Content-Type: text/html'
once; refused 111 "list of 'pods' at .*no JSON of an API server: it begins with '<'" 'a proxy that answers HTML'
echo '<html>bad gateway</html>' | answer "$pods" '502 Bad Gateway' 'Content-Type: text/html'
once; refused 111 "could not list 'pods' at .* \(502\)" 'a proxy that answers 502 in HTML'
echo '{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[]}' | answer moved '200 OK' 'Content-Type: application/json'
: | answer "$pods" '302 Found' "Location: https://127.0.0.1:$port/moved"
once; refused 111 "could not list 'pods' at .* \(302\)" 'a redirect is not followed'
printf '{"kind":"PodList","metadata":{"resourceVersion":"9"},"items":[%s' "$(object good)" | answer "$pods" '200 OK' 'Content-Type: application/json'
once; refused 111 "list of 'pods' at .*ended in the middle" 'a list that stops'
is "$(subjects object.delete)" '' 'and nothing is called gone'

deep=$(perl -e 'print "[" x 5000, "]" x 5000')
big=$(perl -e 'print "x" x 1500000')
{ printf '{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":['
  printf '{"metadata":{"name":"deep","namespace":"shop","uid":"d","resourceVersion":"1"},"x":%s},' "$deep"
  printf '{"metadata":{"name":"managed","namespace":"shop","uid":"m","resourceVersion":"1","managedFields":["%s"]}},' "$big"
  printf '{"metadata":{"name":"long","namespace":"shop","uid":"l","resourceVersion":"1"},"spec":{"nodeName":"%s"},"status":{"podIP":"%s"}},' "$big" "$big"
  printf '{"metadata":{"name":7}},{"metadata":[]},%s]}' "$(object good)"; } | answer "$pods" '200 OK' 'Content-Type: application/json'
once; is "$?" 0 'deep nesting and 1.5 MB objects'
is "$(subjects object.put)" 'blue/shop/pod/managed blue/shop/pod/good ' 'one whose size is in what is not kept, and the others, are reported'
is "$(subjects object.rejected)" 'blue/shop/pod/deep/rejected blue/shop/pod/long/rejected ' 'too deep, or too large even when cut down: rejected'
like "$(jq -r 'select(.type=="object.rejected").data.reason' "$dir/out" | tr '\n' ' ')" '(deep|nest).*too large for an event even when cut down' 'with the reasons'

ports=$(perl -e 'print join ",", map { qq({"name":"p$_","port":$_,"targetPort":$_,"protocol":"TCP"}) } 1 .. 1000')
page "$core/services?limit=500" Service "$(object wide ",\"spec\":{\"ports\":[$ports]}")"
perl -e 'local $/; my $t = <STDIN>; printf "1\r\n%s\r\n", $_ for split //, $t; print "0\r\n\r\n"' <<J | answer "$pods" '200 OK' $'Content-Type: application/json\r\nTransfer-Encoding: chunked'
{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[$(object good),$(object other)]}
J
once; is "$? $(subjects object.put | tr ' ' '\n' | grep -c -e good -e other)" '0 2' 'chunks of one byte'
is "$(jq 'select(.type=="object.put" and .subject=="blue/shop/service/wide").data.object.spec.ports|length' "$dir/out")" 1000 'a Service with 1000 ports'
"$BIN/build-podinfo" "$dir/out" > "$dir/pods"; is "$?" 0 'which build-podinfo takes'
done_testing
