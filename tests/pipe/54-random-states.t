#!/usr/bin/perl
# Random wanted states one after another, against a simulated AWS that fails in all its ways: after each, what AWS holds is what
# is wanted, nothing is left over, and each call names the batch and the events behind it. STATES and SEED choose how many and
# which; SHARE is the percentage of calls that fail. AT and STATE_AT: another AWS that is there already, and where GET tells what it
# holds in the form of the simulator's /state; VPC is the one to use.
use strict;
use warnings;
use File::Temp qw(tempdir);
use JSON::PP;

my ($bin, $states, $seed, $share) = ($ENV{BIN} // 'build/bin', $ENV{STATES} // 6, $ENV{SEED} // 20261122, $ENV{SHARE} // 5);
my ($at, $state_at, $vpc) = ($ENV{AT}, $ENV{STATE_AT}, $ENV{VPC} // 'vpc-0123456789abcdef0');
my $dir = tempdir(CLEANUP => 1);
my $json = JSON::PP->new->canonical->utf8;
my ($tests, $sim, $number) = (0, 0, 0);
my @faults = ("kind=throttle", "kind=error", "kind=error&code=ServiceUnavailable&status=503", "kind=drop-before", "kind=drop-after",
    "kind=garble&how=half", "kind=garble&how=html", "kind=garble&how=empty", "kind=cut&bytes=40", "kind=delay&ms=20", "kind=stale&ms=200");
my @clusters = qw(blue green);
srand($seed);
$ENV{$_->[0]} = $_->[1]
    for ['AWS_ACCESS_KEY_ID', 'AKIDSIM'], ['AWS_SECRET_ACCESS_KEY', 'secret'], ['AWS_REGION', 'us-west-2'], ['AWS_EC2_METADATA_DISABLED', 'true'],
        ['no_proxy', '127.0.0.1'], ['XDG_CACHE_HOME', "$dir/cache"];

sub ok { my ($good, $name, @why) = @_; $tests++; print $good ? "ok" : "not ok", " $tests - $name\n"; print "# $_\n" for $good ? () : @why; return $good }
sub read_file { open my $f, '<', shift or return ''; local $/; return scalar <$f> // '' }
sub pick { return $_[int rand @_] }
sub chance { return rand() * 100 < shift }

# ---- a state: for each cluster its Services with pods, and Ingresses; of one name an Ingress is in both clusters or in one
sub random_state {
    my %s;
    for my $c (@clusters) {
        $s{$c}{services}{"s$_"} = [map { sprintf "10.%d.%s.%d", $c eq 'blue' ? 4 : 5, $_[0] // int rand 200, $_ } grep { chance(70) } 1 .. 4] for 1 .. 4;
    }
    for my $i (1 .. 5) {
        my ($in, $group) = (pick([@clusters], [@clusters], ['blue'], ['green'], []), pick('', '', 'one', 'two'));
        my @paths = map { { path => pick('/', '/a', '/b', '/c', "/p$i"), service => pick(map { "s$_" } 1 .. 4) } } 1 .. 1 + int rand 3;
        my %seen;
        @paths = grep { !$seen{$_->{path}}++ } @paths;
        my $host = pick('x', 'y', 'z') . "$i.example.com";
        $s{$_}{ingresses}{"i$i"} = {group => $group, host => $host, paths => \@paths, weight => pick(100, 100, 50, 0)} for @$in;
    }
    return \%s;
}

sub objects {
    my ($s, $c) = @_;
    my (%o, $i);
    $o{"ingressclass/alb"} = {apiVersion => 'networking.k8s.io/v1', kind => 'IngressClass', metadata => {name => 'alb'}, spec => {controller => 'ingress.k8s.aws/alb'}};
    for my $name (sort keys %{$s->{$c}{services}}) {
        my @ips = @{$s->{$c}{services}{$name}};
        $o{"default/service/$name"} = {apiVersion => 'v1', kind => 'Service', metadata => {name => $name, namespace => 'default', uid => "uid-$c-$name"},
            spec => {type => 'ClusterIP', selector => {app => $name}, ports => [{name => 'http', port => 80, targetPort => 8080, protocol => 'TCP'}]}};
        my @endpoints;
        for my $ip (@ips) {
            (my $pod = "$name-$ip") =~ tr/./-/;
            $o{"default/pod/$pod"} = {apiVersion => 'v1', kind => 'Pod', metadata => {name => $pod, namespace => 'default', uid => "uid-$c-$pod", creationTimestamp => '2026-01-05T10:00:00Z', labels => {app => $name}},
                spec => {nodeName => 'node-1', containers => [{name => 'web', image => 'web', ports => [{name => 'http', containerPort => 8080, protocol => 'TCP'}]}]},
                status => {phase => 'Running', podIP => $ip, podIPs => [{ip => $ip}], conditions => [map { {type => $_, status => 'True'} } qw(Ready ContainersReady)]}};
            push @endpoints, {addresses => [$ip], conditions => {ready => JSON::PP::true, serving => JSON::PP::true, terminating => JSON::PP::false}, nodeName => 'node-1', zone => 'us-west-2a',
                targetRef => {kind => 'Pod', namespace => 'default', name => $pod, uid => "uid-$c-$pod"}};
        }
        $o{"default/endpointslice/$name-1"} = {apiVersion => 'discovery.k8s.io/v1', kind => 'EndpointSlice', metadata => {name => "$name-1", namespace => 'default', uid => "uid-$c-$name-1", labels => {'kubernetes.io/service-name' => $name}},
            addressType => 'IPv4', ports => [{name => 'http', port => 8080, protocol => 'TCP'}], endpoints => \@endpoints};
    }
    for my $name (sort keys %{$s->{$c}{ingresses} // {}}) {
        my $in = $s->{$c}{ingresses}{$name};
        my %notes = ('alb.ingress.kubernetes.io/scheme' => 'internet-facing', 'alb.ingress.kubernetes.io/target-type' => 'ip', 'headgate.io/cluster-weight' => "$in->{weight}");
        $notes{'alb.ingress.kubernetes.io/group.name'} = $in->{group} if $in->{group};
        $o{"default/ingress/$name"} = {apiVersion => 'networking.k8s.io/v1', kind => 'Ingress', metadata => {name => $name, namespace => 'default', uid => "uid-$c-$name", annotations => \%notes},
            spec => {ingressClassName => 'alb', rules => [{host => $in->{host}, http => {paths => [map { {path => $_->{path}, pathType => 'Prefix', backend => {service => {name => $_->{service}, port => {number => 80}}}} } @{$in->{paths}}]}}]}};
    }
    return \%o;
}

# ---- events: the old state as a list, the new one as what was watched since
sub event {
    my ($type, $subject, $data, $source) = @_;
    return $json->encode({specversion => '1.0', id => sprintf('%020d', ++$number), source => $source, type => $type, subject => $subject, time => '2026-11-22T08:00:00.000000Z', data => $data}) . "\n";
}

sub write_events {
    my ($old, $new) = @_;
    $number = 0;
    open my $f, '>', "$dir/clusters" or die;
    print $f event('fleet.configured', 'shop', {fleet => 'shop', region => 'us-west-2', account => '123456789012', vpcId => $vpc, clusters => \@clusters, options => {'settle-time' => '0s'}}, 'plan-rules');
    for my $c (@clusters) {
        my ($was, $is, $source) = (objects($old, $c), objects($new, $c), "watch-k8s/$c");
        $number = 0;
        print $f event('cluster.listing', $c, {cluster => $c}, $source);
        print $f event('object.put', "$c/$_", {cluster => $c, object => $was->{$_}}, $source) for sort keys %$was;
        print $f event('cluster.synced', $c, {cluster => $c}, $source);
        print $f event('object.delete', "$c/$_", {cluster => $c, object => $was->{$_}}, $source) for grep { !$is->{$_} } sort keys %$was;
        print $f event('object.put', "$c/$_", {cluster => $c, object => $is->{$_}}, $source) for sort keys %$is;
    }
    close $f;
}

# ---- one round of the pipe; how many calls were planned, -1 where reading failed
sub sim_post { my $path = shift; return $at ? '' : `curl -sS -X POST '$ENV{AWS_ENDPOINT_URL}/sim/$path'` }
sub events_in { open my $f, '<', shift or return (); return map { $json->decode($_) } grep { /$_[0]/ } <$f> }
my @unexplained;
sub explain {
    my %batches = map { ("$_->{source}#$_->{id}" => 1) } events_in("$dir/plan", qr/"type":"plan\.batch"/);
    push @unexplained, map { $json->encode($_) } grep { !$batches{$_->{causationid} // ''} || !@{$_->{data}{because} // []} } events_in("$dir/done", qr/"type":"call\./);
}

sub look { return system("$bin/apply-aws --fleet $dir/fleet.yaml --observe > $dir/aws 2>> $dir/err") == 0 }
sub round {
    my $known = shift;
    return -1 if !$known && !look();
    system("cat $dir/clusters $dir/aws | $bin/build-podinfo 2>> $dir/err | $bin/plan-rules > $dir/plan 2>> $dir/err");
    my $calls = 0;
    $calls += $_->{type} eq 'plan.held' ? 1 : @{$_->{data}{calls}} for events_in("$dir/plan", qr/"type":"plan\.(batch|held)"/);
    system("$bin/apply-aws --fleet $dir/fleet.yaml --budget 0 < $dir/plan > $dir/done 2>> $dir/err") if $calls;
    explain() if $calls;
    return $calls;
}

# ---- what must be there, counted without the planner
sub groups_of {
    my ($s, %g) = @_;
    for my $c (@clusters) {
        $g{$s->{$c}{ingresses}{$_}{group} || "default/$_"} = 1 for keys %{$s->{$c}{ingresses} // {}};
    }
    return scalar keys %g;
}

# One line for each host and path: where its requests may go.
sub routes_text { my %r = @_; return map { "$_ " . join ',', sort keys %{$r{$_}} } sort keys %r }
sub routes_of {
    my ($s, %routes) = @_;
    for my $c (@clusters) {
        for my $in (values %{$s->{$c}{ingresses} // {}}) {
            for my $p (@{$in->{paths}}) {
                $routes{"$in->{host}$p->{path}"}{$_} = 1 for @{$s->{$c}{services}{$p->{service}}};
                $routes{"$in->{host}$p->{path}"} //= {};
            }
        }
    }
    return routes_text(%routes);
}

sub values_of { my ($rule, $field) = @_; return map { @{$_->{Values} // $_->{PathPatternConfig}{Values} // $_->{HostHeaderConfig}{Values}} } grep { $_->{Field} eq $field } @{$rule->{conditions}} }
sub held {
    my $w = $json->decode(`curl -sS '$state_at'`);
    my (%ips, %routes);
    for my $g (@{$w->{targetGroups}}) {
        $ips{$g->{name}}{$_->{id}} = 1 for grep { $_->{state} ne 'draining' } @{$g->{targets}};
    }
    for my $rule (map { @{$_->{rules}} } map { @{$_->{listeners}} } @{$w->{loadBalancers}}) {
        for my $host (values_of($rule, 'host-header')) {
            for my $path (values_of($rule, 'path-pattern')) {
                my $route = $host . ($path eq '/*' ? '/' : $path =~ s{/\*$}{}r);
                $routes{$route} //= {};
                $routes{$route}{$_} = 1 for map { keys %{$ips{$_->{group}} // {}} } @{$rule->{forward}};
            }
        }
    }
    return (scalar @{$w->{loadBalancers}}, join(' ', map { $_->{name} } grep { !$_->{loadBalancer} } @{$w->{targetGroups}}), routes_text(%routes));
}

$SIG{TERM} = $SIG{INT} = sub { exit 1 };
END { kill 'TERM', $sim if $sim }
if (!$at) {
    $sim = fork // die;
    exec "$bin/sim-aws", '--port-file', "$dir/port", '--log', "$dir/requests", '--seed', $seed if $sim == 0;
    select undef, undef, undef, 0.05 until -s "$dir/port";
}
chomp($ENV{AWS_ENDPOINT_URL} = $at // 'http://127.0.0.1:' . read_file("$dir/port"));
$state_at //= "$ENV{AWS_ENDPOINT_URL}/state";
open my $fleet, '>', "$dir/fleet.yaml" or die;
print $fleet "fleet: shop\nregion: us-west-2\naccount: '123456789012'\nvpcId: $vpc\nclusters:\n", map { "  - {name: $_, kubeconfig: /nonexistent, context: $_}\n" } @clusters;
close $fleet;

my ($old, $rounds) = ({map { $_ => {services => {}} } @clusters}, 0);
for my $n (1 .. $states) {
    my $new = $n == $states ? {map { $_ => {services => {}} } @clusters} : random_state();
    my $known = $n > 1 && !$share; # what was read last is what there is
    write_events($old, $new);
    $share && sim_post("fault?$_&share=" . $share / @faults) for @faults;
    my $calls = -1;
    for my $try (1 .. 12) {
        $rounds++;
        $calls = round($known);
        $known = 0;
        last if $calls == 0;
        sim_post("faults/clear") if $try == 8;
    }
    sim_post('faults/clear');
    $calls = round() if $share;
    my ($balancers, $orphans, @routes) = held();
    my @wanted = routes_of($new);
    ok($calls == 0 && $balancers == groups_of($new) && "@routes" eq "@wanted" && $orphans eq '' && !@unexplained, "state $n: " . groups_of($new) . ' load balancers, ' . @wanted . ' routes',
        "calls still wanted: $calls", "load balancers: $balancers, wanted " . groups_of($new), (map { "routed: $_" } @routes), (map { "wanted: $_" } @wanted), "groups in no use: $orphans",
        (map { "unexplained: $_" } @unexplained), (map { "plan: $_" } grep { /plan\.(batch|held|rejected)/ } split /\n/, read_file("$dir/plan"))) or last;
    $old = $new;
}
if (!$at) {
    kill 'TERM', $sim;
    waitpid $sim, 0;
    $sim = 0;
    ok($? == 0, "the simulator ends well, after $rounds rounds");
    my @failed = grep { /"code":"(Throttling|InternalFailure|ServiceUnavailable)"|"fate":/ } split /\n/, read_file("$dir/requests");
    ok(@failed > 0 || !$share, scalar(@failed) . ' of ' . (() = read_file("$dir/requests") =~ /\n/g) . ' calls were refused or lost, others came late, spoiled or stale');
}
print "1..$tests\n";
