import { ADDRESS_BITS, type Cidr, contains, parseCidr } from './cidr';

/** Networks that the internet cannot reach: private, shared, loopback and link-local addresses. */
const PRIVATE_NETWORKS = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
];

/** Parsed at first use: the first address of a process costs 4 ms. */
let privateBlocks: readonly Cidr[] | undefined;

/** True where no address of the block is one of the internet. */
export function isPrivate(cidr: Cidr): boolean {
  privateBlocks ??= PRIVATE_NETWORKS.flatMap((text) => parseCidr(text) ?? []);
  return privateBlocks.some((block) => contains(block, cidr));
}

/** How many addresses of the internet the blocks, all of one family, hold together; overlaps count once. */
export function publicAddresses(blocks: readonly Cidr[]): bigint {
  const outermost = blocks.filter(
    (block, index) =>
      !isPrivate(block) &&
      !blocks.some(
        (other, at) => at !== index && contains(other, block) && (other.prefix < block.prefix || at < index),
      ),
  );
  return outermost.reduce((sum, { family, prefix }) => sum + (1n << BigInt(ADDRESS_BITS[family] - prefix)), 0n);
}
