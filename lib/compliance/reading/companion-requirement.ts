import { fail, pass, unknown, type Outcome } from '../engine/outcome';
import type { Block } from '../model/block';
import { isUnknown, type Unknown } from '../model/value';
import { completed, type Companion, type Companions } from './companions';

export interface CompanionRequirement {
  /** What is wrong without one: `the queue has no policy`. */
  readonly missing: string;
  /** What would pass. */
  readonly expected: string;
  /** Argument of the block that would do too. */
  readonly path?: string;
}

/** More blocks of which it is not known what they complete are not told apart. */
const MOST_STRAYS = 200;

/**
 * Demands that every instance of a block has a companion. Where a companion may be left out, or may belong to another
 * block, it is unknown.
 */
export function requireCompanion(
  block: Block,
  all: Companions,
  { missing, expected, path }: CompanionRequirement,
  found: readonly Companion[] = all.of(block),
): Outcome {
  const state = completed(block, found);
  if (state === 'every') return pass(path);
  const open = isUnknown(state) ? state : strayFor(block, all);
  if (open !== undefined) {
    return unknown({
      path,
      message: `whether ${missing} depends on ${open.expression}, which is not known before Terraform runs`,
      observed: open,
      expected,
    });
  }
  return fail({ path, message: state === 'some' ? `${missing}, in some of its instances` : missing, expected });
}

/** What names the target of a companion that may be meant for the block. */
export function strayFor(block: Block, { strays }: Companions): Unknown | undefined {
  const found = strays.slice(0, MOST_STRAYS).find(({ value }) => !leadsElsewhere(value, block));
  return (found ?? strays[MOST_STRAYS])?.value;
}

/** True for what names a resource of this configuration or of another stack, or one that is looked up by another name. */
function leadsElsewhere({ references }: Unknown, target: Block): boolean {
  const name = target.get('name');
  return (
    references.length > 0 &&
    references.every(({ address }) => {
      if (address.startsWith('data.terraform_remote_state.')) return true;
      const block = target.configuration.block(address);
      if (block?.kind === 'resource') return true;
      const looked = block?.kind === 'data' ? block.get('name') : undefined;
      return typeof looked === 'string' && typeof name === 'string' && looked !== name;
    })
  );
}
