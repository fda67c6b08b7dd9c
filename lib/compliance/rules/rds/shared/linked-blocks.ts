import type { Block, Configuration } from '../../../model/block';
import { isList, isMap, isUnknown, type Reference, type Value } from '../../../model/value';

/** A block that a value leads to. */
export interface LinkedBlock {
  readonly block: Block;
  /** Key of the one instance that is meant; undefined for all of them, or one that is not known. */
  readonly index: string | undefined;
}

/** The blocks that a value leads to. */
export interface LinkedBlocks {
  readonly found: readonly LinkedBlock[];
  /** The expression takes one of the blocks, or none: which one is not known. */
  readonly isChoice: boolean;
  /** A part of the value that leads elsewhere, or nowhere. */
  readonly open: Value;
}

/** Parts of an expression that pick among what they are given. */
const CHOICE = /\?|\bif\b|\b(?:try|coalesce|coalescelist|lookup|element|one|setintersection|setsubtract)\s*\(/;

/** True for an expression that may stand for one of several values, or for none. */
export function isChoice(value: Value): boolean {
  return isUnknown(value) && !value.isReference && value.parts.length === 0 && CHOICE.test(value.expression);
}

/** Follows one value, which is no list, to blocks. Every reference has to lead to one, else a part of it is open. */
export function linkedBlocks(
  configuration: Configuration,
  value: Value,
  selectors: readonly string[],
  keys: readonly string[] = [],
): LinkedBlocks {
  if (!isUnknown(value)) {
    const { blocks } = configuration.link(value, selectors, keys);
    return {
      found: blocks.map((block) => ({ block, index: undefined })),
      isChoice: false,
      open: blocks.length === 0 ? value : undefined,
    };
  }
  const found: LinkedBlock[] = [];
  let elsewhere = false;
  for (const reference of value.isReference ? value.references.slice(0, 1) : value.references) {
    const block = configuration.block(reference.address);
    if (block !== undefined && selectors.includes(block.selector)) found.push({ block, index: indexOf(reference) });
    else elsewhere = true;
  }
  // The other pieces of a template say more of the block that one piece names.
  const isOpen = found.length === 0 || (elsewhere && value.parts.length === 0);
  return { found, isChoice: isChoice(value), open: isOpen ? value : undefined };
}

/** The key of the instance that a reference picks, as text. */
export function indexOf({ index }: Reference): string | undefined {
  return index === undefined || index === '*' ? undefined : String(index);
}

/** What the unknown parts of a value refer to. */
export function referencesIn(value: Value): readonly Reference[] {
  if (isUnknown(value)) return value.references;
  const parts: readonly Value[] = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  return parts.flatMap(referencesIn);
}
