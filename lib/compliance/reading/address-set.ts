import { addressesOf, parseCidr, type AddressRange, type Family } from './cidr';

/** Ranges in ascending order that neither overlap nor touch. */
export type AddressSet = readonly AddressRange[];

export const EVERY_ADDRESS: Readonly<Record<Family, AddressSet>> = {
  4: [{ first: 0n, last: addressesOf(4, 0) - 1n }],
  6: [{ first: 0n, last: addressesOf(6, 0) - 1n }],
};

/** What can be reached over the internet: all of IPv4, and the global unicast addresses of IPv6. */
const INTERNET: Readonly<Record<Family, AddressSet>> = { 4: EVERY_ADDRESS[4], 6: union([rangeOf('2000::/3')]) };

/** Private networks: RFC 1918, carrier-grade NAT and link-local; unique local and link-local of IPv6. */
const PRIVATE: readonly AddressRange[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
].map(rangeOf);
const PRIVATE_IPV6: readonly AddressRange[] = ['fc00::/7', 'fe80::/10'].map(rangeOf);

/** Merges ranges. */
export function union(ranges: readonly AddressRange[]): AddressSet {
  if (ranges.length < 2) return ranges;
  const merged: AddressRange[] = [];
  for (const range of [...ranges].sort((left, right) =>
    left.first < right.first ? -1 : left.first > right.first ? 1 : 0,
  )) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push(range);
    else if (range.last > previous.last) merged[merged.length - 1] = { first: previous.first, last: range.last };
  }
  return merged;
}

/** What is in both sets. */
export function intersect(left: AddressSet, right: AddressSet): AddressSet {
  const common: AddressRange[] = [];
  for (let i = 0, j = 0; ;) {
    const [a, b] = [left[i], right[j]];
    if (a === undefined || b === undefined) return common;
    const first = a.first > b.first ? a.first : b.first;
    const last = a.last < b.last ? a.last : b.last;
    if (first <= last) common.push({ first, last });
    if (a.last < b.last) i += 1;
    else j += 1;
  }
}

/** What is in the first set and not in the second. */
export function subtract(left: AddressSet, right: AddressSet): AddressSet {
  const rest: AddressRange[] = [];
  for (const range of left) {
    let first = range.first;
    for (const hole of intersect([range], right)) {
      if (hole.first > first) rest.push({ first, last: hole.first - 1n });
      first = hole.last + 1n;
    }
    if (first <= range.last) rest.push({ first, last: range.last });
  }
  return rest;
}

export function sizeOf(set: AddressSet): bigint {
  return set.reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}

const HALF: Readonly<Record<Family, bigint>> = { 4: sizeOf(INTERNET[4]) / 2n, 6: sizeOf(INTERNET[6]) / 2n };

/** How many addresses of the set the internet can reach. */
export function publicSizeOf(set: AddressSet, family: Family): bigint {
  return set.length === 0 ? 0n : sizeOf(intersect(set, INTERNET[family]));
}

/** Half of the internet's addresses: a set of this size or more counts as the whole internet. */
export function halfOfInternet(family: Family): bigint {
  return HALF[family];
}

/** True where the addresses are the whole internet, or so much of it that it makes no difference. */
export function isPublicSet(set: AddressSet, family: Family): boolean {
  return publicSizeOf(set, family) >= halfOfInternet(family);
}

/** True where every address of the range belongs to one private network. */
export function isPrivate({ first, last }: AddressRange, family: Family): boolean {
  return (family === 4 ? PRIVATE : PRIVATE_IPV6).some((network) => network.first <= first && last <= network.last);
}

function rangeOf(cidr: string): AddressRange {
  const range = parseCidr(cidr);
  if (range === undefined) throw new Error(`not a CIDR: ${cidr}`);
  return range;
}
