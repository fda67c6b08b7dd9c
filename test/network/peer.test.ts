import { Fn, type TerraformStack, TerraformLocal, TerraformVariable } from 'cdktf';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { errorOf, newStack, synth } from '../core/support';

describe('Peer', () => {
  it.each(['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '64.0.0.0/2', '8.0.0.0/7', '0.0.0.1/0'])('refuses %s', (cidr) => {
    const error = errorOf(() => Peer.ipv4(cidr));
    expect(error.code).toBe('PEER_CIDR_TOO_WIDE');
    expect(error.message).toContain('Peer.anyIpv4(reason)');
  });

  it.each(['::/0', '::/1', '8000::/1', '0:0:0:0:0:0:0:0/0', '2000::/3', '2600::/31', 'fc00::/6'])(
    'refuses %s',
    (cidr) => {
      const error = errorOf(() => Peer.ipv6(cidr));
      expect(error.code).toBe('PEER_CIDR_TOO_WIDE');
      expect(error.message).toContain('Peer.anyIpv6(reason)');
    },
  );

  it.each(['10.0.0.0/8', '203.0.113.7/32', '172.16.0.0/12'])('takes %s', (cidr) => {
    expect(Peer.ipv4(cidr).label).toBe(cidr);
  });

  it.each(['2001:db8::/32', 'fd00::/8', 'fc00::/7', 'fe80::/10', '2001:DB8:1::/48'])('takes %s', (cidr) => {
    expect(Peer.ipv6(cidr).label).toBe(cidr.toLowerCase());
  });

  it.each<[() => Peer]>([
    [() => Peer.ipv4('10.0.0.1/8')],
    [() => Peer.ipv4('10.0.0.0')],
    [() => Peer.ipv4('2001:db8::/32')],
    [() => Peer.ipv6('10.0.0.0/8')],
    [() => Peer.ipv6('2001:db8::1/64')],
    [() => Peer.ipv4('')],
    [() => Peer.ipv4(undefined as never)],
    [() => Peer.ipv4(['10.0.0.0/8'] as never)],
    [() => Peer.ipv4(10 as never)],
    [() => Peer.ipv6(null as never)],
    [() => Peer.ipv6({} as never)],
  ])('refuses malformed blocks', (create) => {
    expect(errorOf(create).code).toBe('PEER_CIDR_INVALID');
  });

  it('writes one block in one way', () => {
    expect(Peer.ipv6('2001:DB8:0:1:0:0:0:0/64').label).toBe('2001:db8:0:1::/64');
  });

  it('does not look into tokens', () => {
    const variable = new TerraformVariable(newStack(), 'cidr', {});
    expect(Peer.ipv4(variable.stringValue).internetReason).toBeUndefined();
    expect(Peer.ipv6(variable.stringValue).internetReason).toBeUndefined();
    expect(Peer.prefixList(variable.stringValue).label).toBe('a prefix list');
  });

  it.each([Peer.anyIpv4.bind(Peer), Peer.anyIpv6.bind(Peer)])('asks why the internet is let in', (any) => {
    const token = new TerraformVariable(newStack(), 'reason', {}).stringValue;
    for (const reason of [' ', '', '-', token, undefined as never, 7 as never, ['a'] as never]) {
      expect(errorOf(() => any(reason)).code).toBe('PEER_REASON_MISSING');
    }
    expect(any(' public website ').internetReason).toBe('public website');
  });

  it('refuses what is no prefix list', () => {
    for (const id of ['sg-1', '', undefined as never, 1 as never, ['pl-1'] as never]) {
      expect(errorOf(() => Peer.prefixList(id)).code).toBe('SG_ID_INVALID');
    }
    expect(Peer.prefixList('pl-0123456789abcdef0').label).toBe('pl-0123456789abcdef0');
  });
});

describe('Peer and Port', () => {
  it('cannot be changed once they are made', () => {
    expect(() => Object.assign(Port.HTTPS, { fromPort: 0 })).toThrow(TypeError);
    expect(() => Object.assign(Peer.ipv4('10.0.0.0/8'), { internetReason: 'x' })).toThrow(TypeError);
  });

  it('refuse what is no group', () => {
    for (const group of [undefined, null, 'sg-1', {}]) {
      expect(errorOf(() => Peer.securityGroup(group as never)).code).toBe('SG_RULE_INVALID');
    }
  });
});

describe('Port', () => {
  it('reads as text', () => {
    expect([Port.HTTPS, Port.tcpRange(1024, 2048), Port.udp(53), Port.icmpPing(), Port.allTcp()].map(String)).toEqual([
      'tcp 443',
      'tcp 1024-2048',
      'udp 53',
      'icmp 8-0',
      'tcp 0-65535',
    ]);
  });

  it('has names', () => {
    expect([Port.NTP, Port.LDAPS, Port.OPENSEARCH, Port.KAFKA_TLS, Port.CASSANDRA_TLS].map(String)).toEqual([
      'udp 123',
      'tcp 636',
      'tcp 9200',
      'tcp 9094',
      'tcp 9142',
    ]);
    expect([Port.allUdp(), Port.icmpv6Ping()].map(String)).toEqual(['udp 0-65535', 'icmpv6 128-0']);
  });

  it.each([
    -1,
    65_536,
    1.5,
    Number.NaN,
    '443' as never,
    undefined as never,
    null as never,
    [443] as never,
    true as never,
  ])('refuses port %p', (port) => {
    expect(errorOf(() => Port.tcp(port)).code).toBe('SG_PORT_INVALID');
    expect(errorOf(() => Port.udpRange(1, port)).code).toBe('SG_PORT_INVALID');
  });

  it('refuses a range that runs backwards', () => {
    expect(errorOf(() => Port.tcpRange(443, 80)).message).toBe(
      'SG_PORT_RANGE_INVALID: port range is 443 to 80, allowed are ranges whose first port is not above the last; swap the two',
    );
  });

  it('refuses impossible ICMP numbers', () => {
    expect(errorOf(() => Port.icmp(256, 0)).code).toBe('SG_ICMP_INVALID');
    expect(errorOf(() => Port.icmp(8, -2)).code).toBe('SG_ICMP_INVALID');
    expect(errorOf(() => Port.icmp(undefined as never, 0)).code).toBe('SG_ICMP_INVALID');
    expect(errorOf(() => Port.icmpv6(1, '0' as never)).code).toBe('SG_ICMP_INVALID');
    expect(Port.icmp(-1, -1).protocol).toBe('icmp');
  });

  it('does not compare tokens', () => {
    const variable = new TerraformVariable(newStack(), 'port', { type: 'number' });
    const port = Port.tcpRange(variable.numberValue, 80);
    expect(port.isUnresolved).toBe(true);
    expect(port.toString()).toBe('tcp port of the configuration');
    expect(Port.tcpRange(70, variable.numberValue).isUnresolved).toBe(true);
  });
});

describe('a Peer of an expression', () => {
  const ruleFor = (make: (stack: TerraformStack) => string) => () => {
    const stack = newStack();
    const group = new SecurityGroup(stack, 'group', { vpcId: 'vpc-0123456789abcdef0' });
    group.addIngressRule(Peer.ipv4(make(stack)), Port.tcp(8443));
    return synth(stack);
  };
  const variable = (stack: TerraformStack, value: unknown) => new TerraformVariable(stack, 'v', { default: value });

  it.each<[string, (stack: TerraformStack) => string]>([
    ['in quotes', () => '${"0.0.0.0/0"}'],
    ['by its prefix', () => '0.0.0.0/${0}'],
    ['by a variable', (stack) => variable(stack, '0.0.0.0/0').stringValue],
    ['by a variable for its prefix', (stack) => `0.0.0.0/${variable(stack, 0).stringValue}`],
    ['by a local', (stack) => new TerraformLocal(stack, 'l', '0.0.0.0/0').asString],
    ['by choice', () => '${var.open ? "0.0.0.0/0" : "10.0.0.0/8"}'],
    ['by an element', () => Fn.element(['0.0.0.0/1'], 0) as string],
  ])('is not the internet %s', (_, make) => {
    expect(ruleFor(make)).toThrow(/PEER_CIDR_TOO_WIDE/);
  });

  it.each<[string, (stack: TerraformStack) => string]>([
    ['by a variable', (stack) => variable(stack, '10.0.0.0/8').stringValue],
    ['by a variable without a default', (stack) => new TerraformVariable(stack, 'v', {}).stringValue],
    ['by choice', () => '${var.office ? "203.0.113.0/24" : "10.0.0.0/8"}'],
    ['by a reference', () => '${aws_vpc.main.cidr_block}'],
  ])("may be a network of one's own %s", (_, make) => {
    expect(ruleFor(make)).not.toThrow();
  });
});
