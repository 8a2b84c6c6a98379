#!/usr/bin/perl
# Each field that watch-k8s keeps (the tables in watch-k8s/kinds.c) is used: a world in which it has another value, or is not there, makes
# build-podinfo say something else. What other programs use of an object itself stands below, with the program.
use strict;
use warnings;
use Test::More;
use JSON::PP;
use File::Temp 'tempdir';
my $json = JSON::PP->new->canonical;
my $top = (($0 =~ m{^(.*)/})[0] // '.') . '/../..';
my $podinfo = ($ENV{BIN} // "$top/build/bin") . '/build-podinfo';
my $dir = tempdir(CLEANUP => 1);
my %elsewhere = ('metadata uid' => 'watch-k8s: an object that was replaced under its name, over a restart; the uid of kube-system',
    'metadata name' => 'everybody', 'metadata namespace' => 'everybody');

# ---- the tables
open my $c, '<', "$top/watch-k8s/kinds.c" or die "kinds.c: $!\n";
my $code = join '', <$c>;
my %table;
while ($code =~ /static const struct keep (\w+)\[\] = \{(.*?)\{NULL, NULL\}/gs) {
    my ($name, $rows) = ($1, $2);
    $table{$name} = [$rows =~ /\{"([^"]+)",/g];
}
my %fields;
$fields{$1} = $table{$2} while $code =~ /\{"(\w+)",\s*"[^"]*",\s*"[^"]*",\s*"[^"]*",[^}]*?\.keep = (\w+)\}/gs;

# ---- a world in which every field matters
sub made { my ($kind, $group, $meta, %rest) = @_; return {kind => $kind, apiVersion => $group, metadata => {uid => "uid-$meta->{name}", %$meta}, %rest} }
my ($early, $late) = ('2026-01-05T10:00:00Z', '2026-02-05T10:00:00Z');
my %in = (namespace => 'shop', creationTimestamp => $early);
my @ports = ({name => 'http', containerPort => 8080, protocol => 'TCP'});
my %world = (
    Namespace => made('Namespace', 'v1', {name => 'shop', labels => {team => 'shop'}}),
    Node => made('Node', 'v1', {name => 'n1', creationTimestamp => $early, labels => {'topology.kubernetes.io/zone' => 'us-west-2a'}},
        spec => {providerID => 'aws:///us-west-2a/i-1', taints => [{key => 'k', effect => 'NoSchedule'}]}, status => {conditions => [{type => 'Ready', status => 'True'}]}),
    IngressClass => made('IngressClass', 'networking.k8s.io/v1', {name => 'alb', annotations => {'ingressclass.kubernetes.io/is-default-class' => 'true'}},
        spec => {controller => 'ingress.k8s.aws/alb', parameters => {apiGroup => 'elbv2.k8s.aws', kind => 'IngressClassParams', name => 'p'}}),
    IngressClassParams => made('IngressClassParams', 'elbv2.k8s.aws/v1beta1', {name => 'p'}, spec => {scheme => 'internal', namespaceSelector => {matchLabels => {team => 'shop'}}}),
    Ingress => made('Ingress', 'networking.k8s.io/v1', {%in, name => 'web', finalizers => ['group.ingress.k8s.aws/x'],
            annotations => {'alb.ingress.kubernetes.io/auth-idp-oidc' => '{"secretName":"s"}', 'headgate.io/x' => 'y'}},
        spec => {rules => [{http => {paths => [{path => '/', pathType => 'Prefix', backend => {service => {name => 'web', port => {number => 80}}}}]}}]}),
    Service => made('Service', 'v1', {%in, name => 'web', annotations => {'alb.ingress.kubernetes.io/target-type' => 'ip', 'headgate.io/x' => 'y',
                'service.beta.kubernetes.io/aws-load-balancer-type' => 'external'}},
        spec => {type => 'NodePort', clusterIP => '10.96.0.1', ipFamilies => ['IPv4'], ports => [{name => 'http', protocol => 'TCP', port => 80, targetPort => 'http', nodePort => 30080}]}),
    EndpointSlice => made('EndpointSlice', 'discovery.k8s.io/v1', {%in, name => 'web-1', labels => {'kubernetes.io/service-name' => 'web'}}, addressType => 'IPv4',
        ports => [{name => 'http', port => 8080}], endpoints => [{addresses => ['10.0.0.1'], zone => 'us-west-2a', conditions => {ready => JSON::PP::true, serving => JSON::PP::true,
                    terminating => JSON::PP::false}, targetRef => {kind => 'Pod', namespace => 'shop', name => 'web-a', uid => 'uid-web-a'}}]),
    Pod => made('Pod', 'v1', {%in, name => 'web-a', annotations => {'vpc.amazonaws.com/pod-eni' => '[{"eniId":"eni-1","privateIp":"10.0.0.1"}]'}},
        spec => {nodeName => 'n1', containers => [{name => 'web', ports => \@ports}], initContainers => [{name => 'mesh', restartPolicy => 'Always', ports => [{name => 'mesh', containerPort => 9,
                        protocol => 'TCP'}]}], readinessGates => [{conditionType => 'g'}]}, status => {podIP => '10.0.0.1', conditions => [{type => 'Ready', status => 'True'}]}),
    TargetGroupBinding => made('TargetGroupBinding', 'elbv2.k8s.aws/v1beta1', {%in, name => 'b', generation => 2, finalizers => ['elbv2.k8s.aws/resources'],
            labels => {'app' => 'b'}, annotations => {'headgate.io/x' => 'y', 'alb.ingress.kubernetes.io/x' => 'y'}},
        spec => {targetGroupARN => 'arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/a/1', targetType => 'ip', serviceRef => {name => 'web', port => 80}}),
    Secret => made('Secret', 'v1', {%in, name => 's', labels => {a => 'b'}}, type => 'Opaque', data => {clientID => 'h1', clientSecret => 'h2'}),
);
# where the world has nothing, or where only another name says something
my %sample = ('metadata deletionTimestamp' => $late, 'metadata labels TargetGroupBinding' => {'ingress.k8s.aws/stack' => 'x'}, 'spec clusterIP Service' => 'None',
    'metadata creationTimestamp' => $late, 'metadata annotations kubernetes.io/ingress.class' => 'other');

sub said {
    my ($world) = @_;
    open my $in, '>', "$dir/in" or die;
    my $n = 0;
    my $say = sub {
        my ($type, $subject, $data) = @_;
        print $in $json->encode({specversion => '1.0', id => sprintf('%020d', ++$n), source => 'watch-k8s/blue', type => $type, subject => $subject, time => '2026-03-05T10:00:00Z', data => $data}), "\n";
    };
    for my $kind (sort keys %$world) {
        my $m = $world->{$kind}{metadata};
        $say->('object.put', join('/', 'blue', $m->{namespace} // (), lc $kind, $m->{name}), {cluster => 'blue', object => $world->{$kind}});
    }
    $say->('cluster.synced', 'blue', {cluster => 'blue'});
    close $in;
    my $out = qx($podinfo $dir/in 2>/dev/null);
    return join "\n", sort map { my $e = $json->decode($_); $json->encode([@$e{qw(type subject data)}]) } split /\n/, $out;
}

# ---- a field with another value, or none
sub another {
    my ($value) = @_;
    return {map { ($_ => another($value->{$_})) } keys %$value} if ref $value eq 'HASH';
    return [map { another($_) } @$value] if ref $value eq 'ARRAY';
    return JSON::PP::is_bool($value) ? ($value ? JSON::PP::false : JSON::PP::true) : $value =~ /^\d+$/ ? $value + 1 : "another-$value";
}
# The places that a path names in an object: pairs of a hash and its member.
sub places {
    my ($at, @names) = @_;
    return () unless defined $at;
    my $name = shift @names;
    return map { places($_, @names) } ref $at eq 'ARRAY' ? @$at : () if $name eq '[]';
    return () unless ref $at eq 'HASH';
    my @members = $name =~ s/\*$// ? grep { index($_, $name) == 0 } keys %$at : ($name);
    return map { [$at, $_] } @members unless @names;
    return map { places($at->{$_}, @names) } @members;
}
sub changed { # a copy of the world
    my ($kind, $path, $change) = @_;
    my $copy = $json->decode($json->encode(\%world));
    $change->($_->[0], $_->[1]) for places($copy->{$kind}, split / /, $path);
    return said($copy);
}

my $before = said(\%world);
like($before, qr/podinfo\.put.*ingress\.put|ingress\.put.*podinfo\.put/s, 'the world makes records');
for my $kind (sort keys %world) {
    ok($fields{$kind} && @{$fields{$kind}}, "$kind has a table") or next;
    for my $path (@{$fields{$kind}}) {
        next if $elsewhere{$path};
        my $sample = $sample{"$path $kind"} // $sample{$path};
        my @found = grep { exists $_->[0]{$_->[1]} } places($world{$kind}, split / /, $path);
        my $differs = (@found && changed($kind, $path, sub { delete $_[0]{$_[1]} }) ne $before)
            || (@found && changed($kind, $path, sub { $_[0]{$_[1]} = another($_[0]{$_[1]}) }) ne $before)
            || (defined $sample && changed($kind, $path, sub { $_[0]{$_[1]} = $sample }) ne $before);
        ok($differs, "$kind: $path is used");
    }
}
done_testing;
