import { isIPv4, isIPv6 } from 'node:net';

export type AddressFamily = 'ipv4' | 'ipv6';

/** A block of addresses: its first address as a number, and how many leading bits it fixes. */
export interface Cidr {
  readonly family: AddressFamily;
  readonly address: bigint;
  readonly prefix: number;
}

export const ADDRESS_BITS: Readonly<Record<AddressFamily, number>> = { ipv4: 32, ipv6: 128 };

function ipv4Number(address: string): bigint {
  return address.split('.').reduce((number, octet) => (number << 8n) | BigInt(octet), 0n);
}

function ipv6Number(address: string): bigint {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const [, head = '', tail = ''] = embedded ?? [];
  const v4 = embedded ? ipv4Number(tail) : 0n;
  const text = embedded ? `${head}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}` : address;
  const [left = '', right] = text.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  const zeros = new Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

/** Reads a CIDR block; undefined where the text is none. Bits after the prefix are kept: see `hasHostBits`. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/%]+)\/(\d{1,3})$/.exec(text);
  const [, address = '', bits = ''] = match ?? [];
  const family: AddressFamily | undefined = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : undefined;
  if (family === undefined || Number(bits) > ADDRESS_BITS[family]) return undefined;
  return { family, address: family === 'ipv4' ? ipv4Number(address) : ipv6Number(address), prefix: Number(bits) };
}

/** True where the address names one machine of the block, not its beginning: AWS takes no such block. */
export function hasHostBits({ family, address, prefix }: Cidr): boolean {
  const hostBits = BigInt(ADDRESS_BITS[family] - prefix);
  return (address & ((1n << hostBits) - 1n)) !== 0n;
}

/** True where every address of `inner` is one of `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const shift = BigInt(ADDRESS_BITS[outer.family] - outer.prefix);
  return outer.address >> shift === inner.address >> shift;
}

/** Where the longest run of at least two zeros begins, and how long it is; the first one of equals. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    const end = groups.findIndex((group, index) => index >= start && group !== '0');
    const length = (end < 0 ? groups.length : end) - start;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  const { start, length } = longestZeros(groups);
  if (length < 2) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}

/** The one way in which AWS and Terraform write the block: IPv6 in lower case, its longest run of zeros left out. */
export function formatCidr({ family, address, prefix }: Cidr): string {
  if (family === 'ipv6') return `${ipv6Text(address)}/${prefix}`;
  return `${[24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 0xffn).toString()).join('.')}/${prefix}`;
}
