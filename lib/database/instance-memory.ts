/** GiB of memory of the smallest sizes, by family letter. From `xlarge` on each multiple doubles or multiplies. */
const LARGE_GIB: ReadonlyMap<string, number> = new Map([
  ['c', 4],
  ['m', 8],
  ['r', 16],
  ['t', 8],
]);
const SMALL_GIB: ReadonlyMap<string, number> = new Map([
  ['micro', 1],
  ['small', 2],
  ['medium', 4],
]);

/**
 * Memory of an instance class in GiB: of the general, compute and memory optimised families, and the burstable ones.
 *
 * @returns undefined for other families, for classes with changed memory, and for texts that are not known yet
 */
export function memoryGibOf(instanceClass: string): number | undefined {
  const [, letter = '', size = ''] = /^db\.([cmrt])\d[a-z]*\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  const large = LARGE_GIB.get(letter);
  if (large === undefined) return undefined;
  if (size === 'large') return large;
  const small = SMALL_GIB.get(size);
  if (small !== undefined) return letter === 't' || size === 'medium' ? (small * large) / 8 : undefined;
  const multiple = size === 'xlarge' ? 1 : Number(/^(\d+)xlarge$/.exec(size)?.[1]);
  return Number.isInteger(multiple) && multiple > 0 ? large * 2 * multiple : undefined;
}
