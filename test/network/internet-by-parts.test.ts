import { Lazy } from 'cdktf';
import { parseCidr, type Cidr } from '../../lib/network/cidr';
import { isPrivate, publicAddresses } from '../../lib/network/address-coverage';
import { internetByParts, type Opening } from '../../lib/network/internet-by-parts';
import { Peer } from '../../lib/network/peer';
import { Port } from '../../lib/network/port';
import { SecurityGroup } from '../../lib/network/security-group';
import { newStack, synth } from '../core/support';

function cidrs(...texts: readonly string[]): readonly Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

describe('publicAddresses', () => {
  it.each<[string, readonly string[], bigint]>([
    ['nothing', [], 0n],
    ['a block', ['8.0.0.0/8'], 1n << 24n],
    ['neighbours', ['8.0.0.0/8', '9.0.0.0/8'], 1n << 25n],
    ['a block in another', ['8.0.0.0/8', '8.1.0.0/16'], 1n << 24n],
    ['the same block twice', ['8.0.0.0/8', '8.0.0.0/8'], 1n << 24n],
    ['private blocks', ['10.0.0.0/8', '192.168.0.0/16', '100.64.0.0/10', '172.16.0.0/12', 'fd00::/8'], 0n],
  ])('counts %s', (_, texts, expected) => {
    expect(publicAddresses(cidrs(...texts))).toBe(expected);
  });

  it.each<[string, boolean]>([
    ['172.16.0.0/12', true],
    ['172.0.0.0/8', false],
    ['fe80::/10', true],
    ['2001:db8::/32', false],
  ])('takes %s for private: %p', (text, expected) => {
    expect(cidrs(text).map(isPrivate)).toEqual([expected]);
  });
});

describe('internetByParts', () => {
  const blocks = (count: number, port = 443, toPort = port): readonly Opening[] =>
    Array.from({ length: count }, (_, index) => ({
      protocol: 'tcp',
      fromPort: port,
      toPort,
      cidr: `${index + 20}.0.0.0/8`,
    }));

  it.each<[string, readonly Opening[], number | undefined]>([
    ['an eighth of the internet', blocks(32), undefined],
    ['more than an eighth', blocks(33), 443],
    ['four blocks on SSH', blocks(4, 22), undefined],
    ['five blocks on SSH', blocks(5, 22), 22],
    ['five blocks on a range with databases in it', blocks(5, 5000, 6000), 5000],
    ['blocks on ports apart', [...blocks(20, 443), ...blocks(40, 444).slice(20)], undefined],
    ['blocks that meet on one port', [...blocks(20, 440, 443), ...blocks(40, 443, 450).slice(20)], 443],
    ['five IPv6 blocks', blocks(5, 22).map((each, index) => ({ ...each, cidr: `260${index}::/32` })), undefined],
    ['text that is no block', blocks(40, 443).map((each) => ({ ...each, cidr: '${var.cidr}' })), undefined],
    [
      'two protocols',
      [
        ...blocks(20),
        ...blocks(40)
          .slice(20)
          .map((each) => ({ ...each, protocol: 'udp' })),
      ],
      undefined,
    ],
  ])('%s', (_, openings, port) => {
    expect(internetByParts(openings)?.port).toBe(port);
  });
});

describe('rules that let the internet in by parts', () => {
  function group(count: number, cidrOf: (text: string) => string = (text) => text) {
    const stack = newStack();
    const web = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
    for (let index = 0; index < count; index++) {
      web.addIngressRule(Peer.ipv4(cidrOf(`${index + 20}.0.0.0/8`)), Port.HTTPS);
    }
    return () => synth(stack);
  }

  it('fail the synthesis', () => {
    expect(group(33)).toThrow(
      /SG_PUBLIC_BY_PARTS: 33 networks that may reach tcp 443 make up a good part of the internet together; .*Peer\.anyIpv4\(reason\) \(construct shop\/web\)/,
    );
    expect(group(32)).not.toThrow();
  });

  it('fail it too where the networks are tokens of literals', () => {
    expect(group(33, (text) => Lazy.stringValue({ produce: () => text }))).toThrow(/SG_PUBLIC_BY_PARTS/);
  });

  it.each(['0.0.0.0/0', '128.0.0.0/1', '10.0.0.1/8', 'internet'])(
    'fail it where a token turns out to be %s',
    (text) => {
      const stack = newStack();
      const web = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
      web.addIngressRule(Peer.ipv4(Lazy.stringValue({ produce: () => text })), Port.SSH);
      expect(() => synth(stack)).toThrow(/PEER_CIDR_(?:TOO_WIDE|INVALID): .*\(construct shop\/web\)/);
    },
  );

  it('fail it where a peer was made in a way that TypeScript forbids', () => {
    const stack = newStack();
    const forged = Reflect.construct(Peer, [{ cidrIpv4: '0.0.0.0/0' }, 'forged']) as Peer;
    new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' }).addIngressRule(forged, Port.SSH);
    expect(() => synth(stack)).toThrow(/PEER_CIDR_TOO_WIDE/);
  });

  it('fail it for egress as well', () => {
    const stack = newStack();
    const web = new SecurityGroup(stack, 'web', { vpcId: 'vpc-1' });
    web.addEgressRule(Peer.ipv6(Lazy.stringValue({ produce: () => '::/0' })), Port.allTcp());
    expect(() => synth(stack)).toThrow(/PEER_CIDR_TOO_WIDE/);
  });
});
