import { isUnknown, type Value } from '../../value';
import { FAILED, UNDECIDED, type Decision } from '../operators';
import { primitiveText } from '../text-pieces';
import { integersOf, ofText, type NamedFunction, type TerraformFunction } from './function';

/** A CIDR block: its network address as a number. */
interface Prefix {
  readonly network: bigint;
  readonly length: number;
  /** Bits of an address: 32 or 128. */
  readonly bits: 32 | 128;
}

/** Reads a CIDR block. Old spellings of IPv4 with leading zeros, and IPv4 inside IPv6, are left to Terraform. */
function prefixOf(text: string): Prefix | typeof UNDECIDED | typeof FAILED {
  const [, address = '', digits = ''] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  if (address === '') return FAILED;
  const bits = address.includes(':') ? 128 : 32;
  const number = bits === 128 ? readIpv6(address) : readIpv4(address);
  if (typeof number === 'symbol') return number;
  const length = Number(digits);
  if (length > bits) return FAILED;
  if (String(length) !== digits) return UNDECIDED;
  return { network: (number >> BigInt(bits - length)) << BigInt(bits - length), length, bits };
}

function readIpv4(address: string): bigint | typeof UNDECIDED | typeof FAILED {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return FAILED;
  if (parts.some((part) => String(Number(part)) !== part)) return UNDECIDED;
  if (parts.some((part) => Number(part) > 255)) return FAILED;
  return parts.reduce((sofar, part) => (sofar << 8n) | BigInt(part), 0n);
}

function readIpv6(address: string): bigint | typeof UNDECIDED | typeof FAILED {
  if (address.includes('.')) return UNDECIDED;
  const halves = address.split('::');
  if (halves.length > 2) return FAILED;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return FAILED;
  const groups = [...head, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return FAILED;
  return groups.reduce((sofar, group) => (sofar << 16n) | BigInt(`0x${group}`), 0n);
}

function addressText(address: bigint, bits: 32 | 128): string | undefined {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
  // An IPv4 address inside IPv6 has a spelling of its own.
  if (address >> 32n === 0xffffn) return undefined;
  const groups = Array.from({ length: 8 }, (_, index) => (address >> BigInt(112 - 16 * index)) & 0xffffn);
  const zeros = longestZeros(groups);
  const text = (part: readonly bigint[]): string => part.map((group) => group.toString(16)).join(':');
  if (zeros === undefined) return text(groups);
  return `${text(groups.slice(0, zeros.start))}::${text(groups.slice(zeros.start + zeros.length))}`;
}

/** The first of the longest runs of two zero groups or more: it is written as `::`. */
function longestZeros(groups: readonly bigint[]): { readonly start: number; readonly length: number } | undefined {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start += 1) {
    let end = start;
    while (groups[end] === 0n) end += 1;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best.length > 1 ? best : undefined;
}

function blockText(network: bigint, length: number, bits: 32 | 128): Decision {
  const text = addressText(network, bits);
  return text === undefined ? UNDECIDED : `${text}/${String(length)}`;
}

/** A function over a CIDR block and whole numbers. */
function ofPrefix(apply: (prefix: Prefix, numbers: readonly number[]) => Decision): TerraformFunction {
  return ([text, ...rest]) => {
    const numbers = integersOf(rest);
    if (isUnknown(text)) return UNDECIDED;
    const prefix = prefixOf(primitiveText(text) ?? '');
    if (prefix === FAILED || numbers === FAILED) return FAILED;
    return prefix === UNDECIDED || numbers === UNDECIDED ? UNDECIDED : apply(prefix, numbers);
  };
}

function withCount(count: number, apply: TerraformFunction): TerraformFunction {
  return (args: readonly Value[], site) => (args.length === count ? apply(args, site) : FAILED);
}

function cidrhost({ network, length, bits }: Prefix, [host = 0]: readonly number[]): Decision {
  const size = 1n << BigInt(bits - length);
  const number = BigInt(host);
  if (number >= size || -number > size) return FAILED;
  return addressText(network + (number < 0n ? size + number : number), bits) ?? UNDECIDED;
}

function cidrsubnet({ network, length, bits }: Prefix, [added = 0, number = 0]: readonly number[]): Decision {
  const longer = length + added;
  if (added < 0 || number < 0) return UNDECIDED;
  if (longer > bits || BigInt(number) >= 1n << BigInt(added)) return FAILED;
  return blockText(network + (BigInt(number) << BigInt(bits - longer)), longer, bits);
}

/** Subnets one after the other, each at the first place where it fits. */
function cidrsubnets({ network, length, bits }: Prefix, added: readonly number[]): Decision {
  // Terraform 1.11 finds no room in a block that is the whole address space.
  if (length === 0) return UNDECIDED;
  const end = network + (1n << BigInt(bits - length));
  let next = network;
  const subnets: string[] = [];
  for (const each of added) {
    const longer = length + each;
    if (each < 1 || longer > bits) return FAILED;
    if (each > 32) return UNDECIDED;
    const size = 1n << BigInt(bits - longer);
    next = ((next + size - 1n) / size) * size;
    if (next + size > end) return FAILED;
    const text = blockText(next, longer, bits);
    if (typeof text !== 'string') return UNDECIDED;
    subnets.push(text);
    next += size;
  }
  return subnets;
}

function cidrnetmask(text: string): Decision {
  const prefix = prefixOf(text);
  if (typeof prefix === 'symbol') return prefix;
  if (prefix.bits !== 32) return FAILED;
  const mask = ((1n << BigInt(prefix.length)) - 1n) << BigInt(32 - prefix.length);
  return addressText(mask, 32);
}

export const NETWORK_FUNCTIONS: readonly NamedFunction[] = [
  ['cidrhost', withCount(2, ofPrefix(cidrhost))],
  ['cidrnetmask', ofText(cidrnetmask)],
  ['cidrsubnet', withCount(3, ofPrefix(cidrsubnet))],
  ['cidrsubnets', ofPrefix(cidrsubnets)],
];
