"""What make-shapes and make-model share: AWS's service models, and which file of a service's table holds what.

A table too long for one file is written as several: one a noun of the service with the shapes of its calls, a header for
what they use of each other, and the file that lists the operations. All others are one file.
"""
import gzip
import json
import os
import re
import sys

# The nouns of a service, and the operations of each: the first pattern that is found. A shape that several use stands with
# the first of them.
ELBV2 = {'tags_and_limits': 'Tags$|AccountLimits', 'rules': 'Rule', 'targets': 'Target', 'listeners': 'Listener|SSLPolicies',
         'trust_stores': 'TrustStore|ResourcePolicy', 'balancers': 'LoadBalancer|^Set|CapacityReservation|IpPools'}
EC2 = {'tags': 'Tags$', 'security_groups': 'SecurityGroup', 'interfaces': 'NetworkInterfaces',
       'networks': 'Vpcs|Subnets|RouteTables|InternetGateways|AvailabilityZones', 'instances': 'Instances'}
LONG = {'shapes_elbv2': ELBV2, 'shapes_ec2': EC2, 'model_elbv2': ELBV2}


def load(folder, name):
    path = os.path.join(folder, name)
    if os.path.exists(path + '.gz'):
        return json.load(gzip.open(path + '.gz'))
    return json.load(open(path)) if os.path.exists(path) else {}


class Files:
    """A service's files: `what` (shapes, model) and `word` (elbv2) make their names, `meta` and `maker` their first lines."""

    def __init__(self, what, word, meta, maker):
        self.what, self.word, self.meta, self.maker = what, word, meta, maker
        self.nouns = LONG.get(f'{what}_{word}', {})
        self.owner, self.shared = {}, set()
        self.lines = {noun: [] for noun in [None, *self.nouns]}

    def noun_of(self, operation):
        """None where all stands in one file."""
        for noun, pattern in self.nouns.items():
            if re.search(pattern, operation):
                return noun
        return sys.exit(f'{operation} of {self.word} is of no noun: give it one') if self.nouns else None

    def claim(self, operations, roots, parts):
        """Gives each shape an owner; roots and parts are functions: the shapes of an operation, those a shape is made of."""
        place = {noun: i for i, noun in enumerate([None, *self.nouns])}
        for operation in sorted(operations, key=lambda o: (place[self.noun_of(o)], o)):
            for root in roots(operation):
                self.claim_shape(self.noun_of(operation), root, parts)
                if self.nouns:
                    self.shared.add(root)

    def claim_shape(self, noun, name, parts):
        if name not in self.owner:
            self.owner[name] = noun
            for part in parts(name):
                self.claim_shape(noun, part, parts)
        elif self.owner[name] != noun:
            self.shared.add(name)

    def symbol(self, shape):
        return f'{self.what}_{self.word}_{shape}' if shape in self.shared else f's_{shape}'

    def static(self, shape):
        return '' if shape in self.shared else 'static '

    def add(self, shape, *lines):
        self.lines[self.owner[shape]] += lines

    def write(self, folder, header, kind, nothing, operations):
        """`header` says what a shape is: in C a `kind`, one without members a `nothing`; `operations` are the table's lines."""
        stem = f'{folder}/{self.what}_{self.word}'
        top = [f'#include "{header}"', '', '/* clang-format off */']
        if self.nouns:
            own = f'{os.path.dirname(header)}/{self.what}_{self.word}.h'
            guard = re.sub(r'\W', '_', own).upper()
            externs = [f'extern const {kind} {self.symbol(shape)};' for shape in sorted(self.shared)]
            self.write_one(f'{stem}.h', ': what its files share', [f'#ifndef {guard}', f'#define {guard}', '', *top, *externs, '', '#endif'])
            top[0] = f'#include "{own}"'
        for noun in self.nouns:
            self.write_one(f'{stem}_{noun}.c', ': ' + noun.replace('_', ' '), top + self.lines[noun])
        empty = f'static const {kind} s_nothing __attribute__((unused)) = {{.kind = {nothing}}};'
        self.write_one(f'{stem}.c', '', [*top, empty, *self.lines[None], '', *operations])

    def write_one(self, path, about, lines):
        title = f'{self.meta["serviceFullName"]}, {self.meta["apiVersion"]}{about}.'
        with open(path, 'w', encoding='utf-8') as out:
            print(f'/* {title} Made by {self.maker}; not edited by hand. */', *lines, sep='\n', file=out)
