import { contains, formatCidr, hasHostBits, parseCidr, type Cidr } from '../../lib/network/cidr';

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no CIDR`);
  return parsed;
}

describe('parseCidr', () => {
  it.each<[string, bigint, number]>([
    ['10.0.0.0/8', 0x0a00_0000n, 8],
    ['255.255.255.255/32', 0xffff_ffffn, 32],
    ['0.0.0.0/0', 0n, 0],
    ['::/0', 0n, 0],
    ['::1/128', 1n, 128],
    ['2001:db8::/32', 0x2001_0db8n << 96n, 32],
    ['2001:db8:0:0:0:0:0:1/128', (0x2001_0db8n << 96n) | 1n, 128],
    ['::ffff:10.0.0.1/128', 0xffff_0a00_0001n, 128],
    ['fe80::1:0:0/96', (0xfe80n << 112n) | (1n << 32n), 96],
  ])('reads %s', (text, address, prefix) => {
    expect(parseCidr(text)).toMatchObject({ address, prefix });
  });

  it.each([
    '',
    '10.0.0.0',
    '10.0.0/8',
    '10.0.0.0/33',
    '::/129',
    '256.0.0.0/8',
    '10.0.0.0/-1',
    'x/8',
    '10.0.0.0/8 ',
    'fe80::1%eth0/64',
    '010.0.0.0/8',
  ])('takes %p for no CIDR', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});

describe('hasHostBits', () => {
  it.each<[string, boolean]>([
    ['10.0.0.0/8', false],
    ['10.0.0.1/8', true],
    ['10.0.0.1/32', false],
    ['0.0.0.1/0', true],
    ['2001:db8::1/64', true],
    ['2001:db8::/64', false],
  ])('says of %s: %p', (text, expected) => {
    expect(hasHostBits(cidr(text))).toBe(expected);
  });
});

describe('contains', () => {
  it.each<[string, string, boolean]>([
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.0.0.0/8', '10.0.0.0/8', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/8', '11.0.0.0/16', false],
    ['0.0.0.0/0', '::/0', false],
    ['fc00::/7', 'fd00::/8', true],
    ['fc00::/7', 'fe00::/8', false],
  ])('%s in %s: %p', (outer, inner, expected) => {
    expect(contains(cidr(outer), cidr(inner))).toBe(expected);
  });
});

describe('formatCidr', () => {
  it.each<[string, string]>([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['255.255.255.255/32', '255.255.255.255/32'],
    ['::/0', '::/0'],
    ['::1/128', '::1/128'],
    ['2001:DB8:0:0::/64', '2001:db8::/64'],
    ['2001:db8:0:1:0:0:0:0/64', '2001:db8:0:1::/64'],
    ['1:0:2:0:0:3:0:0/128', '1:0:2::3:0:0/128'],
    ['1:2:3:4:5:6:7:8/128', '1:2:3:4:5:6:7:8/128'],
    ['fd00::/8', 'fd00::/8'],
    ['::ffff:10.0.0.1/128', '::ffff:a00:1/128'],
    ['1:0:2:0:3:0:4:0/128', '1:0:2:0:3:0:4:0/128'],
  ])('writes %s as %s', (text, expected) => {
    expect(formatCidr(cidr(text))).toBe(expected);
    expect(cidr(expected)).toEqual(cidr(text));
  });
});
