import { Unknown, type Value } from '../../../../../lib/compliance';
import {
  coversEveryPort,
  coversEveryProtocol,
  coversOtherPort,
  coversPort,
  describeTraffic,
  readTraffic,
  type Traffic,
} from '../../../../../lib/compliance/rules/network/shared/traffic';

function traffic(protocol?: Value, from?: Value, to?: Value): Traffic {
  const values = new Map([
    ['protocol', protocol],
    ['from_port', from],
    ['to_port', to],
  ]);
  return readTraffic({
    protocol: 'protocol',
    allIgnoresPorts: false,
    get: (name) => values.get(name),
    at: (name) => name,
  });
}
const hidden = new Unknown('${var.x}');
const answer = (ternary: ReturnType<typeof coversPort>): boolean | string =>
  typeof ternary === 'boolean' ? ternary : ternary.path;

describe('coversPort', () => {
  it.each<[string, Traffic, boolean | string]>([
    ['all', traffic('-1', 0, 0), true],
    ['all as a number', traffic(-1), true],
    ['all by name, in capitals', traffic('ALL', 443, 443), true],
    ['tcp by number', traffic('6', 22, 22), true],
    ['text ports', traffic('tcp', '0', '1024'), true],
    ['beside the range', traffic('tcp', 23, 80), false],
    ['udp', traffic('udp', 22, 22), false],
    ['icmp', traffic('icmp', -1, -1), false],
    ['another protocol', traffic('50'), false],
    ['tcp on port 0 is port 0', traffic('tcp', 0, 0), false],
    ['tcp without ports', traffic('tcp'), true],
    ['no protocol', traffic(undefined, 22, 22), true],
    ['hidden protocol beside the range', traffic(hidden, 443, 443), false],
    ['hidden protocol over the range', traffic(hidden, 22, 22), 'protocol'],
    ['hidden protocol that may be all', traffic(hidden, 0, 0), 'protocol'],
    ['hidden from below', traffic('tcp', hidden, 21), false],
    ['hidden from', traffic('tcp', hidden, 80), 'from_port'],
    ['hidden to above', traffic('tcp', 23, hidden), false],
    ['hidden to', traffic('tcp', 0, hidden), 'to_port'],
  ])('%s', (_, value, expected) => {
    expect(answer(coversPort(value, 'tcp', 22))).toBe(expected);
  });
});

describe('coversEveryPort', () => {
  it.each<[string, Traffic, boolean | string]>([
    ['all', traffic('-1', 0, 0), true],
    ['0-65535', traffic('udp', 0, 65535), true],
    ['1-65535', traffic('tcp', 1, 65535), true],
    ['2-65535', traffic('tcp', 2, 65535), false],
    ['0-65534', traffic('tcp', 0, 65534), false],
    ['icmp', traffic('icmp', 0, 65535), false],
    ['hidden end', traffic('tcp', 0, hidden), 'to_port'],
    ['hidden protocol, one port', traffic(hidden, 443, 443), false],
  ])('%s', (_, value, expected) => {
    expect(answer(coversEveryPort(value))).toBe(expected);
  });
});

describe('coversOtherPort', () => {
  const allowed = { tcp: [80, 443], udp: [] };
  it.each<[string, Traffic, boolean | string]>([
    ['one that is allowed', traffic('tcp', 443, 443), false],
    ['a range that leaves the set', traffic('tcp', 80, 443), true],
    ['udp', traffic('udp', 443, 443), true],
    ['icmp', traffic('icmp', -1, -1), false],
    ['a known end outside, whatever the other is', traffic('tcp', hidden, 22), true],
    ['a known end inside', traffic('tcp', 80, hidden), 'to_port'],
    ['a hidden protocol: udp is not allowed', traffic(hidden, 443, 443), 'protocol'],
  ])('%s', (_, value, expected) => {
    expect(answer(coversOtherPort(value, allowed))).toBe(expected);
  });
});

it('knows every protocol', () => {
  expect(coversEveryProtocol(traffic('-1'))).toBe(true);
  expect(coversEveryProtocol(traffic('tcp', 0, 65535))).toBe(false);
  expect(answer(coversEveryProtocol(traffic(hidden, 0, 0)))).toBe('protocol');
  expect(coversEveryProtocol(traffic(hidden, 80, 80))).toBe(false);
});

it('describes traffic', () => {
  expect(describeTraffic(traffic('-1', 0, 0))).toBe('every protocol and port');
  expect(describeTraffic(traffic('tcp', 22, 22))).toBe('tcp 22');
  expect(describeTraffic(traffic('udp', 0, 65535))).toBe('every udp port');
  expect(describeTraffic(traffic(undefined, 1, 5))).toBe('tcp and udp 1-5');
  expect(describeTraffic(traffic('tcp', hidden, 5))).toBe('tcp on ports that are not known');
  expect(describeTraffic(traffic('icmp'))).toBe('icmp');
});
