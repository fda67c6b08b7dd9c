export type Family = 4 | 6;

/** A block of addresses, as numbers; both ends belong to it. */
export interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

export interface Cidr extends AddressRange {
  readonly family: Family;
  /** Number of fixed bits: 24 of `10.0.0.0/24`. */
  readonly prefix: number;
}

/** Bits of an address. */
export const ADDRESS_BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

const parsed = new Map<string, Cidr | undefined>();
const MOST_PARSED = 10_000;

/** Reads a CIDR in any spelling; bits behind the prefix are ignored. Something else is undefined. */
export function parseCidr(text: string): Cidr | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const cidr = readCidr(text);
  if (parsed.size < MOST_PARSED) parsed.set(text, cidr);
  return cidr;
}

function readCidr(text: string): Cidr | undefined {
  const match = /^\s*([\da-fA-F.:]+)\/(\d{1,3})\s*$/.exec(text);
  const [address, digits] = [match?.[1], match?.[2]];
  if (address === undefined || digits === undefined) return undefined;
  const family: Family = address.includes(':') ? 6 : 4;
  const number = family === 4 ? parseIpv4(address) : parseIpv6(address);
  const prefix = Number(digits);
  if (number === undefined || prefix > ADDRESS_BITS[family]) return undefined;
  const size = addressesOf(family, prefix);
  const first = number - (number % size);
  return { family, prefix, first, last: first + size - 1n };
}

/** How many addresses a prefix leaves open. */
export function addressesOf(family: Family, prefix: number): bigint {
  return 1n << BigInt(ADDRESS_BITS[family] - prefix);
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255))
    return undefined;
  return BigInt(octets.reduce((sum, octet) => sum * 256 + Number(octet), 0));
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : groupsOf(half)));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const behind = tail ?? [];
  const gap = 8 - head.length - behind.length;
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined;
  const groups = [...head, ...Array<bigint>(halves.length === 1 ? 0 : gap).fill(0n), ...behind];
  return groups.reduce((sum, group) => (sum << 16n) + group, 0n);
}

/** The 16-bit groups of a piece of an IPv6 address; its end may be written as an IPv4 address. */
function groupsOf(text: string): readonly bigint[] | undefined {
  const groups: bigint[] = [];
  const pieces = text.split(':');
  for (const [index, piece] of pieces.entries()) {
    if (/^[\da-fA-F]{1,4}$/.test(piece)) {
      groups.push(BigInt(`0x${piece}`));
      continue;
    }
    const embedded = index === pieces.length - 1 ? parseIpv4(piece) : undefined;
    if (embedded === undefined) return undefined;
    groups.push(embedded >> 16n, embedded & 0xffffn);
  }
  return groups;
}
