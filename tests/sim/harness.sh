# Sourced by the demo, pipeline tests and benchmarks: starts simulators and stages, talks to them. Needs BIN and dir
# (a temporary folder); every process it starts is in $children, by name in $dir/NAME.pid.
children=${children:-}
endpoint=ipc://$dir/journal.sock
export XDG_CACHE_HOME=$dir/cache
export AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY AWS_REGION=us-west-2
export AWS_EC2_METADATA_DISABLED=true no_proxy=127.0.0.1 NO_PROXY=127.0.0.1

# background NAME COMMAND...: its log is $dir/NAME.log
background() {
    bg_name=$1; shift
    "$@" >"$dir/$bg_name.out" 2>>"$dir/$bg_name.log" &
    echo $! >"$dir/$bg_name.pid"
    children="$children $!"
    [ -z "${BASH_VERSION:-}" ] || disown "$!" # bash would tell of each process that is killed on purpose
}
# stop NAME [SIGNAL]
stop() {
    st_pid=$(cat "$dir/$1.pid")
    kill "-${2:-TERM}" "$st_pid" 2>/dev/null
    wait "$st_pid" 2>/dev/null || true
    while kill -0 "$st_pid" 2>/dev/null; do sleep 0.02; done
}
# until_true SECONDS COMMAND...
until_true() {
    ut_end=$(($(date +%s) + $1)); shift
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -le "$ut_end" ] || return 1
        sleep 0.05
    done
}

start_kube() { # start_kube NAME [OPTION...]
    sk_name=$1; shift; rm -f "$dir/$sk_name.port"
    background "kube-$sk_name" "$BIN/sim-kube" --name "$sk_name" --make-certs "$dir/$sk_name" --port-file "$dir/$sk_name.port" "$@"
    until_true 20 test -s "$dir/$sk_name.port"
}
# kube NAME METHOD PATH: an API request with the body on stdin
kube() {
    curl -sS --fail-with-body --cacert "$dir/$1/ca.crt" -H 'Authorization: Bearer sim-token' -H 'Content-Type: application/json' -X "$2" \
        --data-binary @- "https://127.0.0.1:$(cat "$dir/$1.port")$3"
}
start_aws() { # start_aws [OPTION...]
    rm -f "$dir/aws.port"
    background aws "$BIN/sim-aws" --port-file "$dir/aws.port" --log "$dir/aws.requests" \
        --access-key "$AWS_ACCESS_KEY_ID" --secret-key "$AWS_SECRET_ACCESS_KEY" \
        --account 111122223333 --vpc vpc-1 --healthy-ms 300 --drain-ms 500 "$@"
    until_true 10 test -s "$dir/aws.port"
    aws_url=http://127.0.0.1:$(cat "$dir/aws.port")
}
aws_state() { curl -sS "$aws_url/sim/state"; }
settled() { [ "$(aws_state | jq .dataPlane.settled)" = true ]; } # the data plane serves what it should
# pods ADDRESS...: web servers on 127.x.y.z that answer with their address; port 8080. They play the pods for a data plane.
pods() {
    mkdir -p "$dir/pods"
    {
        echo "daemon off; master_process off; pid $dir/pods/pid; error_log $dir/pods/error.log; events { worker_connections 1024; }"
        echo 'http { access_log off; keepalive_timeout 0; default_type text/plain;'
        for po_kind in client_body proxy fastcgi uwsgi scgi; do echo "${po_kind}_temp_path $dir/pods/$po_kind;"; done
        for po_ip; do
            echo "server { listen $po_ip:8080; if (-f $dir/pods/$po_ip.down) { return 503; }"
            echo "  return 200 \"\$server_addr \$http_host \$request_uri \$http_x_forwarded_proto\\n\"; }"
        done
        echo '}'
    } >"$dir/pods/nginx.conf"
    background pods /usr/sbin/nginx -c "$dir/pods/nginx.conf" -e "$dir/pods/error.log"
    until_true 10 curl -s "http://$1:8080/"
}
pod_down() { touch "$dir/pods/$1.down"; } # answers 503 from now on
pod_up() { rm -f "$dir/pods/$1.down"; }
start_journal() {
    background journal "$BIN/journal" serve --directory "$dir/journal" --listen "$endpoint"
    until_true 10 "$BIN/journal" stat --journal "$endpoint"
}
start_watch() { # start_watch CLUSTER
    background "watch-$1" "$BIN/watch-k8s" --cluster "$1" --kubeconfig "$dir/$1/kubeconfig" --journal "$endpoint"
}
start_podinfo() { background podinfo "$BIN/build-podinfo" --journal "$endpoint"; }
start_plan() { background plan "$BIN/plan-rules" --fleet "$dir/fleet.yaml" --journal "$endpoint"; }
start_apply() {
    background apply "$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --journal "$endpoint" --health-every 500ms "$@"
}
traffic() { "$BIN/shift-traffic" "$@" --journal "$endpoint"; }
journal_read() { "$BIN/journal" read --journal "$endpoint" "$@"; }

# ---- objects, as the API server would hold them ----
pod() { # pod NAME ADDRESS [True|False]: a pod of app web and whether it is ready
    cat <<JSON
{"apiVersion":"v1","kind":"Pod","metadata":{"name":"$1","namespace":"default","uid":"uid-$1","creationTimestamp":"2026-01-05T10:00:00Z","labels":{"app":"web"}},
 "spec":{"nodeName":"node-1","containers":[{"name":"web","image":"web","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}]}]},
 "status":{"phase":"Running","podIP":"$2","podIPs":[{"ip":"$2"}],"conditions":[{"type":"Ready","status":"${3:-True}"},{"type":"ContainersReady","status":"${3:-True}"}]}}
JSON
}
slice() { # slice NAME=ADDRESS...: the EndpointSlice of Service web; NAME~ADDRESS is not ready
    sl_endpoints=
    for sl_pod in "$@"; do
        sl_ready=true
        case $sl_pod in *~*) sl_ready=false sl_pod=${sl_pod%~*}=${sl_pod#*~} ;; esac
        sl_endpoints="$sl_endpoints${sl_endpoints:+,}{\"addresses\":[\"${sl_pod#*=}\"],\"conditions\":{\"ready\":$sl_ready,\"serving\":$sl_ready,\"terminating\":false},\"nodeName\":\"node-1\",\"zone\":\"us-west-2a\",\"targetRef\":{\"kind\":\"Pod\",\"namespace\":\"default\",\"name\":\"${sl_pod%%=*}\",\"uid\":\"uid-${sl_pod%%=*}\"}}"
    done
    cat <<JSON
{"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"web-1","namespace":"default","uid":"uid-web-1","labels":{"kubernetes.io/service-name":"web"}},
 "addressType":"IPv4","ports":[{"name":"http","port":8080,"protocol":"TCP"}],"endpoints":[$sl_endpoints]}
JSON
}
load_web() { # load_web CLUSTER PREFIX: class, node, Service, Ingress and two pods PREFIX.1 and PREFIX.2 in a cluster
    kube "$1" POST /apis/networking.k8s.io/v1/ingressclasses >/dev/null <<'JSON'
{"apiVersion":"networking.k8s.io/v1","kind":"IngressClass","metadata":{"name":"alb"},"spec":{"controller":"ingress.k8s.aws/alb"}}
JSON
    kube "$1" POST /api/v1/nodes >/dev/null <<'JSON'
{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"},"spec":{"providerID":"aws:///us-west-2a/i-0123456789abcdef0"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}
JSON
    kube "$1" POST /api/v1/namespaces/default/services >/dev/null <<'JSON'
{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"default"},"spec":{"type":"ClusterIP","clusterIP":"10.96.0.10","ipFamilies":["IPv4"],"selector":{"app":"web"},"ports":[{"name":"http","port":80,"targetPort":8080,"protocol":"TCP"}]}}
JSON
    pod web-a "$2.1" | kube "$1" POST /api/v1/namespaces/default/pods >/dev/null
    pod web-b "$2.2" | kube "$1" POST /api/v1/namespaces/default/pods >/dev/null
    slice web-a="$2.1" web-b="$2.2" | kube "$1" POST /apis/discovery.k8s.io/v1/namespaces/default/endpointslices >/dev/null
    kube "$1" POST /apis/networking.k8s.io/v1/namespaces/default/ingresses >/dev/null <<'JSON'
{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"shop","namespace":"default",
 "annotations":{"alb.ingress.kubernetes.io/scheme":"internet-facing","alb.ingress.kubernetes.io/target-type":"ip"}},
 "spec":{"ingressClassName":"alb","rules":[{"host":"shop.example.com","http":{"paths":[
  {"path":"/cart","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}},
  {"path":"/","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}
JSON
}
write_fleet() { # write_fleet CLUSTER...
    { echo 'fleet: shop'; echo 'region: us-west-2'; echo "account: '111122223333'"; echo 'vpcId: vpc-1'; echo 'clusters:'
      for wf_name in "$@"; do echo "  - {name: $wf_name, kubeconfig: $dir/$wf_name/kubeconfig}"; done
      echo 'options: {unhealthy-after: 2s, settle-time: 1s, absence-grace: 2s, budget: off}'; } >"$dir/fleet.yaml"
}
