import fc from 'fast-check';
import {
  isPrivate,
  isPublicSet,
  intersect,
  publicSizeOf,
  sizeOf,
  subtract,
  union,
} from '../../../lib/compliance/reading/address-set';
import { parseCidr, type Cidr } from '../../../lib/compliance/reading/cidr';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

describe('parseCidr', () => {
  it('reads IPv4 and ignores bits behind the prefix', () => {
    expect(cidr('10.1.2.3/8')).toEqual({ family: 4, prefix: 8, first: 0x0a000000n, last: 0x0affffffn });
    expect(cidr('10.1.2.3/32').first).toBe(0x0a010203n);
    expect(sizeOf([cidr('9.9.9.9/0')])).toBe(1n << 32n);
  });

  it.each(['::/0', '::0/0', '0000:0:0:0:0:0:0:0/0', '0::/0', '::0.0.0.0/0', ' ::/0 ', 'FFFF::/0'])(
    'reads %s as all of IPv6',
    (text) => {
      expect(cidr(text)).toEqual({ family: 6, prefix: 0, first: 0n, last: (1n << 128n) - 1n });
    },
  );

  it('reads groups on both sides of ::', () => {
    expect(cidr('2001:DB8::1/128').first).toBe(0x20010db8000000000000000000000001n);
    expect(cidr('1:2:3:4:5:6:7:8/128').first).toBe(0x00010002000300040005000600070008n);
  });

  it.each([
    '0.0.0.0',
    '256.0.0.0/0',
    '1.2.3/24',
    '1.2.3.4/33',
    '::/129',
    ':::/0',
    '1::2::3/64',
    '1:2:3:4:5:6:7:8::/64',
    '1:2/64',
    'x/0',
    '',
    '/0',
    '1:2:3:4:5:6:7:8:9/64',
  ])('refuses %s', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('address sets', () => {
  it('merges ranges that overlap or touch', () => {
    expect(union([cidr('128.0.0.0/1'), cidr('0.0.0.0/1'), cidr('10.0.0.0/8')])).toEqual([
      { first: 0n, last: 0xffffffffn },
    ]);
    expect(union([cidr('10.0.0.0/24'), cidr('10.0.2.0/24')])).toHaveLength(2);
  });

  it('subtracts and intersects', () => {
    const rest = subtract([cidr('10.0.0.0/24')], [cidr('10.0.0.64/26')]);
    expect(rest.map(({ first, last }) => last - first + 1n)).toEqual([64n, 128n]);
    expect(subtract([cidr('10.0.0.0/24')], [cidr('10.0.0.0/8')])).toEqual([]);
    expect(intersect([cidr('10.0.0.0/8')], [cidr('10.2.0.0/16'), cidr('11.0.0.0/16')])).toEqual([
      { first: 0x0a020000n, last: 0x0a02ffffn },
    ]);
  });

  it('takes half of the internet for the whole', () => {
    expect(isPublicSet([cidr('0.0.0.0/1')], 4)).toBe(true);
    expect(isPublicSet([cidr('0.0.0.0/2')], 4)).toBe(false);
    expect(isPublicSet(union(['0.0.0.0/2', '64.0.0.0/3', '96.0.0.0/3'].map(cidr)), 4)).toBe(true);
    expect(isPublicSet([cidr('2000::/3')], 6)).toBe(true);
    expect(isPublicSet([cidr('::/1')], 6)).toBe(true);
    expect(isPublicSet([cidr('fc00::/7')], 6)).toBe(false);
    expect(publicSizeOf([cidr('8000::/1')], 6)).toBe(0n);
  });

  it('knows private networks', () => {
    expect(
      ['10.0.0.0/8', '172.16.0.0/12', '100.64.0.0/10', '169.254.0.0/16', '192.168.7.0/24'].every((text) =>
        isPrivate(cidr(text), 4),
      ),
    ).toBe(true);
    expect(isPrivate(cidr('10.0.0.0/7'), 4)).toBe(false);
    expect(isPrivate(cidr('fd00::/8'), 6)).toBe(true);
    expect(isPrivate(cidr('2000::/3'), 6)).toBe(false);
  });
});

describe('address sets, whatever the ranges', () => {
  const ranges = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
      .map(([first, length]) => ({ first: BigInt(first), last: BigInt(first + length) })),
    { maxLength: 8 },
  );
  const members = (set: readonly { first: bigint; last: bigint }[]): number[] =>
    Array.from({ length: 60 }, (_, index) => index).filter((address) =>
      set.some(({ first, last }) => first <= BigInt(address) && BigInt(address) <= last),
    );

  it('keep exactly their members', () => {
    fc.assert(
      fc.property(ranges, ranges, (left, right) => {
        const [a, b] = [union(left), union(right)];
        expect(members(a)).toEqual(members(left));
        expect(members(intersect(a, b))).toEqual(members(left).filter((address) => members(right).includes(address)));
        expect(members(subtract(a, b))).toEqual(members(left).filter((address) => !members(right).includes(address)));
        expect(sizeOf(a)).toBe(BigInt(members(left).length));
      }),
    );
  });
});
