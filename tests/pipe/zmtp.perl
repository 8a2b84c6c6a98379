#!/usr/bin/perl
# zmtp.perl WHAT SOCKET N: speaks ZMTP 3.0 (rfc.zeromq.org/spec/23) by hand, and ill. SOCKET is a path or HOST:PORT. Prints how much got out.
use strict;
use warnings;
use IO::Socket::INET;
use IO::Socket::UNIX;
$SIG{PIPE} = 'IGNORE';
srand 7;
my ($what, $to, $times) = @ARGV;
my $MiB = 1 << 20;
my $greeting = "\xff" . "\0" x 8 . "\x7f\x03\x00" . 'NULL' . "\0" x 48;
sub dial { my $s = $to =~ m{^/} ? IO::Socket::UNIX->new(Peer => $to) : IO::Socket::INET->new(PeerAddr => $to); $s or die "$to: $!\n" }
# flags: 1 more follows, 4 a command
sub frame { my ($flags, $body) = @_; length $body < 256 ? pack('CC', $flags, length $body) . $body : pack('CQ>', $flags | 2, length $body) . $body }
sub put { my ($s, $bytes) = @_; my $at = 0; while ($at < length $bytes) { my $n = syswrite($s, $bytes, $MiB, $at) or return 0; $at += $n } 1 }
sub noise { join '', map { chr int rand 256 } 1 .. $_[0] }
sub met { # the handshake done
    my $s = dial();
    put($s, $greeting . frame(4, "\x05READY\x0bSocket-Type" . pack('N', 6) . "DEALER\x08Identity" . pack('N', 0)));
    my $in = '';
    while (length $in < 64 + 43) { sysread($s, $in, 4096, length $in) or last }
    $s;
}
sub known { my $s = met(); put($s, frame(0, '{"word":"hello","request":1}')); sysread($s, my $in, 4096); $s } # and welcome
sub flood { my ($s, $part) = @_; my $sent = 0; while ($sent < $times) { put($s, $part) or last; $sent++ } print "$sent\n" }
my @kept;
my %does = (
    'parts-of-a-stranger' => sub { flood(met(), frame(1, 'x' x $MiB)) },
    'parts' => sub { flood(known(), frame(1, 'x' x $MiB)) },
    'small-parts' => sub { flood(known(), join '', map { frame(1, 'x' x 100) } 1 .. 5000) },
    'no-parts' => sub { flood(known(), frame(1, '') x 50000) },
    'huge' => sub { flood(known(), frame(0, 'x' x (63 * $MiB))) },
    'too-huge' => sub { flood(known(), pack('CQ>', 2, 1 << 62) . 'x' x $MiB) },
    'many-frames' => sub { flood(known(), join '', map { join '', (map { frame(1, noise(20)) } 1 .. rand 30), frame(0, noise(300)) } 1 .. 20) },
    'raw' => sub { for (1 .. $times) { my $s = dial(); put($s, noise(1 + rand 3000)) } print "$times\n" },
    'after-greeting' => sub { for (1 .. $times) { my $s = dial(); put($s, $greeting . noise(1 + rand 3000)) } print "$times\n" },
    'commands' => sub { for (1 .. $times) { my $s = met(); put($s, frame(4, noise(rand 200))) } print "$times\n" },
    'halves' => sub { for (1 .. $times) { my $s = dial(); put($s, substr($greeting, 0, rand 64)); push @kept, $s } print scalar @kept, "\n" },
);
($does{$what} or die "zmtp.perl: '$what' is not known\n")->();
